"""The change bus: what one place saved, every other place hears."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from facilities_app.domain.changes import Changes


class Bus(QObject):
    """Carries each committed change to the views; main thread only."""

    changed = Signal(object, object)  # Changes, initiator (None: another program)

    def publish(self, changes: "Changes", initiator: object = None) -> None:
        """Tell everybody, unless nothing was touched. A new name is everybody's business."""
        changes = changes.widened()
        if changes.everything or changes.touched:
            self.changed.emit(changes, initiator)
