"""Backs the database up by itself while the window is open: soon after the start, every few hours, at the end."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facilities_app.domain.errors import DomainError
from facilities_app.services.jobs import Cancelled
from ui.context import UiContext
from ui.worker import Task

if TYPE_CHECKING:
    from facilities_app.services.all import Services

FIRST_MS = 15_000
EVERY_MS = 4 * 60 * 60 * 1000
_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Asks the backup service on a thread where it keeps nobody waiting; ``looked`` after each answer."""

    looked = Signal()

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._looking = False
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Back up now if something changed, unless that is under way."""
        self._timer.setInterval(EVERY_MS)
        if not self._looking:
            self._looking = True
            backups = self._context.services.backups
            self._context.worker.read_long(
                lambda task: backups.keep(lambda _done, _total: _go_on(task)), self._on_kept, self._on_failed
            )

    def stop(self) -> None:
        """Begin no more; the worker gives up the one under way when it closes."""
        self._timer.stop()

    def _on_kept(self, _made: object) -> None:
        self._looking = False
        self._said = ""
        self.looked.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._looking = False
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
        elif error.code != self._said:  # said once; the status bar keeps saying it
            self._said = error.code
            self._context.notify.toast(self._context.notify.sentence(error), tone="amber")
        self.looked.emit()


def keep_last(services: "Services") -> None:
    """Back up once more when the window is gone, if something changed and it is quick. Never raises."""
    try:
        services.backups.keep(quick=True)
    except DomainError as error:
        _log.warning("no backup at the end: %s", error)
    except Exception:
        _log.exception("no backup at the end")


def _go_on(task: Task) -> None:
    if task.cancelled():
        raise Cancelled
