"""What charts share: parts that can be pointed at, walked through and opened."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.widgets.tips import plain_tip


class Chart(QWidget):
    """A chart of parts that can be pointed at, walked through with the arrows, and opened.

    ``opened`` carries the part's number. Subclasses give parts() and part_name().
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def parts(self) -> Sequence[QRect]:
        """The places that can be pointed at."""
        return ()

    def part_name(self, part: int) -> str:
        """What a part says when pointed at."""
        raise NotImplementedError

    def part_at(self, point: QPoint) -> int:
        """The part under a point, or -1."""
        return next((i for i, rect in enumerate(self.parts()) if rect.contains(point)), -1)

    def event(self, event: QEvent) -> bool:
        """Show the number of the part under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            part = self.part_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self.part_name(part)) if part >= 0 else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the part under the mouse."""
        self._move_to(self.part_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        super().leaveEvent(event)
        self._move_to(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Light none."""
        super().focusOutEvent(event)
        self._move_to(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the part under the mouse."""
        part = self.part_at(event.position().toPoint())
        if part >= 0:
            self.opened.emit(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the parts, Enter opens."""
        count = len(self.parts())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in step and count:
            forward = step[Qt.Key(event.key())]
            self._move_to((self.at + forward) % count if self.at >= 0 else (0 if forward > 0 else count - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self.at < count:
            self.opened.emit(self.at)
        else:
            super().keyPressEvent(event)

    def _move_to(self, part: int) -> None:
        if part != self.at:
            self.at = part
            self.setCursor(Qt.CursorShape.PointingHandCursor if part >= 0 else Qt.CursorShape.ArrowCursor)
            if part >= 0:
                self.setAccessibleDescription(self.part_name(part))
            self.update()
