"""300 checklists of a month in one PDF, against drawing the same pages without a program around it.

``python -m tests.benchmarks.sheets``: every run is a process of its own. Ours is print_month: choosing, ordering,
numbering, reading what is known, drawing, journal and commit. The floor draws as many texts, boxes and QR codes on as
many pages, at fixed places. Memory is what the process grew by from just before to its peak.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from db.models import (
    Asset,
    AssetCategory,
    ChecklistItem,
    ChecklistTemplate,
    InspectionResult,
    InspectionTask,
    ResultItem,
)
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock, at
from tests.factories import Make

SHEETS, FEW = 300, 30
TARGET_SECONDS, TARGET_MB = 10.0, 12.0
_TODAY = date(2026, 11, 23)
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One process."""

    seconds: float
    grown_mb: float
    pages: int


def main() -> int:
    """Measure and print; 1 if a target was missed."""
    with tempfile.TemporaryDirectory(prefix="facilities-bench-") as folder:
        return 0 if run(Path(folder)) else 1


def run(folder: Path) -> bool:
    """Measure in ``folder``; whether the targets were reached."""
    made = folder / "sheets.sqlite"
    with open_program(made, clock=FixedClock(at(_TODAY, 9, 0))) as program:
        _fill(program)
    ours, floor = [], []
    for _ in range(_REPEATS):
        ours.append(_child("ours", made, SHEETS))
        floor.append(_child("floor", made, ours[-1].pages))
    few = _child("ours", made, FEW)
    seconds, base = (statistics.median(one.seconds for one in some) for some in (ours, floor))
    grown = max(one.grown_mb for one in ours)
    in_time, flat = seconds <= TARGET_SECONDS, grown - few.grown_mb <= TARGET_MB
    print(f"{SHEETS} checklists in one PDF, {ours[0].pages} pages")
    print(f"  time    {seconds:.2f} s (target <= {TARGET_SECONDS:g}: {_verdict(in_time)})")
    print(f"  floor   {base:.2f} s, ratio {seconds / base:.2f}")
    told = f"{FEW} sheets {few.grown_mb:.1f} MB, {SHEETS} sheets {grown:.1f} MB"
    print(f"  memory  {told} (target: at most {TARGET_MB:g} MB more: {_verdict(flat)})", flush=True)
    return in_time and flat


def _verdict(hit: bool) -> str:
    return "reached" if hit else "MISSED"


def _child(what: str, database: Path, count: int) -> Run:
    command = [sys.executable, "-m", "tests.benchmarks.sheets", what, str(database), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    return Run(**json.loads(done.stdout))


def _fill(program: Program) -> None:
    """Open inspections over all lists, each asset with two earlier results full of readings."""
    make, base = Make(program), program.services.base
    floors = [make.place(f"{n}F", parent=make.site(), kind="floor") for n in range(1, 13)]
    with base.uow("test.filled") as uow:
        category = uow.session.scalars(select(AssetCategory.id).order_by(AssetCategory.id)).first()
        lists = uow.session.scalars(select(ChecklistTemplate).where(ChecklistTemplate.is_current)).all()
        items = {one.id: _readings(program, one.id) for one in lists}
        for n in range(SHEETS):
            kind, place = lists[n % len(lists)], floors[n % len(floors)]
            asset = uow.add(Asset(code=f"A{n:04d}", name=f"設備 {n}", place_id=place, category_id=category))
            common = {
                "asset_id": asset.id,
                "place_id": place,
                "template_code": kind.code,
                "title": kind.name_zh,
            }
            uow.add(InspectionTask(number=f"I{n:05d}", due_on=date(2026, 11, n % 28 + 1), **common))
            for month in (9, 10):
                result = uow.add(
                    InspectionResult(
                        template_id=kind.id,
                        asset_id=asset.id,
                        place_id=place,
                        inspected_on=date(2026, month, 20),
                        outcome="pass",
                    )
                )
                for item in items[kind.id]:
                    uow.session.add(ResultItem(result_id=result.id, item_id=item, reading=Decimal("33.5")))
        uow.commit(None, undoable=False)


def _readings(program: Program, template_id: int) -> list[int]:
    with program.services.base.read() as session:
        found = select(ChecklistItem.id).where(
            ChecklistItem.template_id == template_id, ChecklistItem.kind == "reading"
        )
        return list(session.scalars(found))


def _ours(database: Path, count: int, out: Path) -> int:
    from pypdf import PdfReader

    from facilities_app.services.checklist_month import SheetWish

    with open_program(database, clock=FixedClock(at(_TODAY, 9, 0))) as program:
        checklists = program.services.checklists
        chosen = checklists.of_month(SheetWish(_TODAY)).task_ids[:FEW]
        checklists.print_tasks(chosen[:1], out)  # fonts are read once a process

        def work() -> None:
            if count == SHEETS:
                checklists.print_month(SheetWish(_TODAY), out)
            else:
                checklists.print_tasks(chosen, out)

        _measured(work, lambda: len(PdfReader(out).pages))
    return 0


def _floor(_database: Path, pages: int, out: Path) -> int:
    """The texts, boxes and codes of usual pages at fixed places."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    from facilities_app.reports.fonts import REGULAR, Faces, register
    from facilities_app.reports.pages import finish_page
    from facilities_app.reports.pen import Pen
    from facilities_app.reports.qr import draw_qr

    register()

    def work() -> None:
        canvas = Canvas(str(out), pagesize=A4, initialFontName=REGULAR)  # type: ignore[arg-type]
        pen = Pen(canvas, Faces(), A4[1])
        for page in range(pages):
            draw_qr(pen, 175, 12, 19.2, f"ELEV-11511-{page:03d}/1")
            canvas.setFont(REGULAR, 9.25)
            for row in range(12):
                y = 700 - row * 31
                for box in range(3):
                    canvas.rect(280 + box * 32, y, 14, 14)
                for x in (57, 80, 400, 450):
                    canvas.line(x, y, x, y + 31)
                canvas.line(57, y, 550, y)
                canvas.drawString(62, y, str(row))
                canvas.drawString(85, y, "車廂門、乘場門開閉及防夾裝置（光電／觸板）正常")
                canvas.drawString(455, y, "前次 33.5")
            for n in range(30):
                canvas.drawString(57 + n % 3 * 160, 820 - n // 3 * 12, "使用許可證有效期限 116/06/30")
            finish_page(canvas)
        canvas.save()

    _measured(work, lambda: pages)
    return 0


def _measured(work: Callable[[], None], pages: Callable[[], int]) -> None:
    before = _held_mb("VmRSS:")
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "grown_mb": _held_mb("VmHWM:") - before, "pages": pages()}))


def _held_mb(field: str) -> float:
    """What the process holds now or held at most, as Linux tells; elsewhere it is not known."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith(field))
    return int(kilobytes) / 1024


def _run_child(what: str, database: Path, count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(database, Path(folder) / "copy.sqlite"))
        return {"ours": _ours, "floor": _floor}[what](copy, count, Path(folder) / "out.pdf")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(_run_child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
    sys.exit(main())
