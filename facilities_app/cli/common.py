"""What the verbs share: exit codes, opening the database, reading dates, printing errors.

Start-up counts: what a verb does not need at once is imported where it is used.
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from facilities_app.domain.errors import DomainError, Invalid, NotFound, Unavailable
from resources.texts import LANGUAGES, tr

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.bootstrap import Program
    from facilities_app.domain.clock import Clock
    from facilities_app.services.all import Services

OK = 0
REFUSED = 1  # a rule refused it, or `check` found something
USAGE = 2  # the words on the line are wrong, or name something that is not there
UNAVAILABLE = 3  # the database or a file cannot be used
FAULT = 4  # the program itself has a fault
DUE = 10  # `remind`: something is overdue or due
STOPPED = 130  # with Ctrl+C, as shells have it

_WRONG_WORDS = ("list.", "date.", "file.unknown", "label.no_such_sheet", "label.start")

Handler = Callable[[argparse.Namespace], int]


def exit_codes() -> str:
    """What the exit codes mean, for --help."""
    return tr(
        "exit codes:\n"
        "  0  done\n"
        "  1  refused by a rule, or `check` found a problem\n"
        "  2  the words on the line are wrong, or name what is not there\n"
        "  3  the database or a file cannot be used\n"
        "  4  a fault of the program; the details are in its log\n"
        "  10 `remind` only: something is overdue or due today\n"
        "  130 stopped with Ctrl+C\n"
    )


def add_database(parser: argparse.ArgumentParser, *, acting: bool = True) -> None:
    """The options every verb with a database has; ``acting`` if it does something in a user's name."""
    parser.add_argument(
        "--database",
        metavar="FILE-or-URL",
        default=None,
        help=tr("the database (default: facilities.sqlite in the user's data folder)"),
    )
    if acting:
        parser.add_argument(
            "--as",
            dest="actor",
            type=a_text,
            metavar="USER",
            default=None,
            help=tr("act as this user (code)"),
        )


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option every verb has."""
    parser.add_argument("--lang", choices=LANGUAGES, default=None, help=tr("language (default: zh_TW)"))


def verb(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, help_text: str, run: Handler
) -> argparse.ArgumentParser:
    """A verb's parser with its exit codes in --help."""
    parser = subparsers.add_parser(
        name,
        help=help_text,
        description=help_text,
        epilog=exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def opened(args: argparse.Namespace, *, create: bool = True, clock: "Clock | None" = None) -> "Program":
    """The program over the database the line names."""
    from facilities_app.bootstrap import open_program

    moment = clock or clock_of(args)
    return open_program(args.database, clock=moment, create=create, actor=args.actor, by_verb=True)


def clock_of(args: argparse.Namespace) -> "Clock":
    """The machine's clock, or one that stands still on --today."""
    from facilities_app.domain.clock import of_day

    return of_day(getattr(args, "today", None))


def a_date(text: str) -> "date":
    """A date as people type it, for argparse."""
    from facilities_app.domain import dates
    from facilities_app.domain.clock import SystemClock
    from facilities_app.messages import sentence

    try:
        return dates.parse(text, SystemClock().today())
    except DomainError as error:
        raise argparse.ArgumentTypeError(sentence(error)) from error


def a_text(text: str) -> str:
    """A text, for argparse. Bytes that the system's own encoding could not read are read as UTF-8."""
    try:
        return os.fsencode(text).decode() if any("\ud800" <= sign <= "\udfff" for sign in text) else text
    except UnicodeError as error:
        raise argparse.ArgumentTypeError(tr("the text is not UTF-8")) from error


def a_number(text: str) -> int:
    """A whole number, for argparse."""
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a whole number").format(text=text)) from error


def a_count(text: str) -> int:
    """A whole number from 1, for argparse."""
    found = a_number(text)
    if found < 1:
        raise argparse.ArgumentTypeError(tr("“{text}” is less than one").format(text=text))
    return found


def code_of(services: "Services", list_code: str, text: str | None, said: str = "") -> Any:
    """The code somebody meant by a code or name of a list; None for None. Raises Invalid that names what there is."""
    if text is None:
        return None
    code = services.labels.code_named(list_code, text)
    if code is None:
        from facilities_app.presenting import choices_title

        known = tr(", ", "between names").join(choice.name for choice in services.labels.choices(list_code))
        raise Invalid("list.no_such_value", filter=said or choices_title(list_code), value=text, known=known)
    return code


def say_error(error: DomainError) -> int:
    """Print the sentence on standard error; the exit code that goes with it."""
    from facilities_app.messages import sentence

    print(sentence(error), file=sys.stderr)
    if isinstance(error, Unavailable):
        return UNAVAILABLE
    if isinstance(error, NotFound):
        return USAGE
    return USAGE if isinstance(error, Invalid) and error.code.startswith(_WRONG_WORDS) else REFUSED


def say(text: str) -> None:
    """One line on standard output."""
    print(text, flush=True)
