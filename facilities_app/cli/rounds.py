"""Verbs for event rounds: start one from a recipe, see how it stands, print its list of stops."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.cli.common import (
    OK,
    REFUSED,
    a_date,
    a_text,
    add_database,
    add_language,
    opened,
    say,
    verb,
)
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.domain.errors import Conflict
    from facilities_app.domain.rounds import RoundPlan


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """round start, round show."""
    words = tr("event rounds: before and after a typhoon, after an earthquake, Dengue alert")
    inner = subparsers.add_parser("round", help=words, description=words).add_subparsers(
        title=tr("verbs"), metavar="VERB", required=True
    )
    start = verb(inner, "start", tr("make a round with all its stops; prints its number"), _start)
    start.add_argument("recipe", type=a_text, metavar="RECIPE", help=tr("code or name of the recipe"))
    start.add_argument("--event", type=a_text, metavar="NUMBER", help=tr("the damage event it belongs to"))
    start.add_argument(
        "--title", type=a_text, default="", metavar="TEXT", help=tr("default: the recipe's name")
    )
    start.add_argument("--due", type=a_date, metavar="DATE", help=tr("default: as the recipe says"))
    start.add_argument("--again", action="store_true", help=tr("a second one of the recipe on the same day"))
    start.add_argument("--dry-run", action="store_true", help=tr("only say which stops there would be"))
    show = verb(inner, "show", tr("how a round stands; writes its list of stops with --out"), _show)
    show.add_argument("number", type=a_text, metavar="N", help=tr("the number of the round"))
    show.add_argument("--out", type=Path, metavar="FILE", help=tr("ends in .xlsx, .pdf or .csv"))
    for sub in (start, show):
        add_database(sub)
        sub.add_argument(
            "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
        )
        add_language(sub)


def _start(args: argparse.Namespace) -> int:
    """Only the number on standard output, for scripts; without it nothing was made."""
    from facilities_app.domain.errors import Conflict
    from facilities_app.domain.rounds import StartRound

    with opened(args, create=False) as program:
        rounds = program.services.rounds
        recipe = rounds.recipe_named(args.recipe)
        event = rounds.event_coded(args.event) if args.event else None
        if args.dry_run:
            _say_plan(rounds.plan(recipe, args.due))
            return OK
        wish = StartRound(recipe, args.title, args.due, event, again=args.again)
        try:
            number = rounds.detail(rounds.start(wish).value).number
        except Conflict as error:
            if error.code != "round.already_started":
                raise
            return _refuse_second(error)
    say(number)
    return OK


def _refuse_second(error: "Conflict") -> int:
    words = tr("{name} was already started today as {number}. For a second one, add --again.")
    print(words.format(**error.params), file=sys.stderr)
    return REFUSED


def _say_plan(plan: "RoundPlan") -> None:
    for place, stop in enumerate(plan.stops, 1):
        say("\t".join((str(place), stop.target, stop.template_code)))
    say(trn("{n} stop, nothing was made", "{n} stops, nothing was made", len(plan.stops)))
    for brief in plan.today:
        say(tr("already started today: {number}").format(number=brief.number))


def _show(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        found = services.rounds.detail(services.rounds.find(args.number))
        if args.out is not None:
            services.round_papers.write(found.id, args.out)
        state = services.labels.name("round_status", found.state.value)
        outcomes = [services.labels.name("result_outcome", stop.outcome) for stop in found.stops]
    say(f"{found.number}  {state}  {found.done}/{len(found.stops)}  {found.title}")
    for place, (stop, outcome) in enumerate(zip(found.stops, outcomes, strict=True), 1):
        said = stop.reason if stop.status == "skipped" else outcome or "—"
        say("\t".join((str(place), stop.number, stop.target, said)))
    return OK
