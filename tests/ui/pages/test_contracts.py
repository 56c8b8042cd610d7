"""The page 契約: its five chapters by keyboard, its forms and what they refuse, its papers."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import ListQuery
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.contracts.page import ContractsPage
from ui.pages.contracts.penalty_sheet import PenaltyExportSheet
from ui.pages.contracts.record_form import RecordForm
from ui.widgets.plan_bars import PlanBars

KINDS = ("contract", "vendor", "insurance", "project", "event")


def page_of(desk: Desk) -> ContractsPage:
    return cast(ContractsPage, desk.app.window.stack.page())


def record(desk: Desk, code: str, words: str) -> int:
    """The id of the first row that the words find."""
    return int(desk.services.lists[code].page(ListQuery(words), 0, 1)[0][0])


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_chapter_shows_its_first_record_with_names_for_all_its_controls(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "contracts", language) as desk:
        for place, kind in enumerate(KINDS):
            desk.press(Qt.Key(Qt.Key.Key_1 + place), CONTROL)
            page = page_of(desk)
            assert page.key == kind
            assert page.pane.detail is not None
            assert page.note.split()[0].isdigit() or page.note[0].isdigit()
            focusable = [
                w
                for w in page.chapter.findChildren(QWidget)
                if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
            ]
            nameless = [w for w in focusable if not w.accessibleName() and "Scroll" not in type(w).__name__]
            assert nameless == []


@pytest.mark.parametrize(("place", "words"), list(enumerate(("契約", "廠商", "保險", "工程", "災損事件"))))
def test_an_empty_chapter_offers_its_first_step(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, place: int, words: str
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "contracts") as desk:
        desk.press(Qt.Key(Qt.Key.Key_1 + place), CONTROL)
        if place:
            desk.qtbot.waitUntil(lambda: page_of(desk).chapter.empty.isVisible())
        chapter = page_of(desk).chapter
        assert f"尚無{words}" in desk.words(chapter)
        chapter.empty.button.setFocus()
        desk.press(Qt.Key.Key_Return)
        assert desk.sheet(RecordForm).title.text() == f"新增{words.removeprefix('災損')}"
        desk.press(Qt.Key.Key_Escape)
        assert not desk.sheets()


def test_a_contractor_is_entered_by_keyboard_and_a_wrong_tax_id_is_said_beside_its_field(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "contracts") as desk:
        desk.press(Qt.Key.Key_2, CONTROL)
        page_of(desk).chapter.new()
        desk.settle()
        form = desk.sheet(RecordForm)
        desk.write("穩昇電梯工程")
        desk.press(Qt.Key.Key_Tab)
        desk.write("04595258")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "檢查碼不符" in form.fields["tax_id"].error()
        desk.replace("04595257")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert "04595257" in desk.words(page_of(desk).pane)
        desk.undo()
        assert "尚無廠商" in desk.words(page_of(desk).chapter)


def test_a_contract_is_entered_for_its_contractor_and_gets_its_scope(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    vendor, lift = make.vendor("穩昇電梯工程"), make.asset("客梯 1 號", category="elevator")
    with desk_at(program, clock, qtbot, tmp_path, "contracts") as desk:
        desk.app.window.navigate("contracts", record=vendor, kind="vendor")
        desk.settle()
        page_of(desk).pane.wish("contract")
        desk.settle()
        form = desk.sheet(RecordForm)
        assert form.values()["vendor_id"] == vendor
        for key, value in {
            "number": "115-01",
            "title": "電梯維護",
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2026, 12, 31),
            "amount_twd": 1_980_000,
        }.items():
            form.put(key, value)
        form.put("response_hours", "兩小時")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "不是整數" in form.fields["response_hours"].error()
        form.put("response_hours", 2)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        page = page_of(desk)
        assert page.key == "contract"
        page.pane.wish("scope")
        desk.settle()
        form = desk.sheet(RecordForm)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "請選擇設備、類別、類科或地點" in form.fields["category_id"].error()
        form.put("category_id", make.category("elevator"))
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert desk.services.assets.detail(lift).covers[0].number == "115-01"
        assert "電梯" in desk.words(page.pane)
        desk.undo()
        assert desk.services.assets.detail(lift).covers == ()


def test_what_ends_soon_and_what_is_in_force_are_told_apart_and_a_passed_renewal_day_stands_out(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "contracts") as desk:
        chapter = page_of(desk).chapter
        said = {}
        for view in ("in_force", "ending"):
            chapter.show_view(next(v for v in chapter.source.info.presets if v.key == view))
            desk.settle()
            said[view] = chapter.filters.by_field["ends"].text()
        assert said["ending"].endswith("60 天內")
        assert said["in_force"] != said["ending"]
        key = int(desk.services.lists["contracts"].page(chapter.model.query, 0, 1)[0][0])
        row = desk.services.contracts.detail(key)
        assert row.notice_on < clock.today() <= row.ends_on, "the demo has one to look at"
        chapter.choose(key)
        desk.settle()
        assert f"已過 {(clock.today() - row.notice_on).days} 天" in desk.words(page_of(desk).pane)


def test_a_bond_is_marked_as_returned(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "contracts") as desk:
        key = record(desk, "contracts", "前一年度電梯維護")
        desk.app.window.navigate("contracts", record=key, kind="contract")
        desk.settle()
        assert page_of(desk).chapter.current == key
        page_of(desk).pane.wish("bond")
        desk.settle()
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert desk.services.contracts.detail(key).bond_returned_on == clock.today()


def test_penalties_are_exported_for_a_period_with_their_arithmetic(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "contracts") as desk:
        key = record(desk, "contracts", "示115-001")
        desk.app.window.navigate("contracts", record=key, kind="contract")
        desk.settle()
        page_of(desk).pane.wish("export_penalties")
        desk.settle()
        sheet = desk.sheet(PenaltyExportSheet)
        sheet.start.set_value(date(2026, 12, 1))
        sheet.end.set_value(date(2026, 11, 1))
        sheet.save()
        assert sheet.fields["end"].error()
        sheet.start.set_value(date(2026, 10, 1))
        sheet.end.set_value(date(2026, 11, 23))
        sheet.save()
        desk.settle()
        (written,) = tmp_path.glob("*違約金*.xlsx")
        rows = list(load_workbook(written).active.iter_rows(values_only=True))  # type: ignore[union-attr]
        flat = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
        assert "違約金（元）" in flat
        assert "NT$100 × " in flat
        assert "待預算屬本處因素" in flat


def test_the_lists_of_this_page_are_exported(demo: Program, tmp_path: Path) -> None:
    for code, words in (
        ("contracts", "電梯維護"),
        ("vendors", "穩昇電梯工程"),
        ("insurance", "恆信產物保險"),
        ("projects", "四維行政中心頂樓採光罩重建工程"),
        ("events", "莫蘭蒂颱風"),
    ):
        out = tmp_path / f"{code}.csv"
        demo.services.exports.write_list(code, ListQuery(), out)
        assert words in out.read_text(encoding="utf-8-sig")


def test_plan_and_progress_are_bars_that_say_what_they_are(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "contracts") as desk:
        key = record(desk, "projects", "防水及抽水")
        desk.app.window.navigate("contracts", record=key, kind="project")
        desk.settle()
        (bars,) = [bar for bar in page_of(desk).pane.findChildren(PlanBars) if bar.isVisible()]
        assert len(bars.parts()) == 2 + 7
        assert bars.part_name(0) == "預定 115/11/19–116/01/02"
        assert bars.part_name(2) == "現勘及設計，115/09/24 完成"
        assert not bars.grab().isNull()


def test_the_chapter_last_seen_comes_back(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "contracts") as desk:
        desk.press(Qt.Key.Key_4, CONTROL)
        assert page_of(desk).key == "project"
        desk.app.window.rebuild()
        desk.settle()
        assert page_of(desk).key == "project"


def test_the_history_of_an_asset_leads_to_its_event_and_its_project(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(demo, clock, qtbot, tmp_path, "assets") as desk:
        desk.choose(demo.services.assets.find("SKYLIGHT"))
        pane = desk.page.pane
        assert pane is not None
        for kind, code, chapter in (("damage", "events", "event"), ("project", "projects", "project")):
            desk.app.window.navigate("assets")
            words = "莫蘭蒂" if kind == "damage" else "採光罩重建"
            pane.record_asked.emit(kind, record(desk, code, words))  # type: ignore[attr-defined]
            desk.settle()
            assert page_of(desk).key == chapter
            assert words in desk.words(page_of(desk).pane)


def test_an_event_is_entered_by_key_and_goes_through_tickets_and_project_to_acceptance(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    make.asset(name="採光罩")
    with desk_at(program, clock, qtbot, tmp_path, "contracts") as desk:
        desk.press(Qt.Key.Key_5, CONTROL)
        desk.press(Qt.Key.Key_Insert)
        form = desk.sheet(RecordForm)
        form.put("name", "十一月豪雨")
        form.put("occurred_on", clock.today())
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets(), [field.error() for field in form.fields.values()]
        pane = page_of(desk).pane
        for wish, typed in (("damage", "採光罩"), ("project", "")):
            pane.wish(wish)
            desk.settle()
            if typed:
                desk.write(typed)
                desk.press(Qt.Key.Key_Return)
            else:
                desk.sheet(RecordForm).put("name", "採光罩重建")
            desk.press(Qt.Key.Key_Return, CONTROL)
            assert not desk.sheets()
            if wish == "damage":
                pane.wish("log_tickets")
                desk.settle()
                assert desk.said() == "已為「十一月豪雨」報修 1 件"
        desk.press(Qt.Key.Key_4, CONTROL)
        project = page_of(desk).pane
        assert project.detail is not None
        assert project.detail.name == "採光罩重建"
        project.wish("accept")
        desk.settle()
        accept = desk.sheet(RecordForm)
        for key in ("completed_on", "on"):
            accept.put(key, clock.today())
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets(), [field.error() for field in accept.fields.values()]
        assert program.services.projects.detail(project.detail.id).accepted_on == clock.today()
