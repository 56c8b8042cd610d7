"""The verb that prints a day's dispatch: a sheet for each worker, and the work orders that go with it."""

import argparse
from pathlib import Path

from facilities_app.cli.common import OK, a_date, a_text, add_database, code_of, opened, say, verb
from facilities_app.domain.errors import Invalid
from resources.texts import tr, trn


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """dispatch."""
    dispatch = verb(
        subparsers, "dispatch", tr("print the daily dispatch sheet: who does what on a day"), _dispatch
    )
    add_database(dispatch)
    dispatch.add_argument(
        "--date", type=a_date, default=None, metavar="DATE", help=tr("the day (default: today)")
    )
    dispatch.add_argument(
        "--worker",
        type=a_text,
        default=None,
        metavar="NAME",
        help=tr("only this person's sheet, with inspections, by code or name"),
    )
    dispatch.add_argument("--out", required=True, type=Path, metavar="X.pdf")
    dispatch.add_argument(
        "--orders", type=Path, default=None, metavar="Y.pdf", help=tr("the work orders of the day as well")
    )


def _dispatch(args: argparse.Namespace) -> int:
    for path in (args.out, args.orders):
        if path is not None and path.suffix.lower() != ".pdf":
            raise Invalid("file.unknown_kind", path=str(path), known=".pdf")
    with opened(args, create=False) as program:
        services = program.services
        day = args.date or services.clock.today()
        user = code_of(services, "user", args.worker, "--worker")
        pages = services.dispatch.write(day, args.out, user_id=user)
        say(trn("{n} page written to", "{n} pages written to", pages) + f" {args.out}")
        if args.orders is not None:
            ids = services.dispatch.ticket_ids(day, user_id=user)
            count = services.work_orders.write(ids, args.orders)
            say(trn("{n} work order written to", "{n} work orders written to", count) + f" {args.orders}")
    return OK
