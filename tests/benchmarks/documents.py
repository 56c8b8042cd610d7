"""How fast and how lean lists become files: each writer beside the floor it is held against.

``python -m tests.benchmarks.documents`` measures both; every run is a process of its own, ours and the floor's in turn.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.table import ReportColumn, ReportTable

ROWS = 100_000
PAGES, PAGE_ROWS = 1_000, 40
_KINDS = {8: ColumnKind.MONEY, 9: ColumnKind.INTEGER, 10: ColumnKind.DECIMAL}
_WORKBOOK_COLUMNS = tuple(ReportColumn(f"欄位 {n}", _KINDS.get(n, ColumnKind.TEXT), 14) for n in range(15))
_PDF_COLUMNS = (
    ReportColumn("編號", width=14),
    ReportColumn("摘要", width=40),
    ReportColumn("位置", width=26),
    ReportColumn("期限", ColumnKind.DATE, 11),
    ReportColumn("狀態", width=10),
    ReportColumn("類別", width=8),
    ReportColumn("費用", ColumnKind.MONEY, 12),
    ReportColumn("件數", ColumnKind.INTEGER, 8),
)
_FAULTS = ("冷氣滴水", "電燈不亮", "馬桶漏水", "門鎖故障", "電話無聲", "電梯異音", "牆面滲水", "插座無電")
_STATES = ("處理中", "已派工", "待料", "完工", "結案")
_TRADES = ("水電", "土木", "通訊", "消防", "空調", "電梯")


@dataclass(frozen=True, slots=True)
class Run:
    """One process: how long the writing took, and the most memory the process held."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Result:
    """Ours against the floor, with the target for the ratio of the medians."""

    name: str
    ours: tuple[Run, ...]
    floor: tuple[Run, ...]
    target: float

    @property
    def ratio(self) -> float:
        """Median by median."""
        return _median(self.ours) / _median(self.floor)

    def lines(self) -> list[str]:
        """What is printed."""
        verdict = "reached" if self.ratio <= self.target else "MISSED"
        return [
            self.name,
            f"  ours   {_figures(self.ours)}",
            f"  floor  {_figures(self.floor)}",
            f"  ratio  {self.ratio:.2f} (target <= {self.target:.1f}: {verdict})",
        ]


def workbook(rounds: int = 5) -> Result:
    """100,000 x 15 cells to .xlsx, against XlsxWriter in constant-memory mode."""
    return _compare("100,000 x 15 cells to .xlsx / XlsxWriter, constant memory", "workbook", rounds, 1.0)


def workbook_memory() -> tuple[Run, Run]:
    """The same list at a tenth of its length and whole: memory must not follow."""
    return _run("workbook", ROWS // 10), _run("workbook", ROWS)


def list_pdf(rounds: int = 5) -> Result:
    """A 1,000-page list PDF, against plain canvas drawing of the same pages."""
    return _compare("1,000-page list PDF / plain canvas drawing", "pdf", rounds, 1.5)


def main() -> int:
    """Measure and print everything; 1 when a target is missed."""
    results = []
    for measure in (workbook, list_pdf):
        results.append(measure())
        print("\n".join(results[-1].lines()), flush=True)
    small, large = workbook_memory()
    print(f".xlsx memory: {ROWS // 10:,} rows {small.peak_mb:.0f} MB, {ROWS:,} rows {large.peak_mb:.0f} MB")
    return 0 if all(result.ratio <= result.target for result in results) else 1


def _compare(name: str, what: str, rounds: int, target: float) -> Result:
    ours, floor = [], []
    for _ in range(rounds):
        ours.append(_run(what))
        floor.append(_run(f"{what}-floor"))
    return Result(name, tuple(ours), tuple(floor), target)


def _run(what: str, rows: int = 0) -> Run:
    """Write once in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.documents", "run", what, str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    return Run(**json.loads(done.stdout))


def _median(runs: tuple[Run, ...]) -> float:
    return statistics.median(run.seconds for run in runs)


def _figures(runs: tuple[Run, ...]) -> str:
    seconds = [run.seconds for run in runs]
    spread = f"min {min(seconds):.2f}, max {max(seconds):.2f}, n {len(runs)}"
    peak = statistics.median(run.peak_mb for run in runs)
    return f"{_median(runs):6.2f} s  ({spread})  peak {peak:.0f} MB"


def _workbook_rows(count: int) -> Iterator[tuple[Any, ...]]:
    for n in range(count):
        yield (
            f"R-115-{n:06d}",
            f"{_FAULTS[n % 8]}，請派員檢修（第 {n % 977} 次）",
            f"四維行政中心 {n % 11 + 1} 樓 {n % 89 + 100} 室",
            f"115/{n % 12 + 1:02d}/{n % 28 + 1:02d}",
            _STATES[n % 5],
            "緊急" if n % 9 == 0 else "中",
            _TRADES[n % 6],
            f"09{n % 100_000_000:08d}",
            n * 10,
            n % 7,
            (n % 1000) / 8,
            "林工程師",
            "大同電梯公司",
            f"115/{n % 12 + 1:02d}/15 14:30",
            f"備註：已通知廠商到場 {n % 331}",
        )


def _pdf_rows(count: int) -> Iterator[tuple[Any, ...]]:
    for row in _workbook_rows(count):
        yield (*row[:5], row[6], row[8], row[9])


def _table(columns: tuple[ReportColumn, ...], rows: Iterator[tuple[Any, ...]]) -> ReportTable:
    return ReportTable(
        "報修清單", columns, rows, "115/01/01–115/11/23", "單位：新臺幣元", printed_on="115/11/23"
    )


def _write_workbook(path: Path, count: int) -> None:
    from facilities_app.reports.workbook import write_workbook

    write_workbook(path, _table(_WORKBOOK_COLUMNS, _workbook_rows(count or ROWS)))


def _write_workbook_floor(path: Path, count: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("報修清單")
    plain, bold = book.add_format({"border": 1}), book.add_format({"bold": True, "border": 1})
    for index, column in enumerate(_WORKBOOK_COLUMNS):
        sheet.write_string(0, index, column.title, bold)
    for number, row in enumerate(_workbook_rows(count or ROWS), 1):
        for index, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, index, value, plain)
            else:
                sheet.write_number(number, index, value, plain)
    book.close()


def _write_pdf(path: Path, count: int) -> None:
    from facilities_app.reports.list_pdf import write_list_pdf

    written = write_list_pdf(path, _table(_PDF_COLUMNS, _pdf_rows(count or PAGES * PAGE_ROWS)))
    assert count or abs(written.pages - PAGES) <= PAGES // 50, written.pages


def _write_pdf_floor(path: Path, count: int) -> None:
    """drawString for every cell, a line below every row: what one would write first."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    from facilities_app.reports.fonts import register
    from facilities_app.reports.list_cells import PADDING, tracks
    from facilities_app.reports.list_frame import LEFT, RIGHT, ListFrame

    register()
    columns, size = tracks(_PDF_COLUMNS, LEFT, RIGHT)
    canvas, rows, pitch = (
        Canvas(str(path), pagesize=landscape(A4)),
        _pdf_rows(count or PAGES * PAGE_ROWS),
        size * 1.46,
    )
    for page in range(1, PAGES + 1):
        canvas.setFont("NotoSansTC-Bold", 14)
        canvas.drawCentredString((LEFT + RIGHT) / 2, ListFrame.top + 20, "報修清單")
        canvas.setFont("NotoSansTC-Bold", size)
        y = ListFrame.top - pitch
        for track in columns:
            canvas.drawString(track.left, y, track.column.title)
            canvas.line(track.left - PADDING, y + pitch, track.left - PADDING, y - PAGE_ROWS * pitch)
        canvas.setFont("NotoSansTC", size)
        canvas.drawCentredString((LEFT + RIGHT) / 2, 25, f"第 {page} 頁，共 {PAGES} 頁")
        for _ in range(PAGE_ROWS):
            y -= pitch
            for track, value in zip(columns, next(rows), strict=True):
                if track.column.is_number:
                    canvas.drawRightString(track.right, y, f"{value:,}")
                else:
                    canvas.drawString(track.left, y, value)
            canvas.line(LEFT, y - 2, RIGHT, y - 2)
        canvas.showPage()
    canvas.save()


_WRITERS: dict[str, Callable[[Path, int], None]] = {
    "workbook": _write_workbook,
    "workbook-floor": _write_workbook_floor,
    "pdf": _write_pdf,
    "pdf-floor": _write_pdf_floor,
}


def _child(what: str, rows: int) -> None:
    """In the measured process: write, and say how long it took and how much memory the process needed."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        _WRITERS[what](Path(folder) / "written", rows)
        seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """Linux keeps the highest resident size since the program began; elsewhere it is not known."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        _child(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main())
