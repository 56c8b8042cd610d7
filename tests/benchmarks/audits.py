"""How fast the visit forms of a round of 66 units are printed, beside plain drawing of the same lines of text.

``python -m tests.benchmarks audits``
"""

import tempfile
from datetime import date
from pathlib import Path

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock, at
from facilities_app.reports.fonts import REGULAR, register
from tests.benchmarks.measuring import in_turn, line
from tests.factories import Make

UNITS = 66
MOST_MS = 5_000.0
_TODAY = date(2026, 11, 23)
_BOXES = 90
"""Lines and boxes on a form, about."""


def main() -> int:
    """Measure and print; 1 when the target is missed."""
    with tempfile.TemporaryDirectory(prefix="facilities-bench-") as folder:
        return 0 if _run(Path(folder)) else 1


def _run(folder: Path) -> bool:
    out, floor = folder / "forms.pdf", folder / "floor.pdf"
    with open_program(folder / "audit.sqlite", clock=FixedClock(at(_TODAY))) as program:
        round_id = _round(program)
        papers = program.services.audit_papers
        papers.forms(round_id, out)
        pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(out).pages]
        assert len(pages) == UNITS
        ours, theirs = in_turn(lambda: papers.forms(round_id, out), lambda: _plain(floor, pages), 5)
    return line(f"{UNITS} visit forms / plain lines of text", ours, theirs, most_ms=MOST_MS)


def _round(program: Program) -> int:
    make = Make(program)
    for n in range(UNITS):
        unit = make.unit(f"M{n:03d}", area_m2=80 + n)
        make.agreement(
            unit,
            f"林{'育宏志文'[n % 4]}{'德廷豪軒'[n // 4 % 4]}",
            starts_on=date(2025, 7, 1),
            ends_on=date(2028, 6, 30),
            family="吳素君（配偶）、林安安（子女）",
        )
    return program.services.audits.new(2026, 2, date(2026, 11, 9), date(2026, 11, 30), "occupied").value


def _plain(path: Path, pages: list[list[str]]) -> None:
    """The same words without a form around them, and as many boxes."""
    register()
    canvas = Canvas(str(path), pagesize=A4)
    for texts in pages:
        canvas.setFont(REGULAR, 9.5)
        for n, text in enumerate(texts):
            canvas.drawString(50, 800 - n * 8, text)
        for n in range(_BOXES):
            canvas.rect(50 + n, 50 + n, 100, 20)
        canvas.showPage()
    canvas.save()
