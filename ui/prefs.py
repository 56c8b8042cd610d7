"""What the program remembers for one person: window, columns, filters, language, theme."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, QRect, QSettings, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget

    from facilities_app.domain.lists import ListQuery

VERSION = 1


class ListState:
    """How a person left a list."""

    def __init__(self, **kept: Any) -> None:
        self.view: str = ""
        self.search: str = ""
        self.conditions: list[list[Any]] = []
        self.order: str = ""
        self.descending: bool = False
        self.hidden: list[str] | None = None
        self.asked: list[str] = []
        self.columns: list[str] = []
        self.widths: dict[str, int] = {}
        self.pane: bool = True
        self.sizes: list[int] = []
        self.saved: dict[str, dict[str, Any]] = {}
        if not kept.keys() <= vars(self).keys():
            raise TypeError(f"unknown in a list's state: {sorted(kept.keys() - vars(self).keys())}")
        vars(self).update(kept)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ListState) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def query(self) -> "ListQuery":
        """The remembered question."""
        return unpack_query(vars(self))

    def remember(self, query: "ListQuery") -> None:
        """Keep this question."""
        for key, value in pack_query(query).items():
            setattr(self, key, value)


def pack_query(query: "ListQuery") -> dict[str, Any]:
    """A question in a form that JSON keeps."""
    return {
        "search": query.search,
        "conditions": [[c.field, c.op, list(c.values)] for c in query.conditions],
        "order": query.order,
        "descending": query.descending,
    }


def unpack_query(kept: dict[str, Any]) -> "ListQuery":
    """The question that was packed."""
    from facilities_app.domain.lists import Condition, ListQuery  # not shown by the first paint

    conditions = tuple(Condition(name, op, tuple(values)) for name, op, values in kept.get("conditions", ()))
    return ListQuery(
        kept.get("search", ""), conditions, kept.get("order", ""), bool(kept.get("descending", False))
    )


class Prefs(QObject):
    """Per-user state in one ini file. A state of another version is dropped, never guessed at."""

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        if self._settings.value("version", 0, int) != VERSION:  # else nothing is written while a start waits
            self._settings.clear()
            self._settings.setValue("version", VERSION)

    def get(self, key: str, default: Any = None) -> Any:
        """What was kept under ``key``, or ``default``; unreadable values count as absent."""
        text = self._settings.value(f"state/{key}")
        if not isinstance(text, str):
            return default
        try:
            return json.loads(text)
        except ValueError:
            return default

    def set(self, key: str, value: Any) -> None:
        """Keep ``value`` (anything JSON holds)."""
        text = json.dumps(value, ensure_ascii=True, sort_keys=True)
        if self._settings.value(f"state/{key}") != text:
            self._settings.setValue(f"state/{key}", text)
            self.changed.emit(key)

    def list_state(self, code: str) -> ListState:
        """How this list was left; a fresh state if it never was."""
        kept = self.get(f"list.{code}")
        try:
            return ListState(**kept) if kept else ListState()
        except TypeError:
            return ListState()

    def keep_list_state(self, code: str, state: ListState) -> None:
        """Keep how the list is left."""
        self.set(f"list.{code}", vars(state))

    def keep_window(self, window: "QWidget") -> None:
        """Keep the window's place."""
        rect = window.normalGeometry() if window.isMaximized() else window.geometry()
        self.set("window", [rect.x(), rect.y(), rect.width(), rect.height(), window.isMaximized()])

    def restore_window(self, window: "QWidget", width: int = 1366, height: int = 768) -> None:
        """Put the window where it was, or in the middle if that place is off every screen now.

        What grew too large for its screen, by its scale or another screen, is made to fit.
        """
        kept = self.get("window")
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        rect = QRect(*kept[:4]) if kept and len(kept) == 5 else QRect()
        within = [screen for screen in screens if rect.isValid() and _reachable(rect, screen)]
        if within and not any(_holds(screen, rect) for screen in within):
            rect.setSize(rect.size().boundedTo(within[0].size()))
            rect.moveTopLeft(within[0].topLeft())
        if not within:
            home = QGuiApplication.primaryScreen().availableGeometry()
            rect = QRect(0, 0, min(width, home.width()), min(height, home.height()))
            rect.moveCenter(home.center())
        window.setGeometry(rect)
        if kept and len(kept) == 5 and kept[4]:
            window.setWindowState(window.windowState() | window.windowState().WindowMaximized)

    def keep_splitter(self, key: str, splitter: "QSplitter") -> None:
        """Keep a splitter's sizes."""
        self.set(f"splitter.{key}", bytes(splitter.saveState().toBase64().data()).decode("ascii"))

    def restore_splitter(self, key: str, splitter: "QSplitter") -> bool:
        """Give a splitter its sizes back; False if none were kept."""
        kept = self.get(f"splitter.{key}")
        return bool(kept) and splitter.restoreState(QByteArray.fromBase64(QByteArray(kept.encode("ascii"))))

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()


def _holds(screen: QRect, rect: QRect) -> bool:
    """Whether the screen is as large as the window."""
    return rect.width() <= screen.width() and rect.height() <= screen.height()


def _reachable(rect: QRect, screen: QRect) -> bool:
    """Whether enough of the window's top edge is on the screen to take hold of it."""
    grip = QRect(rect.x(), rect.y(), rect.width(), 40).intersected(screen)
    return grip.width() >= 120 and grip.height() >= 20
