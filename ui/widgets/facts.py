"""Facts of one thing: label and value in two columns, and its life as a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import trn
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Label


class KeyValueGrid(QWidget):
    """Quiet labels of at least 64 px and their values; a third column for tags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.m)
        self._grid.setVerticalSpacing(sizes.xs + 2)
        self._grid.setColumnMinimumWidth(0, sizes.key_column)
        self._grid.setColumnStretch(1, 1)

    def add(self, label: str, value: str | QWidget, tail: QWidget | None = None) -> QWidget:
        """Add a row; a text becomes a label that wraps. Returns the value's widget."""
        row = self._grid.rowCount()
        key = Label(label, "secondary")
        shown = Label(value or "－", "body", wrap=True) if isinstance(value, str) else value
        if not shown.accessibleName():
            shown.setAccessibleName(f"{label} {value}" if isinstance(value, str) else label)
        top = Qt.AlignmentFlag.AlignTop
        key.setMinimumHeight(theme.current().metrics("body").height())
        self._grid.addWidget(key, row, 0, top)
        self._grid.addWidget(shown, row, 1)
        if tail is not None:
            self._grid.addWidget(tail, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return shown

    def clear(self) -> None:
        """Remove all rows."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event: what, when (already worded), with icon and tone; ``future`` draws the line dashed."""

    text: str
    when: str = ""
    icon: str = "circle-dot"
    tone: str = "neutral"
    note: str = ""
    future: bool = False
    key: object = None


class Timeline(QWidget):
    """Events, newest first, each with a round icon on a common line and its date at the right.

    An entry with a key can be opened by click or Enter: ``opened`` carries the key. With ``most`` only so many are
    shown until somebody asks for the rest.
    """

    opened = Signal(object)

    def __init__(
        self, entries: Sequence[TimelineEntry] = (), *, most: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most, self._entries = most, tuple(entries)
        self.more = GhostButton(on_click=self._unfold, parent=self)
        self.more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show other events."""
        self._entries = tuple(entries)
        count = len(self._entries)
        self._lay(self._most if self._most and count > self._most + 1 else count)

    def _unfold(self) -> None:
        self._lay(len(self._entries))

    def _lay(self, count: int) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                if widget is not self.more:
                    widget.deleteLater()
        for place, entry in enumerate(self._entries[:count]):
            row = _TimelineRow(entry, place == len(self._entries) - 1)
            row.activated.connect(self.opened)
            self._column.addWidget(row)
        left = len(self._entries) - count
        if left:
            self.more.set_content(trn("Show {n} older entry", "Show {n} older entries", left))
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
            self.more.show()


class _TimelineRow(QWidget):
    """One event of a timeline."""

    activated = Signal(object)

    def __init__(self, entry: TimelineEntry, last: bool) -> None:
        super().__init__()
        self._entry, self._last = entry, last
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.pill + sizes.s - 1, 1, 0, sizes.s - 3)
        row.setSpacing(sizes.s)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(entry.text, "body", wrap=True))
        if entry.note:
            words.addWidget(Label(entry.note, "secondary", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Label(entry.when, "secondary"), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(" ".join(part for part in (entry.when, entry.text, entry.note) if part))
        if entry.key is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """At least the bullet and its gap."""
        hint = super().sizeHint()
        return hint.expandedTo(QSize(0, theme.current().sizes.pill + theme.current().sizes.xs))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the entry."""
        if self._entry.key is not None:
            self.activated.emit(self._entry.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the entry."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._entry.key is not None:
            self.activated.emit(self._entry.key)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bullet and line."""
        current = theme.current()
        side = current.sizes.pill - 1
        painter = QPainter(self)
        fg, bg = current.tone(self._entry.tone)
        bullet = QRect(0, 1, side, side)
        if not self._last:
            style = Qt.PenStyle.DashLine if self._entry.future else Qt.PenStyle.SolidLine
            painter.setPen(QPen(current.text3 if self._entry.future else current.line, 1, style))
            x = bullet.center().x()
            painter.drawLine(QPoint(x, bullet.bottom() + 2), QPoint(x, self.height()))
        ring = fg if self._entry.future else None
        drawing.rounded(painter, bullet, side / 2, bg, ring, 1.2)
        icons.paint(painter, self._entry.icon, bullet, fg, current.sizes.small)
        if self.hasFocus():
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.accent, 1.5)
        painter.end()
