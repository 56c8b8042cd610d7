"""Verbs of every day: what is due, is everything sound, make a demo database."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.cli.common import (
    DUE,
    OK,
    REFUSED,
    UNAVAILABLE,
    a_count,
    a_date,
    a_number,
    add_database,
    clock_of,
    opened,
    say,
    verb,
)
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Unavailable
from facilities_app.domain.lateness import task_late
from facilities_app.messages import problem, sentence
from resources.texts import tr, trn

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.domain.promises import Escalation
    from facilities_app.domain.rows import DueItem


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """demo, remind, check."""
    demo = verb(subparsers, "demo", tr("make a database with the report's facts and two living years"), _demo)
    demo.add_argument("file", metavar="FILE", help=tr("the new database (must not exist)"))
    demo.add_argument(
        "--tickets", type=a_count, default=None, metavar="N", help=tr("grow to N tickets (up to millions)")
    )
    demo.add_argument(
        "--seed", type=a_number, default=106, help=tr("the same seed makes the same database (default 106)")
    )
    demo.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("the last day of the two years")
    )
    remind = verb(subparsers, "remind", tr("list what is overdue or due; for a scheduler"), _remind)
    add_database(remind)
    remind.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
    )
    remind.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    check = verb(subparsers, "check", tr("is the database sound and every attachment there"), _check)
    add_database(check)


def _demo(args: argparse.Namespace) -> int:
    from facilities_app.services.demo import make_demo

    path = Path(args.file)
    started = time.monotonic()
    show = _Progress()
    summary = make_demo(path, clock_of(args).today(), tickets=args.tickets, seed=args.seed, step=show)
    show.end()
    took = time.monotonic() - started
    say(tr("Made {path} in {seconds:.1f} s.").format(path=path, seconds=took))
    for name, count in summary:
        say(f"  {count:>9,}  {name}")
    return OK


def _remind(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        today = program.services.clock.today()
        items = program.services.reminders.due()
        names = {
            item.title: program.services.labels.name("term", item.title)
            for item in items
            if item.kind == "task"
        }
        escalated = program.services.clocks.escalations()
    pressing = [item for item in items if item.due_on <= today]
    if args.json:
        rows = [
            {
                "kind": item.kind,
                "number": item.number,
                "title": item.title,
                "where": item.where,
                "due_on": item.due_on.isoformat(),
                "days_left": (item.due_on - today).days,
                "statutory": item.is_statutory,
                "group": item.group,
            }
            for item in items
        ]
        say(
            json.dumps(
                {
                    "today": today.isoformat(),
                    "pressing": len(pressing),
                    "items": rows,
                    "escalations": [_escalation(one) for one in escalated],
                },
                ensure_ascii=False,
            )
        )
    else:
        for item in items:
            when = format_date(item.due_on, DateStyle.ROC)
            title = names.get(item.title, item.title)
            say(f"{when}  {_days(item, today):<10}  {item.number}  {title}  {item.where}")
        for one in escalated:
            told = tr("{number}: {percent} % of its time is used; to be told: {roles}")
            words = tr(", ", "between names")
            say(told.format(number=one.number, percent=one.percent, roles=words.join(one.roles)))
        say(trn("{n} thing is late or due today.", "{n} things are late or due today.", len(pressing)))
    return DUE if pressing else OK


def _escalation(one: "Escalation") -> dict[str, object]:
    return {
        "number": one.number,
        "title": one.title,
        "where": one.where,
        "percent": one.percent,
        "step": one.at_percent,
        "since": one.since.isoformat(),
        "due_at": one.due_at.isoformat(),
        "roles": list(one.roles),
        "people": list(one.people),
    }


def _days(item: "DueItem", today: "date") -> str:
    left = (item.due_on - today).days
    if left < 0 and item.kind == "task":
        return task_late(-left, item.is_statutory).text
    if left < 0:
        return trn("{n} day late", "{n} days late", -left)
    return tr("today") if left == 0 else trn("{n} day left", "{n} days left", left)


def _check(args: argparse.Namespace) -> int:
    try:
        with opened(args, create=False) as program:
            problems = program.services.health.check()
    except Unavailable as error:
        print(sentence(error), file=sys.stderr)
        return UNAVAILABLE
    for found in problems:
        print(problem(found.code, found.params), file=sys.stderr)
    if problems:
        return REFUSED
    say(tr("The database is sound and every attachment is there."))
    return OK


class _Progress:
    """A line that is rewritten on a terminal and silent in a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self._shown and total:
            print(f"\r{done:,} / {total:,}".ljust(60), end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)
