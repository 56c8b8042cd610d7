"""What a step of a ticket has to be told: until when it waits, who goes, why, at what cost."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.lists import ListQuery, Row
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from resources.texts import tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of
from ui.pages.tickets.rest_sheet import SOME_REFUSED, RestSheet
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion

WAIT_WORKDAYS = 5
_MOST_VENDORS = 400


class Take(Protocol):
    """Makes the change a sheet submits; ``only`` is the same for some of the tickets."""

    def __call__(self, move: Move) -> Callable[[], Outcome[int]]: ...

    def only(self, ids: tuple[int, ...]) -> "Take": ...


class MoveSheet(FormSheet):
    """``take(move)`` makes the change that the sheet submits."""

    action = Action.CANCEL

    def __init__(self, context: UiContext, host: QWidget, note: str, take: Take) -> None:
        words = look_of(self.action).text
        super().__init__(context, host, words, note, save=words)
        self._take = take
        self._move = Move(self.action)
        self._lay_fields()
        self.closed.connect(self.deleteLater)

    def save(self) -> None:
        """Submit the step."""
        move = self.move_told()
        if move is not None:
            self._move = move
            self.submit(self._take(move))

    def refused(self, error: DomainError) -> None:
        """Where some of many tickets refuse, the others are offered; what was told stays in the sheet."""
        if error.code != SOME_REFUSED:
            super().refused(error)
            return
        rest = RestSheet(
            self.context,
            self.host,
            self.title.text(),
            error,
            lambda ids: self._take.only(ids)(self._move),
        )
        rest.saved.connect(lambda _: self.dismiss())
        rest.open()

    def move_told(self) -> Move | None:
        """What the fields say; None after saying beside a field what is missing."""
        raise NotImplementedError

    def _lay_fields(self) -> None:
        raise NotImplementedError

    def _text(self, height: int = 2) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(theme.current().sizes.control * height)
        return edit

    def _refuse(self, error: Invalid) -> None:
        self.refuse(error.field, self.context.notify.sentence(error))


class HoldSheet(MoveSheet):
    """What it waits for, until when. Nothing is taken but ``reason``, what the ticket waits for already."""

    action = Action.HOLD

    def __init__(self, context: UiContext, host: QWidget, note: str, take: Take, reason: str = "") -> None:
        self._waits_for = reason
        super().__init__(context, host, note, take)

    def move_told(self) -> Move | None:
        """A reason and a day are needed."""
        if self.reason.value() is None:
            self._refuse(Invalid("ticket.needs_hold_reason", field="hold_reason", number=self.note.text()))
            return None
        if not self.until.commit():
            return None
        return Move(
            Action.HOLD,
            reason=self._told(),
            hold_reason=self.reason.value(),
            hold_until=self.until.value(),
        )

    def _told(self) -> str:
        """What the history keeps once the ticket goes on: for what it waited, how long, and the remark."""
        until = self.until.value()
        reason = self.context.services.labels.choice("hold_reason", self.reason.value()).name
        told = tr("{reason} until {date}").format(
            reason=reason, date=self.context.presenter.date(until) if until else ""
        )
        remark = self.words.toPlainText().strip()
        return tr("{who}: {text}").format(who=told, text=remark) if remark else told

    def _lay_fields(self) -> None:
        services = self.context.services
        reasons = [Segment(c.code, c.name, c.icon) for c in services.labels.choices("hold_reason")]
        self.reason = SegmentedControl(reasons, self._waits_for, numbered=True, name=tr("Waiting for"))
        self.until = self.date(tr("Resumes on"))
        self.until.set_value(services.workdays.add_workdays(self.context.clock.today(), WAIT_WORKDAYS))
        self.words = self._text()
        self.lay(self.add("hold_reason", tr("Waiting for"), self.reason, required=True))
        usual = tr("proposed: {n} working days from today").format(n=WAIT_WORKDAYS)
        until = self.add("hold_until", tr("Resumes on"), self.until, required=True, hint=usual)
        self.until.changed.connect(lambda _: until.set_hint(""))
        self.lay(until)
        self.lay(self.add("reason", tr("Remark"), self.words))


class DispatchSheet(MoveSheet):
    """Who goes: own staff or a contractor, found by typing. ``likely`` names who has the contract."""

    action = Action.DISPATCH

    def __init__(
        self, context: UiContext, host: QWidget, note: str, take: Take, likely: tuple[str, ...] = ()
    ) -> None:
        self._likely = likely
        self._people: list[Suggestion] = []
        super().__init__(context, host, note, take)
        source = context.services.lists["vendors"]
        context.worker.read(
            partial(source.page, ListQuery(), 0, _MOST_VENDORS), self._on_vendors, context.notify.error
        )
        self._offer("")

    def move_told(self) -> Move | None:
        """Somebody has to be named."""
        value = self.who.value()
        if not isinstance(value, tuple):
            self._refuse(Invalid("ticket.needs_assignee", field="assignee_id", number=self.note.text()))
            return None
        kind, key, name = value
        remark = self.words.toPlainText().strip()
        told = tr("{who}: {text}").format(who=name, text=remark) if remark else name
        if kind == "user":
            return Move(Action.DISPATCH, reason=told, assignee_id=key)
        return Move(Action.DISPATCH, reason=told, vendor_id=key)

    def _lay_fields(self) -> None:
        self.who = TypeAhead(tr("Own staff or contractor"), name=tr("Who does it"))
        self.who.wanted.connect(self._offer)
        self.who.chosen.connect(self._on_chosen)
        self.words = self._text()
        self.lay(self.add("assignee_id", tr("Who does it"), self.who, required=True))
        self.lay(self.add("reason", tr("Instruction"), self.words))
        staff = self.context.services.labels.choices("user")
        self._people = [Suggestion(("user", c.code, c.name), c.name, tr("own staff"), c.icon) for c in staff]

    def _on_vendors(self, rows: list[Row]) -> None:
        info = self.context.services.lists["vendors"].info
        name, phone = info.index("name"), info.index("phone")
        found = [
            Suggestion(
                ("vendor", row[0], row[name]),
                row[name],
                row[phone] or "",
                "truck",
                tr("has the contract") if row[name] in self._likely else "",
                "green",
            )
            for row in rows
        ]
        self._people = [*(v for v in found if v.note), *self._people, *(v for v in found if not v.note)]
        if self.who.value() is None:
            self._offer(self.who.words())

    def _offer(self, words: str) -> None:
        terms = words.casefold().split()
        fits = [one for one in self._people if all(t in f"{one.text} {one.detail}".casefold() for t in terms)]
        self.who.set_results(fits)

    def _on_chosen(self, value: object) -> None:
        if value is not None:
            self.fields["assignee_id"].set_error("")
            self.words.setFocus()


class ReasonSheet(MoveSheet):
    """Why a ticket is rejected, cancelled or opened again."""

    def move_told(self) -> Move | None:
        """A reason is needed."""
        reason = self.words.toPlainText().strip()
        if not reason:
            self._refuse(Invalid("ticket.needs_reason", field="reason"))
            return None
        return Move(self.action, reason=reason)

    def _lay_fields(self) -> None:
        self.words = self._text(3)
        self.lay(self.add("reason", tr("Reason"), self.words, required=True))


class RejectSheet(ReasonSheet):
    """Why it is no repair of ours."""

    action = Action.REJECT


class CancelSheet(ReasonSheet):
    """Why nobody has to do it any more."""

    action = Action.CANCEL


class ReopenSheet(ReasonSheet):
    """Why it was not done after all."""

    action = Action.REOPEN


SHEETS: dict[Action, type[MoveSheet]] = {
    Action.HOLD: HoldSheet,
    Action.DISPATCH: DispatchSheet,
    Action.REJECT: RejectSheet,
    Action.CANCEL: CancelSheet,
    Action.REOPEN: ReopenSheet,
}
