"""The one way a unit gets another status: checked against the one it has, with its line in the history."""

from datetime import date

from db.models import DormUnit, UnitStatusChange
from db.uow import UnitOfWork
from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line, clean_text

_FOR_GOOD = frozenset({"demolished", "handed_over"})


def put_status(
    uow: UnitOfWork,
    row: DormUnit,
    status: str,
    since: date,
    *,
    until: date | None = None,
    reason: str = "",
    document: str = "",
    field: str = "on",
) -> None:
    """Give the unit a status from a day on. Raises Invalid beside ``status``, or ``field`` for a day too early."""
    if status == row.status:
        raise Invalid("unit.same_status", field="status", code=row.code)
    if row.status in _FOR_GOOD and status not in _FOR_GOOD:
        raise Invalid("unit.gone_for_good", field="status", code=row.code)
    if row.status_since and since < row.status_since:
        raise Invalid("unit.status_too_early", field=field, code=row.code, since=row.status_since)
    row.status, row.status_since, row.status_until = status, since, until
    row.status_note = clean_line(reason)[:200]
    uow.add(
        UnitStatusChange(
            unit_id=row.id,
            status=status,
            from_on=since,
            reason=clean_text(reason)[:400],
            document=clean_line(document)[:80],
        )
    )
