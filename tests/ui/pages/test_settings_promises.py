"""Targets, matrix, acceptance, escalation and office hours in the settings: edited by keyboard, undone, refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.settings.matrix import MatrixSection
from ui.pages.settings.office import OfficeSection
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.row_sheet import RowSheet
from ui.pages.settings.table_sections import OneTable


@pytest.fixture(params=["zh_TW", "en"])
def desk(
    request: pytest.FixtureRequest, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "settings", request.param) as made:
        yield made


def page(desk: Desk) -> SettingsPage:
    found = desk.app.window.stack.page()
    assert isinstance(found, SettingsPage)
    return found


def section(desk: Desk, key: str) -> object:
    page(desk).list.choose(key)
    desk.settle()
    return page(desk).section()


def sheet_of(desk: Desk) -> RowSheet:
    return next(one for one in desk.app.window.findChildren(RowSheet) if one.isVisible())


def test_a_target_is_typed_as_people_say_it_and_reads_so_again(desk: Desk) -> None:
    shown = section(desk, "targets")
    assert isinstance(shown, OneTable)
    assert shown.panel.model.rowCount() == 4
    shown.panel.table.take(2)
    desk.press(Qt.Key.Key_F2)
    desk.settle()
    sheet = sheet_of(desk)
    repair = sheet.fields["repair_minutes"].field
    assert isinstance(repair, QLineEdit)
    assert repair.text() in ("7 個工作天", "7 working days")
    repair.setText("soon")
    sheet.save()
    desk.settle()
    assert "soon" in sheet.fields["repair_minutes"].error()
    repair.setText("5 天")
    sheet.save()
    desk.settle()
    services = desk.app.window.context.services
    assert services.reference.rows("targets")[2].values["repair_minutes"] == 2400
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert services.reference.rows("targets")[2].values["repair_minutes"] == 3360
    assert shown.panel.model.index(2, 4).data() in ("7 個工作天", "7 working days")


def test_a_cell_of_the_matrix_and_the_acceptance_take_effect_at_once_and_are_undone(desk: Desk) -> None:
    shown = section(desk, "matrix")
    assert isinstance(shown, MatrixSection)
    services = desk.app.window.context.services
    cell = shown.cells[1, 2]
    cell.setCurrentIndex(0)
    cell.activated.emit(0)
    desk.settle()
    assert services.clocks.priority_of(1, 2) == 1
    shown.acceptance.setFocus()
    desk.press(Qt.Key.Key_Left)
    desk.settle()
    assert services.office.get("acceptance") == "optional"
    for _step in range(2):
        services.history.undo()
    desk.app.window.context.bus.publish(services.history.redo().changes)
    desk.settle()
    assert cell.currentData() == 1
    assert shown.acceptance.value() == "required"


def test_every_cell_says_what_it_is_for(desk: Desk) -> None:
    shown = section(desk, "matrix")
    assert isinstance(shown, MatrixSection)
    names = {cell.accessibleName() for cell in shown.cells.values()}
    assert len(names) == 9
    assert all(cell.currentIndex() >= 0 for cell in shown.cells.values())


def test_a_step_of_the_escalation_needs_a_sensible_share(desk: Desk) -> None:
    shown = section(desk, "escalation")
    assert isinstance(shown, OneTable)
    shown.panel.add()
    desk.settle()
    sheet = sheet_of(desk)
    share = sheet.fields["at_percent"].field
    assert isinstance(share, QLineEdit)
    share.setText("1000")
    sheet.save()
    desk.settle()
    assert sheet.fields["at_percent"].error()
    share.setText("120")
    sheet.save()
    desk.settle()
    assert shown.panel.model.rowCount() == 4


def test_office_hours_that_cannot_be_read_are_refused_beside_their_field(desk: Desk) -> None:
    shown = section(desk, "office")
    assert isinstance(shown, OfficeSection)
    line = shown.fields["office_hours"].field
    assert isinstance(line, QLineEdit)
    line.setText("8 to 5")
    shown.save()
    desk.settle()
    assert "8 to 5" in shown.fields["office_hours"].error()
    line.setText("08:30-12:30, 13:30-17:30")
    shown.save()
    desk.settle()
    assert desk.app.window.context.services.base.working_time.spans[0] == (510, 750)
