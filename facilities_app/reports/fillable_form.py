"""The form fields of a fillable PDF: text and one-of-a-few, with appearances that need no viewer's help."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

_PRINT, _HIDDEN = 4, 2  # flags of an annotation
_READ_ONLY, _LINES, _RADIO = 1, 1 << 12, 1 << 15
_OFF = PDFName("Off")
TEXT_SIZE = 9
FONT = "Helv"

Box = tuple[float, float, float, float]  # left, bottom, right, top in points


class Form:
    """Gathers the fields of one document, each with all its widgets: the same text may stand on several pages.

    ``close`` hangs them into the catalogue.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._doc: Any = canvas._doc  # type: ignore[attr-defined]
        self._fields: dict[str, PDFDictionary] = {}
        self._kids: dict[str, PDFArray] = {}
        self._ticks: dict[tuple[float, float], Any] = {}

    def text(self, name: str, told: str, box: Box, *, lines: bool = False, longest: int = 400) -> None:
        """A box to type in; ``told`` is what a screen reader says."""
        parent = self._field(
            name,
            told,
            {
                "FT": PDFName("Tx"),
                "Ff": _LINES if lines else 0,
                "MaxLen": longest,
                "DA": PDFString(f"/{FONT} {TEXT_SIZE - lines} Tf 0 g"),
            },
        )
        self._widget(name, parent, box, {})

    def tick(self, name: str, value: str, told: str, box: Box) -> None:
        """One answer of a few, to be clicked; a second click takes it back."""
        parent = self._field(name, told, {"FT": PDFName("Btn"), "Ff": _RADIO, "V": _OFF})
        shown, empty = self._appearances(box[2] - box[0], box[3] - box[1])
        faces = PDFDictionary({"N": PDFDictionary({value: shown, "Off": empty})})
        marked = PDFDictionary({"CA": PDFString("4")})
        self._widget(name, parent, box, {"AP": faces, "AS": _OFF, "MK": marked})

    def hidden(self, name: str, value: str) -> None:
        """A text that nobody sees or changes."""
        parent = self._field(
            name, "", {"FT": PDFName("Tx"), "Ff": _READ_ONLY, "V": PDFString(value), "DA": PDFString(_DA)}
        )
        self._widget(name, parent, (0, 0, 0, 0), {"F": _HIDDEN})

    def close(self) -> None:
        """Hang the form into the document."""
        refs = [self._doc.Reference(one) for one in self._fields.values()]
        fonts = PDFDictionary({FONT: self._doc.Reference(_plain_font())})
        self._doc._catalog.AcroForm = PDFDictionary(
            {
                "Fields": PDFArray(refs),
                "DR": PDFDictionary({"Font": fonts}),
                "DA": PDFString(_DA),
            }
        )

    def _field(self, name: str, told: str, entries: dict[str, Any]) -> PDFDictionary:
        found = self._fields.get(name)
        if found is None:
            self._kids[name] = PDFArray([])
            spoken = {"TU": PDFString(told)} if told else {}
            found = PDFDictionary({**entries, "T": PDFString(name), "Kids": self._kids[name], **spoken})
            self._fields[name] = found
        return found

    def _widget(self, name: str, parent: PDFDictionary, box: Box, entries: dict[str, Any]) -> None:
        widget = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "Parent": self._doc.Reference(parent),
                "P": self._doc.thisPageRef(),
                "Rect": PDFArray([round(edge, 2) for edge in box]),
                "F": _PRINT,
                **entries,
            }
        )
        self._canvas._addAnnotation(widget)  # type: ignore[attr-defined]
        self._kids[name].sequence.append(self._doc.Reference(widget))

    def _appearances(self, width: float, height: float) -> tuple[Any, Any]:
        """A drawn tick and nothing, each kept once for all boxes of this size."""
        key = (round(width, 2), round(height, 2))
        if key not in self._ticks:
            points = [(0.18, 0.5), (0.42, 0.22), (0.84, 0.82)]
            (x1, y1), (x2, y2), (x3, y3) = [(x * width, y * height) for x, y in points]
            drawn = f"1.6 w 1 J 1 j 0 G {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l {x3:.2f} {y3:.2f} l S"
            self._ticks[key] = tuple(
                self._doc.Reference(_drawing(content, width, height)) for content in (drawn, "")
            )
        shown, empty = self._ticks[key]
        return shown, empty


_DA = f"/{FONT} {TEXT_SIZE} Tf 0 g"


def _drawing(content: str, width: float, height: float) -> PDFStream:
    return PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("XObject"),
                "Subtype": PDFName("Form"),
                "BBox": PDFArray([0, 0, round(width, 2), round(height, 2)]),
                "Resources": PDFDictionary({}),
            }
        ),
        content,
    )


def _plain_font() -> PDFDictionary:
    """What is typed in Chinese is shown in the viewer's own typeface: no form can carry every character."""
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type1"),
            "BaseFont": PDFName("Helvetica"),
            "Encoding": PDFName("WinAnsiEncoding"),
        }
    )
