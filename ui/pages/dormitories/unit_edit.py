"""The form of a dormitory unit that is there: its record, field by field."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilities_app.domain.rows import UnitDetail
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.dormitories.unit_fields import UnitFields

_NOTE_LINES = 3


class UnitEditForm(UnitFields):
    """``saved`` carries the unit's id; only what was changed is written."""

    def __init__(self, context: UiContext, host: QWidget, unit: UnitDetail) -> None:
        super().__init__(context, host, tr("Edit the unit"), unit.tile.code)
        self._unit = unit
        tile = unit.tile
        self.code = self.line(tile.code, longest=20)
        self.kind = self.combo("unit_kind", tile.kind)
        self.land = self.combo("land_ownership", tile.land)
        self.floor = self.line(_shown(tile.floor), longest=3)
        self.rooms = self.line(_shown(unit.rooms), longest=3)
        self.capacity = self.line(_shown(unit.capacity), longest=3)
        self.area = self.line(_shown(unit.area_m2), longest=9)
        self.address = self.line(unit.address, longest=200)
        self.parcel = self.line(unit.parcel, longest=80)
        self.property_number = self.line(unit.property_number or "", longest=40)
        self.built = self.date(tr("Built on"))
        self.built.set_value(unit.built_on)
        self.note_field = QPlainTextEdit(unit.note)
        self.note_field.setTabChangesFocus(True)
        self.note_field.setFixedHeight(theme.current().sizes.row * _NOTE_LINES)
        self._lay()
        self._as_read = self.values()

    def values(self) -> dict[str, Any]:
        """What stands in the form, by the record's fields; what cannot be read is told beside its field."""
        return {
            "code": self.code.text().strip(),
            "kind": str(self.kind.currentData()),
            "land": str(self.land.currentData()),
            "floor": self.whole("floor", self.floor),
            "rooms": self.whole("rooms", self.rooms),
            "capacity": self.whole("capacity", self.capacity),
            "area_m2": self.number("area_m2", self.area),
            "address": self.address.text().strip(),
            "parcel": self.parcel.text().strip(),
            "property_number": self.property_number.text().strip(),
            "built_on": self.built.value(),
            "note": self.note_field.toPlainText().strip(),
        }

    def save(self) -> None:
        """Hand over what was changed."""
        self.clear_errors()
        values, unit = self.values(), self._unit
        if not values["code"]:
            self.refuse("code", tr("Write the unit's number."))
        if self.has_errors() or not self.dates_are_readable():
            return
        values["built_on"] = self.built.value()
        changed = {key: value for key, value in values.items() if value != self._as_read[key]}
        if not changed:
            self.dismiss()
            return
        dormitories = self.context.services.dormitories
        self.submit(lambda: dormitories.edit(unit.tile.id, unit.version, **changed))

    def _lay(self) -> None:
        self.lay(
            self.add("code", tr("Unit no."), self.code, required=True),
            self.add("kind", tr("Kind", "unit"), self.kind, required=True),
        )
        self.lay(self.add("address", tr("Address"), self.address))
        self.lay(
            self.add("parcel", tr("Land parcel"), self.parcel),
            self.add("land", tr("Land", "unit"), self.land, required=True),
        )
        self.lay(
            self.add("area_m2", tr("Area"), self.area, hint=tr("m²")),
            self.add("floor", tr("Floor", "unit"), self.floor),
        )
        self.lay(
            self.add("rooms", tr("Rooms"), self.rooms),
            self.add("capacity", tr("People at most"), self.capacity),
        )
        self.lay(
            self.add("built_on", tr("Built on"), self.built),
            self.add("property_number", tr("Property no."), self.property_number),
        )
        self.lay(self.add("note", tr("Note"), self.note_field))


def _shown(number: int | Decimal | None) -> str:
    return "" if number is None else f"{number:f}" if isinstance(number, Decimal) else str(number)
