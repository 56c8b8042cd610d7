"""The dossier of an asset (設備履歷): one A4 page with everything about it, the newest of each history first.

What does not fit is counted, never dropped in silence.
"""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.dossier_data import Dossier, Section
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, Pen
from facilities_app.reports.qr import draw_qr
from resources.texts import tr, trn

_LEFT, _TOP, _WIDTH, _BOTTOM = 20.0, 12.0, 175.0, 283.0
_END, _HALF, _GUTTER = _LEFT + _WIDTH, 84.5, 6.0
_QR, _LABEL = 19.0, 24.0
_LINE, _SIZE, _HEAD = 4.9, 8.5, 7.0
_PHOTO = 30.0
_WHEN = 19.0
_WHAT = _HALF - _WHEN


def write_dossier(path: Path, dossier: Dossier) -> int:
    """Write the page; returns how many lines of the histories are on it."""
    with pdf_file(path, f"{tr('Asset record')} {dossier.name}", "", A4) as canvas:
        pen = Pen(canvas, Faces(), A4[1])
        y = _draw_head(pen, dossier)
        y = _draw_facts(pen, dossier, y)
        y = _draw_photos(canvas, pen, dossier, y)
        shown = _draw_sections(pen, dossier.sections, y)
        pen.text(_LEFT, 289, tr("Demo data") if dossier.demo else "", 8)
        pen.text(_END, 289, dossier.printed, 8, align="right")
        finish_page(canvas)
    return shown


def _draw_head(pen: Pen, dossier: Dossier) -> float:
    draw_qr(pen, _END - _QR, _TOP, _QR, dossier.code)
    pen.text(_LEFT, _TOP + 4, f"{dossier.office}　{tr('Asset record')}", 9.5)
    pen.text(_LEFT, _TOP + 13, dossier.name, 16.7, bold=True, room=_WIDTH - _QR - 6)
    pen.text(_LEFT, _TOP + 18.5, dossier.code, 9)
    pen.across(_LEFT, _END, _TOP + _QR + 2.5, FRAME)
    return _TOP + _QR + 4


def _draw_facts(pen: Pen, dossier: Dossier, y: float) -> float:
    """Label and value, two to a row; a value may take two lines."""
    heights = [y, y]
    for place, (label, value) in enumerate(dossier.facts):
        column = place % 2
        x = _LEFT + column * (_HALF + _GUTTER)
        line = heights[column] + _LINE - 1
        pen.text(x, line, label, 8, room=_LABEL - 2)
        for part in pen.wrapped(value, _SIZE, _HALF - _LABEL, 2):
            pen.text(x + _LABEL, line, part, _SIZE)
            line += _LINE - 0.7
        heights[column] = line - _LINE + 0.7 + 1.2
        if column == 1:
            heights = [max(heights)] * 2
    return max(heights) + 2


def _draw_photos(canvas: Canvas, pen: Pen, dossier: Dossier, y: float) -> float:
    if not dossier.photos:
        return y
    x = _LEFT
    for photo in dossier.photos:
        picture = ImageReader(BytesIO(photo))
        width, height = picture.getSize()
        wide = min(_PHOTO * width / height, (_WIDTH - 8) / 3)
        if x + wide > _END:
            break
        low = A4[1] - (y + _PHOTO) * mm
        canvas.drawImage(picture, x * mm, low, wide * mm, _PHOTO * mm, preserveAspectRatio=True)
        pen.box(x, y, wide, _PHOTO)
        x += wide + 4
    return y + _PHOTO + 4


def _draw_sections(pen: Pen, sections: tuple[Section, ...], y: float) -> int:
    """Sections over two columns, each with a fair share of the lines that are left on the page."""
    kept = [section for section in sections if section.entries]
    columns = (kept[::2], kept[1::2])
    return sum(
        _draw_column(pen, _LEFT + place * (_HALF + _GUTTER), y, column)
        for place, column in enumerate(columns)
    )


def _draw_column(pen: Pen, x: float, y: float, sections: list[Section]) -> int:
    lines = int((_BOTTOM - y - len(sections) * (_HEAD + 2)) / _LINE)
    blocks = [_blocks(pen, section) for section in sections]
    shown = 0
    for place, section in enumerate(sections):
        wanted = [sum(map(len, block)) + 1 for block in blocks[place:]]
        fair = min(lines, max(2, lines // len(wanted), lines - sum(wanted[1:])))
        kept = _fitting(blocks[place], fair, section.total)
        y = _draw_section(pen, x, y, section, kept)
        lines -= sum(map(len, kept)) + (section.total > len(kept))
        shown += len(kept)
    return shown


def _blocks(pen: Pen, section: Section) -> list[list[tuple[str, str, str]]]:
    """The lines (when, what, note) of each entry; one with a note at its right has one line, others up to three.

    A time too long for its column, such as 預計 106 年 11 月完工, has a line of its own above.
    """
    found = []
    for entry in section.entries:
        above: list[tuple[str, str, str]] = []
        if pen.width(entry.when, 8) > _WHEN - 1:
            above.append((entry.when, "", ""))
            entry = replace(entry, when="")
        if entry.note:
            note = pen.wrapped(entry.note, 8, _HALF / 3, 1)[0]
            room = _WHAT - pen.width(note, 8) - 2
            lines = [(entry.when, pen.wrapped(entry.what, _SIZE, room, 1)[0], note)]
        else:
            parts = pen.wrapped(entry.what, _SIZE, _WHAT, 3) or [""]
            lines = [(entry.when if n == 0 else "", part, "") for n, part in enumerate(parts)]
        below = [("", _pieces_line(pen, entry.pieces), "")] if entry.pieces else []
        found.append([*above, *lines, *below])
    return found


def _pieces_line(pen: Pen, pieces: tuple[str, ...]) -> str:
    """As many pieces as the line holds, and how many more there are; the first is always there."""
    join = tr("; ", "between entries").join
    for count in range(len(pieces), 0, -1):
        left = len(pieces) - count
        more = [trn("{n} more part", "{n} more parts", left)] if left else []
        line = join([*pieces[:count], *more])
        if pen.width(line, _SIZE) <= _WHAT:
            return line
    return pen.wrapped(line, _SIZE, _WHAT, 1)[0]


def _fitting(
    blocks: list[list[tuple[str, str, str]]], lines: int, total: int
) -> list[list[tuple[str, str, str]]]:
    """The first entries that fit, with a line kept free for the number of those that do not."""
    kept: list[list[tuple[str, str, str]]] = []
    used = 0
    for place, block in enumerate(blocks):
        rest = int(place + 1 < total)
        if used + len(block) + rest > lines:
            break
        kept.append(block)
        used += len(block)
    return kept


def _draw_section(
    pen: Pen, x: float, y: float, section: Section, blocks: list[list[tuple[str, str, str]]]
) -> float:
    pen.text(x, y + 4.4, f"{section.title}　{section.total}", 9.5, bold=True)
    pen.across(x, x + _HALF, y + _HEAD - 1)
    y += _HEAD
    for when, what, note in (line for block in blocks for line in block):
        pen.text(x, y + 3.2, when, 8, room=_WHEN - 1 if what else _HALF)
        pen.text(x + _WHEN, y + 3.2, what, _SIZE)
        pen.text(x + _HALF, y + 3.2, note, 8, align="right")
        y += _LINE
    left = section.total - len(blocks)
    if left:
        pen.text(x + _WHEN, y + 3.2, trn("and {n} earlier one", "and {n} earlier ones", left), 8)
        y += _LINE
    return y + 2
