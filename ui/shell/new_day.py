"""At midnight everything that says "today" is read again, plans make their tasks, and what is due is reckoned anew."""

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer

from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.errors import DomainError
from ui.context import UiContext

EVERY_MS = 30_000
AFTER_START_MS = 5_000


class NewDay(QObject):
    """Looks at the calendar twice a minute. The first look is a little after the start, when nobody waits."""

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._began = context.clock.today()
        self._reckoned: date | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(AFTER_START_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Once for each day: reckon anew; and if it is another day than before, let all pages read again."""
        self._timer.setInterval(EVERY_MS)
        today = self._context.clock.today()
        if today == self._reckoned:
            return
        if today != self._began:
            self._began = today
            self._context.bus.publish(Changes(everything=True))
        self._reckoned = today
        generate = self._context.services.plans.generate
        self._context.worker.write(generate, self._on_generated, self._on_failed, quiet=True)

    def _on_generated(self, outcome: Outcome[Any]) -> None:
        self._context.bus.publish(outcome.changes)
        reckon = self._context.services.assets.refresh
        self._context.worker.write(reckon, self._on_refreshed, self._on_failed, quiet=True)

    def _on_refreshed(self, outcome: Outcome[int]) -> None:
        self._context.bus.publish(outcome.changes)

    def _on_failed(self, error: BaseException) -> None:
        self._reckoned = None  # a busy database is asked again
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
