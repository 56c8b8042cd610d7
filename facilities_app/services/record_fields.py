"""Plain fields of a record: cleaned, measured and set by the same rules everywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.wording import clean_line, clean_text

_MOST = 999_999_999_999


@dataclass(frozen=True, slots=True)
class FieldRules:
    """What a record's plain fields are: lines and texts with their longest length, whole numbers, dates, codes."""

    lines: Mapping[str, int]
    texts: Mapping[str, int]
    numbers: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    required: tuple[str, ...] = ()

    def names(self) -> Iterable[str]:
        """All of them."""
        return (*self.lines, *self.texts, *self.numbers, *self.dates)

    def set(self, row: Any, name: str, value: Any) -> None:
        """Write one field. Raises Invalid beside it."""
        if name in self.lines:
            setattr(row, name, _short(clean_line(value or ""), name, self.lines[name]))
        elif name in self.texts:
            setattr(row, name, _short(clean_text(value or ""), name, self.texts[name]))
        elif name in self.numbers:
            setattr(row, name, _number(value, name))
        elif name in self.dates:
            setattr(row, name, _day(value, name))
        else:
            raise Invalid("record.no_such_field", name=name)

    def check(self, row: Any) -> None:
        """Raise Invalid beside the first required field that is empty."""
        for name in self.required:
            if getattr(row, name, None) in (None, ""):
                raise Invalid("record.empty", field=name)


def must_be_current(row: Any, version: int, name: str) -> None:
    """Raise Conflict if somebody saved the row since ``version`` was read."""
    if row.version != version:
        raise Conflict("record.moved_on", name=name)


def fitting(text: str, name: str, longest: int) -> str:
    """The text, cleaned. Raises Invalid beside the field if it is too long."""
    return _short(clean_text(text), name, longest)


def _short(text: str, name: str, longest: int) -> str:
    if len(text) > longest:
        raise Invalid("record.too_long", field=name, longest=longest)
    return text


def _number(value: Any, name: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value > _MOST:
        raise Invalid("record.not_a_number", field=name, text=value)
    if value < 0:
        raise Invalid("record.below_zero", field=name)
    return value


def _day(value: Any, name: str) -> date | None:
    if value is not None and not isinstance(value, date):
        raise Invalid("date.unreadable", field=name, text=value)
    return value
