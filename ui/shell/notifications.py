"""The bell's popover: what the program wants a person to know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import EmptyState

WIDTH = 360
HIGHEST = 460


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the popover; ``key`` tells it apart, so that what was read stays read."""

    key: str
    title: str
    detail: str = ""
    icon: str = "bell"
    tone: str = "neutral"
    page: str = ""
    what: tuple[tuple[str, object], ...] = ()


class NotificationsPopover(QFrame):
    """Opens below the bell; a click on a line goes there, Esc closes."""

    def __init__(self, parent: QWidget, go: Callable[[Notice], object]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._go = go
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Notifications"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)

    def show_notices(self, notices: Sequence[Notice], below: QWidget) -> None:
        """Show these lines under a button."""
        head = Label(tr("Notifications"), "heading")
        sizes = theme.current().sizes
        head.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.s)
        self._column.addWidget(head)
        if not notices:
            empty = EmptyState("bell", tr("Nothing new"), tr("What is due or overdue is told here."))
            empty.setFixedHeight(200)
            self._column.addWidget(empty)
        else:
            self._column.addWidget(self._lines(notices))
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(below.width() - WIDTH, below.height() + sizes.xs))
        self.move(corner)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.setPen(current.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _lines(self, notices: Sequence[Notice]) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, theme.current().sizes.s)
        column.setSpacing(0)
        for notice in notices:
            line = NoticeLine(notice)
            line.clicked.connect(lambda _=False, notice=notice: self._on_clicked(notice))
            column.addWidget(line)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setFixedHeight(min(HIGHEST, inside.sizeHint().height()))
        return scroll

    def _on_clicked(self, notice: Notice) -> None:
        self.close()
        self._go(notice)


class NoticeLine(PaintedButton):
    """Icon in its tone, title, and a quiet second line."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self._notice = notice
        self.setAccessibleName(f"{notice.title} {notice.detail}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(WIDTH, theme.current().sizes.row + theme.current().sizes.l)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        if self.hovered or self.ringed:
            painter.fillRect(self.rect(), current.hover)
        tone = current.tone(self._notice.tone)
        disc = QRect(sizes.l, (self.height() - 30) // 2, 30, 30)
        drawing.rounded(painter, disc, 15, tone.bg)
        icons.paint(painter, self._notice.icon, disc, tone.fg)
        left, middle = disc.right() + sizes.m, self.height() // 2
        room = QRect(left, middle - 20, self.width() - left - sizes.l, 20)
        drawing.text(painter, room, self._notice.title, current.text, "body", drawing.MEDIUM)
        drawing.text(painter, room.translated(0, 20), self._notice.detail, current.text2, "small")
        painter.end()
