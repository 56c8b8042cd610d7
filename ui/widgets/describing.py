"""What a window says and where: words and their places, the same on every machine whatever draws the letters."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui import theme
from ui.widgets import drawing

SLACK = 24
"""How far words may stand from where they stood, in pixels: letters are a little wider here than there."""


class Said(NamedTuple):
    """Words, whole also where they were elided, and where they begin in the window."""

    words: str
    x: int
    y: int


def picture(window: QWidget) -> tuple[QPixmap, list[Said]]:
    """The window as it is, and all that it says, in a fixed order."""
    found: set[Said] = set()
    with drawing.heard(lambda words, x, y: found.add(Said(words, x, y))):
        pixels = window.grab()
    return pixels, sorted({*found, *_native(window)})


def colours() -> str:
    """A digest of the colours and sizes of the theme."""
    current = theme.current()
    roles = {name: value.name() for name, value in vars(current).items() if hasattr(value, "name")}
    told = repr((sorted(roles.items()), sorted(vars(current.sizes).items())))
    return hashlib.sha256(told.encode()).hexdigest()


def differences(kept: Sequence[Said], now: Sequence[Said]) -> list[str]:
    """What is said no longer, what is new, and what moved; empty if the picture still tells the truth."""
    before, after = _by_words(kept), _by_words(now)
    found = []
    for words in sorted({*before, *after}):
        old, new = before.get(words, []), after.get(words, [])
        if len(old) != len(new):
            found.append(f"“{words}”: {len(old)} → {len(new)}")
            continue
        for one, other in zip(old, new, strict=True):
            if abs(one.x - other.x) > SLACK or abs(one.y - other.y) > SLACK:
                found.append(f"“{words}”: {one.x},{one.y} → {other.x},{other.y}")
    return found


def _by_words(said: Sequence[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: (one.y // (2 * SLACK), one.x, one.y)):
        found.setdefault(one.words, []).append(one)
    return found


def _native(window: QWidget) -> Iterator[Said]:
    """The words of widgets that Qt draws itself."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        words = ""
        if isinstance(widget, QLabel):
            words = widget.text()
        elif isinstance(widget, QLineEdit):
            words = widget.text() or widget.placeholderText()
        elif isinstance(widget, QComboBox):
            words = widget.currentText()
        elif isinstance(widget, QPlainTextEdit):
            words = widget.toPlainText()
        if words:
            at = widget.mapTo(window, QPoint(0, 0))
            yield Said(words, at.x(), at.y())
