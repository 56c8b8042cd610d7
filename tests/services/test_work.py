"""What a repair took is written down, keeps its cost in step, is refused with words, and can be taken back."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Asset, AssetStatusChange, MeterReading, Part
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.tickets import Action, Status
from facilities_app.domain.work import PhotoStage
from facilities_app.domain.work_rows import CostLineRow, LabourRow, NewLabour, PartUse, TicketWork, WorkDone
from facilities_app.messages import sentence
from facilities_app.services.tickets import Move, NewTicket
from tests.factories import Make


@pytest.fixture
def ticket(make: Make, program: Program) -> int:
    """A repair of a lift, under way."""
    made = make.ticket(asset=make.asset(category="elevator")).id
    program.services.tickets.move((made,), Move(Action.START))
    return made


def work_of(program: Program, ticket: int) -> TicketWork:
    return program.services.work.of(ticket)


def cost(program: Program, ticket: int) -> int | None:
    return program.services.tickets.detail(ticket).cost_twd


def stock(program: Program, part: int) -> int:
    return program.services.stock.detail(part).stock_milli // 1000


def refused(change: Callable[[], object]) -> DomainError:
    with pytest.raises(DomainError) as caught:
        change()
    assert sentence(caught.value)
    return caught.value


def status_of(program: Program, ticket: int) -> str:
    with program.services.base.read() as session:
        asset = session.get_one(Asset, program.services.tickets.detail(ticket).asset_id)
        return asset.status


def test_hours_and_parts_make_the_cost_and_a_bill_beside_them_stays(
    program: Program, make: Make, ticket: int
) -> None:
    work, me = program.services.work, make.user()
    program.services.tickets.edit(ticket, program.services.tickets.detail(ticket).version, cost_twd=5_000)
    part = make.part(stock=4, price=450)
    work.add_labour(ticket, NewLabour(90, user_id=me))
    assert cost(program, ticket) == 5_000  # own staff is not charged
    work.add_labour(ticket, NewLabour(60, vendor_id=make.vendor(), amount_twd=1_200))
    work.use_part(ticket, PartUse(part, 2_000))
    assert cost(program, ticket) == 5_000 + 1_200 + 900
    found = work_of(program, ticket)
    assert (found.minutes, found.labour_twd, found.parts_twd, found.other_twd) == (150, 1_200, 900, 5_000)
    work.return_part(ticket, PartUse(part, 2_000))
    assert (cost(program, ticket), stock(program, part)) == (6_200, 4)
    for row in work_of(program, ticket).labour:
        work.remove_labour(row.id)
    assert cost(program, ticket) == 5_000


def test_an_entry_can_be_corrected_and_the_cost_follows(program: Program, make: Make, ticket: int) -> None:
    work, vendor = program.services.work, make.vendor()
    entry = work.add_labour(ticket, NewLabour(60, vendor_id=vendor, amount_twd=1_000)).value
    row = work_of(program, ticket).labour[0]
    work.edit_labour(entry, row.version, NewLabour(120, vendor_id=vendor, amount_twd=1_800, note="加班"))
    assert cost(program, ticket) == 1_800
    assert work_of(program, ticket).labour[0].note == "加班"
    late = refused(lambda: work.edit_labour(entry, row.version, NewLabour(60, vendor_id=vendor)))
    assert late.code == "database.moved_on"


def test_a_part_costs_what_it_cost_when_it_was_taken(program: Program, make: Make, ticket: int) -> None:
    part = make.part(stock=5, price=100)
    program.services.work.use_part(ticket, PartUse(part, 1_000))
    program.services.stock.receive(part, 5_000, unit_price_twd=130)
    program.services.work.use_part(ticket, PartUse(part, 1_000))
    assert cost(program, ticket) == 230
    program.services.work.return_part(ticket, PartUse(part, 1_000))
    assert cost(program, ticket) == 100


def test_more_than_there_is_cannot_be_taken_nor_more_than_was_taken_come_back(
    program: Program, make: Make, ticket: int
) -> None:
    part = make.part("門弓器", stock=2)
    error = refused(lambda: program.services.work.use_part(ticket, PartUse(part, 3_000)))
    assert (error.code, error.field) == ("part.not_enough", "quantity")
    assert sentence(error) == "門弓器 庫存 2 個，需要 3 個。請減少數量，或先辦理入庫、盤點。"
    program.services.work.use_part(ticket, PartUse(part, 1_000))
    error = refused(lambda: program.services.work.return_part(ticket, PartUse(part, 1_001)))
    assert (error.code, error.field) == ("part.not_taken", "quantity")
    assert stock(program, part) == 1


def test_of_two_people_who_use_the_last_part_one_is_refused(
    program: Program, make: Make, ticket: int, clock: FixedClock
) -> None:
    part = make.part(stock=1)
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def take(services: Any) -> None:
        ready.wait()
        try:
            services.work.use_part(ticket, PartUse(part, 1_000))
            outcomes.append("taken")
        except DomainError as error:
            outcomes.append(error.code)

    with open_program(program.path, clock=clock) as other:
        threads = [threading.Thread(target=take, args=(one.services,)) for one in (program, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == ["part.not_enough", "taken"]
    assert stock(program, part) == 0


WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"minutes": 0}, "work.hours_not_positive", "hours"),
    ({"minutes": -30}, "work.hours_not_positive", "hours"),
    ({"minutes": 1441}, "work.hours_too_long", "hours"),
    ({"minutes": 60, "worked_on": date(2026, 11, 24)}, "work.in_the_future", "worked_on"),
    ({"minutes": 60, "worked_on": date(2026, 11, 22)}, "work.before_report", "worked_on"),
    ({"minutes": 60, "user_id": None}, "work.needs_who", "who"),
    ({"minutes": 60, "amount_twd": -1}, "money.negative", "amount_twd"),
    ({"minutes": 60, "note": "長" * 401}, "ticket.text_too_long", "note"),
)


@pytest.mark.parametrize(("told", "code", "field"), WRONG)
def test_wrong_hours_are_refused_beside_their_field(
    program: Program, make: Make, ticket: int, told: dict[str, Any], code: str, field: str
) -> None:
    given = {"user_id": make.user(), **told}
    error = refused(lambda: program.services.work.add_labour(ticket, NewLabour(**given)))
    assert (error.code, error.field) == (code, field)
    assert work_of(program, ticket).labour == ()


def test_a_persons_day_has_24_hours_over_all_tickets(program: Program, make: Make, ticket: int) -> None:
    me, other = make.user(), make.ticket().id
    program.services.work.add_labour(other, NewLabour(23 * 60, user_id=me))
    program.services.work.add_labour(ticket, NewLabour(60, user_id=me))
    error = refused(lambda: program.services.work.add_labour(ticket, NewLabour(1, user_id=me)))
    assert (error.code, error.field) == ("work.day_is_full", "hours")


def test_the_cost_is_split_over_budget_lines_and_never_beyond(program: Program, ticket: int) -> None:
    work, tickets = program.services.work, program.services.tickets
    tickets.edit(ticket, tickets.detail(ticket).version, cost_twd=10_000)
    first = work.add_share(ticket, 115, "修繕費", 6_000).value
    assert work_of(program, ticket).unsplit_twd == 4_000
    error = refused(lambda: work.add_share(ticket, 115, "設備養護費", 4_001))
    assert (error.code, error.field) == ("work.share_too_much", "amount_twd")
    work.add_share(ticket, 116, "設備養護費", 4_000)
    assert work_of(program, ticket).unsplit_twd == 0
    line = work_of(program, ticket).cost_lines[0]
    work.edit_share(first, line.version, 115, "修繕費", 5_000)
    work.remove_share(first)
    assert work_of(program, ticket).unsplit_twd == 6_000
    for told, field in (
        ((1, "修繕費", 1), "year"),
        ((115, " ", 1), "budget_line"),
        ((115, "x", 0), "amount_twd"),
    ):
        assert refused(partial(work.add_share, ticket, *told)).field == field


def test_the_whole_cost_cannot_be_less_than_its_entries(program: Program, make: Make, ticket: int) -> None:
    tickets = program.services.tickets
    program.services.work.add_labour(ticket, NewLabour(60, vendor_id=make.vendor(), amount_twd=900))
    version = tickets.detail(ticket).version
    assert refused(lambda: tickets.edit(ticket, version, cost_twd=800)).code == "ticket.cost_below_work"
    tickets.edit(ticket, version, cost_twd=1_000)
    tickets.edit(ticket, tickets.detail(ticket).version, cost_twd=None)
    assert cost(program, ticket) == 900


def test_finishing_tells_everything_in_one_step_and_one_undo_takes_all_back(
    program: Program, make: Make, ticket: int
) -> None:
    services, part = program.services, make.part(stock=3, price=450)
    services.work.set_down(ticket)
    cause = services.work.causes(services.tickets.detail(ticket).trade_id)[0]
    remedy = services.work.remedies()[0]
    done = WorkDone(
        cause_id=cause.id,
        remedy_id=remedy.id,
        labour=NewLabour(90),
        parts=(PartUse(part, 2_000),),
        other_twd=1_500,
        is_green=True,
        finished_at=services.clock.now(),
    )
    services.tickets.move((ticket,), Move(Action.FINISH, work=done))
    found = work_of(program, ticket)
    assert found.cause is not None
    assert found.cause.id == cause.id
    assert cause.is_own
    assert (found.minutes, found.parts_twd, found.cost_twd, found.is_green) == (90, 900, 2_400, True)
    assert not found.is_down
    assert status_of(program, ticket) == "in_use"
    services.history.undo()
    found = work_of(program, ticket)
    assert services.tickets.detail(ticket).status == Status.IN_PROGRESS
    assert (found.cause, found.labour, found.parts, found.cost_twd, found.is_green) == (
        None, (), (), None, False,
    )  # fmt: skip
    assert found.is_down
    assert status_of(program, ticket) == "out_of_service"
    assert stock(program, part) == 3


def test_a_finish_that_lacks_a_part_leaves_nothing_half_saved(
    program: Program, make: Make, ticket: int
) -> None:
    enough, lacking = make.part(stock=3), make.part("門弓器", stock=1)
    done = WorkDone(labour=NewLabour(60), parts=(PartUse(enough, 1_000), PartUse(lacking, 2_000)))
    error = refused(lambda: program.services.tickets.move((ticket,), Move(Action.FINISH, work=done)))
    assert (error.code, error.field) == ("part.not_enough", "parts")
    assert program.services.tickets.detail(ticket).status == Status.IN_PROGRESS
    assert (work_of(program, ticket).labour, stock(program, enough)) == ((), 3)


def test_a_finish_before_the_start_or_after_now_is_refused(
    program: Program, ticket: int, clock: FixedClock
) -> None:
    now = clock.now()
    clock.move(timedelta(hours=2))
    for moment, code in (
        (now - timedelta(minutes=1), "ticket.finished_before_start"),
        (clock.now() + timedelta(minutes=1), "ticket.finished_in_the_future"),
    ):
        done = Move(Action.FINISH, work=WorkDone(finished_at=moment))
        error = refused(partial(program.services.tickets.move, (ticket,), done))
        assert (error.code, error.field) == (code, "finished_at")
    told = WorkDone(labour=NewLabour(30), finished_at=now + timedelta(hours=1))
    program.services.tickets.move((ticket,), Move(Action.FINISH, work=told))
    assert program.services.tickets.detail(ticket).finished_at == now + timedelta(hours=1)


def test_satisfaction_is_told_when_the_repair_is_closed_and_forgotten_when_it_is_reopened(
    program: Program, ticket: int
) -> None:
    program.services.office.set("acceptance", "optional")
    tickets = program.services.tickets
    tickets.move((ticket,), Move(Action.FINISH))
    wrong = refused(lambda: tickets.move((ticket,), Move(Action.CLOSE, satisfaction=6)))
    assert wrong.field == "satisfaction"
    tickets.move((ticket,), Move(Action.CLOSE, satisfaction=4, reason="動作很快"))
    assert work_of(program, ticket).satisfaction == 4
    tickets.move((ticket,), Move(Action.REOPEN, reason="又壞了"))
    assert work_of(program, ticket).satisfaction is None


def test_downtime_begins_at_the_log_and_ends_with_every_way_out(program: Program, make: Make) -> None:
    tickets = program.services.tickets
    for action, reason in (
        (Action.FINISH, ""),
        (Action.REJECT, "重複"),
        (Action.CANCEL, "誤報"),
    ):
        asset = make.asset(category="elevator")
        made = tickets.log(NewTicket("不動了", asset_id=asset, is_down=True)).value.id
        assert status_of(program, made) == "out_of_service"
        if action is Action.FINISH:
            tickets.move((made,), Move(Action.START))
        tickets.move((made,), Move(action, reason=reason))
        assert status_of(program, made) == "in_use"
        assert not work_of(program, made).is_down
        tickets.move((made,), Move(Action.REOPEN, reason="仍不動"))
        assert [row.until_at is None for row in work_of(program, made).downtimes] == [False, True]
        assert status_of(program, made) == "out_of_service"
        program.services.history.undo()
        assert status_of(program, made) == "in_use"
        assert len(work_of(program, made).downtimes) == 1


def test_an_asset_that_two_repairs_keep_out_of_service_waits_for_both(
    program: Program, make: Make, ticket: int
) -> None:
    work, asset = program.services.work, program.services.tickets.detail(ticket).asset_id
    second = make.ticket(asset=asset).id
    work.set_down(ticket)
    work.set_down(second, reason="門機拆下")
    work.set_up(ticket)
    assert status_of(program, ticket) == "out_of_service"
    work.set_up(second)
    assert status_of(program, ticket) == "in_use"
    with program.services.base.read() as session:
        changes = session.scalars(select(AssetStatusChange.status).where(AssetStatusChange.asset_id == asset))
        assert list(changes) == ["out_of_service", "in_use"]


def test_what_a_person_took_out_of_service_stays_so(program: Program, ticket: int) -> None:
    asset = program.services.tickets.detail(ticket).asset_id
    assert asset is not None
    program.services.assets.set_status((asset,), "out_of_service", reason="停用待報廢")
    program.services.work.set_down(ticket)
    program.services.tickets.move((ticket,), Move(Action.FINISH))
    assert status_of(program, ticket) == "out_of_service"


def test_downtime_moves_with_the_ticket_to_the_asset_it_was_really_about(
    program: Program, make: Make, ticket: int
) -> None:
    program.services.work.set_down(ticket)
    before, right = program.services.tickets.detail(ticket), make.asset("客梯 2 號", category="elevator")
    program.services.tickets.edit(ticket, before.version, asset_id=right)
    assert status_of(program, ticket) == "out_of_service"
    assert work_of(program, ticket).is_down
    with program.services.base.read() as session:
        assert session.get_one(Asset, before.asset_id).status == "in_use"
    program.services.history.undo()
    with program.services.base.read() as session:
        assert session.get_one(Asset, before.asset_id).status == "out_of_service"
        assert session.get_one(Asset, right).status == "in_use"


def test_downtime_says_why_it_cannot_be(program: Program, make: Make, ticket: int) -> None:
    work, now = program.services.work, program.services.clock.now()
    for change, code in (
        (lambda: work.set_down(make.ticket().id), "downtime.no_asset"),
        (lambda: work.set_up(ticket), "downtime.not_down"),
        (lambda: work.set_down(ticket, at=now + timedelta(hours=1)), "downtime.in_the_future"),
    ):
        assert refused(change).code == code
    work.set_down(ticket)
    assert refused(lambda: work.set_down(ticket)).code == "downtime.open_already"
    early = refused(lambda: work.set_up(ticket, at=now - timedelta(hours=1)))
    assert (early.code, early.field) == ("downtime.ends_before_start", "until_at")


def test_a_meter_does_not_run_backwards_unless_it_began_anew(
    program: Program, make: Make, ticket: int
) -> None:
    work, asset = program.services.work, program.services.tickets.detail(ticket).asset_id
    assert asset is not None
    meter = make.meter(asset)
    work.read_meter(ticket, meter, Decimal(900), read_on=date(2026, 11, 20))
    work.read_meter(ticket, meter, Decimal("950.5"))
    stand = work_of(program, ticket).meters[0]
    assert (stand.value, stand.read_on) == (Decimal("950.5"), date(2026, 11, 23))
    error = refused(lambda: work.read_meter(ticket, meter, Decimal(800)))
    assert (error.code, error.field) == ("meter.below_last", "value")
    assert refused(lambda: work.read_meter(ticket, meter, Decimal(960), read_on=date(2026, 11, 21))).code == (
        "meter.above_next"
    )
    work.read_meter(ticket, meter, Decimal(12), rolled_over=True)  # the same day: takes its place
    with program.services.base.read() as session:
        notes = list(session.scalars(select(MeterReading.note).order_by(MeterReading.read_on)))
    assert notes == ["115-0001", "115-0001 歸零"]
    later = refused(lambda: work.read_meter(ticket, meter, Decimal(1), read_on=date(2026, 11, 24)))
    assert later.field == "read_on"


def test_findings_are_set_and_a_remedy_is_no_cause(program: Program, ticket: int) -> None:
    work, tickets = program.services.work, program.services.tickets
    cause, remedy = work.causes()[0].id, work.remedies()[0].id
    version = tickets.detail(ticket).version
    wrong = refused(
        lambda: work.set_findings(ticket, version, cause_id=remedy, remedy_id=None, is_green=False)
    )
    assert (wrong.code, wrong.field) == ("work.no_such_cause", "cause_id")
    work.set_findings(ticket, version, cause_id=cause, remedy_id=remedy, is_green=True)
    late = refused(lambda: work.set_findings(ticket, version, cause_id=None, remedy_id=None, is_green=False))
    assert late.code == "ticket.moved_on"


def test_codes_of_the_trade_come_first(program: Program) -> None:
    lift = program.services.labels.code_named("trade", "電梯")
    assert isinstance(lift, int)
    for codes in (program.services.work.causes(lift), program.services.work.remedies(lift)):
        own = [code.is_own for code in codes]
        assert 8 <= sum(own) <= 12
        assert own == sorted(own, reverse=True)


def _changes(program: Program, make: Make, ticket: int) -> list[Callable[[], Outcome[Any]]]:
    work, user, vendor = program.services.work, make.user(), make.vendor()
    part = make.part(stock=9)
    meter = make.meter(program.services.tickets.detail(ticket).asset_id or 0)

    def labour() -> LabourRow:
        return work_of(program, ticket).labour[0]

    def line() -> CostLineRow:
        return work_of(program, ticket).cost_lines[0]

    def version() -> int:
        return program.services.tickets.detail(ticket).version

    return [
        lambda: work.add_labour(ticket, NewLabour(60, vendor_id=vendor, amount_twd=500)),
        lambda: work.edit_labour(labour().id, labour().version, NewLabour(30, user_id=user, amount_twd=9)),
        lambda: work.use_part(ticket, PartUse(part, 3_000)),
        lambda: work.return_part(ticket, PartUse(part, 1_000)),
        lambda: work.add_share(ticket, 115, "修繕費", 700),
        lambda: work.edit_share(line().id, line().version, 114, "設備費", 200),
        lambda: work.remove_share(line().id),
        lambda: work.set_findings(
            ticket, version(), cause_id=work.causes()[0].id, remedy_id=None, is_green=True
        ),
        lambda: work.read_meter(ticket, meter, Decimal(5)),
        lambda: work.set_down(ticket),
        lambda: work.set_up(ticket),
        lambda: work.remove_labour(labour().id),
    ]


def test_every_change_of_the_work_can_be_taken_back_and_done_again(
    program: Program, make: Make, ticket: int
) -> None:
    def seen() -> tuple[Any, ...]:
        with program.services.base.read() as session:
            shelf = list(session.scalars(select(Part.stock_milli)))
        found = work_of(program, ticket)
        rows = tuple((r.minutes, r.amount_twd, r.who) for r in found.labour)
        lines = tuple((r.year, r.budget_line, r.amount_twd) for r in found.cost_lines)
        meters = tuple(m.value for m in found.meters)
        downs = tuple(d.until_at is None for d in found.downtimes)
        return (rows, found.parts, lines, found.cause, found.is_green, meters, downs, found.cost_twd, shelf,
                status_of(program, ticket))  # fmt: skip

    for change in _changes(program, make, ticket):
        before = seen()
        outcome = change()
        after = seen()
        assert outcome.operation, outcome.label
        assert after != before, outcome.label
        program.services.history.undo()
        assert seen() == before, outcome.label
        program.services.history.redo()
        assert seen() == after, outcome.label


def test_a_photo_is_marked_before_or_after_the_work(program: Program, ticket: int, tmp_path: Any) -> None:
    from PIL import Image

    Image.new("RGB", (8, 8), "white").save(tmp_path / "a.png")
    link = program.services.attachments.add_files("tickets", ticket, [tmp_path / "a.png"]).value[0]
    program.services.work.mark_photo(link, PhotoStage.AFTER)
    assert program.services.tickets.detail(ticket).photos[0].caption == "施工後"
    program.services.history.undo()
    assert program.services.tickets.detail(ticket).photos[0].caption == ""


def test_wrong_codes_are_refused(program: Program, ticket: int) -> None:
    with pytest.raises(Invalid, match=r"work\.no_such_remedy"):
        program.services.tickets.move(
            (ticket,), Move(Action.FINISH, work=WorkDone(remedy_id=program.services.work.causes()[0].id))
        )


def test_who_may_not_work_on_tickets_writes_nothing_down(program: Program, make: Make, ticket: int) -> None:
    part = make.part(stock=2)
    viewer = make.user("林檢視", role_id=make.role("viewer"))
    program.services.base.act_as(viewer)
    for change in (
        lambda: program.services.work.use_part(ticket, PartUse(part, 1_000)),
        lambda: program.services.work.add_labour(ticket, NewLabour(60, user_id=viewer)),
        lambda: program.services.stock.receive(part, 1_000),
    ):
        assert refused(change).code == "ticket.not_allowed"
    assert stock(program, part) == 2


def test_a_photo_that_vanished_finishes_nothing(program: Program, ticket: int, tmp_path: Path) -> None:
    before = program.services.tickets.detail(ticket)
    gone = Move(Action.FINISH, photos=(tmp_path / "不見了.png",))
    with pytest.raises(DomainError):
        program.services.tickets.move((ticket,), gone)
    assert program.services.tickets.detail(ticket) == before
