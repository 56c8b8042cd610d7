"""The words on the line: verbs, their options, and what happens to errors."""

import argparse
import errno
import os
import sys
from itertools import pairwise

from facilities_app import __version__
from facilities_app.cli import window
from facilities_app.cli.common import UNAVAILABLE, add_language, exit_codes, say_error
from facilities_app.domain.errors import DomainError, Unavailable
from resources import texts
from resources.texts import tr


def run(argv: list[str]) -> int:
    """Run one verb; without one, the window. Gives back the exit code and never lets a known error escape."""
    _utf8()
    texts.use(_language(argv))  # before the parser is built: help and usage errors speak it too
    argv = _verb_first(argv)
    argv = argv if (argv and not argv[0].startswith("--")) or _asks_help(argv) else ["gui", *argv]
    args = build_parser(only_window=argv[0] == "gui").parse_args(argv)
    try:
        code: int = args.run(args)
    except DomainError as error:
        return say_error(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNAVAILABLE
    except OSError as error:
        return say_error(_refusal(error))
    return code


def _refusal(error: OSError) -> Unavailable:
    """What the system's refusal of a file means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Unavailable("database.disk_full")
    return Unavailable("file.unusable", path=str(error.filename or ""), why=error.strerror or str(error))


def _language(argv: list[str]) -> str:
    """The language the line or the environment asks for."""
    asked = [after for word, after in pairwise([*argv, ""]) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in argv if word.startswith("--lang=")]
    wanted = [*asked, os.environ.get("FACILITIES_APP_LANG", "")]
    return next((one for one in wanted if one in texts.LANGUAGES), texts.DEFAULT_LANGUAGE)


def _verb_first(argv: list[str]) -> list[str]:
    """``--lang en VERB`` means the same as ``VERB --lang en``."""
    taken = 2 if argv[:1] == ["--lang"] else int(bool(argv) and argv[0].startswith("--lang="))
    return [*argv[taken:], *argv[:taken]]


def _asks_help(argv: list[str]) -> bool:
    return bool(argv) and argv[0] in ("-h", "--help", "--version")


def build_parser(*, only_window: bool = False) -> argparse.ArgumentParser:
    """The parser of every verb; the documentation is made from it too.

    ``only_window`` leaves the others out: who starts the window waits for its first paint.
    """
    parser = argparse.ArgumentParser(
        prog="facilities-app",
        description=tr(
            "廳舍管家: building systems, repairs, inspections and dormitories. Without a verb: the window."
        ),
        epilog=exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"facilities-app {__version__}")
    subparsers = parser.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    window.add_verbs(subparsers)
    if not only_window:
        from facilities_app.cli import backups, dispatch, documents, everyday, figures, stocktakes, tickets

        for family in (everyday, tickets, stocktakes, dispatch, documents, backups, figures):
            family.add_verbs(subparsers)
    for name, sub in subparsers.choices.items():
        if name not in ("ticket", "stocktake"):  # their own verbs have it
            add_language(sub)
    return parser


def _utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a Windows console or a pipe may speak another code page
            reconfigure(encoding="utf-8", errors="replace")
