"""Things that only show: labels, pills, facts, timelines, notices, charts, and the gallery of all."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import LANGUAGES
from ui.widgets import gallery
from ui.widgets.bars import BarRow, Bars, ProgressLine, Share, SplitBar, Tick, TickBar
from ui.widgets.columns import PlanColumns, SeriesRow, SmallMultiples
from ui.widgets.facts import KeyValueGrid, Timeline, TimelineEntry
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label, Pill, initials
from ui.widgets.surfaces import EmptyState, Notice


def test_a_label_shows_markup_as_it_was_typed(qtbot: QtBot) -> None:
    label = Label("<b>粗</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_elided_label_gives_the_whole_text_as_tooltip(qtbot: QtBot) -> None:
    label = Label("四維行政中心 › 9F › 東側機房", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_a_pill_is_as_wide_as_its_words_and_says_them(qtbot: QtBot) -> None:
    pill = Pill("新案", "neutral", "inbox")
    qtbot.addWidget(pill)
    short = pill.sizeHint().width()
    pill.set_status("逾期 12 天", "red", "clock-alert")
    assert pill.sizeHint().width() > short
    assert pill.accessibleName() == "逾期 12 天"


@pytest.mark.parametrize(("name", "short"), [("林育成", "林"), ("Ann Lee", "AL"), ("", "?")])
def test_a_person_is_shown_by_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_facts_say_a_dash_where_there_is_nothing(qtbot: QtBot) -> None:
    facts = KeyValueGrid()
    qtbot.addWidget(facts)
    value = facts.add("公證", "")
    assert isinstance(value, QLabel)
    assert value.text() == "－"
    facts.clear()
    assert facts.layout() is not None
    assert facts._grid.count() == 0


def test_an_event_with_a_key_opens_by_enter(qtbot: QtBot) -> None:
    line = Timeline([TimelineEntry("結案", "115/05/12", "wrench", key=7), TimelineEntry("遷入", "114/03/02")])
    qtbot.addWidget(line)
    line.show()
    rows = [line._column.itemAt(i).widget() for i in range(2)]  # type: ignore[union-attr]
    assert rows[0] is not None
    assert rows[1] is not None
    with qtbot.waitSignal(line.opened) as told:
        qtbot.keyClick(rows[0], Qt.Key.Key_Return)
    assert told.args == [7]
    assert rows[1].focusPolicy() == Qt.FocusPolicy.NoFocus
    assert rows[0].accessibleName() == "115/05/12 結案"


def test_an_empty_list_offers_the_first_step(qtbot: QtBot) -> None:
    steps: list[bool] = []
    empty = EmptyState("inbox", "沒有案件", action="報修", on_action=lambda: steps.append(True))
    qtbot.addWidget(empty)
    empty.show()
    empty.button.click()
    assert steps == [True]
    empty.set_content("inbox", "沒有符合的案件")
    assert empty.button.isHidden()


def test_a_notice_says_its_words_to_a_screen_reader(qtbot: QtBot) -> None:
    notice = Notice("應於 116/01/16 前返還", "剩 54 天")
    qtbot.addWidget(notice)
    assert (notice.accessibleName(), notice.accessibleDescription()) == ("應於 116/01/16 前返還", "剩 54 天")


def test_items_that_do_not_fit_flow_into_the_next_line(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=8)
    for _ in range(4):
        child = QWidget()
        child.setFixedSize(100, 20)
        flow.addWidget(child)
    assert flow.heightForWidth(500) == 20
    assert flow.heightForWidth(220) == 48
    flow.setGeometry(QRect(0, 0, 220, 100))
    assert [flow.itemAt(i).geometry().topLeft() for i in (1, 2)] == [QPoint(108, 0), QPoint(0, 28)]  # type: ignore[union-attr]


def test_a_bar_is_walked_to_with_the_arrows_named_and_opened(qtbot: QtBot) -> None:
    bars = Bars([BarRow("3 天內", 9), BarRow("逾 30 天", 1, role="red")])
    qtbot.addWidget(bars)
    bars.resize(bars.sizeHint())
    qtbot.keyClick(bars, Qt.Key.Key_Up)
    assert bars.accessibleDescription() == "逾 30 天 1"
    with qtbot.waitSignal(bars.opened) as told:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert told.args == [1]
    with qtbot.waitSignal(bars.opened) as told:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, 5))
    assert told.args == [0]


def test_two_late_items_of_thirty_six_are_two_ticks(qtbot: QtBot) -> None:
    bar = TickBar([Tick("green", "合格")] * 34 + [Tick("red", "高壓檢驗", gap=True), Tick("red", "水塔")])
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    parts = bar.parts()
    assert len(parts) == 36
    assert all(a.right() < b.left() for a, b in pairwise(parts))
    assert bar.part_name(34) == "高壓檢驗"


def test_every_column_says_its_number_and_its_plan(qtbot: QtBot) -> None:
    plan = PlanColumns()
    qtbot.addWidget(plan)
    plan.set_data((2.3, None), ("1", "2"), (2.2, 2.1), 0, "計畫")
    plan.resize(plan.sizeHint())
    assert plan.part_name(0) == "1  2.3  計畫 2.2"
    assert plan.part_name(1) == "2  －  計畫 2.1"
    plan.grab()


def test_small_multiples_share_one_scale_and_have_a_row_each(qtbot: QtBot) -> None:
    small = SmallMultiples()
    qtbot.addWidget(small)
    small.set_data(
        [SeriesRow("水電", (3, 9), ("9", "12")), SeriesRow("消防", (1, 0), ("0", "1"))], ("10", "11")
    )
    small.resize(small.sizeHint())
    small.grab()
    assert small.part_name(1) == "消防: 1 0"
    assert len(small.parts()) == 2


def test_charts_of_nothing_draw_nothing(qtbot: QtBot) -> None:
    for chart in (Bars(), SmallMultiples(), PlanColumns(), TickBar()):
        qtbot.addWidget(chart)
        chart.resize(120, 60)
        chart.grab()
        assert chart.part_at(QPoint(5, 5)) == -1


def test_a_split_says_both_ends_and_a_progress_its_percentage(qtbot: QtBot) -> None:
    split = SplitBar(
        Share("中央補助", "3,914.6 萬", 86.8, "accent"), Share("市款", "595.4 萬", 13.2, "chart")
    )
    line = ProgressLine(0.4)
    for widget in (split, line):
        qtbot.addWidget(widget)
    assert split.accessibleName() == "中央補助 3,914.6 萬, 市款 595.4 萬"
    assert line.accessibleDescription() == "40%"
    line.set_share(-1)
    assert line.accessibleDescription() == ""


def test_the_gallery_draws_every_page_in_both_themes_and_languages(
    tmp_path: Path, qapp: QApplication
) -> None:
    files = gallery.draw(tmp_path, scale=1.0)
    assert len(files) == len(gallery.PAGES) * 2 * len(LANGUAGES)
    assert all(path.stat().st_size > 5000 for path in files)
