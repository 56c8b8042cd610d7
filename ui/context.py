"""What every page is handed: the services and the frame's helpers, by constructor, never as globals."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import Clock
from resources.texts import tr
from ui.bus import Bus
from ui.notify import Notify
from ui.prefs import Prefs
from ui.theme import ThemeManager
from ui.worker import Task, Worker

if TYPE_CHECKING:
    from facilities_app.presenting import Presenter
    from facilities_app.services.all import Services


UNDONE, REDONE = "history.undo", "history.redo"


class Navigate(Protocol):
    """Goes to a page; ``what`` tells it what to show there (see ShowsThings)."""

    def __call__(self, page: str, **what: Any) -> None: ...


class ShowsThings(Protocol):
    """A page that can be sent to something: ``record=id``, ``view=key``, ``query=ListQuery``."""

    def show_what(self, **what: Any) -> None:
        """Show it."""
        ...


@dataclass(frozen=True, slots=True)
class UiContext:
    """The frame's helpers. Main thread only, except what the worker runs."""

    services: "Services"
    worker: Worker
    bus: Bus
    notify: Notify
    prefs: Prefs
    theme: ThemeManager
    clock: Clock
    navigate: Navigate
    presenter: "Presenter"
    apply_setting: Callable[[str, str], object] = lambda setting, value: None
    restore: Callable[[Path], object] = lambda backup: None  # puts a backup in the database's place

    def change(
        self,
        fn: Callable[[], Outcome[Any]],
        initiator: object = None,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Run one change of a service: then tell the bus, say so with Undo, and call ``done(value)``.

        An error goes to ``failed``, or to the message door.
        """

        def landed(outcome: Outcome[Any]) -> None:
            self.announce(outcome, initiator)
            if done is not None:
                done(outcome.value)

        return self.worker.write(fn, landed, failed or self.notify.error)

    def announce(self, outcome: Outcome[Any], initiator: object = None) -> None:
        """Tell the bus what was changed and the person what happened, with the way back."""
        self.bus.publish(outcome.changes, initiator)
        if outcome.label == UNDONE:
            self.notify.happened(outcome, self.redo, tr("Redo"), "Ctrl Y")
            return
        step = None if outcome.label == REDONE else outcome.operation
        undo = (lambda: self.undo(step)) if outcome.operation else None
        self.notify.happened(outcome, undo)

    def undo(self, operation: int | None = None) -> None:
        """Take back one step: this one, or the last."""
        self.change(lambda: self.services.history.undo(operation))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.change(lambda: self.services.history.redo())

    def set_date_style(self, style: str) -> None:
        """Read dates as 民國 ("roc") or 西元 ("iso") from now on."""
        self.presenter.style = type(self.presenter.style)(style)
