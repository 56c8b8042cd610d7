"""The window from its line of words. Start-up counts: nothing here waits for argparse or for another verb."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facilities_app import paths
from facilities_app.domain.errors import Unavailable
from resources.texts import LANGUAGES, tr

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.bootstrap import Program
    from facilities_app.domain.clock import Clock

THEMES = ("system", "light", "dark")


class Start:
    """What the window is started with; the names are those of the options."""

    database: str | None = None
    actor: str | None = None
    lang: str | None = None
    theme: str | None = None
    today: "date | None" = None
    demo = False
    debug = False


def plain(argv: list[str]) -> Start | None:
    """The start that ``gui …`` asks for with the usual options, written out; None for what the parser must read."""
    start, words = Start(), iter(argv)
    if next(words, "") != "gui":
        return None
    for word in words:
        if word in ("--demo", "--debug"):
            setattr(start, word[2:], True)
            continue
        value = next(words, "-")
        known = {"--lang": value in LANGUAGES, "--theme": value in THEMES, "--database": value[:1] != "-"}
        if not known.get(word):
            return None
        setattr(start, word[2:], value)
    return start


def open_window(start: Start) -> int:
    """Show the window until it is closed; the exit code."""
    if not has_display():
        from facilities_app.cli.common import UNAVAILABLE

        print(
            tr(
                "There is no display, so the window cannot open; `facilities-app tour --out DIR` shows it in pictures."
            ),
            file=sys.stderr,
        )
        return UNAVAILABLE
    gc.disable()  # the window's own sweeper takes over
    with drawable():
        from ui.app import Options, run

    database = start.database or str(paths.demo_database() if start.demo else paths.default_database())
    options = Options(
        database=database,
        language=start.lang or "",
        theme=start.theme or "",
        clock=_clock(start) if start.today else None,
        backups=start.today is None,  # a backup bears the day it was made
        open_other=lambda path: _opener(start, str(path)),
        painted=lambda: _start_log(start.debug),
        take_up=start.actor is None,
    )
    try:
        return run(_opener(start, database), options)
    finally:
        from facilities_app import log

        log.stop()


@contextmanager
def drawable() -> Iterator[None]:
    """For imports of the window. A computer may lack what Qt draws with, such as libEGL: no fault of ours."""
    try:
        yield
    except ImportError as error:
        raise Unavailable("window.cannot_draw", why=str(error)) from error


def _start_log(debug: bool) -> None:
    from facilities_app import log

    log.start(paths.log_folder(), debug=debug)


def _opener(start: Start, database: str) -> "Callable[[], Program]":
    """What opens the database, later and on another thread: the window paints first."""

    def open_it() -> "Program":
        from facilities_app.bootstrap import open_program

        clock, actor = _clock(start), start.actor
        if start.demo:
            from facilities_app.services.demo import DEMO_USER, make_demo

            actor = actor or DEMO_USER
            if "://" not in database and not Path(database).exists():
                make_demo(Path(database), clock.today())
        return open_program(database, clock=clock, actor=actor)

    return open_it


def _clock(start: Start) -> "Clock":
    from facilities_app.domain.clock import of_day

    return of_day(start.today)


def has_display() -> bool:
    """Whether a window can be shown. Only X11 and Wayland systems can lack a display."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
