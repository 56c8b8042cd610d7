"""A repair is verified or closed: was the one who reported it satisfied?"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilities_app.domain.tickets import Action
from facilities_app.domain.work import BEST
from facilities_app.services.tickets import Move
from resources.texts import tr
from ui.pages.tickets.move_sheets import MoveSheet
from ui.widgets.segments import Segment, SegmentedControl


class AcceptSheet(MoveSheet):
    """Enter is enough; the keys 1 to 5 say how satisfied, 0 takes it back."""

    def move_told(self) -> Move | None:
        """Nothing is required."""
        return Move(self.action, reason=self.words.text(), satisfaction=self.stars.value())

    def first_focus(self) -> QWidget | None:
        """The button: who has nothing to tell presses Enter."""
        return self.save_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 anywhere but in the words."""
        key = event.key() - Qt.Key.Key_0
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and 0 <= key <= BEST:
            self.stars.set_value(key or None)
            return
        super().keyPressEvent(event)

    def _lay_fields(self) -> None:
        names = (
            tr("Not at all", "satisfaction"),
            tr("Little", "satisfaction"),
            tr("Fair", "satisfaction"),
            tr("Good", "satisfaction"),
            tr("Very good", "satisfaction"),
        )
        segments = [Segment(stars, f"{stars} {name}") for stars, name in enumerate(names, 1)]
        self.stars = SegmentedControl(segments, None, name=tr("Satisfaction"))
        self.words = self.line(longest=400)
        self.words.returnPressed.connect(self.save)
        self.lay(self.add("satisfaction", tr("Satisfaction"), self.stars, hint=tr("optional; keys 1 to 5")))
        self.lay(self.add("reason", tr("Remark"), self.words))


class VerifySheet(AcceptSheet):
    """Somebody other than who did it looked at it."""

    action = Action.VERIFY


class CloseSheet(AcceptSheet):
    """The case is over."""

    action = Action.CLOSE
