"""Buttons, chips, segments and tabs: by mouse, by keyboard, by name."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import Button, GhostButton, IconButton, PrimaryButton
from ui.widgets.chips import Chip
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.tabs import ViewTab, ViewTabs

SEGMENTS = (Segment(1, "緊急"), Segment(2, "高"), Segment(3, "中"))
TABS = (ViewTab("mine", "我的", 7), ViewTab("open", "未結案", 1234))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[bool] = []
    button = PrimaryButton("儲存", on_click=lambda: pressed.append(True))
    qtbot.addWidget(button)
    qtbot.keyClick(button, key)
    assert pressed == [True]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Waiting for parts", "package", key="Ctrl+Enter"),
        lambda: GhostButton("Waiting for parts"),
        lambda: Chip("Waiting for parts", "package", count=12345, removable=True),
    ],
    ids=["button", "ghost", "chip"],
)
def test_words_half_as_long_again_still_fit(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    before = widget.sizeHint().width()
    words = "Waiting for parts" + "～" * 7
    assert isinstance(widget, Button | Chip)
    if isinstance(widget, Button):
        widget.set_content(words, "package", "Ctrl+Enter")
    else:
        widget.set_content(words, 12345)
    assert widget.minimumSizeHint().width() - before >= drawing.text_width("～" * 7, "small") - 2


def test_an_icon_button_has_a_name_and_says_it_as_tooltip(qtbot: QtBot) -> None:
    button = IconButton("bell", "通知")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("通知", "通知")


def test_the_focus_ring_comes_with_the_keyboard_and_not_with_the_mouse(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    first, second = Button("一", parent=box), Button("二", parent=box)
    column = QVBoxLayout(box)
    column.addWidget(first)
    column.addWidget(second)
    box.show()
    with qtbot.waitActive(box):
        box.activateWindow()
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not first.ringed
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert second.ringed


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_a_condition_away(qtbot: QtBot, key: Qt.Key) -> None:
    chip = Chip("狀態：未結案", removable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)


def test_the_cross_of_a_chip_removes_and_the_rest_of_it_clicks(qtbot: QtBot) -> None:
    chip = Chip("狀態：未結案", removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    clicked: list[bool] = []
    chip.clicked.connect(lambda: clicked.append(True))
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, chip.height() // 2))
    assert not clicked
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    assert clicked == [True]


def test_a_chip_says_its_count(qtbot: QtBot) -> None:
    chip = Chip("使用中", count=1045, checkable=True)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "使用中 1,045"
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.lit


def test_a_segment_is_picked_by_mouse_arrow_and_digit(qtbot: QtBot) -> None:
    control = SegmentedControl(SEGMENTS, 3, numbered=True, name="優先")
    qtbot.addWidget(control)
    control.show()
    control.activateWindow()
    picked: list[object] = []
    control.changed.connect(picked.append)
    buttons = control.findChildren(type(control._group.buttons()[0]))
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(buttons[1], Qt.Key.Key_1)
    assert picked == [2, 1]
    assert control.value() == 1
    assert [button.accessibleName() for button in buttons] == ["緊急", "高", "中"]


def test_setting_a_segment_does_not_tell(qtbot: QtBot) -> None:
    control = SegmentedControl(SEGMENTS, None)
    qtbot.addWidget(control)
    told: list[object] = []
    control.changed.connect(told.append)
    assert control.value() is None
    control.set_value(2)
    assert control.value() == 2
    control.set_value("unknown")
    assert control.value() is None
    assert not told


def test_tabs_show_counts_and_tell_which_was_chosen(qtbot: QtBot) -> None:
    tabs = ViewTabs(TABS, "mine")
    qtbot.addWidget(tabs)
    buttons = tabs._group.buttons()
    with qtbot.waitSignal(tabs.changed) as told:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert told.args == ["open"]
    assert tabs.key() == "open"
    tabs.set_counts({"open": 5})
    assert buttons[1].accessibleName() == "未結案 5"
    tabs.set_key("")
    assert tabs.key() == ""


def test_controls_grow_with_the_text_size(qtbot: QtBot) -> None:
    button = Button("儲存")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.manager().set_scale(1.3)
    try:
        assert button.sizeHint().height() > before.height()
        assert button.sizeHint().width() > before.width()
    finally:
        theme.manager().set_scale(1.0)
