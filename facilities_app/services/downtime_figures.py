"""Downtime of a period: the recorded downtimes of each asset, overlaps counted once, added up by what is asked."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Asset, AssetDowntime, Place
from facilities_app.domain.asset_life import Span, down_minutes
from facilities_app.domain.figures import By, Downtimes
from facilities_app.domain.periods import Period


def read_downtimes(
    session: Session, period: Period, by: By, months: tuple[date, ...], now: datetime
) -> Downtimes:
    """Minutes within the period up to now, summed over assets: by asset, its category, its place or centre now, or by
    month. Told apart by anything else only the sum is known.
    """
    start, end = period.moments()
    rows = session.execute(
        select(
            AssetDowntime.asset_id,
            Asset.category_id,
            Asset.place_id,
            Place.site_id,
            AssetDowntime.from_at,
            AssetDowntime.until_at,
        )
        .join(Asset, Asset.id == AssetDowntime.asset_id)
        .join(Place, Place.id == Asset.place_id)
        .where(
            AssetDowntime.from_at < end,
            or_(AssetDowntime.until_at.is_(None), AssetDowntime.until_at > start),
        )
    ).all()
    spans: dict[int, list[Span]] = defaultdict(list)
    keys: dict[int, dict[By, Any]] = {}
    for asset_id, category_id, place_id, site_id, from_at, until_at in rows:
        spans[asset_id].append(Span(from_at, until_at))
        keys[asset_id] = {
            By.ASSET: asset_id,
            By.CATEGORY: category_id,
            By.PLACE: place_id,
            By.SITE: site_id or place_id,
        }
    each: dict[Any, int] = defaultdict(int)
    total = 0
    for asset_id, own in spans.items():
        minutes = down_minutes(own, start, end, now)
        total += minutes
        if by in keys[asset_id]:
            each[keys[asset_id][by]] += minutes
        elif by is By.MONTH:
            for month in months:
                inside = Period.of_month(month).overlap(period)
                if inside is not None and (part := down_minutes(own, *inside.moments(), now)):
                    each[month] += part
    return Downtimes(len(spans), total if spans else None, dict(each))
