"""The bell: what is due, and how much of it this person has not seen yet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.context import UiContext
from ui.shell.notifications import Notice, NotificationsPopover


class Bell(QObject):
    """Counts what is new; opening the popover is seeing it."""

    def __init__(self, context: UiContext, count: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._count = count
        self._notices: Sequence[Notice] = ()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Keep these for the popover, and count what is new among them."""
        self._notices = notices
        seen = set(self._context.prefs.get("notices.seen", ()))
        self._count(sum(notice.key not in seen for notice in notices))

    def open(self, button: QWidget, window: QWidget) -> NotificationsPopover:
        """Show the popover below the bell."""
        popover = NotificationsPopover(window, self._go)
        popover.show_notices(self._notices, button)
        self._context.prefs.set("notices.seen", sorted(notice.key for notice in self._notices))
        self._count(0)
        return popover

    def _go(self, notice: Notice) -> None:
        if notice.page:
            self._context.navigate(notice.page, **dict(notice.what))
