"""The cells of a checklist in Excel: where what stands, locked or to be filled in, text always as text."""

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from facilities_app.reports.checklist_answers import limit_text
from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.text import clean, one_line
from resources.texts import tr

HEAD = {"number": (3, 2), "day": (3, 6), "inspector": (4, 2), "licence": (4, 6), "times": (5, 2)}
"""Row and column of each label of the head; what is written stands right of it."""
HEAD_ROW, FIRST_ROW = 6, 7
ANSWER, READING, NOTE = 4, 5, 8
REMARKS = "remarks"
COLUMNS = {
    "A": ("", 4.0),
    "B": ("no", 9.0),
    "C": ("item", 44.0),
    "D": ("answer", 14.0),
    "E": ("reading", 11.0),
    "F": ("unit", 12.0),
    "G": ("limit", 17.0),
    "H": ("note", 40.0),
}
LAST_COLUMN = "H"
_FONT = "Microsoft JhengHei"
_LINE = Side(style="thin", color="FFB8C0CA")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL, _OPEN_FILL = PatternFill("solid", fgColor="FFE8EDF2"), PatternFill("solid", fgColor="FFFFFBE6")
_ROW, _TALL = 34, 50
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(
    horizontal="left", vertical="center", wrap_text=True, indent=1
)  # away from the line before it


class Cells:
    """Puts text into one sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def title(self, row: int, text: str) -> None:
        """The largest line."""
        self._wide(row, text, Font(name=_FONT, size=16, bold=True), 28)

    def line(self, row: int, text: str) -> None:
        """A line of facts over the whole width."""
        self._wide(row, text, Font(name=_FONT, size=10, color="FF55606E"), 32)

    def label(self, at: tuple[int, int], title: str, value: str, *, locked: bool = False) -> None:
        """A name with the cell to write in right of it."""
        row, column = at
        self._put(row, column, title, bold=True, fill=_HEAD_FILL)
        self._put(row, column + 1, value, fill=None if locked else _OPEN_FILL, locked=locked)
        if column == HEAD["day"][1]:
            self._put(row, column + 2, "", fill=None if locked else _OPEN_FILL, locked=locked)
            self._sheet.merge_cells(
                start_row=row, end_row=row, start_column=column + 1, end_column=column + 2
            )
        self._sheet.row_dimensions[row].height = 24

    def heads(self, row: int) -> None:
        """The titles of the columns."""
        titles = (
            tr("No.", "checklist"),
            tr("Item", "checklist"),
            tr("Answer", "field"),
            tr("Reading"),
            tr("Unit", "measure"),
            tr("Limit / last"),
            tr("Note", "checklist"),
        )
        for column, title in enumerate(titles, 2):
            self._put(row, column, title, bold=True, fill=_HEAD_FILL, centre=True)
        self._sheet.row_dimensions[row].height = 22

    def section(self, row: int, text: str) -> None:
        """A heading between items."""
        self._wide(row, text, Font(name=_FONT, size=11, bold=True), 22)

    def item(self, row: int, item: ChecklistLine) -> None:
        """One item: what it asks is locked, its answer is open."""
        mark = self._put(row, 1, str(item.no))
        mark.border = Border()
        self._put(row, 2, str(item.no), centre=True)
        asked = f"{item.text}\n{item.guidance}" if item.guidance else item.text
        self._put(row, 3, asked)
        self._put(
            row, ANSWER, "", fill=_OPEN_FILL if answer_words(item) else None, locked=not answer_words(item)
        )
        reads = item.kind is ItemKind.READING
        number = self._put(
            row, READING, None if reads else "", fill=_OPEN_FILL if reads else None, locked=not reads
        )
        if reads:
            number.number_format, number.quotePrefix = "General", False
        self._put(row, 6, item.unit, centre=True)
        self._put(row, 7, limit_words(item), centre=True)
        self._put(row, NOTE, "", fill=_OPEN_FILL, locked=False)
        self._sheet.row_dimensions[row].height = (
            _TALL if _width(asked) > 2 * int(COLUMNS["C"][1]) - 6 else _ROW
        )

    def remarks(self, row: int) -> None:
        """Where the note on the whole sheet goes."""
        self._put(row, 1, REMARKS).border = Border()
        self._put(row, 2, tr("Remarks"), bold=True, fill=_HEAD_FILL)
        for column in range(3, NOTE + 1):
            self._put(row, column, "", fill=_OPEN_FILL, locked=False)
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=NOTE)
        self._sheet.row_dimensions[row].height = 60

    def mark(self, packed: str) -> None:
        """What the program knows the sheet by, in the hidden column."""
        self._put(1, 1, packed).border = Border()

    def _wide(self, row: int, text: str, font: Font, height: float) -> None:
        cell = self._put(row, 2, one_line(text))
        cell.font, cell.border = font, Border()
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=NOTE)
        self._sheet.row_dimensions[row].height = height

    def _put(
        self,
        row: int,
        column: int,
        text: str | None,
        *,
        bold: bool = False,
        fill: PatternFill | None = None,
        locked: bool = True,
        centre: bool = False,
    ) -> Cell:
        """A cell that is text whatever it looks like; an empty one stays of any kind."""
        cell = self._sheet.cell(row, column)
        assert isinstance(cell, Cell)
        if text:
            cell.value = clean(text)[:8000]
            cell.data_type = "s"
            cell.quotePrefix = True
        cell.font = Font(name=_FONT, size=11, bold=bold)
        cell.border = _GRID
        cell.alignment = _CENTRE if centre else _LEFT
        cell.protection = Protection(locked=locked)
        if fill is not None:
            cell.fill = fill
        if not locked:
            cell.number_format = "@"
        return cell


def answer_words(item: ChecklistLine) -> tuple[str, ...]:
    """The answers one chooses from; none for what is written."""
    if item.kind is ItemKind.PASS_FAIL:
        return tr("Pass"), tr("Fail"), tr("N/A")
    if item.kind is ItemKind.READING:
        return (tr("N/A"),)
    if item.kind is ItemKind.CHOICE:
        return item.options
    if item.kind is ItemKind.PHOTO:
        return tr("photographed"), tr("N/A")
    return (tr("none"),) if item.offers_none else ()


def limit_words(item: ChecklistLine) -> str:
    """The limits, and what was read last time."""
    limit = limit_text(item.min, item.max)
    last = tr("last {value}").format(value=item.last_text) if item.last_text else ""
    return "\n".join(part for part in (limit, last) if part)


def _width(text: str) -> int:
    """In half-width characters."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text) + 20 * text.count("\n")
