"""The overview: today's work by keyboard, figures that equal the rows they open, and a fresh database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import DueItem
from facilities_app.services.tickets import NewTicket
from resources.texts import catalogue
from tests.factories import Make
from tests.ui.pages.record_desk import Desk, desk_at
from ui.components.list_page import ListPage
from ui.pages.dormitories.page import DormitoriesPage
from ui.pages.overview import links
from ui.pages.overview.entries import entries_of, lines_of, shares
from ui.pages.overview.mini_rack import TODO
from ui.pages.overview.page import ALL, MINE, OverviewPage
from ui.pages.overview.ticks import MISSED, ComplianceTicks

TODAY = date(2026, 11, 23)


@contextmanager
def at_overview(
    program: Program, clock: FixedClock, qtbot: QtBot, folder: Path, language: str = "zh_TW"
) -> Iterator[tuple[Desk, OverviewPage]]:
    with desk_at(program, clock, qtbot, folder, "overview", language) as desk:
        page = cast(OverviewPage, desk.app.window.stack.page())
        qtbot.waitUntil(lambda: page.reading is not None)
        desk.settle()
        yield desk, page


def item(number: int, group: str = "week", kind: str = "task", **more: object) -> DueItem:
    made = DueItem(kind, number, f"I{number}", "客梯保養", f"客梯 {number} 號", TODAY, group=group)
    return replace(made, **more)  # type: ignore[arg-type]


# -- lines, without a window -----------------------------------------------------------------------


def test_alike_inspections_of_a_day_are_one_line() -> None:
    items = [
        item(1),
        item(2),
        item(3, due_on=TODAY + timedelta(days=1)),
        item(4, kind="ticket"),
        item(5, kind="ticket"),
    ]
    entries = entries_of(items)["week"]
    assert [len(entry.items) for entry in entries] == [2, 1, 1, 1]


def test_every_group_gets_a_few_lines_before_the_first_gets_all() -> None:
    assert shares({"overdue": 9, "week": 36, "new": 6, "expiring": 19}, 12) == {
        "overdue": 5,
        "week": 3,
        "new": 2,
        "expiring": 2,
    }
    assert shares({"overdue": 1, "week": 2}, 30) == {"overdue": 1, "week": 2}


def test_a_head_says_how_many_more_there_are() -> None:
    entries = entries_of([item(n, kind="ticket") for n in range(5)])
    lines = lines_of(entries, {"week": 9}, {"week": 2})
    assert [(line.kind, line.count, line.more) for line in lines] == [
        ("head", 9, 7),
        ("entry", 0, 0),
        ("entry", 0, 0),
    ]
    assert lines_of(entries, {"week": 9}, {"week": 2}, frozenset({"week"}))[0].more == 4


@pytest.mark.parametrize(
    ("due", "page", "what"),
    [
        (item(7, target="tickets", target_id=7), "tickets", {"record": 7}),
        (item(7, target="inspection_tasks", target_id=8), "inspections", {"record": 8}),
        (item(7, target="assets", target_id=9), "assets", {"record": 9}),
        (item(7, target="dorm_units", target_id=3), "dormitories", {"record": 3}),
        (item(7, target="audit_rounds", target_id=1), "audits", {"record": 1, "filter": "open"}),
        (
            item(7, "expiring", "permit", target="permits", title="客梯 2 號"),
            "assets",
            {"query": ListQuery("客梯 2 號")},
        ),
    ],
)
def test_each_line_leads_to_its_record(due: DueItem, page: str, what: dict[str, object]) -> None:
    assert links.entry_link(entries_of([due])[due.group][0]) == (page, what)


def test_two_missed_of_many_are_two_ticks(qtbot: QtBot) -> None:
    ticks = ComplianceTicks()
    qtbot.addWidget(ticks)
    ticks.resize(172, 40)
    ticks.set_counts(214, 2)
    drawn = ticks.ticks()
    assert len(drawn) == 214
    assert len({one.topLeft().toTuple() for one in drawn}) == 214
    assert ticks.part_at(drawn[-1].center()) == MISSED
    assert ticks.part_at(drawn[0].center()) != MISSED
    ticks.set_counts(100_000, 2)
    assert ticks.ticks() == []
    assert not ticks.grab().isNull()


# -- today's work ----------------------------------------------------------------------------------


def test_the_first_thing_to_do_has_the_focus_and_enter_runs_it(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (desk, page):
        assert desk.focus is page.todo
        first = page.todo.current()
        assert first is not None
        assert first.item.group == "overdue"
        assert page.todo.words(page.todo.at).what in page.todo.accessibleDescription()
        link = links.entry_link(first)
        desk.press(Qt.Key.Key_Return)
        assert desk.app.window.stack.key == link.page
        assert desk.page.current == link.what["record"]


def test_arrows_walk_and_a_heads_more_unfolds_its_group(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (desk, page):
        before = page.todo.at
        desk.press(Qt.Key.Key_Down)
        assert page.todo.at == before + 1
        desk.press(Qt.Key.Key_Home)
        while not page.todo.lines()[page.todo.at].more:  # to the first group that shows a part only
            desk.press(Qt.Key.Key_Down)
        head = page.todo.lines()[page.todo.at]
        desk.press(Qt.Key.Key_Return)
        opened = [line for line in page.todo.lines() if line.group == head.group and line.entry]
        assert sum(len(line.entry.items) for line in opened if line.entry) == head.count
        assert page.todo.lines()[page.todo.at].entry is not None
        desk.press(Qt.Key.Key_End)
        assert page.todo.at == len(page.todo.lines()) - 1


def test_all_four_groups_are_in_sight_at_the_smallest_window(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (_desk, page):
        heads = [line.group for line in page.todo.lines() if line.kind == "head"]
        assert heads == ["overdue", "week", "new", "expiring"]
        assert page._todo_view.verticalScrollBar().maximum() == 0
        assert page._figures_view.verticalScrollBar().maximum() == 0


def test_the_mouse_moves_to_a_line_and_runs_its_action(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (desk, page):
        place = page.todo.at + 2
        box = page.todo.box(place)
        QTest.mouseClick(page.todo, Qt.MouseButton.LeftButton, pos=QPoint(200, box.center().y()))
        assert page.todo.at == place
        assert desk.app.window.stack.key == "overview"
        QTest.mouseMove(page.todo, QPoint(box.right() - 20, box.center().y()))
        QTest.mouseClick(page.todo, Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 20, box.center().y()))
        desk.settle()
        assert desk.app.window.stack.key != "overview"


def test_mine_shows_only_what_is_mine(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    actor = program.services.base.actor_id
    make.task(due=TODAY - timedelta(days=3), assignee_id=actor)
    make.task(due=TODAY - timedelta(days=2), title="別人的檢查")
    with at_overview(program, clock, qtbot, tmp_path) as (desk, page):
        assert [line.count for line in page.todo.lines() if line.kind == "head"] == [2]
        page._on_whose(MINE)
        shown = [line.entry for line in page.todo.lines() if line.entry]
        assert [entry.item.title for entry in shown] == ["客梯每月檢查"]
        assert desk.focus is page.todo
        page._on_whose(ALL)
        assert sum(line.kind == "entry" for line in page.todo.lines()) == 2


# -- the figures -----------------------------------------------------------------------------------


def test_every_figure_equals_the_rows_it_opens(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    lists, overview = demo.services.lists, demo.services.overview.read()
    for age, count in overview.ages:
        assert lists["tickets"].count(links.age_link(age, TODAY).what["query"]) == count, age
    missed = links.statutory_link(True, TODAY).what["query"]
    kept = links.statutory_link(False, TODAY).what["query"]
    assert lists["tasks"].count(missed) == overview.statutory_overdue
    assert lists["tasks"].count(kept) == overview.statutory_total - overview.statutory_overdue
    for trade, choice in zip(overview.trades, demo.services.labels.choices("trade"), strict=True):
        query = links.trade_link(int(choice.code), TODAY).what["query"]
        assert lists["tickets"].count(query) == sum(trade.months), trade.trade
        query = links.trade_link(int(choice.code), TODAY, this_month=True).what["query"]
        assert lists["tickets"].count(query) == trade.months[-1], trade.trade
    later = links.later_tickets_link(TODAY).what["query"]
    assert lists["tickets"].count(later) == overview.later_tickets
    later = links.later_tasks_link(TODAY).what["query"]
    assert lists["tasks"].count(later) == overview.later_tasks > 0
    everything = links.trade_link(None, TODAY).what["query"]
    assert lists["tickets"].count(everything) == sum(sum(one.months) for one in overview.trades)
    with at_overview(demo, clock, qtbot, tmp_path) as (desk, page):
        assert page.later_tasks.text() == f"{overview.later_tasks} 項巡檢"
        counts = page.figures.rack.counts()
        for status in ("vacant", "recovered", TODO):
            part = len(overview.tiles) + list(counts).index(status)
            page.figures.rack.opened.emit(part)
            desk.settle()
            rack = cast(DormitoriesPage, desk.app.window.stack.page()).rack
            assert len(rack.tiles()) == counts[status]
            desk.app.window.navigate("overview")


def test_each_number_of_the_trades_opens_exactly_its_rows(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    overview = demo.services.overview.read()
    with at_overview(demo, clock, qtbot, tmp_path) as (desk, page):
        chart = page.figures.trades
        wanted = [(one.months[-1], sum(one.months)) for one in overview.trades]
        wanted.append((sum(month for month, _ in wanted), sum(year for _, year in wanted)))
        for part, counts in enumerate(wanted):
            for figure, count in enumerate(counts):
                at = chart.figure_rect(part, figure).center()
                qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
                desk.settle()
                tickets = cast(ListPage, desk.app.window.stack.page())
                qtbot.waitUntil(tickets.model.exact)
                assert tickets.model.rowCount() == count
                desk.app.window.navigate("overview")
        chart.setFocus(Qt.FocusReason.TabFocusReason)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Right)
        assert "本月" in chart.accessibleDescription()
        desk.press(Qt.Key.Key_Return)
        tickets = cast(ListPage, desk.app.window.stack.page())
        assert tickets.model.query.conditions[0].values == ("2026-11-01",)


def test_a_tile_a_bar_and_a_month_open_by_keyboard(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (desk, page):
        for chart, where in (
            (page.figures.ages, "tickets"),
            (page.figures.trades, "tickets"),
            (page.figures.rack, "dormitories"),
            (page.figures.months, "assets"),
            (page.figures.ticks, "inspections"),
        ):
            chart.setFocus(Qt.FocusReason.TabFocusReason)
            desk.press(Qt.Key.Key_Down)
            assert chart.accessibleDescription()
            desk.press(Qt.Key.Key_Return)
            assert desk.app.window.stack.key == where
            desk.app.window.navigate("overview")
            desk.settle()


def test_hovering_a_bar_shows_its_number(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (_desk, page):
        ages = page.figures.ages
        at = ages.parts()[0].center()
        QApplication.sendEvent(ages, QHelpEvent(QEvent.Type.ToolTip, at, ages.mapToGlobal(at)))
        assert QToolTip.text() == ages.part_name(0)
        QToolTip.hideText()


# -- change, emptiness, language -------------------------------------------------------------------


def test_what_is_logged_elsewhere_appears_by_itself(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    place = make.site()
    with at_overview(program, clock, qtbot, tmp_path) as (desk, page):
        assert page.empty.isVisible()
        context = desk.app.window.context
        context.change(lambda: desk.services.tickets.log(NewTicket("感應水龍頭不出水", place_id=place)))
        qtbot.waitUntil(lambda: any(line.entry for line in page.todo.lines()))
        assert not page.empty.isVisible()
        desk.settle()


def test_a_fresh_database_says_what_would_be_here_and_offers_the_first_step(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(program, clock, qtbot, tmp_path) as (desk, page):
        assert page.empty.isVisible()
        words = desk.words(page)
        for part in ("從這裡開始", "近 12 個月無應辦法定檢查", "尚未建檔", "尚無發電電表"):
            assert part in words
        page.empty.button.click()
        desk.settle()
        assert desk.app.window.stack.key == "assets"


def test_a_finished_repair_waits_for_a_look_and_is_not_called_late(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path) as (_desk, page):
        words = [page.todo.words(place) for place, line in enumerate(page.todo.lines()) if line.entry]
        pills = {found.pill.text for found in words if found.action == "驗收"}
    assert pills == {"待驗收"}


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_word_is_in_the_language_of_the_moment(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    with at_overview(demo, clock, qtbot, tmp_path, language) as (desk, page):
        said = set(desk.words().split("\n"))
        for place, line in enumerate(page.todo.lines()):
            if line.entry is not None:
                words = page.todo.words(place)
                said |= {words.action, words.pill.text}
        other = {zh for en, zh in catalogue().items() if en.split("|")[-1] != zh and len(zh) > 1}
        if language != "en":
            other = {en.split("|")[-1] for en, zh in catalogue().items() if en != zh and en.isascii()}
        assert not said & other
