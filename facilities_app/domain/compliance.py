"""Whether inspections were done in time: how each is judged, and the sums of many.

On time is what was done by its deadline: the end of its lawful window, or its due day where there is none. Late was
done after it. Missed was never done, since the next one fell due. Overdue is past its deadline and still not done.
Open has time left. Left out (with a reason) is told but not counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from facilities_app.domain.percent import percent_of
from resources.texts import tr


class Judged(StrEnum):
    """How one inspection stands."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    OVERDUE = "overdue"
    OPEN = "open"
    SKIPPED = "skipped"


class By(StrEnum):
    """What the rows are told apart by."""

    DUTY = "duty"
    SYSTEM = "system"
    SITE = "site"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Counts:
    """So many of each."""

    on_time: int = 0
    late: int = 0
    missed: int = 0
    overdue: int = 0
    open: int = 0
    skipped: int = 0

    @property
    def due(self) -> int:
        """What had to be done by now: nothing that is open or was left out."""
        return self.on_time + self.late + self.missed + self.overdue

    @property
    def share(self) -> float | None:
        """Percent of it done on time, one decimal, half up; None where nothing had to be done."""
        share = percent_of(self.on_time, self.due)
        return None if share is None else float(share)

    def of(self, judged: Judged) -> int:
        """How many stand so."""
        return int(getattr(self, judged.value))


@dataclass(frozen=True, slots=True)
class Cell:
    """Inspections of one duty, site and month that stand alike. ``duty_id`` is None for the office's own."""

    duty_id: int | None
    site_id: int
    month: int
    judged: Judged
    count: int


@dataclass(frozen=True, slots=True)
class ComplianceRow:
    """``key`` is the duty's or site's id, the system's name or the month; ``name`` is for people."""

    key: int | str | None
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Compliance:
    """A year's inspections by their due day. ``statutory`` if only those that a law asks for are counted."""

    year: int
    statutory: bool
    total: Counts
    rows: dict[By, tuple[ComplianceRow, ...]] = field(default_factory=dict)
    cells: tuple[tuple[str, str, str, int, Counts], ...] = ()
    """Duty, system, site, month and counts: what a script reads."""
    systems: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    """The duties of each system that is named in the rows."""


def counted(cells: Iterable[Cell]) -> Counts:
    """The sum of these cells."""
    sums = dict.fromkeys(Judged, 0)
    for cell in cells:
        sums[cell.judged] += cell.count
    return Counts(**{judged.value: count for judged, count in sums.items()})


def judged_words() -> dict[Judged, str]:
    """Each by name."""
    return {
        Judged.ON_TIME: tr("On time", "compliance"),
        Judged.LATE: tr("Late", "compliance"),
        Judged.MISSED: tr("Missed", "compliance"),
        Judged.OVERDUE: tr("Overdue", "compliance"),
        Judged.OPEN: tr("Open", "compliance"),
        Judged.SKIPPED: tr("Left out", "compliance"),
    }


def by_words() -> dict[By, str]:
    """What rows are told apart by, by name."""
    return {
        By.DUTY: tr("Duty", "compliance"),
        By.SYSTEM: tr("System", "compliance"),
        By.SITE: tr("Site", "compliance"),
        By.MONTH: tr("Month", "compliance"),
    }


def definition() -> str:
    """How it is reckoned, in words."""
    return tr(
        "Inspections by their due day. On time: done by the end of the lawful window, without one by the due day. "
        "Late: done after that. Missed: never done. Overdue: past that day and not done. Open: there is time. "
        "The share is on time of all that had to be done; what is overdue or missed counts against it, what was "
        "left out with a reason is not counted. The overview tells something else: of the statutory inspections of the "
        "last 12 months how many were done at all, the late ones too."
    )
