"""The place or asset a repair is about: found by any part of its name, number or place."""

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, DormUnit, Place, Ticket
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import TargetHit, TargetInfo, TicketBrief
from facilities_app.domain.tickets import Priority, Status
from facilities_app.domain.wording import searched
from facilities_app.services.covers import covers_of
from facilities_app.services.ticket_link_reading import brief
from facilities_app.services.ticket_reading import open_tickets

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

PLACE_ICONS = {
    "site": "building-2",
    "building": "building-2",
    "block": "building-2",
    "floor": "layers",
    "space": "door-open",
    "unit": "house",
    "land": "map-pin",
}
_SAME_KIND, _MOST_NEARBY = 200, 10
_STEPS = re.compile(r"[›>]")
"""A path may be pasted as it is shown: 四維行政中心 › 9F › 茶水間."""
_ROOMS = frozenset({"space", "unit"})


class TargetService:
    """The type-ahead of the log-repair sheet."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def search(self, text: str, limit: int = 8) -> list[TargetHit]:
        """Every word must be found in name, number or place. Assets come first, then units and places.

        Who types the whole name or number of one means that one: it leads.
        """
        text = searched(text)
        words = _STEPS.sub(" ", text).split()
        if not words:
            return []
        with self._base.read() as session:
            exact = self._places(session, words, limit, whole=text.strip())
            found = self._assets(session, words, limit, whole=text.strip())
            if exact and not (found and _is_whole(found[0], text)):
                found = exact + found
            if len(found) < limit:
                known = {hit.id for hit in exact}
                found += [hit for hit in self._places(session, words, limit) if hit.id not in known]
        return found[:limit]

    def info(self, kind: str, target_id: int) -> TargetInfo:
        """What is known of the chosen one: proposed trade and priority, open tickets, who stands behind it."""
        with self._base.read() as session:
            if kind == "asset":
                return self._asset_info(session, target_id)
            place = session.get(Place, target_id)
            if place is None:
                raise NotFound("place.gone", id=target_id)
            return TargetInfo(
                kind,
                place.id,
                place.name,
                place.label,
                None,
                int(Priority.NORMAL),
                open_tickets(session, place_id=place.id),
            )

    def by_code(self, *, asset: str = "", place: str = "") -> tuple[str, int]:
        """("asset" or "place", id) of a code as printed on a label. Raises NotFound."""
        with self._base.read() as session:
            if asset:
                found = session.scalar(
                    select(Asset.id).where(or_(Asset.code == asset, Asset.property_number == asset)).limit(1)
                )
                if found is not None:
                    return "asset", found
                raise NotFound("asset.no_such_code", code=asset)
            found = session.scalar(select(Place.id).where(Place.code == place))
            if found is None:
                found = session.scalar(select(DormUnit.place_id).where(DormUnit.code == place))
            if found is None:
                raise NotFound("place.no_such_code", code=place)
            return "place", found

    def _asset_info(self, session: Session, asset_id: int) -> TargetInfo:
        asset = session.get(Asset, asset_id)
        if asset is None:
            raise NotFound("asset.gone", id=asset_id)
        category = session.get_one(AssetCategory, asset.category_id)
        return TargetInfo(
            "asset",
            asset.id,
            asset.name,
            asset.place_label,
            category.trade_id,
            _usual_priority(session, category.id),
            open_tickets(session, asset_id=asset.id),
            covers_of(session, asset, self._base.clock.today()),
            _nearby(session, asset),
        )

    @staticmethod
    def _assets(session: Session, words: list[str], limit: int, whole: str) -> list[TargetHit]:
        columns = (Asset.name, Asset.code, Asset.property_number, Asset.place_label, Asset.name_en)
        count = (
            select(func.count())
            .select_from(Ticket)
            .where(Ticket.asset_id == Asset.id, Ticket.is_open == true())
            .scalar_subquery()
        )
        rows = session.execute(
            select(Asset.id, Asset.code, Asset.name, Asset.place_label, AssetCategory.icon, count)
            .join(AssetCategory, AssetCategory.id == Asset.category_id)
            .where(*_every_word(words, columns), Asset.status != "retired")
            .order_by(
                _not_whole(whole, (Asset.code, Asset.property_number, Asset.name)),
                Asset.place_label,
                Asset.name,
                Asset.id,
            )
            .limit(limit)
        )
        return [TargetHit("asset", i, code, name, label, icon, n) for i, code, name, label, icon, n in rows]

    @staticmethod
    def _places(session: Session, words: list[str], limit: int, whole: str = "") -> list[TargetHit]:
        """The places that hold every word; with ``whole`` only the one with this code, or the unit so named."""
        same_unit = and_(Place.kind == "unit", _not_whole(whole, (Place.name,)) == 0)
        wanted = [or_(_not_whole(whole, (Place.code,)) == 0, same_unit)] if whole else []
        rows = session.execute(
            select(Place.id, Place.kind, Place.code, Place.name, Place.label)
            .where(*_every_word(words, (Place.label, Place.code, Place.name_en)), *wanted)
            .order_by(func.length(Place.label), Place.label, Place.id)
            .limit(limit)
        )
        return [
            TargetHit(
                "unit" if kind == "unit" else "place", i, code, name, label, PLACE_ICONS.get(kind, "map-pin")
            )
            for i, kind, code, name, label in rows
        ]


def _nearby(session: Session, asset: Asset) -> tuple[TicketBrief, ...]:
    """Open tickets about the same room: what is reported of an asset may have been reported of the room before."""
    place = session.get_one(Place, asset.place_id)
    if place.kind not in _ROOMS:
        return ()
    rows = session.scalars(
        select(Ticket)
        .where(Ticket.place_id == place.id, Ticket.asset_id.is_(None), Ticket.status < int(Status.CLOSED))
        .order_by(Ticket.id.desc())
        .limit(_MOST_NEARBY)
    )
    return tuple(brief(row) for row in rows)


def _every_word(words: list[str], columns: tuple[object, ...]) -> list[ColumnElement[bool]]:
    return [
        or_(*(column.icontains(word, autoescape=True) for column in columns))  # type: ignore[attr-defined]
        for word in words
    ]


def _not_whole(text: str, columns: tuple[Any, ...]) -> ColumnElement[int]:
    """0 where the text is all of a column, else 1: to order by."""
    return case((or_(*(func.lower(column) == text.lower() for column in columns)), 0), else_=1)


def _is_whole(hit: TargetHit, text: str) -> bool:
    return text.strip().casefold() in (hit.code.casefold(), hit.name.casefold())


def _usual_priority(session: Session, category_id: int) -> int:
    """The priority most of the newest tickets on assets of this category had."""
    newest = (
        select(Ticket.priority)
        .join(Asset, Asset.id == Ticket.asset_id)
        .where(Asset.category_id == category_id)
        .order_by(Ticket.id.desc())
        .limit(_SAME_KIND)
        .subquery()
    )
    most = session.execute(
        select(newest.c.priority)
        .group_by(newest.c.priority)
        .order_by(func.count().desc(), newest.c.priority)
        .limit(1)
    ).scalar()
    return int(most or Priority.NORMAL)
