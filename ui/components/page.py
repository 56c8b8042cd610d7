"""What the frame asks of a page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.context import UiContext


class Page(QWidget):
    """A page of the window: made on its first visit, kept until language or theme-size changes.

    ``commands`` answers the frame's actions by their key ("find", "new", "edit", "print", "export", "copy",
    "refresh"); what is not answered falls to the frame.
    """

    note_changed = Signal(str)

    def __init__(self, context: "UiContext", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._note = ""

    @property
    def note(self) -> str:
        """The quiet words beside the page's title, such as the count."""
        return self._note

    def set_note(self, note: str) -> None:
        """Change the words beside the title."""
        if note != self._note:
            self._note = note
            self.note_changed.emit(note)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What this page does itself when the frame's action is called."""
        return {}

    def show_what(self, **what: Any) -> None:
        """Show what somebody navigated to: ``record=id``, ``view=key``, ``query=ListQuery``."""

    def set_shown(self, shown: bool) -> None:
        """The page came to the front, or left it."""

    def come_home(self) -> None:
        """Somebody asked for the page that is in front already: its list has the keyboard."""
        self.set_shown(True)

    def toast_host(self) -> QWidget:
        """What toasts lie over: the page, or its list."""
        return self

    def keep_state(self) -> None:
        """Write what should come back next time into the preferences."""
