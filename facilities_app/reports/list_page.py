"""The pages of a list PDF, filled row by row: each row one to three lines, a hairline below it."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.fonts import Faces
from facilities_app.reports.ink import Ink
from facilities_app.reports.list_cells import PADDING, Cell, CellPrinter, Track, tracks
from facilities_app.reports.list_frame import BOTTOM, LEFT, RIGHT, ListFrame
from facilities_app.reports.pages import finish_page
from facilities_app.reports.table import ReportTable

_CACHED = 4_000  # cells of a column kept laid out: repeated words are measured once, and memory stays flat
_CACHED_LENGTH = 200
_SIGN_GAP, _SIGN = 14.0, 62.0  # points
_REMARK_GAP, _REMARK_LEADING = 4.0, 1.25  # points, and lines


class ListPage:
    """Fills page after page. ``number`` is the page being filled, ``shortened`` counts cut cells."""

    def __init__(self, canvas: Canvas, table: ReportTable) -> None:
        self.faces = Faces()
        self.number = self.shortened = 0
        self._canvas, self._table = canvas, table
        self._tracks, size = tracks(table.columns, LEFT, RIGHT)
        self._line, self._pad, self._rise = size * 1.2, size * 0.13, size * 0.99
        self._frame = ListFrame(canvas, table, self.faces)
        regular, bold = (Ink(canvas, face, size) for face in (self.faces.regular, self.faces.bold))
        self._printers = [CellPrinter(track, regular) for track in self._tracks]
        self._sign_ink = bold
        self._signs: tuple[float, tuple[str, ...]] | None = None
        self._bold = [CellPrinter(track, bold) for track in self._tracks]
        self._sentence = CellPrinter(Track(LEFT + PADDING, RIGHT - PADDING, table.columns[0]), regular)
        titles = zip(self._bold, table.columns, strict=True)
        self._head = [printer.text(column.title, "center") for printer, column in titles]
        self._cells: list[dict[Any, Cell]] = [{} for _ in self._tracks]
        self._start()

    def add(self, row: tuple[Any, ...]) -> None:
        """One row; it begins a new page when this one is full."""
        cells, tall = [], 1
        for value, known, printer in zip(row, self._cells, self._printers, strict=True):
            cell = known.get(value)
            if cell is None:
                cell = self._lay(value, known, printer)
            cells.append(cell)
            if len(cell.lines) > tall:
                tall = len(cell.lines)
            if cell.is_cut:
                self.shortened += 1
        self._place(cells, tall)

    def add_totals(self, texts: tuple[str, ...]) -> None:
        """The last row, in bold."""
        cells = [p.value(t) if t else p.text("", "left") for p, t in zip(self._bold, texts, strict=True)]
        self._place(cells, max(len(cell.lines) for cell in cells))

    def say(self, text: str) -> None:
        """One sentence in place of rows."""
        self._place([self._sentence.text(text, "center")], 1)
        self._crossed_from = self._y

    def remark(self, sentences: Sequence[str]) -> None:
        """Sentences below the last row, outside the table."""
        cells = [self._sentence.text(sentence, "left") for sentence in sentences]
        self.shortened += sum(cell.is_cut for cell in cells)
        lines = [line for cell in cells for line in cell.lines]
        if not lines:
            return
        if self._low - _REMARK_GAP - len(lines) * self._line * _REMARK_LEADING < BOTTOM:
            self._close()
            self._start()
        self._low -= _REMARK_GAP
        for start, operators in lines:
            self._low -= self._line * _REMARK_LEADING
            self._remarks.append(f"{start}{self._low:.2f} Tm {operators}")

    def sign(self, titles: Sequence[str]) -> None:
        """Boxes to sign in below the last row, on a page of their own where none is left."""
        if not titles:
            return
        if self._low - _SIGN_GAP - _SIGN < BOTTOM:
            self._close()
            self._start()
        self._signs = (self._low - _SIGN_GAP, tuple(titles))

    def finish(self) -> None:
        """Close the last page and settle how many there are."""
        self._close()
        self._frame.settle(self.number)

    def _lay(self, value: Any, known: dict[Any, Cell], printer: CellPrinter) -> Cell:
        cell = printer.value(value)
        if not isinstance(value, str) or len(value) <= _CACHED_LENGTH:
            if len(known) >= _CACHED:
                known.clear()
            known[value] = cell
        return cell

    def _place(self, cells: list[Cell], tall: int) -> None:
        height = tall * self._line + 2 * self._pad
        if self._y - height < BOTTOM:
            self._close()
            self._start()
        first = f"{self._y - self._pad - self._rise:.2f} Tm "
        for cell in cells:
            start, operators = cell.lines[0]
            self._text.append(start + first + operators)
            for number, (start, operators) in enumerate(cell.lines[1:], 1):
                y = self._y - self._pad - self._rise - number * self._line
                self._text.append(f"{start}{y:.2f} Tm {operators}")
        self._y -= height
        self._low = self._y
        self._rules.append(f"{LEFT:.2f} {self._y:.2f} m {RIGHT:.2f} {self._y:.2f} l")

    def _start(self) -> None:
        self.number += 1
        self._text: list[str] = []
        self._rules: list[str] = []
        self._remarks: list[str] = []
        self._y = self._low = self._crossed_from = self._top = self._frame.top
        self._place(self._head, max(len(cell.lines) for cell in self._head))
        self._head_end = self._y

    def _close(self) -> None:
        self._canvas.addLiteral("BT " + "\n".join((*self._text, *self._remarks)) + " ET")
        self._draw_rules()
        self._draw_signs()
        self._frame.draw(self.number)
        finish_page(self._canvas)

    def _draw_signs(self) -> None:
        if self._signs is None:
            return
        top, titles = self._signs
        width = (RIGHT - LEFT) / len(titles)
        words = []
        for place, title in enumerate(titles):
            x = LEFT + place * width
            self._canvas.setLineWidth(0.8)
            self._canvas.rect(x, top - _SIGN, width, _SIGN, stroke=1, fill=0)
            cell = CellPrinter(
                Track(x + PADDING, x + width - PADDING, self._table.columns[0]), self._sign_ink
            )
            start, operators = cell.text(title, "left").lines[0]
            words.append(f"{start}{top - 12:.2f} Tm {operators}")
        self._canvas.addLiteral("BT " + "\n".join(words) + " ET")

    def _draw_rules(self) -> None:
        """Hairlines inside, a firmer frame around the table and below its head."""
        bottom = self._y
        # 「沒有資料」 stands across all columns: their lines end above it.
        inner_end = self._head_end if self._crossed_from != self._top else bottom
        uprights = [
            f"{track.left - PADDING:.2f} {self._top:.2f} m {track.left - PADDING:.2f} {inner_end:.2f} l"
            for track in self._tracks[1:]
        ]
        frame = (
            f"{LEFT:.2f} {bottom:.2f} {RIGHT - LEFT:.2f} {self._top - bottom:.2f} re "
            f"{LEFT:.2f} {self._head_end:.2f} m {RIGHT:.2f} {self._head_end:.2f} l"
        )
        lines = "\n".join(self._rules + uprights)
        self._canvas.addLiteral(f"0.25 w 0.55 G {lines} S 0.8 w 0 G {frame} S")
