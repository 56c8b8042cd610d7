"""Ten years of monthly readings: read, and painted as a line, each beside its floor.

``python -m tests.benchmarks trends``. The floor of reading is the bare rows of the same statement, that of painting
the same points joined by one plain line.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import draw_somewhere

if TYPE_CHECKING:
    from facilities_app.bootstrap import Program
    from facilities_app.domain.trends import Trend

MONTHS, PAINT_MS, ROUNDS = 120, 50.0, 15
_LAST = date(2026, 11, 23)


def main() -> int:
    """Measure; 0 if the line is painted in time."""
    draw_somewhere()
    from facilities_app.bootstrap import open_program

    with tempfile.TemporaryDirectory() as folder, open_program(Path(folder) / "office.sqlite") as program:
        asset = _filled(program)
        return 0 if _measured(program, asset) else 1


def _filled(program: "Program") -> int:
    """A lift inspected each month, four readings each time."""
    from db.models import ChecklistItem, ChecklistTemplate, InspectionResult, ResultItem
    from tests.factories import Make

    make = Make(program)
    asset = make.asset("客梯 1 號")
    place = program.services.assets.detail(asset).place_id
    with program.services.base.uow("test.made") as uow:
        template = uow.session.query(ChecklistTemplate).filter_by(code="ELEV").one()
        items = uow.session.query(ChecklistItem).filter_by(template_id=template.id, kind="reading").all()
        for month in range(MONTHS):
            on = _LAST - timedelta(days=30 * month)
            head = {"template_id": template.id, "asset_id": asset, "place_id": place}
            result = uow.add(InspectionResult(**head, inspected_on=on, outcome="pass", inspector="吳承翰"))
            for item in items:
                value = Decimal(30 + month % 14)
                uow.session.add(
                    ResultItem(result_id=result.id, item_id=item.id, outcome="pass", reading=value)
                )
        uow.commit(None, undoable=False)
    return asset


def _measured(program: "Program", asset: int) -> bool:
    from db.queries.trends import item_readings

    def rows() -> object:
        with program.services.base.read() as session:
            return item_readings(session, asset_id=asset, place_id=None)

    trends = program.services.trends.of_asset(asset)
    assert len(trends[0].points) == MONTHS
    whole, bare = _best(lambda: program.services.trends.of_asset(asset)), _best(rows)
    print(f"read {len(trends)} readings x {MONTHS}: {whole:6.1f} ms, rows alone {bare:6.1f} ms")
    painted, plain = _painted(trends[0])
    print(
        f"painted {MONTHS} points: {painted:6.2f} ms (at most {PAINT_MS:.0f}), a plain line {plain:6.2f} ms"
    )
    return painted < PAINT_MS


def _painted(trend: "Trend") -> tuple[float, float]:
    from PySide6.QtGui import QPainter, QPixmap, QPolygonF

    from ui import theme
    from ui.app import application
    from ui.widgets.trend_chart import TrendChart

    application()
    theme.manager().apply(bundled_font=True)
    chart = TrendChart(str, str)
    chart.resize(900, 240)
    chart.set_trend(trend)
    pixels = QPixmap(chart.size())

    def plain() -> None:
        painter = QPainter(pixels)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolyline(QPolygonF(chart._places))
        painter.end()

    found = _best(lambda: chart.render(pixels)), _best(plain)
    chart.deleteLater()
    return found


def _best(work: Callable[[], object]) -> float:
    """The least CPU time of some rounds, in ms."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent) * 1000
