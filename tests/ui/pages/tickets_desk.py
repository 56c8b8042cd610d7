"""A driver for the tickets page: tests speak the user's language and press the user's keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import Clock
from facilities_app.services.all import Services
from resources import texts
from ui import theme
from ui.app import App, Options
from ui.notify import Toast
from ui.pages.tickets.edit_sheet import EditTicketSheet
from ui.pages.tickets.move_sheets import MoveSheet
from ui.pages.tickets.page import TicketsPage
from ui.pages.tickets.pane import TicketPane
from ui.pages.tickets.repair_sheet import RepairSheet
from ui.shell.registry import PageSpec
from ui.widgets.overlay import Overlay

Kind = TypeVar("Kind", bound=QWidget)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PAGE = PageSpec("tickets", "Tickets", "wrench", "ui.pages.tickets")


class Desk:
    """The window with its tickets page, over a real database. ``strokes`` counts the keys pressed."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.toasts: list[Toast] = []
        self.strokes = 0
        app.notify.toasted.connect(self.toasts.append)
        app.start()
        app.window.resize(1366, 768)
        qtbot.waitUntil(lambda: app.window.stack.key != "")
        app.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.settle()

    # -- what is there -----------------------------------------------------------------------------

    @property
    def services(self) -> Services:
        return self.app.window.context.services

    @property
    def page(self) -> TicketsPage:
        return cast(TicketsPage, self.app.window.stack.page())

    @property
    def pane(self) -> TicketPane:
        return self.page.ticket

    @property
    def repair(self) -> RepairSheet:
        return self._sheet(RepairSheet)

    @property
    def move_sheet(self) -> MoveSheet:
        return self._sheet(MoveSheet)

    @property
    def edit_sheet(self) -> EditTicketSheet:
        return self._sheet(EditTicketSheet)

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def said(self) -> str:
        """The last toast."""
        return self.toasts[-1].text

    def numbers(self) -> list[str]:
        """The tickets in the list, top down."""
        rows = (self.page.model.row_at(row) for row in range(self.page.model.rowCount()))
        return [str(row[1]) for row in rows if row is not None]

    def open_sheets(self) -> list[Overlay]:
        return [sheet for sheet in self.app.window.findChildren(Overlay) if sheet.isVisible()]

    # -- what is done ------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key in the window."""
        self.strokes += 1
        QTest.keyClick(self.app.window.windowHandle(), key, modifiers)

    def write(self, words: str) -> None:
        """Type into what has the focus; a Chinese character counts as three keys of its input method."""
        for character in words:
            self.strokes += 1 if character.isascii() else 3
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.focus, Qt.Key.Key_unknown, character, NONE, -1)

    def settle(self) -> None:
        """Until nothing is read or written any more."""
        for _ in range(3):
            self.qtbot.waitUntil(self.app.worker.idle)
            QCoreApplication.processEvents()

    def view(self, key: str) -> None:
        """Show another tab of the list."""
        found = self.page.views.view(key)
        assert found is not None
        self.page.show_view(found)
        self.settle()

    def choose(self, ticket_id: int) -> None:
        """Make a ticket the current one, its pane beside it."""
        self.page.choose(ticket_id)
        self.settle()
        assert self.pane.detail is not None

    def undo(self) -> None:
        """The Undo of the last toast."""
        undo = self.toasts[-1].undo
        assert undo is not None
        undo()
        self.settle()

    def status(self, ticket_id: int) -> int:
        return self.services.tickets.detail(ticket_id).status

    def close(self) -> None:
        """End the window; the database stays open for the test."""
        self.app.window.close()
        self.app.program = None
        self.app.stop()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _sheet(self, kind: type[Kind]) -> Kind:
        found = [sheet for sheet in self.app.window.findChildren(kind) if sheet.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]


@contextmanager
def desk_at(
    program: Program, clock: Clock, qtbot: QtBot, folder: Path, language: str = "zh_TW"
) -> Iterator[Desk]:
    """Open the window, and close it whatever happens."""
    options = Options(
        prefs=folder / "window.ini", language=language, theme="light", pages=(PAGE,), clock=clock
    )
    app = App(lambda: program, options)
    app.theme.set_motion("off")
    desk = Desk(app, qtbot)
    try:
        yield desk
    finally:
        desk.close()
        texts.use(texts.DEFAULT_LANGUAGE)
        theme.manager().apply(mode="light", scale=1.0)
