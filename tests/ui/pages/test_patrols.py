"""孳生源列管: the register, a route walked by keyboard alone, its order, and what a visit found."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.patrols import SpotDraft, VisitDraft
from resources.texts import tr
from tests.factories import Make
from tests.ui.pages.record_desk import ALT, CONTROL, Desk, desk_at
from ui.pages.inspections.patrol_figures import FiguresSheet
from ui.pages.inspections.patrol_page import PatrolsPage
from ui.pages.inspections.patrol_pane import SpotPane
from ui.pages.inspections.patrol_route import RouteSheet, VacantSheet
from ui.pages.inspections.patrol_sheets import SpotSheet, VisitSheet
from ui.pages.inspections.patrol_walk import WalkSheet

TODAY = date(2026, 11, 23)


@pytest.fixture
def spots(program: Program, make: Make) -> list[int]:
    program.services.base.act_as(make.user("王志明"))
    return [
        program.services.patrols.add(SpotDraft(name, make.site(), "gutter", "四維線", date(2026, 1, 5))).value
        for name in ("屋頂天溝", "露台落水頭", "集水井")
    ]


@pytest.fixture(params=["zh_TW", "en"])
def desk(
    spots: list[int],
    program: Program,
    clock: FixedClock,
    qtbot: QtBot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "patrols", request.param) as made:
        yield made


def page(desk: Desk) -> PatrolsPage:
    return cast(PatrolsPage, desk.page)


def pane(desk: Desk) -> SpotPane:
    return page(desk).pane


def click(desk: Desk, name: str) -> None:
    button: QAbstractButton = desk.button(name, pane(desk))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()


def test_a_route_is_walked_by_keyboard_alone(desk: Desk, spots: list[int]) -> None:
    desk.press(Qt.Key.Key_Return, CONTROL)
    sheet = desk.sheet(WalkSheet)
    assert desk.focus is sheet.containers
    desk.write("2")
    desk.press(Qt.Key.Key_Return)  # to the larvae
    desk.press(Qt.Key.Key_Return)  # none: to what was found
    desk.press(Qt.Key.Key_Return)  # kept: the next spot
    assert sheet.spot is not None
    assert sheet.spot.id == spots[1]
    desk.write("1")
    desk.press(Qt.Key.Key_Return)
    desk.write("3")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert "3" in sheet.fields["positive"].error()  # more larvae than water
    assert desk.focus is sheet.positive
    desk.replace("1")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert sheet.fields["finding"].error()  # larvae need a word
    desk.write("落葉堵塞，已清通")
    desk.press(Qt.Key.Key_Return)
    sheet.skip()
    assert sheet.spot is None
    patrols = desk.services.patrols
    found = [[(v.containers, v.positive, v.visited_by) for v in patrols.visits(key)] for key in spots]
    assert found == [[(2, 0, "王志明")], [(1, 1, "王志明")], []]
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Return, CONTROL)  # again on the same day: what is done is passed over
    again = desk.sheet(WalkSheet)
    assert again.spot is not None
    assert again.spot.id == spots[2]


def test_the_order_of_a_route_is_changed_by_keyboard(desk: Desk) -> None:
    page(desk).order_route()
    desk.settle()
    desk.sheet(RouteSheet)
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not desk.sheets()
    assert desk.column("name") == ["露台落水頭", "屋頂天溝", "集水井"]
    desk.undo()
    assert desk.column("name") == ["屋頂天溝", "露台落水頭", "集水井"]


def test_a_spot_is_entered_changed_and_taken_off(desk: Desk, program: Program, make: Make) -> None:
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(SpotSheet)
    sheet.save()
    desk.settle()
    assert sheet.fields["name"].error()
    sheet.name.setText("花圃陰井")
    sheet.place.choose_place(make.site())
    sheet.save()
    desk.settle()
    assert "花圃陰井" in desk.column("name")
    desk.press(Qt.Key.Key_F2)
    edit = desk.sheet(SpotSheet)
    edit.route.setCurrentText("西線")
    edit.save()
    desk.settle()
    assert "西線" in desk.column("route")
    click(desk, tr("Take off the register"))
    assert "花圃陰井" not in desk.column("name")
    desk.undo()
    assert "花圃陰井" in desk.column("name")


def test_a_visit_is_written_corrected_and_becomes_a_repair(desk: Desk, spots: list[int]) -> None:
    desk.choose(spots[0])
    click(desk, tr("Write down a visit"))
    sheet = desk.sheet(VisitSheet)
    sheet.containers.setText("x")
    sheet.save()
    assert "9999" in sheet.fields["containers"].error()
    sheet.containers.setText("3")
    sheet.positive.setText("1")
    sheet.finding.setPlainText("盆栽水盤孑孓")
    sheet.save()
    desk.settle()
    words = desk.words(pane(desk))
    assert "盆栽水盤孑孓" in words
    click(desk, tr("Correct"))
    edit = desk.sheet(VisitSheet)
    edit.containers.setText("5")
    edit.save()
    desk.settle()
    assert desk.services.patrols.visits(spots[0])[0].containers == 5
    click(desk, tr("Make it a repair"))
    ticket = desk.services.patrols.visits(spots[0])[0].ticket
    assert ticket is not None
    assert ticket[1] in desk.words(pane(desk))
    desk.undo()
    assert desk.services.patrols.visits(spots[0])[0].ticket is None
    click(desk, tr("Take away"))
    assert desk.services.patrols.visits(spots[0]) == ()


def test_vacant_units_join_the_register(desk: Desk, make: Make) -> None:
    make.unit("Q01", status="vacant")
    page(desk).add_vacant()
    desk.settle()
    sheet = desk.sheet(VacantSheet)
    sheet.route.setCurrentText("宿舍線")
    sheet.save()
    desk.settle()
    assert "Q01" in desk.column("name")
    page(desk).add_vacant()
    desk.settle()  # the first sheet is gone only then
    again = desk.sheet(VacantSheet)
    again.save()
    desk.settle()
    assert again.fields["route"].error()


def test_figures_stand_by_route_and_are_written_to_files(
    desk: Desk, spots: list[int], program: Program, tmp_path: Path
) -> None:
    program.services.patrols.record(spots[0], VisitDraft(TODAY, 4, 1, "王志明", "倒除"))
    page(desk).show_figures()
    desk.settle()
    sheet = desk.sheet(FiguresSheet)
    assert "25.0 %" in desk.words(sheet)
    for ending in (".xlsx", ".pdf"):
        sheet.write(ending)
        desk.settle()
    assert {path.suffix for path in tmp_path.glob("[0-9]*")} == {".xlsx", ".pdf"}


def test_all_visits_are_a_list_that_leads_back_to_the_spot(
    desk: Desk, spots: list[int], program: Program
) -> None:
    program.services.patrols.record(spots[2], VisitDraft(TODAY, 1, 0, "王志明"))
    desk.app.window.navigate("patrol_visits")
    desk.settle()
    assert desk.column("name") == ["集水井"]
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.app.window.stack.key == "patrols"
    assert page(desk).current == spots[2]


def test_the_menu_of_the_segments_leads_to_every_page(desk: Desk) -> None:
    desk.button(tr("More"), page(desk).segments).click()
    menu = page(desk).segments.findChild(QMenu)
    assert menu is not None
    names = [action.text() for action in menu.actions()]
    assert tr("Compliance", "page") in names
    wanted = next(action for action in menu.actions() if action.text() == tr("Event rounds", "page"))
    menu.close()
    wanted.trigger()
    desk.settle()
    assert desk.app.window.stack.key == "rounds"
