"""Rules of living in a unit: until when it is to be returned, what a month costs, whose periods meet.

Deadlines and fees follow 宿舍管理手冊 (points 10 and following: a city agency takes it as its model; the agreement may
set others). Months are counted as 民法 §§120 and 121 say: the day of the event is not counted, a period ends on the
day before the one that corresponds to its first, and on the last day of a month that has no such day. 民法 §122 (a
last day that is no workday) is not applied: the office may accept the next workday, but reminds by the earlier one.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from facilities_app.domain.errors import Invalid

KINDS = ("loan", "lending", "lease")
FOR_AGENCIES = frozenset(("lending", "lease"))
"""Kinds whose other side is an agency, not a person."""

STATUS_OF: Mapping[str, str] = {"loan": "in_use", "lending": "provided", "lease": "rented"}
CHARGE_OF: Mapping[str, str] = {"loan": "management", "lending": "lending", "lease": "rent"}

MAY_NOT_BE_LENT = frozenset(("scrapping", "demolished", "handed_over", "provided", "occupied"))
"""Statuses of a unit that nobody can be given: it is gone or going, lent to an agency, or held by a stranger."""

MONTHS_TO_RETURN: Mapping[str, int | None] = {
    "transfer": 3,
    "resignation": 3,
    "suspension": 3,
    "unpaid_leave": 3,
    "retirement": 3,
    "dismissal": 1,
    "death": 3,
    "childcare": None,
}
"""宿舍管理手冊 point 10: months from leaving; on death in post the family's; childcare leave is excepted."""

_DAY = timedelta(days=1)
_NO_END = date.max


@dataclass(frozen=True, slots=True)
class MonthFee:
    """What one month, or the part of it that was used, costs; both days count. Whole NT$."""

    first: date
    last: date
    days: int
    month_days: int
    amount_twd: int


def end_of_months(event: date, months: int) -> date:
    """The last day of a period of so many months that an event sets off (民法 §120 II, §121)."""
    start = event + _DAY
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = monthrange(year, month + 1)[1]
    if start.day > longest:
        return date(year, month + 1, longest)
    return date(year, month + 1, start.day) - _DAY


def return_by(departure: str, departed_on: date) -> date | None:
    """The day by which the unit is to be returned (宿舍管理手冊 point 10); None where staying on is allowed.

    Raises Invalid("agreement.no_such_departure").
    """
    if departure not in MONTHS_TO_RETURN:
        raise Invalid("agreement.no_such_departure", field="departure", departure=departure)
    months = MONTHS_TO_RETURN[departure]
    return None if months is None else end_of_months(departed_on, months)


def month_fees(fee_twd: int, first: date, last: date) -> tuple[MonthFee, ...]:
    """A month's fee from the loan date to the return date, month by month, broken months pro rata by day.

    宿舍管理費: from the day of the loan to the day of return, by the day (domain source F20). A broken month costs its
    days over the month's own; half a dollar is rounded up, which is the office's choice.
    """
    made: list[MonthFee] = []
    day = first
    while day <= last:
        length = monthrange(day.year, day.month)[1]
        until = min(day.replace(day=length), last)
        days = (until - day).days + 1
        amount = (Decimal(fee_twd) * days / length).quantize(Decimal(1), ROUND_HALF_UP)
        made.append(MonthFee(day, until, days, length, int(amount)))
        day = until + _DAY
    return tuple(made)


def overlap(first: date | None, last: date | None, other_first: date | None, other_last: date | None) -> bool:
    """Whether two periods share a day; None is open to that side, both ends count."""
    starts_in_time = (first or date.min) <= (other_last or _NO_END)
    return starts_in_time and (other_first or date.min) <= (last or _NO_END)


def check_term(starts_on: date | None, ends_on: date | None) -> None:
    """Raises Invalid beside the field for a term that does not begin, or ends before it does."""
    if starts_on is None:
        raise Invalid("agreement.needs_start", field="starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise Invalid("agreement.ends_before_start", field="ends_on", start=starts_on)
