"""The form of a place: entering one below another, renaming one that is there."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilities_app.domain.places import LONGEST, OWN_RECORD, kinds_below
from facilities_app.domain.rows import NewPlace, PlaceDetail
from resources.texts import tr
from ui import icons
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.context import UiContext

_FLOOR = re.compile(r"([BR]?\d{1,2}F|B\d{1,2}|RF|PH)\b|.*[樓層]$", re.IGNORECASE)


class PlaceForm(FormSheet):
    """``saved`` carries the place's id. The kinds offered are those that the place above may hold."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        kind_of: Callable[[int], str | None],
        *,
        parent_id: int | None = None,
        place: PlaceDetail | None = None,
        has_places: bool = True,
    ) -> None:
        title = tr("Rename the place") if place is not None else tr("Add a place")
        super().__init__(context, host, title, place.label if place is not None else "")
        self._kind_of, self._place = kind_of, place
        self._picked = False
        self.name = self.line(longest=LONGEST["name"], placeholder=tr("such as Main Hall or 11F"))
        self.name_en = self.line(longest=LONGEST["name_en"])
        self.code = self.line(longest=LONGEST["code"], placeholder=tr("given on saving"))
        self.note_line = self.line(longest=LONGEST["note"])
        self.kind = QComboBox()
        self.above = PlacePicker(context, name=tr("In", "place"))
        self._lay(has_places)
        if place is not None:
            self._fill(place)
        elif parent_id is not None:
            self.above.choose_place(parent_id)
        self._offer_kinds()
        self._as_read = self.values()
        self.name.textEdited.connect(self._guess_kind)
        self.kind.activated.connect(self._on_kind)
        self.above.chosen.connect(lambda _: self._offer_kinds())

    def values(self) -> dict[str, str]:
        """The words in the form, by the place's fields."""
        lines = {"name": self.name, "name_en": self.name_en, "code": self.code, "note": self.note_line}
        return {key: line.text().strip() for key, line in lines.items()}

    def save(self) -> None:
        """Hand over; a name is needed."""
        self.clear_errors()
        places, place, values = self.context.services.places, self._place, self.values()
        if not values["name"]:
            self.refuse("name", tr("Give the place a name."))
            return
        if place is None:
            new = NewPlace(
                self.above.place_id(),
                str(self.kind.currentData()),
                values["name"],
                values["code"],
                values["name_en"],
                note=values["note"],
            )
            self.submit(lambda: places.create(new))
            return
        changed: dict[str, Any] = {k: v for k, v in values.items() if v != self._as_read[k]}
        if changed:
            self.submit(lambda: places.edit(place.id, place.version, **changed))
        else:
            self.dismiss()

    def _lay(self, has_places: bool) -> None:
        name = self.add("name", tr("Name"), self.name, required=True)
        kind = self.add("kind", tr("Kind", "place"), self.kind, required=True)
        above = self.add("parent_id", tr("In", "place"), self.above, hint=tr("empty for a site"))
        code = self.add("code", tr("Code", "place"), self.code)
        english = self.add("name_en", tr("English name"), self.name_en)
        note = self.add("note", tr("Note"), self.note_line)
        if self._place is not None:
            self.lay(name)
            kind.hide()
            above.hide()
            kind.setParent(self)
            above.setParent(self)
        else:
            self.lay(name, kind)
            self.lay(above)
            above.setVisible(has_places)
        self.lay(code, english)
        self.lay(note)

    def _fill(self, place: PlaceDetail) -> None:
        for line, words in (
            (self.name, place.name),
            (self.name_en, place.name_en),
            (self.code, place.code),
            (self.note_line, place.note),
        ):
            _show(line, words)

    def _offer_kinds(self) -> None:
        """The kinds that may stand below the place above."""
        above = self.above.place_id()
        offered = kinds_below(self._kind_of(above) if above is not None else None)
        self.kind.clear()
        for code in offered:
            if code not in OWN_RECORD:
                choice = self.context.services.labels.choice("place_kind", code)
                self.kind.addItem(icons.icon(choice.icon), choice.name, code)
        self._picked = False
        self._guess_kind(self.name.text())

    def _guess_kind(self, name: str) -> None:
        """11F, B2 and 三樓 are storeys, until somebody chooses otherwise."""
        storey = self.kind.findData("floor")
        if not self._picked and storey >= 0:
            self.kind.setCurrentIndex(storey if _FLOOR.match(name.strip()) else 0)

    def _on_kind(self, _index: int) -> None:
        self._picked = True


def _show(line: QLineEdit, words: str) -> None:
    line.setText(words)
    line.setCursorPosition(0)
