"""Who may borrow a unit: the questions of the check, and whose turn it is among those who wait."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from facilities_app.domain.application_rows import ApplicationRow
from resources.reference_data import load
from resources.texts import pick

ANSWERS = ("yes", "no", "open")
KINDS = ("head", "multi", "single")
"""Kinds one may apply for: 眷屬宿舍 were dropped from the rules on 72.4.29 and are lent no more."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the check, with what it rests on."""

    code: str
    zh: str
    en: str
    source: str
    kinds: frozenset[str]

    @property
    def words(self) -> str:
        """The question in the language of the moment."""
        return pick(self.zh, self.en)


def questions(kind: str) -> tuple[Question, ...]:
    """What is asked of those who apply for this kind."""
    return tuple(one for one in _all() if kind in one.kinds)


def turn(row: ApplicationRow) -> tuple[bool, int, Decimal, date, int]:
    """What the queue is sorted by: who was drawn before those who were not, then more points, then the earlier day."""
    drawn = row.draw_order is not None
    return not drawn, row.draw_order or 0, -(row.points or Decimal(0)), row.applied_on, row.id


@lru_cache(maxsize=1)
def _all() -> tuple[Question, ...]:
    return tuple(
        Question(one["code"], one["zh"], one["en"], one["source"], frozenset(one["kinds"]))
        for one in load("eligibility")
    )
