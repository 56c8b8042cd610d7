"""Inspection checklists to print: what is on a sheet, and the PDF of one or of many."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.table import Step, Written


class ItemKind(StrEnum):
    """What an item asks for."""

    PASS_FAIL = "pass_fail"  # noqa: S105 - an answer, not a password
    READING = "reading"
    PHOTO = "photo"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item. Limits are of readings only; ``offers_none`` gives a text item the boxes 無 and 有."""

    no: int
    text: str
    kind: ItemKind = ItemKind.PASS_FAIL
    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    last_text: str = ""
    section: str = ""
    offers_none: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistSheet:
    """One sheet with everything that is known before the inspection, dates as the text to print.

    ``target_label`` is 設備 or 宿舍; ``facts`` are up to seven further pairs for the head, such as the permit's expiry.
    ``year_text`` stands before the date to write; ``printed_text`` is date and name, as 「115/11/23　林工程師」.
    """

    office: str
    title: str
    period_text: str
    sheet_number: str
    target_label: str
    target_name: str
    place: str
    items: tuple[ChecklistLine, ...]
    facts: tuple[tuple[str, str], ...] = ()
    last_inspected_text: str = ""
    printed_text: str = ""
    year_text: str = ""
    demo: bool = False

    def __post_init__(self) -> None:
        if len(self.facts) > 7:
            raise ValueError("more facts than the head of a sheet has room for")


def write_checklists(path: Path, sheets: Iterable[ChecklistSheet], step: Step | None = None) -> Written:
    """Write all sheets into one PDF at ``path``, whole or not at all; each sheet counts its own pages.

    ``step`` hears the number of sheets done. Returns sheets as rows. Raises ValueError when there is no sheet.
    """
    from facilities_app.reports.checklist_sheet import SheetPrinter
    from facilities_app.reports.fonts import Faces
    from facilities_app.reports.pages import pdf_file

    faces = Faces()
    waiting = iter(sheets)
    first = next(waiting, None)
    if first is None:
        raise ValueError("no sheet to print")
    count = pages = 0
    with pdf_file(path, f"{first.sheet_number} {first.title}", first.office, A4) as canvas:
        printer = SheetPrinter(canvas, faces)
        sheet: ChecklistSheet | None = first
        while sheet is not None:
            pages += printer.draw(sheet)
            count += 1
            if step:
                step(count)
            sheet = next(waiting, None)
    return Written(count, pages, tuple(sorted(faces.missing)), printer.shortened)
