"""A pen that puts a form field wherever a person would tick or write, and remembers where that was."""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.checklist_data import ChecklistLine
from facilities_app.reports.fillable_data import FormSheet
from facilities_app.reports.fillable_form import Form
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pen import TICK, Pen
from resources.texts import tr

_PAD = 0.35  # the field stays inside the printed box
_TALL = 7.0  # mm: from here on a text may run over several lines


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is answered, in millimetres from the page's top left corner."""

    means: str
    x: float
    y: float
    width: float
    height: float


class FieldPen(Pen):
    """Names its fields by the sheet's number and what they mean: "ELEV-11511-003:6:reading"."""

    def __init__(self, canvas: Canvas, faces: Faces, height: float, form: Form) -> None:
        super().__init__(canvas, faces, height)
        self._form, self._number = form, ""
        self._items: dict[str, ChecklistLine] = {}

    def begin(self, given: FormSheet) -> None:
        """From now on the fields are of this sheet; call it on its first page."""
        self._number = given.sheet.sheet_number
        self._items = {str(item.no): item for item in given.sheet.items}
        self._form.hidden(f"{self._number}:sheet", given.packed())

    def tick(self, x: float, middle: float, size: float = TICK, *, means: str = "") -> float:
        """As on paper; one that means something can be clicked."""
        name, _equals, value = means.partition("=")
        item = self._items.get(name)
        if item is not None and value in item.options:
            value = f"o{item.options.index(value) + 1}"  # a name in a PDF is plain letters
        if value:
            spot = Spot(means, x + _PAD, middle - size / 2 + _PAD, size - 2 * _PAD, size - 2 * _PAD)
            self._form.tick(
                f"{self._number}:{name}:answer", value, self._told(name, "answer"), self._box(spot)
            )
        return super().tick(x, middle, size)

    def blank(self, means: str, x: float, y: float, width: float, height: float) -> None:
        """A field to type in."""
        spot = Spot(means, x + _PAD, y + _PAD, width - 2 * _PAD, height - 2 * _PAD)
        number, _colon, what = means.rpartition(":")
        self._form.text(
            f"{self._number}:{means}",
            self._told(number, what),
            self._box(spot),
            lines=what in ("note", "text") and height >= _TALL,
        )

    def _box(self, spot: Spot) -> tuple[float, float, float, float]:
        top = (self._height - spot.y) * mm
        return spot.x * mm, top - spot.height * mm, (spot.x + spot.width) * mm, top

    def _told(self, number: str, what: str) -> str:
        """The name of a field for who cannot see the page."""
        word = {
            "answer": tr("Answer", "field"),
            "reading": tr("Reading"),
            "note": tr("Note", "checklist"),
            "text": tr("Note", "checklist"),
            "count": tr("how many"),
            "month": tr("month", "date to write"),
            "day": tr("day", "date to write"),
            "inspector": tr("Inspector"),
            "licence": tr("Licence no."),
        }.get(what, tr("From – to"))
        item = self._items.get(number)
        return f"{number} {item.text} {word}" if item is not None else word
