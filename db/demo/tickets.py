"""Repair tickets: the report's 343, two living years and what is open today; streamed, however many. All invented."""

from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import select

from db import bulk
from db.demo.calendar import Calendar, Day, plan_days, trade_steps, usual_priority
from db.demo.case_rows import COLUMNS, Written, case_rows, stored
from db.demo.flows import FLOWS, Flow, events_of
from db.demo.open_cases import OPEN_CASES
from db.demo.places import CENTRES, SITES
from db.demo.promises import Answers
from db.demo.report_facts import REPORTED_CASES
from db.demo.scenes import Pool, Scene, build_pool
from db.demo.texts import AGENCIES, BUDGETS, CALLERS, TAILS
from db.demo.world import World
from db.models import Priority
from db.search import spaced
from facilities_app.domain.tickets import Priority as Rank
from facilities_app.domain.tickets import Status, number

USUAL_TOTAL = 2_743
"""The report's 343 and 2,400 of the two living years."""
LEAST_TOTAL = REPORTED_CASES + len(OPEN_CASES)
_HISTORY_OF_NEWEST = 5_000
_OPEN_AMONG_MANY = 0.001
_STILL_OPEN_DAYS = 45

Step = Callable[[int, int], None]


def build_tickets(world: World, total: int, step: Step) -> int:
    """Write ``total`` tickets and the history of the newest; returns how many."""
    total = max(total, LEAST_TOTAL)
    writer = _Writer(world, total)
    connection = world.connection
    many = total >= bulk.MANY_TICKETS
    stream = writer.stream()
    done = 0
    with bulk.tickets_without_upkeep(connection, drop_indexes=many):
        while chunk := list(islice(stream, bulk.CHUNK)):
            bulk.insert_tuples(connection, "tickets", COLUMNS, (one.values for one in chunk))
            bulk.fill_search(connection, ((one.values[0], one.body) for one in chunk))
            done += len(chunk)
            step(done, total)
    if many:
        bulk.tighten_search(connection)
    return done


class _Writer:
    """Makes tickets in the order they were reported, so that numbers and ids rise with time."""

    def __init__(self, world: World, total: int) -> None:
        self._world, self._total = world, total
        self._dice = world.dice("tickets")
        self._next = bulk.next_id(world.connection, "tickets")
        self._history_from = self._next + total - _HISTORY_OF_NEWEST
        self._serials: dict[int, int] = {}
        ranks = select(Priority.id, Priority.repair_workdays)
        self._calendar = Calendar(
            world, {row.id: row.repair_workdays for row in world.connection.execute(ranks)}
        )
        self._centres, self._all = build_pool(world, CENTRES), build_pool(world, SITES)
        self._callers = [
            (f"{agency} {caller}", spaced(f"{agency} {caller}")) for agency in AGENCIES for caller in CALLERS
        ]
        self._tails = [(tail, spaced(tail)) for tail in TAILS]
        self._steps = {month: trade_steps(month) for month in range(1, 13)}
        extra = max(0, total - 10 * USUAL_TOTAL)
        recent = extra * _STILL_OPEN_DAYS / 730
        self._answers = Answers(world)
        self._open_share = extra * _OPEN_AMONG_MANY / recent if recent else 0.0

    def stream(self) -> Iterator[Written]:
        """All tickets, oldest first."""
        cases = case_rows(self._world)
        plan = {day.day: day for day in plan_days(self._world, self._total - LEAST_TOTAL)}
        for day in sorted({*plan, *cases}):
            made = self._of_day(plan[day]) if day in plan else []
            for moment, build in sorted([*made, *cases.get(day, [])], key=lambda one: one[0]):
                del moment
                yield build(*self._number(day.year - 1911))

    def _number(self, year: int) -> tuple[int, int, int, str]:
        serial = self._serials[year] = self._serials.get(year, 0) + 1
        row_id, self._next = self._next, self._next + 1
        return row_id, year, serial, number(year, serial)

    def _of_day(self, day: Day) -> list[tuple[int, Callable[[int, int, int, str], Written]]]:
        dice = self._dice
        pool = self._centres if day.reported else self._all
        minutes = sorted(int(dice.random() * 530) for _ in range(day.count))
        recent = not day.reported and day.day > self._world.day(-_STILL_OPEN_DAYS)
        made = []
        for minute in minutes:
            scene = self._scene(pool, day)
            flow = FLOWS[int(dice.random() * len(FLOWS))]
            if recent and self._open_share and dice.random() < self._open_share:
                flow = Flow(Status(dice.choice((10, 20, 30, 40, 60))))
            made.append((minute, self._builder(day, minute, scene, flow, dice)))
        return made

    def _answer_due(self, reported: str, priority: int) -> str:
        return stored(self._answers.due(datetime.fromisoformat(reported), priority))

    def _scene(self, pool: Pool, day: Day) -> Scene:
        dice = self._dice
        steps = self._steps[day.day.month]
        trade = steps[min(bisect(steps, (dice.random(), "")), len(steps) - 1)][1]
        if day.reported:
            # The report names six trades in two centres: the first cases make sure that each pair occurs.
            count = self._world.serial("reported-case")
            trade = list(self._world.trades)[(count - 1) % 6] if count <= 12 else trade
            site = self._world.places[CENTRES[(count - 1) // 6]]["id"] if count <= 12 else None
            scenes = [s for s in pool.by_trade[trade] if s.site_id == site] if site else pool.by_trade[trade]
        else:
            scenes = pool.by_trade[trade]
        return scenes[int(dice.random() * len(scenes))]

    def _builder(
        self, day: Day, minute: int, scene: Scene, flow: Flow, dice: Random
    ) -> Callable[[int, int, int, str], Written]:
        caller, spaced_caller = self._callers[int(dice.random() * len(self._callers))]
        if scene.caller:
            caller, spaced_caller = scene.caller, spaced(scene.caller)
        tail, spaced_tail = self._tails[int(dice.random() * len(self._tails))]
        priority = usual_priority(scene.priority, dice.random())
        costs = scene.cost if flow.costs and scene.cost else 0
        cost = int(costs * (0.7 + dice.random() * 0.6)) // 100 * 100 or None if costs else None
        budget = BUDGETS[scene.trade_id % 3] if cost else ""
        pressing = priority <= Rank.HIGH
        times = flow.times(self._calendar, day.day, minute, pressing=pressing)
        due = self._calendar.due(day.day, priority)
        today = day.day.isoformat()
        assigned = flow.status not in (Status.REPORTED, Status.ACCEPTED, Status.REJECTED)

        def build(row_id: int, year: int, serial: int, name: str) -> Written:
            values: tuple[Any, ...] = (
                row_id, name, year, serial, scene.summary, scene.description + tail, scene.asset_id,
                scene.place_id, scene.site_id, scene.where, scene.trade_id, priority, int(flow.status),
                flow.status.is_open, caller, "", scene.user_id if assigned else None,
                scene.user if assigned else "", scene.vendor_id if assigned else None, times[0], today, due,
                times[1], times[2], times[3], times[4], "", None, 0, None, cost, budget, "demo", True, 1,
                self._answer_due(times[0], priority) if row_id >= self._history_from else None, times[2],
            )  # fmt: skip
            told = f"{scene.spaced_summary} {scene.spaced_description}{spaced_tail}"
            body = f"{name} {told} {scene.spaced_where} {spaced_caller}"
            if row_id >= self._history_from:
                events_of(self._world, values, flow, serial)
            return Written(values, body)

        return build
