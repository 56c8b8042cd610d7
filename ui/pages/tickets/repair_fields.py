"""The fields of the log-repair sheet below the place or asset, and where their proposals come from."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.promises import Promise
from facilities_app.domain.rows import TargetInfo
from facilities_app.domain.tickets import Priority
from resources.texts import language, tr
from ui import theme
from ui.context import UiContext
from ui.pages.tickets import repair_draft
from ui.pages.tickets.repair_grades import GradeFields
from ui.pages.tickets.repair_people import RequesterLine
from ui.pages.tickets.repair_photos import RepairPhotos
from ui.widgets.calendar import office_days
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField
from ui.widgets.segments import Segment, SegmentedControl
from ui.worker import Task


class RepairFields(QWidget):
    """What is wrong, how urgent, whose telephone. Proposals follow the target until a person chooses."""

    edited = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.trade_chosen = self.priority_chosen = self.due_chosen = False
        self._due_task: Task | None = None
        self._info: TargetInfo | None = None
        self._build()
        self._wire()
        self.propose(None)

    # -- what the sheet asks ---------------------------------------------------------------------

    def propose(self, info: TargetInfo | None) -> None:
        """Propose trade and priority for what is highlighted, unless a person chose them."""
        self._info = info
        self.down.setVisible(info is not None and info.kind == "asset")
        if not self.trade_chosen:
            self.trade.set_value(info.trade_id if info else None)
            hint = tr("from the asset") if info and info.trade_id else tr("Required")
            self.trade_field.set_hint(hint)
        if not self.priority_chosen:
            same_kind = info is not None and info.kind == "asset"
            self.priority.set_value(info.priority if info else int(Priority.NORMAL))
            self.priority_field.set_hint(tr("as similar tickets") if same_kind else tr("the usual"))
        self._propose_due()

    def fill(self, draft: repair_draft.Draft) -> None:
        """Show what was typed before."""
        self.text.setPlainText(draft.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.requester.setText(draft.requester)
        self.phone.setText(draft.phone)
        if draft.trade is not None:
            self.trade.set_value(draft.trade)
            self._on_trade(draft.trade)
        self.grades.set_values(draft.urgency, draft.impact)
        if draft.priority is not None:
            self.priority.set_value(draft.priority)
            self._on_priority(draft.priority)
        if draft.due_on is not None:
            self.due.set_value(draft.due_on)
            self._on_due(draft.due_on)
        self.down.setChecked(draft.is_down)
        self.photos.restore(draft.photos)

    def draft(self) -> repair_draft.Draft:
        """What stands in the fields."""
        due = self.due.value()
        return repair_draft.Draft(
            text=self.text.toPlainText(),
            requester=self.requester.text(),
            phone=self.phone.text(),
            trade=self.trade.value() if self.trade_chosen else None,
            priority=self.priority.value() if self.priority_chosen else None,
            urgency=self.grades.urgency.value(),
            impact=self.grades.impact.value(),
            due=due.isoformat() if due and self.due_chosen else "",
            is_down=self.down.isChecked(),
            photos=list(self.photos.paths),
        )

    def clear(self) -> None:
        """Get ready for the next one: the same person may report more than one thing."""
        self.trade_chosen = self.priority_chosen = self.due_chosen = False
        self.text.clear()
        self.down.setChecked(False)
        self.grades.set_values(None, None)
        self.photos.restore(())
        self.requester.read()
        for field in self.fields():
            field.set_error("")
        self.propose(None)

    def fields(self) -> tuple[FormField, ...]:
        """All fields in their order."""
        return (
            self.trade_field,
            self.priority_field,
            self.text_field,
            self.requester_field,
            self.phone_field,
            self.due_field,
        )

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        labels = self._context.services.labels
        trades = [Segment(c.code, c.name) for c in labels.choices("trade")]
        ranks = [Segment(c.code, c.name) for c in labels.choices("priority")]
        self.trade = SegmentedControl(trades, numbered=True, name=tr("Trade"))
        self.priority = SegmentedControl(ranks, numbered=True, name=tr("Priority"))
        self.trade_field = FormField(tr("Trade"), self.trade)
        self.priority_field = FormField(tr("Priority"), self.priority)
        self.grades = GradeFields(self._context)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(sizes.control * 2 + sizes.s)
        self.text.setTabChangesFocus(True)
        self.text_field = FormField(
            tr("What is wrong"), self.text, required=True, hint=tr("first sentence is the subject")
        )
        self.photos = RepairPhotos(self._context)
        self.requester, self.phone = RequesterLine(self._context), QLineEdit()
        self.requester.read()
        self.requester_field = FormField(tr("Requester"), self.requester)
        self.phone_field = FormField(tr("Telephone"), self.phone)
        self.due = DateField(
            self._context.clock.today,
            style=self._context.presenter.style,
            day_kind=office_days(self._context.services.workdays),
            explain=self._context.notify.sentence,
            name=tr("Due"),
        )
        self.due_field = FormField(tr("Due"), self.due)
        self.down = QCheckBox(tr("The asset is out of service until it is repaired"))
        self._place(sizes.l, sizes.s + 2)

    def _place(self, gap: int, down: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(down)
        if language() == "en":  # the English trades need the whole width
            column.addWidget(self.trade_field)
            column.addWidget(self.priority_field)
        else:
            column.addLayout(_row(gap, (self.trade_field, 8), (self.priority_field, 5)))
        column.addWidget(self.grades)
        column.addLayout(_row(gap, (self.text_field, 8), (self.photos, 5)))
        column.addWidget(self.photos.refusal)
        column.addLayout(_row(gap, (self.requester_field, 1), (self.phone_field, 1), (self.due_field, 1)))
        column.addWidget(self.down)

    def _wire(self) -> None:
        self.trade.changed.connect(self._on_trade)
        self.priority.changed.connect(self._on_priority)
        self.grades.edited.connect(self.edited)
        self.grades.proposed.connect(self._on_graded)
        self.due.changed.connect(self._on_due)
        self.text.textChanged.connect(self._on_text)
        self.photos.edited.connect(self.edited)
        self.down.toggled.connect(lambda _: self.edited.emit())
        for line in (self.requester, self.phone):
            line.textEdited.connect(lambda _: self.edited.emit())
            self.photos.watch(line)
        self.photos.watch(self.text)
        self.requester.picked.connect(self.phone.setText)
        self.requester.editingFinished.connect(self._on_requester)

    # -- slots -----------------------------------------------------------------------------------

    def _on_trade(self, value: object) -> None:
        self.trade_chosen = True
        self.trade_field.set_hint("")
        self.trade_field.set_error("")
        self._propose_due()
        self.edited.emit()

    def _on_priority(self, value: object) -> None:
        self.priority_chosen = True
        self.priority_field.set_hint("")
        self._propose_due()
        self.edited.emit()

    def _on_graded(self, rank: int) -> None:
        """Urgency and impact make a priority; whoever wants another one still chooses it."""
        self.priority.set_value(rank)
        self.priority_chosen = True
        self.priority_field.set_hint(tr("from urgency and impact"))
        self._propose_due()

    def _on_due(self, day: date | None) -> None:
        self.due_chosen = day is not None
        self.due_field.set_hint("")
        self.due_field.set_error("")
        self.edited.emit()

    def _on_text(self) -> None:
        if self.text.toPlainText().strip():
            self.text_field.set_error("")
        self.edited.emit()

    def _on_requester(self) -> None:
        if not self.phone.text().strip():
            self.phone.setText(self.requester.phone_of(self.requester.text()))

    def _propose_due(self) -> None:
        if self._due_task is not None:
            self._due_task.cancel()
        rank, info = self.priority.value(), self._info
        if rank is None:
            return
        is_asset = info is not None and info.kind == "asset"
        asked = partial(
            self._context.services.clocks.promise_for,
            rank,
            trade_id=self.trade.value(),
            asset_id=info.id if info is not None and is_asset else None,
            place_id=info.id if info is not None and not is_asset else None,
        )
        self._due_task = self._context.worker.read(asked, self._on_due_proposed)

    def _on_due_proposed(self, promise: Promise) -> None:
        self.grades.say_promise(promise)
        if not self.due_chosen:
            self.due.set_value(promise.due_at.astimezone(TAIPEI).date())
            self.due_field.set_hint(tr("from the priority"))


def _row(gap: int, *fields: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for field, share in fields:
        field.setMinimumWidth(1)
        row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return row
