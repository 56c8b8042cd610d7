"""A form laid out from a table of its fields: what kind each is, what stands in it, what was changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.components.sums import read_number
from ui.context import UiContext
from ui.pages.contracts.pickers import RecordPicker
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField

_TEXT_HEIGHT = 64


class Spec(NamedTuple):
    """One field. ``kind``: line, text, number, date, choice, place, vendor, asset or ticket; ``wide`` has a row."""

    key: str
    label: str
    kind: str = "line"
    required: bool = False
    hint: str = ""
    longest: int = 120
    choices: Sequence[Choice] = ()
    none: str = ""  # of a choice: the words for none
    wide: bool = False
    placeholder: str = ""


class RecordForm(FormSheet):
    """``saved`` carries what the service gave back. ``create`` is handed all values, ``edit`` only what changed."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        title: str,
        note: str,
        specs: Sequence[Spec],
        values: Mapping[str, Any],
        *,
        create: Callable[[dict[str, Any]], Outcome[Any]] | None = None,
        edit: Callable[[dict[str, Any]], Outcome[Any]] | None = None,
        save: str = "",
    ) -> None:
        super().__init__(context, host, title, note, save=save)
        self._specs = {spec.key: spec for spec in specs}
        self._create, self._edit = create, edit
        self._lay(specs)
        for key, value in values.items():
            if key in self.fields:
                self.put(key, value)
        self._as_read = self.values()

    def values(self) -> dict[str, Any]:
        """What stands in the form; a number that cannot be read stays text."""
        return {key: self._value(key) for key in self._specs}

    def changed(self) -> dict[str, Any]:
        """The fields that differ from what they were."""
        return {key: value for key, value in self.values().items() if value != self._as_read[key]}

    def put(self, key: str, value: Any) -> None:
        """Fill a field."""
        field, spec = self.fields[key].field, self._specs[key]
        if isinstance(field, DateField):
            field.set_value(value if isinstance(value, date) else None)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(value), 0))
        elif isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, PlacePicker):
            if value:
                field.choose_place(int(value))
        elif isinstance(field, RecordPicker):
            field.choose_record(value)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(str(value or ""))
        elif isinstance(field, QLineEdit):
            shown = f"{value:,}" if spec.kind == "number" and isinstance(value, int) else value
            field.setText("" if shown is None else str(shown))
            field.setCursorPosition(0)

    def save(self) -> None:
        """Check what can be checked here, then hand over."""
        self.clear_errors()
        values = self.values()
        if not self.dates_are_readable() or not self._is_readable(values):
            return
        if self._create is not None:
            create = self._create
            self.submit(lambda: create(values))
            return
        fields, edit = self.changed(), self._edit
        if not fields or edit is None:
            self.dismiss()
            return
        self.submit(lambda: edit(fields))

    # -- building --------------------------------------------------------------------------------

    def _lay(self, specs: Sequence[Spec]) -> None:
        waiting: list[FormField] = []
        for spec in specs:
            made = self.add(spec.key, spec.label, self._field(spec), required=spec.required, hint=spec.hint)
            if spec.wide or spec.kind in ("text", "place", "vendor", "asset", "ticket"):
                if waiting:
                    self.lay(*waiting)
                    waiting = []
                self.lay(made)
                continue
            waiting.append(made)
            if len(waiting) == 2:
                self.lay(*waiting)
                waiting = []
        if waiting:
            self.lay(*waiting)

    def _field(self, spec: Spec) -> QWidget:
        if spec.kind == "text":
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(_TEXT_HEIGHT)
            text.setPlaceholderText(spec.placeholder)
            return text
        if spec.kind == "date":
            return self.date(spec.label)
        if spec.kind == "flag":
            return QCheckBox(spec.hint or tr("Yes"))
        if spec.kind == "choice":
            return _combo(spec)
        if spec.kind == "place":
            return PlacePicker(self.context, name=spec.label)
        if spec.kind in ("vendor", "asset", "ticket"):
            return RecordPicker(self.context, spec.kind, name=spec.label)
        longest = 20 if spec.kind == "number" else spec.longest
        line = self.line(longest=longest, placeholder=spec.placeholder)
        line.returnPressed.connect(self.save)
        return line

    def _value(self, key: str) -> Any:
        field, spec = self.fields[key].field, self._specs[key]
        if isinstance(field, DateField):
            return field.value()
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, PlacePicker):
            return field.place_id()
        if isinstance(field, RecordPicker):
            return field.record_id()
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, QLineEdit)
        if spec.kind != "number":
            return field.text().strip()
        try:
            return read_number(field.text())
        except ValueError:
            return field.text().strip()

    def _is_readable(self, values: Mapping[str, Any]) -> bool:
        wrong = [
            key for key, spec in self._specs.items() if spec.kind == "number" and isinstance(values[key], str)
        ]
        for key in reversed(wrong):  # the first gets the focus
            self.refuse(key, tr("“{text}” is not a whole number.").format(text=values[key]))
        return not wrong


def _combo(spec: Spec) -> QComboBox:
    made = QComboBox()
    if spec.none:
        made.addItem(spec.none, "" if any(isinstance(c.code, str) for c in spec.choices) else None)
    for choice in spec.choices:
        made.addItem(choice.name, choice.code)
    return made
