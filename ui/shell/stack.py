"""The pages of the window: each made on its first visit, then kept."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell.registry import PageSpec

if TYPE_CHECKING:
    from ui.components.page import Page
    from ui.context import UiContext


class PageStack(QStackedWidget):
    """Shows one page at a time. ``moved`` tells title and note of the page in front."""

    moved = Signal(str, str, str)  # key, title, note

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.key: spec for spec in pages}
        self._made: dict[str, Page] = {}
        self._context: UiContext | None = None
        self._key = ""

    @property
    def key(self) -> str:
        """The page in front, or ""."""
        return self._key

    def begin(self, context: "UiContext") -> None:
        """From now on pages can be made."""
        self._context = context

    def page(self) -> "Page | None":
        """The page in front."""
        return self._made.get(self._key)

    def title(self) -> str:
        """The title of the page in front, or ""."""
        return self._specs[self._key].text() if self._key else ""

    def toast_host(self) -> QWidget:
        """What a toast lies over now."""
        page = self.page()
        return page.toast_host() if page is not None else self

    def go(self, key: str, **what: Any) -> "Page | None":
        """Bring a page to the front and show ``what`` there; None for a page this edition has not."""
        if key not in self._specs or self._context is None:
            return None
        page = self._made.get(key) or self._make(key, self._context)
        before = self.page()
        if before is not page:
            if before is not None:
                before.set_shown(False)
            self._key = key
            self.setCurrentWidget(page)
            page.set_shown(True)
        if what:
            page.show_what(**what)
        self.moved.emit(key, self._specs[key].text(), page.note)
        return page

    def run(self, command: str) -> bool:
        """Let the page in front do a command; False if it does not know it."""
        page = self.page()
        handler: Callable[[], object] | None = page.commands().get(command) if page is not None else None
        if handler is None:
            return False
        handler()
        return True

    def keep_state(self) -> None:
        """Have all pages write down how they were left."""
        for page in self._made.values():
            page.keep_state()

    def clear(self) -> None:
        """Throw the pages away; they are made anew in the language and with the data of the moment."""
        self.keep_state()
        for page in self._made.values():
            self.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self._made.clear()
        self._key = ""

    def _make(self, key: str, context: "UiContext") -> "Page":
        page = self._specs[key].make(context)
        page.note_changed.connect(lambda note, key=key: self._on_note(key, note))
        self._made[key] = page
        self.addWidget(page)
        return page

    def _on_note(self, key: str, note: str) -> None:
        if key == self._key:
            self.moved.emit(key, self._specs[key].text(), note)
