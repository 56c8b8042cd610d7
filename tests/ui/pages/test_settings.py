"""The settings page: what one person likes, and the lists that everything else is worded with."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.reference import RefRow
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import ALT, CONTROL, Desk, desk_at
from ui import theme
from ui.pages.settings.about import AboutSection
from ui.pages.settings.general import GeneralSection
from ui.pages.settings.office import OfficeSection
from ui.pages.settings.office_calendar import CalendarSection, PreviewSheet
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.people import PeopleSection
from ui.pages.settings.row_sheet import RowSheet
from ui.pages.settings.rows_model import Cell, Column, RowsModel
from ui.pages.settings.table_panel import TablePanel
from ui.pages.settings.table_sections import OneTable, TwoTables
from ui.shell.registry import PAGES, rail_pages
from ui.widgets.overlay import Sheet

Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def desk(program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "settings") as made:
        yield made


def page(desk: Desk) -> SettingsPage:
    found = desk.app.window.stack.page()
    assert isinstance(found, SettingsPage)
    return found


def go(desk: Desk, section: str, kind: type[Kind]) -> Kind:
    """Choose a section at the left."""
    page(desk).list.choose(section)
    desk.settle()
    found = page(desk).section()
    assert isinstance(found, kind)
    return found


def names(panel: TablePanel, column: int = 0) -> list[str]:
    return [panel.model.index(row, column).data() for row in range(panel.model.rowCount())]


def stand_on(desk: Desk, panel: TablePanel, name: str, column: int = 0) -> RefRow:
    """Make the row of that name current, the focus in the table."""
    panel.table.take(names(panel, column).index(name))
    panel.table.setFocus()
    desk.settle()
    row = panel.current()
    assert row is not None
    return row


def fill(sheet: RowSheet, **values: str) -> None:
    """Type over fields."""
    for key, words in values.items():
        field = sheet.fields[key].field
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(words)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(words)


def save(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, CONTROL)


# -- the page ------------------------------------------------------------------------------------


def test_the_rail_opens_the_settings_at_its_bottom(desk: Desk) -> None:
    window = desk.app.window
    window.navigate("tickets")
    desk.settle()
    desk.button("設定", window.rail).click()
    desk.settle()
    assert window.stack.key == "settings"
    tops = sorted((window.rail.findChildren(type(window.rail.user))), key=lambda item: item.y())
    assert [item.text() for item in tops[-2:]] == ["設定", window.rail.user.text()]
    assert len(tops) == len(rail_pages(PAGES)) + 1  # and who is using it


def test_arrows_choose_a_section_and_enter_goes_in(desk: Desk) -> None:
    assert QApplication.focusWidget() is page(desk).list
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert isinstance(page(desk).section(), PeopleSection)
    desk.press(Qt.Key.Key_Return)
    assert page(desk).section().isAncestorOf(desk.focus)


def test_every_section_opens_in_both_languages(desk: Desk) -> None:
    for language in ("zh_TW", "en"):
        desk.app.window.apply_setting("language", language)
        desk.settle()
        for key in page(desk)._entries:
            go(desk, key, QWidget)
            assert desk.words(page(desk).section())
    assert not desk.faults


def test_the_section_that_was_open_comes_back(desk: Desk) -> None:
    go(desk, "terms", OneTable)
    desk.app.window.rebuild()
    desk.settle()
    assert page(desk).list.current() == "terms"


# -- general -------------------------------------------------------------------------------------


def test_language_dates_text_size_and_theme_take_effect_at_once(desk: Desk) -> None:
    general = go(desk, "general", GeneralSection)
    general.controls["language"].setFocus()
    general._apply("language", "en")
    desk.settle()
    assert texts.language() == "en"
    assert desk.app.window.topbar.findChildren(QWidget)
    now = page(desk).section()
    assert isinstance(now, GeneralSection)
    assert now.controls["language"].value() == "en"
    assert now.controls["language"].isAncestorOf(desk.focus), "the focus stays where it was"

    now._apply("dates", "iso")
    desk.settle()
    assert desk.app.window.context.presenter.date(date(2026, 3, 2)) == "2026-03-02"
    go(desk, "general", GeneralSection)._apply("theme", "dark")
    desk.settle()
    assert theme.current().dark
    go(desk, "general", GeneralSection)._apply("scale", "1.3")
    desk.settle()
    assert theme.current().sizes.body == round(13 * 1.3)


def test_another_user_takes_over_and_is_remembered(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    lin = make.user("林育成", code="lin")
    with desk_at(program, clock, qtbot, tmp_path, "settings") as desk:
        general = go(desk, "general", GeneralSection)
        general.user.setCurrentIndex(general.user.findData(lin))
        general.user.activated.emit(general.user.currentIndex())
        desk.settle()
        assert desk.services.base.actor_id == lin
        assert "林育成" in desk.said()
        qtbot.waitUntil(lambda: desk.app.window.rail.user.text() == "林育成")
    program.services.base.act_as(None)
    with desk_at(program, clock, qtbot, tmp_path, "settings") as desk:
        assert desk.services.base.actor_id == lin
    program.services.base.act_as(None)
    program.services.reference.offer("users", lin, active=False)
    with desk_at(program, clock, qtbot, tmp_path, "settings") as desk:
        assert desk.services.base.actor_id is None, "who is not offered any more does not come back"


# -- office --------------------------------------------------------------------------------------


def test_the_offices_name_is_saved_refused_and_undone(desk: Desk) -> None:
    office = go(desk, "office", OfficeSection)
    line = office._line("office_name")
    assert line.text() == "高雄市政府秘書處"
    assert not office.save_button.isEnabled()
    line.setFocus()
    desk.replace("某市政府秘書處")
    assert office.save_button.isEnabled()
    desk.press(Qt.Key.Key_Return)
    assert desk.services.office.get("office_name") == "某市政府秘書處"
    assert not office.save_button.isEnabled()

    line.setFocus()
    desk.replace(" ")
    desk.press(Qt.Key.Key_Return)
    assert office.fields["office_name"].error() == "這一欄必須填寫。"
    office._show_kept()
    assert line.text() == "某市政府秘書處"

    page(desk).list.setFocus()
    desk.undo()
    assert desk.services.office.get("office_name") == "高雄市政府秘書處"
    assert line.text() == "高雄市政府秘書處"


# -- lists ---------------------------------------------------------------------------------------


def test_a_trade_is_renamed_and_every_label_follows_at_once(desk: Desk, make: Make) -> None:
    trade = desk.services.reference.rows("trades")[3]
    make.ticket("警報誤報", trade_id=trade.id)
    desk.app.window.navigate("tickets")
    desk.settle()
    assert "消防" in desk.column("trade_id")
    desk.app.window.navigate("settings")
    lists = go(desk, "lists", TwoTables)
    assert lists.detail.title.text() == "類別"
    stand_on(desk, lists.detail, "消防")
    desk.press(Qt.Key.Key_Return)
    sheet = desk.sheet(RowSheet)
    assert "code" not in sheet.fields, "a code is given once"
    fill(sheet, name_zh="消防安全")
    save(desk)
    assert "消防安全" in names(lists.detail)
    assert "消防安全" in desk.said()
    desk.app.window.navigate("tickets")
    desk.settle()
    assert "消防安全" in desk.column("trade_id")
    desk.undo()
    assert "消防" in desk.column("trade_id")


def test_an_entry_is_added_moved_and_no_longer_offered_by_keyboard(desk: Desk) -> None:
    lists = go(desk, "lists", TwoTables)
    lists.detail.table.setFocus()
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(RowSheet)
    save(desk)
    assert sheet.fields["code"].error() == "這一欄必須填寫。"
    assert sheet.fields["code"].field.hasFocus()
    fill(sheet, code="garden", name_zh="園藝", name_en="Gardens")
    save(desk)
    assert names(lists.detail)[-1] == "園藝"
    assert lists.detail.current() is not None
    desk.press(Qt.Key.Key_Up, ALT)
    assert names(lists.detail)[-2] == "園藝"
    desk.press(Qt.Key.Key_Delete)
    row = lists.detail.current()
    assert row is not None
    assert (row.name, row.is_active) == ("園藝", False)
    assert "停用" in desk.said()
    assert "園藝" not in [choice.name for choice in desk.services.labels.choices("trade")]
    desk.press(Qt.Key.Key_Delete)
    assert "園藝" in [choice.name for choice in desk.services.labels.choices("trade")]
    for _step in range(4):
        desk.undo()
    assert "園藝" not in names(lists.detail)


def test_a_list_the_rules_rest_on_says_so_and_offers_no_button(desk: Desk) -> None:
    lists = go(desk, "lists", TwoTables)
    stand_on(desk, lists.master, "案件狀態")
    assert lists.detail.plus.isHidden()
    assert lists.detail.dropper.isHidden()
    assert not lists._fixed.isHidden()
    stand_on(desk, lists.detail, "新案")
    desk.press(Qt.Key.Key_Insert)
    desk.press(Qt.Key.Key_Delete)
    assert not desk.sheets()
    desk.press(Qt.Key.Key_F2)
    fill(desk.sheet(RowSheet), name_zh="新報修")
    save(desk)
    assert desk.services.labels.name("ticket_status", 10) == "新報修"


def test_someone_elses_change_is_not_overwritten(desk: Desk) -> None:
    lists = go(desk, "lists", TwoTables)
    row = stand_on(desk, lists.detail, "消防")
    desk.press(Qt.Key.Key_Return)
    desk.services.reference.edit("trades", row.id, row.version, {"name_zh": "防火"})
    sheet = desk.sheet(RowSheet)
    fill(sheet, name_zh="消防安全")
    save(desk)
    assert sheet.isVisible()
    assert "防火" in sheet.notice.title.text()
    sheet.dismiss()


def test_saving_without_a_change_closes_the_form_quietly(desk: Desk) -> None:
    lists = go(desk, "lists", TwoTables)
    stand_on(desk, lists.detail, "消防")
    desk.press(Qt.Key.Key_Return)
    save(desk)
    assert not desk.sheets()
    assert not desk.toasts


# -- categories, priorities, duties --------------------------------------------------------------


def test_an_attribute_is_defined_for_a_category(desk: Desk) -> None:
    kinds = go(desk, "categories", TwoTables)
    stand_on(desk, kinds.master, "昇降設備")
    before = len(names(kinds.detail))
    kinds.detail.table.setFocus()
    desk.press(Qt.Key.Key_Insert)
    sheet = desk.sheet(RowSheet)
    fill(sheet, code="rope", name_zh="鋼索直徑", name_en="Rope", unit="mm")
    save(desk)
    assert len(names(kinds.detail)) == before + 1
    assert "鋼索直徑" in names(kinds.detail)
    desk.press(Qt.Key.Key_Delete)
    assert "鋼索直徑" not in names(kinds.detail)
    desk.undo()
    assert "鋼索直徑" in names(kinds.detail)


def test_a_category_in_use_is_not_deleted(desk: Desk, make: Make) -> None:
    make.asset(category="elevator")
    kinds = go(desk, "categories", TwoTables)
    stand_on(desk, kinds.master, "昇降設備")
    desk.press(Qt.Key.Key_Delete)
    assert "不能刪除" in desk.said()
    assert "昇降設備" in names(kinds.master)
    assert kinds.commands().keys() == {"edit", "refresh"}


def test_repair_days_are_a_number(desk: Desk) -> None:
    section = go(desk, "priorities", OneTable)
    stand_on(desk, section.panel, "低")
    desk.press(Qt.Key.Key_Return)
    sheet = desk.sheet(RowSheet)
    fill(sheet, repair_workdays="soon")
    save(desk)
    assert "soon" in sheet.fields["repair_workdays"].error()
    fill(sheet, repair_workdays="20")
    save(desk)
    assert "20 個工作天" in names(section.panel, 2)


def test_duties_are_found_by_words_and_confirmed(desk: Desk) -> None:
    section = go(desk, "duties", OneTable)
    total = section.panel.model.rowCount()
    desk.press(Qt.Key.Key_F, CONTROL)
    assert desk.focus is section.panel.search
    desk.write("昇降")
    assert 0 < section.panel.model.rowCount() < total
    assert "/" in section.panel.count.text()
    desk.write("no such words")
    assert section.panel.table.isHidden()
    assert "沒有符合" in section.panel.empty.title.text()
    section.panel.search.clear()
    assert section.panel.model.rowCount() == total


# -- calendar ------------------------------------------------------------------------------------


def test_a_day_of_the_office_is_entered_from_the_month(desk: Desk) -> None:
    section = go(desk, "calendar", CalendarSection)
    assert not section.panel.empty.isHidden()
    section.month.grid.move_to(date(2026, 11, 24))
    section.month.grid.setFocus()
    desk.press(Qt.Key.Key_Return)
    sheet = desk.sheet(RowSheet)
    assert sheet.values()["kind"] == "holiday"
    fill(sheet, name="颱風停班")
    save(desk)
    assert not desk.services.workdays.is_workday(date(2026, 11, 24))
    assert names(section.panel, 2) == ["颱風停班"]
    assert section.month.name.text() == "颱風停班"
    section.month.grid.setFocus()
    desk.press(Qt.Key.Key_Return)
    fill(desk.sheet(RowSheet), name="颱風")
    save(desk)
    assert names(section.panel, 2) == ["颱風"]
    desk.undo()
    desk.undo()
    assert desk.services.workdays.is_workday(date(2026, 11, 24))


def test_the_governments_calendar_is_shown_before_it_is_taken_over(desk: Desk, tmp_path: Path) -> None:
    section = go(desk, "calendar", CalendarSection)
    head = "西元日期,星期,是否放假,備註\n"
    file = tmp_path / "115年中華民國政府行政機關辦公日曆表.csv"
    file.write_bytes(f"{head}20261124,二,2,颱風停班\n20261128,六,0,補行上班\n".encode("cp950"))
    section.reader.click()
    dialogs = desk.app.window.findChildren(QFileDialog)
    assert dialogs
    dialogs[-1].reject()
    section.read_file(str(file))
    desk.settle()
    sheet = desk.sheet(PreviewSheet)
    assert sheet.save_button.text() == "套用 2 天"
    assert "颱風停班" in desk.words(sheet)
    assert section.panel.model.rowCount() == 0
    save(desk)
    assert section.panel.model.rowCount() == 2
    section.read_file(str(file))
    desk.settle()
    assert "相同" in desk.said()
    desk.app.window.context.undo()
    desk.settle()
    assert section.panel.model.rowCount() == 0


def test_a_file_that_is_no_calendar_is_refused(desk: Desk, tmp_path: Path) -> None:
    section = go(desk, "calendar", CalendarSection)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name,phone\n", encoding="utf-8")
    section.read_file(str(wrong))
    desk.settle()
    assert "西元日期" in desk.said()
    section.read_file(str(tmp_path / "missing.csv"))
    desk.settle()
    assert "無法讀取" in desk.said()


# -- people, about -------------------------------------------------------------------------------


def test_people_are_entered_with_a_role_and_the_roles_are_told(desk: Desk) -> None:
    section = go(desk, "people", PeopleSection)
    assert "宿舍管理人：" in desk.words(section)
    section.panel.table.setFocus()
    desk.press(Qt.Key.Key_Insert)
    fill(desk.sheet(RowSheet), code="lin", name="林育成", phone="分機 1201")
    save(desk)
    assert "林育成" in names(section.panel)
    stand_on(desk, section.panel, "系統管理員")
    desk.press(Qt.Key.Key_Delete)
    assert "自己" in desk.said()


def test_about_tells_versions_and_licences_to_copy(desk: Desk) -> None:
    section = go(desk, "about", AboutSection)
    section.copy_button.click()
    copied = QApplication.clipboard().text()
    assert str(desk.services.base.engines.path) in copied
    assert "Qt: 6." in copied
    assert "LGPL-3.0-only" in desk.words(section)
    desk.button("閱讀授權條款", section).click()
    desk.settle()
    assert "SIL OPEN FONT LICENSE" in desk.words(desk.sheet(Sheet))
    desk.press(Qt.Key.Key_Escape)


# -- the model -----------------------------------------------------------------------------------


def test_the_rows_are_a_model_that_qt_accepts(qtmodeltester: ModelTester) -> None:
    model = RowsModel([Column("名稱", 0, lambda row, _: Cell(row.name, "clock", "red"), "icon")])
    model.set_rows([RefRow(1, 1, "甲", {"code": "a"}), RefRow(2, 1, "乙", is_active=False)], {})
    qtmodeltester.check(model)
    model.look_for("A")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["甲"]
    assert model.total() == 2
    assert model.row_of(2) == -1
