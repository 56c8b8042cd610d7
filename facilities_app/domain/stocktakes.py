"""Stock-takes (盤點): what becomes of a line when its asset is seen, and what a scanner's text means."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line

LONGEST_CODE = 200


class LineState(StrEnum):
    """How a line stands. Every line has exactly one."""

    EXPECTED = "expected"  # on the list, not yet seen
    FOUND = "found"  # seen where it belongs
    MOVED = "moved"  # seen elsewhere
    MISSING = "missing"  # not seen until the close
    UNEXPECTED = "unexpected"  # seen, but not on the list


SEEN = (LineState.FOUND, LineState.MOVED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines stand how."""

    expected: int = 0
    found: int = 0
    moved: int = 0
    missing: int = 0
    unexpected: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Counts":
        """From the number of rows by state."""
        return cls(**{state.value: counts.get(state.value, 0) for state in LineState})

    @property
    def listed(self) -> int:
        """How many assets the list had."""
        return self.expected + self.found + self.moved + self.missing

    @property
    def seen(self) -> int:
        """How many of them were seen."""
        return self.found + self.moved


def seen_at(expected_path: str, here_path: str) -> LineState:
    """FOUND where the asset belongs at or below the place one looks in, else MOVED. Paths as "/1/5/12/".

    Who says no place ("") takes the list's word for it.
    """
    return LineState.FOUND if expected_path.startswith(here_path) else LineState.MOVED


def read_code(text: str) -> str:
    """What was scanned or typed, as codes are kept: half-width, without spaces at its ends.

    Raises Invalid("stocktake.nothing_scanned") for nothing and Invalid("stocktake.too_long") for a page of text.
    """
    code = unicodedata.normalize("NFKC", clean_line(text)).strip()
    if not code:
        raise Invalid("stocktake.nothing_scanned", field="code")
    if len(code) > LONGEST_CODE:
        raise Invalid("stocktake.too_long", field="code", longest=LONGEST_CODE)
    return code
