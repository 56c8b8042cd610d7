"""Verbs of the property ledger: stock-takes by scanner or file, and slips."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.cli.common import (
    OK,
    REFUSED,
    a_text,
    add_database,
    add_language,
    code_of,
    opened,
    say,
    say_error,
    verb,
)
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.stocktakes import LineState
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.services.all import Services


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """stocktake start|scan|close|show, slip."""
    words = tr("stock-takes: what is where it should be")
    stocktake = subparsers.add_parser("stocktake", help=words, description=words)
    inner = stocktake.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    start = verb(
        inner,
        "start",
        tr("begin: every asset below the place is written on the list; prints its number"),
        _start,
    )
    add_database(start)
    start.add_argument("--place", type=a_text, required=True, metavar="CODE", help=tr("place and below"))
    start.add_argument("--category", type=a_text, metavar="CODE", help=tr("only assets of this category"))
    start.add_argument("--name", type=a_text, default="", metavar="TEXT", help=tr("default: by the place"))
    scan = verb(
        inner,
        "scan",
        tr("mark what was scanned; without codes they are read from standard input, one a line"),
        _scan,
    )
    add_database(scan)
    _number(scan)
    scan.add_argument(
        "codes", nargs="*", type=a_text, metavar="CODE", help=tr("asset number or property number")
    )
    scan.add_argument("--here", type=a_text, metavar="PLACE", help=tr("the place one stands in (code)"))
    close = verb(inner, "close", tr("end it: what was not seen is missing"), _close)
    add_database(close)
    _number(close)
    close.add_argument("--apply", action="store_true", help=tr("write a move slip for all found elsewhere"))
    show = verb(inner, "show", tr("how it stands, and its lines; writes the list with --out"), _show)
    add_database(show)
    _number(show)
    show.add_argument("--state", choices=[state.value for state in LineState], help=tr("only such lines"))
    show.add_argument("--json", action="store_true", help=tr("one JSON object; null is not known"))
    show.add_argument("--out", type=Path, metavar="FILE", help=tr("ends in .xlsx, .pdf or .csv"))
    for sub in (start, scan, close, show):
        add_language(sub)
    slip = verb(subparsers, "slip", tr("print slips of the property ledger, one page each"), _slip)
    add_database(slip)
    slip.add_argument("numbers", nargs="+", type=a_text, metavar="N", help=tr("the numbers of the slips"))
    slip.add_argument("--out", required=True, type=Path, metavar="X.pdf")


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=a_text, metavar="N", help=tr("the number of the stock-take"))


def _start(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        _kind, place = services.targets.by_code(place=args.place)
        category = code_of(services, "category", args.category)
        made = services.stocktakes.start(args.name, place, category).value
        take = services.stocktakes.detail(made)
    say(take.code)
    return OK


def _scan(args: argparse.Namespace) -> int:
    """Every code that can be marked is; the exit code tells if one could not."""
    code = OK
    with opened(args, create=False) as program:
        services = program.services
        take = services.stocktakes.find(args.number)
        here = services.targets.by_code(place=args.here)[1] if args.here else None
        for text in args.codes or (line for line in sys.stdin if line.strip()):
            try:
                scan = services.stocktakes.scan(take, text, here).value
            except DomainError as error:
                say_error(error)
                code = REFUSED
                continue
            state = services.labels.name("line_state", scan.state.value)
            say("\t".join((scan.text, state, scan.name, scan.found_place)))
    return code


def _close(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        take = services.stocktakes.find(args.number)
        missing = services.stocktakes.close(take).value
        say(trn("{n} asset is missing", "{n} assets are missing", missing))
        if args.apply and services.stocktakes.detail(take).to_apply:
            made = services.stocktakes.apply(take).value
            moved = trn("{n} asset moved", "{n} assets moved", len(made.ids))
            say(f"{moved}  {tr('last slip {number}').format(number=made.number)}")
    return OK


def _show(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        take = services.stocktakes.find(args.number)
        if args.out is not None:
            result = services.stocktake_papers.write(take, args.out, state=args.state or "")
            words = trn("{n} row written to", "{n} rows written to", result.rows)
            say(f"{words} {result.path}")
        elif args.json:
            say(json.dumps(_plain(services, take, args.state), ensure_ascii=False, indent=2))
        else:
            _words(services, take, args.state)
    return OK


def _lines(services: "Services", take: int, state: str | None) -> list[dict[str, Any]]:
    from facilities_app.domain.lists import Condition, ListQuery

    source = services.lists["stocktake_lines"]
    query = ListQuery(conditions=(Condition("stocktake", "in", (take,)),))
    if state:
        query = query.where(Condition("state", "in", (state,)))
    keys = ("id", *(spec.key for spec in source.info.columns))
    rows = source.page(query, 0, max(1, source.count(query)))
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _plain(services: "Services", take: int, state: str | None) -> dict[str, Any]:
    detail = services.stocktakes.detail(take)
    keys = ("code", "property_number", "name", "state", "place", "found_place", "scanned", "note")
    return {
        "number": detail.code,
        "name": detail.name,
        "place": detail.place,
        "started_on": detail.started_on.isoformat(),
        "closed_on": detail.closed_on.isoformat() if detail.closed_on else None,
        "counts": {one.value: getattr(detail.counts, one.value) for one in LineState},
        "to_apply": detail.to_apply,
        "lines": [{key: line[key] for key in keys} for line in _lines(services, take, state)],
    }


def _words(services: "Services", take: int, state: str | None) -> None:
    detail, name = services.stocktakes.detail(take), services.labels.name
    say(f"{detail.code}\t{detail.name}\t{detail.place}")
    counts = (f"{name('line_state', one.value)} {getattr(detail.counts, one.value):,}" for one in LineState)
    say("\t".join(counts))
    for line in _lines(services, take, state):
        cells = (
            line["code"],
            name("line_state", line["state"]),
            line["name"],
            line["place"],
            line["found_place"],
        )
        say("\t".join(str(cell or "") for cell in cells))


def _slip(args: argparse.Namespace) -> int:
    if args.out.suffix.lower() != ".pdf":
        raise Invalid("file.unknown_kind", path=str(args.out), known=".pdf")
    with opened(args, create=False) as program:
        papers = program.services.slip_papers
        pages = papers.write([papers.find(number) for number in args.numbers], args.out)
    say(trn("{n} page written to", "{n} pages written to", pages) + f" {args.out}")
    return OK
