"""Fills checklists in as people do: fields of a PDF, cells of a workbook."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from pypdf import PdfReader, PdfWriter

Filled = Mapping[str, str]
"""By "6:answer", "6:reading", "6:note", "month", "inspector"."""
READINGS = {2: "128", 6: "36", 13: "5", 15: "42"}


def passed(**other: str) -> dict[str, str]:
    """A lift's sheet filled in, all well; ``other`` by names such as a6 (answer), r6 (reading), n6 (note)."""
    told = {f"{no}:answer": "pass" for no in range(1, 21) if no not in (5, 20, *READINGS)}
    told |= {f"{no}:reading": value for no, value in READINGS.items()}
    told |= {"5:answer": "none", "20:answer": "na", "month": "11", "day": "23", "inspector": "吳承翰"}
    words = {"a": "answer", "r": "reading", "n": "note", "t": "text"}
    for key, value in other.items():
        told[f"{key[1:]}:{words[key[0]]}" if key[1:].isdecimal() else key] = value
    return told


def fill_pdf(blank: Path, filled: Filled, out: Path, number: str = "") -> Path:
    """Type and tick in the sheet ``number`` (default: the file's first), as a viewer saves it."""
    number = number or numbers_in(blank)[0]
    writer = PdfWriter(clone_from=PdfReader(blank))
    fields = {
        f"{number}:{name}": f"/{value}" if name.endswith(":answer") else value
        for name, value in filled.items()
    }
    ticks = {name: value for name, value in fields.items() if name.endswith(":answer")}
    writer.update_page_form_field_values(None, ticks, auto_regenerate=False)
    for name, value in fields.items():
        if name not in ticks:
            _type(writer, name, value)
    writer.write(out)
    return out


def numbers_in(blank: Path) -> list[str]:
    """The numbers of the sheets in a fillable PDF."""
    names = PdfReader(blank).get_fields() or {}
    return [name.removesuffix(":sheet") for name in names if name.endswith(":sheet")]


def _type(writer: PdfWriter, name: str, value: str) -> None:
    """Put a value into a text field and leave its look to the viewer."""
    from pypdf.generic import NameObject, TextStringObject

    form = writer.root_object["/AcroForm"].get_object()
    for reference in form["/Fields"]:  # type: ignore[index]
        field = reference.get_object()
        if field["/T"] == name:
            field[NameObject("/V")] = TextStringObject(value)
            return
    raise AssertionError(f"no field {name}")


_CELLS = {"answer": 4, "reading": 5, "note": 8, "text": 8}
_HEAD = {"day": (3, 7), "inspector": (4, 3), "licence": (4, 7), "times": (5, 3)}
_SAID = {"pass": "合格", "fail": "不合格", "na": "不適用", "none": "無", "taken": "已拍照"}


def fill_workbook(blank: Path, filled: Filled, out: Path, number: str = "") -> Path:
    """Choose and write in a sheet as on a tablet; readings as numbers where they are some."""
    book = openpyxl.load_workbook(blank)
    sheet = book[number] if number else book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(7, sheet.max_row + 1)}
    day = "/".join(("115", filled.get("month", ""), filled.get("day", ""))) if "month" in filled else ""
    for name, value in {**filled, "day": day}.items():
        position, _colon, what = name.rpartition(":")
        if position:
            given: str | float = value
            if what == "reading" and value.replace(".", "").isdecimal():
                given = float(value)
            sheet.cell(rows[position], _CELLS[what]).value = _SAID.get(value, given)
        elif name in _HEAD:
            sheet.cell(*_HEAD[name]).value = value
        elif name == "note":
            sheet.cell(rows["remarks"], 3).value = value
    book.save(out)
    return out
