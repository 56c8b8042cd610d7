"""Projects and damage events: from what was hit to what was rebuilt, each step with its way back."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, DomainError, Invalid, NotFound
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.project_rows import NewEvent, NewProject
from tests.factories import Make

TODAY = date(2026, 11, 23)


def event(program: Program, name: str = "十月颱風") -> int:
    return program.services.damage.create(NewEvent(name, "typhoon", date(2026, 10, 5))).value


def project(program: Program, make: Make, **more: object) -> int:
    return program.services.projects.create(NewProject("復建工程", "works", make.site(), **more)).value  # type: ignore[arg-type]


def test_an_event_gets_the_years_next_number_and_a_day_or_roughly_when(program: Program) -> None:
    damage = program.services.damage
    first = event(program)
    assert damage.detail(first).code == "E115-01"
    rough = damage.create(NewEvent("莫蘭蒂颱風", "typhoon", occurred_text="105 年 9 月")).value
    assert (damage.detail(rough).code, damage.detail(rough).occurred_on) == ("E115-02", None)
    for new, code in (
        (NewEvent("地震", "earthquake"), "event.needs_when"),
        (NewEvent("地震", "earthquake", date(2026, 11, 24)), "event.in_future"),
        (NewEvent("", "earthquake", TODAY), "record.empty"),
        (NewEvent("地震", "earthquake", TODAY, code="E115-01"), "event.code_taken"),
    ):
        with pytest.raises(Invalid) as caught:
            damage.create(new)
        assert caught.value.code == code
    with pytest.raises(Conflict, match=r"record\.moved_on"):
        damage.edit(first, 9, name="別名")


def test_each_damaged_asset_gets_its_repair_in_one_step_and_once(program: Program, make: Make) -> None:
    damage = program.services.damage
    key, lift, pump = event(program), make.asset("客梯 1 號"), make.asset("泵浦")
    damage.add_damage(key, lift, "機坑進水")
    with pytest.raises(Invalid, match=r"event\.damage_there"):
        damage.add_damage(key, lift)
    damage.add_damage(key, pump, "長" * 300)
    made = damage.log_tickets(key).value
    assert len(made) == 2
    row = damage.detail(key)
    assert [one.brief.summary for one in row.tickets] == ["十月颱風：機坑進水", "十月颱風"]
    assert program.services.tickets.detail(made[1]).description == "長" * 300
    assert [one.tickets for one in row.assets] == [1, 1]
    with pytest.raises(Invalid, match=r"event\.nothing_to_log"):
        damage.log_tickets(key)
    program.services.history.undo()
    assert damage.detail(key).tickets == ()
    with pytest.raises(NotFound):
        program.services.tickets.detail(made[0])


def test_repairs_are_linked_and_taken_off(program: Program, make: Make) -> None:
    damage, key, ticket = program.services.damage, event(program), make.ticket()
    assert damage.link_tickets(key, (ticket.id,)).value == 1
    assert damage.link_tickets(key, (ticket.id,)).value == 0
    assert [one.brief.id for one in damage.detail(key).tickets] == [ticket.id]
    damage.unlink_ticket(key, ticket.id)
    assert damage.detail(key).tickets == ()
    program.services.history.undo()
    assert len(damage.detail(key).tickets) == 1


def test_a_project_of_an_event_mends_what_nobody_mends_yet(program: Program, make: Make) -> None:
    damage, projects = program.services.damage, program.services.projects
    key, roof, wall = event(program), make.asset("採光罩"), make.asset("外牆")
    damage.add_damage(key, roof, "大面積破損")
    first = projects.create(NewProject("採光罩重建工程", "works", make.site()), key).value
    damage.add_damage(key, wall)
    second = projects.create(NewProject("外牆修復", "works", make.site()), key).value
    row = damage.detail(key)
    assert [one.project_id for one in row.assets] == [first, second]
    assert [one.code for one in row.projects] == ["P115-01", "P115-02"]
    assert [one.name for one in projects.detail(first).assets] == ["採光罩"]
    projects.remove(first)
    assert damage.detail(key).assets[0].project_id is None
    program.services.history.undo()
    assert damage.detail(key).assets[0].project_id == first
    damage.remove(key)
    assert projects.detail(first).event_id is None
    program.services.history.undo()
    assert projects.detail(first).event == "十月颱風"


def test_the_remainder_of_the_budget_follows_it(program: Program, make: Make) -> None:
    projects = program.services.projects
    key = project(program, make, budget_twd=45_100_000)
    projects.set_funding(key, {"central": 39_146_000}, "city")
    shares = projects.detail(key).funding
    assert [(one.source, one.amount_twd, one.is_remainder) for one in shares] == [
        ("central", 39_146_000, False),
        ("city", 5_954_000, True),
    ]
    assert [f"{one.share * 100:.1f}" for one in shares] == ["86.8", "13.2"]
    projects.edit(key, projects.detail(key).version, budget_twd=46_000_000)
    assert projects.detail(key).funding[1].amount_twd == 6_854_000
    with pytest.raises(Invalid, match=r"project\.budget_and_shares"):
        projects.edit(key, projects.detail(key).version, budget_twd=1_000)
    program.services.history.undo()
    assert projects.detail(key).funding[1].amount_twd == 5_954_000


def test_milestones_tell_what_is_late_and_reaching_one_begins_the_works(program: Program, make: Make) -> None:
    projects = program.services.projects
    key = project(program, make)
    first = projects.add_milestone(key, "設計", date(2026, 11, 1)).value
    projects.add_milestone(key, "開工", date(2026, 12, 1))
    assert [(one.name, one.days_late) for one in projects.detail(key).milestones] == [
        ("設計", 22),
        ("開工", 0),
    ]
    projects.reach_milestone(first, date(2026, 11, 3))
    row = projects.detail(key)
    assert (row.status, row.milestones[0].days_late, row.milestones[0].done_on) == (
        "in_progress",
        2,
        date(2026, 11, 3),
    )
    with pytest.raises(Invalid, match=r"project\.in_future"):
        projects.reach_milestone(first, date(2026, 12, 1))
    projects.edit_milestone(first, planned_on=date(2026, 11, 3))
    assert not projects.detail(key).milestones[0].is_late
    projects.remove_milestone(first)
    assert len(projects.detail(key).milestones) == 1
    for _ in range(3):
        program.services.history.undo()
    assert projects.detail(key).status == "planned"


def test_works_are_accepted_once_completed(program: Program, make: Make) -> None:
    projects = program.services.projects
    key = project(program, make, started_on=date(2026, 10, 1))
    for on, done, code in (
        (TODAY, None, "project.not_completed"),
        (date(2026, 11, 1), date(2026, 11, 2), "project.accepted_before_done"),
        (TODAY, date(2026, 9, 1), "project.done_before_start"),
        (date(2026, 12, 1), date(2026, 11, 2), "project.in_future"),
    ):
        with pytest.raises(Invalid) as caught:
            projects.accept(key, on, completed_on=done)
        assert caught.value.code == code
    projects.accept(key, TODAY, "依約驗收合格", date(2026, 11, 20))
    row = projects.detail(key)
    assert (row.status, row.accepted_on, row.acceptance_note) == ("completed", TODAY, "依約驗收合格")
    program.services.history.undo()
    assert projects.detail(key).accepted_on is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": "dreamt"}, "project.no_such_status"),
        ({"budget_twd": -1}, "record.below_zero"),
        ({"planned_start_on": TODAY, "due_on": date(2026, 1, 1)}, "project.due_before_start"),
        ({"place_id": None}, "record.empty"),
        ({"code": "P115-01"}, "project.code_taken"),
    ],
)
def test_what_a_project_cannot_be_is_refused(
    program: Program, make: Make, fields: dict[str, object], code: str
) -> None:
    project(program, make)
    with pytest.raises(DomainError) as caught:
        program.services.projects.create(
            NewProject(**{"name": "工程", "kind": "works", "place_id": make.site(), **fields})  # type: ignore[arg-type]
        )
    assert caught.value.code == code


def test_the_reports_skylight_is_told_from_rows(demo: Program) -> None:
    events = demo.services.lists["events"]
    meranti = next(row[0] for row in events.page(ListQuery("莫蘭蒂"), 0, 1))
    row = demo.services.damage.detail(meranti)
    assert (row.name, row.occurred_text, row.occurred_on, row.is_demo) == (
        "莫蘭蒂颱風",
        "105 年 9 月",
        None,
        False,
    )
    (skylight,) = row.assets
    assert skylight.name == "頂樓採光罩"
    assert "大面積破損" in skylight.note
    (rebuilt,) = row.projects
    assert (rebuilt.budget_twd, rebuilt.completed_text) == (45_100_000, "106 年汛期前")
    assert [(one.source, one.amount_twd, one.is_remainder) for one in rebuilt.funding] == [
        ("central", 39_146_000, False),
        ("city", 5_954_000, True),
    ]


def test_the_report_of_an_event_is_one_page_and_counts_what_has_no_room(
    program: Program, make: Make, tmp_path: Path
) -> None:
    damage, projects = program.services.damage, program.services.projects
    key = event(program)
    for number in range(60):
        damage.add_damage(key, make.asset(f"設備 {number}"), "進水")
    made = projects.create(NewProject("復建工程", "works", make.site(), budget_twd=1_000), key).value
    projects.set_funding(made, {"central": 600}, "city")
    projects.add_milestone(made, "開工", date(2026, 11, 1))
    out = tmp_path / "report.pdf"
    program.services.event_reports.write(key, out)
    reader = PdfReader(out)
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    for words in (
        "災損事件報告",
        "十月颱風",
        "設備 0",
        "另有",
        "復建工程",
        "開工",
        "NT$600",
        "NT$400",
        "科長",
    ):
        assert words in text, words
