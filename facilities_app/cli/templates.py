"""Verbs for checklists: list them, write one into a file, take one over from a file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app.cli.common import OK, add_database, add_language, opened, say, verb
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.services.template_files import ImportPreview


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """template list, template export, template import."""
    template = subparsers.add_parser("template", help=tr("checklists: list, export, import"))
    verbs = template.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    listed = verb(verbs, "list", tr("one line a checklist: code, edition, items, last used, name"), _list)
    export = verb(verbs, "export", tr("write a checklist into a file that people can change"), _export)
    export.add_argument("code", metavar="CODE", help=tr("the checklist"))
    export.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=tr("the file; ends in .yaml or .xlsx")
    )
    taken = verb(
        verbs,
        "import",
        tr("take checklists over from a file: new ones, and new editions of what differs"),
        _import,
    )
    taken.add_argument("file", type=Path, metavar="FILE", help=tr("the file; ends in .yaml or .xlsx"))
    taken.add_argument("--dry-run", action="store_true", help=tr("only say what would change"))
    for sub in (listed, export, taken):
        add_database(sub)
        add_language(sub)


def _list(args: argparse.Namespace) -> int:
    from facilities_app.domain.dates import DateStyle, format_date

    with opened(args, create=False) as program:
        for one in program.services.templates.all():
            day = "—" if one.last_used is None else format_date(one.last_used, DateStyle.ROC)
            say(f"{one.code}  {one.edition}  {one.items:>3}  {day}  {one.name}")
    return OK


def _export(args: argparse.Namespace) -> int:
    with opened(args, create=False) as program:
        templates = program.services.templates
        written = templates.files.export(templates.named(args.code).template, args.out)
    say(tr("{name} written").format(name=written))
    return OK


def _import(args: argparse.Namespace) -> int:
    from facilities_app.domain.errors import Invalid

    with opened(args, create=False) as program:
        templates = program.services.templates
        preview = templates.files.preview(args.file)
        _say_preview(preview)
        if preview.reading.problems:
            count = len(preview.reading.problems)
            raise Invalid("template.file_problems", name=args.file.name, count=count)
        if args.dry_run:
            say(tr("Nothing was changed: this was a preview."))
            return OK
        taken = templates.take(preview.reading.templates, preview.reading.pictures).value
    say(trn("{n} checklist taken over", "{n} checklists taken over", len(taken)))
    return OK


def _say_preview(preview: "ImportPreview") -> None:
    from facilities_app.services import template_words

    for problem in preview.reading.problems:
        print(template_words.problem_line(problem), file=sys.stderr)
    if preview.reading.problems:
        return
    for change in preview.changes:
        say(template_words.title(change))
        for line in template_words.lines(change):
            say("  " + line)
