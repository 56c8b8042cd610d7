"""執行情形: the year's numbers, each of which opens what it counts, and the register beside them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.compliance import By, Judged
from tests.ui.pages.record_desk import Desk, desk_at
from ui.components.list_page import ListPage
from ui.pages.reports.compliance import CompliancePage


@pytest.fixture
def desk(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(demo, clock, qtbot, tmp_path, "compliance") as made:
        qtbot.waitUntil(lambda: page_of(made).shown is not None)
        made.settle()
        yield made


def page_of(desk: Desk) -> CompliancePage:
    return cast(CompliancePage, desk.app.window.stack.page())


def part(page: CompliancePage, row: int, judged: Judged) -> int:
    return row * 7 + list(Judged).index(judged)


@pytest.mark.parametrize("by", list(By))
def test_every_number_opens_as_many_inspections_as_it_says(desk: Desk, by: By) -> None:
    page = page_of(desk)
    page.by.set_value(by.value)
    page._show()
    rows = page.rows()
    assert rows
    row = max(range(len(rows)), key=lambda at: rows[at].counts.on_time)
    wanted = [(row, Judged.ON_TIME), (row, Judged.LATE), (len(rows), Judged.OVERDUE)]
    for at, judged in wanted:
        desk.app.window.navigate("compliance")
        counts = rows[at].counts if at < len(rows) else page.shown.total  # type: ignore[union-attr]
        page.table.opened.emit(part(page, at, judged))
        assert desk.app.window.stack.key == "inspections"
        desk.settle()
        opened = cast(ListPage, desk.app.window.stack.page())
        assert opened.model.rowCount() == counts.of(judged)


def test_another_year_and_what_no_law_asks_for_are_read_again(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk)
    assert page.year_label.text() == "115 年"
    page.before.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.year == 2025)
    assert page.year_label.text() == "114 年"
    before = page.shown.total.due if page.shown is not None else 0
    page.basis.set_value("all")
    page.read()
    qtbot.waitUntil(lambda: page.shown is not None and not page.shown.statutory)
    assert page.shown is not None
    assert page.shown.total.due >= before
    desk.settle()


def test_the_arrows_walk_through_the_numbers_and_enter_opens_one(desk: Desk) -> None:
    page = page_of(desk)
    page.table.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(page.table, key)
    assert page.table.place(page.table.at) == (1, 1)
    assert page.table.accessibleDescription().endswith(page.table.rows[1].cells[1])
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.app.window.stack.key == "inspections"
    desk.settle()


def test_the_definition_is_in_sight_and_the_sum_stands_last(desk: Desk) -> None:
    page = page_of(desk)
    assert "逾期未辦與未辦理均列為不合格" in page.definition.text()
    assert page.table.rows[-1].name == "合計"
    assert page.shown is not None
    assert page.table.rows[-1].cells[0] == f"{page.shown.total.on_time:,}"


def test_a_change_is_counted_a_moment_later(desk: Desk, qtbot: QtBot) -> None:
    page, services = page_of(desk), desk.app.window.context.services
    assert page.shown is not None
    before = page.shown.total.skipped
    with services.base.read() as session:
        from db.models import InspectionTask

        task = (
            session.query(InspectionTask)
            .filter_by(status="planned", is_statutory=True)
            .filter(InspectionTask.due_on <= date(2026, 11, 23) + timedelta(days=30))
            .first()
        )
        assert task is not None
        key, version = task.id, task.version
    desk.app.window.context.change(lambda: services.inspections.skip(key, version, "設備停用"))
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.total.skipped == before + 1)
    desk.settle()


def test_the_register_is_written_from_the_page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "register.xlsx"
    page_of(desk).write(out)
    qtbot.waitUntil(out.exists, timeout=20_000)
    desk.settle()
