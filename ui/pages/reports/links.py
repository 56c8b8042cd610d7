"""Which tickets stand behind each figure."""

from datetime import date, timedelta
from typing import Any

from facilities_app.domain.figures import By
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.periods import Period

_FIELDS = {
    By.TRADE: "trade",
    By.SITE: "site",
    By.PRIORITY: "priority",
    By.ASSET: "asset",
    By.CATEGORY: "category",
    By.VENDOR: "vendor",
    By.PLACE: "spot",
    By.BUDGET: "budget",
}
_AGES: dict[str, tuple[int | None, int]] = {
    "d3": (3, 0),
    "d7": (7, 4),
    "d14": (14, 8),
    "d30": (30, 15),
    "older": (None, 31),
}


def cases(period: Period, *more: Condition) -> ListQuery:
    """The cases reported in the period."""
    edges = (
        Condition("reported", "from", (period.start.isoformat(),)),
        Condition("reported", "to", (period.end.isoformat(),)),
    )
    return ListQuery(conditions=(*edges, *more), order="number")


def outcome(period: Period, name: str) -> ListQuery:
    """Those of one outcome, judged now."""
    return cases(period, Condition("outcome", "in", (name, "now")))


def response(period: Period, name: str) -> ListQuery:
    """Those whose promise of an answer stands so, judged now."""
    return cases(period, Condition("response", "in", (name, "now")))


def uncosted(period: Period) -> ListQuery:
    """Those without a cost."""
    return cases(period, Condition("cost", "empty"))


def repeats(period: Period) -> ListQuery:
    """Faults that came again within 30 days."""
    return cases(period, Condition("repeat", "in", (True,)))


def row(period: Period, by: By, key: Any) -> ListQuery:
    """The cases of one row; without a key those not named."""
    if by is By.MONTH:
        month = Period.of_month(key).overlap(period)
        return cases(month or Period.of_month(key))
    if key is None and by is By.CATEGORY:
        return cases(period, Condition("asset", "empty"))
    if key is None:
        return cases(period, Condition(_FIELDS[by], "empty"))
    return cases(period, Condition(_FIELDS[by], "in", (key,)))


def age(name: str, today: date) -> ListQuery:
    """The open cases of an age."""
    oldest, newest = _AGES[name]
    conditions = [
        Condition("state", "in", ("open",)),
        Condition("reported", "to", ((today - timedelta(days=newest)).isoformat(),)),
    ]
    if oldest is not None:
        first = (today - timedelta(days=oldest)).isoformat()
        conditions.append(Condition("reported", "from", (first,)))
    return ListQuery(conditions=tuple(conditions))
