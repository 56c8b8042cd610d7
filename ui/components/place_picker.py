"""Choosing a place by any part of its name or of the places above it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from facilities_app.domain.rows import PlaceRow
from resources.texts import tr
from ui.context import UiContext
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion

_ICONS = {
    "site": "map-pin",
    "building": "building-2",
    "block": "building",
    "floor": "layers",
    "unit": "house",
    "land": "trees",
}
_MOST = 30


class PlacePicker(TypeAhead):
    """A type-ahead over the tree of places, or over those ``offered``; its value is a place's id."""

    def __init__(
        self,
        context: UiContext,
        *,
        name: str = "",
        offered: Callable[[], Sequence[PlaceRow]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Any part of the name, such as 11F"), name=name, parent=parent)
        self._places: Sequence[PlaceRow] = ()
        self._wish: int | None = None
        self.wanted.connect(self._on_wanted)
        self.chosen.connect(self._on_chosen)
        read = offered or context.services.places.tree
        context.worker.read(read, self._on_places, context.notify.error)

    def place_id(self) -> int | None:
        """The place taken, also while the tree is still being read."""
        return self._wish

    def choose_place(self, place_id: int) -> None:
        """Take a place without telling, now or once the tree is read."""
        self._wish = place_id
        found = next((place for place in self._places if place.id == place_id), None)
        if found is not None:
            self.choose(_suggestion(found))

    def _on_chosen(self, place_id: object) -> None:
        self._wish = place_id if isinstance(place_id, int) else None

    def _on_places(self, places: Sequence[PlaceRow]) -> None:
        self._places = places
        if self._wish is not None and self.value() is None and not self.words():
            self.choose_place(self._wish)

    def _on_wanted(self, words: str) -> None:
        parts = words.casefold().split()
        found = [
            p
            for p in self._places
            if parts and all(w in f"{p.label} {p.name} {p.code}".casefold() for w in parts)
        ]
        self.set_results([_suggestion(place) for place in found[:_MOST]], len(found))


def _suggestion(place: PlaceRow) -> Suggestion:
    above = place.label.rpartition(" › ")[0]
    return Suggestion(place.id, place.name, above, _ICONS.get(place.kind, "door-closed"))
