"""Verbs of the building engineer: tickets, and what is printed of tickets and assets."""

import argparse
from pathlib import Path

from facilities_app.cli import ticket_moves, ticket_show
from facilities_app.cli.common import (
    OK,
    a_number,
    a_text,
    add_database,
    add_language,
    code_of,
    opened,
    say,
    verb,
)
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition, ListQuery
from resources.texts import tr, trn

_PIECE = 500
_LISTED = ("number", "status", "priority", "due_at", "where_label", "summary")


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """ticket add|list|show|move, workorder, labels, dossier."""
    ticket = subparsers.add_parser("ticket", help=tr("repair tickets"), description=tr("repair tickets"))
    inner = ticket.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    _add_verb(inner)
    _list_verb(inner)
    ticket_show.add_verb(inner)
    ticket_moves.add_verb(inner)
    _paper_verbs(subparsers)


def _add_verb(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
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
    add.add_argument("--summary", type=a_text, required=True, metavar="TEXT", help=tr("what is wrong"))
    add.add_argument(
        "--trade", type=a_text, metavar="NAME", help=tr("trade, by code or name (default: the asset's)")
    )
    add.add_argument(
        "--priority",
        type=a_text,
        metavar="NAME",
        help=tr("urgent, high, normal or low (default: by urgency and impact, else as similar tickets)"),
    )
    for name, words in (
        ("urgency", tr("how urgent: 1, 2 or 3")),
        ("impact", tr("whom it touches: 1 many to 3")),
    ):
        add.add_argument(f"--{name}", type=a_number, choices=(1, 2, 3), default=None, help=words)
    add.add_argument("--requester", type=a_text, default="", metavar="WHO", help=tr("who reported it"))
    add_language(add)


def _list_verb(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    listed = verb(inner, "list", tr("one line a ticket, its number first"), _list)
    add_database(listed)
    listed.add_argument("--all", action="store_true", help=tr("closed ones too (default: open ones)"))
    listed.add_argument("--status", type=a_text, metavar="NAME", help=tr("only in this state"))
    listed.add_argument("--trade", type=a_text, metavar="NAME", help=tr("only of this trade"))
    listed.add_argument(
        "--search", type=a_text, default="", metavar="TEXT", help=tr("only with this text in them")
    )
    add_language(listed)


def _paper_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    order = verb(subparsers, "workorder", tr("print work orders, one page a ticket"), _workorder)
    add_database(order)
    order.add_argument("numbers", type=a_text, nargs="+", metavar="N", help=tr("the ticket's number"))
    order.add_argument("--out", required=True, type=Path, metavar="X.pdf")
    labels = verb(subparsers, "labels", tr("print labels with QR codes for assets"), _labels)
    add_database(labels)
    which = labels.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--asset", type=a_text, action="append", metavar="CODE", help=tr("this asset (may be repeated)")
    )
    which.add_argument("--place", type=a_text, metavar="CODE", help=tr("all assets in this place and below"))
    labels.add_argument(
        "--sheet",
        type=a_text,
        default="3x7",
        metavar="NAME",
        help=tr("3x7, 3x8, 2x7, 2x5 or 4x10 labels a sheet"),
    )
    labels.add_argument(
        "--start", type=a_number, default=1, metavar="N", help=tr("first free label of the sheet")
    )
    labels.add_argument(
        "--codes",
        choices=("both", "qr", "bar"),
        default="both",
        help=tr("QR code, bar code, or both where there is room (default)"),
    )
    made = labels.add_mutually_exclusive_group(required=True)
    made.add_argument("--out", type=Path, metavar="X.pdf")
    made.add_argument("--preview", type=Path, metavar="X.png", help=tr("a picture of the first label only"))
    dossier = verb(subparsers, "dossier", tr("print everything about one asset on a page"), _dossier)
    add_database(dossier)
    dossier.add_argument("asset", type=a_text, metavar="CODE", help=tr("asset number or property number"))
    dossier.add_argument("--out", required=True, type=Path, metavar="X.pdf")


def _add(args: argparse.Namespace) -> int:
    from facilities_app.services.tickets import NewTicket

    with opened(args, create=args.database is None) as program:
        services = program.services
        kind, target = services.targets.by_code(asset=args.asset or "", place=args.place or "")
        priority = code_of(services, "priority", args.priority)
        if priority is None and not (args.urgency and args.impact):  # as the window proposes it
            priority = services.targets.info(kind, target).priority
        new = NewTicket(
            summary=args.summary,
            asset_id=target if kind == "asset" else None,
            place_id=target if kind == "place" else None,
            trade_id=code_of(services, "trade", args.trade),
            priority=priority,
            urgency=args.urgency,
            impact=args.impact,
            requester=args.requester,
            source="command",
        )
        say(services.tickets.log(new).value.number)
    return OK


def _list(args: argparse.Namespace) -> int:
    from facilities_app.presenting import Presenter

    with opened(args, create=False) as program:
        services = program.services
        source = services.lists["tickets"]
        query = ListQuery(search=args.search, order="" if not args.all else "number")
        if not args.all and not args.status:
            query = query.where(Condition("state", "in", ("open",)))
        for field, name in (("status", args.status), ("trade", args.trade)):
            if name is not None:
                query = query.where(
                    Condition(field, "in", (code_of(services, source.info.filters[field], name),))
                )
        presenter = Presenter(services.labels)
        columns = [source.info.columns[source.info.index(key) - 1] for key in _LISTED]
        ids = source.ids(query, lambda: False)
        for first in range(0, len(ids), _PIECE):
            for row in source.rows(ids[first : first + _PIECE]):
                say("\t".join(presenter.cell(source.info, column, row) for column in columns))
    return OK


def _workorder(args: argparse.Namespace) -> int:
    _must_be_pdf(args.out)
    with opened(args, create=False) as program:
        services = program.services
        ids = [services.tickets.find(number) for number in args.numbers]
        pages = services.work_orders.write(ids, args.out)
    say(trn("{n} work order written to", "{n} work orders written to", pages) + f" {args.out}")
    return OK


def _labels(args: argparse.Namespace) -> int:
    from facilities_app.reports.label_data import LabelCodes

    if args.out is not None:
        _must_be_pdf(args.out)
    codes = LabelCodes(args.codes)
    with opened(args, create=False) as program:
        services = program.services
        ids = [services.targets.by_code(asset=code)[1] for code in args.asset or ()]
        place = services.targets.by_code(place=args.place)[1] if args.place else None
        if args.preview is not None:
            found = services.label_sheets.preview(ids=ids, place_id=place, sheet=args.sheet, codes=codes)
            args.preview.write_bytes(found.picture)
            say(tr("{number} written to {path}").format(number=tr("The first label"), path=args.preview))
            return OK
        count = services.label_sheets.write(
            args.out, ids=ids, place_id=place, sheet=args.sheet, start=args.start, codes=codes
        )
    say(trn("{n} label written to", "{n} labels written to", count) + f" {args.out}")
    return OK


def _dossier(args: argparse.Namespace) -> int:
    _must_be_pdf(args.out)
    with opened(args, create=False) as program:
        services = program.services
        services.dossiers.write(services.targets.by_code(asset=args.asset)[1], args.out)
    say(tr("{number} written to {path}").format(number=args.asset, path=args.out))
    return OK


def _must_be_pdf(path: Path) -> None:
    if path.suffix.lower() != ".pdf":
        raise Invalid("file.unknown_kind", path=str(path), known=".pdf")
