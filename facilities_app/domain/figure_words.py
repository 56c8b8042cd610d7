"""What each figure says of itself: its definition, and the sentence of the business report."""

from decimal import Decimal

from facilities_app.domain.asset_life import down_hours
from facilities_app.domain.figures import By, Figures
from resources.texts import tr, trn

UNKNOWN = "－"


def by_word(by: By) -> str:
    """What cases are told apart by, as a heading."""
    return {
        By.TRADE: tr("Trade"),
        By.SITE: tr("Centre"),
        By.PLACE: tr("Place"),
        By.VENDOR: tr("Vendor"),
        By.ASSET: tr("Asset"),
        By.CATEGORY: tr("Asset category"),
        By.PRIORITY: tr("Priority"),
        By.MONTH: tr("Month"),
        By.BUDGET: tr("Budget line"),
    }[by]


def sentence(figures: Figures) -> str:
    """The business report's own sentence, from the rows."""
    if not figures.total.cases:
        return tr("No repair case was reported in this period.")
    trades = tr(", ", "list").join(row.name for row in figures.trades)
    names = [row.name for row in figures.sites]
    sites = tr(" and ", "centres").join(
        part for part in (tr(", ", "list").join(names[:-1]), names[-1]) if part
    )
    return tr("Repair cases of {trades} at {sites}: {n} handled in this period.").format(
        trades=trades, sites=sites, n=f"{figures.total.cases:,}"
    )


def definitions(figures: Figures) -> dict[str, str]:
    """By figure, how it is counted."""
    working = tr(
        "Working hours (8–12 and 13–17 on working days) from report to finish, over the finished cases. "
        "Waiting is not taken out."
    )
    calendar = tr(
        "Calendar hours from report to finish, nights and holidays included, over the finished cases: they are too "
        "many to count working hours. Waiting is not taken out."
    )
    return {
        "cases": tr("A case counts in the period in which it was reported."),
        "on_time": tr(
            "Finished by the due time, of all cases of which that is known. Finished late or overdue counts against "
            "it; still running, unknown and dropped ones are left out."
        ),
        "response": tr(
            "Somebody arrived by the promised time, of all cases of which that is known. Arrived late or still not "
            "there though the time is past counts against it; cases with time left, without a promise or without a "
            "recorded arrival, and dropped ones are left out."
        ),
        "repair_time": working if figures.working else calendar,
        "faults": tr(
            "Days between faults: the mean from one fault of an asset to its next in the period; unknown with fewer "
            "than two. Rejected and cancelled cases are no faults."
        ),
        "repeats": tr("A repeat is a fault within 30 days of the same asset's fault before."),
        "downtime": tr(
            "Hours in which a downtime was recorded, up to now, added over the assets; overlaps of one asset count "
            "once. An asset counts where it stands now. What nobody recorded is not known."
        ),
        "cost": tr("The costs entered. A case without one is counted as unknown, not as 0."),
        "budget": tr(
            "A case counts in every budget line that carries a part of its cost, with that part; what no line "
            "carries yet stands by itself. So the cases of the lines may be more than those of the period."
        ),
        "ages": tr("All cases open today by days since their report, whatever the period."),
    }


def age_word(age: str) -> str:
    """How long ago, as a word."""
    return {
        "d3": tr("up to 3 days"),
        "d7": tr("4–7 days"),
        "d14": tr("8–14 days"),
        "d30": tr("15–30 days"),
        "older": tr("over 30 days"),
    }[age]


def on_time_detail(figures: Figures) -> str:
    """Of how many the share is, and what was left out of it."""
    total = figures.total
    parts = [tr("{kept} of {total} on time").format(kept=f"{total.kept:,}", total=f"{total.judged:,}")]
    left_out = (
        (total.running, tr("{n} running")),
        (total.unknown, tr("{n} unknown")),
        (total.dropped, tr("{n} dropped")),
    )
    parts += [words.format(n=f"{number:,}") for number, words in left_out if number]
    return tr(", ", "figures").join(parts)


def response_detail(figures: Figures) -> str:
    """Of how many cases the share of answers in time is, and what was left out of it."""
    found = figures.responses
    if found is None:
        return tr("too many cases to look at")
    parts = [tr("{kept} of {total} on time").format(kept=f"{found.kept:,}", total=f"{found.judged:,}")]
    left_out = ((found.running, tr("{n} running")), (found.unknown, tr("{n} unknown")))
    parts += [words.format(n=f"{number:,}") for number, words in left_out if number]
    return tr(", ", "figures").join(parts)


def share_answered(figures: Figures) -> Decimal | None:
    """Per cent of the cases where somebody arrived in time; None is unknown."""
    return figures.responses.share if figures.responses is not None else None


def down(minutes: int | None) -> str:
    """Hours of downtime, or that none was recorded."""
    return UNKNOWN if minutes is None else f"{down_hours(minutes):,}"


def hours(value: Decimal | None) -> str:
    """Hours to one place, or that they are not known."""
    return UNKNOWN if value is None else f"{value:,}"


def change(now: Decimal | int | None, before: Decimal | int | None) -> str:
    """How a number stands to the one of the period before: +12, −3.5, "±0", or that it is not known."""
    if now is None or before is None:
        return UNKNOWN
    gap = now - before
    return f"{gap:+,}".replace("-", "−") if gap else "±0"


def against(figures: Figures, name: str) -> str:
    """How a figure (a name of Sums) stands to the period before; unknown where the records do not reach back."""
    earlier = figures.earlier
    return change(getattr(figures.total, name), getattr(earlier, name) if earlier else None)


def uncosted(figures: Figures) -> str:
    """How many cases have no cost."""
    n = figures.total.uncosted
    return trn("{n} case without a cost", "{n} cases without a cost", n)
