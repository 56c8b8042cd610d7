"""Licences in the settings: the list says how long each holds, the form makes and changes them."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from tests.ui.pages.record_desk import desk_at
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.row_sheet import RowSheet
from ui.pages.settings.table_sections import OneTable

TODAY = date(2026, 11, 23)


def test_a_licence_stands_in_its_section_and_the_reminder_leads_there(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    given = {
        "holder": "陳志豪",
        "kind": "電匠",
        "number": "電字 1 號",
        "expires_on": TODAY + timedelta(days=9),
    }
    program.services.reference.add("licences", given)
    with desk_at(program, clock, qtbot, tmp_path, "settings") as desk:
        desk.settle()
        (notice,) = desk.app.window.bell._notices
        desk.app.window.bell._go(notice)
        desk.settle()
        page = cast(SettingsPage, desk.app.window.stack.page())
        section = cast(OneTable, page.section())
        assert section.panel.table.accessibleName() == "檢查證照"
        model = section.panel.table.model()
        shown = [model.index(0, column).data() for column in range(model.columnCount())]
        assert shown[:4] == ["陳志豪", "電匠", "電字 1 號", "115/12/02"]
        section.panel.add()
        desk.settle()
        sheets = desk.app.window.findChildren(RowSheet)
        assert [sheet.title.text() for sheet in sheets if sheet.isVisible()] == ["新增證照"]
