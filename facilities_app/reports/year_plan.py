"""The plan of a year as an office signs it: A3 or A4 landscape, one sheet where it fits, signed on the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, POINT, Pen
from facilities_app.reports.table import Written
from facilities_app.reports.year_plan_data import PaperRow, YearPaper
from facilities_app.reports.year_plan_marks import Marks
from resources.texts import language, tr

_LEFT, _RIGHT, _TOP, _BOTTOM = 15.0, 12.0, 12.0, 11.0
_TITLE, _LEGEND, _SIGN, _GAP = 15.0, 6.0, 20.0, 3.0
_PAD = 1.2
_FEWEST = 3
"""Rows that stand at least above the boxes to sign in."""


@dataclass(frozen=True, slots=True)
class _Size:
    """Millimetres of one paper: strip, name, interval, basis, done; rows at their lowest and highest."""

    page: tuple[float, float]
    strip: float
    name: float
    cycle: float
    basis: float
    done: float
    head: float
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.page[0] / mm - _LEFT - _RIGHT

    @property
    def height(self) -> float:
        return self.page[1] / mm - _TOP - _BOTTOM

    @property
    def month(self) -> float:
        return (self.width - self.strip - self.name - self.cycle - self.basis - self.done) / 12

    @property
    def first(self) -> float:
        """Where January begins."""
        return _LEFT + self.strip + self.name + self.cycle + self.basis


SIZES = {
    "A4": _Size(landscape(A4), 6.5, 58.0, 12.0, 12.0, 14.0, 6.5, 4.1, 6.4),
    "A3": _Size(landscape(A3), 8.0, 74.0, 17.0, 15.0, 20.0, 8.0, 3.8, 8.0),
}


def write_year_plan(path: Path, paper: YearPaper, size: str = "A3") -> Written:
    """Write the plan to ``path``, whole or not at all; ``size`` is A3 or A4."""
    with pdf_file(path, paper.title, "", SIZES[size].page) as canvas:
        drawn = _Drawing(canvas, paper, SIZES[size])
        drawn.write()
    return Written(len(paper.rows), drawn.pages, tuple(sorted(drawn.pen.faces.missing)), drawn.pen.shortened)


class _Drawing:
    """The pages of one plan."""

    def __init__(self, canvas: Canvas, paper: YearPaper, size: _Size) -> None:
        self._canvas, self._paper, self._size = canvas, paper, size
        self.pen = Pen(canvas, Faces(), size.page[1])
        self._marks = Marks(canvas, size.page[1])
        shares, self._row = spread(len(paper.rows), size)
        self._shares = shares
        self.pages = len(shares)
        self._font = min(9.0, self._row / POINT * 0.62)

    def write(self) -> None:
        """All pages."""
        rows, at = self._paper.rows, 0
        for page, share in enumerate(self._shares, 1):
            self._page(page, rows[at : at + share])
            at += share
            finish_page(self._canvas)

    def _page(self, page: int, rows: Sequence[PaperRow]) -> None:
        y = self._title(page)
        top = y
        y = self._head(y)
        for row in rows:
            self._cells(row, y)
            y += self._row
        self._groups(rows, top + self._size.head)
        if page == self.pages:
            y = self._load(y)
        self._frame(top, y)
        self._legend(y + _LEGEND - 1.6)
        if page == self.pages:
            self._sign(y + _LEGEND + _GAP)
        self._foot(page)

    def _title(self, page: int) -> float:
        paper, size, pen = self._paper, self._size, self.pen
        pen.text(_LEFT, _TOP + 3.5, paper.office, 10)
        pen.text(_LEFT, _TOP + 11, paper.title, 16.7, bold=True, room=size.width * 0.6)
        for place, words in enumerate(paper.tells[-3:]):
            y = _TOP + 11 - 4.2 * (len(paper.tells[-3:]) - 1 - place)
            pen.text(_LEFT + size.width, y, words, 9, align="right", bold=place == 0, room=size.width * 0.38)
        return _TOP + _TITLE

    def _head(self, y: float) -> float:
        size, pen = self._size, self.pen
        base, x = y + size.head / 2 + 1.2, _LEFT + size.strip
        for words, width in zip(self._paper.heads[:3], (size.name, size.cycle, size.basis), strict=True):
            pen.text(x + _PAD, base, words, self._font, bold=True, room=width - 2 * _PAD)
            x += width
        for place, name in enumerate(self._paper.months):
            middle = size.first + size.month * (place + 0.5)
            pen.text(middle, base, name, self._font, bold=True, align="center")
        edge = _LEFT + size.width
        pen.text(edge - _PAD, base, self._paper.heads[3], self._font, bold=True, align="right")
        pen.across(_LEFT, edge, y + size.head, FRAME)
        return y + size.head

    def _cells(self, row: PaperRow, y: float) -> None:
        size, pen, font = self._size, self.pen, self._font
        base, x = y + self._row / 2 + font * POINT * 0.36, _LEFT + size.strip
        pen.text(x + _PAD, base, row.title, font, room=size.name - 2 * _PAD)
        pen.text(x + size.name + _PAD, base, row.cycle, font, room=size.cycle - 2 * _PAD)
        left = x + size.name + size.cycle + _PAD
        pen.text(left, base, row.basis, font, bold=row.is_law, room=size.basis - 2 * _PAD)
        for place in row.cells:
            self._cell(row, place, y)
        pen.text(_LEFT + size.width - _PAD, base, row.done, font, align="right")
        pen.across(_LEFT + size.strip, _LEFT + size.width, y + self._row)

    def _cell(self, row: PaperRow, place: int, y: float) -> None:
        size, font, cell = self._size, self._font, row.cells[place]
        left, side = size.first + size.month * place + _PAD, font * POINT * 0.72
        middle = y + self._row / 2
        self._marks.draw(cell.sign, left, middle, side)
        many = f"×{cell.many}" if cell.many > 1 else ""
        room = size.month - 2 * _PAD - side - 0.8
        tail = self.pen.width(many, font - 1.5) + 0.8
        if self.pen.width(cell.days, font, bold=row.is_law) + tail > room:
            many, tail = "", 0.0  # the days matter more than how many there are
        base = middle + font * POINT * 0.36
        self.pen.text(left + side + 0.8, base, cell.days, font, bold=row.is_law, room=room - tail)
        if many:
            edge = size.first + size.month * (place + 1) - _PAD * 0.6
            self.pen.text(edge, base, many, font - 1.5, align="right")

    def _groups(self, rows: Sequence[PaperRow], y: float) -> None:
        """The groups' names upright in the strip."""
        size, pen = self._size, self.pen
        for name, found in groupby(rows, key=lambda row: row.group):
            tall = len(list(found)) * self._row
            if language() == "en":
                self._turned(name, y, tall)
            else:
                self._upright(name, y, tall)
            y += tall
            pen.across(_LEFT, _LEFT + size.width, y, FRAME)

    def _upright(self, name: str, y: float, tall: float) -> None:
        step = self._font * POINT * 1.15
        signs = name[: int(tall / step)]
        base = y + (tall - step * len(signs)) / 2 + step * 0.8
        for place, sign in enumerate(signs):
            middle = _LEFT + self._size.strip / 2
            self.pen.text(middle, base + place * step, sign, self._font, bold=True, align="center")

    def _turned(self, name: str, y: float, tall: float) -> None:
        if tall < 3 * self._row:
            return
        height = self._size.page[1] / mm
        self._canvas.saveState()
        self._canvas.translate((_LEFT + self._size.strip / 2) * mm, (height - y - tall / 2) * mm)
        self._canvas.rotate(90)
        self._canvas.translate(0, -height * mm)
        self.pen.text(
            0, self._font * POINT * 0.36, name, self._font, bold=True, align="center", room=tall - 2
        )
        self._canvas.restoreState()

    def _load(self, y: float) -> float:
        size, font = self._size, self._font
        base = y + size.head / 2 + 1.2
        self.pen.text(_LEFT + size.strip + _PAD, base, self._paper.load_title, font, bold=True)
        for place, words in enumerate(self._paper.loads):
            middle = size.first + size.month * (place + 0.5)
            self.pen.text(middle, base, words, font, bold=True, align="center", room=size.month - 1)
        edge = _LEFT + size.width
        self.pen.text(edge - _PAD, base, self._paper.share, font, bold=True, align="right")
        return y + size.head

    def _frame(self, top: float, bottom: float) -> None:
        size, pen = self._size, self.pen
        xs = [_LEFT + size.strip, _LEFT + size.strip + size.name]
        xs += [xs[-1] + size.cycle, *(size.first + size.month * place for place in range(13))]
        for x in xs:
            pen.down(x, top, bottom)
        pen.box(_LEFT, top, size.width, bottom - top, FRAME)

    def _legend(self, base: float) -> None:
        x, side = _LEFT, 2.2
        for sign, words in self._paper.legend:
            self._marks.draw(sign, x, base - 1.0, side)
            x += side + 1.0
            x += self.pen.text(x, base, words, 8) + 5.0
        self.pen.text(x, base, self._paper.legend_note, 8, room=max(1.0, _LEFT + self._size.width - x))

    def _sign(self, y: float) -> None:
        titles = self._paper.signs
        width = self._size.width / len(titles)
        for place, title in enumerate(titles):
            x = _LEFT + place * width
            self.pen.box(x, y, width, _SIGN)
            self.pen.text(x + 2, y + 5, title, 9.5, bold=True, room=width - 4)
            edge = x + width - 2
            edge -= self.pen.text(edge, y + _SIGN - 3, tr("day", "date to write"), 8, align="right") + 5.5
            self.pen.text(edge, y + _SIGN - 3, tr("month", "date to write"), 8, align="right")
        self.pen.box(_LEFT, y, self._size.width, _SIGN, FRAME)

    def _foot(self, page: int) -> None:
        size, y = self._size, self._size.page[1] / mm - 6.5
        if self._paper.demo:
            self.pen.text(_LEFT, y, tr("Demo data"), 8)
        numbers = tr("Page {page} of {pages}").format(page=page, pages=self.pages)
        self.pen.text(_LEFT + size.width / 2, y, numbers, 8, align="center")
        self.pen.text(_LEFT + size.width, y, self._paper.printed, 8, align="right")


def spread(count: int, size: _Size) -> tuple[list[int], float]:
    """How many rows each page has, and how high a row is: on as few pages as the lowest rows allow, then as high as
    those have room for. The last page, which is signed, has never fewer than _FEWEST rows where there are so many.
    """
    body = size.height - _TITLE - size.head - _LEGEND
    last = body - size.head - _GAP - _SIGN
    pages = 1
    while (pages - 1) * int(body / size.low) + int(last / size.low) < count:
        pages += 1
    row = size.high
    while row > size.low and (pages - 1) * int(body / row) + int(last / row) < count:
        row -= 0.05
    row = max(row, size.low)
    full, signed = int(body / row), int(last / row)
    shares, left = [], count
    for page in range(pages, 0, -1):
        share = min(full, left - _FEWEST * (page - 1)) if page > 1 else left
        shares.append(max(0, share))
        left -= share
    assert not shares or shares[-1] <= max(signed, _FEWEST)
    return shares, row
