"""Applications for a unit, as services hand them out and take them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from facilities_app.domain.agreement_rows import Party


@dataclass(frozen=True, slots=True)
class NewApplication:
    """A request to borrow a unit of a kind."""

    person: Party
    kind: str
    applied_on: date
    household_size: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """A request as it stands. ``place`` is its turn in the queue of its kind, from 1; None outside of it."""

    id: int
    version: int
    number: str
    person_id: int
    person: Party
    kind: str
    applied_on: date
    household_size: int
    points: Decimal | None
    draw_order: int | None
    state: str
    reason: str
    unit_id: int | None
    unit_code: str
    agreement_id: int | None
    answers: Mapping[str, str]
    place: int | None = None
