"""Rules of dormitory units: what needs attention and when."""

from datetime import date, timedelta

ENDING_DAYS = 90
"""An agreement or a return deadline this close is shown as ending."""

PATROL_TEMPLATE = "DORMVAC"
OPEN_FINDINGS = frozenset({"", "not_met"})
"""Findings of an audit visit after which someone still has to go there."""

AGENCY_STATUSES = frozenset(("provided", "rented"))
"""An agency is the resident: its name is no personal data."""

UNIT_STATUSES = frozenset(
    {
        "in_use",
        "vacant",
        "renovating",
        "recovered",
        "provided",
        "rented",
        "occupied",
        "scrapping",
        "demolished",
        "handed_over",
    }
)


def is_final(finding: str) -> bool:
    """Whether an audit visit's finding settles the unit for the round."""
    return finding not in OPEN_FINDINGS


def is_ending(until: date | None, on: date) -> bool:
    """Whether something ends within ENDING_DAYS of ``on``, or should have ended before."""
    return until is not None and until <= on + timedelta(days=ENDING_DAYS)
