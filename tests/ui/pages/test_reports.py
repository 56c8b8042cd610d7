"""The reports page: choose a period, read its figures, open what stands behind them, take them along."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.figures import By
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.periods import Period
from facilities_app.services.tickets import NewTicket
from tests.factories import Make
from tests.services.test_repair_figures import MARCH, fill
from tests.ui.pages.record_desk import Desk, desk_at
from ui.components.list_page import ListPage
from ui.pages.reports import links
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.period_bar import CUSTOM
from ui.pages.reports.rows_card import SHOWN

REPORT = Period(date(2017, 2, 16), date(2017, 7, 31))


@contextmanager
def at_reports(
    program: Program, clock: FixedClock, qtbot: QtBot, folder: Path, language: str = "zh_TW"
) -> Iterator[tuple[Desk, ReportsPage]]:
    with desk_at(program, clock, qtbot, folder, "reports", language) as desk:
        page = cast(ReportsPage, desk.app.window.stack.page())
        qtbot.waitUntil(lambda: page.figures is not None)
        desk.settle()
        yield desk, page


def show(desk: Desk, period: Period, by: By = By.TRADE) -> ReportsPage:
    """Go to a period's figures, as from a link."""
    desk.app.window.navigate("reports", period=period, by=by)
    desk.settle()
    page = cast(ReportsPage, desk.app.window.stack.page())
    assert page.figures is not None
    assert (page.figures.period, page.figures.by) == (period, by)
    return page


def opened(desk: Desk) -> int:
    """How many rows the list that was opened has."""
    assert desk.app.window.stack.key == "tickets"
    page = desk.app.window.stack.page()
    assert isinstance(page, ListPage)
    desk.settle()
    return page.model.rowCount()


def test_the_reports_half_year_typed_by_keyboard(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, page):
        desk.button("自訂").click()
        assert desk.focus is page.bar.first.line()
        desk.replace("106/2/16")
        desk.press(Qt.Key.Key_Return)
        page.bar.last.setFocus()
        desk.replace("1060731")
        desk.press(Qt.Key.Key_Return)
        assert page.figures is not None
        assert page.figures.period == REPORT
        assert page.keys.cases.button.text() == "343"
        assert page.words.text().endswith("等設施維修案，本期共計處理 343 件。")
        assert page.note == "106/02/16–106/07/31"
        assert "四維行政中心 159 件" in page.rows.sites.text()


def test_a_period_turned_round_is_said_beside_the_fields_and_changes_nothing(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, page):
        show(desk, REPORT)
        page.bar.first.setFocus()
        desk.replace("106/8/1")
        desk.press(Qt.Key.Key_Return)
        assert page.bar.error.text()
        assert page.figures is not None
        assert page.figures.period == REPORT
        desk.replace("106/3/1")
        desk.press(Qt.Key.Key_Return)
        assert page.bar.error.text() == ""
        assert page.figures.period == Period(date(2017, 3, 1), REPORT.end)


@pytest.mark.parametrize("by", By)
def test_every_row_opens_the_cases_it_counts(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, by: By
) -> None:
    fill(program, make)
    with at_reports(program, clock, qtbot, tmp_path) as (desk, _page):
        page = show(desk, MARCH, by)
        assert page.figures is not None
        for place, row in enumerate(page.figures.rows):
            page.rows.table.opened.emit(place)
            assert opened(desk) == row.sums.cases
            desk.app.window.navigate("reports")
            desk.settle()
        page.rows.table.opened.emit(len(page.figures.rows))
        assert opened(desk) == 9, "the last line is all together"


def test_every_number_opens_its_rows(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(program, make)
    with at_reports(program, clock, qtbot, tmp_path) as (desk, _page):
        page = show(desk, MARCH)
        keys, side = page.keys, page.side
        for part, count in (
            (keys.cases.button, 9),
            (keys.on_time.button, 5),
            (keys.missed, 2),
            (keys.repair_time.button, 4),
            (keys.uncosted, 6),
            (side.repeats, 3),
        ):
            part.click()
            assert opened(desk) == count, part.accessibleName()
            desk.app.window.navigate("reports")
            desk.settle()
        side.faults.opened.emit(0)
        assert opened(desk) == 3, "the lift's cases, the cancelled one too"
        desk.app.window.navigate("reports")
        page.months.columns.opened.emit(0)
        assert opened(desk) == 2, "the first trade's cases"


def test_ages_open_what_they_count(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (_desk, page):
        assert page.figures is not None
        for name, count in page.figures.ages:
            assert demo.services.lists["tickets"].count(links.age(name, page.figures.today)) == count


def test_arrows_walk_through_the_table_and_enter_opens(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, page):
        page.rows.table.setFocus()
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Down)
        assert page.figures is not None
        row = page.figures.rows[1]
        assert row.name in page.rows.table.accessibleDescription()
        desk.press(Qt.Key.Key_Return)
        assert opened(desk) == row.sums.cases


def test_figures_follow_what_is_logged(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    site = make.site()
    with at_reports(program, clock, qtbot, tmp_path) as (desk, page):
        assert page.keys.cases.button.text() == "0"
        assert page.keys.on_time.button.text() == page.keys.cost.button.text() == "－"
        assert page.words.text() == "本期無報修案件。"
        context = desk.app.window.context
        context.change(lambda: program.services.tickets.log(NewTicket("電燈不亮", place_id=site)))
        qtbot.waitUntil(lambda: page.keys.cases.button.text() == "1")
        desk.settle()


def test_a_page_nobody_sees_reads_again_when_it_is_seen(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    site = make.site()
    with at_reports(program, clock, qtbot, tmp_path) as (desk, page):
        desk.app.window.navigate("overview")
        desk.settle()
        context = desk.app.window.context
        context.change(lambda: program.services.tickets.log(NewTicket("電燈不亮", place_id=site)))
        desk.settle()
        assert page.keys.cases.button.text() == "0"
        desk.app.window.navigate("reports")
        desk.settle()
        assert page.keys.cases.button.text() == "1"


def test_many_rows_fold_and_unfold(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, _page):
        page = show(desk, REPORT, By.ASSET)
        assert page.figures is not None
        assert len(page.rows.table.rows) == SHOWN + 1
        page.rows.more.click()
        assert len(page.rows.table.rows) == len(page.figures.rows) + 1
        assert not page.rows.more.isVisible()


def test_each_way_to_tell_cases_apart_is_a_click(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, page):
        names = ("類別", "中心", "位置", "廠商", "設備", "設備類別", "優先", "月份", "預算科目")
        for by, name in zip(By, names, strict=True):
            desk.button(name, page.rows).click()
            desk.settle()
            assert page.figures is not None
            assert page.figures.by is by
            assert not page.rows.table.grab().isNull()


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv"])
def test_what_is_seen_is_exported(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, _page):
        page = show(desk, REPORT)
        assert page.file_name(kind) == f"報修統計_類別_1060216-1060731.{kind}"
        page.ask(kind)
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        out = tmp_path / page.file_name(kind)
        dialog.fileSelected.emit(str(out))
        dialog.close()
        qtbot.waitUntil(lambda: bool(desk.toasts))
        desk.settle()
        assert out.stat().st_size
        assert out.name in desk.said()


def test_period_and_kind_come_back_next_time(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, _page):
        show(desk, REPORT, By.SITE).keep_state()
    with at_reports(demo, clock, qtbot, tmp_path) as (_desk, page):
        assert page.bar.choice() == CUSTOM
        assert page.figures is not None
        assert (page.figures.period, page.figures.by) == (REPORT, By.SITE)


def test_preferences_nobody_can_read_fall_back_to_the_year(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, _page):
        prefs = desk.app.prefs
        for key, value in (("period", CUSTOM), ("from", "soon"), ("to", ""), ("by", "colour")):
            prefs.set(f"reports.{key}", value)
        desk.app.window.stack._made.pop("reports", None)
        page = ReportsPage(desk.app.window.context)
        qtbot.addWidget(page)
        qtbot.waitUntil(lambda: page.figures is not None)
        assert page.bar.choice() == "year"
        assert page.figures is not None
        assert page.figures.by is By.TRADE


def test_every_figure_says_what_it_means(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path, "en") as (desk, page):
        said = desk.words(page)
        for words in (
            "Finished by the due time",
            "Working hours",
            "The costs entered",
            "A repeat is a fault",
        ):
            assert words in said
        assert page.keys.on_time.button.text() != "－"


def test_months_open_only_days_within_the_period() -> None:
    query = links.row(REPORT, By.MONTH, date(2017, 2, 1))
    edges = {condition.op: condition.values[0] for condition in query.conditions}
    assert edges == {"from": "2017-02-16", "to": "2017-02-28"}
    assert isinstance(query, ListQuery)


def test_the_share_on_time_never_rounds_up_to_whole(demo: Program) -> None:
    year = Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=364))
    share = demo.services.figures.read(year).total.share_on_time
    assert share is not None
    assert share < Decimal(100)


def test_downtime_says_what_it_counts_and_opens_its_rows_by_asset(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_reports(demo, clock, qtbot, tmp_path) as (desk, page):
        assert page.figures is not None
        assert f"（{page.figures.downtimes.assets} 項設備）" in page.keys.down.text()
        assert "停機" in page.keys.down.accessibleDescription()
        page.keys.down.click()
        desk.settle()
        assert page.figures.by is By.ASSET
        assert "停機" in page.rows.table._titles[-1]
