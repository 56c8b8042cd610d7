"""Verbs that keep the database safe: back it up, list the backups, put one back."""

import argparse
import sys
from pathlib import Path

from facilities_app.cli.common import OK, REFUSED, add_database, clock_of, opened, say, verb
from facilities_app.domain.dates import DateStyle, format_moment
from resources.texts import tr, trn


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """backup, backups, restore."""
    backup = verb(subparsers, "backup", tr("back up the database now; the window does so by itself"), _backup)
    add_database(backup)
    backup.add_argument(
        "--out",
        type=Path,
        default=None,
        metavar="FILE",
        help=tr("a new file elsewhere, such as on another drive (default: the folder beside the database)"),
    )
    backups = verb(subparsers, "backups", tr("list the backups beside the database, newest first"), _backups)
    add_database(backups, acting=False)
    backups.add_argument(
        "--check",
        action="store_true",
        help=tr("read each one whole and say whether it is still sound (exit code 1 if not)"),
    )
    restore = verb(
        subparsers,
        "restore",
        tr("put a backup in the place of the database; the file it replaces is kept"),
        _restore,
    )
    restore.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=None,
        metavar="FILE",
        help=tr("the backup (default: the newest that is sound)"),
    )
    add_database(restore, acting=False)


def _backup(args: argparse.Namespace) -> int:
    from facilities_app.services.backups import database_file

    database_file(args.database)  # a database on a server is refused before it is asked for
    with opened(args, create=False) as program:
        made = program.services.backups.make(args.out)
        files = program.services.base.files
    say(tr("Backed up to {path}.").format(path=made.path))
    if args.out is not None and made.manifest.attachments:
        left = trn(
            "{n} photo or document is not part of it.",
            "{n} photos and documents are not part of it.",
            made.manifest.attachments,
        )
        also = tr("Copy the folder {path} as well.").format(path=files)
        print(f"{left} {also}", file=sys.stderr)
    return OK


def _backups(args: argparse.Namespace) -> int:
    from facilities_app import paths
    from facilities_app.services import backups

    database = backups.database_file(args.database)
    found = backups.listed(paths.backups_folder(database))
    if not found:
        say(tr("There is no backup of {path} yet.").format(path=database))
    damaged = 0
    for one in found:
        words = [format_moment(one.made_at, DateStyle.ROC), f"{one.manifest.size / 1e6:>9,.1f} MB"]
        if args.check:
            good = backups.is_good(one)
            damaged += not good
            words.append(tr("sound") if good else tr("damaged"))
        say("  ".join([*words, str(one.path)]))
    if damaged:
        print(trn("{n} backup is damaged.", "{n} backups are damaged.", damaged), file=sys.stderr)
    return REFUSED if damaged else OK


def _restore(args: argparse.Namespace) -> int:
    from facilities_app.services import backups

    clock = clock_of(args)
    file = args.file or backups.newest_good(args.database, clock.now()).path
    done = backups.restore(file, args.database, clock)
    when = format_moment(done.backup.made_at, DateStyle.ROC)
    database = backups.database_file(args.database)
    say(tr("{path} is again as it was at {when}.").format(path=database, when=when))
    if done.aside is not None:
        say(tr("The file that was replaced is kept as {path}.").format(path=done.aside))
    for name in done.missing:
        print(tr("Missing attachment: {name}").format(name=name), file=sys.stderr)
    return OK
