"""The small pictures of the keying screen: the last readings as a line, the index of all items."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facilities_app.domain.keying import KeyingItem
from ui import icons, theme
from ui.pages.inspections.keying_state import KeyingState
from ui.pages.inspections.keying_words import number
from ui.widgets import drawing


class Spark(QWidget):
    """The last readings as a line of dots, the limits dashed."""

    def __init__(self, item: KeyingItem, *, wide: bool = False) -> None:
        super().__init__()
        self._item = item
        self.setFixedSize(QSize(96, 28) if wide else QSize(64, 22))
        self.setAccessibleName(" ".join(number(value) for _on, value in item.past))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw limits, line and dots."""
        values = [float(value) for _on, value in self._item.past]
        limits = [float(one) for one in (self._item.minimum, self._item.maximum) if one is not None]
        low, high = min([*values, *limits]), max([*values, *limits])
        span, room = (high - low) or 1.0, self.height() - 8

        def y(value: float) -> float:
            return 4 + room * (1 - (value - low) / span)

        current = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashed = QPen(current.red, 1)
        dashed.setDashPattern([3, 2.5])
        painter.setPen(dashed)
        for limit in limits:
            painter.drawLine(QPointF(0, y(limit)), QPointF(self.width(), y(limit)))
        step = (self.width() - 12) / max(1, len(values) - 1)
        points = [QPointF(6 + step * place, y(value)) for place, value in enumerate(values)]
        painter.setPen(QPen(current.plan, 1.4))
        painter.drawPolyline(points)
        painter.setBrush(current.plan)
        painter.setPen(Qt.PenStyle.NoPen)
        for point in points:
            painter.drawEllipse(point, 2.2, 2.2)
        painter.end()


class KeyingIndex(QWidget):
    """All items in paper order with tick, value, red mark, ring or pencil. ``chosen`` carries the item's id."""

    chosen = Signal(int)

    def __init__(self, state: KeyingState) -> None:
        super().__init__()
        self._state, self._current = state, 0
        self.setFixedWidth(204)
        self.setProperty("plain", True)
        self.set_current(0)

    def set_current(self, item_id: int) -> None:
        """Mark the item with the focus; also after an answer."""
        self._current = item_id
        self.setFixedHeight(max(1, sum(box.height() for box, _head, _item in self._lines())) + 8)
        self.update()

    def line_of(self, item_id: int) -> QRect:
        """Where the item stands."""
        return next((box for box, _head, item in self._lines() if item and item.id == item_id), QRect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the item."""
        for box, _head, item in self._lines():
            if item is not None and box.contains(event.position().toPoint()):
                self.chosen.emit(item.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads and items."""
        current = theme.current()
        painter = QPainter(self)
        for box, head, item in self._lines():
            if item is None:
                drawing.text(painter, box.adjusted(10, 0, -50, 0), head, current.text2, "small")
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                drawing.text(
                    painter,
                    box.adjusted(0, 0, -10, 0),
                    self._count(head),
                    current.text2,
                    "small",
                    align=right,
                )
            else:
                self._paint_item(painter, box, item)
        painter.end()

    def _paint_item(self, painter: QPainter, box: QRect, item: KeyingItem) -> None:
        current, state = theme.current(), self._state
        here, found = item.id == self._current, state.verdict(item)
        if here:
            drawing.rounded(painter, box.adjusted(4, 0, -4, 0), current.sizes.radius, current.accent_bg)
        fails = found == "fail"
        colour = current.accent_strong if here else current.text if state.is_done(item) else current.text2
        drawing.text(painter, box.adjusted(12, 0, 0, 0), str(item.position), current.text2, "small")
        taken = 72 if state.answer(item).reading is not None else 32
        drawing.text(painter, box.adjusted(36, 0, -taken, 0), item.short, colour, "small")
        icon, tone = "circle-dashed", current.text3
        if state.is_done(item):
            icon, tone = ("x", current.red) if fails else ("check", current.green)
        if fails and item.kind == "reading":
            icon = "triangle-alert"
        if here:
            icon, tone = "pencil", current.accent_strong
        place = QRectF(box.right() - 26, box.top(), 16, box.height())
        icons.paint(painter, icon, place, tone, 14)
        reading = state.answer(item).reading
        if reading is not None:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            room = QRect(box.right() - 72, box.top(), 42, box.height())
            drawing.text(
                painter, room, number(reading), current.red if fails else current.text2, "small", align=right
            )

    def _count(self, section: str) -> str:
        mine = [item for item in self._state.shown() if item.section == section]
        return f"{sum(map(self._state.is_done, mine))}/{len(mine)}"

    def _lines(self) -> Sequence[tuple[QRect, str, KeyingItem | None]]:
        """Each line's place with its head or item, top down."""
        lines: list[tuple[QRect, str, KeyingItem | None]] = []
        y, section = 4, ""
        high = theme.current().sizes.row_dense - 1
        head = high + 3
        for item in self._state.shown():
            if item.section and item.section != section:
                section = item.section
                lines.append((QRect(0, y, self.width(), head), section, None))
                y += head
            lines.append((QRect(0, y, self.width(), high), "", item))
            y += high
        return lines
