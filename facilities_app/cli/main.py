"""The words on the line: the window at once, every other verb by the parser.

Start-up counts: who starts the window waits for its first paint, not for the parser of all verbs.
"""

import gc
import os
import sys
from itertools import pairwise

from facilities_app.cli import gui
from resources import texts


def run(argv: list[str]) -> int:
    """Run one verb; without one, the window. Gives back the exit code and lets no error escape."""
    _utf8()
    texts.use(_language(argv))  # before the parser is built: help and usage errors speak it too
    try:
        return _run(argv)
    except (Exception, KeyboardInterrupt) as error:
        from facilities_app.cli.ending import ended_by

        return ended_by(error)


def _run(argv: list[str]) -> int:
    argv = _verb_first(argv)
    argv = argv if (argv and not argv[0].startswith("--")) or _asks_help(argv) else ["gui", *argv]
    start = gui.plain(argv)
    if start is not None:
        return gui.open_window(start)
    from facilities_app.cli.parser import build_parser
    from facilities_app.cli.words import spoken

    with spoken():
        args = build_parser().parse_args(argv)
    gc.enable()
    code: int = args.run(args)
    return code


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


def _utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a Windows console or a pipe may speak another code page
            reconfigure(encoding="utf-8", errors="replace")
