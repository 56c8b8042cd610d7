"""Sheets of the follow-ups: begin, send, finish, drop."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from facilities_app.domain.audit_rows import FollowUp
from facilities_app.domain.audits import REPLY_DAYS, reply_by
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.audits.words import mark, step
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl


class BeginSheet(FormSheet):
    """A first step of a unit (``kind`` empty: a second visit or a letter), or the one after ``before``."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        visit_id: int,
        unit: str,
        kind: str = "",
        before: int | None = None,
    ) -> None:
        title = step(kind) if kind else tr("Begin a follow-up")
        super().__init__(context, host, title, unit, save=tr("Begin", "audit"))
        self._visit, self._kind, self._after = visit_id, kind, before
        self.kind = SegmentedControl(
            [Segment("letter", step("letter"), "mail"), Segment("revisit", step("revisit"), "rotate-ccw")],
            "letter",
            name=tr("Step", "audit"),
        )
        self.kind.setVisible(False)
        self.due = self.date(tr("Deadline", "audit"))
        if not kind:
            self.lay(self.add("kind", tr("Step", "audit"), self.kind))
            self.kind.setVisible(True)
        hint = tr("a letter's deadline follows from its delivery")
        self.lay(self.add("due_on", tr("Deadline", "audit"), self.due, hint="" if kind else hint))

    def save(self) -> None:
        """Begin it."""
        self.clear_errors()
        if self.dates_are_readable():
            kind = self._kind or str(self.kind.value() or "letter")
            begin = self.context.services.follow_ups.begin
            self.submit(partial(begin, self._visit, kind, self._after, self.due.value()))


class SendSheet(FormSheet):
    """The letter went out: number, delivery, days to answer."""

    def __init__(self, context: UiContext, host: QWidget, found: FollowUp) -> None:
        super().__init__(context, host, tr("Letter sent"), found.unit_code)
        self._id = found.id
        self.document = self.line(found.document, longest=80, placeholder="高市秘總字第11531234500號")
        self.document.setModified(False)
        self.delivered = self.date(tr("Delivered on"))
        self.delivered.set_value(context.clock.today())
        self.delivered.changed.connect(lambda _day: self._tell())
        self.days = self.line(str(REPLY_DAYS), longest=3)
        self.days.setModified(False)
        self.days.textEdited.connect(lambda _words: self._tell())
        self.lay(self.add("document", tr("Letter no."), self.document, required=True))
        self.lay(
            self.add("delivered_on", tr("Delivered on"), self.delivered, required=True),
            self.add("days", tr("Days to answer"), self.days, hint=tr("the office's own habit")),
        )
        self.told = Label("", "secondary")
        self.body.addWidget(self.told)
        self._tell()

    def save(self) -> None:
        """Send it."""
        self.clear_errors()
        day, words = self.delivered.value(), self.days.text().strip()
        if not self.dates_are_readable():
            return
        if day is None:
            self.refuse("delivered_on", tr("Write the day of delivery."))
        elif not words.isdecimal() or not int(words):
            self.refuse("days", tr("Write a number of days."))
        else:
            send, document = self.context.services.follow_ups.send, self.document.text()
            self.submit(partial(send, self._id, document, day, int(words)))

    def _tell(self) -> None:
        day, words = self.delivered.value(), self.days.text().strip()
        if day is not None and words.isdecimal():
            until = self.context.presenter.date(reply_by(day, int(words)))
            self.told.setText(tr("To be answered by {date}").format(date=until))


class FinishSheet(FormSheet):
    """A step is done; a second visit that is keyed ends by itself."""

    def __init__(self, context: UiContext, host: QWidget, found: FollowUp) -> None:
        super().__init__(context, host, tr("{step} done").format(step=step(found.kind)), found.unit_code)
        self._id = found.id
        self.done = self.date(tr("Done on"))
        self.done.set_value(context.clock.today())
        self.outcome = QComboBox()
        self.outcome.addItem(tr("nothing further", "audit"), "")
        for choice in context.services.labels.choices("audit_finding"):
            self.outcome.addItem(mark(context, str(choice.code)).text, choice.code)
        self.document = self.line(found.document, longest=80)
        self.document.setModified(False)
        self.remark = self.line(found.note, longest=1000)
        self.remark.setModified(False)
        self.lay(
            self.add("done_on", tr("Done on"), self.done, required=True),
            self.add("outcome", tr("It showed", "audit"), self.outcome),
        )
        self.lay(self.add("document", tr("Document no.", "audit"), self.document))
        self.lay(self.add("note", tr("Note", "audit"), self.remark))

    def save(self) -> None:
        """Finish it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        day = self.done.value()
        if day is None:
            self.refuse("done_on", tr("Write the day."))
            return
        outcome, finish = str(self.outcome.currentData() or ""), self.context.services.follow_ups.finish
        self.submit(partial(finish, self._id, day, outcome, self.remark.text(), self.document.text()))


class DropSheet(FormSheet):
    """A step is not needed after all."""

    def __init__(self, context: UiContext, host: QWidget, found: FollowUp) -> None:
        super().__init__(
            context, host, tr("{step} not needed").format(step=step(found.kind)), found.unit_code
        )
        self._id = found.id
        self.reason = self.line(longest=1000)
        self.reason.returnPressed.connect(self.save)
        self.lay(self.add("reason", tr("Why", "audit"), self.reason, required=True))

    def save(self) -> None:
        """Drop it."""
        self.submit(partial(self.context.services.follow_ups.drop, self._id, self.reason.text()))
