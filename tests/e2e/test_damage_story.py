"""After a storm: what was hit, its repairs, the project, its milestones and acceptance; and a late contractor."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from db.models import Contract, Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.tickets import Status
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.contracts.page import ContractsPage
from ui.pages.contracts.record_form import RecordForm


def page_of(desk: Desk) -> ContractsPage:
    return cast(ContractsPage, desk.app.window.stack.page())


def press(desk: Desk, name: str) -> None:
    """Press the button of that name in the chapter in front."""
    chapter = page_of(desk).chapter
    found = [b for b in chapter.findChildren(QAbstractButton) if b.accessibleName() == name and b.isVisible()]
    assert found, name
    found[0].setFocus()
    desk.press(Qt.Key.Key_Return)


def said(desk: Desk) -> str:
    """All that the pane says."""
    return desk.words(page_of(desk).chapter.pane)


def test_a_storm_is_told_from_the_damage_to_the_acceptance_by_keyboard(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    roof = make.asset("頂樓採光罩", category="skylight")
    make.asset("客梯 1 號")
    with desk_at(program, clock, qtbot, tmp_path, "contracts") as desk:
        desk.press(Qt.Key.Key_5, CONTROL)
        assert "尚無災損事件" in desk.words()
        # the event
        press(desk, "新增事件")
        form = desk.sheet(RecordForm)
        desk.write("十一月颱風")
        form.put("occurred_on", date(2026, 11, 20))
        form.put("note", "頂樓採光罩大面積破損")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert "E115-01" in said(desk)
        # what it damaged
        press(desk, "新增")
        desk.write("採光罩")
        desk.press(Qt.Key.Key_Return)
        form = desk.sheet(RecordForm)
        form.put("note", "鋁擠型脫落")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert "鋁擠型脫落" in said(desk)
        # a repair for each, in one press
        press(desk, "報修受損設備")
        assert desk.said() == "已為「十一月颱風」報修 1 件"
        assert "十一月颱風：鋁擠型脫落" in said(desk)
        # the project, about the damaged asset
        press(desk, "成立工程")
        form = desk.sheet(RecordForm)
        assert form.values()["name"] == "頂樓採光罩重建工程"
        form.put("budget_twd", 45_100_000)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert page_of(desk).key == "project"
        assert "頂樓採光罩重建工程" in said(desk)
        project = page_of(desk).chapter.current
        assert project is not None
        detail = desk.services.projects.detail(project)
        assert [one.id for one in detail.assets] == [roof]
        assert detail.event == "十一月颱風"
        # who pays: the city what the centre does not
        press(desk, "經費來源")
        form = desk.sheet(RecordForm)
        assert form.values()["remainder"] == "city"
        desk.write("3914.6萬")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        for words in ("NT$39,146,000", "86.8%", "NT$5,954,000", "總經費餘額"):
            assert words in said(desk), words
        # a milestone that is late, then reached
        milestone(desk, "鋼構補強", date(2026, 11, 21))
        assert "逾期 2 天" in said(desk)
        press(desk, "已完成 鋼構補強")
        assert desk.services.projects.detail(project).milestones[0].done_on == clock.today()
        assert desk.services.projects.detail(project).status == "in_progress"
        # accepted
        press(desk, "驗收")
        form = desk.sheet(RecordForm)
        form.put("completed_on", date(2026, 11, 22))
        form.put("note", "依約驗收合格")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert not desk.sheets()
        assert "依約驗收合格" in said(desk)
        # the event tells it all
        desk.press(Qt.Key.Key_5, CONTROL)
        desk.settle()
        for words in ("頂樓採光罩重建工程竣工", "「頂樓採光罩重建工程」已驗收", "鋼構補強", "NT$45,100,000"):
            assert words in said(desk), words
        desk.undo()
        assert desk.services.projects.detail(project).accepted_on is None


def milestone(desk: Desk, name: str, planned: date) -> None:
    """Add a milestone to the project in front."""
    page_of(desk).chapter.pane.wish("milestone")
    desk.settle()
    form = desk.sheet(RecordForm)
    desk.write(name)
    form.put("planned_on", planned)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not desk.sheets()


def test_a_late_repair_costs_its_contractor_and_their_page_and_the_ticket_show_why(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    vendor, lift = make.vendor("穩昇電梯工程"), make.asset(category="elevator")
    contract = make.contract(lift, until=date(2026, 12, 31), vendor=vendor)
    ticket = make.ticket("關門反覆開啟", asset=lift)
    told = datetime(2026, 11, 20, 1, tzinfo=UTC)
    with program.services.base.uow("test.late") as uow:
        row = uow.get(Ticket, ticket.id)
        row.vendor_id, row.dispatched_at = vendor, told
        row.started_at, row.finished_at = told + timedelta(hours=3, minutes=30), told + timedelta(hours=5)
        row.status, row.is_open = int(Status.CLOSED), False
        terms = uow.get(Contract, contract)
        terms.penalty_kind, terms.penalty_rate = "fixed_hour", 500
        terms.penalty_cap_percent, terms.amount_twd = 20, 1_000_000
        uow.commit(None, undoable=False)
    with desk_at(program, clock, qtbot, tmp_path, "contracts") as desk:
        desk.press(Qt.Key.Key_2, CONTROL)
        desk.settle()
        words = said(desk)
        assert "0%（如期 0、逾期 1）" in words
        assert "NT$1,000" in words
        assert ticket.number in words
        desk.app.window.navigate("contracts", record=contract, kind="contract")
        desk.settle()
        for part in (
            "每逾一小時 500 元，上限為契約金額 20%",
            "逾 1 小時 30 分，以 2 小時計",
            "NT$500 × 2 小時 = NT$1,000",
        ):
            assert part in said(desk), part
        page_of(desk).pane.record_asked.emit("tickets", "ticket", ticket.id)
        desk.settle()
        desk.qtbot.waitUntil(lambda: "廠商履約" in desk.words())
        assert "NT$500 × 2 小時 = NT$1,000" in desk.words()
