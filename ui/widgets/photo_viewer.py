"""The photo viewer over the whole window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton
from ui.widgets.overlay import Overlay


class PhotoViewer(Overlay):
    """One photo at a time over the whole window; arrows go on, Home and End jump, Esc closes."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._load: Callable[[int], QImage] = lambda _: QImage()
        self._captions: tuple[str, ...] = ()
        self._place = 0
        self._image = QImage()
        self._buttons = [
            IconButton("chevron-left", tr("Previous photo"), boxed=True, compact=False, parent=self),
            IconButton("chevron-right", tr("Next photo"), boxed=True, compact=False, parent=self),
            IconButton("x", tr("Close"), boxed=True, compact=False, parent=self),
        ]
        self._buttons[0].clicked.connect(lambda: self.go(self._place - 1))
        self._buttons[1].clicked.connect(lambda: self.go(self._place + 1))
        self._buttons[2].clicked.connect(self.dismiss)
        self.setAccessibleName(tr("Photo"))

    def show_photos(self, captions: Sequence[str], load: Callable[[int], QImage], place: int = 0) -> None:
        """Open at ``place``; ``load`` gives the large picture of a place."""
        self._captions, self._load = tuple(captions), load
        self.go(place)
        self.open()

    def place(self) -> int:
        """Which photo is shown."""
        return self._place

    def go(self, place: int) -> None:
        """Show another photo; past either end stays."""
        if not self._captions:
            return
        self._place = max(0, min(place, len(self._captions) - 1))
        self._image = self._load(self._place)
        self._buttons[0].setEnabled(self._place > 0)
        self._buttons[1].setEnabled(self._place < len(self._captions) - 1)
        self.setAccessibleDescription(self._caption())
        self.update()

    def first_focus(self) -> QWidget | None:
        """The viewer itself, so that arrows work at once."""
        return self

    def arrange(self) -> None:
        """Put the buttons to their edges."""
        side, gap = theme.current().sizes.control, theme.current().sizes.l
        middle = (self.height() - side) // 2
        self._buttons[0].setGeometry(gap, middle, side, side)
        self._buttons[1].setGeometry(self.width() - side - gap, middle, side, side)
        self._buttons[2].setGeometry(self.width() - side - gap, gap, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End."""
        moves = {
            Qt.Key.Key_Left: self._place - 1,
            Qt.Key.Key_Right: self._place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._captions) - 1,
        }
        if event.key() in moves:
            self.go(moves[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo as large as fits, and its caption."""
        current = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), drawing.faded(current.toast, 0.94))
        room = QRectF(self.rect()).adjusted(64, 24, -64, -56)
        if self._image.isNull():
            icons.paint(painter, "image-off", room, "toast_text", current.sizes.icon_hero)
        else:
            size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(0, 0, size.width(), size.height())
            box.moveCenter(room.center().toPoint())
            painter.drawImage(box, self._image)
        foot = QRect(0, self.height() - 48, self.width(), 40)
        drawing.text(painter, foot, self._caption(), current.toast_text, "body", align=drawing.CENTRE)
        painter.end()

    def _caption(self) -> str:
        count = f"{self._place + 1} / {len(self._captions)}"
        caption = self._captions[self._place] if self._captions else ""
        return f"{caption}　{count}" if caption else count
