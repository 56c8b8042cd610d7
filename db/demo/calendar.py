"""How tickets spread over days: working days, the seasons, and the report's period with its exact count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.demo.report_facts import PERIOD, REPORTED_CASES
from db.demo.world import World
from facilities_app.domain.tickets import Priority

LIVING_DAYS = 730
_SEASON = (0.0, 0.82, 0.78, 0.9, 0.96, 1.08, 1.2, 1.28, 1.26, 1.14, 1.02, 0.9, 0.84)
_COOLING = (0.0, 0.35, 0.35, 0.6, 0.9, 1.3, 1.6, 1.75, 1.7, 1.4, 1.05, 0.7, 0.45)
_SHARES = {
    "plumbing_electrical": 0.35,
    "hvac": 0.25,
    "civil": 0.175,
    "lift": 0.1,
    "fire": 0.075,
    "telecom": 0.05,
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day's tickets: how many, and whether they are of the report's period."""

    day: date
    count: int
    reported: bool


def plan_days(world: World, fillers: int) -> list[Day]:
    """The days in order, those without tickets left out. No filler falls into the report's period."""
    first, last = PERIOD
    period = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    living = [world.day(-n) for n in range(LIVING_DAYS, 0, -1)]
    living = [day for day in living if not first <= day <= last]
    days = [Day(day, n, True) for day, n in _spread(world, period, REPORTED_CASES)]
    days += [Day(day, n, False) for day, n in _spread(world, living, fillers)]
    return sorted((day for day in days if day.count), key=lambda day: day.day)


def _spread(world: World, days: Sequence[date], total: int) -> list[tuple[date, int]]:
    """``total`` over the days by weight, exactly: largest remainders get what rounding leaves."""
    dice = world.dice(f"days:{days[0]}:{total}")
    weights = [_weight(world, day) * dice.uniform(0.5, 1.5) for day in days]
    whole = sum(weights)
    shares = [weight * total / whole for weight in weights]
    counts = [int(share) for share in shares]
    order = sorted(range(len(days)), key=lambda n: counts[n] - shares[n])
    for n in order[: total - sum(counts)]:
        counts[n] += 1
    return list(zip(days, counts, strict=True))


def _weight(world: World, day: date) -> float:
    return _SEASON[day.month] * (1.0 if world.workdays.is_workday(day) else 0.06)


def trade_steps(month: int) -> list[tuple[float, str]]:
    """(upper edge, trade): where a random number between 0 and 1 falls in this month. More cooling in summer."""
    weights = {t: w * (_COOLING[month] if t == "hvac" else 1.0) for t, w in _SHARES.items()}
    whole, edge, steps = sum(weights.values()), 0.0, []
    for trade, weight in weights.items():
        edge += weight / whole
        steps.append((edge, trade))
    return steps


class Calendar:
    """Working days and due dates by the day they count from, worked out once for a stretch of days."""

    def __init__(self, world: World, repair_workdays: dict[int, int]) -> None:
        self._world, self._repair = world, repair_workdays
        self._due: dict[tuple[date, int], str] = {}
        self._after: dict[tuple[date, int], str] = {}
        self._yesterday = world.workdays.previous_workday(world.day(-1))

    def due(self, day: date, priority: int) -> str:
        """When a repair reported on ``day`` is due, 17:00 in Taiwan as the database keeps it."""
        key = (day, priority)
        if key not in self._due:
            count = self._repair[priority]
            due = self._world.workdays.add_workdays(day, count) if count else day
            self._due[key] = f"{due.isoformat()}T09:00:00Z"
        return self._due[key]

    def after(self, day: date, workdays: int) -> str:
        """The day so many working days later, but never today or later."""
        key = (day, workdays)
        if key not in self._after:
            later = self._world.workdays.add_workdays(day, workdays) if workdays else day
            self._after[key] = max(day, min(later, self._yesterday)).isoformat()
        return self._after[key]


def usual_priority(base: int, roll: float) -> int:
    """The fault's own priority, now and then one step less or more urgent."""
    if roll < 0.1:
        return min(base + 1, int(Priority.LOW))
    return max(base - 1, int(Priority.HIGH)) if roll > 0.95 else base
