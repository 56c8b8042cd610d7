"""The desktop's own notification, once a day, when something new speaks. Where there is no tray it stays silent."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from resources.texts import tr, trn
from ui import icons
from ui.context import UiContext
from ui.shell.notice_line import Notice

SHOWN_MS = 10_000


class Tray(QObject):
    """``clicked`` is called when the person clicks the notification. Main thread."""

    def __init__(self, context: UiContext, clicked: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._clicked = context, clicked
        self._icon: QSystemTrayIcon | None = None

    def tell(self, notices: Sequence[Notice]) -> bool:
        """Show how many reminders are new since the last time; whether it did."""
        prefs, today = self._context.prefs, self._context.clock.today().isoformat()
        if prefs.get("tray.day", "") == today:
            return False
        speaking = [notice for notice in notices if notice.reminder is not None]
        told = set(prefs.get("tray.told", ()))
        new = [notice for notice in speaking if notice.key not in told]
        if not new or not self.show_message(self.words(new)):
            return False
        prefs.set("tray.day", today)
        prefs.set("tray.told", sorted(notice.key for notice in speaking))
        return True

    @staticmethod
    def words(new: Sequence[Notice]) -> str:
        """How many, and the first of them."""
        count = trn("{n} new reminder", "{n} new reminders", len(new))
        return tr("{count}: {first}").format(count=count, first=new[0].title)

    def show_message(self, text: str) -> bool:
        """Hand it to the desktop; False where there is none."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._icon is None:
            shown = QApplication.windowIcon()
            self._icon = QSystemTrayIcon(icons.icon("bell") if shown.isNull() else shown, self)
            self._icon.setToolTip(tr("Facilities"))
            self._icon.messageClicked.connect(lambda: self._clicked())
            self._icon.activated.connect(lambda _reason: self._clicked())
            self._icon.show()
        self._icon.showMessage(tr("Facilities"), text, QSystemTrayIcon.MessageIcon.Information, SHOWN_MS)
        return True
