"""The line of readings: gaps stay open, limits and what is beyond them are red, each point can be walked to."""

from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.domain.trends import Trend, TrendPoint
from ui import theme
from ui.widgets.trend_chart import TrendChart, _round_step

FIRST = date(2016, 11, 23)


def trend(count: int = 12, gap_after: int = -1, limit: int | None = 40) -> Trend:
    points = tuple(
        TrendPoint(
            FIRST + timedelta(days=30 * place + (400 if 0 <= gap_after < place else 0)),
            Decimal(45 if place == 3 else 30 + place % 5),
            maximum=Decimal(limit) if limit is not None else None,
        )
        for place in range(count)
    )
    return Trend("item:ELEV:6", "機房溫度", "", "°C", points)


def chart(qtbot: QtBot, shown: Trend, width: int = 320) -> TrendChart:
    made = TrendChart(lambda point: f"{point.on} {point.value}", lambda day: str(day.year))
    qtbot.addWidget(made)
    made.resize(width, 176)
    made.set_trend(shown)
    return made


def coloured(made: TrendChart, colour: QColor, left: int, right: int) -> bool:
    """Whether anything between these two columns is of that colour, more or less."""
    pixels = QPixmap(made.size())
    pixels.fill(theme.current().surface)
    made.render(pixels)
    image = pixels.toImage()
    near = (
        abs(seen.red() - colour.red()) + abs(seen.green() - colour.green()) + abs(seen.blue() - colour.blue())
        for x in range(left, right)
        for y in range(4, made.height() - 26)
        if (seen := image.pixelColor(x, y)).isValid()
    )
    return any(distance < 60 for distance in near)


def test_a_gap_in_the_readings_is_a_gap_in_the_line(qtbot: QtBot) -> None:
    made = chart(qtbot, trend(gap_after=5, limit=None))
    places = [round(at.x()) for at in made._places]
    assert coloured(made, theme.current().plan, places[4] + 5, places[5] - 4)
    assert not coloured(made, theme.current().plan, places[5] + 6, places[6] - 6)


def test_what_is_out_of_limits_and_the_limit_are_red(qtbot: QtBot) -> None:
    assert coloured(chart(qtbot, trend()), theme.current().red, 40, 300)
    calm = chart(qtbot, trend(3, limit=None))
    assert not coloured(calm, theme.current().red, 40, 300)


def test_arrows_walk_through_the_points_and_enter_opens_one(qtbot: QtBot) -> None:
    made = chart(qtbot, trend())
    pointed: list[int] = []
    made.pointed.connect(pointed.append)
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.keyClick(made, Qt.Key.Key_Left)
    with qtbot.waitSignal(made.opened) as opened:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert (pointed, opened.args) == ([11, 10], [10])
    assert made.accessibleDescription() == f"{FIRST + timedelta(days=300)} 30"


def test_the_mouse_finds_the_nearest_day_at_any_height(qtbot: QtBot) -> None:
    made = chart(qtbot, trend())
    third = made._places[2]
    assert made.part_at(QPoint(round(third.x()) + 3, 2)) == 2
    assert made.part_at(QPoint(0, 80)) == -1


def test_a_single_reading_and_none_can_be_drawn(qtbot: QtBot) -> None:
    for shown in (trend(1), trend(2, limit=None), Trend("x", "", "", "", ())):
        chart(qtbot, shown).grab()
    made = chart(qtbot, trend())
    made.set_trend(None)
    assert (made.parts(), made.part_at(QPoint(9, 9))) == ([], -1)


def test_ten_years_of_monthly_readings_are_laid_out_within_the_chart(qtbot: QtBot) -> None:
    made = chart(qtbot, trend(120))
    assert all(made.rect().contains(part.center()) for part in made.parts())
    steps = [_round_step(rough) for rough in (0.3, 1, 3.4, 0.07, 60)]
    assert [round(step, 6) for step in steps] == [0.5, 1, 5, 0.1, 100]
