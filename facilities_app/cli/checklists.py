"""Verbs for the sheets of checklists: print them, on paper or to fill in on a screen, and read them back."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilities_app.cli.common import (
    OK,
    REFUSED,
    UNAVAILABLE,
    a_date,
    a_text,
    add_database,
    add_language,
    opened,
    say,
    say_error,
    verb,
)
from facilities_app.domain.errors import DomainError, Invalid, Unavailable
from resources.texts import tr, trn

if TYPE_CHECKING:
    from facilities_app.domain.sheet_preview import SheetPreview
    from facilities_app.services.all import Services
    from facilities_app.services.sheet_reading import FilePreview

_ENDINGS = (".pdf", ".xlsx")


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """checklist, checklist print, checklist import."""
    checklist = verb(
        subparsers, "checklist", tr("print inspection checklists, read filled ones back"), _print
    )
    _add_what(checklist)
    inner = checklist.add_subparsers(title=tr("verbs"), metavar="VERB")
    printed = verb(
        inner, "print", tr("print sheets: on paper, as fillable PDF, or as Excel to fill in"), _print
    )
    _add_what(printed)
    taken = verb(
        inner,
        "import",
        tr("read filled-in sheets back (PDF or Excel): key what they say, log repairs of what failed"),
        _import,
    )
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE", help=tr("ends in .pdf or .xlsx"))
    taken.add_argument("--dry-run", action="store_true", help=tr("only say what would change"))
    taken.add_argument(
        "--replace", action="store_true", help=tr("the file counts where something was keyed otherwise")
    )
    add_database(taken)
    for sub in (printed, taken):
        add_language(sub)


def _add_what(parser: argparse.ArgumentParser) -> None:
    add_database(parser)
    parser.add_argument("--template", type=a_text, metavar="CODE", help=tr("ELEV, HVAC, FIRE, …"))
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--asset", type=a_text, metavar="CODE")
    where.add_argument("--place", type=a_text, metavar="CODE")
    where.add_argument(
        "--task",
        type=a_text,
        metavar="N",
        help=tr("the inspection's number: knows template and asset itself"),
    )
    where.add_argument(
        "--month", type=a_date, metavar="DATE", help=tr("all that is open in the month of this day")
    )
    where.add_argument(
        "--round", type=a_text, metavar="N", help=tr("all that is open of this round, in walking order")
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help=tr("ends in .pdf, or in .xlsx to fill in"))
    parser.add_argument(
        "--fillable", action="store_true", help=tr("a PDF with fields to fill in on a screen")
    )


def _print(args: argparse.Namespace) -> int:
    if args.out is None:
        raise Invalid("file.unknown_target_file")
    if args.out.suffix.lower() not in _ENDINGS:
        raise Invalid("file.unknown_kind", path=str(args.out), known=" ".join(_ENDINGS))
    with opened(args, create=False) as program:
        numbers = _printed(program.services, args)
    told = numbers[0] if len(numbers) == 1 else f"{numbers[0]} – {numbers[-1]}"
    say(tr("{number} written to {path}").format(number=told, path=args.out))
    return OK


def _say_left_out(count: int) -> None:
    words = trn(
        "{n} inspection has no checklist and is left out",
        "{n} inspections have no checklist and are left out",
        count,
    )
    print(words, file=sys.stderr)


def _printed(services: "Services", args: argparse.Namespace) -> tuple[str, ...]:
    fills = args.fillable or args.out.suffix.lower() == ".xlsx"
    checklists = services.sheet_files.by_ending(args.out) if fills else services.checklists
    if args.task:
        return (checklists.print_task(services.inspections.find(args.task), args.out).value,)
    if args.month:
        from facilities_app.services.checklist_month import SheetWish

        wish = SheetWish(args.month, template_code=(args.template or "").strip().upper())
        without = services.checklists.of_month(wish).without
        numbers = checklists.print_month(wish, args.out).value
        if without:
            _say_left_out(without)
        return numbers
    if args.round:
        return checklists.print_round(services.rounds.find(args.round), args.out).value
    if args.template and (args.asset or args.place):
        done = checklists.print_blank(
            args.template, args.out, asset_code=args.asset or "", place_code=args.place or ""
        )
        return (done.value,)
    raise Invalid("file.unknown_target")


def _import(args: argparse.Namespace) -> int:
    """Every file that can be read is; the exit code tells if one could not, or not wholly."""
    worst = OK
    with opened(args, create=False) as program:
        for path in args.files:
            try:
                code = _import_file(program.services, path, args)
            except DomainError as error:
                say_error(error)
                code = UNAVAILABLE if isinstance(error, Unavailable) else REFUSED
            worst = max(worst, code)
    return worst


def _import_file(services: "Services", path: Path, args: argparse.Namespace) -> int:
    file = services.sheet_reading.read(path)
    codes = [_import_sheet(services, file, sheet, args) for sheet in file.sheets]
    return max(codes)


def _import_sheet(
    services: "Services", file: "FilePreview", sheet: "SheetPreview", args: argparse.Namespace
) -> int:
    from facilities_app.domain.sheet_preview import State, can_finish, keyed_with
    from facilities_app.services.sheet_reading_words import state_words

    say(f"{file.path.name}\t{sheet.number}\t{state_words(sheet)}")
    if sheet.state is State.BLOCKED:
        _say_lines(sheet)
        return REFUSED
    if sheet.state is not State.CHANGES:
        return REFUSED if sheet.unread else OK
    _say_lines(sheet)
    if args.dry_run:
        is_whole = can_finish(sheet, keyed_with(sheet, sheet.conflicts if args.replace else ()))
    else:
        is_whole = _take_over(services, file, sheet, replace=args.replace)
    return REFUSED if not is_whole or sheet.unread or (sheet.conflicts and not args.replace) else OK


def _take_over(services: "Services", file: "FilePreview", sheet: "SheetPreview", *, replace: bool) -> bool:
    """Whether the sheet is finished. Where the file and the keying differ a person decides: without ``replace``
    nothing is finished then.
    """
    from facilities_app.domain.sheet_preview import Line

    lines = [one.line for one in sheet.head] + [one.line for one in sheet.lines]
    if Line.NEW not in lines and not replace:
        return False
    take = sheet.conflicts if replace else ()
    finish = replace or not sheet.conflicts
    done = services.sheet_reading.accept(file, sheet.number, take, finish=finish).value
    _say_done(done, sheet, take)
    return bool(done.finished)


def _say_lines(sheet: "SheetPreview") -> None:
    """Where, how it stands, now, then; what stays as it is needs no line."""
    from facilities_app.domain.dates import DateStyle
    from facilities_app.domain.sheet_preview import Line
    from facilities_app.services import sheet_reading_words as words

    quiet = (Line.SAME, Line.EMPTY)
    for head in sheet.head:
        if head.line not in quiet:
            now, then = (words.head_words(head, DateStyle.ROC, now=when) for when in (True, False))
            _say_row(words.head_title(head), words.line_words(head.line), now, then)
    for one in sheet.lines:
        if one.line not in quiet:
            now, then = words.answer_words(one.item, one.now), words.then_words(one)
            _say_row(f"{one.item.position} {one.item.short}", words.line_words(one.line), now, then)
    for position in sheet.strangers:
        say_error(Invalid("sheet.no_such_item", position=position))


def _say_row(what: str, how: str, now: str, then: str) -> None:
    cells = (what, how, now or "－", then)
    say("\t".join(["", *(" ".join(cell.split()) for cell in cells)]))


def _say_done(done: Any, sheet: "SheetPreview", take: tuple[str, ...]) -> None:
    from facilities_app.domain.sheet_preview import doubtful_licence, keyed_with, lacking
    from facilities_app.services.licences import doubt_words
    from facilities_app.services.sheet_reading_words import lacking_words

    keyed = keyed_with(sheet, take)
    doubtful = doubtful_licence(sheet, keyed)
    if doubtful is not None:
        print("\t" + doubt_words(doubtful, keyed.inspector), file=sys.stderr)
    if not done.finished:
        say("\t" + tr("Kept as far as it is filled in; finish it in the keying screen."))
        missing = lacking_words(lacking(sheet, keyed))
        if missing:
            say("\t" + missing)
        return
    told = tr("Recorded: all passed") if done.outcome == "pass" else tr("Recorded: not all passed")
    repairs = trn("{n} repair logged", "{n} repairs logged", len(done.tickets)) if done.tickets else ""
    say("\t" + "  ".join(part for part in (told, repairs, " ".join(done.tickets)) if part))
