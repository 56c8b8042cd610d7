"""Contracts: what is entered, what they cover, their bond, and what lateness under them costs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from db.models import ContractScope, Ticket, TicketPause
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.contract_rows import NewContract, NewPolicy
from facilities_app.domain.errors import Conflict, DomainError, Invalid, NotFound
from facilities_app.domain.penalties import Charge, Kept
from facilities_app.domain.periods import Period
from facilities_app.domain.tickets import Status
from tests.factories import Make

START, END = date(2026, 1, 1), date(2026, 12, 31)
TOLD = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def new(program: Program, make: Make, **more: Any) -> int:
    values: dict[str, Any] = {
        "number": "115-01",
        "title": "電梯維護",
        "kind": "maintenance",
        "vendor_id": more.pop("vendor_id", None) or make.vendor(),
        "starts_on": START,
        "ends_on": END,
        "amount_twd": 1_000_000,
    }
    return program.services.contracts.create(NewContract(**values | more)).value


def repaired(program: Program, ticket: int, vendor: int, **times: Any) -> None:
    """The contractor was told at TOLD, came and finished so many hours later."""
    with program.services.base.uow("test.repaired") as uow:
        row = uow.get(Ticket, ticket)
        row.vendor_id, row.dispatched_at = vendor, times.get("told", TOLD)
        arrived, finished = times.get("arrived"), times.get("finished")
        row.started_at = TOLD + timedelta(hours=arrived) if arrived is not None else None
        row.finished_at = TOLD + timedelta(hours=finished) if finished is not None else None
        row.status = int(times.get("status", Status.CLOSED if finished is not None else Status.IN_PROGRESS))
        row.is_open = Status(row.status).is_open
        uow.commit(None, undoable=False)


def test_a_contract_is_entered_changed_and_both_are_undone(program: Program, make: Make) -> None:
    contracts = program.services.contracts
    key = new(program, make, bond_twd=50_000, bond_return_on=date(2027, 12, 31))
    row = contracts.detail(key)
    assert (row.number, row.amount_twd, row.notice_on, row.bond_twd) == (
        "115-01",
        1_000_000,
        date(2026, 11, 1),
        50_000,
    )
    contracts.edit(key, row.version, title="電梯及電扶梯維護", notice_days=30)
    assert contracts.detail(key).notice_on == date(2026, 12, 1)
    program.services.history.undo()
    assert contracts.detail(key).title == "電梯維護"
    program.services.history.undo()
    with pytest.raises(NotFound, match=r"contract\.gone"):
        contracts.detail(key)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"number": " "}, "record.empty", "number"),
        ({"title": ""}, "record.empty", "title"),
        ({"title": "長" * 161}, "record.too_long", "title"),
        ({"starts_on": None}, "record.empty", "starts_on"),
        ({"ends_on": date(2025, 12, 31)}, "contract.ends_before_start", "ends_on"),
        ({"amount_twd": -1}, "record.below_zero", "amount_twd"),
        ({"amount_twd": "一百萬"}, "record.not_a_number", "amount_twd"),
        ({"notice_days": None}, "record.empty", "notice_days"),
        ({"notice_days": 4_000}, "contract.notice_too_long", "notice_days"),
        ({"penalty_kind": "per_week"}, "contract.no_such_penalty", "penalty_kind"),
        ({"penalty_kind": "fixed_day"}, "contract.penalty_needs_rate", "penalty_rate"),
        (
            {"penalty_kind": "fixed_day", "penalty_rate": 100},
            "contract.penalty_needs_promise",
            "repair_hours",
        ),
        (
            {"penalty_kind": "permille_day", "penalty_rate": 1, "repair_hours": 24, "amount_twd": None},
            "contract.penalty_needs_sum",
            "amount_twd",
        ),
        (
            {"penalty_kind": "fixed_day", "penalty_rate": 1, "repair_hours": 24, "penalty_cap_percent": 101},
            "contract.penalty_cap",
            "penalty_cap_percent",
        ),
        ({"bond_return_on": END}, "contract.bond_needs_sum", "bond_twd"),
        ({"bond_twd": 1, "bond_return_on": date(2025, 1, 1)}, "contract.bond_before_start", "bond_return_on"),
    ],
)
def test_what_a_contract_cannot_be_is_said_beside_the_field(
    program: Program, make: Make, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        new(program, make, **fields)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_number_is_given_once_and_a_vendor_is_needed(program: Program, make: Make) -> None:
    new(program, make)
    with pytest.raises(Invalid, match=r"contract\.number_taken"):
        new(program, make)
    with pytest.raises(Invalid, match=r"contract\.needs_vendor"):
        program.services.contracts.create(NewContract("9", "無廠商", "works", None, START, END))


def test_who_read_an_old_state_is_told_so(program: Program, make: Make) -> None:
    key = new(program, make)
    program.services.contracts.edit(key, 1, note="續約一年")
    with pytest.raises(Conflict, match=r"record\.moved_on"):
        program.services.contracts.edit(key, 1, note="另一個備註")


def test_scope_gives_assets_their_cover_and_takes_it_away_in_one_step(program: Program, make: Make) -> None:
    lift = make.asset("客梯 1 號", category="elevator")
    part = make.asset("門機", parent_id=lift, category="led_wall")
    contracts, assets = program.services.contracts, program.services.assets
    key = new(program, make)
    contracts.add_scope(key, asset_id=lift)
    assert [assets.detail(one).covers[0].number for one in (lift, part)] == ["115-01"] * 2
    with program.services.base.read() as session:
        assert session.query(ContractScope).count() == 1
    (line,) = contracts.detail(key).scopes
    contracts.remove_scope(line.id)
    assert assets.detail(lift).covers == ()
    program.services.history.undo()
    assert assets.detail(lift).covers[0].ends_on == END
    contracts.edit(key, contracts.detail(key).version, ends_on=date(2027, 6, 30))
    source = program.services.lists["assets"]
    assert source.rows((lift,))[0][source.info.index("cover_until")] == "2027-06-30"


def test_a_trade_covers_all_of_its_kinds_inside_its_place_only(program: Program, make: Make) -> None:
    floor = make.place("9F", parent=make.site(), kind="floor")
    inside, outside = make.asset(place=floor, category="elevator"), make.asset(category="elevator")
    other_trade = make.asset(place=floor, category="fire_alarm")
    key = new(program, make)
    trade = next(t.code for t in program.services.labels.choices("trade") if t.name == "電梯")
    program.services.contracts.add_scope(key, trade_id=int(trade), place_id=floor)
    covered = [bool(program.services.assets.detail(one).covers) for one in (inside, outside, other_trade)]
    assert covered == [True, False, False]


def test_a_scope_that_names_nothing_or_is_there_is_refused(program: Program, make: Make) -> None:
    key, lift = new(program, make), make.asset()
    with pytest.raises(Invalid, match=r"contract\.scope_empty"):
        program.services.contracts.add_scope(key)
    program.services.contracts.add_scope(key, asset_id=lift)
    with pytest.raises(Invalid, match=r"contract\.scope_there"):
        program.services.contracts.add_scope(key, asset_id=lift)


def test_contracts_that_cover_the_same_at_the_same_time_are_shown(program: Program, make: Make) -> None:
    lift = make.asset(category="elevator")
    category, contracts = make.category("elevator"), program.services.contracts
    first = new(program, make, number="115-01")
    for number, scope in (
        ("115-02", {"category_id": category}),
        ("115-03", {"place_id": make.site()}),
        ("115-04", {"category_id": make.category("led_wall")}),
    ):
        contracts.add_scope(new(program, make, number=number), **scope)
    old = new(program, make, number="114-01", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    contracts.add_scope(old, asset_id=lift)
    contracts.add_scope(first, asset_id=lift)
    (line,) = contracts.detail(first).scopes
    assert [one.number for one in line.overlaps] == ["115-02", "115-03"]


def test_a_bond_is_given_back_once_and_not_in_the_future(
    program: Program, make: Make, clock: FixedClock
) -> None:
    contracts = program.services.contracts
    key = new(program, make, bond_twd=50_000, bond_return_on=date(2026, 12, 1))
    with pytest.raises(Invalid, match=r"contract\.bond_in_future"):
        contracts.return_bond(key, clock.today() + timedelta(days=1))
    contracts.return_bond(key)
    assert contracts.detail(key).bond_returned_on == clock.today()
    with pytest.raises(Invalid, match=r"contract\.bond_already"):
        contracts.return_bond(key)
    program.services.history.undo()
    assert contracts.detail(key).bond_returned_on is None
    with pytest.raises(Invalid, match=r"contract\.no_bond"):
        contracts.return_bond(new(program, make, number="115-02"))


def test_a_removed_contract_takes_its_scope_along_and_undo_brings_both_back(
    program: Program, make: Make
) -> None:
    lift, key = make.asset(), new(program, make)
    program.services.contracts.add_scope(key, asset_id=lift)
    program.services.contracts.remove(key)
    assert program.services.assets.detail(lift).covers == ()
    program.services.history.undo()
    assert len(program.services.contracts.detail(key).scopes) == 1
    assert program.services.assets.detail(lift).covers


@pytest.fixture
def hourly(program: Program, make: Make) -> tuple[int, int, int]:
    """A contract with an hourly penalty over one lift: contract, vendor, lift."""
    vendor, lift = make.vendor(), make.asset(category="elevator")
    key = new(
        program,
        make,
        vendor_id=vendor,
        response_hours=2,
        repair_hours=24,
        penalty_kind="fixed_hour",
        penalty_rate=500,
        penalty_cap_percent=1,
    )
    program.services.contracts.add_scope(key, category_id=make.category("elevator"))
    return key, vendor, lift


def test_a_late_repair_is_worked_out_from_the_tickets_own_times(
    program: Program, make: Make, hourly: tuple[int, int, int]
) -> None:
    key, vendor, lift = hourly
    ticket = make.ticket(asset=lift)
    repaired(program, ticket.id, vendor, arrived=3, finished=30)
    with program.services.base.uow("test.paused") as uow:
        pauses = ((4, 8, "budget"), (9, 20, "vendor"))
        for start, end, reason in pauses:
            begin, until = TOLD + timedelta(hours=start), TOLD + timedelta(hours=end)
            uow.add(TicketPause(ticket_id=ticket.id, from_at=begin, until_at=until, reason=reason))
        uow.commit(None, undoable=False)
    line = program.services.contracts.of_ticket(ticket.id)
    assert line is not None
    # arrival: 3 − 2 = 1 h; repair: 30 − 4 (待預算) − 24 = 2 h; 3 h × 500
    assert [(d.late, d.units, d.amount_twd) for d in line.penalty.delays] == [(60, 1, 500), (120, 2, 1_000)]
    assert (line.penalty.charge, line.penalty.charged_twd) == (Charge.CHARGED, 1_500)
    assert program.services.contracts.detail(key).penalties.charged_twd == 1_500
    detail = program.services.vendors.detail(vendor)
    assert (detail.penalties.charged_twd, detail.arrival.late, detail.repair.late) == (1_500, 1, 1)


def test_what_is_out_of_scope_out_of_the_period_or_another_vendors_is_never_charged(
    program: Program, make: Make, hourly: tuple[int, int, int]
) -> None:
    key, vendor, lift = hourly
    other = make.asset("LED 電視牆", category="led_wall")
    late = {"arrived": 50, "finished": 60}
    for asset, who, times in (
        (other, vendor, {}),
        (None, vendor, {}),
        (lift, make.vendor("另一家"), {}),
        (lift, vendor, {"told": datetime(2025, 12, 30, 1, tzinfo=UTC)}),
        (lift, vendor, {"status": Status.CANCELLED}),
    ):
        ticket = make.ticket(asset=asset)
        repaired(program, ticket.id, who, **late | times)
        assert program.services.contracts.of_ticket(ticket.id) is None
    assert program.services.contracts.detail(key).penalties.lines == ()


def test_missing_times_are_unknown_and_never_nothing(
    program: Program, make: Make, hourly: tuple[int, int, int]
) -> None:
    key, vendor, lift = hourly
    ticket = make.ticket(asset=lift)
    repaired(program, ticket.id, vendor, arrived=1, finished=None, status=Status.CLOSED)
    line = program.services.contracts.of_ticket(ticket.id)
    assert line is not None
    assert line.penalty.charge is Charge.UNKNOWN
    assert line.penalty.charged_twd is None
    sheet = program.services.contracts.penalties(key)
    assert (sheet.charged_twd, sheet.count(Charge.UNKNOWN)) == (0, 1)
    assert program.services.vendors.detail(vendor).repair.unknown == 1


def test_the_cap_counts_over_the_contract_and_a_period_shows_its_part(
    program: Program, make: Make, hourly: tuple[int, int, int]
) -> None:
    key, vendor, lift = hourly  # the cap is 1 % of 1,000,000
    for day in (2, 3, 4):
        ticket = make.ticket(asset=lift)
        told = datetime(2026, 11, day, 1, tzinfo=UTC)
        repaired(program, ticket.id, vendor, arrived=1, finished=(day - 2) * 24 + 34, told=told)
    sheet = program.services.contracts.penalties(key)
    assert [line.penalty.asked_twd for line in sheet.lines] == [5_000] * 3
    assert [line.penalty.charged_twd for line in sheet.lines] == [5_000, 5_000, 0]
    part = program.services.contracts.penalties(key, Period(date(2026, 11, 3), date(2026, 11, 3)))
    assert [line.penalty.charged_twd for line in part.lines] == [5_000]


def test_an_unfinished_repair_runs_and_is_not_charged(
    program: Program, make: Make, hourly: tuple[int, int, int]
) -> None:
    key, vendor, lift = hourly
    ticket = make.ticket(asset=lift)
    repaired(program, ticket.id, vendor, arrived=1)
    line = program.services.contracts.of_ticket(ticket.id)
    assert line is not None
    assert line.penalty.charge is Charge.RUNNING
    assert [delay.kept for delay in line.penalty.delays] == [Kept.KEPT, Kept.OVERDUE]
    assert program.services.contracts.penalties(key).charged_twd == 0


def test_who_may_not_edit_contracts_is_told_who_may(program: Program, make: Make) -> None:
    from sqlalchemy import select

    from db.models import Role

    with program.services.base.read() as session:
        viewer = session.scalar(select(Role.id).where(Role.code == "viewer"))
    key = new(program, make)
    program.services.base.act_as(make.user("訪客", role_id=viewer))
    with pytest.raises(DomainError, match=r"record\.not_allowed") as caught:
        program.services.contracts.remove(key)
    assert "廳舍工程師" in str(caught.value.params["roles"])


def test_a_policy_is_entered_changed_removed_and_undone(program: Program, make: Make) -> None:
    insurance, vendor = program.services.insurance, make.vendor("恆信產物保險")
    made = NewPolicy("火115-1", "fire", vendor, make.site(), START, END, 1_000_000, 5_000)
    key = insurance.create(made).value
    with pytest.raises(Invalid, match=r"policy\.number_taken"):
        insurance.create(made)
    with pytest.raises(Invalid, match=r"contract\.ends_before_start"):
        insurance.edit(key, 1, ends_on=date(2025, 1, 1))
    insurance.edit(key, 1, premium_twd=6_000)
    second = insurance.create(
        NewPolicy("火116-1", "fire", vendor, make.site(), END, date(2027, 12, 31))
    ).value
    assert [row[1] for row in insurance.detail(second).earlier] == ["火115-1"]
    insurance.remove(second)
    program.services.history.undo()
    assert insurance.detail(second).premium_twd is None
    with pytest.raises(NotFound, match=r"policy\.gone"):
        insurance.detail(0)
