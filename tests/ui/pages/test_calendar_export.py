"""The calendar's days are taken along as a file."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.factories import Make
from tests.ics_reading import read_events
from tests.ui.pages.record_desk import desk_at
from ui.pages.calendar.page import CalendarPage

TODAY = date(2026, 11, 23)


def test_the_button_asks_for_a_file_and_writes_it(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    make.task(due=TODAY + timedelta(days=3), title="月檢")
    with desk_at(program, clock, qtbot, tmp_path, "calendar") as desk:
        page = cast(CalendarPage, desk.app.window.stack.page())
        desk.settle()
        page.head.export.click()
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        out = tmp_path / "own.ics"
        dialog.fileSelected.emit(str(out))
        dialog.done(0)
        qtbot.waitUntil(out.exists)
        desk.settle()
    (event,) = read_events(out)
    assert event["DTSTART"] == ["20261126"]
