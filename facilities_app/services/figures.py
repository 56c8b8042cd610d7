"""The overview's figures, each from rows: compliance, ages, months by trade, the audit and the solar array."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import String, func, select, true, type_coerce
from sqlalchemy.orm import Session

from db.models import (
    AuditRound,
    AuditVisit,
    InspectionTask,
    Meter,
    MeterReading,
    MeterTarget,
    Ticket,
    Trade,
)
from facilities_app.domain.clock import at
from facilities_app.domain.dormitories import OPEN_FINDINGS
from facilities_app.domain.periods import Period
from facilities_app.domain.rows import TradeCount
from facilities_app.services.rack import current_round
from resources.texts import pick

AGES = (("d3", 3), ("d7", 7), ("d14", 14), ("d30", 30))


@dataclass(frozen=True, slots=True)
class Solar:
    """Monthly kWh of a year: (month, counted, planned), and their sums up to the last reading."""

    months: tuple[tuple[int, Decimal | None, Decimal | None], ...] = ()
    year: Decimal = Decimal(0)
    plan: Decimal = Decimal(0)
    plan_to_date: Decimal = Decimal(0)


def compliance(session: Session, today: date) -> tuple[int, int]:
    """Statutory inspections that fell due in the last 12 months, and those of them that were not done.

    Overdue and missed count against; skipped ones (a lift out of service) and what is still due today are left out.
    """
    start = _year_before(today)
    rows = session.execute(
        select(InspectionTask.status, func.count())
        .where(
            InspectionTask.is_statutory == true(),
            InspectionTask.due_on > start,
            (InspectionTask.due_on < today)
            | ((InspectionTask.due_on == today) & (InspectionTask.status == "done")),
            InspectionTask.status.in_(("planned", "done", "missed")),
        )
        .group_by(InspectionTask.status)
    )
    counts = dict(rows.all())
    return sum(counts.values()), counts.get("planned", 0) + counts.get("missed", 0)


def open_ages(session: Session, today: date) -> tuple[tuple[str, int], ...]:
    """Open tickets by how many days ago they were reported: up to 3, 7, 14, 30, and older."""
    found, newer = [], at(today + timedelta(days=1), 0)
    for name, days in AGES:
        older = at(today - timedelta(days=days), 0)
        found.append((name, _open_between(session, Ticket.reported_at >= older, Ticket.reported_at < newer)))
        newer = older
    found.append(("older", _open_between(session, Ticket.reported_at < newer)))
    return tuple(found)


def trade_months(session: Session, today: date) -> tuple[tuple[TradeCount, ...], tuple[int, ...]]:
    """Tickets by trade over 12 months, the running one last, and the months' numbers."""
    months = [_month_back(today, back) for back in range(11, -1, -1)]
    place = {(month.year, month.month): index for index, month in enumerate(months)}
    day = type_coerce(Ticket.reported_on, String())
    # Grouped as the index is sorted, so that nothing is sorted again; months are summed here.
    rows = session.execute(
        select(day, Ticket.site_id, Ticket.trade_id, func.count())
        .where(day >= months[0].isoformat(), day <= today.isoformat())
        .group_by(day, Ticket.site_id, Ticket.trade_id)
    )
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * 12)
    for text, _site, trade_id, number in rows:
        counts[trade_id][place[int(text[:4]), int(text[5:7])]] += number
    trades = session.scalars(select(Trade).order_by(Trade.position, Trade.id))
    shown = tuple(
        TradeCount(pick(trade.name_zh, trade.name_en), tuple(counts[trade.id]), trade.id)
        for trade in trades
        if trade.is_active or trade.id in counts
    )
    return shown, tuple(month.month for month in months)


def audit_progress(session: Session, today: date) -> tuple[str, int, int]:
    """Of the audit round going on, or else the last one: its name, units settled, units in all."""
    newest = select(AuditRound).order_by(AuditRound.year.desc(), AuditRound.ordinal.desc())
    shown = current_round(session, today) or session.scalar(
        newest.where(AuditRound.starts_on.is_(None) | (AuditRound.starts_on <= today)).limit(1)
    )
    if shown is None:
        return "", 0, 0
    rows = session.execute(
        select(AuditVisit.finding, func.count())
        .where(AuditVisit.round_id == shown.id)
        .group_by(AuditVisit.finding)
    )
    counts = dict(rows.all())
    total = sum(counts.values())
    return shown.name, total - sum(counts.get(finding, 0) for finding in OPEN_FINDINGS), total


def units_to_visit(session: Session, today: date) -> int:
    """Of the audit round that is going on, the units somebody still has to visit."""
    if current_round(session, today) is None:
        return 0
    _name, done, total = audit_progress(session, today)
    return total - done


def solar(session: Session, today: date) -> Solar:
    """This year's solar months: the differences of the meters' cumulative readings beside the plan."""
    meters = list(session.scalars(select(Meter.id).where(Meter.kind == "solar")))
    if not meters:
        return Solar()
    counted: dict[int, Decimal] = defaultdict(Decimal)
    last: date | None = None
    for meter_id in meters:
        rises, newest = _monthly_rises(session, meter_id, today)
        last = max((day for day in (last, newest) if day), default=None)
        for month, rise in rises.items():
            counted[month] += rise
    planned: dict[int, Decimal] = defaultdict(Decimal)
    rows = session.execute(
        select(MeterTarget.month, MeterTarget.value).where(
            MeterTarget.meter_id.in_(meters), MeterTarget.year == today.year
        )
    )
    for month, value in rows:
        planned[month] += value
    months = tuple((month, counted.get(month), planned.get(month)) for month in range(1, 13))
    return Solar(
        months,
        sum(counted.values(), Decimal(0)),
        sum(planned.values(), Decimal(0)),
        _plan_until(planned, last),
    )


def _open_between(session: Session, *where: object) -> int:
    statement = select(func.count()).select_from(Ticket).where(Ticket.is_open == true(), *where)  # type: ignore[arg-type]
    return session.scalar(statement) or 0


def _year_before(day: date) -> date:
    return _month_back(day, 12) + timedelta(days=min(day.day, 28) - 1)


def _month_back(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _monthly_rises(session: Session, meter_id: int, today: date) -> tuple[dict[int, Decimal], date | None]:
    """By month of this year, how much the meter rose from one month's last reading to the next; and the last day."""
    rows = session.execute(
        select(MeterReading.read_on, MeterReading.value)
        .where(MeterReading.meter_id == meter_id, MeterReading.read_on <= today)
        .where(MeterReading.read_on >= date(today.year - 1, 1, 1))
        .order_by(MeterReading.read_on)
    )
    rises: dict[int, Decimal] = defaultdict(Decimal)
    before: Decimal | None = None
    newest: date | None = None
    for read_on, value in rows:
        if read_on.year == today.year:
            newest = read_on
            if before is not None and value >= before:  # a lower reading is a new meter: it counts from there
                rises[read_on.month] += value - before
        before = value
    return rises, newest


def _plan_until(planned: dict[int, Decimal], last: date | None) -> Decimal:
    """The plan up to the last reading, its month by days."""
    if last is None:
        return Decimal(0)
    whole = sum((value for month, value in planned.items() if month < last.month), Decimal(0))
    part = planned.get(last.month, Decimal(0)) * last.day / Period.of_month(last).days
    return (whole + part).quantize(Decimal(1))
