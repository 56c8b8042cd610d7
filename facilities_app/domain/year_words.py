"""The words of the year planner, the same in the window, on paper and in the workbook."""

from facilities_app.domain.rule_parts import read_rule
from facilities_app.domain.year_plan import MarkState
from resources.texts import tr

_MONTHS = {1: "month", 3: "quarter", 6: "half", 12: "year", 24: "two"}


def state_words() -> dict[MarkState, str]:
    """Each state by name."""
    return {
        MarkState.OVERDUE: tr("Overdue", "year plan"),
        MarkState.BEHIND: tr("Behind", "year plan"),
        MarkState.MISSED: tr("Missed", "year plan"),
        MarkState.DUE: tr("Due", "year plan"),
        MarkState.OPEN: tr("Window open", "year plan"),
        MarkState.PLANNED: tr("Planned", "year plan"),
        MarkState.FORESEEN: tr("Foreseen", "year plan"),
        MarkState.LATE: tr("Done late", "year plan"),
        MarkState.DONE: tr("Done", "year plan"),
        MarkState.SKIPPED: tr("Left out", "year plan"),
        MarkState.PAUSED: tr("Paused", "year plan"),
    }


def basis_word(statutory: bool) -> str:
    """Who sets the interval, short enough for a narrow column."""
    return tr("Law", "year plan") if statutory else tr("Own", "year plan")


def cycle_words(rule: str) -> str:
    """How often, short enough for a narrow column: 月, 季, 半年."""
    parts = read_rule(rule) if rule else None
    if parts is None:
        return ""
    if parts.months and parts.unit == "YEARLY" and len(parts.months) == 1:
        return tr("year", "cycle")
    named = {
        "month": tr("month", "cycle"),
        "quarter": tr("quarter", "cycle"),
        "half": tr("half-year", "cycle"),
        "year": tr("year", "cycle"),
        "two": tr("2 years", "cycle"),
    }
    if parts.unit in ("MONTHLY", "YEARLY"):
        months = parts.every * (12 if parts.unit == "YEARLY" else 1)
        known = named.get(_MONTHS.get(months, ""))
        if known:
            return known
        return (tr("{n} y", "cycle") if parts.unit == "YEARLY" else tr("{n} mo", "cycle")).format(
            n=parts.every
        )
    if parts.every == 1:
        return tr("week", "cycle") if parts.unit == "WEEKLY" else tr("day", "cycle")
    return (tr("{n} wk", "cycle") if parts.unit == "WEEKLY" else tr("{n} d", "cycle")).format(n=parts.every)


def counted_title(title: str, count: int) -> str:
    """The row's title with how many things it is about: 昇降設備保養 ×5."""
    return title if count <= 1 else f"{title} ×{count}"


def month_names() -> tuple[str, ...]:
    """The months as headings, January first."""
    return tuple(tr("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split())
