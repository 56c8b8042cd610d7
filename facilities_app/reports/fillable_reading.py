"""What somebody typed and ticked in a fillable checklist (PDF)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facilities_app.domain.errors import Unavailable
from facilities_app.domain.sheet_back import RawItem, RawSheet
from facilities_app.reports.fillable_data import Marks, unpacked
from facilities_app.reports.text import clean

MOST_PAGES = 1_000
MOST_FIELDS = 60_000
_DEEPEST = 12
_LONGEST = 4_000
_ANSWERED = ("answer", "reading", "text", "note", "count")


def read_fillable(path: Path) -> tuple[RawSheet, ...]:
    """All sheets in the file. Raises Unavailable("sheet.…") that says what is wrong with it; runs nothing in it."""
    from pypdf.errors import PyPdfError

    try:
        fields = _fields(path)
    except Unavailable:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unavailable("sheet.damaged", name=path.name) from error
    except (RecursionError, AssertionError, NotImplementedError, MemoryError) as error:
        raise Unavailable("sheet.damaged", name=path.name) from error
    sheets = tuple(_sheet(number, told) for number, told in fields.items())
    if not sheets:
        raise Unavailable("sheet.no_fields", name=path.name)
    return sheets


def _fields(path: Path) -> dict[str, dict[str, str]]:
    """By sheet number what its fields hold, by "month" or "6:reading"."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted:
        raise Unavailable("sheet.encrypted", name=path.name)
    if len(reader.pages) > MOST_PAGES:
        raise Unavailable("sheet.too_many_pages", name=path.name, limit=MOST_PAGES)
    catalogue: Any = reader.trailer["/Root"]
    form = catalogue.get("/AcroForm")
    found: dict[str, dict[str, str]] = {}
    if form is None:
        return found
    for count, (name, value) in enumerate(_walk(form.get_object().get("/Fields", ()), 0)):
        if count > MOST_FIELDS:
            raise Unavailable("sheet.too_many_pages", name=path.name, limit=MOST_PAGES)
        number, colon, what = name.partition(":")
        if colon:
            found.setdefault(number, {})[what] = value
    return {number: told for number, told in found.items() if unpacked(told.get("sheet", "")) is not None}


def _walk(fields: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Names and values of all fields; a circle in a broken file ends at a depth."""
    if depth > _DEEPEST:
        return
    for reference in fields.get_object() if hasattr(fields, "get_object") else fields:
        field = reference.get_object()
        kids = field.get("/Kids")
        if "/T" in field:
            yield str(field["/T"]), _value(field, kids)
        if kids is not None:
            below = [kid for kid in kids.get_object() if "/T" in kid.get_object()]
            yield from _walk(below, depth + 1)


def _value(field: Any, kids: Any) -> str:
    """The text or the ticked answer; some programs tick only the widget."""
    value = field.get("/V")
    value = value.get_object() if value is not None else None
    if field.get("/FT") == "/Btn":
        states = [
            value,
            *(kid.get_object().get("/AS") for kid in (kids.get_object() if kids is not None else ())),
        ]
        return next((str(one).removeprefix("/") for one in states if one not in (None, "/Off")), "")
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return clean(value)[:_LONGEST].strip() if isinstance(value, str) else ""


def _sheet(number: str, told: dict[str, str]) -> RawSheet:
    marks = unpacked(told["sheet"])
    assert marks is not None  # others were left out
    day = "/".join(part for part in (told.get("month", ""), told.get("day", "")) if part)
    start, end = _time(told, "from"), _time(told, "to")
    return RawSheet(
        number=number,
        template=marks.template,
        edition=marks.edition,
        items=_items(marks, told),
        day=day,
        inspector=told.get("inspector", ""),
        licence=told.get("licence", ""),
        times="–".join(part for part in (start, end) if part),
        note=told.get("note", ""),
    )


def _items(marks: Marks, told: dict[str, str]) -> tuple[RawItem, ...]:
    positions = set(marks.items)
    for name in told:
        position, _colon, what = name.partition(":")
        if what in _ANSWERED and position.isdecimal() and len(position) < 6:
            positions.add(int(position))
    return tuple(_item(position, marks.items.get(position, ""), told) for position in sorted(positions))


def _item(position: int, mark: str, told: dict[str, str]) -> RawItem:
    answer, reading, text, note, count = (told.get(f"{position}:{what}", "") for what in _ANSWERED)
    counted = f"× {count}" if count else ""
    return RawItem(position, answer, reading, " ".join(part for part in (text, counted) if part), note, mark)


def _time(told: dict[str, str], which: str) -> str:
    hour, minute = told.get(f"{which}_hour", ""), told.get(f"{which}_minute", "")
    return f"{hour}:{minute or '00'}" if hour else ""
