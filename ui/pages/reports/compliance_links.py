"""Which inspections stand behind each number of the compliance page."""

from datetime import date

from facilities_app.domain.compliance import By, Compliance, ComplianceRow, Judged
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.periods import Period

_DUE = (Judged.ON_TIME, Judged.LATE, Judged.MISSED, Judged.OVERDUE)


def inspections(
    shown: Compliance, by: By, row: ComplianceRow | None, judged: Judged | None, today: date
) -> ListQuery:
    """Those of a row, or of the year without one; without ``judged`` all that had to be done by ``today``."""
    period = Period(date(shown.year, 1, 1), date(shown.year, 12, 31))
    if row is not None and by is By.MONTH:
        period = Period.of_month(date(shown.year, int(row.key or 1), 1))
    wanted = (judged,) if judged is not None else _DUE
    conditions = [
        Condition("due", "from", (period.start.isoformat(),)),
        Condition("due", "to", (period.end.isoformat(),)),
        Condition("judged", "in", (*(one.value for one in wanted), today.isoformat())),
    ]
    if shown.statutory:
        conditions.append(Condition("basis", "in", (True,)))
    if row is not None and by is By.SITE:
        conditions.append(Condition("site", "in", (row.key,)))
    if row is not None and by in (By.DUTY, By.SYSTEM):
        keys = (row.key,) if by is By.DUTY else shown.systems.get(str(row.key), ())
        known = tuple(key for key in keys if key is not None)
        conditions.append(Condition("duty", "in", known) if known else Condition("duty", "empty"))
    return ListQuery(conditions=tuple(conditions), order="due_on")
