"""Verbs that draw: the window, pictures of every page, and the tour. Only these import Qt, when they run."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app import paths
from facilities_app.cli.common import OK, UNAVAILABLE, a_date, add_database, clock_of, verb
from facilities_app.domain.errors import Unavailable
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.bootstrap import Program


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """gui, screenshots, tour."""
    gui = verb(subparsers, "gui", tr("open the window (the default)"), _gui)
    add_database(gui)
    gui.add_argument("--demo", action="store_true", help=tr("open a demo database, made on first use"))
    gui.add_argument("--theme", choices=("system", "light", "dark"), default=None)
    gui.add_argument("--today", type=a_date, default=None, metavar="DATE", help=tr("as if it were this day"))
    gui.add_argument("--debug", action="store_true", help=tr("log more"))
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
    if not has_display():
        print(
            tr(
                "There is no display, so the window cannot open; `facilities-app tour --out DIR` shows it in pictures."
            ),
            file=sys.stderr,
        )
        return UNAVAILABLE
    gc.disable()  # importing makes no garbage; the window's own sweeper takes over
    with _drawable():
        from ui.app import Options, run

    database = args.database or str(paths.demo_database() if args.demo else paths.default_database())
    options = Options(
        database=database,
        language=args.lang or "",
        theme=args.theme or "",
        clock=clock_of(args) if args.today else None,
        backups=args.today is None,  # a backup bears the day it was made
        open_other=lambda path: _opener(args, str(path)),
        painted=lambda: _start_log(args.debug),
    )
    try:
        return run(_opener(args, database), options)
    finally:
        from facilities_app import log

        log.stop()


@contextmanager
def _drawable() -> Iterator[None]:
    """A computer may lack what Qt draws with, such as libEGL: that is no fault of the program."""
    try:
        yield
    except ImportError as error:
        raise Unavailable("window.cannot_draw", why=str(error)) from error


def _start_log(debug: bool) -> None:
    from facilities_app import log

    log.start(paths.log_folder(), debug=debug)


def _opener(args: argparse.Namespace, database: str) -> "Callable[[], Program]":
    """What opens the database, later and on another thread: the window paints first."""

    def open_it() -> "Program":
        from facilities_app.bootstrap import open_program

        clock, actor = clock_of(args), args.actor
        if args.demo:
            from facilities_app.services.demo import DEMO_USER, make_demo

            actor = actor or DEMO_USER
            if "://" not in database and not Path(database).exists():
                make_demo(Path(database), clock.today())
        return open_program(database, clock=clock, actor=actor)

    return open_it


def _shots(args: argparse.Namespace) -> int:
    offscreen()
    with _drawable():
        from ui.tour import screenshots

    screenshots(args.out, clock_of(args), _demo_opener(args))
    return OK


def _tour(args: argparse.Namespace) -> int:
    offscreen()
    with _drawable():
        from ui.tour import tour

    tour(args.out, clock_of(args), _demo_opener(args))
    return OK


def _demo_opener(args: argparse.Namespace) -> "Callable[[Path], Program]":
    from facilities_app.bootstrap import open_program
    from facilities_app.services.demo import DEMO_USER

    return lambda path: open_program(path, clock=clock_of(args), actor=DEMO_USER)


def has_display() -> bool:
    """Whether a window can be shown. Only X11 and Wayland systems can lack a display."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def offscreen() -> None:
    """Draw without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
