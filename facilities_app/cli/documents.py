"""Verbs that write lists into files."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.cli.common import OK, a_date, a_text, add_database, code_of, opened, say, verb
from facilities_app.domain import dates
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition, ListInfo, ListQuery
from facilities_app.domain.periods import Period
from facilities_app.presenting import filter_title
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.services.all import Services

_FROM_TO = {
    "tickets": "reported",
    "tasks": "due",
    "contracts": "ends",
    "permits": "expires",
    "insurance": "ends",
    "assets": "next_due",
    "units": "agreement",
    "agreements": "ends",
    "projects": "due",
    "events": "occurred",
}
_SUFFIXES = (".xlsx", ".pdf", ".csv")


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """export."""
    export = verb(subparsers, "export", tr("write a list as workbook, paper or text"), _export)
    add_database(export)
    export.add_argument(
        "list",
        type=a_text,
        metavar="LIST",
        help=tr(
            "assets, tickets, units, tasks, findings, contracts, vendors, permits, insurance, duties, projects, "
            "events, parts or costs"
        ),
    )
    export.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help=tr("ends in .xlsx, .pdf or .csv")
    )
    export.add_argument(
        "--from", dest="start", type=a_date, default=None, metavar="DATE", help=tr("first day, inclusive")
    )
    export.add_argument(
        "--to", dest="end", type=a_date, default=None, metavar="DATE", help=tr("last day, inclusive")
    )
    export.add_argument(
        "--where",
        type=a_text,
        action="append",
        default=[],
        metavar="FILTER=VALUE[,VALUE]",
        help=tr(
            "keep rows with these values, such as status=40, trade=hvac or due=115/3/2 (may be repeated)"
        ),
    )


def _export(args: argparse.Namespace) -> int:
    _suffix(args.out, _SUFFIXES)
    with opened(args, create=False) as program:
        services = program.services
        if args.list not in services.lists:
            raise Invalid(
                "list.no_such_list", list=args.list, known=tr(", ", "between names").join(services.lists)
            )
        query = _query(services, services.lists[args.list].info, args)
        result = services.exports.write_list(args.list, query, args.out)
    for warning in result.warnings:
        print(warning, file=sys.stderr)
    say(trn("{n} row written to", "{n} rows written to", result.rows) + f" {result.path}")
    return OK


def _query(services: "Services", info: ListInfo, args: argparse.Namespace) -> ListQuery:
    query = ListQuery(order=info.columns[0].key)
    if args.start is not None and args.end is not None:
        Period(args.start, args.end)  # refuses one that ends before it starts
    for bound, op in ((args.start, "from"), (args.end, "to")):
        if bound is not None:
            query = query.where(_dated(info, op, bound))
    for text in args.where:
        name, separator, values = text.partition("=")
        if not separator or name not in info.filters:
            known = tr(", ", "between names").join(info.filters)
            code = "list.unknown_filter" if separator and name else "list.no_condition"
            raise Invalid(code, filter=name, text=text, known=known)
        if info.filters[name] == "date":
            day = dates.parse(values, services.clock.today()).isoformat()
            query = query.where(Condition(name, "from", (day,))).where(Condition(name, "to", (day,)))
        else:
            title = filter_title(info, name)
            found = tuple(_value(services, info.filters[name], title, one) for one in values.split(","))
            query = query.where(Condition(name, "in", found))
    return query


def _dated(info: ListInfo, op: str, bound: date) -> Condition:
    field = _FROM_TO.get(info.code)
    if field is None:
        raise Invalid("list.no_such_filter", filter="--from/--to")
    return Condition(field, op, (bound.isoformat(),))


def _value(services: "Services", choices: str, title: str, text: str) -> Any:
    if choices == "place":
        return services.targets.by_code(place=text)[1]
    return code_of(services, choices, text, title)


def _suffix(path: Path, known: tuple[str, ...]) -> None:
    if path.suffix.lower() not in known:
        raise Invalid("file.unknown_kind", path=str(path), known=" ".join(known))
