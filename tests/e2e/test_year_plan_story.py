"""An admin's December: next year's plan is evened out, put down, printed, signed and approved; then one date moves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.year_plan import MarkState
from resources.texts import tr
from tests.ui.pages.record_desk import ALT, Desk, desk_at
from ui.components.task_move import TaskMoveSheet
from ui.pages.inspections.year_grid import Spot
from ui.pages.inspections.year_levelling import LevellingSheet
from ui.pages.inspections.year_page import YearPage
from ui.pages.inspections.year_sheets import ApproveSheet, DifferencesSheet, PutDownSheet


@pytest.fixture(params=["zh_TW", "en"])
def desk(
    request: pytest.FixtureRequest, demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(demo, clock, qtbot, tmp_path, "inspections", request.param) as made:
        yield made


def page_of(desk: Desk) -> YearPage:
    return cast(YearPage, desk.app.window.stack.page())


def calm(desk: Desk) -> None:
    desk.settle()
    desk.qtbot.waitUntil(lambda: not page_of(desk)._timer.isActive() and page_of(desk)._reading is None)
    desk.settle()


def movable(page: YearPage) -> Spot:
    """A planned inspection of our own schedule with an empty month after it."""
    for number, row in enumerate(page.grid.rows):
        cells = page.grid.cells(number)
        for column, marks in cells.items():
            alone = len(marks) == 1 and marks[0].state is MarkState.PLANNED and not row.statutory
            if alone and 0 < column < 11 and column + 1 not in cells:
                return Spot(number, column)
    raise AssertionError("nothing can be moved")


def test_the_plan_of_next_year_is_made_signed_and_then_departed_from(desk: Desk, tmp_path: Path) -> None:
    desk.app.window.navigate("year_plan", year=2027)
    page = page_of(desk)
    desk.qtbot.waitUntil(lambda: page.plan is not None and page.plan.year == 2027)
    calm(desk)

    page.head.level.click()
    desk.settle()
    assert len(desk.sheet(LevellingSheet).boxes) > 1
    before = [load.asked for load in page.grid.loads]
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm(desk)
    assert not desk.sheets()
    after = [load.asked for load in page.grid.loads]
    assert sum(n * n for n in after) < sum(n * n for n in before)

    page.desk.put_down()
    desk.sheet(PutDownSheet).save()
    calm(desk)
    page.desk.approve()
    approval = desk.sheet(ApproveSheet)
    approval.by.setText("王處長")
    approval.save()
    calm(desk)
    assert page.plan is not None
    assert page.plan.approved is not None
    assert page.plan.approved.approved_by == "王處長"

    page.desk.write("pdf", "A3", page.plan.approved)
    desk.settle()
    (paper,) = tmp_path.glob("*A3.pdf")
    text = "".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
    assert tr("Revision {n}").format(n=1) in text
    assert "王處長" in text

    where = movable(page)
    row = page.grid.rows[where.row]
    page.grid.go(where)
    desk.press(Qt.Key.Key_Right, ALT)
    move = desk.sheet(TaskMoveSheet)
    (one,) = move.moves()
    assert one.due_on.month == where.column + 2
    move.reason.setFocus()
    desk.write("廠商改期")
    desk.press(Qt.Key.Key_Return)
    calm(desk)
    kept = next(n for n, found in enumerate(page.grid.rows) if found.key == row.key)
    assert [mark.due_on for mark in page.grid.marks(Spot(kept, where.column + 1))] == [one.due_on]

    page.desk.compare()
    told = desk.sheet(DifferencesSheet)
    assert any("→" in line for line in told.lines)
    told.dismiss()
    desk.undo()
    calm(desk)
    page.desk.compare()
    assert desk.sheet(DifferencesSheet).lines == []
    desk.sheet(DifferencesSheet).dismiss()


def test_what_the_law_sets_is_refused_with_its_article_by_key_and_mouse_alike(desk: Desk) -> None:
    desk.app.window.navigate("year_plan")
    page = page_of(desk)
    desk.qtbot.waitUntil(lambda: page.plan is not None)
    calm(desk)
    number = next(n for n, row in enumerate(page.grid.rows) if row.statutory and row.rule == "FREQ=MONTHLY")
    page.grid.go(Spot(number, 11))
    desk.press(Qt.Key.Key_Left, ALT)
    assert not desk.sheets()
    assert desk.said() == tr("By law it counts from {since} on; an earlier date is not possible.").format(
        since="115/12/01"
    )
    assert all(mark.due_on >= date(2026, 12, 1) for mark in page.grid.marks(Spot(number, 11)))
