"""A repair is done: in how many hours, with which parts, why it broke and what mended it. All may be left open."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action
from facilities_app.domain.work import read_hours
from facilities_app.domain.work_rows import NewLabour, PartUse, WorkDone
from facilities_app.services.tickets import Move
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.tickets import repair_draft
from ui.pages.tickets.code_pick import CodePick
from ui.pages.tickets.moment_field import MomentField
from ui.pages.tickets.move_sheets import MoveSheet, Take
from ui.pages.tickets.parts_editor import PartsEditor
from ui.pages.tickets.repair_photos import RepairPhotos
from ui.widgets.labels import Label
from ui.widgets.money_field import MoneyField
from ui.widgets.photos import files_in


class FinishSheet(MoveSheet):
    """Enter in any line saves, but in the words, where it makes a new one. ``detail`` is None for many tickets."""

    action = Action.FINISH

    def __init__(
        self, context: UiContext, host: QWidget, note: str, take: Take, detail: TicketDetail | None = None
    ) -> None:
        self._detail = detail
        self._now: datetime = context.clock.now()
        self.photos: RepairPhotos | None = None
        super().__init__(context, host, note, take)

    def first_focus(self) -> QWidget | None:
        """The hours: Enter there is enough for the simple case; what blocks the ticket is asked first."""
        return self.despite or (self.hours if self._detail else self.words)

    def move_told(self) -> Move | None:
        """What the fields say, if all can be read."""
        self.clear_errors()
        readable = self.dates_are_readable()
        if not self.cost.is_readable():
            self.refuse("other_twd", self.cost.complaint())
            readable = False
        try:
            work = self._work()
        except Invalid as error:
            self.refuse_where(error)
            return None
        if not readable:
            return None
        despite = self.despite.text() if self.despite else ""
        photos = tuple(map(Path, self.photos.paths)) if self.photos else ()
        return Move(Action.FINISH, reason=self.words.toPlainText(), work=work, despite=despite, photos=photos)

    def save(self) -> None:
        """Submit, once all photos are looked at; one that is refused keeps the sheet open."""
        if self.photos is None or not self.photos.busy:
            super().save()
            return
        settled = Qt.ConnectionType.SingleShotConnection
        self.photos.settled.connect(self._on_photos_settled, settled)

    def _on_photos_settled(self) -> None:
        if self.photos is not None and not self.photos.refused():
            self.save()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the sheet."""
        if self.photos is not None and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as photos."""
        if self.photos is not None:
            event.acceptProposedAction()
            self.photos.add(files_in(event.mimeData()))

    def refuse_where(self, error: Invalid) -> None:
        """Say it beside its field; a line of parts that is wrong keeps the focus it took."""
        if error.field == "parts" and self.parts.lines:
            self.fields["parts"].set_error(self.context.notify.sentence(error))
        else:
            self._refuse(error)

    def _work(self) -> WorkDone:
        finished = self.finished.value()
        if finished is None:
            raise Invalid("ticket.finish_unreadable", field="finished_at")
        for key, pick in (("cause_id", self.cause), ("remedy_id", self.remedy)):
            if pick.value() is None and pick.words().strip():
                code = "work.no_such_cause" if key == "cause_id" else "work.no_such_remedy"
                raise Invalid(code, field=key)
        if self.parts.has_unfinished():
            raise Invalid("part.choose_one", field="parts", text=self.parts.pick.words())
        uses: tuple[PartUse, ...] = self.parts.uses()
        told = self.hours.text().strip()
        return WorkDone(
            cause_id=_id(self.cause.value()),
            remedy_id=_id(self.remedy.value()),
            labour=NewLabour(read_hours(told)) if told else None,
            parts=uses,
            other_twd=self.cost.value(),
            is_green=self.green.isChecked() or None,
            finished_at=finished if self.finished.is_changed() else None,
        )

    def _lay_fields(self) -> None:
        work, detail = self.context.services.work, self._detail
        trade = detail.trade_id if detail else None
        recorded = detail.work if detail else None
        self.hours = QLineEdit()
        self.hours.setMaxLength(12)
        self.hours.setPlaceholderText("1.5")
        self.hours.returnPressed.connect(self.save)
        self.cost = MoneyField(recorded.other_twd or None if recorded else None)
        self.cost.returnPressed.connect(self.save)
        self.cause = CodePick(
            self.context,
            work.causes,
            trade,
            name=tr("Cause"),
            chosen=recorded.cause if recorded else None,
            submitted=self.save,
        )
        self.remedy = CodePick(
            self.context,
            work.remedies,
            trade,
            name=tr("Remedy"),
            chosen=recorded.remedy if recorded else None,
            submitted=self.save,
        )
        self.parts = PartsEditor(self.context, trade, self.save)
        self.finished = MomentField(self.date(tr("Finished at")), tr("Finished at"), self.save)
        self.finished.set_value(self._now)
        self.green = QCheckBox(tr("Replacement bears the green label"))
        self.green.setChecked(bool(recorded and recorded.is_green))
        self.words = self._text(2)
        self.despite: QLineEdit | None = None
        self._ask_despite()
        self._arrange()

    def _ask_despite(self) -> None:
        """Why it is finished before what blocks it: asked only of a blocked ticket."""
        held = [link.ticket.number for link in self._detail.links if link.holds] if self._detail else []
        if held:
            self.despite = self.line(longest=400)
            self.despite.returnPressed.connect(self.save)
            numbers = tr(", ", "between names").join(held)
            label = tr("Why it is finished before {numbers}").format(numbers=numbers)
            self.lay(self.add("despite", label, self.despite, required=True))

    def _ask_photos(self) -> None:
        """Photos of the finished work belong to one ticket."""
        if self._detail is None or not self._detail.may_note:
            return
        self.photos = RepairPhotos(self.context, tr("Photos of the finished work"), columns=6)
        self.setAcceptDrops(True)
        self.lay(self.photos)
        self.body.addWidget(self.photos.refusal)
        for line in (self.hours, self.cost, self.words, *((self.despite,) if self.despite else ())):
            self.photos.watch(line)
        self.closed.connect(lambda: repair_draft.sweep(self.photos.paths if self.photos else ()))

    def _tell_downtime(self) -> None:
        """Finishing ends what the ticket opened."""
        work = self._detail.work if self._detail else None
        since = next((row.from_at for row in work.downtimes if row.until_at is None), None) if work else None
        if since is not None:
            words = tr(
                "Out of service since {moment}; it is in service again from when the work is finished."
            )
            self.body.addWidget(
                Label(words.format(moment=self.context.presenter.moment(since)), "secondary", wrap=True)
            )

    def _arrange(self) -> None:
        """Hours, parts and causes belong to one repair; many at once share the words and the time."""
        fields = (
            self.add("hours", tr("Own hours"), self.hours, hint=tr("such as 1.5 or 1:30")),
            self.add("other_twd", tr("Other cost"), self.cost, hint=tr("NT$, beside parts and labour")),
            self.add("cause_id", tr("Cause"), self.cause),
            self.add("remedy_id", tr("Remedy"), self.remedy),
            self.add("parts", tr("Parts"), self.parts),
        )
        if self._detail is not None:
            self.lay(*fields[:2])
            self.lay(*fields[2:4])
            self.lay(fields[4])
        self.lay(self.add("reason", tr("What was done"), self.words))
        self._ask_photos()
        when = self.add("finished_at", tr("Finished at"), self.finished)
        if self._detail is None:
            self.lay(when)
            return
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.l)
        row.addWidget(when, 1)
        row.addWidget(self.green, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self._tell_downtime()


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None
