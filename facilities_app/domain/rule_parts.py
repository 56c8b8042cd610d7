"""A rule of days taken apart into what a form asks for, and put together again."""

from dataclasses import dataclass

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNITS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LAST = -1
NTHS = (1, 2, 3, 4, LAST)
_PLAIN = frozenset(("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"))


@dataclass(frozen=True, slots=True)
class RuleParts:
    """Every ``every`` ``unit``s; in ``months`` only, if any are named; on a ``day`` of the month (-1: the last one)
    or on the ``nth`` (-1: last) ``weekday`` (0: Monday) of it; a weekly one on ``weekday``. 0 and None: as the start.
    """

    unit: str = "MONTHLY"
    every: int = 1
    months: tuple[int, ...] = ()
    day: int = 0
    nth: int = 0
    weekday: int | None = None

    def text(self) -> str:
        """The rule (RFC 5545)."""
        parts = [f"FREQ={self.unit}"]
        if self.every != 1:
            parts.append(f"INTERVAL={self.every}")
        if self.months:
            parts.append(f"BYMONTH={','.join(map(str, self.months))}")
        if self.weekday is not None:
            parts.append(f"BYDAY={self.nth or ''}{WEEKDAYS[self.weekday]}")
        elif self.day:
            parts.append(f"BYMONTHDAY={self.day}")
        return ";".join(parts)


def read_rule(rule: str) -> RuleParts | None:
    """The parts of a rule; None for one that says more than a form can ask, which stays as it is written."""
    given = dict(
        piece.partition("=")[::2] for piece in rule.strip().upper().removeprefix("RRULE:").split(";") if piece
    )
    if not set(given) <= _PLAIN or given.get("FREQ") not in UNITS or {"BYDAY", "BYMONTHDAY"} <= set(given):
        return None
    nth, weekday = _weekday(given.get("BYDAY", ""))
    try:
        found = RuleParts(
            given["FREQ"],
            int(given.get("INTERVAL", "1")),
            tuple(int(month) for month in given.get("BYMONTH", "").split(",") if month),
            int(given.get("BYMONTHDAY", "0")),
            nth,
            weekday,
        )
    except ValueError:
        return None
    return found if _can_be_asked(found, "BYDAY" in given) else None


def _can_be_asked(parts: RuleParts, has_weekday: bool) -> bool:
    """Whether the parts say all that the rule said, each where a form can show it."""
    by_month = parts.unit in ("MONTHLY", "YEARLY")
    if has_weekday and (parts.weekday is None or parts.unit == "DAILY"):
        return False
    if parts.weekday is not None and parts.nth not in (NTHS if by_month else (0,)):
        return False
    if parts.day and (not by_month or not parts.day >= LAST):
        return False
    if parts.unit == "YEARLY" and (parts.day or has_weekday) and not parts.months:
        return False  # RFC 5545: that would be the day of every month of the year
    return parts.every > 0 and all(1 <= month <= 12 for month in parts.months)


def _weekday(text: str) -> tuple[int, int | None]:
    """ "2TU" is (2, 1); what is no single weekday is (0, None)."""
    name, count = text[-2:], text[:-2]
    if name not in WEEKDAYS or (not count.lstrip("+-").isdigit() and count):
        return 0, None
    return int(count or 0), WEEKDAYS.index(name)
