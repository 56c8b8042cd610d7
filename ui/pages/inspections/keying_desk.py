"""Opens the keying screen over the page: by a number that is typed or scanned, or for the inspection in the pane."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from facilities_app.domain.keying import KeyingForm
from resources.texts import tr
from ui.context import UiContext
from ui.pages.inspections.keying_open import OpenSheet
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.sheet_back_crop import ScanStrip
from ui.widgets.buttons import IconButton
from ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from ui.pages.inspections.page import InspectionsPage


class KeyingDesk(QObject):
    """At most one sheet is keyed at a time."""

    def __init__(self, context: UiContext, page: "InspectionsPage") -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.view: KeyingView | None = None
        self.button = IconButton("scan-line", tr("Key a checklist (Ctrl+Enter)"), on_click=self.ask)
        page.views.tabs.add_corner(self.button)
        self._shortcuts = []
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), page)
            # The list may have emptied and lost the keyboard: while the page is in sight the keys are its own.
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self._on_keys)
            self._shortcuts.append(shortcut)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def ask(self) -> None:
        """Ask for a number; what the pane shows is proposed."""
        task = self._page.detail()
        number = (task.sheets[0] if task.sheets else task.number) if task and task.template_code else ""
        sheet = OpenSheet(self._context, self._page.window(), number)
        sheet.found.connect(self.show)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def key(self, task_id: int) -> None:
        """Key an inspection's checklist."""
        read = partial(self._context.services.keying.form, task_id)
        self._context.worker.read(read, self.show, self._context.notify.error)

    def key_number(self, number: str) -> None:
        """Key the sheet of this number."""
        read = partial(self._context.services.keying.find, number)
        self._context.worker.read(read, self.show, self._context.notify.error)

    def show(self, form: KeyingForm) -> None:
        """Open the screen."""
        if self.view is not None:
            return
        self.view = KeyingView(self._context, self._page, form)
        self.strip = ScanStrip(self._context, self.view)
        self.view.closed.connect(self._on_closed)
        self.view.open()

    def keep(self) -> None:
        """The page goes away or is made anew: what was keyed is kept."""
        if self.view is not None:
            self.view.leave()

    def _on_keys(self) -> None:
        if self.view is not None:
            self.view.finish()
        else:
            self.ask()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A sheet over the window has Ctrl+Enter for itself."""
        while now is not None and not isinstance(now, Overlay):
            now = now.parentWidget()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(now is None or now is self.view)

    def _on_closed(self) -> None:
        if self.view is not None:
            self.view.deleteLater()
            self.view = None
