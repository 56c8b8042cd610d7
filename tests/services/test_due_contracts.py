"""What falls due of contracts and projects: 保固金, milestones, and renewals at their own notice."""

from datetime import date, timedelta

from db.models import Warranty
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.contract_rows import NewContract, NewPolicy
from facilities_app.domain.project_rows import NewProject
from facilities_app.domain.rows import DueItem
from tests.factories import Make


def due(program: Program, kind: str) -> list[DueItem]:
    return [item for item in program.services.reminders.due() if item.kind == kind]


def test_a_bond_is_reminded_of_until_it_is_given_back(
    program: Program, make: Make, clock: FixedClock
) -> None:
    day = clock.today() + timedelta(days=10)
    new = NewContract(
        "115-01", "前期工程", "works", make.vendor(), date(2025, 1, 1), date(2025, 12, 31), bond_twd=50_000
    )
    key = program.services.contracts.create(new).value
    assert due(program, "bond") == []
    contracts = program.services.contracts
    contracts.edit(key, 1, bond_return_on=day)
    (item,) = due(program, "bond")
    assert (item.number, item.due_on, item.group, item.target) == ("115-01", day, "expiring", "contracts")
    clock.move(timedelta(days=11))
    assert due(program, "bond")[0].group == "overdue"
    contracts.return_bond(key)
    assert due(program, "bond") == []


def test_milestones_of_projects_that_go_on_are_due_and_late(
    program: Program, make: Make, clock: FixedClock
) -> None:
    projects, today = program.services.projects, clock.today()
    key = projects.create(NewProject("防水工程", "works", make.site())).value
    step = projects.add_milestone(key, "決標", today - timedelta(days=1)).value
    projects.add_milestone(key, "開工", today + timedelta(days=3))
    projects.add_milestone(key, "竣工", today + timedelta(days=90))
    assert [(item.title, item.group) for item in due(program, "milestone")] == [
        ("決標", "overdue"),
        ("開工", "week"),
    ]
    projects.reach_milestone(step)
    assert [item.title for item in due(program, "milestone")] == ["開工"]
    projects.edit(key, projects.detail(key).version, status="cancelled")
    assert due(program, "milestone") == []


def test_a_contract_is_due_from_its_own_notice_on(program: Program, make: Make, clock: FixedClock) -> None:
    end = clock.today() + timedelta(days=40)
    new = NewContract(
        "115-01", "電梯維護", "maintenance", make.vendor(), date(2026, 1, 1), end, notice_days=39
    )
    program.services.contracts.create(new)
    assert due(program, "contract") == []
    clock.move(timedelta(days=1))
    assert [item.due_on for item in due(program, "contract")] == [end]


def test_insurance_and_warranties_are_due_too(program: Program, make: Make, clock: FixedClock) -> None:
    end, vendor, lift = clock.today() + timedelta(days=20), make.vendor(), make.asset()
    policy = NewPolicy("火115", "fire", vendor, make.site(), date(2026, 1, 1), end)
    program.services.insurance.create(policy)
    with program.services.base.uow("test.warranty") as uow:
        uow.add(Warranty(asset_id=lift, vendor_id=vendor, starts_on=date(2026, 1, 1), ends_on=end))
        uow.commit(None)
    assert [(item.kind, item.due_on) for item in program.services.reminders.due()] == [
        ("insurance", end),
        ("warranty", end),
    ]
