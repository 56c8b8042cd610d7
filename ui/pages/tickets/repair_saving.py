"""A repair becomes a ticket, then gets its photos; one Undo takes both back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from facilities_app.domain.changes import Outcome
from facilities_app.services.tickets import LoggedTicket, NewTicket
from ui.context import UiContext
from ui.pages.tickets import repair_draft

Failed = Callable[[BaseException], None]


class RepairSaver(QObject):
    """Logs one ticket at a time. A refused photo says why; the ticket and the other photos stay."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def log(
        self, new: NewTicket, photos: Sequence[str], done: Callable[[LoggedTicket], object], failed: Failed
    ) -> None:
        """Log it; ``done`` is told once it is committed."""

        def landed(outcome: Outcome[LoggedTicket]) -> None:
            self._context.bus.publish(outcome.changes, self)
            done(outcome.value)
            attach_all(self._context, outcome.value.id, photos, outcome)

        self._context.worker.write(partial(self._context.services.tickets.log, new), landed, failed)

    def add_note(
        self, ticket_id: int, text: str, photos: Sequence[str], done: Callable[[], object], failed: Failed
    ) -> None:
        """Add what was typed to a ticket that is there already."""

        def landed(outcome: Outcome[int]) -> None:
            self._context.bus.publish(outcome.changes, self)
            done()
            attach_all(self._context, ticket_id, photos, outcome)

        add = self._context.services.tickets.add_note
        self._context.worker.write(partial(add, ticket_id, text), landed, failed)

    def add_photos(
        self, ticket_id: int, photos: Sequence[str], done: Callable[[], object], failed: Failed
    ) -> None:
        """Add photos, and no words, to a ticket that is there already; all or none."""

        def landed(outcome: Outcome[Any]) -> None:
            repair_draft.sweep(photos)
            self._context.announce(outcome, self)
            done()

        add = self._context.services.attachments.add_files
        paths = [Path(photo) for photo in photos]
        self._context.worker.write(partial(add, "tickets", ticket_id, paths), landed, failed)


def attach_all(context: UiContext, ticket_id: int, photos: Sequence[str], first: Outcome[Any]) -> None:
    """Attach photos to a ticket that ``first`` changed; one Undo takes all of it back."""
    _Attaching(context, ticket_id, photos, first).go_on()


class _Attaching:
    """The photos of one ticket, one after the other; at the end the toast, with an Undo for all steps."""

    def __init__(
        self, context: UiContext, ticket_id: int, photos: Sequence[str], first: Outcome[Any]
    ) -> None:
        self._context, self._id, self._first = context, ticket_id, first
        self._photos, self._left = tuple(photos), list(photos)
        self._steps = [first.operation]
        self._refused: list[BaseException] = []

    def go_on(self) -> None:
        """Attach the next photo, or say what was done."""
        if not self._left:
            self._finish()
            return
        path = Path(self._left.pop(0))
        add = self._context.services.attachments.add_files
        self._context.worker.write(
            partial(add, "tickets", self._id, [path]), self._on_added, self._on_refused
        )

    def _on_added(self, outcome: Outcome[Any]) -> None:
        self._context.bus.publish(outcome.changes)
        if outcome.operation:
            self._steps.append(outcome.operation)
        self.go_on()

    def _on_refused(self, error: BaseException) -> None:
        self._refused.append(error)
        self.go_on()

    def _finish(self) -> None:
        repair_draft.sweep(self._photos)
        self._context.notify.happened(self._first, self._undo)
        for error in self._refused:
            self._context.notify.error(error)

    def _undo(self) -> None:
        """Newest first: the photos lie on the ticket."""
        for step in reversed(self._steps):
            self._context.undo(step)
