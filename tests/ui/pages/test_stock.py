"""材料: parts beside the assets, received and counted by keyboard, with what runs short in sight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.work_rows import PartUse
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.components.page_segments import PageSegments
from ui.pages.assets.stock_pane import PartPane
from ui.pages.assets.stock_sheets import CountSheet, PartForm, ReceiveSheet
from ui.widgets.line_row import LineRow


@pytest.fixture
def part(make: Make) -> int:
    make.asset()
    return make.part("門弓器", stock=3, price=1_150, unit="組", reorder_milli=2_000)


@pytest.fixture
def desk(part: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as made:
        made.press(Qt.Key.Key_2, CONTROL)  # from the assets to the parts
        assert made.app.window.stack.key == "parts"
        yield made


def pane(desk: Desk) -> PartPane:
    found = desk.page.pane
    assert isinstance(found, PartPane)
    return found


def test_the_segments_lead_to_the_assets_and_back_and_the_rail_stays(desk: Desk) -> None:
    rail = desk.app.window.rail
    assert rail._items["assets"].isChecked()
    desk.press(Qt.Key.Key_1, CONTROL)
    assert desk.app.window.stack.key == "assets"
    desk.press(Qt.Key.Key_2, CONTROL)
    assert desk.app.window.stack.key == "parts"
    assert rail._items["assets"].isChecked()


def test_the_segments_stand_where_they_stand_on_the_neighbouring_pages(desk: Desk) -> None:
    places = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        desk.press(key, CONTROL)
        page = desk.app.window.stack.page()
        assert page is not None
        segments = page.findChildren(PageSegments)[0]
        places.append(segments.mapTo(page, segments.rect().topLeft()))
    assert len({place.x() for place in places}) == 1
    assert max(place.y() for place in places) - min(place.y() for place in places) <= 8


def test_a_part_is_entered_by_keyboard_and_stands_in_the_list(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Insert)
    desk.write("偵煙探測器")
    desk.press(Qt.Key.Key_Return)
    assert desk.column("name") == ["門弓器", "偵煙探測器"]
    assert desk.column("code") == ["M-0001", "M-0002"]


def test_receiving_raises_the_stock_and_counting_asks_why_it_differs(desk: Desk, part: int) -> None:
    desk.choose(part)
    pane(desk).receive.click()
    sheet = desk.sheet(ReceiveSheet)
    desk.write("x")
    desk.press(Qt.Key.Key_Return)
    assert "不是數量" in sheet.fields["quantity"].error()
    desk.replace("2")
    desk.press(Qt.Key.Key_Return)
    assert desk.services.stock.detail(part).stock_milli == 5_000
    pane(desk).count.click()
    desk.replace("1")
    desk.press(Qt.Key.Key_Return)
    assert "5 組" in desk.sheet(CountSheet).fields["reason"].error()
    desk.write("遺失")
    desk.press(Qt.Key.Key_Return)
    assert desk.column("stock") == ["1"]
    assert "低於安全存量" in desk.words(pane(desk))
    desk.undo()
    assert desk.column("stock") == ["5"]


def test_what_runs_short_has_its_tab(desk: Desk, make: Make, part: int) -> None:
    make.part("充足", stock=9, reorder_milli=1_000)
    desk.services.stock.count(part, 1_000, "盤點")
    view = desk.page.views.view("short")
    assert view is not None
    desk.page.show_view(view)
    desk.settle()
    assert desk.column("name") == ["門弓器"]


def test_a_move_leads_to_its_ticket(desk: Desk, make: Make, part: int) -> None:
    ticket = make.ticket()
    desk.services.work.use_part(ticket.id, PartUse(part, 1_000))
    desk.choose(part)
    pane(desk).read()
    desk.settle()
    rows = pane(desk).findChildren(LineRow)
    used = next(row for row in rows if row.text() == f"{ticket.number} 領用")
    assert used.isEnabled()
    assert "−1" in used.accessibleName()


def test_a_part_is_edited_and_no_longer_kept(desk: Desk, part: int) -> None:
    desk.choose(part)
    desk.press(Qt.Key.Key_F2)
    form = desk.sheet(PartForm)
    form.kept.setChecked(False)
    form.reorder.setText("-1")
    form.save()
    assert "小於零" in form.fields["reorder"].error()
    form.reorder.setText("")
    form.save()
    desk.settle()
    assert desk.column("name") == []
    assert desk.services.stock.detail(part).reorder_milli == 0
