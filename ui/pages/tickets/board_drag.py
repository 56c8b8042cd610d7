"""A card in the hand: the picture that follows the mouse, and the places at the foot where a ticket's life ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from facilities_app.domain.boards import ENDS, Drop
from facilities_app.domain.tickets import Status
from ui import icons, theme
from ui.context import UiContext
from ui.pages.tickets.board_card_paint import card_height, paint_ground, paint_words
from ui.pages.tickets.board_target import paint_target
from ui.pages.tickets.board_words import CardWords
from ui.widgets import drawing

_SPREAD = 10


class FloatingCard(QWidget):
    """The lifted card, painted once and then only moved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QPixmap()
        self._grip = QPoint()
        self.hide()

    def lift(self, words: CardWords, width: int, grip: QPoint) -> None:
        """Take a card up where it was gripped."""
        size = QSize(width + 2 * _SPREAD, card_height() + 2 * _SPREAD)
        scale = self.devicePixelRatioF()
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        box = QRect(_SPREAD, _SPREAD, width, card_height() - 6)
        current = theme.current()
        drawing.shadow(painter, box, current.sizes.radius, _SPREAD)
        paint_ground(painter, box, current, chosen=False, hovered=True, focused=False)
        paint_words(painter, box, words, current)
        painter.end()
        self._picture, self._grip = picture, grip + QPoint(_SPREAD, _SPREAD)
        self.resize(size)

    def carry(self, where: QPoint) -> None:
        """Follow the mouse, in the parent's coordinates."""
        self.move(where - self._grip)
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


class EndStrip(QWidget):
    """Closed, rejected, cancelled: shown at the foot of the board only while a card is lifted."""

    def __init__(self, context: UiContext, board: QWidget) -> None:
        super().__init__(board)
        self._context, self._board = context, board
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drops: dict[Status, tuple[Drop, str]] = {}
        self._over: Status | None = None
        self.hide()

    def show_drops(self, drops: dict[Status, tuple[Drop, str]]) -> None:
        """Show what dropping on each does; nothing hides the strip."""
        self._drops, self._over = drops, None
        self.setVisible(bool(drops))
        if drops:
            self.place()
            self.raise_()

    def place(self) -> None:
        """Lie at the foot of the board."""
        height = theme.current().sizes.row * 2
        self.setGeometry(0, self._board.height() - height, self._board.width(), height)

    def target_at(self, where: QPoint) -> Status | None:
        """The state under a point of the board."""
        if self.isHidden() or not self.geometry().contains(where):
            return None
        inside = where - self.pos()
        return next((status for status in ENDS if self._box(status).contains(inside)), None)

    def drop_on(self, status: Status) -> Drop:
        """What dropping there does."""
        return self._drops[status][0]

    def centre_of(self, status: Status) -> QPoint:
        """The middle of a place, in the board's coordinates."""
        return self._box(status).center() + self.pos()

    def show_over(self, status: Status | None) -> None:
        """The lifted card is over this place."""
        if status is not self._over:
            self._over = status
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the places."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.fillRect(0, 0, self.width(), 1, current.line)
        for status, (drop, words) in self._drops.items():
            box = self._box(status)
            choice = self._context.services.labels.choice("ticket_status", int(status))
            colour = current.text if drop.is_allowed else current.text3
            drawing.rounded(painter, box, current.sizes.radius_card, current.bg)
            head = QRect(box.left() + current.sizes.m, box.top(), box.width() // 3, box.height())
            side = current.sizes.icon
            icons.paint(
                painter, choice.icon or "circle", head.adjusted(0, 0, side - head.width(), 0), colour, side
            )
            head.setLeft(head.left() + side + 6)
            drawing.text(painter, head, choice.name, colour, "body", drawing.MEDIUM)
            rest = QRect(head.right(), box.top(), box.right() - head.right(), box.height())
            paint_target(painter, rest, words, drop.is_allowed, status is self._over)
        painter.end()

    def _box(self, status: Status) -> QRect:
        sizes = theme.current().sizes
        place, width = ENDS.index(status), (self.width() - sizes.s * (len(ENDS) + 1)) // len(ENDS)
        left = sizes.s + place * (width + sizes.s)
        return QRect(left, sizes.s, width, self.height() - 2 * sizes.s)
