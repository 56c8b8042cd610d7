"""What a duty asks of one thing: which rule holds for it, when it may be applied for, filed and thrown away.

What the permit, the label or a letter of the authority says overrides all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from facilities_app.domain.plan_dates import LIFT_YOUNG_YEARS, PERMIT_WINDOW_MONTHS, lift_interval_months

LIFT_YOUNG, LIFT_OLD = "LIFT-INSPECT", "LIFT-INSPECT-15Y"
"""The two rows of the catalogue for a lift's safety inspection; a lift is under one of them at a time."""
_RENEWED_BEFORE = {
    LIFT_YOUNG: (PERMIT_WINDOW_MONTHS, 0),
    LIFT_OLD: (PERMIT_WINDOW_MONTHS, 0),
    "LIFT-INSPECT-APT": (PERMIT_WINDOW_MONTHS, 0),
    "WATER-REGISTER": (5, 3),
}
"""Law: months before the end within which a renewal is applied for: 建築物昇降設備設置及檢查管理辦法 §5 (two months
before the permit ends); 飲用水連續供水固定設備使用及維護管理辦法 (three to five months before)."""


FILED_BY: dict[str, relativedelta] = {
    "ELEC-TEST": relativedelta(months=1, day=15),
    "ELEC-OUTAGE": relativedelta(months=1, day=15),
    "IAQ-TEST": relativedelta(days=45),
}
"""Law: 用電場所及專任電氣技術人員管理規則 §10 (15th of the next month); 室內空氣品質檢驗測定管理辦法 (45 days)."""
LONGEST_FILING_DAYS = 46
"""No rule above gives more days."""


class LiftRule(StrEnum):
    """Why a lift is inspected on its day."""

    PERMIT = "permit"
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """When it can be done: not before ``earliest`` (None: any time before), ``due``, and the ``latest`` lawful day.

    ``file_by`` is the last day on which what was found is sent or filed; None where the rules name none.
    """

    earliest: date | None
    due: date
    latest: date | None
    file_by: date | None = None


def renewal_window(code: str, expires_on: date) -> tuple[date, date] | None:
    """The days on which the renewal of what ends on ``expires_on`` is applied for; None for other duties.

    Counted back by the calendar: what ends on 30 April opens on the last of February.
    """
    months = _RENEWED_BEFORE.get(code)
    if months is None:
        return None
    first, last = months
    return expires_on - relativedelta(months=first), expires_on - relativedelta(months=last)


def lift_duty(completion_inspected_on: date | None, on: date) -> str:
    """Which row of the catalogue a lift is under on a day; without the day of its completion inspection the yearly
    one stands for it, and the permit's printed end decides.
    """
    return LIFT_OLD if lift_interval_months(completion_inspected_on, on) == 6 else LIFT_YOUNG


def lift_due(
    completion_inspected_on: date | None, inspected_on: date | None, permit_expires_on: date | None
) -> tuple[date | None, LiftRule]:
    """By when a lift is inspected next, and why.

    The printed end of its permit decides where there is one. Else a year after the last inspection (or the completion
    inspection); once 15 years are reached half a year, so that an inspection shortly before is followed by one half a
    year later, but not before that day.
    """
    if permit_expires_on is not None:
        return permit_expires_on, LiftRule.PERMIT
    last = inspected_on or completion_inspected_on
    if last is None:
        return None, LiftRule.UNKNOWN
    yearly = last + relativedelta(years=1)
    if completion_inspected_on is None:
        return yearly, LiftRule.YEARLY
    old_from = completion_inspected_on + relativedelta(years=LIFT_YOUNG_YEARS)
    half = max(last + relativedelta(months=6), old_from)
    return (half, LiftRule.HALF_YEARLY) if half < yearly else (yearly, LiftRule.YEARLY)


def file_by(code: str, done_on: date) -> date | None:
    """The last day on which an inspection done on ``done_on`` is sent or filed, where a rule names one."""
    span = FILED_BY.get(code)
    return done_on + span if span is not None else None


def kept_until(done_on: date, retention_years: int | None) -> date | None:
    """The last day on which the record is kept; None where no rule says how long."""
    if not retention_years:
        return None
    return done_on + relativedelta(years=retention_years)


def window_of(
    code: str,
    due_on: date,
    window_from: date | None,
    window_until: date | None,
    lawful_until: date | None,
) -> Window:
    """The window of a planned inspection; the plan's own comes first, then what the duty's rule gives."""
    renewal = renewal_window(code, window_until or due_on)
    earliest = window_from or (renewal[0] if renewal else None)
    latest = window_until or (renewal[1] if renewal else lawful_until)
    return Window(earliest, due_on, latest, file_by(code, latest or due_on))


def fits_category(category_codes: str, category: str) -> bool:
    """Whether a duty's list of categories names this one; an empty list names none."""
    return category in _codes(category_codes)


def _codes(text: str) -> Sequence[str]:
    return text.replace(",", " ").split()
