"""Who stands on a day's dispatch, in which order, and what the sheet says."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import at
from facilities_app.domain.errors import Invalid
from facilities_app.domain.tickets import Action
from facilities_app.presenting import EMPTY
from facilities_app.services.tickets import Move
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)


@pytest.fixture
def lin(make: Make) -> int:
    return make.user("林育成")


def sent(
    program: Program,
    make: Make,
    summary: str,
    due: date,
    *,
    assignee_id: int | None = None,
    vendor_id: int | None = None,
) -> int:
    ticket = make.ticket(summary, due_on=due, requester="民政局 蔡佩珊", requester_phone="分機 3105")
    program.services.tickets.move(
        (ticket.id,), Move(Action.DISPATCH, assignee_id=assignee_id, vendor_id=vendor_id)
    )
    return ticket.id


def test_the_dispatch_holds_what_is_planned_due_or_can_go_on(program: Program, make: Make, lin: int) -> None:
    later = TODAY + timedelta(days=8)
    planned = sent(program, make, "今天到場", later, assignee_id=lin)
    due = sent(program, make, "今日到期", TODAY, assignee_id=lin)
    put_off = sent(program, make, "改日到場", TODAY, assignee_id=lin)
    sent(program, make, "還早", later, assignee_id=lin)
    back = sent(program, make, "料到了", later, assignee_id=lin)
    waiting = sent(program, make, "還在等", TODAY, assignee_id=lin)
    make.ticket("沒人派", due_on=TODAY)
    for ticket, until in ((back, TODAY), (waiting, later)):
        program.services.tickets.move((ticket,), Move(Action.HOLD, hold_reason="parts", hold_until=until))
    program.services.visits.plan((planned,), at(TODAY, 14))
    program.services.visits.plan((put_off,), at(later, 9))
    assert set(program.services.dispatch.ticket_ids(TODAY)) == {planned, due, back}


def test_own_staff_come_first_then_contractors_then_what_nobody_has(
    program: Program, make: Make, lin: int
) -> None:
    firm = make.vendor("南晟空調工程", phone="07-555-0188")
    sent(program, make, "廠商的", TODAY, vendor_id=firm)
    late = sent(program, make, "下午", TODAY, assignee_id=lin)
    early = sent(program, make, "上午", TODAY, assignee_id=lin)
    nobody = make.ticket("沒人的", due_on=TODAY).id
    program.services.visits.plan((late,), at(TODAY, 14))
    program.services.visits.plan((early,), at(TODAY, 9, 30))
    program.services.visits.plan((nobody,), at(TODAY, 11))
    sheets = program.services.dispatch.sheets(TODAY)
    assert [sheet.worker for sheet in sheets] == ["林育成", "南晟空調工程 07-555-0188", "尚未指派"]
    assert [(row.time, row.what) for row in sheets[0].rows] == [("09:30", "上午"), ("14:00", "下午")]
    assert sheets[1].rows[0].time == EMPTY
    assert sheets[0].rows[0].contact == "民政局 蔡佩珊\n分機 3105"
    assert sheets[0].day == "民國 115 年 11 月 23 日（一）"


def test_ones_own_sheet_has_the_inspections_too(program: Program, make: Make, lin: int) -> None:
    sent(program, make, "修", TODAY, assignee_id=lin)
    sent(program, make, "別人的", TODAY, assignee_id=make.user("陳世明"))
    make.task(due=TODAY, title="客梯每月檢查", assignee_id=lin)
    (sheet,) = program.services.dispatch.sheets(TODAY, user_id=lin)
    assert [row.what for row in sheet.rows] == ["修", "客梯每月檢查"]
    only = make.user("王建宏")
    make.task(due=TODAY, title="發電機試運轉", assignee_id=only)
    (sheet,) = program.services.dispatch.sheets(TODAY, user_id=only)
    assert [row.what for row in sheet.rows] == ["發電機試運轉"]


def test_the_paper_speaks_the_active_language(program: Program, make: Make, lin: int, tmp_path: Path) -> None:
    sent(program, make, "冷氣滴水", TODAY, assignee_id=lin)
    path = tmp_path / "sheet.pdf"
    assert program.services.dispatch.write(TODAY, path) == 1
    assert "每日派工單" in PdfReader(path).pages[0].extract_text()
    texts.use("en")
    program.services.base.forget()
    program.services.dispatch.write(TODAY, path)
    words = PdfReader(path).pages[0].extract_text()
    assert "Daily dispatch sheet" in words
    assert "Mon, 23 November 2026" in words
    assert "page 1 of 1" in words


def test_a_day_without_work_says_so(program: Program, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"dispatch\.nothing"):
        program.services.dispatch.write(TODAY, tmp_path / "none.pdf")
    assert not list(tmp_path.glob("none*"))
