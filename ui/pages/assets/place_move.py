"""The form that puts a place, with all that is in it, into another."""

from PySide6.QtWidgets import QWidget

from facilities_app.domain.rows import PlaceDetail
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.context import UiContext


class PlaceMoveForm(FormSheet):
    """``saved`` carries the place's id. Only the places that may hold it are offered."""

    def __init__(self, context: UiContext, host: QWidget, place: PlaceDetail) -> None:
        super().__init__(context, host, tr("Move the place"), place.label, save=tr("Move"))
        self._place = place
        places = context.services.places
        self.above = PlacePicker(context, name=tr("Into", "place"), offered=lambda: places.homes(place.id))
        hint = tr("Rooms, assets, repairs and inspections in it go with it; the toast can bring it all back.")
        self.lay(self.add("parent_id", tr("Into", "place"), self.above, required=True, hint=hint))

    def save(self) -> None:
        """Hand over; a place to go to is needed."""
        self.clear_errors()
        places, place, above = self.context.services.places, self._place, self.above.place_id()
        if above is None:
            self.refuse("parent_id", tr("Choose where the place goes."))
        elif above == place.parent_id:
            self.refuse("parent_id", tr("It is there already."))
        else:
            self.submit(lambda: places.move(place.id, place.version, above))
