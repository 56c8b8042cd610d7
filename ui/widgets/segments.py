"""Segmented controls: one of a few, all in sight."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton


class Segment(NamedTuple):
    """One choice of a segmented control."""

    value: Any
    text: str
    icon: str = ""
    tone: str = ""


class SegmentedControl(QWidget):
    """A row of choices of which one is taken. Arrow keys move; digits pick where ``numbered``.

    ``quiet`` is the small grey kind for views; the other kind belongs in forms and fills its width.
    """

    changed = Signal(object)

    def __init__(
        self,
        segments: Sequence[Segment] = (),
        value: Any = None,
        *,
        quiet: bool = False,
        numbered: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.quiet, self._numbered = quiet, numbered
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(name)
        across = QSizePolicy.Policy.Fixed if quiet else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.set_segments(segments, value)

    def set_segments(self, segments: Sequence[Segment], value: Any = None) -> None:
        """Offer other choices."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for place, segment in enumerate(segments):
            button = _SegmentButton(segment, place, len(segments), self)
            self._group.addButton(button, place)
            self._row.addWidget(button, 1)
            button.clicked.connect(self._on_clicked)
        self._segments = tuple(segments)
        self.set_value(value)

    def value(self) -> Any:
        """The value taken, or None."""
        place = self._group.checkedId()
        return self._segments[place].value if place >= 0 else None

    def set_value(self, value: Any) -> None:
        """Take a value without telling; None or an unknown one takes none."""
        self._group.setExclusive(False)
        for button, segment in zip(self._group.buttons(), self._segments, strict=True):
            button.setChecked(value is not None and segment.value == value)
        self._group.setExclusive(True)
        self._mark_stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick a choice where the control is numbered."""
        place = event.key() - Qt.Key.Key_1
        if self._numbered and not event.modifiers() and 0 <= place < len(self._segments):
            self._group.buttons()[place].click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the common box."""
        current = theme.current()
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), current.sizes.radius, current.surface, current.line)
        painter.end()

    def _mark_stop(self) -> None:
        """Tab stops once at the control: at what is taken, or at the first choice."""
        buttons = self._group.buttons()
        stop = self._group.checkedButton() or (buttons[0] if buttons else None)
        for button in buttons:
            tab = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)
        if stop is not None:
            self.setFocusProxy(stop)

    def _on_clicked(self) -> None:
        self._mark_stop()
        self.changed.emit(self.value())


class _SegmentButton(PaintedButton):
    """One segment; its control draws the outline."""

    def __init__(self, segment: Segment, place: int, count: int, control: SegmentedControl) -> None:
        super().__init__(control)
        self._segment, self._place, self._count, self._quiet = segment, place, count, control.quiet
        self.setText(segment.text)
        self.setAccessibleName(segment.text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Words and icon with room on both sides."""
        sizes = theme.current().sizes
        size = "small" if self._quiet else "body"
        width = drawing.text_width(self.text(), size, drawing.MEDIUM) + 2 * (sizes.m - 2)
        if self._segment.icon:
            width += sizes.icon_small + sizes.xs
        return QSize(width, sizes.compact if self._quiet else sizes.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segment."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        on = self.isChecked()
        if on and self._quiet:
            drawing.rounded(painter, self.rect().adjusted(1, 1, -1, -1), sizes.radius - 1, current.surface2)
        elif on:
            fg, bg = current.tone(self._segment.tone or "accent")
            line = current.accent if not self._segment.tone else fg
            drawing.rounded(painter, self.rect(), sizes.xs, bg, line, 1.5)
        elif self.hovered:
            drawing.rounded(painter, self.rect().adjusted(1, 1, -1, -1), sizes.radius - 1, current.hover)
        if not on and self._place and not self._quiet:
            painter.fillRect(0, 1, 1, self.height() - 2, current.line)
        self._paint_words(painter, on)
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.radius, None, current.accent, 2)
        painter.end()

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        current, sizes = theme.current(), theme.current().sizes
        colour = current.text if self._quiet or not on else current.tone(self._segment.tone or "accent").fg
        if not on:
            colour = current.text2
        size, weight = "small" if self._quiet else "body", drawing.MEDIUM if on else 400
        width = drawing.text_width(self.text(), size, weight)
        head = sizes.icon_small + sizes.xs if self._segment.icon else 0
        left = (self.width() - width - head) / 2
        if head:
            room = QRectF(left, 0, sizes.icon_small, self.height())
            icons.paint(painter, self._segment.icon, room, colour, sizes.icon_small)
        drawing.text(
            painter, QRectF(left + head, 0, width + 1, self.height()), self.text(), colour, size, weight
        )
