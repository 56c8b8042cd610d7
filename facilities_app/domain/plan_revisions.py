"""Revisions of the year's plan: its cells as they were put down, and how the plan differs from them today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from facilities_app.domain.year_plan import Mark, MarkState, YearRow


class Change(StrEnum):
    """What became of an occurrence or of a whole plan."""

    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    PLAN_ADDED = "plan_added"
    PLAN_REMOVED = "plan_removed"


class Difference(NamedTuple):
    """``times``: so many things changed alike; days are None where there is none."""

    change: Change
    site: str
    title: str
    before: date | None
    after: date | None
    times: int = 1


def frozen(rows: Iterable[YearRow]) -> list[dict[str, Any]]:
    """The rows as they are kept: plain values, every plan for itself."""
    return [
        {
            "plan": row.plan_ids[0],
            "duty_id": row.duty_id,
            "site_id": row.site_id,
            "site": row.site,
            "system": row.system,
            "title": row.title,
            "duty": row.duty,
            "icon": row.icon,
            "rule": row.rule,
            "law": row.statutory,
            "count": row.count,
            "marks": [[mark.member, mark.on.isoformat(), mark.due_on.isoformat()] for mark in row.marks],
        }
        for row in rows
    ]


def thawed(cells: Iterable[Mapping[str, Any]]) -> tuple[YearRow, ...]:
    """Kept rows as rows again; their marks are planned, whatever became of them since."""
    return tuple(
        YearRow(
            plan_ids=(int(cell["plan"]),),
            duty_id=cell["duty_id"],
            site_id=int(cell["site_id"]),
            site=str(cell["site"]),
            system=str(cell["system"]),
            title=str(cell["title"]),
            duty=str(cell["duty"]),
            icon=str(cell["icon"]),
            rule=str(cell["rule"]),
            statutory=bool(cell["law"]),
            assignees=frozenset(),
            count=int(cell["count"]),
            marks=tuple(
                Mark(0, date.fromisoformat(due), None, date.fromisoformat(on), MarkState.PLANNED, member)
                for member, on, due in cell["marks"]
            ),
        )
        for cell in cells
    )


Days = dict[date, date]
"""The day an occurrence is put on, by its rule's own day."""


def differences(before: Iterable[YearRow], after: Iterable[YearRow]) -> tuple[Difference, ...]:
    """How ``after`` differs from ``before``, in the order of its rows; alike ones are counted together.

    An occurrence of the same rule's day differs if its day does. Where what was done early or late has shifted a
    floating plan, its turns are compared in their order, and one that stays in its month is no difference.
    """
    old, new = _by_plan(before), _by_plan(after)
    found: dict[tuple[Change, str, str, date | None, date | None], int] = defaultdict(int)
    for key, (row, things) in {**old, **new}.items():
        if key not in new or key not in old:
            change = Change.PLAN_ADDED if key in new else Change.PLAN_REMOVED
            found[change, row.site, row.title, None, None] += 1
            continue
        was = old[key][1]
        for member in {**was, **things}:
            for change, one, other in _changes(was.get(member, {}), things.get(member, {})):
                found[change, row.site, row.duty, one, other] += 1
    return tuple(Difference(*key, count) for key, count in found.items())


Things = dict[str, Days]


def _by_plan(rows: Iterable[YearRow]) -> dict[tuple[int, int], tuple[YearRow, Things]]:
    found: dict[tuple[int, int], tuple[YearRow, Things]] = {}
    for row in rows:
        if not row.marks:
            continue
        things: Things = {}
        for mark in row.marks:
            things.setdefault(mark.member, {})[mark.on] = mark.due_on
        found[row.plan_ids[0], row.site_id] = row, things
    return found


def _changes(was: Days, now: Days) -> list[tuple[Change, date | None, date | None]]:
    found: list[tuple[Change, date | None, date | None]] = [
        (Change.MOVED, was[on], now[on]) for on in was if on in now and was[on] != now[on]
    ]
    gone = sorted(due for on, due in was.items() if on not in now)
    come = sorted(due for on, due in now.items() if on not in was)
    for one, other in zip(gone, come, strict=False):
        if (one.year, one.month) != (other.year, other.month):
            found.append((Change.MOVED, one, other))
    found += [(Change.REMOVED, due, None) for due in gone[len(come) :]]
    found += [(Change.ADDED, None, due) for due in come[len(gone) :]]
    return found
