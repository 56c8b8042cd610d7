"""The form of one row of reference data, laid out from what the table says of its fields."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facilities_app.domain.durations import duration_words
from facilities_app.domain.reference import FieldKind, FieldSpec, RefRow, RefTable
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui import icons
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.settings.words import field_hint, field_title
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField
from ui.widgets.segments import Segment, SegmentedControl

_TEXT_HEIGHT = 56
_FEW = 2

Options = Mapping[str, Sequence[Choice]]


class RowSheet(FormSheet):
    """``saved`` carries the row's id. Of a row that is there, only what was changed is sent."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        table: RefTable,
        options: Options,
        *,
        title: str,
        row: RefRow | None = None,
        owner: Any = None,
    ) -> None:
        super().__init__(context, host, title, row.name if row is not None else "")
        self._table, self._options, self._row, self._owner = table, options, row, owner
        self._durations = {spec.key for spec in table.fields if spec.kind is FieldKind.DURATION}
        self._lay_fields()
        self.put(row.values if row is not None else {})
        self._as_read = self.values()

    def put(self, values: Mapping[str, Any]) -> None:
        """Fill fields."""
        for key, value in values.items():
            if key in self.fields:
                is_time = key in self._durations and isinstance(value, int)
                self._put(self.fields[key].field, duration_words(value) if is_time else value)

    def values(self) -> dict[str, Any]:
        """What stands in the form."""
        return {key: _value(made.field) for key, made in self.fields.items()}

    def save(self) -> None:
        """Hand over; the service checks."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        reference, table, row, owner = (
            self.context.services.reference,
            self._table.key,
            self._row,
            self._owner,
        )
        values = self.values()
        if row is None:
            self.submit(lambda: reference.add(table, values, owner))
            return
        changed = {key: value for key, value in values.items() if value != self._as_read[key]}
        if not changed:
            self.dismiss()
            return
        self.submit(lambda: reference.edit(table, row.id, row.version, changed))

    # -- building --------------------------------------------------------------------------------

    def _lay_fields(self) -> None:
        specs = [spec for spec in self._table.fields if self._row is None or not spec.fixed]
        waiting: list[FormField] = []
        for spec in specs:
            made = self.add(
                spec.key,
                field_title(self._table.key, spec.key),
                self._field(spec),
                required=spec.required,
                hint=field_hint(self._table.key, spec.key),
            )
            if spec.fixed:
                self.lay(made)
                continue
            waiting.append(made)
            if len(waiting) == _FEW:
                self.lay(*waiting)
                waiting = []
        if waiting:
            self.lay(*waiting)

    def _field(self, spec: FieldSpec) -> QWidget:
        if spec.kind is FieldKind.TEXT:
            made = QPlainTextEdit()
            made.setTabChangesFocus(True)
            made.setFixedHeight(_TEXT_HEIGHT)
            return made
        if spec.kind is FieldKind.FLAG:
            return QCheckBox(tr("Yes"))
        if spec.kind is FieldKind.DATE:
            return self.date(field_title(self._table.key, spec.key))
        if spec.kind is FieldKind.ICON:
            return _icon_combo()
        if spec.kind is FieldKind.OPTION:
            return self._option(spec)
        line = self.line(longest=spec.longest)
        line.returnPressed.connect(self.save)
        return line

    def _option(self, spec: FieldSpec) -> QWidget:
        choices = self._options.get(spec.options, ())
        if spec.options == "tone" or len(choices) <= _FEW:
            first = choices[0].code if choices else None
            segments = [Segment(c.code, c.name, "", c.tone) for c in choices]
            return SegmentedControl(segments, first, name=field_title(self._table.key, spec.key))
        made = _combo()
        for choice in choices:
            made.addItem(choice.name, choice.code)
        return made

    @staticmethod
    def _put(field: QWidget, value: Any) -> None:
        if isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(value), 0))
        elif isinstance(field, DateField | SegmentedControl):
            field.set_value(value)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(str(value))
        elif isinstance(field, QLineEdit):
            field.setText("" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value))
            field.setCursorPosition(0)


def _value(field: QWidget) -> Any:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, DateField | SegmentedControl):
        return field.value()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else None


def _combo() -> QComboBox:
    """As wide as its place in the form, not as its longest entry."""
    made = QComboBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.setMaxVisibleItems(12)
    return made


def _icon_combo() -> QComboBox:
    made = _combo()
    made.addItem(tr("none", "icon"), "")
    for name in sorted(icons.names()):
        made.addItem(icons.icon(name), name, name)
    return made
