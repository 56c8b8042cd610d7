"""The ladder of reminders: so many days before a day falls due, then every day until it is done."""

from datetime import date

from facilities_app.domain.rows import DueItem

USUAL: tuple[int, ...] = (60, 30, 7, 0)
PAPERS = frozenset(
    {"permit", "contract", "warranty", "insurance", "agreement", "audit", "licence", "patrol", "filing"}
)


def speaks_by_ladder(item: DueItem) -> bool:
    """Whether the inbox tells of it: inspections and papers. Repairs have their own clocks."""
    return item.kind == "task" or item.kind in PAPERS


def reached(days_left: int, ladder: tuple[int, ...] = USUAL) -> int | None:
    """The rung a reminder stands on: the nearest one not yet passed, −1, −2 … once it is late; None before the
    first. An empty ladder reminds from the day itself.
    """
    if days_left < 0:
        return days_left
    rungs = [rung for rung in ladder if rung >= days_left]
    if days_left == 0:
        return 0
    return min(rungs) if rungs else None


def is_quiet(due_on: date, today: date, noted_on: date, ladder: tuple[int, ...] = USUAL) -> bool:
    """Whether someone who took note of it on ``noted_on`` is left alone today: until the next rung is reached."""
    return reached((due_on - noted_on).days, ladder) == reached((due_on - today).days, ladder)
