"""The verb for a year's compliance and the register of duties."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.cli.common import OK, a_date, add_database, opened, say, verb
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.domain.compliance import Compliance, Counts


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """compliance."""
    compliance = verb(
        subparsers,
        "compliance",
        tr("a year's inspections per duty, system, site and month: on time, late, missed, open"),
        _run,
    )
    add_database(compliance)
    compliance.add_argument(
        "--year",
        type=int,
        required=True,
        metavar="YEAR",
        help=tr("such as 2026; below 1912 it is a ROC year"),
    )
    compliance.add_argument("--all", action="store_true", help=tr("also what no law asks for"))
    compliance.add_argument(
        "--register",
        type=Path,
        default=None,
        metavar="FILE",
        help=tr("write the register of duties instead; ends in .xlsx, .pdf or .csv"),
    )
    compliance.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
    )
    form = compliance.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=tr("one JSON object; null is not known"))
    form.add_argument("--csv", action="store_true", help=tr("a row for each duty, site and month"))


def _run(args: argparse.Namespace) -> int:
    year = args.year + 1911 if 0 < args.year < 1912 else args.year
    with opened(args, create=False) as program:
        services = program.services
        if args.register is not None:
            result = services.registers.write(args.register)
            for warning in result.warnings:
                print(warning, file=sys.stderr)
            say(trn("{n} row written to", "{n} rows written to", result.rows) + f" {result.path}")
            return OK
        shown = services.compliance.read(year, statutory=not args.all)
        if args.json:
            say(json.dumps(services.compliance.plain(shown), ensure_ascii=False, indent=2))
        elif args.csv:
            _csv(shown)
        else:
            _words(shown)
    return OK


def _csv(shown: "Compliance") -> None:
    from facilities_app.domain.compliance import Judged
    from facilities_app.reports.csv_file import safe_text

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["duty", "system", "site", "month", *(judged.value for judged in Judged), "share"])
    for duty, system, site, month, counts in shown.cells:
        numbers = [counts.of(judged) for judged in Judged]
        share = "" if counts.share is None else counts.share
        writer.writerow(
            [safe_text(duty), safe_text(system), safe_text(site), f"{shown.year}-{month:02}", *numbers, share]
        )


def _words(shown: "Compliance") -> None:
    from facilities_app.domain.compliance import by_words, definition, judged_words

    say(definition())
    titles = [*judged_words().values(), tr("On time (%)")]
    for by, rows in shown.rows.items():
        say("")
        say("\t".join([by_words()[by], *titles]))
        for row in rows:
            say("\t".join([row.name, *_cells(row.counts)]))
    say("")
    say("\t".join([tr("All together"), *_cells(shown.total)]))


def _cells(counts: "Counts") -> list[str]:
    from facilities_app.domain.compliance import Judged

    share = "－" if counts.share is None else f"{counts.share:.1f}"
    return [*(f"{counts.of(judged):,}" for judged in Judged), share]
