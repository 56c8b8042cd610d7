"""A penalty's arithmetic in sentences, line by line, the same in window and on paper."""

from datetime import datetime

from facilities_app.domain.dates import DateStyle, format_moment
from facilities_app.domain.penalties import Charge, Delay, Kept, Penalty, PenaltyKind, Promise, Terms
from resources.texts import tr, trn


def rule_words(terms: Terms) -> str:
    """The contract's penalty in one line; "" without one."""
    if not terms.has_rule:
        return ""
    rate = f"{terms.rate:,}"
    text = {
        PenaltyKind.FIXED_HOUR: tr("NT${rate} for each begun hour"),
        PenaltyKind.FIXED_DAY: tr("NT${rate} for each begun day"),
        PenaltyKind.PERMILLE_DAY: tr("{rate}‰ of the contract's sum for each begun day"),
    }[PenaltyKind(terms.kind)].format(rate=rate)
    if terms.cap_percent is None:
        return text
    return tr("{rule}, at most {percent}% of the sum").format(rule=text, percent=terms.cap_percent)


def promise_words(promise: Promise) -> str:
    """What was promised, as a heading."""
    return tr("Arrival") if promise is Promise.ARRIVAL else tr("Repair", "promise")


def span_words(minutes: int) -> str:
    """A length of time: 3 h 20 min, 2 d 4 h."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = []
    if days:
        parts.append(tr("{n} d").format(n=days))
    if hours:
        parts.append(tr("{n} h").format(n=hours))
    if left or not parts:
        parts.append(tr("{n} min").format(n=left))
    return " ".join(parts)


def delay_words(delay: Delay, terms: Terms, style: DateStyle) -> list[str]:
    """How one promise was held, step by step."""
    what = promise_words(delay.promise)
    if delay.kept is Kept.UNKNOWN:
        return [_unknown(delay, what)]
    told = _moment(delay.told_at, style)
    promised = tr("{what}: told {told}, promised within {span}").format(
        what=what, told=told, span=span_words(delay.promised)
    )
    done = _done(delay, style)
    first = tr("{promised}, {done}.").format(promised=promised, done=done)
    passed = span_words(delay.passed or 0)
    if not delay.late:
        kept = tr("In time: {passed} passed.") if delay.until else tr("Still in time: {passed} passed.")
        return [first, kept.format(passed=passed)]
    return [first, _sum_of(delay, terms, passed), *_price(delay, terms)]


def _done(delay: Delay, style: DateStyle) -> str:
    if delay.until is None:
        return tr("not done yet")
    at = _moment(delay.until, style)
    text = tr("arrived {at}") if delay.promise is Promise.ARRIVAL else tr("done {at}")
    return text.format(at=at)


def _unknown(delay: Delay, what: str) -> str:
    if delay.told_at is None:
        return tr("{what}: unknown, since no dispatch was written down.").format(what=what)
    return tr("{what}: unknown, since its moment was not written down.").format(what=what)


def _sum_of(delay: Delay, terms: Terms, passed: str) -> str:
    units = _units(delay.units, terms) if terms.has_rule else ""
    waited = (
        tr(" − {span} waiting for the office").format(span=span_words(delay.waited)) if delay.waited else ""
    )
    text = tr("{passed} passed{waited} − {promised} promised = {late} late").format(
        passed=passed, waited=waited, promised=span_words(delay.promised), late=span_words(delay.late)
    )
    return (
        tr("{sum}: {units} begun.").format(sum=text, units=units) if units else tr("{sum}.").format(sum=text)
    )


def _price(delay: Delay, terms: Terms) -> list[str]:
    if not terms.has_rule:
        return []
    if delay.amount_twd is None:
        return [tr("The contract's sum is not known, so the amount is unknown.")]
    units = _units(delay.units, terms)
    if terms.kind == PenaltyKind.PERMILLE_DAY:
        return [f"NT${terms.amount_twd or 0:,} × {terms.rate}‰ × {units} = NT${delay.amount_twd:,}"]
    return [f"NT${terms.rate or 0:,} × {units} = NT${delay.amount_twd:,}"]


def _units(count: int, terms: Terms) -> str:
    if terms.kind == PenaltyKind.FIXED_HOUR:
        return trn("{n} hour", "{n} hours", count)
    return trn("{n} day", "{n} days", count)


def charge_words(penalty: Penalty) -> str:
    """What comes of it, in a few words."""
    if penalty.charge is Charge.CHARGED:
        return f"NT${penalty.charged_twd or 0:,}"
    if penalty.charge is Charge.RUNNING:
        return tr("NT${amount} so far").format(amount=f"{penalty.asked_twd or 0:,}")
    return {
        Charge.NO_RULE: tr("no penalty agreed"),
        Charge.NOTHING: tr("nothing to charge"),
        Charge.UNKNOWN: tr("unknown", "penalty"),
    }[penalty.charge]


def penalty_words(penalty: Penalty, terms: Terms, style: DateStyle) -> list[str]:
    """The whole arithmetic, line by line; the last one is what is charged."""
    lines = [line for delay in penalty.delays for line in delay_words(delay, terms, style)]
    if penalty.charge is Charge.CHARGED and penalty.cap_left is not None:
        lines.append(
            tr("The cap is NT${cap}, of which NT${left} was left for this repair.").format(
                cap=f"{terms.cap_twd or 0:,}", left=f"{penalty.cap_left:,}"
            )
        )
    if penalty.charge is Charge.RUNNING:
        lines.append(tr("Nothing is charged before the repair is finished."))
    return lines


def rules_words() -> list[str]:
    """How penalties are worked out, for whoever asks."""
    return [
        tr("A promise counts hours of the clock from the dispatch; seconds are left out."),
        tr(
            "Waiting for the budget is the office's own and taken out; waiting for contractor or parts is not."
        ),
        tr("Every begun hour or day counts as a whole one. Arrival and repair are charged each."),
        tr(
            "All penalties of a contract stay within its cap, in the order in which the repairs were finished."
        ),
        tr("Only repairs in the contract's scope that were dispatched while it ran are counted."),
    ]


def _moment(moment: datetime | None, style: DateStyle) -> str:
    return format_moment(moment, style) if moment is not None else "－"
