"""The levelling proposal of a year: what it moves, what it never touches, and accepting it as one step."""

from datetime import date

from db.models import InspectionTask
from facilities_app.bootstrap import Program
from facilities_app.domain.year_columns import months_of
from facilities_app.domain.year_plan import loads
from tests.factories import Make


def half_yearly(make: Make, *days: date, **more: object) -> list[int]:
    """Planned inspections of our own schedule, each with a plan of its own."""
    found = []
    for day in days:
        asset = make.asset()
        plan = make.plan(asset=asset, rule="FREQ=MONTHLY;INTERVAL=6", anchor="floating")
        found.append(
            make.task(due=day, asset=asset, plan_id=plan, title=f"檢查 {day} {asset}", **more)  # type: ignore[arg-type]
        )
    return found


def test_a_crowded_month_is_evened_out_and_one_undo_takes_all_back(make: Make, program: Program) -> None:
    services = program.services.plan_years
    half_yearly(make, *(date(2027, 3, day) for day in (8, 9, 10, 11, 12)))
    found = services.levelling.propose(2027)
    assert found.load[2] == 5
    assert found.after(set(range(len(found.proposed))))[2] < 5
    moves = [move for one in found.proposed for move in one.moves]
    done = services.moves.move(moves, "平準化", "plan_year.levelled")
    assert done.value == len(moves)
    now = [load.asked for load in loads(services.read(2027).rows, months_of(2027))]
    assert now[2] < 5
    program.services.history.undo()
    again = [load.asked for load in loads(services.read(2027).rows, months_of(2027))]
    assert again[2] == 5


def test_what_the_law_sets_stays_in_its_window(make: Make, program: Program) -> None:
    tasks = half_yearly(
        make, *(date(2027, 3, day) for day in (8, 9, 10, 11)),
        is_statutory=True, window_from=date(2027, 2, 20), window_until=date(2027, 3, 31),
    )  # fmt: skip
    found = program.services.plan_years.levelling.propose(2027)
    assert found.proposed
    for one in found.proposed:
        assert date(2027, 2, 20) <= one.after <= date(2027, 3, 31)
        assert one.statutory
    assert {move.task_id for one in found.proposed for move in one.moves} < set(tasks)


def test_monthly_turns_and_what_is_past_or_done_are_left_alone(make: Make, program: Program) -> None:
    for day in (24, 25, 26, 27):
        asset = make.asset()
        plan = make.plan(asset=asset, rule="FREQ=MONTHLY")
        make.task(due=date(2026, 11, day), asset=asset, plan_id=plan)
    half_yearly(make, date(2026, 11, 20), date(2026, 11, 19))
    assert program.services.plan_years.levelling.propose(2026).proposed == ()


def test_the_demo_year_is_never_moved_out_of_the_law(demo: Program) -> None:
    services = demo.services.plan_years
    for year in (2026, 2027):
        found = services.levelling.propose(year)
        before, after = found.load, found.after(set(range(len(found.proposed))))
        assert sum(n * n for n in after) <= sum(n * n for n in before)
        moves = [move for one in found.proposed for move in one.moves]
        if moves:
            services.moves.move(moves, "平準化", "plan_year.levelled")
    with demo.services.base.read() as session:
        for row in session.query(InspectionTask).filter_by(status="planned", is_statutory=True):
            assert row.window_until is None or row.due_on <= row.window_until
