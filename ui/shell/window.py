"""The window: rail, top bar, pages, status bar, and the doors that open from anywhere.

Start-up counts: what the first paint does not show is imported where it is used.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from resources.texts import language, tr, use
from ui.notify import Answer, Notify
from ui.prefs import Prefs
from ui.shell.door import MessageDoor
from ui.shell.rail import Rail
from ui.shell.registry import SHEETS, PageSpec, open_sheet
from ui.shell.stack import PageStack
from ui.shell.statusbar import StatusBar
from ui.shell.topbar import TopBar
from ui.theme import ThemeManager
from ui.widgets import week
from ui.worker import Worker

if TYPE_CHECKING:
    from facilities_app.domain.reference import RefRow
    from ui.context import UiContext
    from ui.shell.bell import Bell
    from ui.shell.facts import FrameFacts
    from ui.shell.palette import Palette

FACTS_DELAY_MS = 300


class Window(QMainWindow):
    """Paints its frame before there are services; ``begin(context)`` brings it to life."""

    closing = Signal()

    def __init__(
        self,
        worker: Worker,
        notify: Notify,
        prefs: Prefs,
        theme: ThemeManager,
        pages: Sequence[PageSpec],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._notify, self._prefs, self._theme = worker, notify, prefs, theme
        self._pages = tuple(pages)
        self._context: UiContext | None = None
        self._facts: FrameFacts | None = None
        self._shortcuts: list[QShortcut] = []
        self._palette: Palette | None = None
        self.bell: Bell
        self._handlers = self._own_handlers()
        self._facts_timer = QTimer(self)
        self._facts_timer.setSingleShot(True)
        self._facts_timer.setInterval(FACTS_DELAY_MS)
        self._facts_timer.timeout.connect(self._read_facts)
        self.setWindowTitle(tr("Facilities"))
        self._build()

    # -- what the program does with it -----------------------------------------------------------

    @property
    def context(self) -> "UiContext":
        """What pages were handed; only after begin()."""
        assert self._context is not None
        return self._context

    def begin(self, context: "UiContext", page: str = "") -> None:
        """The services are open: make the first page."""
        self._context = context
        context.bus.changed.connect(self._on_changed)
        self._bring_to_life(page or str(self._prefs.get("page", "")))

    def leave(self, sentence: str) -> None:
        """The database is closed for a while: nothing of it is shown, but this sentence."""
        from ui.widgets.surfaces import EmptyState

        if self._context is not None:
            self._context.bus.changed.disconnect(self._on_changed)
        self._facts_timer.stop()
        self._context = self._facts = None
        self.rebuild()
        waiting = EmptyState("history", sentence)
        self.stack.addWidget(waiting)
        self.stack.setCurrentWidget(waiting)
        for widget in (self.rail, self.topbar):
            widget.setEnabled(False)

    def refuse(self, sentence: str, answers: Sequence[Answer]) -> None:
        """There is no database to show: say why, and what can be done."""
        from ui.shell.refusal import RefusalPage

        self._build_shortcuts()
        refusal = RefusalPage(sentence, answers)
        self.stack.addWidget(refusal)
        self.stack.setCurrentWidget(refusal)
        for widget in (self.rail, self.topbar):
            widget.setEnabled(False)

    def navigate(self, page: str, **what: Any) -> None:
        """Go to a page, or lay a sheet over this one."""
        if self._context is None:
            return
        if page in SHEETS:
            open_sheet(page, self._context, self, **what)
        else:
            if "query" in what:
                what.setdefault("origin", self.stack.title())
            self.stack.go(page, **what)

    def run_action(self, key: str) -> None:
        """Do an action: the page in front first, then the frame."""
        if self._context is None and key != "quit":
            return
        if self._covered() and not (key == "palette" and self._palette and self._palette.isVisible()):
            return
        if not self.stack.run(key) and key in self._handlers:
            self._handlers[key]()

    def apply_setting(self, setting: str, value: str) -> None:
        """Change language, theme, dates, text size or the week's first day, here and now."""
        self._prefs.set(setting, value)
        if setting == "theme":
            self._theme.set_mode(value)
            return
        if setting == "scale":
            self._theme.set_scale(float(value))
        if setting == "language":
            use(value)
        if setting == "week":
            week.begin_on(int(value))
        if setting == "dates" and self._context is not None:
            self._context.set_date_style(value)
        self.rebuild()

    def rebuild(self) -> None:
        """Make frame and pages anew, in the language of the moment, and show the same page."""
        key = self.stack.key
        self.stack.clear()
        self._build()
        self.setWindowTitle(tr("Facilities"))
        if self._context is not None:
            self._bring_to_life(key)

    def renew_facts(self) -> None:
        """Read again, in a moment, what the frame shows of the services."""
        self._facts_timer.start()

    def keep_state(self) -> None:
        """Write down how the window is left."""
        self._prefs.keep_window(self)
        self._prefs.set("rail.folded", self.rail.folded)
        if self.stack.key:
            self._prefs.set("page", self.stack.key)
        self.stack.keep_state()
        self._prefs.sync()

    def raise_up(self) -> None:
        """Come to the front, because somebody started the program again."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    # -- Qt --------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while a long job runs, else keep the state and go."""
        jobs = self._worker.jobs()
        if jobs:
            event.ignore()
            self._notify.ask(
                tr("Still working"),
                tr("“{title}” is not finished. Stop it and close?").format(title=jobs[0].title),
                Answer(tr("Stop it and close"), self._stop_and_close, danger=True),
                Answer(tr("Go on"), primary=True),
            )
            return
        self.keep_state()
        self.closing.emit()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in the order of reading, also through what was made after the rest."""
        from ui.widgets.stops import go_round

        return go_round(self, forward)

    def changeEvent(self, event: QEvent) -> None:
        """Read again what changed while the window was away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._context:
            self._facts_timer.start()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(self._pages)
        self.rail.fold(bool(self._prefs.get("rail.folded", False)), at_once=True)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.topbar = TopBar()
        self.stack = PageStack(self._pages)
        self.status = StatusBar(self._worker)
        right.addWidget(self.topbar)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        self.messages = MessageDoor(self._notify, self.stack, self.stack.toast_host)
        self._palette = None
        self._wire()

    def _wire(self) -> None:
        self.rail.page_chosen.connect(lambda key: self.navigate(key))
        self.rail.user_asked.connect(self._on_settings)
        self.topbar.search_asked.connect(lambda: self.run_action("palette"))
        self.topbar.bell_asked.connect(lambda: self.run_action("notifications"))
        self.topbar.repair_asked.connect(lambda: self.run_action("log_repair"))
        self.stack.moved.connect(self._on_moved)

    def _build_shortcuts(self) -> None:
        from ui.shell.keys import shortcuts

        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = shortcuts(self, self._pages, self.run_action, self._on_page_key)

    def _own_handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "log_repair": lambda: self.navigate("log_repair"),
            "start_round": lambda: self.navigate("start_round"),
            "undo": lambda: self.context.undo(),
            "redo": lambda: self.context.redo(),
            "palette": self._on_palette,
            "notifications": lambda: self.bell.open(self.topbar.bell, self),
            "shortcuts": self._on_shortcuts,
            "quit": self.close,
            "refresh": self._on_refresh,
            "fold": lambda: self.rail.fold(not self.rail.folded),
            "theme": lambda: self.apply_setting("theme", "light" if self._theme.theme.dark else "dark"),
            "language": lambda: self.apply_setting("language", "en" if language() != "en" else "zh_TW"),
        }

    def _bring_to_life(self, page: str) -> None:
        from ui.shell.bell import Bell
        from ui.shell.keys import commands
        from ui.shell.palette import Palette
        from ui.shell.qt_words import speak

        context = self.context
        speak(language())
        self._build_shortcuts()
        self.stack.begin(context)
        self._palette = Palette(self, context, partial(commands, self._pages, self.run_action, self.navigate))
        self.bell = Bell(context, self.topbar.bell.set_count, self.stack)
        known = [spec.key for spec in self._pages]
        if known:
            self.stack.go(page if page in known else known[0])
        if self._facts is not None:
            self._show_facts(self._facts)
        self._read_facts()

    # -- slots -----------------------------------------------------------------------------------

    def _on_moved(self, key: str, title: str, note: str) -> None:
        self.rail.mark_page(key)
        self.topbar.set_page(title, note)

    def _on_page_key(self, key: str) -> None:
        page = self.stack.page() if key == self.stack.key else None
        if self._covered():
            return
        page.come_home() if page is not None else self.navigate(key)

    def _covered(self) -> bool:
        from ui.widgets.overlay import Overlay

        return any(overlay.isVisible() for overlay in self.findChildren(Overlay))

    def _on_palette(self) -> None:
        if self._palette is not None:
            (self._palette.dismiss if self._palette.isVisible() else self._palette.open)()

    def _on_shortcuts(self) -> None:
        from ui.shell.shortcuts import ShortcutsSheet

        sheet = ShortcutsSheet(self, self._pages)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _on_refresh(self) -> None:
        from facilities_app.domain.changes import Changes

        self.context.bus.publish(Changes(everything=True))

    def _on_settings(self) -> None:
        from ui.shell.settings_menu import add_people, pop_up, settings_menu

        context, menu = self.context, settings_menu(self, self._prefs, self.apply_setting)
        menu.aboutToHide.connect(menu.deleteLater)

        def show(users: "Sequence[RefRow]") -> None:
            add_people(menu, context, users)
            pop_up(menu, self.rail.user)

        self._worker.read(lambda: context.services.reference.rows("users"), show, self._notify.error)

    def _on_changed(self, changes: object, initiator: object) -> None:
        self._facts_timer.start()

    def _read_facts(self) -> None:
        from ui.shell.facts import read_facts

        services, presenter = self.context.services, self.context.presenter
        self._worker.read(lambda: read_facts(services, presenter), self._show_facts, self._notify.error)

    def _show_facts(self, facts: "FrameFacts") -> None:
        self._facts = facts
        self.rail.set_user(facts.user or tr("Nobody"), tr("Demo") if facts.is_demo else "")
        for spec in self._pages:
            self.rail.set_badge(spec.key, facts.badges.get(spec.key))
        self.status.set_facts(facts.database, facts.backup, facts.trouble)
        self.bell.show_notices(facts.notices)

    def _stop_and_close(self) -> None:
        for job in self._worker.jobs():
            job.cancel()
            job.over = True
        self.close()
