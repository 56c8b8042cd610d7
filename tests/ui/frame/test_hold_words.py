"""What a ticket on hold waits for is said in the same words on the screen, on paper, in files and when copied."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from facilities_app.bootstrap import Program
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.tickets import Action, Status
from facilities_app.presenting import Presenter
from facilities_app.services.tickets import Move
from resources import texts
from tests.factories import Make
from ui.components.list_copy import as_mime

COLUMNS = ("number", "status")


@pytest.fixture
def held(make: Make, program: Program) -> int:
    ticket = make.ticket("冰水管滴水")
    tickets = program.services.tickets
    for move in (
        Move(Action.DISPATCH, assignee_id=1),
        Move(Action.START),
        Move(Action.HOLD, hold_reason="vendor", hold_until=date(2026, 12, 1)),
    ):
        tickets.move((ticket.id,), move)
    return ticket.id


@pytest.mark.parametrize(("language", "words"), [("zh_TW", "待廠商"), ("en", "Awaiting contractor")])
def test_every_way_out_says_what_the_window_says(
    held: int, program: Program, tmp_path: Path, language: str, words: str
) -> None:
    texts.use(language)
    services = program.services
    source = services.lists["tickets"]
    row = source.rows((held,))[0]
    status = source.info.columns[source.info.index("status") - 1]
    presenter = Presenter(services.labels)
    assert presenter.cell(source.info, status, row) == words
    copied = as_mime(source.info, COLUMNS, [row], presenter)
    assert copied.text().splitlines()[1].endswith(words)
    assert words in copied.html()
    for ending in ("csv", "xlsx", "pdf"):
        services.exports.write_list("tickets", ListQuery(), tmp_path / f"x.{ending}", COLUMNS)
    lines = csv.reader((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines())
    assert [line[1] for line in lines][1:] == [words]
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    cells = [cell.value for line in sheet.iter_rows() for cell in line]
    assert words in cells
    printed = PdfReader(tmp_path / "x.pdf").pages[0].extract_text()
    assert words in " ".join(printed.split())


def test_a_ticket_that_goes_on_says_its_own_state(held: int, program: Program) -> None:
    services = program.services
    services.tickets.move((held,), Move(Action.RESUME))
    source = services.lists["tickets"]
    row = source.rows((held,))[0]
    status = source.info.columns[source.info.index("status") - 1]
    assert row[source.info.index("status")] == Status.IN_PROGRESS
    assert Presenter(services.labels).cell(source.info, status, row) == "處理中"
