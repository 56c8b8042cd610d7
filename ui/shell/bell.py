"""The bell: what is due, how much of it speaks, and what a person does about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.context import UiContext
from ui.shell.notice_line import Hands, Notice
from ui.shell.notifications import NotificationsPopover

MOST = 60
"""So many lines are shown; the lists have the rest."""


class Bell(QObject):
    """Counts what speaks: reminders until they are put off, noted or done, anything else until it was seen."""

    def __init__(self, context: UiContext, count: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._count = count
        self._notices: Sequence[Notice] = ()
        self._popover: NotificationsPopover | None = None
        self._window: QWidget | None = None
        self._tray: QObject | None = None

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Keep these for the popover, count what speaks among them, and tell of what is new once a day."""
        self._notices = notices
        self._tell_count()
        if self._popover is not None:
            self._popover.refresh(notices[:MOST], len(notices[MOST:]))
        if any(notice.reminder is not None for notice in notices):
            from ui.shell.tray import Tray

            self._tray = self._tray or Tray(self._context, self.raise_window, self)
            if isinstance(self._tray, Tray):
                self._tray.tell(notices)

    def open(self, button: QWidget, window: QWidget) -> NotificationsPopover:
        """Show the popover below the bell."""
        self._window = window
        hands = Hands(self._go, self._snooze, self.acknowledge, self._context.undo)
        popover = self._popover = NotificationsPopover(window, hands)
        popover.destroyed.connect(self._forget)
        popover.show_notices(self._notices[:MOST], button, len(self._notices[MOST:]))
        seen = sorted(notice.key for notice in self._notices if notice.reminder is None)
        self._context.prefs.set("notices.seen", seen)
        self._tell_count()
        return popover

    def acknowledge(self, notice: Notice) -> None:
        """Take note of a reminder."""
        if notice.reminder is not None:
            item, inbox = notice.reminder.item, self._context.services.inbox
            self._context.change(lambda: inbox.acknowledge(item), done=lambda _id: self._settled(notice))

    def raise_window(self) -> None:
        """Come to the front: somebody clicked the notification of the desktop."""
        parent = self.parent()
        if isinstance(parent, QWidget):
            window = parent.window()
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()

    def _snooze(self, notice: Notice, choice: str) -> None:
        from facilities_app.domain.snoozing import Snooze, until

        if notice.reminder is None:
            return
        item, inbox = notice.reminder.item, self._context.services.inbox
        if choice == "pick":
            self._ask_day(notice)
            return
        moment = until(Snooze(choice), self._context.clock.now())
        self._context.change(lambda: inbox.snooze(item, moment), done=lambda _id: self._settled(notice))

    def _ask_day(self, notice: Notice) -> None:
        from ui.shell.snooze_sheet import SnoozeSheet

        if self._window is not None and notice.reminder is not None:
            sheet = SnoozeSheet(self._context, self._window, notice.reminder.item, notice.title)
            sheet.closed.connect(sheet.deleteLater)
            sheet.open()

    def _settled(self, notice: Notice) -> None:
        """The line goes at once; what the services say comes a moment later."""
        self._notices = [one for one in self._notices if one.key != notice.key]
        self._tell_count()
        if self._popover is not None:
            self._popover.refresh(self._notices[:MOST], len(self._notices[MOST:]))

    def _tell_count(self) -> None:
        seen = set(self._context.prefs.get("notices.seen", ()))
        self._count(sum(notice.reminder is not None or notice.key not in seen for notice in self._notices))

    def _forget(self) -> None:
        self._popover = None

    def _go(self, notice: Notice) -> None:
        if notice.page:
            self._context.navigate(notice.page, **dict(notice.what))
