"""An asset's service life, cost to date and downtime: read in one go, and downtime written by hand."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, case, func, or_, select, true
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetCategory,
    AssetDowntime,
    AssetSlip,
    AssetStatusChange,
    Setting,
    Ticket,
)
from facilities_app.domain import asset_life as rules
from facilities_app.domain.asset_life import Costs, ServiceLife, Span, Thresholds
from facilities_app.domain.asset_life_rows import AssetLife, DowntimeRow, SlipRow
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import at
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.tickets import Status
from facilities_app.domain.wording import clean_line
from facilities_app.services.office import DEFAULTS
from facilities_app.services.rights import must_hold
from facilities_app.services.slip_words import parts_below
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

DAYS = 365
"""Availability is told of so many days up to now."""

_LONGEST_REASON = 200


class AssetLifeService:
    """Reads from any thread; changes on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def read(self, asset_id: int) -> AssetLife:
        """All of it. Raises NotFound("asset.gone")."""
        now, today = self._base.clock.now(), self._base.clock.today()
        with self._base.read() as session:
            asset = session.get(Asset, asset_id)
            if asset is None:
                raise NotFound("asset.gone", id=asset_id)
            life = service_life(session, asset)
            own = repair_costs(session, (asset.id,))
            parts = parts_below(session, asset.id)
            since = rules.add_years(today, -rules.REPAIR_YEARS)
            recent, limits = repair_costs(session, (asset.id,), since), thresholds(session)
            tickets, still_open = _tickets_about(session, parts)
            start, end = _window(asset, life, now)
            rows = downtime_rows(session, asset.id, now)
            spans = [Span(row.from_at, row.until_at) for row in rows]
            down = rules.down_minutes(spans, start, end, now) if rows else None
            return AssetLife(
                asset_id=asset.id,
                name=asset.name,
                life=life,
                cost_twd=asset.cost_twd,
                costs=own,
                with_parts=own + repair_costs(session, parts) if parts else None,
                judgement=rules.judge(life, asset.cost_twd, recent, today, limits),
                start_at=start,
                end_at=end,
                down=down,
                available=None if down is None else rules.availability(down, start, end),
                downtimes=rows,
                statuses=_statuses(session, asset.id, today),
                slips=slip_rows(session, asset.id),
                is_retired=asset.status == "retired",
                whole=rules.judge(
                    life,
                    _whole_cost(session, asset, parts),
                    recent + repair_costs(session, parts, since),
                    today,
                    limits,
                )
                if parts
                else None,
                parts=parts,
                part_tickets=tickets,
                part_open=still_open,
            )

    def add_downtime(
        self, asset_id: int, from_at: datetime, until_at: datetime | None = None, reason: str = ""
    ) -> Outcome[int]:
        """Write down by hand that it was out of service; without an end it still is."""
        self._check(from_at, until_at)
        with self._base.uow("downtime.added") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset = uow.get(Asset, asset_id, "asset.gone")
            if until_at is None and self._open(uow.session, asset_id) is not None:
                raise Invalid("downtime.already_open", field="until_at", name=asset.name)
            row = AssetDowntime(asset_id=asset_id, from_at=from_at, until_at=until_at, reason=_reason(reason))
            return uow.commit(uow.add(row).id, name=asset.name)

    def end_downtime(self, downtime_id: int, until_at: datetime | None = None) -> Outcome[int]:
        """The asset serves again, from now or from a moment on."""
        with self._base.uow("downtime.ended") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(AssetDowntime, downtime_id, "downtime.gone")
            if row.until_at is not None:
                raise Conflict("downtime.already_ended")
            row.until_at = until_at or self._base.clock.now()
            self._check(row.from_at, row.until_at)
            return uow.commit(row.id, name=uow.get(Asset, row.asset_id).name)

    def remove_downtime(self, downtime_id: int) -> Outcome[int]:
        """Take a downtime back that was written down by mistake; one of a ticket stays with its ticket."""
        with self._base.uow("downtime.removed") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(AssetDowntime, downtime_id, "downtime.gone")
            if row.ticket_id is not None:
                raise Invalid("downtime.of_ticket", number=uow.get(Ticket, row.ticket_id).number)
            name = uow.get(Asset, row.asset_id).name
            uow.session.delete(row)
            return uow.commit(downtime_id, name=name)

    def _check(self, from_at: datetime, until_at: datetime | None) -> None:
        now = self._base.clock.now()
        if from_at > now:
            raise Invalid("downtime.in_future", field="from_at")
        if until_at is not None and until_at > now:
            raise Invalid("downtime.in_future", field="until_at")
        if until_at is not None and until_at <= from_at:
            raise Invalid("downtime.ends_first", field="until_at")

    @staticmethod
    def _open(session: Session, asset_id: int) -> int | None:
        return session.scalar(
            select(AssetDowntime.id).where(
                AssetDowntime.asset_id == asset_id, AssetDowntime.until_at.is_(None)
            )
        )


def service_life(session: Session, asset: Asset) -> ServiceLife:
    """The asset's own years, else its category's; from its first day in service, else from its acquisition."""
    category = session.get_one(AssetCategory, asset.category_id)
    since = asset.in_service_on or asset.acquired_on
    if asset.service_life_years:
        return ServiceLife(since, asset.service_life_years)
    source = pick(category.service_life_source, category.service_life_source_en)
    return ServiceLife(since, category.service_life_years, category.service_life_years is not None, source)


def finished_repairs(asset_ids: Iterable[int]) -> tuple[ColumnElement[bool], ...]:
    """What counts as a repair of these assets everywhere: done, verified or closed."""
    return Ticket.asset_id.in_(tuple(asset_ids)), Ticket.status.between(Status.DONE, Status.CLOSED)


def repair_costs(session: Session, asset_ids: Iterable[int], since: date | None = None) -> Costs:
    """The finished repairs of these assets, those reported from a day on."""
    statement = select(func.count(), func.coalesce(func.sum(Ticket.cost_twd), 0), func.count(Ticket.cost_twd))
    statement = statement.where(*finished_repairs(asset_ids))
    if since is not None:
        statement = statement.where(Ticket.reported_on >= since)
    return Costs(*(int(value) for value in session.execute(statement).one()))


def _tickets_about(session: Session, asset_ids: Sequence[int]) -> tuple[int, int]:
    """How many tickets there ever were about these assets, and how many are still open."""
    if not asset_ids:
        return 0, 0
    counted = select(func.count(), func.coalesce(func.sum(case((Ticket.is_open == true(), 1), else_=0)), 0))
    every, still_open = session.execute(counted.where(Ticket.asset_id.in_(asset_ids))).one()
    return int(every), int(still_open)


def _whole_cost(session: Session, asset: Asset, parts: Sequence[int]) -> int | None:
    """The book cost of an asset with all its components in use, NT$; None when one of them is not known."""
    costs = session.scalars(select(Asset.cost_twd).where(Asset.id.in_(parts), Asset.status != "retired"))
    known = [asset.cost_twd, *costs]
    return None if None in known else sum(cost for cost in known if cost is not None)


def thresholds(session: Session) -> Thresholds:
    """As set in this database."""
    keys = ("asset_repair_percent", "asset_age_percent")
    kept = {
        row.key: row.value
        for row in session.execute(select(Setting.key, Setting.value).where(Setting.key.in_(keys)))
    }
    return Thresholds(*(int(kept.get(key, DEFAULTS[key])) for key in keys))


def downtime_rows(session: Session, asset_id: int, now: datetime) -> tuple[DowntimeRow, ...]:
    """The asset's downtimes, newest first."""
    rows = session.execute(
        select(AssetDowntime, Ticket.number)
        .outerjoin(Ticket, Ticket.id == AssetDowntime.ticket_id)
        .where(AssetDowntime.asset_id == asset_id)
        .order_by(AssetDowntime.from_at.desc(), AssetDowntime.id.desc())
    )
    return tuple(
        DowntimeRow(
            row.id,
            row.from_at,
            row.until_at,
            max(0, int(((row.until_at or now) - row.from_at).total_seconds()) // 60),
            row.reason,
            row.ticket_id,
            number or "",
        )
        for row, number in rows
    )


def slip_rows(session: Session, asset_id: int) -> tuple[SlipRow, ...]:
    """The slips in which the asset appears, newest first."""
    rows = session.scalars(
        select(AssetSlip)
        .where(or_(AssetSlip.asset_id == asset_id, AssetSlip.other_id == asset_id))
        .order_by(AssetSlip.slip_on.desc(), AssetSlip.id.desc())
    )
    return tuple(
        SlipRow(row.id, row.number, row.kind, row.slip_on, row.from_label, row.to_label, row.reason)
        for row in rows
    )


def _window(asset: Asset, life: ServiceLife, now: datetime) -> tuple[datetime, datetime]:
    """The last 365 days, from its first day in service at the earliest and up to its retirement."""
    end = now
    if asset.status == "retired" and asset.status_since:
        end = min(now, at(asset.status_since, 0))
    start = end - timedelta(days=DAYS)
    if life.since:
        start = max(start, min(at(life.since, 0), end))
    return start.astimezone(UTC), end


def _statuses(session: Session, asset_id: int, today: date) -> tuple[tuple[str, date, date | None, int], ...]:
    rows = session.execute(
        select(AssetStatusChange.from_on, AssetStatusChange.status)
        .where(AssetStatusChange.asset_id == asset_id)
        .order_by(AssetStatusChange.from_on, AssetStatusChange.id)
    ).all()
    return tuple(reversed(rules.status_days(list(rows), today)))


def _reason(text: str) -> str:
    reason = clean_line(text)
    if len(reason) > _LONGEST_REASON:
        raise Invalid("asset.text_too_long", field="reason", longest=_LONGEST_REASON)
    return reason
