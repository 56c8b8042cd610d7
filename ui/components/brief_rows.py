"""Rows of other records in a pane: quiet number, subject, status, and a date at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.components.sections import clear_layout
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Label
from ui.widgets.tips import plain_tip


@dataclass(frozen=True, slots=True)
class Brief:
    """One row. ``key`` is told when it is opened; None makes a row that only shows."""

    key: object
    text: str
    detail: str = ""
    pill: str = ""
    tone: str = "neutral"
    icon: str = ""
    aside: str = ""
    aside_tone: str = ""


class BriefRows(QWidget):
    """Rows of two lines; ``opened`` carries the key of the row that was clicked or entered."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_rows(self, rows: Sequence[Brief], *, empty: str = "", total: int = 0) -> None:
        """Show these rows, or the sentence for none; ``total`` says how many there are beyond them."""
        clear_layout(self._column)
        for brief in rows:
            row = _Row(brief)
            if brief.key is not None:
                row.clicked.connect(lambda _=False, key=brief.key: self.opened.emit(key))
            self._column.addWidget(row)
        if not rows and empty:
            self._column.addWidget(Label(empty, "secondary", wrap=True))
        if total > len(rows):
            more = tr("and {n} more").format(n=f"{total - len(rows):,}")
            self._column.addWidget(Label(more, "secondary"))


class _Row(PaintedButton):
    """One record in two lines."""

    def __init__(self, brief: Brief) -> None:
        super().__init__()
        self._brief = brief
        parts = (brief.text, brief.detail, brief.pill, brief.aside)
        self.setAccessibleName(" ".join(part for part in parts if part))
        self.setToolTip(plain_tip(brief.text))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        if brief.key is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """One line or two, with air."""
        sizes = theme.current().sizes
        return QSize(sizes.sheet // 2, sizes.tabs + sizes.xs if self._brief.detail else sizes.row)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the pane wants."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines, the pill and the hairline."""
        current, sizes, brief = theme.current(), theme.current().sizes, self._brief
        painter = QPainter(self)
        if self.hovered and brief.key is not None:
            drawing.rounded(painter, self.rect().adjusted(-1, 1, 1, -2), sizes.radius, current.hover)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current.line)
        half = (self.height() - 1) // 2 if brief.detail else self.height() - 1
        top = QRect(0, 3 if brief.detail else 0, self.width(), half)
        below = QRect(0, half, self.width(), half - 2)
        right = self._paint_status(painter, top)
        if brief.icon and not brief.pill:
            slot = QRect(0, top.top(), sizes.icon, top.height())
            icons.paint(painter, brief.icon, slot, current.tone(brief.tone).fg, sizes.icon)
            top.setLeft(sizes.icon + sizes.s)
            below.setLeft(sizes.icon + sizes.s)
        top.setRight(right - sizes.s)
        drawing.text(painter, top, brief.text, current.text, "body", drawing.MEDIUM)
        if brief.detail:
            self._paint_aside(painter, below)
            drawing.text(painter, below, brief.detail, current.text2, "small")
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.xs, None, current.accent, 1.5)
        painter.end()

    def _paint_status(self, painter: QPainter, room: QRect) -> int:
        """Draw what stands at the right of the first line; returns where it begins."""
        brief = self._brief
        if brief.pill:
            left = self.width() - drawing.pill_width(brief.pill, brief.icon)
            drawing.pill(
                painter,
                QRect(left, room.top(), self.width() - left, room.height()),
                brief.pill,
                brief.tone,
                brief.icon,
            )
            return left
        if not brief.detail and brief.aside:
            return self._paint_aside(painter, room)
        return self.width()

    def _paint_aside(self, painter: QPainter, room: QRect) -> int:
        """Draw the words at the right; returns where they begin and leaves the rest of ``room``."""
        current, brief = theme.current(), self._brief
        colour = current.tone(brief.aside_tone).fg if brief.aside_tone else current.text2
        width = drawing.text(painter, room, brief.aside, colour, "small", align=drawing.RIGHT)
        room.setRight(room.right() - width - current.sizes.s)
        return room.right()
