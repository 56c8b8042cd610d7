"""What an asset's life says of itself: the hint, the formula behind it, and the definition of each figure."""

from decimal import Decimal

from facilities_app.domain.asset_life import REPAIR_YEARS, Costs, Hint, Judgement
from resources.texts import tr, trn

UNKNOWN = "－"


def hint_word(hint: Hint) -> str:
    """The hint in a few words."""
    return {
        Hint.KEEP: tr("Go on repairing"),
        Hint.WATCH: tr("Watch it"),
        Hint.REPLACE: tr("Consider replacing"),
        Hint.UNKNOWN: tr("Not enough is known"),
    }[hint]


def hint_tone(hint: Hint) -> str:
    """The tone of its mark."""
    return {Hint.KEEP: "green", Hint.WATCH: "amber", Hint.REPLACE: "red", Hint.UNKNOWN: "neutral"}[hint]


def formula(made: Judgement) -> tuple[tuple[str, str], ...]:
    """Each step with its numbers, as (what, how)."""
    recent, years = made.recent, made.counted_years
    floor = tr("at least {n}") if recent.is_floor and recent.known is not None else "{n}"
    spent = UNKNOWN if recent.known is None else floor.format(n=f"{recent.known:,}")
    repairs = tr("{spent} ÷ {years} years = {yearly}").format(
        spent=spent, years=number(years), yearly=number(made.repairs_a_year)
    )
    share = tr("{repairs} ÷ {line} = {share} % (threshold {limit} %)").format(
        repairs=number(made.repairs_a_year),
        line=number(made.straight_line),
        share=number(made.repair_percent),
        limit=made.thresholds.repair_percent,
    )
    age = tr("{share} % of the service life (threshold {limit} %)").format(
        share=number(made.age_percent), limit=made.thresholds.age_percent
    )
    return (
        (trn("Repairs a year, last {n} year", "Repairs a year, last {n} years", REPAIR_YEARS), repairs),
        (tr("Book cost a year"), tr("book cost ÷ service life = {n}").format(n=number(made.straight_line))),
        (tr("Weight of repairs"), share),
        (tr("Age"), age),
    )


def rule_source() -> str:
    """Where the hint comes from."""
    return tr(
        "Own rule of this program, not a law: replace where both thresholds are reached, watch where one is. The "
        "thresholds are in the settings under Office. Sums in NT$."
    )


def availability_definition() -> str:
    """How downtime and availability are counted."""
    return tr(
        "Hours of the last 365 days (or since it serves) in which a downtime was recorded; overlaps count once, an "
        "open one until now. What nobody recorded is not known."
    )


def cost_words(costs: Costs) -> str:
    """A sum of repairs, and of how many."""
    if costs.known is None:
        return UNKNOWN
    return f"NT${costs.cost:,}"


def cost_detail(costs: Costs) -> str:
    """Of how many repairs it is, and how many are not in it."""
    words = trn("{n} repair", "{n} repairs", costs.repairs)
    if costs.uncosted:
        words += tr(", {n} without a cost").format(n=f"{costs.uncosted:,}")
    return words


def number(value: Decimal | int | None) -> str:
    """A number with separators, or that it is not known."""
    return UNKNOWN if value is None else f"{value:,}"
