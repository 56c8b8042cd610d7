"""A driver for pages of records: tests speak the user's language and press the user's keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import Clock
from facilities_app.services.all import Services
from resources import texts
from ui import theme
from ui.app import App, Options
from ui.components.list_page import ListPage
from ui.notify import Toast
from ui.widgets.overlay import Overlay

Kind = TypeVar("Kind", bound=QWidget)
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    """The whole window over a real database, with one page in front."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.toasts: list[Toast] = []
        self.faults: list[object] = []
        app.notify.toasted.connect(self.toasts.append)
        app.notify.faulted.connect(self.faults.append)
        app.start()
        app.window.resize(1366, 768)
        qtbot.waitUntil(lambda: app.window.stack.key != "")
        app.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.settle()

    @property
    def services(self) -> Services:
        return self.app.window.context.services

    @property
    def page(self) -> ListPage:
        found = self.app.window.stack.page()
        assert isinstance(found, ListPage)
        return found

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def said(self) -> str:
        """The last toast."""
        return self.toasts[-1].text

    def sheet(self, kind: type[Kind]) -> Kind:
        """The open sheet of that kind."""
        found = [sheet for sheet in self.app.window.findChildren(kind) if sheet.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]

    def sheets(self) -> list[Overlay]:
        """All that lies over the window."""
        return [sheet for sheet in self.app.window.findChildren(Overlay) if sheet.isVisible()]

    def column(self, key: str) -> list[str]:
        """What a column of the list says, top down."""
        model = self.page.model
        place = self.page.source.info.index(key) - 1
        return [str(model.index(row, place).data() or "") for row in range(model.rowCount())]

    def words(self, widget: QWidget | None = None) -> str:
        """All that a part of the window says, one text a line."""
        within = widget or self.app.window
        labels = [label.text() for label in within.findChildren(QLabel) if label.isVisibleTo(within)]
        others = [
            found.accessibleName()
            for found in within.findChildren(QWidget)
            if not isinstance(found, QLabel) and found.isVisibleTo(within) and found.accessibleName()
        ]
        return "\n".join([*labels, *others])

    def button(self, name: str, widget: QWidget | None = None) -> QAbstractButton:
        """The button of that name."""
        within = widget or self.app.window
        found = [b for b in within.findChildren(QAbstractButton) if b.accessibleName() == name]
        assert found, f"no button {name}"
        return found[0]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in the window and let what follows happen."""
        QTest.keyClick(self.app.window.windowHandle(), key, modifiers)
        self.settle()

    def write(self, words: str) -> None:
        """Type into what has the focus."""
        for character in words:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.focus, Qt.Key.Key_unknown, character, NONE, -1)
        self.settle()

    def replace(self, words: str) -> None:
        """Type over what stands in the line that has the focus."""
        self.press(Qt.Key.Key_A, CONTROL)
        self.write(words)

    def settle(self) -> None:
        """Until nothing is read or written any more, the pane's short wait included."""
        for _ in range(3):
            self.qtbot.waitUntil(self._is_calm)
            QCoreApplication.processEvents()

    def undo(self) -> None:
        """Ctrl+Z, wherever one is."""
        self.press(Qt.Key.Key_Z, CONTROL)

    def choose(self, record: int) -> None:
        """Make a record the current one, its pane beside it."""
        self.page.choose(record)
        self.settle()
        assert self.page.current == record

    def close(self) -> None:
        """End the window; the database stays open for the test."""
        self.app.window.close()
        self.app.program = None
        self.app.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _is_calm(self) -> bool:
        page = self.app.window.stack.page()
        timer = getattr(getattr(page, "pane", None), "_timer", None)
        refresh = getattr(getattr(page, "model", None), "_refresh_timer", None)
        waiting = any(found is not None and found.isActive() for found in (timer, refresh))
        return self.app.worker.idle() and not waiting


@contextmanager
def desk_at(
    program: Program, clock: Clock, qtbot: QtBot, folder: Path, page: str, language: str = "zh_TW"
) -> Iterator[Desk]:
    """Open the window on a page, and close it whatever happens."""
    options = Options(prefs=folder / "window.ini", language=language, theme="light", page=page, clock=clock)
    app = App(lambda: program, options)
    app.theme.set_motion("off")
    app.prefs.set("export.folder", str(folder))
    desk = Desk(app, qtbot)
    try:
        yield desk
        assert not desk.faults
    finally:
        desk.close()
        texts.use(texts.DEFAULT_LANGUAGE)
        theme.manager().apply(mode="light", scale=1.0)
