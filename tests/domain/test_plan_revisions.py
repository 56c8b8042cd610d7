"""Revisions of the year's plan: kept as they were, and compared the way an office reads a plan."""

from datetime import date

from facilities_app.domain.plan_revisions import Change, differences, frozen, thawed
from facilities_app.domain.year_plan import Mark, MarkState, YearRow


def row(*days: tuple[date, date], plan: int = 1, member: str = "a1") -> YearRow:
    """A row whose occurrences are (the rule's day, the day it is put on)."""
    marks = tuple(Mark(7, due, None, on, MarkState.PLANNED, member) for on, due in days)
    return YearRow(
        (plan,),
        1,
        1,
        "四維",
        "消防",
        f"演練 {plan}",
        "演練",
        "flame",
        "FREQ=YEARLY",
        True,
        frozenset(),
        1,
        marks,
    )


def same(*days: date) -> tuple[tuple[date, date], ...]:
    return tuple((day, day) for day in days)


def test_what_is_kept_reads_back_as_planned_days() -> None:
    (found,) = thawed(frozen([row(*same(date(2026, 3, 2), date(2026, 9, 2)))]))
    assert [mark.due_on for mark in found.marks] == [date(2026, 3, 2), date(2026, 9, 2)]
    assert {mark.state for mark in found.marks} == {MarkState.PLANNED}
    assert (found.site, found.title, found.statutory, found.plan_ids) == ("四維", "演練 1", True, (1,))


def test_the_same_plan_has_no_differences() -> None:
    plan = row(*same(date(2026, 3, 2)))
    assert differences(thawed(frozen([plan])), [plan]) == ()


def test_a_move_by_hand_is_told_with_both_days() -> None:
    before = row(*same(date(2026, 3, 2)))
    after = row((date(2026, 3, 2), date(2026, 3, 20)))
    (found,) = differences([before], [after])
    assert (found.change, found.before, found.after) == (Change.MOVED, date(2026, 3, 2), date(2026, 3, 20))


def test_a_floating_plan_that_drifts_within_its_month_is_no_difference() -> None:
    before = row(*same(date(2026, 3, 20), date(2026, 4, 20)))
    assert differences([before], [row(*same(date(2026, 3, 20), date(2026, 4, 17)))]) == ()
    (found,) = differences([before], [row(*same(date(2026, 3, 20), date(2026, 5, 2)))])
    assert (found.change, found.after) == (Change.MOVED, date(2026, 5, 2))


def test_turns_that_came_or_went_and_whole_plans_are_told() -> None:
    before = [row(*same(date(2026, 3, 2), date(2026, 9, 2))), row(*same(date(2026, 5, 5)), plan=2)]
    after = [row(*same(date(2026, 3, 2))), row(*same(date(2026, 6, 6)), plan=3)]
    assert {(one.change, one.title) for one in differences(before, after)} == {
        (Change.REMOVED, "演練"),
        (Change.PLAN_REMOVED, "演練 2"),
        (Change.PLAN_ADDED, "演練 3"),
    }


def test_things_that_changed_alike_are_counted_together() -> None:
    days, moved = same(date(2026, 3, 2)), ((date(2026, 3, 2), date(2026, 3, 9)),)
    before = [row(*days, plan=n) for n in (1, 2, 3)]
    after = [row(*moved, plan=n) for n in (1, 2, 3)]
    (found,) = differences(before, after)
    assert found.times == 3
