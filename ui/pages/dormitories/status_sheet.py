"""The sheet that gives a unit another status."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from facilities_app import messages
from facilities_app.domain.errors import DomainError
from facilities_app.domain.rows import UnitDetail
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.dormitories.words import UnitWords
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.calendar import office_days
from ui.widgets.chips import Chip
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField
from ui.widgets.labels import Label
from ui.widgets.overlay import Sheet

_ACROSS = 4


class StatusPicker(QWidget):
    """All statuses as chips, four across; arrows walk. ``taken`` when one is chosen."""

    taken = Signal()

    def __init__(self, words: UnitWords, codes: list[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._codes = codes
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.current().sizes.s)
        grid.setColumnStretch(_ACROSS, 1)
        for place, code in enumerate(codes):
            status = words.status(code)
            chip = Chip(status.name, status.icon, tone=status.tone, checkable=True)
            self._group.addButton(chip, place)
            grid.addWidget(chip, place // _ACROSS, place % _ACROSS)
        self._group.buttonClicked.connect(lambda _: self.taken.emit())
        self.setAccessibleName(tr("New status"))

    def value(self) -> str:
        """The status taken, or ""."""
        place = self._group.checkedId()
        return self._codes[place] if place >= 0 else ""

    def take(self, code: str) -> None:
        """Take a status."""
        self._group.button(self._codes.index(code)).click()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The first chip that can be taken."""
        self._group.buttons()[0].setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from chip to chip."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: _ACROSS,
            Qt.Key.Key_Up: -_ACROSS,
        }
        focused = self.focusWidget()
        buttons = self._group.buttons()
        if event.key() in steps and focused in buttons:
            place = buttons.index(focused) + steps[Qt.Key(event.key())]
            buttons[max(0, min(place, len(buttons) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class StatusSheet(Sheet):
    """New status, from which day, why, by which document. Saves by Ctrl+S or its button; the toast can undo it."""

    def __init__(self, context: UiContext, words: UnitWords, detail: UnitDetail, host: QWidget) -> None:
        super().__init__(host, tr("Change the status of {code}").format(code=detail.tile.code))
        self._context, self._detail = context, detail
        self._saving = False
        labels = context.services.labels
        now = detail.tile.status
        codes = [str(one.code) for one in labels.choices("unit_status") if one.code != now]
        before = tr("now {status}").format(status=words.status(now).name)
        self.picker = StatusPicker(words, codes)
        self.on, self.until = self._date_field(tr("From", "unit")), self._date_field(tr("Until, if known"))
        self.on.set_value(context.clock.today())
        self.reason, self.document = QLineEdit(), QLineEdit()
        self.reason.setMaxLength(400)
        self.document.setMaxLength(80)
        self.document.setPlaceholderText(tr("such as 高市府秘字第 1150001 號"))
        self.fields = {
            "status": FormField(tr("New status"), self.picker, required=True, hint=before),
            "on": FormField(tr("From", "unit"), self.on, required=True),
            "until": FormField(tr("Until, if known"), self.until),
            "reason": FormField(tr("Reason", "unit"), self.reason),
            "document": FormField(tr("Document no."), self.document),
        }
        self.picker.taken.connect(lambda: self.fields["status"].set_error(""))
        self._fill()

    def first_focus(self) -> QWidget | None:
        """The first status."""
        self.picker.setFocus()
        return self.focusWidget() or self.picker

    def save(self) -> None:
        """Save, unless it is under way; what is refused is told beside its field."""
        if self._saving or not (self.on.commit() and self.until.commit()):
            return
        for field in self.fields.values():
            field.set_error("")
        status, on = self.picker.value(), self.on.value()
        if not status or on is None:
            missing = "status" if not status else "on"
            words = tr("Choose the new status.") if not status else tr("Say from which day.")
            self.fields[missing].set_error(words)
            self.fields[missing].field.setFocus()
            return
        self._saving = True
        tile, dormitories = self._detail.tile, self._context.services.dormitories
        version, until = self._detail.version, self.until.value()
        reason, document = self.reason.text(), self.document.text()
        self._context.change(
            lambda: dormitories.set_status(tile.id, version, status, on, reason, document, until),
            self,
            lambda _: self.dismiss(),
            self._on_failed,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S and Ctrl+Enter save; Enter in a line too."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (control and event.key() == Qt.Key.Key_S) or enter:
            self.save()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The sheet owns its save key while it is open."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() == Qt.Key.Key_S:
                event.accept()
                return True
        return super().event(event)

    def _date_field(self, name: str) -> DateField:
        return DateField(
            self._context.clock.today,
            style=self._context.presenter.style,
            day_kind=office_days(self._context.services.workdays),
            explain=messages.sentence,
            name=name,
        )

    def _fill(self) -> None:
        self.body.addWidget(self.fields["status"])
        days = QHBoxLayout()
        days.setSpacing(theme.current().sizes.l)
        days.addWidget(self.fields["on"], 1)
        days.addWidget(self.fields["until"], 1)
        self.body.addLayout(days)
        self.body.addWidget(self.fields["reason"])
        self.body.addWidget(self.fields["document"])
        self.footer.addWidget(Label(tr("The change can be undone."), "secondary"))
        self.footer.addStretch(1)
        self.footer.addWidget(SecondaryButton(tr("Cancel"), on_click=self.dismiss))
        self.footer.addWidget(PrimaryButton(tr("Save"), key="Ctrl+Enter", on_click=self.save))

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        name = getattr(error, "field", "") if isinstance(error, DomainError) else ""
        if name in self.fields and isinstance(error, DomainError):
            self.fields[name].set_error(messages.sentence(error))
            self.fields[name].field.setFocus()
        else:
            self._context.notify.error(error)
