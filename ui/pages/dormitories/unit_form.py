"""The form of a new dormitory unit."""

from PySide6.QtWidgets import QWidget

from facilities_app.domain.rows import NewUnit
from resources.texts import tr
from ui.components.place_picker import PlacePicker
from ui.context import UiContext
from ui.pages.dormitories.unit_fields import UnitFields

_USUAL_KIND, _USUAL_STATUS = "multi", "vacant"


class UnitForm(UnitFields):
    """``saved`` carries the unit's id. Before there is any place, it asks for the site's name instead."""

    def __init__(self, context: UiContext, host: QWidget, *, has_places: bool) -> None:
        super().__init__(context, host, tr("Add a unit"))
        self._has_places = has_places
        self.code = self.line(longest=20, placeholder=tr("such as M101"))
        self.kind = self.combo("unit_kind", _USUAL_KIND)
        self.land = self.combo("land_ownership", "city")
        self.status = self.combo("unit_status", _USUAL_STATUS)
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
        floor, area = self.whole("floor", self.floor), self.number("area_m2", self.area)
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
            floor,
            self.address.text(),
            area_m2=area,
            property_number=self.property_number.text(),
        )
        dormitories = self.context.services.dormitories
        self.submit(lambda: dormitories.create(new))

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
