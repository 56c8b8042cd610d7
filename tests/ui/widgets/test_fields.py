"""Fields of forms: dates as the office types them, type-ahead, search, labels and errors."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilities_app.domain.dates import DateStyle
from facilities_app.domain.workdays import Workdays
from resources.texts import DEFAULT_LANGUAGE, use
from ui.widgets.calendar import CalendarPopup, MonthGrid, month_title, office_days, plain_week
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField, SearchField
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion

TODAY = date(2026, 11, 23)
FOUND = [
    Suggestion(1, "空調箱 AHU-9E", "四維 › 9F", "air-vent", "2 件未結案"),
    Suggestion(2, "空調箱 AHU-9W", "四維 › 9F", "air-vent"),
    *(Suggestion(n, f"空調箱 {n}") for n in range(3, 9)),
]


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    """An empty date field on 115/11/23."""
    made = DateField(lambda: TODAY, name="期限")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("typed", ["1151127", "115/11/27", "115.11.27", "2026-11-27", "+4"])
def test_a_date_is_read_in_every_form_on_enter(field: DateField, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(field.line(), typed)
    with qtbot.waitSignal(field.changed) as told:
        qtbot.keyClick(field.line(), Qt.Key.Key_Return)
    assert told.args == [date(2026, 11, 27)]
    assert field.text() == "115/11/27"
    assert field.weekday() == "週五"


def test_a_date_that_is_given_the_focus_is_typed_over(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    field.line().clearFocus()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClicks(field.line(), "+1")
    assert field.text() == "+1"


def test_what_is_no_date_stays_and_says_why(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line(), "115/13/40")
    assert not field.commit()
    assert field.text() == "115/13/40"
    assert field.value() is None
    assert "115/3/2" in field.error()
    field.set_value(TODAY)
    assert field.error() == ""


def test_the_arrows_change_the_day(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.line(), Qt.Key.Key_Up)
    assert field.value() == TODAY
    qtbot.keyClick(field.line(), Qt.Key.Key_Up)
    qtbot.keyClick(field.line(), Qt.Key.Key_Up)
    qtbot.keyClick(field.line(), Qt.Key.Key_Down)
    assert field.value() == date(2026, 11, 24)


def test_emptying_the_line_means_no_date(field: DateField) -> None:
    field.set_value(TODAY)
    field.line().clear()
    assert field.commit()
    assert field.value() is None


def test_the_western_style_writes_western_dates(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY, style=DateStyle.ISO)
    qtbot.addWidget(field)
    field.set_value(TODAY)
    assert field.text() == "2026-11-23"


def test_a_holiday_is_named_behind_the_date(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY, day_kind=office_days(Workdays()))
    qtbot.addWidget(field)
    field.set_value(date(2026, 10, 10))
    assert "國慶" in field.weekday()


def test_the_calendar_opens_at_the_date_and_brings_another(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    field.open_calendar()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert popup.grid.at == TODAY
    qtbot.keyClick(popup.grid, Qt.Key.Key_PageDown)
    qtbot.keyClick(popup.grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(popup.grid, Qt.Key.Key_Return)
    assert field.value() == date(2026, 12, 24)


def test_a_month_later_than_the_31st_is_its_last_day(qtbot: QtBot) -> None:
    grid = MonthGrid(date(2026, 1, 31), plain_week)
    qtbot.addWidget(grid)
    grid.shift_month(1)
    assert grid.at == date(2026, 2, 28)
    grid.shift_month(-2)
    assert grid.at == date(2025, 12, 28)


def test_a_click_on_a_day_picks_it(qtbot: QtBot) -> None:
    grid = MonthGrid(TODAY, office_days(Workdays()))
    qtbot.addWidget(grid)
    grid.resize(grid.sizeHint())
    grid.grab()
    with qtbot.waitSignal(grid.picked) as told:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.rect().center())
    assert told.args[0].month == 11


def test_months_are_titled_in_the_language_of_the_window() -> None:
    assert month_title(TODAY) == "民國 115 年 11 月"
    use("en")
    try:
        assert month_title(TODAY) == "November 2026"
    finally:
        use(DEFAULT_LANGUAGE)


def test_a_form_field_names_its_field_and_shows_its_error_below(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = FormField("聯絡電話", line, required=True, hint="分機即可")
    qtbot.addWidget(field)
    field.show()
    assert line.accessibleName() == "聯絡電話"
    assert field.hint.text() == "必填  分機即可"
    field.set_error("請填電話。")
    assert field.error() == "請填電話。"
    assert "請填電話。" in line.accessibleDescription()
    assert line.property("invalid") is True
    field.set_error("")
    assert line.property("invalid") is False


def test_esc_clears_a_search_before_it_leaves(qtbot: QtBot) -> None:
    field = SearchField("搜尋", key="Ctrl K")
    qtbot.addWidget(field)
    field.setText("冷氣")
    with qtbot.waitSignal(field.cleared):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


@pytest.fixture
def find(qtbot: QtBot) -> TypeAhead:
    """A type-ahead with eight results."""
    made = TypeAhead("地點或設備", name="地點或設備")
    qtbot.addWidget(made)
    made.wanted.connect(lambda words: made.set_results(FOUND if words else []))
    made.show()
    made.activateWindow()
    made.edit.setFocus()
    return made


def test_results_open_below_the_line_and_enter_takes_the_one_under_the_bar(
    find: TypeAhead, qtbot: QtBot
) -> None:
    closed = find.sizeHint().height()
    lit: list[object] = []
    find.highlighted.connect(lit.append)
    qtbot.keyClicks(find.edit, "ahu")
    assert find.sizeHint().height() >= closed + 4 * 34
    qtbot.keyClick(find.edit, Qt.Key.Key_Down)
    find.grab()
    with qtbot.waitSignal(find.chosen) as told:
        qtbot.keyClick(find.edit, Qt.Key.Key_Return)
    assert (lit[-2:], told.args, find.value()) == ([1, 2], [2], 2)
    assert find.sizeHint().height() == closed
    assert find.accessibleName() or find.edit.accessibleName() == "地點或設備"


def test_the_bar_stops_at_the_ends_and_scrolls(find: TypeAhead, qtbot: QtBot) -> None:
    qtbot.keyClicks(find.edit, "ahu")
    for _ in range(20):
        qtbot.keyClick(find.edit, Qt.Key.Key_Down)
    assert find._results._at == len(FOUND) - 1
    assert find._results._top == len(FOUND) - 4


def test_a_choice_can_be_given_up_and_the_words_are_still_there(find: TypeAhead, qtbot: QtBot) -> None:
    qtbot.keyClicks(find.edit, "ahu")
    qtbot.keyClick(find.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(find.chosen) as told:
        find.reopen()
    assert told.args == [None]
    assert find.words() == "ahu"
    assert QApplication.focusWidget() is find.edit


def test_late_results_do_not_reopen_a_taken_choice(find: TypeAhead) -> None:
    find.choose(FOUND[0])
    find.set_results(FOUND)
    assert isinstance(find._results, QWidget)
    assert find._results.isHidden()


@pytest.mark.parametrize(
    "make",
    [
        QLineEdit,
        QPlainTextEdit,
        lambda: DateField(lambda: TODAY, name="期限"),
        lambda: TypeAhead("設備", name="設備"),
    ],
)
def test_an_error_goes_as_soon_as_the_field_is_corrected(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    form = FormField("狀況", make(), required=True)
    qtbot.addWidget(form)
    form.show()
    form.set_error("請填寫狀況。")
    form.field.setFocus()
    line = form.field.focusProxy() or form.field
    qtbot.keyClicks(line, "1")
    assert form.error() == ""
    assert form.field.property("invalid") is False


def test_an_error_of_a_choice_goes_once_something_is_chosen(qtbot: QtBot) -> None:
    control = SegmentedControl([Segment("parts", "待料"), Segment("vendor", "待廠商")], numbered=True)
    form = FormField("等待", control, required=True)
    qtbot.addWidget(form)
    form.show()
    form.set_error("請選擇等待的原因。")
    control.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier))
    assert (form.error(), control.value()) == ("", "vendor")
    form.set_error("請選擇等待的原因。")
    assert form.error() == "請選擇等待的原因。"


def test_what_is_no_date_is_red_only_until_one_types_on(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line(), "115/13/40")
    assert not field.commit()
    qtbot.keyClick(field.line(), Qt.Key.Key_Backspace)
    assert field.error() == ""
