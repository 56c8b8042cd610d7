"""Verbs of every day: is everything sound, make a demo database."""

import argparse
import sys
import time
from pathlib import Path

from facilities_app.cli.common import (
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
from facilities_app.domain.errors import Unavailable
from facilities_app.messages import problem, sentence
from resources.texts import tr


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """demo, check."""
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
