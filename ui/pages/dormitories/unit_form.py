"""The form of a new dormitory unit."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilities_app.domain.rows import NewUnit
from resources.texts import tr
from ui import icons
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.context import UiContext

_USUAL_KIND, _USUAL_STATUS = "multi", "vacant"


class UnitForm(FormSheet):
    """``saved`` carries the unit's id. Before there is any place, it asks for the site's name instead."""

    def __init__(self, context: UiContext, host: QWidget, *, has_places: bool) -> None:
        super().__init__(context, host, tr("Add a unit"))
        self._has_places = has_places
        self.code = self.line(longest=20, placeholder=tr("such as M101"))
        self.kind = self._combo("unit_kind", _USUAL_KIND)
        self.land = self._combo("land_ownership", "city")
        self.status = self._combo("unit_status", _USUAL_STATUS)
        self.place = PlacePicker(context, name=tr("In", "place"))
        self.site = self.line(placeholder=tr("such as Station Quarters"))
        self.since = self.date(tr("Since", "unit"))
        self.since.set_value(context.clock.today())
        self.floor, self.address = self.line(longest=3), self.line(longest=200)
        self.area, self.property_number = self.line(longest=9), self.line(longest=40)
        self._lay()

    def save(self) -> None:
        """Check what can be checked here, then hand over."""
        self.clear_errors()
        if not self.code.text().strip():
            self.refuse("code", tr("Write the unit's number."))
            return
        if not self._has_place():
            self.refuse("parent_id", tr("Choose where the unit is."))
            return
        floor, area = self._number("floor", self.floor), self._number("area_m2", self.area)
        if self.has_errors() or not self.dates_are_readable():
            return
        new = NewUnit(
            self.code.text(),
            str(self.kind.currentData()),
            str(self.land.currentData()),
            self.place.place_id() if self._has_places else None,
            "" if self._has_places else self.site.text(),
            str(self.status.currentData()),
            self.since.value(),
            int(floor) if floor is not None else None,
            self.address.text(),
            area_m2=area,
            property_number=self.property_number.text(),
        )
        dormitories = self.context.services.dormitories
        self.submit(lambda: dormitories.create(new))

    def has_errors(self) -> bool:
        """Whether any field complains."""
        return any(field.error() for field in self.fields.values())

    def _has_place(self) -> bool:
        if self._has_places:
            return self.place.place_id() is not None
        return bool(self.site.text().strip())

    def _lay(self) -> None:
        self.lay(
            self.add("code", tr("Unit no."), self.code, required=True),
            self.add("kind", tr("Kind", "unit"), self.kind, required=True),
        )
        where = self.place if self._has_places else self.site
        spare = self.site if self._has_places else self.place
        spare.setParent(self)
        spare.hide()
        name = tr("In", "place") if self._has_places else tr("Site", "unit")
        self.lay(self.add("parent_id", name, where, required=True))
        self.lay(
            self.add("floor", tr("Floor", "unit"), self.floor),
            self.add("land", tr("Land", "unit"), self.land, required=True),
        )
        self.lay(
            self.add("status", tr("Status", "unit"), self.status, required=True),
            self.add("since", tr("Since", "unit"), self.since),
        )
        self.lay(self.add("address", tr("Address"), self.address))
        self.lay(
            self.add("area_m2", tr("Area"), self.area, hint=tr("m²")),
            self.add("property_number", tr("Property no."), self.property_number),
        )

    def _number(self, key: str, line: QLineEdit) -> Decimal | None:
        """The number written, None for nothing; what is none is told beside its field."""
        text = line.text().strip().replace(",", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and (key != "floor" or number == number.to_integral_value()):
            return number
        words = tr("“{text}” is not a whole number.") if key == "floor" else tr("“{text}” is not a number.")
        self.refuse(key, words.format(text=text))
        return None

    def _combo(self, code_list: str, usual: str) -> QComboBox:
        made = QComboBox()
        for choice in self.context.services.labels.choices(code_list):
            made.addItem(icons.icon(choice.icon), choice.name, choice.code)
        made.setCurrentIndex(max(made.findData(usual), 0))
        return made
