"""The toast, the sheet and the photo viewer: what lies over a window."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.labels import Label
from ui.widgets.overlay import Sheet
from ui.widgets.photo_viewer import PhotoViewer
from ui.widgets.photos import Photo, PhotoStrip, cover, files_in
from ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A shown window with one line that has the focus."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    line = QLineEdit(made)
    line.setObjectName("below")
    made.show()
    made.activateWindow()
    line.setFocus()
    return made


def test_a_toast_does_what_it_offers_once_and_goes(window: QWidget, qtbot: QtBot) -> None:
    toast, undone = Toast(window), list[bool]()
    toast.show_message(
        "已將 115-0342 設為處理中", action="復原", key="Ctrl Z", on_action=lambda: undone.append(True)
    )
    assert toast.isVisible()
    toast.act()
    toast.act()
    assert undone == [True]
    assert toast.isHidden()


def test_a_toast_goes_by_itself(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    with qtbot.waitSignal(toast.closed):
        toast.show_message("已儲存", seconds=0.01)
    assert toast.isHidden()


def test_a_toast_waits_while_the_mouse_is_over_it(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("已儲存", seconds=60)
    toast.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not toast._timer.isActive()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    toast.dismiss()


def test_a_toast_stays_in_the_middle_and_never_wider_than_its_window(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("很長的一句話，" * 12, action="復原", seconds=60)
    assert toast.width() < window.width()
    window.resize(700, 500)
    assert abs(toast.geometry().center().x() - 350) <= 1
    toast.dismiss()


def test_a_sheet_takes_the_focus_keeps_it_and_gives_it_back(window: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet(window, "報修")
    first, last = QLineEdit(), QLineEdit()
    sheet.body.addWidget(first)
    sheet.body.addWidget(last)
    sheet.open()
    assert QApplication.focusWidget() is first
    seen = set()
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)
        seen.add(focused)
    assert {first, last} <= seen
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.findChild(QLineEdit, "below")


def test_what_lies_below_an_open_sheet_gets_the_focus_only_when_it_closes(
    window: QWidget, qtbot: QtBot
) -> None:
    other = QLineEdit(window)
    other.show()
    sheet, above = Sheet(window, "驗收"), Sheet(window, "確認")
    line = QLineEdit()
    sheet.body.addWidget(line)
    sheet.open()
    other.setFocus()  # as a list does whose rows were changed by another program
    assert QApplication.focusWidget() is line
    above.open()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert above.isAncestorOf(focused)
    above.dismiss()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert QApplication.focusWidget() is other


def test_a_click_on_the_scrim_closes_and_one_on_the_sheet_does_not(window: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet(window, "報修")
    sheet.open()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.content_rect().center())
    assert sheet.isVisible()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert sheet.isHidden()


def test_typed_words_are_not_lost_by_a_click_beside_the_sheet_or_one_esc(
    window: QWidget, qtbot: QtBot
) -> None:
    sheet, line = Sheet(window, "派工", "115-0342"), QLineEdit("示範")
    sheet.body.addWidget(line)
    sheet.open()
    qtbot.keyClicks(line, "reason")
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheet.isVisible()
    assert "Esc" in sheet.note.text()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheet.isVisible()
    sheet.set_title("派工", "115-0342")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_a_sheet_grows_with_its_content_and_stops_at_the_window(window: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet(window, "報修")
    sheet.open()
    low = sheet.content_rect().height()
    for _ in range(60):
        sheet.body.addWidget(Label("一行"))
    qtbot.waitUntil(lambda: sheet.content_rect().height() > low)
    assert sheet.content_rect().height() <= window.height()
    assert sheet.content_rect().width() <= 640


def test_the_viewer_goes_through_the_photos_and_stops_at_the_ends(window: QWidget, qtbot: QtBot) -> None:
    viewer, asked = PhotoViewer(window), list[int]()

    def load(place: int) -> QImage:
        asked.append(place)
        return picture()

    viewer.show_photos(("門口", "電表", "水表"), load, 1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(viewer, key)
    assert asked == [1, 2, 2, 0, 0, 2]
    assert "水表" in viewer.accessibleDescription()
    viewer.grab()
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert viewer.isHidden()


def test_a_strip_opens_removes_and_adds(qtbot: QtBot) -> None:
    strip = PhotoStrip([Photo("a", picture(), "門口"), Photo("b")], removable=True)
    qtbot.addWidget(strip)
    strip.show()
    tiles = [strip._grid.itemAt(i).widget() for i in range(strip._grid.count())]  # type: ignore[union-attr]
    assert all(tile is not None and tile.accessibleName() for tile in tiles)
    first, add = tiles[0], tiles[-1]
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    with qtbot.waitSignal(strip.removed) as removed:
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    with qtbot.waitSignal(strip.add_requested):
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert (opened.args, removed.args) == ([0], ["a"])


def test_a_screenshot_can_be_pasted(qtbot: QtBot) -> None:
    strip = PhotoStrip()
    qtbot.addWidget(strip)
    QGuiApplication.clipboard().setImage(picture())
    with qtbot.waitSignal(strip.files_dropped) as told:
        assert strip.paste()
    assert isinstance(told.args[0][0], QImage)
    QGuiApplication.clipboard().setText("no picture")
    assert not strip.paste()


def test_only_files_of_this_computer_are_taken() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.jpg"), QUrl("https://example.org/b.jpg")])
    assert files_in(mime) == ["/tmp/a.jpg"]


def test_a_thumbnail_shows_the_middle_of_a_photo() -> None:
    assert cover(QSize(400, 200), QSize(100, 100)).getRect() == (100, 0, 200, 200)


def picture() -> QImage:
    """A small picture."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image
