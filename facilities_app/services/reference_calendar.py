"""Reading the personnel administration's calendar file in: first what it would change, then the change."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import CalendarDay
from facilities_app.domain.calendar_file import parse_calendar
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.reference import DayChange
from facilities_app.domain.workdays import DayKind
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class CalendarEditor:
    """The office's own word on days, from a file."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def preview(self, data: bytes) -> tuple[DayChange, ...]:
        """The days on which the file differs from the calendar in force. Raises Invalid for another file."""
        workdays = self._base.workdays
        changes = []
        for day, said in sorted(parse_calendar(data).items()):
            name = workdays.name(day)
            works = workdays.is_workday(day)
            was = DayKind.WORKDAY if works else DayKind.HOLIDAY
            renamed = bool(said.name) and said.name != name.zh
            if said.kind is not was or renamed:
                changes.append(DayChange(day, said.kind, said.name, was, pick(name.zh, name.en)))
        return tuple(changes)

    def take(self, changes: Sequence[DayChange]) -> Outcome[int]:
        """Write these days down as the office's own; the value is how many."""
        if not changes:
            raise Invalid("reference.no_days")
        with self._base.uow("reference.days_taken") as uow:
            kept = {row.day: row for row in uow.session.scalars(select(CalendarDay))}
            for change in changes:
                row = kept.get(change.day)
                if row is None:
                    uow.add(CalendarDay(day=change.day, kind=change.kind, name=change.name))
                else:
                    row.kind, row.name = change.kind, change.name
            outcome = uow.commit(len(changes), count=len(changes))
        self._base.forget()
        return outcome
