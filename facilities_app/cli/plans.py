"""Verbs for inspection plans: list them, look ahead, make their tasks."""

import argparse
from typing import TYPE_CHECKING

from facilities_app.cli.common import OK, a_date, add_database, add_language, opened, say, verb
from facilities_app.domain.dates import DateStyle, format_date
from resources.texts import tr, trn

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.domain.plan_dates import Occurrence
    from facilities_app.services.plans import PlanRow


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """plan list, plan preview, plan generate."""
    plan = subparsers.add_parser("plan", help=tr("inspection plans: list, look ahead, make their tasks"))
    verbs = plan.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    listed = verb(verbs, "list", tr("one line a plan: code, state, next day, members, title"), _list)
    preview = verb(verbs, "preview", tr("the next ten days of a plan, and why each is on its day"), _preview)
    preview.add_argument("code", metavar="CODE", help=tr("the plan"))
    generate = verb(
        verbs,
        "generate",
        tr("make the tasks of all plans up to the horizon; again changes nothing"),
        _generate,
    )
    for sub in (listed, preview, generate):
        add_database(sub)
        sub.add_argument(
            "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
        )
        add_language(sub)


def _list(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        for plan in program.services.plans.all():
            say(
                f"{plan.code}  {_state(plan)}  {_day(plan.next_due)}  {plan.member_count:>4}  {plan.draft.title}"
            )
    return OK


def _preview(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        plans = program.services.plans
        for occurrence in plans.preview(plans.get(plans.find(args.code)).draft):
            say(f"{_day(occurrence.due_on)}  {_why(occurrence)}")
    return OK


def _generate(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        done = program.services.plans.generate().value
    say(trn("{n} inspection planned", "{n} inspections planned", done.added))
    for count, words in (
        (done.moved, tr("moved with their permit: {n}")),
        (done.missed, tr("missed, the next one fell due: {n}")),
        (done.skipped, tr("left out, their plan is paused: {n}")),
        (done.resumed, tr("plans that go on: {n}")),
    ):
        if count:
            say("  " + words.format(n=count))
    return OK


def _state(plan: "PlanRow") -> str:
    if plan.is_active:
        return tr("runs")
    if plan.paused_until is None:
        return tr("paused: {why}").format(why=plan.pause_reason)
    return tr("paused until {day}: {why}").format(day=_day(plan.paused_until), why=plan.pause_reason)


def _day(day: "date | None") -> str:
    return "—" if day is None else format_date(day, DateStyle.ROC)


def _why(occurrence: "Occurrence") -> str:
    from facilities_app.domain.plan_dates import explained
    from facilities_app.messages import explained as in_words

    return in_words(explained(occurrence))
