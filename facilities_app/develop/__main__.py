"""The two commands of a fresh checkout: start the program with demo data, or pass the tests."""

from __future__ import annotations

import argparse
import os
import sys

from facilities_app.develop import display, environment, qt_libraries
from facilities_app.develop.console import (
    OK,
    OLD_PYTHON,
    STOPPED,
    Commands,
    StopError,
    say,
    speak_any_console,
    stop,
)

OLDEST_PYTHON = (3, 11)
_CODES = """exit codes:
  0    done (on a machine with no display `start` runs the tour, and that is done too)
  1    the tests failed, or the program ended with an error of its own
  2    not called as described above, or not inside a checkout
  3    this Python is too old
  4    the virtual environment could not be made; the missing package is named
  5    the packages could not be installed
  6    system libraries are missing and could not be installed; the apt-get line is named
  130  stopped by Ctrl+C

Whatever is set up lies in .venv, beside this program; delete that folder and it is gone.
"""


def main(arguments: list[str] | None = None, commands: Commands | None = None) -> int:
    """Run one of the commands and return its exit code."""
    speak_any_console()
    options, passed_on = _parser().parse_known_args(arguments)
    commands = commands or Commands()
    try:
        _check_python(sys.version_info[:2])
        return int(options.run(options, passed_on, commands))
    except StopError as reason:
        print(f"{reason.english}\n{reason.chinese}", file=sys.stderr)
        return reason.code
    except KeyboardInterrupt:
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m facilities_app.develop",
        description="Sets up everything the program needs in .venv, once, and then starts or tests it.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="start | test | setup")
    start = verbs.add_parser("start", help="start the program with demo data; options go on to it")
    start.add_argument("--out", metavar="DIR", help="where the tour writes when there is no display")
    start.set_defaults(run=_start)
    test = verbs.add_parser("test", help="run every check and test; options go on to `python -m tests`")
    test.set_defaults(run=_test)
    setup = verbs.add_parser("setup", help="only set up, for running and for testing")
    setup.set_defaults(run=_setup)
    return parser


def _check_python(version: tuple[int, ...]) -> None:
    if version < OLDEST_PYTHON:
        found = ".".join(map(str, version))
        stop(
            OLD_PYTHON,
            f"This is Python {found}; 3.11 or newer is needed. If there is one beside it: "
            "`python3.11 -m facilities_app.develop start` (Windows: `py -3.11 -m …`).",
            f"目前是 Python {found}，需要 3.11 以上的版本。",
        )


def _ready(dev: bool, commands: Commands, seen: bool = True) -> environment.Place:
    place = environment.here()
    environment.prepare(place, dev, commands)
    screen = commands.environment if seen else {}
    qt_libraries.prepare(place, display.plugins(screen, sys.platform), commands)
    return place


def _start(options: argparse.Namespace, passed_on: list[str], commands: Commands) -> int:
    place = _ready(dev=False, commands=commands)
    program = [str(place.python), "-m", "facilities_app"]
    os.chdir(place.root)
    if display.can_show_a_window(place, commands, sys.platform):
        say("Starting with demo data", "以示範資料啟動")
        return commands.call([*program, "gui", "--demo", *passed_on])
    out = options.out or os.path.join("build", "tour")
    say(
        f"This machine has no display, so the tour runs instead and writes to {out}.",
        f"這台電腦沒有螢幕，改為執行導覽，結果寫入 {out}。",
    )
    return commands.call([*program, "tour", "--out", out, *passed_on], QT_QPA_PLATFORM="offscreen")


def _test(_: argparse.Namespace, passed_on: list[str], commands: Commands) -> int:
    place = _ready(dev=True, commands=commands, seen=False)  # the tests' windows are never seen
    os.chdir(place.root)
    return commands.call([str(place.python), "-m", "tests", *passed_on])


def _setup(_: argparse.Namespace, passed_on: list[str], commands: Commands) -> int:
    _ready(dev=True, commands=commands)
    say("Everything is set up", "準備完成")
    return OK


if __name__ == "__main__":
    sys.exit(main())
