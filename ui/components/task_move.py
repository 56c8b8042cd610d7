"""排定日期: planned inspections put on another day of the year, with the reason; the window says how far."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from facilities_app.domain.year_moves import Move, MoveRange
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label

_LISTED = 8


def ask_move(
    context: UiContext,
    host: QWidget,
    task_ids: Sequence[int],
    first: date,
    last: date,
    done: Callable[[], object] | None = None,
) -> None:
    """Ask the service for days between ``first`` and ``last``; then the sheet, or the sentence why not; ``done``
    once they were moved.
    """
    propose = context.services.plan_years.moves.propose

    def found(proposal: Sequence[tuple[MoveRange, date]]) -> None:
        sheet = TaskMoveSheet(context, host, proposal)
        sheet.closed.connect(sheet.deleteLater)
        if done is not None:
            sheet.saved.connect(lambda _count: done())
        sheet.open()

    context.worker.read(partial(propose, tuple(task_ids), first, last), found, context.notify.error)


class TaskMoveSheet(FormSheet):
    """One date where all go to the same day, else the days as proposed; the reason is for all."""

    def __init__(self, context: UiContext, host: QWidget, proposal: Sequence[tuple[MoveRange, date]]) -> None:
        first = proposal[0][0]
        count = trn("{n} inspection", "{n} inspections", len(proposal))
        note = f"{first.number}　{first.title}" if len(proposal) == 1 else f"{first.title}　{count}"
        super().__init__(context, host, tr("Set the date"), note, save=tr("Move", "inspection"))
        self._proposal = tuple(proposal)
        days = {day for _range, day in proposal}
        self.due_on = self.date(tr("New date"))
        self.reason = self.line(longest=400)
        self.reason.returnPressed.connect(self.save)
        if len(days) == 1:
            self.due_on.set_value(days.pop())
            self.lay(self.add("due_on", tr("New date"), self.due_on, required=True, hint=self._reach()))
        else:
            self.due_on.hide()
            self._list_days()
        self.lay(self.add("reason", tr("Reason"), self.reason, required=True))
        self.body.addWidget(Label(self._law(), "secondary", wrap=True))

    def moves(self) -> tuple[Move, ...]:
        """What would be done."""
        said = self.due_on.value() if "due_on" in self.fields else None
        return tuple(Move(one.task_id, one.version, said or day) for one, day in self._proposal)

    def save(self) -> None:
        """Move them."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        if "due_on" in self.fields and self.due_on.value() is None:
            self.refuse("due_on", tr("Write the new date."))
            return
        service, moves, reason = self.context.services.plan_years.moves, self.moves(), self.reason.text()
        self.submit(lambda: service.move(moves, reason))

    def _reach(self) -> str:
        """From when to when all of them may go."""
        since = max(one.first for one, _day in self._proposal)
        ends = [one.last for one, _day in self._proposal if one.last is not None]
        show = self.context.presenter.date
        if not ends:
            return tr("from {date}").format(date=show(since))
        return tr("from {first} to {last}").format(first=show(since), last=show(min(ends)))

    def _law(self) -> str:
        if any(one.statutory for one, _day in self._proposal):
            return tr("Set by law: the new date must still keep the interval.")
        own = [one.own_last for one, day in self._proposal if one.own_last is not None and day > one.own_last]
        if own:
            words = tr("Our own schedule, but the plan's own window ends on {date}.")
            return words.format(date=self.context.presenter.date(min(own)))
        return tr("Our own schedule: the date is ours to choose.")

    def _list_days(self) -> None:
        show = self.context.presenter.date
        for one, day in self._proposal[:_LISTED]:
            self.body.addWidget(Label(f"{show(one.due_on)} → {show(day)}　{one.target}", "body"))
        left = len(self._proposal) - _LISTED
        if left > 0:
            self.body.addWidget(Label(tr("{n} more").format(n=f"{left:,}"), "secondary"))
