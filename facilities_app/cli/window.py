"""Verbs that draw: the window, pictures of every page, and the tour. Only these import Qt, when they run."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app import log, paths
from facilities_app.cli import gui
from facilities_app.cli.common import OK, a_date, add_database, clock_of, verb
from facilities_app.domain.errors import DomainError
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.bootstrap import Program


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """gui, screenshots, tour."""
    window = verb(subparsers, "gui", tr("open the window (the default)"), _gui)
    add_database(window)
    window.add_argument("--demo", action="store_true", help=tr("open a demo database, made on first use"))
    window.add_argument("--theme", choices=gui.THEMES, default=None)
    window.add_argument(
        "--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day")
    )
    window.add_argument("--debug", action="store_true", help=tr("log more"))
    shots = verb(
        subparsers,
        "screenshots",
        tr("make a picture of every page, light and dark, in both languages"),
        _shots,
    )
    shots.add_argument("--out", type=Path, required=True, metavar="DIR")
    shots.add_argument("--today", type=a_date, default=None, metavar="DATE")
    tour = verb(
        subparsers,
        "tour",
        tr("a demo database, a repair, what is due, a workbook, a checklist, pictures"),
        _tour,
    )
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.add_argument("--today", type=a_date, default=None, metavar="DATE")


def _gui(args: argparse.Namespace) -> int:
    start = gui.Start()
    vars(start).update(vars(args))
    return gui.open_window(start)


def _shots(args: argparse.Namespace) -> int:
    offscreen()
    with gui.drawable():
        from ui.tour import screenshots

    with _logged():
        screenshots(args.out, clock_of(args), _demo_opener(args))
    return OK


def _tour(args: argparse.Namespace) -> int:
    offscreen()
    with gui.drawable():
        from ui.tour import tour

    with _logged():
        tour(args.out, clock_of(args), _demo_opener(args))
    return OK


@contextmanager
def _logged() -> Iterator[None]:
    """What the drawing has to say goes into the log, where one can be written."""
    with suppress(OSError, DomainError):
        log.start(paths.log_folder())
    try:
        yield
    finally:
        log.stop()


def _demo_opener(args: argparse.Namespace) -> "Callable[[Path], Program]":
    from facilities_app.bootstrap import open_program
    from facilities_app.services.demo import DEMO_USER

    return lambda path: open_program(path, clock=clock_of(args), actor=DEMO_USER)


def offscreen() -> None:
    """Draw without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
