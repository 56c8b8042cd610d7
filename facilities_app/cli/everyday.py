"""Verbs of every day: log a repair, what is due, is everything sound, make a demo database."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.cli.common import (
    DUE,
    OK,
    REFUSED,
    UNAVAILABLE,
    a_date,
    a_text,
    add_database,
    add_language,
    clock_of,
    opened,
    say,
    verb,
)
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.messages import problem, sentence
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.services.all import Services


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """demo, ticket, remind, check."""
    demo = verb(subparsers, "demo", tr("make a database with the report's facts and two living years"), _demo)
    demo.add_argument("file", metavar="FILE", help=tr("the new database (must not exist)"))
    demo.add_argument(
        "--tickets", type=int, default=None, metavar="N", help=tr("grow to N tickets (up to millions)")
    )
    demo.add_argument(
        "--seed", type=int, default=106, help=tr("the same seed makes the same database (default 106)")
    )
    demo.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("the last day of the two years")
    )
    _ticket_verbs(subparsers)
    remind = verb(subparsers, "remind", tr("list what is overdue or due; for a scheduler"), _remind)
    add_database(remind)
    remind.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
    )
    remind.add_argument("--json", action="store_true", help=tr("one JSON object instead of lines"))
    check = verb(subparsers, "check", tr("is the database sound and every attachment there"), _check)
    add_database(check)


def _ticket_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ticket = subparsers.add_parser("ticket", help=tr("log a repair"), description=tr("log a repair"))
    inner = ticket.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    add = verb(
        inner,
        "add",
        tr("log a repair; prints the ticket's number once it is committed, and nothing else"),
        _add,
    )
    add_database(add)
    where = add.add_mutually_exclusive_group(required=True)
    where.add_argument("--asset", type=a_text, metavar="CODE", help=tr("asset number or property number"))
    where.add_argument("--place", type=a_text, metavar="CODE", help=tr("place or dormitory unit"))
    add.add_argument("--summary", required=True, type=a_text, metavar="TEXT", help=tr("what is wrong"))
    add.add_argument(
        "--trade", type=a_text, metavar="NAME", help=tr("trade, by code or name (default: the asset's)")
    )
    add.add_argument(
        "--priority", type=a_text, metavar="NAME", help=tr("urgent, high, normal or low (default normal)")
    )
    add.add_argument("--requester", type=a_text, default="", metavar="WHO", help=tr("who reported it"))
    add_language(add)


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


def _add(args: argparse.Namespace) -> int:
    from facilities_app.services.tickets import NewTicket

    with opened(args, create=args.database is None) as program:
        services = program.services
        kind, target = services.targets.by_code(asset=args.asset or "", place=args.place or "")
        new = NewTicket(
            summary=args.summary,
            asset_id=target if kind == "asset" else None,
            place_id=target if kind == "place" else None,
            trade_id=_code(services, "trade", args.trade),
            priority=_code(services, "priority", args.priority) or 3,
            requester=args.requester,
            source="command",
        )
        say(services.tickets.log(new).value.number)
    return OK


def _code(services: "Services", list_code: str, text: str | None) -> Any:
    if text is None:
        return None
    code = services.labels.code_named(list_code, text)
    if code is None:
        known = ", ".join(choice.name for choice in services.labels.choices(list_code))
        raise Invalid("list.no_such_value", filter=list_code, value=text, known=known)
    return code


def _remind(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        today = program.services.clock.today()
        items = program.services.reminders.due()
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
                {"today": today.isoformat(), "pressing": len(pressing), "items": rows}, ensure_ascii=False
            )
        )
    else:
        for item in items:
            when = format_date(item.due_on, DateStyle.ROC)
            say(f"{when}  {_days((item.due_on - today).days):<10}  {item.number}  {item.title}  {item.where}")
        say(trn("{n} thing is overdue or due today.", "{n} things are overdue or due today.", len(pressing)))
    return DUE if pressing else OK


def _days(left: int) -> str:
    if left < 0:
        return trn("{n} day overdue", "{n} days overdue", -left)
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
