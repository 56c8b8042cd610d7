"""The report of a damage event (災損事件報告): one A4 page: what happened, was damaged, repaired, built and paid."""

from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.fonts import Faces
from facilities_app.reports.form_cells import (
    END,
    FOOT,
    LABEL,
    LEFT,
    LINE,
    PAD,
    ROW,
    SIGN,
    SIZE,
    TOP,
    WIDTH,
    Pair,
    cell,
    pair_row,
    sign_row,
)
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, Pen
from resources.texts import tr, trn

_ENTRY_LINES = 3
_SIGNS_AT = FOOT - 6 - SIGN


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines, the most important first."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventReport:
    """An event ready to be printed; every text is worded already."""

    office: str
    code: str
    name: str
    pairs: tuple[tuple[Pair, Pair], ...]
    parts: tuple[Part, ...]
    printed: str = ""
    demo: bool = False


def write_event_report(path: Path, report: EventReport) -> int:
    """Write the page; returns how many lines are on it. Lines without room are counted on the page, never dropped."""
    with pdf_file(path, f"{tr('Report of damage')} {report.name}", "", A4) as canvas:
        pen = Pen(canvas, Faces(), A4[1])
        y = top = _draw_head(pen, report)
        for left, right in report.pairs:
            y = pair_row(pen, y, left, right)
        blocks = [[_wrapped(pen, entry) for entry in part.lines] for part in report.parts]
        shown = 0
        for place, part in enumerate(report.parts):
            wanted = [max(1, sum(map(len, block))) for block in blocks[place:]]
            free = int((_SIGNS_AT - 4 - y - (ROW - LINE) * len(wanted)) / LINE)
            fair = min(free, max(2, free // len(wanted), free - sum(wanted[1:])))
            y, drawn = _draw_part(pen, y, part.label, blocks[place], fair)
            shown += drawn
        pen.box(LEFT, top, WIDTH, y - top, FRAME)
        sign_row(pen, _SIGNS_AT, (tr("Officer"), tr("Section chief"), tr("Head of unit")))
        pen.text(LEFT, FOOT, tr("Demo data") if report.demo else "", 8)
        pen.text(END, FOOT, report.printed, 8, align="right")
        finish_page(canvas)
    return shown


def _draw_head(pen: Pen, report: EventReport) -> float:
    pen.text(LEFT, TOP + 4, report.office, 10)
    pen.text(LEFT, TOP + 13, tr("Report of damage"), 16.7, bold=True)
    pen.text(END, TOP + 13, f"{report.name}　{report.code}", 11, bold=True, align="right")
    return TOP + 18


def _wrapped(pen: Pen, entry: str) -> list[str]:
    return pen.wrapped(entry, SIZE, WIDTH - LABEL - 2 * PAD, _ENTRY_LINES) or [""]


def _draw_part(pen: Pen, y: float, label: str, blocks: list[list[str]], most: int) -> tuple[float, int]:
    """One heading with as many entries as fit into ``most`` lines; returns where the next begins and how many."""
    lines: list[str] = []
    drawn = 0
    for place, wrapped in enumerate(blocks):
        rest = int(place + 1 < len(blocks))
        if len(lines) + len(wrapped) + rest > most:
            break
        lines += wrapped
        drawn += 1
    left = len(blocks) - drawn
    if left:
        lines.append(trn("and {n} more line", "and {n} more lines", left))
    tall = max(ROW, len(lines) * LINE + ROW - LINE)
    cell(pen, LEFT, y, LABEL, tall, label, bold=True)
    pen.box(LEFT + LABEL, y, WIDTH - LABEL, tall)
    at = y + ROW / 2 + 1.6
    for line in lines:
        pen.text(LEFT + LABEL + PAD, at, line, SIZE)
        at += LINE
    return y + tall, drawn
