"""Verbs that draw: the window, pictures of every page, and the tour. Only these import Qt, when they run."""

import argparse
import os
import sys
from pathlib import Path

from facilities_app.cli.common import OK, UNAVAILABLE, a_date, add_database, clock_of, verb
from resources.texts import tr


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """gui, screenshots, tour."""
    gui = verb(subparsers, "gui", "open the window (the default)", _gui)
    add_database(gui)
    gui.add_argument("--demo", action="store_true", help="open a demo database, made on first use")
    gui.add_argument("--theme", choices=("system", "light", "dark"), default=None)
    gui.add_argument("--today", type=a_date, default=None, metavar="DATE", help="as if it were this day")
    gui.add_argument("--debug", action="store_true", help="log more")
    shots = verb(
        subparsers, "screenshots", "make a picture of every page, light and dark, in both languages", _shots
    )
    shots.add_argument("--out", type=Path, required=True, metavar="DIR")
    shots.add_argument("--today", type=a_date, default=None, metavar="DATE")
    tour = verb(
        subparsers, "tour", "a demo database, a repair, what is due, a workbook, a checklist, pictures", _tour
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
    from ui.app import Options, run

    return run(
        Options(
            database=args.database,
            demo=args.demo,
            language=args.lang,
            theme=args.theme,
            actor=args.actor,
            clock=clock_of(args),
            debug=args.debug,
        )
    )


def _shots(args: argparse.Namespace) -> int:
    offscreen()
    from ui.tour import screenshots

    screenshots(args.out, clock_of(args))
    return OK


def _tour(args: argparse.Namespace) -> int:
    offscreen()
    from ui.tour import tour

    tour(args.out, clock_of(args))
    return OK


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
