"""The year's stock-take of a floor: started, scanned with a scanner that types, closed, written into the register."""

from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.stocktakes import Counts
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.assets.stocktake_sheets import FoundSheet, RemarkSheet, StartSheet
from ui.pages.assets.stocktakes import StocktakesPage


@pytest.fixture
def floor(make: Make) -> int:
    """Twelve assets on a floor, one of another floor, and a room."""
    floor = make.place("1F", parent=make.site(), kind="floor")
    make.place("機房", parent=floor)
    for n in range(12):
        make.asset(f"設備 {n:02d}", code=f"EQ-{n:02d}", place=floor)
    make.asset("別層的設備", code="OTHER-1", place=make.place("2F", parent=make.site(), kind="floor"))
    return floor


def page_of(desk: Desk) -> StocktakesPage:
    return cast(StocktakesPage, desk.app.window.stack.page())


def scan(desk: Desk, code: str) -> None:
    """As a USB scanner does: the text, then Enter, into whatever has the focus."""
    desk.write(code)
    desk.press(Qt.Key.Key_Return)


def start(desk: Desk) -> None:
    """Ctrl+N, the place by its name, Enter, Ctrl+Enter."""
    page_of(desk).start()
    desk.settle()
    sheet = desk.sheet(StartSheet)
    sheet.place.edit.setFocus()
    desk.write("1F")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)


def counts(desk: Desk) -> Counts:
    return desk.services.stocktakes.detail(page_of(desk).campaign).counts


def test_a_floor_is_counted_with_a_scanner_and_what_moved_becomes_slips(
    program: Program, floor: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        desk.press(Qt.Key.Key_3, CONTROL)
        page, pane = page_of(desk), page_of(desk).pane
        assert isinstance(page, StocktakesPage)
        assert "尚無盤點" in desk.words(page)
        start(desk)
        assert counts(desk) == Counts(expected=12)
        assert desk.focus is pane.box, "whoever counts scans at once"
        for n in range(9):
            scan(desk, f"EQ-{n:02d}")
            assert desk.focus is pane.box
        assert "設備 08：相符" in desk.words(pane)
        room = next(place.id for place in desk.services.places.tree() if place.name == "機房")
        pane.here.choose_place(room)
        pane.take_focus()
        scan(desk, "EQ-09")
        assert "設備 09：位置不符" in desk.words(pane)
        scan(desk, "ZZZ-1")
        assert "ZZZ-1：清冊外" in desk.words(pane)
        assert "財產帳沒有這個編號" in desk.words(pane)
        scan(desk, "eq-00")
        desk.undo()  # EQ-00 does not stand in the room: take that back
        assert counts(desk) == Counts(expected=2, found=9, moved=1, unexpected=1)
        pane.close_button.click()
        desk.settle()
        assert counts(desk) == Counts(found=9, moved=1, missing=2, unexpected=1)
        assert not pane.box.isEnabled()
        pane.apply_button.click()
        desk.settle()
        assert desk.services.assets.detail(desk.services.assets.find("EQ-09")).place_id == room
        slip = pypdf.PdfReader(tmp_path / "1151123_財產異動單.pdf").pages[0].extract_text()
        assert "115-移-0001" in slip
        page.print_list()
        page.export_list()
        desk.settle()
        text = "".join(p.extract_text() for p in pypdf.PdfReader(tmp_path / "1151123_財產盤點清冊.pdf").pages)
        assert "ZZZ-1" in text
        assert (tmp_path / "1151123_財產盤點清冊.xlsx").exists()


def test_lines_are_ticked_off_by_list_and_typing_anywhere_goes_to_the_box(
    program: Program, floor: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        desk.press(Qt.Key.Key_3, CONTROL)
        start(desk)
        page = page_of(desk)
        page.table.setFocus()
        page.table.selectAll()
        desk.settle()
        page.mark_found()
        desk.settle()
        assert counts(desk) == Counts(found=12)
        page.unmark()
        desk.settle()
        assert counts(desk) == Counts(expected=12)
        page.table.setFocus()
        desk.press(Qt.Key.Key_Home)
        page.mark_elsewhere()
        desk.settle()
        sheet = desk.sheet(FoundSheet)
        sheet.save()
        assert sheet.fields["place_id"].error()
        sheet.place.choose_place(next(p.id for p in desk.services.places.tree() if p.name == "2F"))
        sheet.save()
        desk.settle()
        assert counts(desk).moved == 1
        page.remark()
        desk.settle()
        desk.write("外殼破損")
        desk.press(Qt.Key.Key_Return)
        assert not [sheet for sheet in desk.sheets() if isinstance(sheet, RemarkSheet)]
        assert "外殼破損" in desk.column("note")
        page.table.setFocus()
        scan(desk, "OTHER-1")
        assert desk.focus is page.pane.box
        assert "清冊外" in desk.words(page.pane)
        page.pane.box.setText("x" * 200)
        desk.press(Qt.Key.Key_Return)
        view = page.views.view("unexpected")
        assert view is not None
        page.show_view(view)
        desk.settle()
        assert set(desk.column("name")) == {"別層的設備", "x" * 200}


def test_a_stock_take_that_was_closed_meanwhile_refuses_the_scan_and_keeps_it(
    program: Program, floor: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        desk.press(Qt.Key.Key_3, CONTROL)
        start(desk)
        desk.services.stocktakes.close(page_of(desk).campaign)  # another program did
        page_of(desk).scan("EQ-01", None)
        desk.settle()
        assert "不再變動" in desk.words(page_of(desk).pane)
