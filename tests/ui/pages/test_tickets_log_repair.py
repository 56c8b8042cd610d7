"""Logging a repair: the sheet over the page, its proposals, its warnings and its draft."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Invalid
from tests.factories import Make
from tests.ui.pages.tickets_desk import CONTROL, SHIFT, Desk, desk_at
from ui.pages.tickets import repair_draft
from ui.prefs import Prefs


@pytest.fixture
def lift(make: Make) -> int:
    asset = make.asset("客梯 3 號", code="EL-03", place=make.place("1F", parent=make.site(), kind="floor"))
    make.contract(asset, until=date(2026, 12, 31))
    return asset


@pytest.fixture
def desk(lift: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path) as made:
        yield made


def test_proposals_follow_the_asset_and_say_where_they_come_from(desk: Desk) -> None:
    _begin(desk, "EL-03")
    fields = desk.repair.fields
    trades = desk.services.labels
    assert trades.name("trade", fields.trade.value()) == "電梯"
    assert fields.trade_field.hint.text() == "依設備帶入"
    assert fields.priority.value() == 3
    assert fields.due.value() == date(2026, 12, 2)
    assert fields.due_field.hint.text() == "依優先帶入"
    assert "穩昇電梯工程，至 115/12/31" in desk.repair.cover.text()
    assert "07-555-0142" in desk.repair.cover.text()


def test_what_a_person_chose_is_not_proposed_over(desk: Desk) -> None:
    _begin(desk, "EL-03")
    fields = desk.repair.fields
    fields.priority.setFocus()
    desk.press(Qt.Key.Key_1)
    desk.settle()
    assert fields.priority.value() == 1
    assert fields.due.value() == date(2026, 11, 23)
    desk.repair.target.lookup.reopen()
    desk.settle()
    assert fields.priority.value() == 1


def test_a_place_asks_for_the_trade(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("1F")
    desk.settle()
    for _ in range(3):
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    sheet = desk.repair
    assert sheet.target.hit is not None
    assert sheet.target.hit.kind == "place"
    assert "地點本身" in sheet.cover.text()
    sheet.fields.text.setPlainText("地磚隆起")
    sheet.save()
    assert sheet.fields.trade_field.error() == "請選擇類別。"
    desk.press(Qt.Key.Key_2)
    sheet.save()
    desk.settle()
    made = desk.services.tickets.detail(desk.services.tickets.find("115-0001"))
    assert desk.services.labels.name("trade", made.trade_id) == "土木"
    assert made.asset_id is None


def test_enter_before_the_results_are_here_takes_the_first(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("EL-03")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.repair.target.hit is not None
    assert desk.focus is desk.repair.fields.text


def test_what_is_missing_is_said_beside_each_field_and_the_first_gets_the_focus(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.press(Qt.Key.Key_Return, CONTROL)
    sheet = desk.repair
    assert sheet.target.field.error() == "請選擇設備或地點。"
    assert sheet.fields.text_field.error() == "請填寫狀況。"
    assert desk.focus is sheet.target.lookup.edit
    desk.write("EL-03")
    assert sheet.target.field.error() == ""


def test_a_due_date_in_the_past_is_refused_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    _begin(desk, "EL-03")
    desk.write("異音")
    sheet = desk.repair
    sheet.fields.due.setFocus()
    sheet.fields.due.line().setText("115/11/2")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert "115/11/02" in sheet.fields.due_field.error()
    assert sheet.fields.text.toPlainText() == "異音"
    assert sheet.isVisible()


def test_open_tickets_of_the_asset_are_shown_before_a_duplicate_is_made(
    desk: Desk, lift: int, make: Make
) -> None:
    first = make.ticket("關門反覆開啟", asset=lift)
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("EL-03")
    desk.settle()
    sheet = desk.repair
    assert sheet.notice.isVisible()
    assert sheet.notice.title.text() == "此設備有 1 件未結案"
    sheet.briefs.buttons[0].click()
    assert first.number in sheet.fields.text_field.error()
    desk.write("現在完全不動了")
    sheet.fields.requester.setText("民政局 蔡佩珊")
    sheet.briefs.buttons[0].click()
    desk.settle()
    assert not desk.open_sheets()
    events = desk.services.tickets.detail(first.id).events
    assert events[0].text == "現在完全不動了\n民政局 蔡佩珊"
    assert desk.said() == f"已補充 {first.number}"
    with pytest.raises(Exception, match="no_such_number"):
        desk.services.tickets.find("115-0002")


def test_an_open_ticket_of_the_notice_opens_and_the_draft_stays(desk: Desk, lift: int, make: Make) -> None:
    first = make.ticket("關門反覆開啟", asset=lift)
    _begin(desk, "EL-03")
    desk.write("又來了")
    desk.repair.briefs.opened.emit(first.id)
    desk.settle()
    assert not desk.open_sheets()
    assert desk.page.current == first.id
    assert repair_draft.load(desk.app.prefs).text == "又來了"


def test_save_and_next_keeps_who_reported(desk: Desk) -> None:
    _begin(desk, "EL-03")
    desk.write("異音")
    sheet = desk.repair
    sheet.fields.requester.setText("研考會 張淑芬")
    sheet.fields.phone.setText("分機 2914")
    desk.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    desk.settle()
    assert sheet.isVisible()
    assert "115-0001" in sheet.note.text()
    assert sheet.target.hit is None
    assert sheet.fields.text.toPlainText() == ""
    assert sheet.fields.requester.text() == "研考會 張淑芬"
    assert desk.focus is sheet.target.lookup.edit


def test_a_known_requester_brings_the_telephone(desk: Desk, make: Make) -> None:
    make.ticket("燈不亮", requester="研考會 張淑芬", requester_phone="分機 2914")
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.settle()
    fields = desk.repair.fields
    fields.requester.setText("研考會 張淑芬")
    fields.requester.editingFinished.emit()
    assert fields.phone.text() == "分機 2914"


def test_a_former_requester_is_found_by_telephone_and_taken_with_the_arrows(desk: Desk, make: Make) -> None:
    make.ticket("燈不亮", requester="研考會 張淑芬", requester_phone="分機 2914")
    make.ticket("漏水", requester="民政局 蔡佩珊", requester_phone="分機 2233")
    _begin(desk, "EL-03")
    fields = desk.repair.fields
    fields.requester.setFocus()
    fields.phone.setText("分機 0000")
    desk.write("291")
    offered = QApplication.activePopupWidget()
    assert isinstance(offered, QAbstractItemView)
    assert offered.model().rowCount() == 1
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert (fields.requester.text(), fields.phone.text()) == ("研考會 張淑芬", "分機 2914")


def test_the_draft_comes_back_after_esc_and_after_a_restart(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, lift: int
) -> None:
    with desk_at(program, clock, qtbot, tmp_path) as desk:
        _begin(desk, "EL-03")
        desk.write("運轉時有金屬摩擦聲")
        desk.repair.fields.photos.add([_image()])
        desk.settle()
        desk.press(Qt.Key.Key_Escape)
        assert not desk.open_sheets()
    with desk_at(program, clock, qtbot, tmp_path) as desk:
        desk.press(Qt.Key.Key_N, CONTROL)
        desk.settle()
        sheet = desk.repair
        assert sheet.restored.isVisible()
        assert sheet.restored.title.text() == "已保留先前未完成的報修"
        assert desk.focus is sheet.target.lookup.edit
        assert sheet.target.lookup.edit.selectedText() == "EL-03"
        assert sheet.target.hit is not None
        assert sheet.target.hit.id == lift
        assert sheet.fields.text.toPlainText() == "運轉時有金屬摩擦聲"
        assert len(sheet.fields.photos.paths) == 1
        desk.press(Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert sheet.fields.text.toPlainText() == ""
        assert not sheet.restored.isVisible()
        desk.press(Qt.Key.Key_Escape)
        assert repair_draft.load(desk.app.prefs).is_empty


def test_photos_are_pasted_dropped_and_attached_once_there_is_a_ticket(desk: Desk, tmp_path: Path) -> None:
    _begin(desk, "EL-03")
    desk.write("門縫卡住")
    sheet = desk.repair
    QGuiApplication.clipboard().setImage(_image())
    desk.press(Qt.Key.Key_V, CONTROL)
    desk.settle()
    assert len(sheet.fields.photos.paths) == 1
    dropped = tmp_path / "現場.png"
    _image(QColor("blue")).save(str(dropped))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(dropped))])
    sheet.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    desk.settle()
    assert len(sheet.fields.photos.paths) == 2
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    made = desk.services.tickets.find("115-0001")
    assert len(desk.services.attachments.list("tickets", made)) == 2
    assert desk.said() == "已登錄 115-0001"
    desk.undo()
    with pytest.raises(Exception, match="no_such_number"):
        desk.services.tickets.find("115-0001")


def test_what_can_be_no_photo_is_refused_beside_the_field_before_anything_is_saved(
    desk: Desk, tmp_path: Path
) -> None:
    _begin(desk, "EL-03")
    desk.write("異音")
    program, huge, fine = tmp_path / "照片.jpg", tmp_path / "全景.png", tmp_path / "現場.png"
    program.write_bytes(b"MZ\x90\x00" + b"\x00" * 400)
    Image.new("L", (10_000, 6_000)).save(huge)
    _image().save(str(fine))
    photos = desk.repair.fields.photos
    for path, words in ((program, "照片.jpg"), (huge, "60 百萬像素")):
        photos.add([str(path)])
        desk.settle()
        assert words in photos.refused(), photos.refused()
    photos.add([str(tmp_path / "不見了.png"), str(fine)])
    desk.settle()
    assert "不見了.png" in photos.refused()
    assert photos.paths == [str(fine)]
    assert desk.repair.fields.text.toPlainText() == "異音"
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    made = desk.services.tickets.find("115-0001")
    assert [row.name for row in desk.services.attachments.list("tickets", made)] == ["現場.png"]


def test_a_file_that_vanishes_while_one_types_is_told_and_the_ticket_and_the_other_photo_stay(
    desk: Desk, tmp_path: Path
) -> None:
    _begin(desk, "EL-03")
    desk.write("異音")
    gone, fine = tmp_path / "隨身碟.png", tmp_path / "現場.png"
    _image(QColor("red")).save(str(gone))
    _image(QColor("blue")).save(str(fine))
    desk.repair.fields.photos.add([str(gone), str(fine)])
    desk.settle()
    gone.unlink()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    made = desk.services.tickets.find("115-0001")
    assert [row.name for row in desk.services.attachments.list("tickets", made)] == ["現場.png"]
    assert [toast.tone for toast in desk.toasts[-2:]] == ["green", "red"]
    assert "隨身碟.png" in desk.toasts[-1].text
    assert not list(desk.services.base.files.rglob("*.part"))


def test_saving_at_once_after_a_paste_waits_for_the_picture(desk: Desk) -> None:
    _begin(desk, "EL-03")
    desk.write("異音")
    QGuiApplication.clipboard().setImage(_image())
    desk.press(Qt.Key.Key_V, CONTROL)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    made = desk.services.tickets.find("115-0001")
    assert len(desk.services.attachments.list("tickets", made)) == 1


def test_a_refused_picture_stops_a_save_that_waited_for_it(desk: Desk, tmp_path: Path) -> None:
    _begin(desk, "EL-03")
    desk.write("異音")
    desk.repair.fields.photos.add([str(tmp_path / "不見了.png")])
    desk.repair.save()  # not by key: that would let the answer come first
    desk.settle()
    assert desk.repair.isVisible()
    assert desk.repair.fields.photos.refused()


def test_one_key_adds_what_was_typed_to_the_open_ticket_instead(desk: Desk, lift: int, make: Make) -> None:
    first = make.ticket("關門反覆開啟", asset=lift)
    _begin(desk, "EL-03")
    desk.write("現在完全不動了")
    desk.press(Qt.Key.Key_1, CONTROL)
    desk.settle()
    assert not desk.open_sheets()
    assert desk.services.tickets.detail(first.id).events[0].text == "現在完全不動了"


def test_a_photo_alone_is_added_to_the_open_ticket_too(desk: Desk, lift: int, make: Make) -> None:
    first = make.ticket("關門反覆開啟", asset=lift)
    _begin(desk, "EL-03")
    QGuiApplication.clipboard().setImage(_image())
    desk.press(Qt.Key.Key_V, CONTROL)
    desk.press(Qt.Key.Key_1, CONTROL)
    desk.settle()
    assert not desk.open_sheets()
    assert len(desk.services.attachments.list("tickets", first.id)) == 1
    desk.undo()
    assert desk.services.attachments.list("tickets", first.id) == ()


def test_what_was_reported_of_the_room_is_shown_for_its_asset(desk: Desk, make: Make) -> None:
    room = make.place("茶水間", parent=make.site())
    make.asset("飲水機", code="DW-01", place=room)
    make.ticket("地上有水", place_id=room)
    _begin(desk, "DW-01")
    assert desk.repair.notice.title.text() == "所在房間另有 1 件未結案"
    assert len(desk.repair.briefs.buttons) == 1


def test_a_scanned_label_takes_its_own_asset_although_older_hits_are_shown(desk: Desk, make: Make) -> None:
    for n in (1, 2, 30):
        make.asset(f"排水泵 {n} 號", code=f"PU-{n}")
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("PU-")
    desk.settle()
    desk.write("30")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.repair.target.hit is not None
    assert desk.repair.target.hit.code == "PU-30"
    assert desk.focus is desk.repair.fields.text


def test_the_sheet_begins_at_what_a_page_hands_over(desk: Desk, lift: int) -> None:
    desk.app.window.navigate("log_repair", target=("asset", lift))
    desk.settle()
    sheet = desk.repair
    assert sheet.target.hit is not None
    assert sheet.target.hit.id == lift
    assert desk.focus is sheet.fields.text


def test_a_refusal_that_belongs_to_no_field_is_said_on_the_sheet_and_goes_with_the_next_try(
    desk: Desk,
) -> None:
    _begin(desk, "EL-03")
    desk.repair._on_refused(Invalid("asset.gone"))
    assert desk.repair.refusal.title.text() == "這項設備已不存在。"
    assert desk.repair.refusal.isVisible(), "a toast would lie under the sheet"
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.repair.refusal.isHidden()


def test_in_another_database_a_draft_keeps_its_words_but_points_at_nothing(tmp_path: Path) -> None:
    prefs = Prefs(tmp_path / "x.ini")
    kept = repair_draft.Draft(target={"id": 7, "name": "客梯 3 號"}, text="門關不上", trade=2, database="a")
    repair_draft.keep(prefs, kept)
    assert repair_draft.load(prefs, "a").target == {"id": 7, "name": "客梯 3 號"}
    other = repair_draft.load(prefs, "b")
    assert (other.target, other.trade) == (None, None)
    assert (other.words, other.text) == ("客梯 3 號", "門關不上")


@pytest.mark.parametrize(
    ("text", "summary", "description"),
    [
        ("地磚隆起", "地磚隆起", ""),
        ("地磚隆起。", "地磚隆起", ""),
        ("運轉時有金屬摩擦聲，904 也聽得到。\n今早開始", "運轉時有金屬摩擦聲，904 也聽得到", None),
        ("\n  門打不開\n已貼告示", "門打不開", None),
        ("字" * 80, "字" * 59 + "…", None),
        ("前段" * 10 + "，" + "後段" * 30, "前段" * 10, None),
        ("Pump 2 trips. Third time", "Pump 2 trips", None),
    ],
)
def test_the_first_sentence_becomes_the_subject(text: str, summary: str, description: str | None) -> None:
    assert repair_draft.summary_of(text) == summary
    expected = text.strip() if description is None else description
    assert repair_draft.description_of(text) == expected


def test_a_draft_of_another_version_is_dropped(tmp_path: Path, qtbot: QtBot) -> None:
    prefs = Prefs(tmp_path / "x.ini")
    prefs.set("repair.draft", {"nonsense": 1})
    assert repair_draft.load(prefs).is_empty
    prefs.set("repair.draft", {"text": "在", "photos": [str(tmp_path / "gone.png")]})
    assert repair_draft.load(prefs).photos == []


def _begin(desk: Desk, words: str) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write(words)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.focus is desk.repair.fields.text


def _image(colour: QColor | None = None) -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(colour or QColor("red"))
    return image


def test_the_line_one_types_in_stays_where_it_is_while_the_sheet_grows(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    line = desk.repair.target.lookup.edit
    before = line.mapTo(desk.app.window, line.rect().topLeft())
    desk.write("EL")
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.repair.target.lookup.height() > line.height() + 20)
    assert line.mapTo(desk.app.window, line.rect().topLeft()) == before


def test_what_is_scanned_over_a_kept_draft_replaces_its_asset_and_is_never_its_words(
    desk: Desk, make: Make
) -> None:
    other = make.asset(name="空調箱", code="AHU-9E", place=make.place("機房"))
    _begin(desk, "EL-03")
    desk.write("門關不上")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.settle()
    desk.write("AHU-9E")
    desk.press(Qt.Key.Key_Return)  # as a scanner does
    desk.settle()
    sheet = desk.repair
    assert sheet.target.hit is not None
    assert sheet.target.hit.id == other
    assert sheet.fields.text.toPlainText() == "門關不上"
    sheet.fields.text.setPlainText("AHU-9E")
    sheet.save()
    desk.settle()
    assert "空調箱的編號" in sheet.fields.text_field.error()
    assert desk.numbers() == []


def test_a_kept_draft_goes_on_with_its_words(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.write("EL-03")
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.write("門關不上")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_N, CONTROL)
    desk.settle()
    assert desk.focus is desk.repair.target.lookup.edit
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.repair.fields.text.hasFocus()
    assert desk.repair.fields.text.toPlainText() == "門關不上"


def test_the_ticket_just_logged_is_the_current_one(desk: Desk) -> None:
    _begin(desk, "EL-03")
    desk.write("門關不上")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.pane.detail is not None)
    assert desk.pane.bar.number.text() == "115-0001"
    desk.qtbot.waitUntil(lambda: desk.page.table.chosen.count() == 1)
    _begin(desk, "EL-03")
    desk.write("又關不上")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.pane.bar.number.text() == "115-0002")
    desk.settle()
    assert desk.page.current == 2
    desk.qtbot.waitUntil(lambda: desk.page.table.chosen.count() == 1)
