"""The form of an asset: entering a new one, editing one that is there."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facilities_app.domain.errors import Conflict, DomainError
from facilities_app.domain.rows import AssetDetail, Choice, NewAsset
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.components.sums import read_number
from ui.context import UiContext
from ui.widgets.buttons import GhostButton
from ui.widgets.date_field import DateField

_NUMBERS = ("cost_twd", "quantity", "service_life_years")
_LINES = ("name", "property_number", "code", "using_unit", "manufacturer", "model", "serial_number")


class AssetForm(FormSheet):
    """``saved`` carries the asset's id. Only what was changed is sent; the rest may be changed by others meanwhile."""

    keeps_words = True

    def __init__(
        self, context: UiContext, host: QWidget, asset: AssetDetail | None = None, place_id: int | None = None
    ) -> None:
        title = tr("Edit asset") if asset is not None else tr("New asset")
        note = asset.code if asset is not None else tr("Leave the number empty to get the next one")
        super().__init__(context, host, title, note)
        self._asset = asset
        self._lay_fields()
        if asset is not None:
            self._fill(asset)
        elif place_id:
            self.place.choose_place(place_id)
        self._as_read = self.values()

    def values(self) -> dict[str, Any]:
        """What stands in the form, by NewAsset's names; a number that cannot be read stays text."""
        found: dict[str, Any] = {key: self._text(key) for key in _LINES}
        found["property_number"] = found["property_number"] or None
        for key in _NUMBERS:
            try:
                found[key] = read_number(self._text(key))
            except ValueError:
                found[key] = self._text(key)
        found["category_id"] = self.category.currentData()
        found["custodian_id"] = self.custodian.currentData()
        found["place_id"] = self.place.place_id()
        found["acquired_on"] = self.acquired.value()
        found["in_service_on"] = self.in_service.value()
        found["note"] = self.note_field.toPlainText()
        return found

    def changed(self) -> dict[str, Any]:
        """The fields that differ from what they were."""
        return {key: value for key, value in self.values().items() if value != self._as_read[key]}

    def save(self) -> None:
        """Check what can be checked here, then hand over."""
        self.clear_errors()
        values = self.values()
        if not self.dates_are_readable() or not self._is_complete(values):
            return
        services, asset = self.context.services, self._asset
        if asset is None:
            values["quantity"] = values["quantity"] or 1
            new = NewAsset(**values)
            self.submit(lambda: services.assets.create(new))
            return
        fields = self.changed()
        if not fields:
            self.dismiss()
            return
        self.submit(lambda: services.assets.edit(asset.id, asset.version, **fields))

    def refused(self, error: DomainError) -> None:
        """When somebody else saved first, offer to take the new values where nothing was typed here."""
        super().refused(error)
        if isinstance(error, Conflict) and self._asset is not None:
            services, key = self.context.services, self._asset.id
            self.context.worker.read(
                lambda: services.assets.detail(key), self._on_newer, self.context.notify.error
            )

    # -- building --------------------------------------------------------------------------------

    def _lay_fields(self) -> None:
        labels = self.context.services.labels
        self.category = _combo(labels.choices("category"))
        self.custodian = _combo(labels.choices("user"), none=tr("nobody", "custodian"))
        self.place = PlacePicker(self.context, name=tr("Place"))
        self.acquired = self.date(tr("Acquired"))
        self.in_service = self.date(tr("In service since"))
        self.note_field = QPlainTextEdit()
        self.note_field.setTabChangesFocus(True)
        self.note_field.setFixedHeight(64)
        self.lay(
            self.add("name", tr("Name"), self.line(), required=True),
            self.add("category_id", tr("Category"), self.category, required=True),
        )
        self.lay(self.add("place_id", tr("Place"), self.place, required=True))
        self.lay(
            self.add("property_number", tr("Property no."), self.line(longest=40)),
            self.add("code", tr("Asset no."), self.line(longest=40, placeholder=tr("given on saving"))),
        )
        self.lay(
            self.add("custodian_id", tr("Custodian"), self.custodian),
            self.add("using_unit", tr("Used by"), self.line(longest=80)),
        )
        self.lay(
            self.add("manufacturer", tr("Make"), self.line(longest=80)),
            self.add("model", tr("Model"), self.line(longest=80)),
        )
        self.lay(
            self.add("serial_number", tr("Serial no."), self.line(longest=80)),
            self.add("quantity", tr("Quantity"), self.line("1", longest=9)),
        )
        self.lay(
            self.add("acquired_on", tr("Acquired"), self.acquired),
            self.add("in_service_on", tr("In service since"), self.in_service),
        )
        self.lay(
            self.add("cost_twd", tr("Book cost"), self.line(longest=20), hint=tr("NT$, or 4510萬")),
            self.add("service_life_years", tr("Service life"), self.line(longest=3), hint=tr("years")),
        )
        self.lay(self.add("note", tr("Note"), self.note_field))

    def _fill(self, asset: AssetDetail) -> None:
        for key in (*_LINES, *_NUMBERS):
            if key != "service_life_years" or not asset.service_life_source:
                self._set_text(key, getattr(asset, key))
        self.category.setCurrentIndex(max(self.category.findText(asset.category), 0))
        self.custodian.setCurrentIndex(max(self.custodian.findData(asset.custodian_id), 0))
        self.place.choose_place(asset.place_id)
        self.acquired.set_value(asset.acquired_on)
        self.in_service.set_value(asset.in_service_on)
        self.note_field.setPlainText(asset.note)

    def _text(self, key: str) -> str:
        line = self.fields[key].field
        return line.text().strip() if isinstance(line, QLineEdit) else ""

    def _set_text(self, key: str, value: Any) -> None:
        line = self.fields[key].field
        if isinstance(line, QLineEdit):
            number = f"{value:,}" if isinstance(value, int) else value
            line.setText(number or "")
            line.setCursorPosition(0)

    # -- checks ----------------------------------------------------------------------------------

    def _is_complete(self, values: dict[str, Any]) -> bool:
        missing = {
            "name": tr("Give the asset a name."),
            "place_id": tr("Choose where it stands."),
            "category_id": tr("Choose a category."),
        }
        for key, sentence in missing.items():
            if not values[key]:
                self.refuse(key, sentence)
                return False
        for key in _NUMBERS:
            if isinstance(values[key], str):
                words = tr("“{text}” is not a whole number.").format(text=values[key])
                self.refuse(key, words)
                return False
        return True

    def _on_newer(self, asset: AssetDetail) -> None:
        self._newer = asset
        take = GhostButton(tr("Take the new values over, keep what I typed"), on_click=self._take_newer)
        self.notice.body.addWidget(take)
        take.setFocus()

    def _take_newer(self) -> None:
        typed = self.changed()
        self._asset = self._newer
        self._fill(self._newer)
        self._as_read = self.values()
        for key, value in typed.items():
            self._put(key, value)
        self.clear_errors()

    def _put(self, key: str, value: Any) -> None:
        field = self.fields[key].field
        if isinstance(field, DateField):
            field.set_value(value if isinstance(value, date) else None)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(value), 0))
        elif isinstance(field, PlacePicker):
            if value:
                field.choose_place(int(value))
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(str(value))
        else:
            self._set_text(key, value)


def _combo(choices: Sequence[Choice], none: str = "") -> QComboBox:
    made = QComboBox()
    if none:
        made.addItem(none, None)
    for choice in choices:
        made.addItem(choice.name, choice.code)
    return made
