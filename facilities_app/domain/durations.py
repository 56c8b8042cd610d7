"""Working time as people say and type it: hours and minutes below a working day, whole working days above."""

import re

from facilities_app.domain.clocks import TARGET_DAY
from facilities_app.domain.errors import Invalid
from resources.texts import tr, trn

_UNITS = {
    TARGET_DAY: ("天", "日", "工作天", "個工作天", "d", "day", "days", "working day", "working days"),
    60: ("小時", "時", "h", "hour", "hours"),
    1: ("分", "分鐘", "m", "min", "minute", "minutes"),
}
_FACTORS = {unit: factor for factor, units in _UNITS.items() for unit in units}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+(?: [a-z]+)?|[\u4e00-\u9fff]+)?\s*")
_SAME_DAY = ("當日", "當天", "same day")
LONGEST = 400 * TARGET_DAY


def duration_words(minutes: int) -> str:
    """3 working days, 1 hour 30 minutes, or the same day for 0."""
    if minutes == 0:
        return tr("the same day")
    days, rest = divmod(minutes, TARGET_DAY)
    if days and not rest:
        return trn("{n} working day", "{n} working days", days)
    hours, left = divmod(minutes, 60)
    parts = [trn("{n} hour", "{n} hours", hours)] if hours else []
    parts += [trn("{n} minute", "{n} minutes", left)] if left else []
    return " ".join(parts)


def clock_words(minutes: int) -> str:
    """A clock's face: 4:05 hours."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def read_duration(text: str, field: str = "") -> int:
    """Minutes of "3 天", "1 小時 30 分", "90 min", "4h"; a number alone is hours.

    Raises Invalid("duration.unreadable") beside the field.
    """
    said = text.strip().lower()
    if said in (*_SAME_DAY, tr("the same day").lower()):
        return 0
    total, at = 0.0, 0
    while at < len(said):
        found = _PART.match(said, at)
        factor = _FACTORS.get((found.group(2) or "h").strip()) if found else None
        if found is None or factor is None:
            raise Invalid("duration.unreadable", field=field, text=text)
        total += float(found.group(1)) * factor
        at = found.end()
    if not said or total != int(total) or total > LONGEST:
        raise Invalid("duration.unreadable", field=field, text=text)
    return int(total)
