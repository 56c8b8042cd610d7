"""What a rule of days says, as a person would."""

from facilities_app.domain.rule_parts import LAST, RuleParts, read_rule
from resources.texts import tr


def rule_words(rule: str) -> str:
    """ "every 2 months, on the last day"; a rule that says more than these words can stays as it is written."""
    parts = read_rule(rule) if rule else None
    if parts is None:
        return rule
    said = [_every(parts)]
    if parts.months:
        names = "/".join(map(str, parts.months))
        said.append(tr("in month {months}").format(months=names))
    if parts.weekday is not None:
        said.append(_on_weekday(parts))
    elif parts.day == LAST:
        said.append(tr("on the last day"))
    elif parts.day:
        said.append(tr("on day {n}").format(n=parts.day))
    return tr(", ", "list").join(said)


def weekday_names() -> tuple[str, ...]:
    """Monday first."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )


def _every(parts: RuleParts) -> str:
    n = parts.every
    if n == 1:
        return {
            "DAILY": tr("every day"),
            "WEEKLY": tr("every week"),
            "MONTHLY": tr("every month"),
            "YEARLY": tr("every year"),
        }[parts.unit]
    if parts.unit == "DAILY":
        return tr("every {n} days").format(n=n)
    if parts.unit == "WEEKLY":
        return tr("every {n} weeks").format(n=n)
    return (tr("every {n} months") if parts.unit == "MONTHLY" else tr("every {n} years")).format(n=n)


def _on_weekday(parts: RuleParts) -> str:
    name = weekday_names()[parts.weekday or 0]
    if not parts.nth:
        return tr("on {weekday}").format(weekday=name)
    if parts.nth == LAST:
        return tr("on the last {weekday}").format(weekday=name)
    return tr("on {weekday} no. {n}").format(weekday=name, n=parts.nth)
