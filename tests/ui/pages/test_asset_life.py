"""壽命與成本 and the slips in the asset's pane."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.services.slip_words import RetireWish
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.assets.downtime_sheet import DowntimeSheet
from ui.pages.assets.page import AssetsPage
from ui.pages.assets.paper_sheets import AttributesSheet, PermitSheet, WarrantySheet
from ui.pages.assets.slip_sheets import MergeSheet, MoveSheet, RetireSheet, SplitSheet


@pytest.fixture
def hall(make: Make) -> int:
    return make.place("1F 大廳", parent=make.site())


@pytest.fixture
def pump(make: Make) -> int:
    return make.asset(
        "揚水泵浦",
        code="PMP-01",
        cost_twd=100_000,
        in_service_on=date(2016, 11, 23),
        service_life_years=10,
        quantity=2,
    )


@pytest.fixture
def desk(
    pump: int, hall: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as made:
        yield made


def page_of(desk: Desk) -> AssetsPage:
    return cast(AssetsPage, desk.page)


def words_of_life(desk: Desk) -> str:
    page_of(desk).pane.show_tab("life")
    desk.settle()
    return desk.words(page_of(desk).pane.life)


def test_the_life_shows_the_hint_with_its_formula_and_says_whose_rule_it_is(desk: Desk) -> None:
    words = words_of_life(desk)
    for part in ("115/11/23", "已滿 10 年", "0 次維修", "留意", "0 ÷ 3.0 年 = 0", "門檻 80 %", "非法令規定"):
        assert part in words, part
    assert "尚無停機紀錄" in words
    assert "可用率\n－" in words


def test_a_system_shows_the_tickets_and_costs_of_its_components(desk: Desk, pump: int, make: Make) -> None:
    fan = make.asset("風機", code="FAN-1", parent_id=pump)
    make.ticket("皮帶異音", asset=fan)
    desk.choose(fan)
    desk.choose(pump)
    pane = page_of(desk).pane
    pane.show_tab("overview")
    desk.settle()
    assert "組成設備 1 件" in desk.words(pane.overview)
    pane.show_tab("tickets")
    desk.settle()
    said = desk.words(pane.chapters)
    assert "皮帶異音" in said
    assert "風機" in said
    assert "含組成設備" in words_of_life(desk)


def test_a_downtime_is_written_down_by_keyboard_ended_and_removed(desk: Desk, pump: int) -> None:
    words_of_life(desk)
    desk.button("登記停機", page_of(desk).pane.life).click()
    desk.settle()
    sheet = desk.sheet(DowntimeSheet)
    desk.replace("115/11/20")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Tab)
    if not sheet.from_time.hasFocus():
        sheet.from_time.setFocus()
    desk.replace("25")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert sheet.fields["from_time"].error()
    desk.replace("9:00")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.sheets() == []
    assert "72.0 小時" in words_of_life(desk)
    row = desk.services.asset_life.read(pump).downtimes[0]
    page_of(desk)._on_downtime(row)
    desk.settle()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.services.asset_life.read(pump).downtimes[0].until_at is not None
    page_of(desk)._on_downtime(desk.services.asset_life.read(pump).downtimes[0])
    desk.settle()
    desk.button("刪除", desk.sheet(DowntimeSheet)).click()
    desk.settle()
    assert desk.services.asset_life.read(pump).downtimes == ()
    desk.undo()
    assert len(desk.services.asset_life.read(pump).downtimes) == 1


def test_a_move_prints_its_slip_and_can_be_taken_back(
    desk: Desk, pump: int, hall: int, tmp_path: Path
) -> None:
    page_of(desk)._on_slip("move")
    desk.settle()
    sheet = desk.sheet(MoveSheet)
    sheet.save()
    desk.settle()
    assert sheet.fields["place_id"].error()
    sheet.place.choose_place(hall)
    sheet.reason.setText("配合整修")
    sheet.save()
    desk.settle()
    assert desk.services.assets.detail(pump).place_id == hall
    paper = tmp_path / "1151123_異動單_115-移-0001.pdf"
    assert "配合整修" in pypdf.PdfReader(paper).pages[0].extract_text()
    assert "移動單 115-移-0001" in words_of_life(desk)
    desk.undo()
    assert desk.services.assets.detail(pump).place_id != hall


def test_a_split_complains_beside_its_field_and_makes_a_new_asset(desk: Desk, pump: int) -> None:
    page_of(desk)._on_slip("split")
    desk.settle()
    sheet = desk.sheet(SplitSheet)
    assert "拆分" in desk.words(sheet).split("\n")[0]
    sheet.save()
    desk.settle()
    assert [key for key, field in sheet.fields.items() if field.error()] == ["name", "quantity", "reason"]
    assert sheet.name.hasFocus()
    assert len(desk.services.asset_life.read(pump).slips) == 0
    sheet.name.setText("揚水泵浦（備用）")
    sheet.reason.setText("分置兩處")
    sheet.quantity.setText("zwei")
    sheet.save()
    assert "zwei" in sheet.fields["quantity"].error()
    sheet.quantity.setText("2")
    sheet.save()
    desk.settle()
    assert sheet.fields["quantity"].error()
    sheet.quantity.setText("1")
    sheet.save()
    desk.settle()
    assert desk.services.assets.detail(pump).cost_twd == 50_000
    assert desk.services.assets.find("PMP-01-1")


def test_an_asset_is_merged_into_one_that_is_searched_for(desk: Desk, pump: int, make: Make) -> None:
    other = make.asset("消防泵浦", code="FP-01")
    page_of(desk)._on_slip("merge")
    desk.settle()
    sheet = desk.sheet(MergeSheet)
    sheet.save()
    assert sheet.fields["into_id"].error()
    sheet.into.edit.setFocus()
    desk.write("FP-01")
    desk.press(Qt.Key.Key_Return)
    sheet.save()
    desk.settle()
    assert desk.services.assets.detail(pump).status == "retired"
    assert desk.services.assets.detail(other).quantity == 3


def test_retiring_names_open_tickets_and_waits_for_a_decision(desk: Desk, pump: int, make: Make) -> None:
    ticket = make.ticket("漏水", asset=pump)
    page_of(desk)._on_slip("retire")
    desk.settle()
    sheet = desk.sheet(RetireSheet)
    words = desk.words(sheet)
    assert ticket.number in words
    assert "已於 115/11/23 屆滿" in words
    sheet.reason.setText("逾齡")
    sheet.save()
    desk.settle()
    assert ticket.number in sheet.fields["tickets"].error()
    assert sheet.tickets is not None
    sheet.tickets.set_value("cancel")
    sheet.save()
    desk.settle()
    assert desk.services.tickets.detail(ticket.id).status == 95
    assert desk.services.assets.detail(pump).status == "retired"


def test_a_retired_asset_offers_no_repair_and_no_slip(desk: Desk, pump: int) -> None:
    desk.app.window.context.change(
        lambda: desk.services.slips.retire(pump, RetireWish("逾齡")), None, lambda _value: None
    )
    desk.settle()
    page_of(desk).choose(pump)
    desk.settle()
    pane = page_of(desk).pane
    assert not pane.repair.isEnabled()
    assert not pane.status.isEnabled()
    assert not any(action.isEnabled() for action in pane.slip_actions)
    assert "報廢" in desk.words(pane)


def test_permits_warranties_and_specifications_are_edited_in_the_pane(desk: Desk, pump: int) -> None:
    page, papers = page_of(desk), desk.services.asset_papers
    page.pane.show_tab("documents")
    desk.settle()
    page._on_paper("permit", 0)
    desk.settle()
    permit = desk.sheet(PermitSheet)
    permit.save()
    assert permit.fields["expires_on"].error()
    permit.expires.set_value(date(2027, 1, 1))
    permit.number.setText("K-77")
    permit.save()
    desk.settle()
    assert "K-77" in desk.words(page.pane.chapters)
    page._on_paper("warranty", 0)
    desk.settle()
    warranty = desk.sheet(WarrantySheet)
    warranty.save()
    assert warranty.fields["starts_on"].error()
    warranty.starts.set_value(date(2026, 1, 1))
    warranty.ends.set_value(date(2027, 1, 1))
    warranty.save()
    desk.settle()
    assert len(papers.read(pump).warranties) == 1
    page._on_paper("permit", papers.read(pump).permits[0].id)
    desk.settle()
    desk.button("刪除", desk.sheet(PermitSheet)).click()
    desk.settle()
    assert papers.read(pump).permits == ()
    page._on_paper("attributes", 0)
    desk.settle()
    sheet = desk.sheet(AttributesSheet)
    numbers = [field for field in papers.read(pump).attributes if field.value_type == "number"]
    line = sheet.lines[numbers[0].definition_id]
    assert isinstance(line, QLineEdit)
    line.setText("x")
    sheet.save()
    desk.settle()
    assert sheet.fields[str(numbers[0].definition_id)].error()
    line.setText("12")
    sheet.save()
    desk.settle()
    assert [field.value for field in papers.read(pump).attributes if field.value] == ["12"]
