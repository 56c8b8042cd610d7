"""檢查表: written, moved, corrected and taken over by keyboard, with the printed sheet in sight while writing."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.factories import Make
from tests.ui.pages.record_desk import ALT, CONTROL, Desk, desk_at
from ui.pages.inspections.template_editor import TemplateEditor
from ui.pages.inspections.template_import import ImportSheet
from ui.pages.inspections.template_page import TemplatesPage
from ui.pages.inspections.template_pane import TemplatePane
from ui.pages.inspections.template_state import HEAD

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "templates") as made:
        yield made


def page(desk: Desk) -> TemplatesPage:
    return cast(TemplatesPage, desk.page)


def edit(desk: Desk, code: str = "ELEV") -> TemplateEditor:
    desk.choose(desk.services.templates.named(code).id)
    desk.press(Qt.Key.Key_F2)
    found = page(desk).editor
    assert found is not None
    return found


def error(editor: TemplateEditor, key: str) -> str:
    fields = editor.head_fields if editor.state.item() is None else editor.item_fields
    return fields.fields[key].error()


def test_the_list_says_edition_items_and_last_use(desk: Desk) -> None:
    assert "ELEV" in desk.column("code")
    at = desk.column("code").index("ELEV")
    assert desk.column("name")[at] == "昇降設備（電梯）每月檢查表"
    assert (desk.column("edition")[at], desk.column("items")[at]) == ("1", "20")
    assert desk.column("last_used")[at] == "－"
    desk.choose(desk.services.templates.named("ELEV").id)
    words = desk.words(cast(TemplatePane, desk.page.pane))
    assert "昇降設備（電梯）每月檢查表" in words
    assert "6　機房溫度" in words
    assert "尚未使用" in words


def test_a_new_checklist_is_written_by_keyboard_and_undone(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Insert)
    editor = page(desk).editor
    assert editor is not None
    assert desk.focus is editor.head_fields.fields["code"].field
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "代碼請用英文字母" in error(editor, "code")
    desk.write("pump")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "請填檢查表名稱" in error(editor, "name_zh")
    desk.write("揚水泵檢查表")
    desk.press(Qt.Key.Key_Insert)
    assert editor.state.at == 0
    assert "請填檢查項目的內容" in error(editor, "zh")
    desk.write("運轉無異音")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert page(desk).editor is None
    assert "已建立檢查表 PUMP" in desk.said()
    assert "PUMP" in desk.column("code")
    desk.undo()
    assert "PUMP" not in desk.column("code")


def test_items_are_moved_copied_and_left_out_by_keys_and_ctrl_z_walks_back(desk: Desk) -> None:
    editor = edit(desk)
    assert desk.focus is editor.items
    first = [item.zh for item in editor.state.draft.items]
    desk.press(Qt.Key.Key_Down, ALT)
    assert [item.zh for item in editor.state.draft.items[:2]] == first[1::-1]
    assert editor.state.at == 1
    desk.press(Qt.Key.Key_D, CONTROL)
    assert len(editor.state.draft.items) == 21
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Delete)
    assert len(editor.state.draft.items) == 19
    for _ in range(4):
        desk.press(Qt.Key.Key_Z, CONTROL)
    assert [item.zh for item in editor.state.draft.items] == first
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.press(Qt.Key.Key_Y, CONTROL)
    assert editor.state.draft.items[1].zh == first[0]
    desk.press(Qt.Key.Key_End)
    desk.press(Qt.Key.Key_Down)
    assert editor.state.at == 19
    desk.press(Qt.Key.Key_Home)
    assert editor.state.at == HEAD


def test_an_item_is_dragged_to_its_place(desk: Desk) -> None:
    editor = edit(desk)
    words = editor.state.draft.items[0].zh
    start, end = editor.items.place(0).center(), editor.items.place(3).center()
    QTest.mousePress(editor.items, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(editor.items, start + QPoint(0, 30))
    QTest.mouseMove(editor.items, end + QPoint(0, 4))
    QTest.mouseRelease(editor.items, Qt.MouseButton.LeftButton, pos=end + QPoint(0, 4))
    desk.settle()
    assert editor.state.draft.items[3].zh == words
    assert editor.state.at == 3


def test_typed_letters_are_one_step_back_and_the_text_undoes_itself_first(desk: Desk) -> None:
    editor = edit(desk)
    before = editor.state.draft
    desk.press(Qt.Key.Key_Return)
    desk.replace("許可證")
    assert editor.state.draft.items[0].zh == "許可證"
    editor.items.setFocus()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert editor.state.draft == before
    assert not editor.state.can_undo()


def test_each_slip_stands_beside_its_field_and_saving_leads_there(desk: Desk) -> None:
    editor = edit(desk)
    editor.go_to(5)
    desk.settle()
    fields = editor.item_fields
    fields.fields["minimum"].field.setFocus()
    desk.replace("50")
    assert "上限 40 低於下限 50" in error(editor, "maximum")
    desk.replace("熱")
    assert "「熱」不是數字" in error(editor, "minimum")
    editor.item_fields.refresh()
    assert editor.item_fields.unread() == "minimum"
    desk.replace("10")
    assert error(editor, "minimum") == ""
    fields.kind.setCurrentIndex(fields.kind.findData("choice"))
    fields.kind.activated.emit(0)
    assert "至少要有兩個選項" in error(editor, "options")
    editor.go_to(0)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert editor.state.at == 5
    assert desk.focus is fields.fields["options"].field
    desk.write("良好")
    fields.put("options", "良好\n不佳")
    fields.fields["options"].field.textChanged.emit()  # type: ignore[attr-defined]
    assert error(editor, "options") == ""
    editor.go_to(6)
    fields.asked.setCurrentIndex(fields.asked.findData(6))
    fields.asked.activated.emit(0)
    assert editor.state.draft.items[6].shown_if == "6=不佳"
    editor.state.move(6, 0)
    editor._changed()
    assert "第 7 項排在後面" in error(editor, "shown_if")
    assert "待修正 1 處" in desk.words(editor.foot)


def test_the_preview_shows_what_is_written_and_marks_the_item(desk: Desk, qtbot: QtBot) -> None:
    editor = edit(desk)
    desk.settle()
    qtbot.waitUntil(lambda: editor.preview.found is not None)
    before = editor.preview.sheet.pages[0]
    assert editor.preview.found is not None
    assert set(editor.preview.found.places) == set(range(1, 21))
    with qtbot.waitSignal(editor.preview.drawn):
        editor.state.set_item(zh="許可證在有效期限內，並張貼於明顯處")
        editor._changed()
    assert editor.preview.sheet.pages[0] != before
    assert editor.preview.sheet.marked().isValid()
    with qtbot.waitSignal(editor.preview.drawn):
        editor.state.set_item(zh="")
        editor.state.set_item(kind="choice")
        editor._changed()  # what is half written is drawn too


def test_saving_makes_an_edition_and_an_unused_one_is_corrected(
    desk: Desk, make: Make, tmp_path: Path
) -> None:
    make.asset(code="EL-1", category="elevator")
    desk.services.checklists.print_blank("ELEV", tmp_path / "x.pdf", asset_code="EL-1")
    editor = edit(desk)
    assert not editor.foot.correct.isVisible()
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "ELEV 已存為第 2 版" in desk.said()
    found = desk.services.templates.named("ELEV")
    assert desk.page.current == found.id
    editor = edit(desk)
    assert editor.foot.correct.isVisible()
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert "已更正 ELEV 第 2 版" in desk.said()
    assert len(desk.services.templates.named("ELEV").template.items) == 18
    desk.undo()
    desk.undo()
    assert desk.services.templates.named("ELEV").edition == 1


def test_esc_warns_once_before_what_was_written_is_lost(desk: Desk) -> None:
    editor = edit(desk)
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_Escape)
    assert page(desk).editor is editor
    assert "尚未儲存" in desk.words(editor.foot)
    desk.press(Qt.Key.Key_Escape)
    assert page(desk).editor is None
    edit(desk)
    desk.press(Qt.Key.Key_Escape)
    assert page(desk).editor is None


def test_a_copy_begins_with_the_same_items_and_another_code(desk: Desk) -> None:
    desk.choose(desk.services.templates.named("FIRE").id)
    desk.button("複製", desk.page.pane).click()
    editor = page(desk).editor
    assert editor is not None
    assert (editor.state.draft.code, len(editor.state.draft.items)) == ("", 20)
    editor.head_fields.fields["code"].field.setFocus()
    desk.write("ELEV")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "已有代碼 ELEV" in desk.words(editor.foot)
    desk.replace("FIRE2")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert len(desk.services.templates.named("FIRE2").template.items) == 20


def test_a_picture_is_pasted_and_kept_with_the_edition(desk: Desk) -> None:
    editor = edit(desk)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    editor.item_fields.picture.choose.setFocus()
    desk.press(Qt.Key.Key_V, CONTROL)
    sha = editor.state.draft.items[0].picture
    assert len(sha) == 64
    desk.press(Qt.Key.Key_Return, CONTROL)
    found = desk.services.templates.named("ELEV").template.items[0]
    assert found.picture == sha
    assert desk.services.templates.pictures.path(sha).exists()


@pytest.mark.parametrize("ending", ["xlsx", "yaml"])
def test_out_to_a_file_and_back_with_a_preview(desk: Desk, tmp_path: Path, ending: str) -> None:
    template = desk.services.templates.named("HVAC").template
    path = tmp_path / f"x.{ending}"
    page(desk).write(template, path)
    desk.settle()
    page(desk).preview_file(path)
    desk.settle()
    sheet = desk.sheet(ImportSheet)
    assert "檔案內容與現行版相同" in desk.words(sheet)
    assert not sheet.save_button.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    page(desk).write(replace(template, items=template.items[1:]), path)
    desk.settle()
    page(desk).preview_file(path)
    desk.settle()
    sheet = desk.sheet(ImportSheet)
    assert "刪除原第 1 項：冰水出水溫度" in desk.words(sheet)
    assert desk.services.templates.named("HVAC").edition == 1
    desk.press(Qt.Key.Key_Return, CONTROL)
    found = desk.services.templates.named("HVAC")
    assert (found.edition, len(found.template.items)) == (2, 19)
    assert "已匯入檢查表 HVAC" in desk.said()
    assert desk.page.current == found.id


def test_wrong_cells_are_listed_and_nothing_can_be_taken(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("code: X\nname_zh: 表\nitems: [{zh: 好, type: guess}]\n", "utf-8")
    page(desk).preview_file(path)
    desk.settle()
    sheet = desk.sheet(ImportSheet)
    assert "第 1 項 type：沒有「guess」" in desk.words(sheet)
    assert not sheet.save_button.isEnabled()
    path.write_text("code: X\nname_zh: 表\nitems: [{zh: 好}]\n", "utf-8")
    sheet.again.click()
    desk.settle()
    assert "X 表：新增，共 1 項" in desk.words(desk.sheet(ImportSheet))


def test_what_is_being_written_comes_back_with_the_window(desk: Desk) -> None:
    editor = edit(desk)
    desk.press(Qt.Key.Key_Delete)
    editor.state.set_item(kind="reading", minimum=Decimal("0.5"), options=("a",))
    draft = editor.state.draft
    desk.app.window.apply_setting("language", "en")  # the page is made anew
    desk.settle()
    again = page(desk).editor
    assert again is not None
    assert again is not editor
    assert again.state.draft == draft
    assert again.state.known is not None
    assert "Save as edition 2" in desk.words(again.foot)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)
    desk.app.window.apply_setting("language", "zh_TW")
    desk.settle()
    assert page(desk).editor is None


def test_a_draft_of_an_edition_that_was_replaced_goes_on_as_a_new_checklist(desk: Desk) -> None:
    editor = edit(desk)
    desk.press(Qt.Key.Key_Delete)
    known = desk.services.templates.named("ELEV")
    desk.services.templates.save(known, replace(known.template, items=known.template.items[:5]))
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "已被他人更新" in desk.words(editor.foot)
    desk.app.window.apply_setting("language", "en")
    desk.settle()
    again = page(desk).editor
    assert again is not None
    assert again.state.known is None
    assert (again.state.draft.code, len(again.state.draft.items)) == ("", 19)


def test_english_speaks_english(program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "templates", language="en") as desk:
        at = desk.column("code").index("ELEV")
        assert desk.column("name")[at] == "Elevator – monthly check"
        editor = edit(desk)
        assert "Save as edition 2" in desk.words(editor.foot)
        editor.go_to(5)
        assert "Kind of answer" in desk.words(editor.item_fields)
