"""The verb that takes tickets one step on, and tells of the work when a repair is finished."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from facilities_app.cli.common import (
    OK,
    a_date,
    a_text,
    add_database,
    add_language,
    code_of,
    opened,
    say,
    verb,
)
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.tickets import Action
from facilities_app.messages import done, sentence
from resources.texts import tr

if TYPE_CHECKING:
    from datetime import datetime

    from facilities_app.domain.work_rows import CodeRow, PartUse, WorkDone
    from facilities_app.services.all import Services

_OF_ONE = ("hours", "part", "cost", "cause", "remedy", "green")


def add_verb(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """ticket move."""
    move = verb(inner, "move", tr("take tickets one step on in their life, all or none"), _move)
    add_database(move)
    move.add_argument("numbers", type=a_text, nargs="+", metavar="N", help=tr("the ticket's number"))
    move.add_argument("--step", required=True, choices=[action.value for action in Action])
    for name, shown, words in (
        ("reason", "TEXT", tr("why, where the step asks for it")),
        ("wait", "NAME", tr("what it waits for: parts, vendor or budget")),
        ("despite", "TEXT", tr("why it is finished before what blocks it")),
    ):
        move.add_argument(f"--{name}", type=a_text, default="", metavar=shown, help=words)
    move.add_argument("--until", type=a_date, default=None, metavar="DATE", help=tr("until when it waits"))
    move.add_argument("--assignee", type=a_text, metavar="NAME", help=tr("who does it, by code or name"))
    _work_words(move)
    add_language(move)


def _work_words(move: argparse.ArgumentParser) -> None:
    work = move.add_argument_group(tr("with --step finish"))
    work.add_argument(
        "--hours", type=a_text, metavar="H:MM", help=tr("hours of own staff, such as 1.5 or 1:30")
    )
    work.add_argument(
        "--part",
        type=a_part,
        action="append",
        metavar="CODE=QTY",
        help=tr("so much of a part of the stock (may be repeated)"),
    )
    work.add_argument("--cost", type=an_amount, metavar="NT$", help=tr("other cost, beside hours and parts"))
    work.add_argument("--cause", type=a_text, metavar="NAME", help=tr("why it broke, by code or name"))
    work.add_argument("--remedy", type=a_text, metavar="NAME", help=tr("what mended it, by code or name"))
    work.add_argument("--green", action="store_true", help=tr("the replacement bears the green label"))
    work.add_argument(
        "--finished", type=a_moment, metavar="WHEN", help=tr("when it was done: day and time (default: now)")
    )


def a_part(text: str) -> tuple[str, str]:
    """A part's number and how much of it, for argparse."""
    code, told, quantity = a_text(text).rpartition("=")
    if not told or not code.strip() or not quantity.strip():
        said = tr("“{text}” does not say how much of which part, such as M-0001=2").format(text=text)
        raise argparse.ArgumentTypeError(said)
    return code.strip(), quantity.strip()


def an_amount(text: str) -> int:
    """Whole NT$ as people write them, for argparse."""
    try:
        return int(text.replace(",", "").removeprefix("NT$"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("“{text}” is not a whole number").format(text=text)) from error


def a_moment(text: str) -> "datetime":
    """A day and a time of Taiwan's clock, for argparse."""
    from facilities_app.domain.visits import read_time, visit_moment

    text = a_text(text).strip()
    day, told, time = text.rpartition(" ")
    try:
        if not told and _is_day(text):
            raise Invalid("ticket.finish_without_time", field="finished_at", day=text)
        if not told:
            raise Invalid("ticket.finish_unreadable", field="finished_at")
        return visit_moment(a_date(day), read_time(time))
    except DomainError as error:
        raise argparse.ArgumentTypeError(sentence(error)) from error


def _is_day(text: str) -> bool:
    try:
        a_date(text)
    except (DomainError, argparse.ArgumentTypeError):
        return False
    return True


def _move(args: argparse.Namespace) -> int:
    from facilities_app.services.tickets import Move

    with opened(args, create=False) as program:
        services = program.services
        ids = tuple(services.tickets.find(number) for number in args.numbers)
        move = Move(
            Action(args.step),
            reason=args.reason,
            hold_reason=str(code_of(services, "hold_reason", args.wait or None) or ""),
            hold_until=args.until,
            assignee_id=code_of(services, "user", args.assignee),
            despite=args.despite,
            work=_work(services, args, ids),
        )
        outcome = services.tickets.move(ids, move)
        say(done(outcome.label, outcome.params))
    return OK


def _work(services: "Services", args: argparse.Namespace, ids: Sequence[int]) -> "WorkDone | None":
    """What the line tells of the work, None for nothing. Raises Invalid where it cannot belong there."""
    from facilities_app.domain.work import read_hours
    from facilities_app.domain.work_rows import NewLabour, WorkDone

    of_one = any(getattr(args, name) not in (None, False) for name in _OF_ONE)
    if not of_one and args.finished is None:
        return None
    if args.step != Action.FINISH.value:
        raise Invalid("ticket.work_without_finish", field="step")
    if of_one and len(ids) > 1:
        raise Invalid("ticket.work_of_one", field="hours")
    return WorkDone(
        cause_id=_code(services.work.causes(), tr("Cause"), args.cause),
        remedy_id=_code(services.work.remedies(), tr("Remedy"), args.remedy),
        labour=NewLabour(read_hours(args.hours)) if args.hours is not None else None,
        parts=tuple(_use(services, *told) for told in args.part or ()),
        other_twd=args.cost,
        is_green=args.green or None,
        finished_at=args.finished,
    )


def _use(services: "Services", code: str, quantity: str) -> "PartUse":
    from facilities_app.domain.work import read_quantity
    from facilities_app.domain.work_rows import PartUse

    return PartUse(services.stock.find(code), read_quantity(quantity, "parts"))


def _code(codes: "Sequence[CodeRow]", title: str, text: str | None) -> int | None:
    """The id of a cause or remedy by its code or name. Raises Invalid that names what there is."""
    if text is None:
        return None
    wanted = text.strip().casefold()
    found = next((one.id for one in codes if wanted in (one.code.casefold(), one.name.casefold())), None)
    if found is None:
        known = tr(", ", "between names").join(one.name for one in codes)
        raise Invalid("list.no_such_value", filter=title, value=text, known=known)
    return found
