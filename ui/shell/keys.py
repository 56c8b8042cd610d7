"""The keyboard of the window and the palette's commands, both out of the action table."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.shell.actions import ACTIONS
from ui.shell.registry import PageSpec, key_text, page_shortcut, rail_pages

if TYPE_CHECKING:
    from ui.shell.palette import Entry

ALSO = {"Ctrl+Shift+Z": "redo"}
"""Second keys, for hands that learned another program."""

Run = Callable[[str], object]


def shortcuts(window: QWidget, pages: Sequence[PageSpec], run: Run, go: Run) -> list[QShortcut]:
    """One shortcut for each action (``run(key)``) and each of the first ten pages (``go(key)``)."""
    keys = {found.shortcut: partial(run, found.key) for found in ACTIONS if not found.local}
    keys |= {page_shortcut(place): partial(go, spec.key) for place, spec in enumerate(rail_pages(pages))}
    keys |= {key: partial(run, name) for key, name in ALSO.items()}
    made = []
    for key, slot in keys.items():
        if key:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)
            made.append(shortcut)
    return made


def commands(pages: Sequence[PageSpec], run: Run, go: Run) -> "list[Entry]":
    """What the palette offers beside records."""
    from ui.shell.palette import Entry

    found = [
        Entry(spec.text(), partial(go, spec.key), spec.icon, "", key_text(page_shortcut(place)))
        for place, spec in enumerate(rail_pages(pages))
    ]
    found += [Entry(spec.text(), partial(go, spec.key), spec.icon, "", "") for spec in pages if spec.within]
    found += [
        Entry(one.text(), partial(run, one.key), one.icon, "", key_text(one.shortcut))
        for one in ACTIONS
        if one.in_palette and not one.local
    ]
    return found
