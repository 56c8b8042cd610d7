"""The right side of the keying screen: who inspected with which licence, the repairs to come, the scan."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.keying import Keyed, KeyingItem, LicenceRow
from facilities_app.services.licences import doubt_words
from resources.texts import tr, trn
from ui import theme
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.inspections.keying_state import KeyingState
from ui.pages.inspections.keying_words import beyond_words, number
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import Card, IconView


class KeyingSide(QScrollArea):
    """``changed`` when something was typed, ``photos_changed`` when a file came or went."""

    changed = Signal()
    photos_changed = Signal()

    def __init__(self, context: UiContext, state: KeyingState) -> None:
        super().__init__()
        self._context, self._state = context, state
        self.setFixedWidth(312)
        self.setWidgetResizable(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        whole = QWidget()
        whole.setProperty("plain", True)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_who())
        column.addWidget(self._build_repairs())
        files = Section(tr("Scanned sheet and photos"))
        self.photos = RecordPhotos(context, "inspection_tasks", columns=3)
        self.photos.changed.connect(self.photos_changed)
        files.body.addWidget(self.photos)
        self._files = files
        column.addWidget(files)
        self.show_photos()
        column.addStretch(1)
        self.setWidget(whole)
        self.refresh()

    def done_on(self) -> date | None:
        """The day of the inspection."""
        return self._done_on.value() if self._done_on.commit() else None

    def correct_by(self) -> date | None:
        """The deadline of an authority, while something failed."""
        return self._correct_by.value() if self._state.failed() and self._correct_by.commit() else None

    def licence_id(self) -> int | None:
        """The licence that was chosen."""
        found = self._licence.currentData()
        return int(found) if found else None

    def show_keyed(self, keyed: Keyed) -> None:
        """Let this person, licence and these days stand there."""
        self.inspector.setText(keyed.inspector)
        self._done_on.set_value(keyed.done_on)
        self._correct_by.set_value(keyed.correct_by)
        with QSignalBlocker(self._one):
            self._one.setChecked(keyed.one_repair)
        with QSignalBlocker(self._licence):
            self._licence.setCurrentIndex(max(0, self._licence.findData(keyed.licence_id or 0)))
        self._show_licence()
        self._check_day()

    def show_photos(self) -> None:
        """Show the inspection's files; a blank sheet has none to attach them to yet."""
        self._files.setVisible(bool(self._state.form.task_id))
        if self._state.form.task_id:
            self.photos.show_record(self._state.form.task_id, self._state.form.photos)

    def take_focus(self, field: str) -> bool:
        """Bring the keyboard to a field by its name; whether it is here."""
        found = {"inspector": self.inspector, "done_on": self._done_on, "correct_by": self._correct_by}
        if field not in found:
            return False
        found[field].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def day_error(self) -> DomainError | None:
        """Why it cannot have been done on that day."""
        day, printed = self._done_on.value(), self._state.form.printed_on
        if day is not None and day > self._context.clock.today():
            return Invalid("task.done_in_future", field="done_on", on=day)
        if day is not None and printed is not None and day < printed:
            return Invalid("keying.before_print", field="done_on", on=printed)
        return None

    def refresh(self) -> None:
        """Show the repairs that finishing would log."""
        failed = self._state.failed()
        clear_layout(self._cards)
        for item in failed:
            self._cards.addWidget(self._card(item))
        self._repairs.title.setText(self._repair_words(len(failed)))
        is_first = not self._state.form.is_recheck
        self._deadline.setVisible(bool(failed) and is_first)
        self._one.setVisible(len(failed) > 1 and is_first)

    def one_repair(self) -> bool:
        """Whether all that failed becomes one repair."""
        return self._one.isChecked() and len(self._state.failed()) > 1

    def _repair_words(self, failed: int) -> str:
        if not failed:
            return tr("No repairs so far")
        if self._state.form.is_recheck:
            return tr("Its repair goes on after finishing")
        count = 1 if self.one_repair() else failed
        return trn("{n} repair on finishing", "{n} repairs on finishing", count)

    def _build_who(self) -> Section:
        form, section = self._state.form, Section(line=False)
        self.inspector = QLineEdit(form.keyed.inspector)
        self.inspector.setMaxLength(80)
        self.inspector.textEdited.connect(self._on_licence)
        self._done_on = self._date(tr("Done on"), form.keyed.done_on)
        self._licence = QComboBox()
        self._licence.addItem(tr("none chosen yet") if form.licence_kind else tr("none needed"), 0)
        for row in form.licences:
            self._licence.addItem(f"{row.holder}　{row.number}", row.id)
        self._licence.setCurrentIndex(max(0, self._licence.findData(form.keyed.licence_id or 0)))
        self._licence.setMinimumContentsLength(10)
        self._licence.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._licence.currentIndexChanged.connect(self._on_licence)
        self._until = Pill("", "green")
        section.body.addWidget(FormField(tr("Inspector"), self.inspector, required=True))
        section.body.addWidget(FormField(tr("Licence"), self._licence))
        section.body.addWidget(self._until)
        self._kind = Label("", "secondary", wrap=True, colour="amber")
        self._doubt = Label("", "secondary", wrap=True, colour="amber")
        section.body.addWidget(self._kind)
        section.body.addWidget(self._doubt)
        self._day_field = FormField(tr("Done on"), self._done_on, required=True)
        section.body.addWidget(self._day_field)
        self._show_licence()
        return section

    def _build_repairs(self) -> Section:
        self._repairs = Section(tr("No repairs so far"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.current().sizes.s)
        self._repairs.body.addLayout(self._cards)
        self._correct_by = self._date(tr("To be put right by"), self._state.form.keyed.correct_by)
        hint = tr("if an authority set a deadline")
        self._deadline = FormField(tr("To be put right by"), self._correct_by, hint=hint)
        self._one = QCheckBox(tr("One repair for all of them"))
        self._one.setChecked(self._state.form.keyed.one_repair)
        self._one.toggled.connect(self._on_typed)
        self._repairs.body.addWidget(self._one)
        self._repairs.body.addWidget(self._deadline)
        return self._repairs

    def _date(self, name: str, day: date | None) -> DateField:
        field = DateField(
            self._context.clock.today,
            style=self._context.presenter.style,
            explain=self._context.notify.sentence,
            name=name,
        )
        field.set_value(day)
        field.changed.connect(lambda _day: self._on_day())
        return field

    def _card(self, item: KeyingItem) -> Card:
        answer, card = self._state.answer(item), Card(padding=theme.current().sizes.m)
        head = QHBoxLayout()
        head.addWidget(IconView("triangle-alert" if answer.reading is not None else "x", "red"))
        reading = f" {number(answer.reading)} {item.unit}".rstrip() if answer.reading is not None else ""
        head.addWidget(Label(f"{item.position} {item.short}{reading}", "strong", elide=True), 1)
        card.body.addLayout(head)
        words = answer.note or beyond_words(item, answer.reading)
        card.body.addWidget(Label(words, "secondary", wrap=True))
        if not self._state.photos.get(item.position):
            must = item.evidence in ("photo", "photo_on_fail")
            card.body.addWidget(Label(tr("Photo missing"), "secondary", colour="red" if must else "amber"))
        return card

    def _on_licence(self) -> None:
        self._show_licence()
        self._on_typed()

    def _on_day(self) -> None:
        self._check_day()
        self._show_licence()
        self._on_typed()

    def _check_day(self) -> None:
        error = self.day_error()
        self._day_field.set_error(self._context.notify.sentence(error) if error else "")

    def _on_typed(self) -> None:
        self._state.changed = True
        self._repairs.title.setText(self._repair_words(len(self._state.failed())))
        self.changed.emit()

    def _mark_expired(self) -> None:
        """In the list, what had ended by the day of the inspection is red and says so."""
        day = self._done_on.value() or self._context.clock.today()
        for place, row in enumerate(self._state.form.licences, 1):
            words, ended = f"{row.holder}　{row.number}", row.expires_on is not None and row.expires_on < day
            self._licence.setItemText(
                place, tr("{licence} (expired)").format(licence=words) if ended else words
            )
            colour = theme.current().red if ended else None
            self._licence.setItemData(place, colour, Qt.ItemDataRole.ForegroundRole)

    def _show_licence(self) -> None:
        """How long the licence holds on the day of the inspection."""
        self._mark_expired()
        key = self.licence_id()
        wanted = self._state.form.licence_kind
        kinds = {one.id: one.kind for one in self._state.form.licences}
        self._kind.setText(tr("The plan asks for a licence of the kind “{kind}”.").format(kind=wanted))
        self._kind.setVisible(bool(wanted) and kinds.get(key or 0) != wanted)
        row: LicenceRow | None = next((one for one in self._state.form.licences if one.id == key), None)
        doubt = doubt_words(row, self.inspector.text()) if row is not None else ""
        self._doubt.setText(tr("{doubt} The record will say so.").format(doubt=doubt))
        self._doubt.setVisible(bool(doubt))
        self._until.setVisible(row is not None and row.expires_on is not None)
        if row is None or row.expires_on is None:
            return
        left = (row.expires_on - (self._done_on.value() or self._context.clock.today())).days
        day = self._context.presenter.date(row.expires_on)
        if left < 0:
            self._until.set_status(tr("expired on {date}").format(date=day), "red", "triangle-alert")
            self._until.setToolTip(
                tr("It can be finished, but the record will say that the licence had expired.")
            )
        else:
            words = trn("{n} day left", "{n} days left", left)
            sure = left > 30 and not doubt
            self._until.set_status(f"{day}　{words}", "green" if sure else "amber", "circle-check")
