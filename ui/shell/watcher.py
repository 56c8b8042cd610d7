"""Notices within a second what other programs changed in the same database."""

from PySide6.QtCore import QObject, QTimer

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import DomainError
from ui.context import UiContext

EVERY_MS = 1000


class Watcher(QObject):
    """Polls on a reader's thread, never twice at a time, and puts what it finds on the bus."""

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()  # from here on: what pages read later they read anew when it changes

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now, unless a look is under way."""
        if not self._asking:
            self._asking = True
            self._context.worker.read(self._context.services.watch.poll, self._on_changes, self._on_failed)

    def _on_changes(self, changes: Changes | None) -> None:
        self._asking = False
        if changes is not None:
            self._context.bus.publish(changes)

    def _on_failed(self, error: BaseException) -> None:
        self._asking = False
        if not isinstance(error, DomainError):  # a busy database is asked again in a second
            self._context.notify.error(error)
