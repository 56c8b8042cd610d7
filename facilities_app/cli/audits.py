"""Verbs of the audit of actual residence: begin a round, print it, take in findings, close it, report."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.cli.common import (
    OK,
    Handler,
    a_count,
    a_date,
    a_number,
    a_text,
    add_database,
    add_language,
    opened,
    say,
    verb,
)
from facilities_app.domain.audit_words import ROC, round_code
from facilities_app.domain.audits import FINDINGS, SCOPES, Counts
from facilities_app.domain.errors import Invalid
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.services.all import Services
    from facilities_app.services.audit_reports import RoundFigures

_ENDINGS = (".xlsx", ".pdf", ".csv")
_ROUND = re.compile(r"(\d{2,4})-([12])")


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """audit new|print|import|close|report."""
    words = tr("audits of actual residence: who really lives where")
    audit = subparsers.add_parser("audit", help=words, description=words)
    inner = audit.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    _add_new(inner)
    _add_print(inner)
    keep = _of_round(inner, "import", tr("keep the findings of a file, every row or none"), _import)
    keep.add_argument("file", type=Path, metavar="FILE", help=_file_help())
    keep.add_argument("--dry-run", action="store_true", help=tr("only say what would be kept"))
    _of_round(inner, "close", tr("end it: after that nothing of it changes"), _close)
    report = _of_round(inner, "report", tr("what it came to, in a sentence and by kind of unit"), _report)
    report.add_argument("--out", type=Path, metavar="FILE", help=tr("ends in .xlsx, .pdf or .csv"))
    report.add_argument("--roster", action="store_true", help=tr("write every unit instead of the summary"))
    report.add_argument("--names", action="store_true", help=tr("write names whole; this is journalled"))
    report.add_argument("--json", action="store_true", help=tr("one JSON object; null is not known"))


def _add_new(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = verb(inner, "new", tr("begin a round: its list of units is frozen; prints its number"), _new)
    add_database(new)
    new.add_argument("--year", required=True, type=a_year, metavar="YEAR", help=tr("such as 115 or 2026"))
    new.add_argument("--ordinal", required=True, type=a_number, choices=(1, 2), help=tr("which of the year"))
    new.add_argument("--from", dest="start", required=True, type=a_date, metavar="DATE", help=tr("first day"))
    new.add_argument("--to", dest="end", required=True, type=a_date, metavar="DATE", help=tr("last day"))
    new.add_argument("--scope", choices=SCOPES, help=tr("which units (default: as the office has set)"))
    add_language(new)


def _add_print(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = tr("print the visit forms, one page a unit; names stand whole on them, and this is journalled")
    paper = _of_round(inner, "print", words, _print)
    paper.add_argument("--out", required=True, type=Path, metavar="X.pdf")
    what = paper.add_mutually_exclusive_group()
    what.add_argument(
        "--unit",
        type=a_text,
        action="append",
        default=[],
        metavar="CODE",
        help=tr("only this unit (may be repeated)"),
    )
    what.add_argument("--route", action="store_true", help=tr("the route list instead, in walking order"))
    what.add_argument("--blank", type=a_count, metavar="N", help=tr("so many empty forms instead"))


def _of_round(
    inner: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    words: str,
    run: Handler,
) -> argparse.ArgumentParser:
    """A verb about one round."""
    parser = verb(inner, name, words, run)
    add_database(parser)
    parser.add_argument(
        "round", type=a_round, metavar="ROUND", help=tr("year and which of it, such as 115-2")
    )
    add_language(parser)
    return parser


def _file_help() -> str:
    told = tr("ends in .csv or .xlsx; one visit a row with the columns {columns}; visited as 115/11/20 19:10")
    columns = ("unit", "finding", "visited", "visitor", "met", "absence", "revisit", "note")
    return told.format(columns=", ".join(columns))


def a_year(text: str) -> int:
    """A year as people count it, 115 or 2026, for argparse; Gregorian."""
    found = a_number(text)
    if not 1 <= found <= 2200 or 300 < found < ROC:
        raise argparse.ArgumentTypeError(tr("“{text}” is no year").format(text=text))
    return found if found >= ROC else found + ROC


def a_round(text: str) -> tuple[int, int]:
    """A round's year (Gregorian) and ordinal, for argparse."""
    found = _ROUND.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(tr("“{text}” is no round; write 115-2").format(text=text))
    return a_year(found[1]), int(found[2])


def _new(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        scope = args.scope or str(services.office.get("audit_scope"))
        services.audits.new(args.year, args.ordinal, args.start, args.end, scope)
    say(round_code(args.year, args.ordinal))
    return OK


def _print(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        papers, found = program.services.audit_papers, program.services.audits.find(*args.round)
        if args.route:
            result = papers.route(found, args.out)
            words = trn("{n} unit written to", "{n} units written to", result.rows)
        else:
            result = (
                papers.blank(found, args.out, args.blank)
                if args.blank
                else papers.forms(found, args.out, unit_codes=args.unit)
            )
            words = trn("{n} form written to", "{n} forms written to", result.rows)
    for warning in result.warnings:
        print(warning, file=sys.stderr)
    say(f"{words} {result.path}")
    return OK


def _import(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        services = program.services
        found = services.audits.find(*args.round)
        done = services.audit_import.read(found, args.file, dry_run=args.dry_run).value
    kept = (
        trn("{n} visit would be kept", "{n} visits would be kept", done.kept)
        if args.dry_run
        else trn("{n} visit kept", "{n} visits kept", done.kept)
    )
    same = trn("{n} was there already", "{n} were there already", done.same)
    without = trn("{n} row without a finding", "{n} rows without a finding", done.without)
    say("\t".join((kept, same, without)))
    return OK


def _close(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        audits = program.services.audits
        found = audits.find(*args.round)
        audits.close(found)
        say(program.services.audit_reports.figures(found).sentence)
    return OK


def _report(args: argparse.Namespace) -> int:
    if args.out is not None and args.out.suffix.lower() not in _ENDINGS:
        known = tr(", ", "between names").join(_ENDINGS)
        raise Invalid("file.unknown_kind", path=str(args.out), known=known)
    with opened(args, create=False) as program:
        services = program.services
        found = services.audits.find(*args.round)
        if args.out is not None:
            result = services.audit_reports.write(found, args.out, roster=args.roster, whole_names=args.names)
            for told in (
                trn("{n} row written to", "{n} rows written to", result.rows) + f" {result.path}",
                *result.warnings,
            ):
                print(told, file=sys.stderr)
        figures = services.audit_reports.figures(found)
        say(_json(figures, args.round) if args.json else _words(services, figures))
    return OK


def _words(services: "Services", figures: "RoundFigures") -> str:
    """The sentence, then a line a kind: its name, to audit, done, each finding, not visited."""
    name = services.labels.name
    titles = ("", tr("To audit"), tr("Audited"), *(name("audit_finding", code) for code in FINDINGS))
    lines = [figures.sentence, "\t".join((*titles, tr("Not yet visited")))]
    whole = ((tr("Total"), figures.counts),)
    for title, counts in (*((name("unit_kind", kind), one) for kind, one in figures.by_kind), *whole):
        numbers = (
            counts.total,
            counts.done,
            *(counts.by_finding[code] for code in FINDINGS),
            counts.unvisited,
        )
        lines.append("\t".join((title, *(str(number) for number in numbers))))
    return "\n".join(lines)


def _json(figures: "RoundFigures", which: tuple[int, int]) -> str:
    told = {
        "round": round_code(*which),
        "name": figures.name,
        "sentence": figures.sentence,
        "counts": _plain(figures.counts),
        "by_kind": {kind: _plain(counts) for kind, counts in figures.by_kind},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _plain(counts: Counts) -> dict[str, object]:
    return {
        "total": counts.total,
        "done": counts.done,
        "unvisited": counts.unvisited,
        "findings": dict(counts.by_finding),
    }
