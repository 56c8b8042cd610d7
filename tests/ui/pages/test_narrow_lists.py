"""The lists of the program in the narrowest window and in both languages: every state is read whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import desk_at
from ui import theme
from ui.components.list_widths import PLACE
from ui.pages.assets.look import NumberCell
from ui.pages.dormitories.page import DormitoriesPage
from ui.pages.overview.page import OverviewPage
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.table import FigureTable, TableRow
from ui.widgets import drawing
from ui.widgets.labels import Label

STATES = {"tickets": ("ticket_status", "hold_reason"), "assets": ("asset_status",)}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("key", STATES)
def test_every_shipped_state_and_the_place_are_read_in_a_small_window_with_the_pane_open(
    key: str, language: str, make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    asset = make.asset("客梯 3 號", code="EL-03", place=make.place("1F", parent=make.site(), kind="floor"))
    make.ticket("關門反覆開啟", asset=asset)
    with desk_at(program, clock, qtbot, tmp_path, key, language) as desk:
        desk.app.window.resize(1100, 700)
        desk.settle()
        table, info = desk.page.table, desk.page.source.info
        assert desk.page.pane is not None
        assert desk.page.pane.isVisible()
        room = table.columnWidth(info.index("status") - 1) - 12
        for code_list in STATES[key]:
            for choice in desk.services.labels.choices(code_list):
                assert drawing.pill_width(choice.name, choice.icon) <= room, choice.name
        place = next(spec.key for spec in info.columns if spec.is_place)
        assert table.columnWidth(info.index(place) - 1) >= PLACE
        assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_numbers_that_tell_rows_apart_are_read_whole_beside_the_pane(
    language: str, make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    whole = {"tickets": ("number", "115-77001"), "assets": ("property_number", "2010101-01A-0001")}
    asset = make.asset("四維中央空調系統", code="EL-03", property_number=whole["assets"][1])
    make.ticket("關門反覆開啟", asset=asset)
    for key, (column, words) in whole.items():
        with desk_at(program, clock, qtbot, tmp_path, key, language) as desk:
            table, info = desk.page.table, desk.page.source.info
            assert desk.page.pane is not None
            assert desk.page.pane.isVisible()
            assert table.is_in_sight(column)
            edges = theme.current().sizes.edge + 6
            assert table.columnWidth(info.index(column) - 1) >= drawing.text_width(words, "small") + edges
            if key == "assets":
                name = drawing.text_width("四維中央空調系統", "body", drawing.MEDIUM) + 2 * 6 + 24
                assert table.columnWidth(info.index("name") - 1) >= name


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_figures_are_not_cut_in_a_small_window(
    language: str, demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "reports", language) as desk:
        desk.app.window.resize(1100, 700)
        page = desk.app.window.stack.page()
        assert isinstance(page, ReportsPage)
        qtbot.waitUntil(lambda: page.figures is not None)
        desk.settle()
        for part in (page.keys, page.rows, page.side):
            right = part.mapTo(page, QPoint(part.width(), 0)).x()
            assert right <= page.width(), part
            assert part.width() >= part.minimumSizeHint().width()
        compared = [one for one in page.keys.findChildren(Label) if "114/01/01–114/11/23" in one.text()]
        assert len(compared) == 4
        for label in compared:
            assert label.heightForWidth(label.width()) <= label.height(), "the compared period is whole"


def test_in_a_narrow_rack_english_words_are_whole(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "dormitories", "en") as desk:
        desk.app.window.resize(1100, 700)
        desk.settle()
        page = desk.app.window.stack.page()
        assert isinstance(page, DormitoriesPage)
        heard = set[str]()
        with drawing.heard(lambda words, x, y: heard.add(words)):
            page.rack.grab()
        assert {"Works", "Vacant", "Back"} <= heard
        assert not [words for words in heard if words.startswith(("since", "until", "Ren", "Vac…", "Rec"))]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_rack_fits_into_a_small_window_with_all_that_stands_above_it(
    language: str, demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "dormitories", language) as desk:
        desk.app.window.resize(1100, 700)
        desk.settle()
        assert desk.app.window.width() == 1100
        page = desk.app.window.stack.page()
        assert isinstance(page, DormitoriesPage)
        bar = page.bar
        for part in (bar.statuses, bar.flags, bar.grouping, bar.list_button, bar.add_button, bar.day):
            assert part.isVisible()
            box = QRect(part.mapTo(bar, QPoint(0, 0)), part.size())
            assert bar.rect().contains(box), part.accessibleName()
            assert part.width() >= part.minimumSizeHint().width()
        desk.app.window.resize(1440, 900)
        desk.settle()
        assert bar.height() < 3 * bar.statuses.height() + 40, "two lines where there is room"


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_work_of_today_is_named_in_a_small_window(
    language: str, demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "overview", language) as desk:
        desk.app.window.resize(1100, 700)
        page = desk.app.window.stack.page()
        assert isinstance(page, OverviewPage)
        qtbot.waitUntil(lambda: page.reading is not None)
        desk.settle()
        todo, heard = page.todo, list[tuple[int, int, str]]()
        with drawing.heard(lambda words, x, y: heard.append((y, x, words))):
            todo.grab()
        for place, line in enumerate(todo.lines()):
            if line.entry is None:
                continue
            words, box = todo.words(place), todo.box(place)
            row = sorted((x, said) for y, x, said in heard if box.top() <= y <= box.bottom())
            starts = {said: x for x, said in row}
            assert next(said for _, said in row) == words.pill.text
            after = min(x for x, _ in row if x > starts[words.number or words.what])
            assert starts[words.what] >= starts[words.pill.text] + drawing.text_width(
                words.pill.text, "small"
            )
            assert words.number or after - starts[words.what] >= 150


def test_in_a_narrow_table_of_figures_the_last_columns_give_way_to_the_names(qtbot: QtBot) -> None:
    table = FigureTable()
    qtbot.addWidget(table)
    titles = ("Trade", "Cases", "On time (%)", "Not on time", "Hours", "Cost (NT$)", "Without a cost")
    table.set_rows(titles, [TableRow("Air-conditioning", 3, ("338", "79.4", "65", "30.0", "301,400", "189"))])
    drawn = list[tuple[str, int]]()
    for width, shown in ((900, 14), (400, 12)):
        drawn.clear()
        table.resize(width, 80)
        with drawing.heard(lambda words, x, _: drawn.append((words, x))):
            table.grab()
        assert len(drawn) == shown
        room = min(x for words, x in drawn if words == "338")
        assert room >= 72


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_results_and_numbers_of_a_stocktake_are_read_beside_the_scan_box(
    language: str, make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    floor = make.place("1F", parent=make.site(), kind="floor")
    make.asset("客梯 3 號", code="EL-03", place=floor, property_number="5010306-11-0004")
    program.services.stocktakes.start("1F 年度盤點", floor)
    with desk_at(program, clock, qtbot, tmp_path, "stocktakes", language) as desk:
        table, info = desk.page.table, desk.page.source.info
        room = table.columnWidth(info.index("state") - 1) - 12
        for choice in desk.services.labels.choices("line_state"):
            assert drawing.pill_width(choice.name, choice.icon) <= room, choice.name
        number = table.columnWidth(info.index("property_number") - 1)
        assert number >= drawing.text_width("5010306-11-0004", "small")
        delegate = table.itemDelegateForColumn(info.index("property_number") - 1)
        assert isinstance(delegate, NumberCell), "a longer number loses its middle, not its end"
        assert table.horizontalScrollBar().maximum() == 0


def test_on_a_wide_screen_the_place_tree_has_room_for_long_names(
    make: Make, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    make.asset("客梯 3 號", place=make.place("1F", parent=make.site(), kind="floor"))
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        side = desk.page.sidebar
        assert side is not None
        small = side.width()
        desk.app.window.resize(2560, 1300)
        desk.settle()
        assert side.width() > small * 3 // 2
        assert desk.page.table.width() > side.width() * 3
        desk.app.window.resize(1366, 768)
        desk.settle()
        assert side.width() == small
