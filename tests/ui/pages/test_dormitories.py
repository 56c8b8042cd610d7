"""The dormitories page: the rack by mouse and keyboard, on any day, in both languages, and when it is empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.privacy import MASK
from facilities_app.domain.rows import UnitTile
from resources.texts import catalogue
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.dormitories.facets import Facets, facets_of
from ui.pages.dormitories.filter_bar import ALL
from ui.pages.dormitories.page import DormitoriesPage
from ui.pages.dormitories.rack_layout import Group, Measure, group_by, lay_out
from ui.pages.dormitories.status_sheet import StatusSheet
from ui.pages.dormitories.words import FLAGS
from ui.pages.tickets.repair_sheet import RepairSheet


@contextmanager
def at_rack(
    program: Program, clock: FixedClock, qtbot: QtBot, folder: Path, language: str = "zh_TW"
) -> Iterator[tuple[Desk, DormitoriesPage]]:
    with desk_at(program, clock, qtbot, folder, "dormitories", language) as desk:
        yield desk, cast(DormitoriesPage, desk.app.window.stack.page())


def tile(number: int, kind: str = "multi", floor: int | None = None, **more: object) -> UnitTile:
    made = UnitTile(
        number, number, f"U{number}", kind, "city", floor, "站前", "in_use", None, None, "", "王大明", "技士"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _beats_beyond(beats: list[float], known: int) -> bool:
    return len(beats) > known


def codes(page: DormitoriesPage) -> list[str]:
    return [one.code for one in page.rack.tiles()]


def current(page: DormitoriesPage) -> str:
    return next(one.code for one in page.rack.tiles() if one.id == page.rack.current)


# -- layout and chips, without a window ------------------------------------------------------------


def test_groups_that_fit_into_nine_columns_share_a_band() -> None:
    groups = [
        Group("head", "", tuple(tile(n, "head") for n in range(3))),
        Group("single", "", tuple(tile(n, "single") for n in range(10, 16))),
        Group("family", "", tuple(tile(n, "family") for n in range(20, 31))),
    ]
    made = lay_out(groups, Measure(814))
    tops = {placed.tile.id: placed.box.top() for placed in made.tiles}
    assert tops[0] == tops[15] < tops[20] < tops[29]
    assert [heading.box.top() for heading in made.headings[:2]] == [0, 0]
    assert made.tiles[8].box.right() == 813


def test_a_block_of_flats_breaks_the_row_for_each_floor_so_that_a_column_is_a_stack() -> None:
    tiles = tuple(tile(floor * 100 + n, floor=floor) for floor in (1, 2) for n in range(1, 9))
    made = lay_out([Group("multi", "", tiles, by_floor=True)], Measure(814))
    boxes = {placed.tile.id: placed.box for placed in made.tiles}
    assert boxes[101].left() == boxes[201].left()
    assert boxes[101].bottom() < boxes[201].top()
    assert [floor.floor for floor in made.floors] == [1, 2]
    assert made.floors[0].box.left() > boxes[108].right()


def test_two_thousand_units_are_laid_out_in_a_moment() -> None:
    tiles = [tile(n, ("family", "multi")[n % 2], floor=n % 12) for n in range(2000)]
    began = monotonic()
    groups = group_by(tiles, lambda one: one.kind, (), str, lambda kind: kind == "multi")
    made = lay_out(groups, Measure(814))
    assert monotonic() - began < 0.5
    assert len({placed.box.topLeft().toTuple() for placed in made.tiles}) == 2000


def test_a_chip_counts_what_it_would_leave() -> None:
    tiles = [
        tile(1, flags=("repair",)),
        tile(2, status="vacant", flags=("patrol",)),
        tile(3, status="vacant"),
    ]
    asked = Facets(statuses=frozenset({"vacant"}))
    assert asked.flag_counts(tiles) == {"patrol": 1}
    assert asked.status_counts(tiles) == {"in_use": 1, "vacant": 2}
    assert [one.id for one in tiles if asked.shows(one)] == [2, 3]


def test_the_rack_answers_its_share_of_a_lists_question() -> None:
    query = ListQuery(
        conditions=(Condition("status", "in", ("vacant",)), Condition("kind", "in", ("multi",)))
    )
    assert facets_of(query) == Facets(frozenset({"vacant"}), frozenset(), frozenset({"multi"}))
    assert facets_of(ListQuery(conditions=(Condition("agreement", "to", ("+90",)),))).flags == {"ending"}


# -- the rack in the window ------------------------------------------------------------------------


def test_all_66_fit_without_scrolling(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (_desk, page):
        assert len(page.rack.tiles()) == 66
        assert page.rack_view.area.verticalScrollBar().maximum() == 0
        assert page.rack.floors() == (1, 2, 3, 4)
        assert "66" in page.note


def test_every_status_and_flag_is_a_word_in_the_usual_window(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (_desk, page):
        for line in (page.bar.statuses, page.bar.flags):
            for key in line.counts():
                assert line.chip(key).toolTip() == "", key


def test_chip_counts_equal_tiles_drawn(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (_desk, page):
        for line in (page.bar.statuses, page.bar.flags):
            for key, count in line.counts().items():
                line.chip(key).click()
                assert len(page.rack.tiles()) == count, key
                assert page.bar.statuses.counts()[ALL] == len(page.rack.tiles()) or key != ALL
                line.chip(key).click()
        page.bar.statuses.chip(ALL).click()
        assert len(page.rack.tiles()) == 66


def test_each_grouping_draws_every_unit_once(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (_desk, page):
        for by in ("place", "status", "kind"):
            page._on_grouping(by)
            assert sorted(codes(page)) == sorted(set(codes(page)))
            assert len(codes(page)) == 66


def test_the_keyboard_walks_the_rack(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        assert desk.focus is page.rack
        desk.write("m20")
        assert current(page) == "M201"
        desk.write("4")
        assert current(page) == "M204"
        for key, code in (
            (Qt.Key.Key_Down, "M304"),
            (Qt.Key.Key_Right, "M305"),
            (Qt.Key.Key_Up, "M205"),
            (Qt.Key.Key_Left, "M204"),
            (Qt.Key.Key_Home, "H01"),
            (Qt.Key.Key_Up, "H01"),
            (Qt.Key.Key_End, "Q25"),
        ):
            desk.press(key)
            assert current(page) == code
        assert "Q25" in page.rack.accessibleDescription()
        assert page.pane.code.text() == "Q25"
        desk.press(Qt.Key.Key_Space)
        assert page.pane.isHidden()
        desk.press(Qt.Key.Key_Return)
        assert not page.pane.isHidden()
        assert page.pane.change_button.hasFocus()


def test_a_click_chooses_and_hovering_tells(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        unit = desk.services.dormitories.find("M204")
        at = page.rack.box_of(unit).center()
        QTest.mouseMove(page.rack, at)
        QTest.mouseClick(page.rack, Qt.MouseButton.LeftButton, pos=at)
        desk.settle()
        assert current(page) == "M204"
        assert page.pane.detail is not None
        assert page.pane.detail.tile.id == unit
        QTest.mouseMove(page.rack, QPoint(1, 1))


def test_names_are_masked_until_somebody_asks(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        desk.write("M204")
        detail = desk.services.dormitories.detail(page.rack.current or 0)
        whole = detail.borrower
        assert whole not in desk.words()
        assert MASK in page.rack.accessibleDescription()
        assert f"{whole[0]}{MASK}{whole[-1]}" in desk.words(page.pane)
        desk.button("顯示完整姓名").click()
        desk.settle()
        assert whole in desk.words(page.pane)
        desk.press(Qt.Key.Key_Right)
        page.rack.choose(detail.tile.id)
        desk.settle()
        assert whole not in desk.words(page.pane)


def test_the_pane_tells_deadline_facts_meters_and_life(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        desk.write("M204")
        words = desk.words(page.pane)
        assert "應於 116/01/16 前返還" in words
        assert "剩 54 天" in words
        for part in ("借用契約", "逕受強制執行", "水表", "電表", "沿革", "返還期限"):
            assert part in words
        desk.write("M101")
        page.rack.choose(desk.services.dormitories.find("M101"))
        desk.settle()
        assert not page.pane.view.deadline.isVisible()


# -- time ------------------------------------------------------------------------------------------


def test_the_slider_repaints_the_rack_as_of_its_day(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        page.bar.slider.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(3):
            desk.press(Qt.Key.Key_PageDown)
        day = page.bar.slider.day()
        assert day == date(2023, 11, 23)
        past = {one.id: one.status for one in desk.services.dormitories.rack(day)}
        assert {one.id: one.status for one in page.rack.tiles()} == past
        assert page.bar.day.value() == day
        assert "112/11/23" in page.note
        assert set(page.bar.flags.counts()) <= {"ending"}
        assert page.pane.past.isVisible()
        assert "112/11/23" in page.pane.past.text()
        page.bar.now.click()
        desk.settle()
        assert page.bar.slider.day() == clock.today()
        assert "112" not in page.note
        assert not page.pane.past.isVisible()


def test_while_the_day_is_dragged_the_last_one_wins(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        for back in range(40):
            page.set_day(clock.today() - timedelta(days=60 * back))
        wanted = clock.today() - timedelta(days=60 * 39)
        desk.settle()
        expected = {one.id: one.status for one in desk.services.dormitories.rack(wanted)}
        assert {one.id: one.status for one in page.rack.tiles()} == expected


def test_a_typed_day_beyond_the_track_moves_the_track(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        page.bar.day.setFocus()
        desk.replace("104/6/1")
        desk.press(Qt.Key.Key_Return)
        assert page.bar.slider.day() == date(2015, 6, 1)
        desk.replace("999/1/1")
        desk.press(Qt.Key.Key_Return)
        assert page.bar.slider.day() <= clock.today()


def test_the_window_keeps_beating_while_years_fly_by(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        beats: list[float] = []
        heart = QTimer()
        heart.setInterval(10)
        heart.timeout.connect(lambda: beats.append(monotonic()))
        heart.start()
        for back in range(30):
            page.set_day(clock.today() - timedelta(days=45 * back))
            known = len(beats)
            qtbot.waitUntil(partial(_beats_beyond, beats, known))
        desk.settle()
        heart.stop()
        assert max(b - a for a, b in pairwise(beats)) < 0.4


# -- list, going there, changing -------------------------------------------------------------------


def test_the_list_masks_names_too_and_the_way_back_is_beside_it(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        page.bar.list_button.click()
        desk.settle()
        units = page.list
        assert units is not None
        assert units.isVisible()
        place = units.source.info.index("resident_label") - 1
        qtbot.waitUntil(lambda: bool(units.model.index(0, place).data()))
        assert MASK in str(units.model.index(0, place).data())
        desk.button("改以格位圖顯示").click()
        desk.settle()
        assert page.rack.isVisible()


def test_the_list_and_the_rack_count_the_same_agreements_as_ending(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    ending = {one.id for one in demo.services.dormitories.rack() if "ending" in one.flags}
    units = demo.services.lists["units"]
    (preset,) = [one for one in units.info.presets if one.key == "ending"]
    assert set(units.ids(preset.query, lambda: False)) == ending


def test_enter_goes_into_the_pane_and_escape_comes_back(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        page.rack.setFocus()
        desk.press(Qt.Key.Key_Return)
        assert page.pane.change_button.hasFocus()
        desk.press(Qt.Key.Key_Escape)
        assert page.rack.hasFocus()


def test_going_to_a_unit_takes_away_chips_that_hide_it(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        page.show_what(query=ListQuery(conditions=(Condition("status", "in", ("vacant",)),)))
        assert {one.status for one in page.rack.tiles()} == {"vacant"}
        qtbot.waitUntil(lambda: page.pane.detail is not None and page.pane.detail.tile.status == "vacant")
        unit = desk.services.dormitories.find("M204")
        page.show_what(record=unit)
        desk.settle()
        assert current(page) == "M204"
        page.show_what(flag="any")
        assert all(one.flags for one in page.rack.tiles())
        page.show_what(flag=FLAGS[2])
        assert all(FLAGS[2] in one.flags for one in page.rack.tiles())
        page.rack.setFocus()
        desk.press(Qt.Key.Key_Escape)
        assert len(page.rack.tiles()) == 66


def test_a_repair_of_a_unit_is_logged_without_leaving_the_rack(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        desk.write("M204")
        page.pane.repair_button.click()
        sheet = desk.sheet(RepairSheet)
        qtbot.waitUntil(lambda: sheet.target.hit is not None)
        desk.press(Qt.Key.Key_Escape)
        assert desk.app.window.stack.page() is page


def test_a_status_that_is_refused_says_so_beside_its_field(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        desk.write("M204")
        desk.button("變更狀態", page.pane).click()
        sheet = desk.sheet(StatusSheet)
        desk.press(Qt.Key.Key_S, CONTROL)
        assert sheet.fields["status"].error() == "請選擇新狀態。"
        sheet.picker.take("vacant")
        assert not sheet.fields["status"].error()
        desk.press(Qt.Key.Key_S, CONTROL)
        qtbot.waitUntil(lambda: bool(sheet.fields["status"].error()))
        assert desk.services.dormitories.detail(page.rack.current or 0).tile.status == "in_use"
        desk.press(Qt.Key.Key_Escape)
        assert not desk.sheets()


def test_the_units_checklist_is_printed(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path) as (desk, page):
        for code, template in (("M204", "DORMUNIT"), ("Q10", "DORMVAC")):
            page.rack.choose(desk.services.dormitories.find(code))
            desk.settle()
            assert page.pane.template() == template
            out = tmp_path / f"{code}.pdf"
            page.pane.print_to(out)
            qtbot.waitUntil(lambda: desk.app.worker.idle() and not desk.app.worker.jobs())
            assert code in "".join(one.extract_text() for one in PdfReader(out).pages)


def test_an_empty_database_says_what_would_be_here(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_rack(program, clock, qtbot, tmp_path) as (desk, page):
        assert page.empty.isVisible()
        assert "尚無宿舍資料" in desk.words(page)
        assert not page.bar.isVisible()


def test_a_unit_that_is_added_elsewhere_appears(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    make.unit("M101")
    with at_rack(program, clock, qtbot, tmp_path) as (desk, page):
        assert codes(page) == ["M101"]
        make.unit("M102")
        desk.press(Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: codes(page) == ["M101", "M102"])
        desk.settle()


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_word_is_in_the_language_of_the_moment(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    with at_rack(demo, clock, qtbot, tmp_path, language) as (desk, page):
        desk.write("M204")
        page.pane.change_status()
        desk.settle()
        said = set(desk.words().split("\n"))
        other = {zh for en, zh in catalogue().items() if en.split("|")[-1] != zh and len(zh) > 1}
        if language != "en":
            other = {en.split("|")[-1] for en, zh in catalogue().items() if en != zh and en.isascii()}
        assert not said & other
        desk.press(Qt.Key.Key_Escape)
