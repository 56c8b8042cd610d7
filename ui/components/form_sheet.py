"""A form over the window: labels above fields, errors beside them, nothing that was typed is ever lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import DomainError
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.calendar import office_days
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField
from ui.widgets.overlay import Sheet
from ui.widgets.surfaces import Notice


class FormSheet(Sheet):
    """``saved`` carries the value of the change once it is committed; the sheet closes by then.

    Subclasses lay fields with ``add`` and ``lay`` and answer ``save``. Ctrl+Enter saves; Esc closes.
    """

    saved = Signal(object)

    def __init__(
        self, context: UiContext, host: QWidget, title: str, note: str = "", *, save: str = ""
    ) -> None:
        super().__init__(host, title, note)
        self.context = context
        self.fields: dict[str, FormField] = {}
        self.notice = Notice(tone="red", icon="circle-alert")
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.save_button = PrimaryButton(save or tr("Save"), key="Ctrl+Enter", on_click=self.save)
        self.footer.addStretch(1)
        self.footer.addWidget(SecondaryButton(tr("Cancel"), on_click=self.dismiss))
        self.footer.addWidget(self.save_button)

    def save(self) -> None:
        """Check the fields and submit; subclasses answer."""
        raise NotImplementedError

    def add(
        self, key: str, label: str, field: QWidget, *, required: bool = False, hint: str = ""
    ) -> FormField:
        """A field under the name its errors come with."""
        made = FormField(label, field, required=required, hint=hint)
        self.fields[key] = made
        return made

    def lay(self, *fields: QWidget) -> None:
        """One field over the whole width, or two side by side."""
        if len(fields) == 1:
            self.body.addWidget(fields[0])
            return
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.l)
        for field in fields:
            row.addWidget(field, 1)
        self.body.addLayout(row)

    def line(self, text: str = "", *, longest: int = 120, placeholder: str = "") -> QLineEdit:
        """A line of text."""
        made = QLineEdit(text)
        made.setMaxLength(longest)
        made.setPlaceholderText(placeholder)
        made.setCursorPosition(0)
        return made

    def date(self, name: str) -> DateField:
        """A date in the calendar the person reads, with the office's holidays."""
        context = self.context
        return DateField(
            context.clock.today,
            style=context.presenter.style,
            day_kind=office_days(context.services.workdays),
            explain=context.notify.sentence,
            name=name,
        )

    def dates_are_readable(self) -> bool:
        """Whether every date field holds a date or nothing; each that does not says so, the first gets the focus."""
        dates = [field.field for field in self.fields.values() if isinstance(field.field, DateField)]
        wrong = [date for date in dates if not date.commit()]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def submit(self, fn: Callable[[], Outcome[Any]]) -> None:
        """Run the change; on success close, on refusal say why beside the field it belongs to."""
        if not self.save_button.isEnabled():
            return
        self.clear_errors()
        self.save_button.setEnabled(False)
        self.context.change(fn, self, self._on_done, self._on_failed)

    def refuse(self, key: str, sentence: str) -> None:
        """Say what is wrong beside a field (or above all of them) and bring the focus there."""
        field = self.fields.get(key)
        if field is None:
            self.notice.set_words(sentence)
            self.notice.show()
            return
        field.set_error(sentence)
        field.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_errors(self) -> None:
        """Take all complaints away."""
        self.notice.hide()
        for field in self.fields.values():
            if field.error():
                field.set_error("")

    def refused(self, error: DomainError) -> None:
        """A refusal of the service came; subclasses may offer more than its sentence."""
        self.refuse(error.field, self.context.notify.sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return
        super().keyPressEvent(event)

    def _on_done(self, value: object) -> None:
        self.save_button.setEnabled(True)
        self.saved.emit(value)
        self.dismiss()

    def _on_failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, DomainError):
            self.refused(error)
        else:
            self.context.notify.error(error)
