"""The verb for figures of repairs, for people and for scripts."""

import argparse
import csv
import json
import sys
from typing import TYPE_CHECKING

from facilities_app.cli.common import OK, a_date, add_database, opened, say, verb
from facilities_app.domain import figure_words as words
from facilities_app.domain.dates import DateStyle, format_period
from facilities_app.domain.figures import DOWN_BY, By, Figures
from facilities_app.domain.periods import Period
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.all import Services


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """figures."""
    figures = verb(
        subparsers,
        "figures",
        tr("figures of the repairs reported in a period: how many, punctual, long, dear"),
        _run,
    )
    add_database(figures)
    figures.add_argument(
        "--from",
        dest="start",
        type=a_date,
        required=True,
        metavar="DATE",
        help=tr("first day, inclusive"),
    )
    figures.add_argument(
        "--to", dest="end", type=a_date, required=True, metavar="DATE", help=tr("last day, inclusive")
    )
    figures.add_argument(
        "--by",
        type=_a_by,
        choices=[by.value for by in By],
        default=By.TRADE.value,
        help=tr("what the cases are told apart by (default: trade; site is a centre)"),
    )
    figures.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
    )
    form = figures.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=tr("one JSON object; null is not known"))
    form.add_argument("--csv", action="store_true", help=tr("the rows as CSV; an empty cell is not known"))


def _a_by(text: str) -> str:
    """What the cases are told apart by; a centre is the site of the plans."""
    return By.SITE.value if text == "centre" else text


def _run(args: argparse.Namespace) -> int:
    period = Period(args.start, args.end)
    with opened(args, create=False) as program:
        figures = program.services.figures.read(period, By(args.by))
        if args.json:
            say(json.dumps(program.services.figures.plain(figures), ensure_ascii=False, indent=2))
        elif args.csv:
            _csv(program.services, figures)
        else:
            _words(program.services, figures)
    return OK


def _csv(services: "Services", figures: Figures) -> None:
    rows = services.figures.plain(figures)["rows"]
    writer = csv.DictWriter(
        sys.stdout, ["key", "name", *services.figures.fields(figures.by)], lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)


def _words(services: "Services", figures: Figures) -> None:
    """The sentence, each figure with its definition, then a line a row."""
    total, faults, defined = figures.total, figures.faults, words.definitions(figures)
    before = format_period(figures.before, DateStyle.ROC)
    say(format_period(figures.period, DateStyle.ROC))
    say(words.sentence(figures))
    shown = (
        (tr("Repair cases"), f"{total.cases:,}", words.against(figures, "cases"), "cases"),
        (
            tr("Finished on time (%)"),
            f"{words.hours(total.share_on_time)}  {words.on_time_detail(figures)}",
            words.against(figures, "share_on_time"),
            "on_time",
        ),
        (
            tr("Mean time to repair (hours)"),
            f"{words.hours(total.mean_hours)}  {tr('median {n} hours').format(n=words.hours(figures.median_hours))}",
            words.against(figures, "mean_hours"),
            "repair_time",
        ),
        (
            tr("Repair cost (NT$)"),
            f"{words.UNKNOWN if total.known_cost is None else f'{total.cost:,}'}  {words.uncosted(figures)}",
            words.against(figures, "known_cost"),
            "cost",
        ),
    )
    for title, value, change, key in shown:
        say(f"{title}: {value}  ({tr('{change} against {period}').format(change=change, period=before)})")
        say(f"    {defined[key]}")
    share = words.hours(words.share_answered(figures))
    say(f"{tr('Arrived on time (%)')}: {share}  {words.response_detail(figures)}")
    say(f"    {defined['response']}")
    say(f"{tr('Days between faults of an asset')}: {words.hours(faults.days_between)}")
    say(f"    {defined['faults']}")
    say(f"{tr('Repeats')}: {faults.repeats:,} / {faults.faults:,}")
    say(f"    {defined['repeats']}")
    say(f"{tr('Downtime (hours)')}: {words.down(figures.downtimes.minutes)}")
    say(f"    {defined['downtime']}")
    ages = tr(", ", "figures").join(f"{words.age_word(name)} {number:,}" for name, number in figures.ages)
    say(f"{tr('Open tickets by age')}: {ages}")
    say(f"    {defined['ages']}")
    if figures.by is By.BUDGET:
        say(defined["budget"])
    say("")
    downs = figures.by in DOWN_BY
    titles = (words.by_word(figures.by), tr("Cases"), tr("On time (%)"), tr("Hours"), tr("Cost (NT$)"))
    say("\t".join((*titles, *((tr("Downtime (hours)"),) if downs else ()))))
    named = services.figures.named_rows(figures, DateStyle.ROC)
    for row, (name, sums) in zip(figures.rows, named, strict=True):
        cost = words.UNKNOWN if sums.known_cost is None else f"{sums.cost:,}"
        cells = [name, f"{sums.cases:,}", words.hours(sums.share_on_time), words.hours(sums.mean_hours), cost]
        cells += [words.down(figures.downtimes.each.get(row.key))] if downs else []
        say("\t".join(cells))
