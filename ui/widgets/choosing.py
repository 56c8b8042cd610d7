"""Controls that pick one of a few: chips, segments and view tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton

_CHIP_PAD = 11


class Chip(PaintedButton):
    """A rounded filter: a toggle with a count, a condition with ✕, or the door to a menu.

    ``removable`` chips are always lit and send ``removed`` on ✕, Delete or Backspace.
    """

    removed = Signal()

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        count: int | None = None,
        tone: str = "",
        checkable: bool = False,
        removable: bool = False,
        menu: QMenu | None = None,
        drops: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._count = icon, tone, count
        self._removable, self._drops = removable, drops or menu is not None
        self.setCheckable(checkable)
        self.set_content(text, count)
        if menu is not None:
            self.clicked.connect(lambda: menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2))))

    def set_content(self, text: str, count: int | None = None) -> None:
        """Change words and count."""
        self._count = count
        self.setText(text)
        self.setAccessibleName(text if count is None else f"{text} {count:,}")
        if self._removable:
            self.setAccessibleDescription(tr("Delete removes this filter"))
        self.updateGeometry()
        self.update()

    @property
    def lit(self) -> bool:
        """Whether the chip is on."""
        return self._removable or self.isChecked()

    def sizeHint(self) -> QSize:
        """Icon, words, count, ✕ or arrow."""
        sizes = theme.current().sizes
        width = 2 * _CHIP_PAD + drawing.text_width(self._words(), "small", drawing.MEDIUM)
        for part in (self._icon, self._removable, self._drops):
            width += sizes.icon_small + 5 if part else 0
        return QSize(width, sizes.chip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take a removable chip away."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the ✕ removes; a click elsewhere clicks."""
        if self._removable and self.rect().contains(event.position().toPoint()) and self._on_cross(event):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        current, side = theme.current(), theme.current().sizes.icon_small
        painter = QPainter(self)
        fill = current.accent_bg if self.lit else current.surface
        line = current.accent if self.lit else current.chart if self.hovered else current.line
        radius = self.height() / 2
        drawing.rounded(painter, self.rect(), radius, fill, line)
        colour = current.accent_strong if self.lit else current.text2
        left, right = _CHIP_PAD, self.width() - _CHIP_PAD
        if self._icon:
            tint = current.tone(self._tone).fg if self._tone else colour
            icons.paint(painter, self._icon, QRect(left, 0, side, self.height()), tint, side)
            left += side + 5
        if self._removable or self._drops:
            name = "x" if self._removable else "chevron-down"
            icons.paint(painter, name, QRect(right - side, 0, side, self.height()), colour, side)
            right -= side + 5
        room = QRect(left, 0, right - left + 2, self.height())
        drawing.text(painter, room, self._words(), colour, "small", drawing.MEDIUM if self.lit else 400)
        if self.ringed:
            drawing.rounded(painter, self.rect(), radius, None, current.accent, 2)
        painter.end()

    def _words(self) -> str:
        return self.text() if self._count is None else f"{self.text()} {self._count:,}"

    def _on_cross(self, event: QMouseEvent) -> bool:
        return event.position().x() > self.width() - _CHIP_PAD - theme.current().sizes.icon_small - 5


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

    def _on_clicked(self) -> None:
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


@dataclass(frozen=True, slots=True)
class ViewTab:
    """One tab of a list: a saved view."""

    key: str
    text: str
    count: int | None = None


class ViewTabs(QWidget):
    """Underlined tabs with counts over a hairline. Arrow keys move between them."""

    changed = Signal(str)

    def __init__(
        self,
        tabs: Sequence[ViewTab] = (),
        key: str = "",
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compact = compact
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().sizes.l + 2)
        self._row.addStretch(1)
        self.setAccessibleName(tr("Views"))
        self._tabs: tuple[ViewTab, ...] = ()
        self.set_tabs(tabs, key)

    def set_tabs(self, tabs: Sequence[ViewTab], key: str = "") -> None:
        """Show other tabs."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._tabs = tuple(tabs)
        for place, tab in enumerate(tabs):
            button = _Tab(tab, self._compact, self)
            self._group.addButton(button, place)
            self._row.insertWidget(place, button)
            button.clicked.connect(lambda _=False, key=tab.key: self.changed.emit(key))
        self.set_key(key or (tabs[0].key if tabs else ""))

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show new counts on the tabs named."""
        for button, tab in zip(self._group.buttons(), self._tabs, strict=True):
            if tab.key in counts and isinstance(button, _Tab):
                button.set_count(counts[tab.key])

    def key(self) -> str:
        """The key of the tab shown, or "" when none is."""
        place = self._group.checkedId()
        return self._tabs[place].key if place >= 0 else ""

    def set_key(self, key: str) -> None:
        """Mark a tab without telling; an unknown key marks none."""
        self._group.setExclusive(False)
        for button, tab in zip(self._group.buttons(), self._tabs, strict=True):
            button.setChecked(tab.key == key)
        self._group.setExclusive(True)

    def add_action(self, widget: QWidget) -> None:
        """Put a button right behind the last tab."""
        self._row.insertWidget(self._row.count() - 1, widget)

    def add_corner(self, widget: QWidget) -> None:
        """Put a button at the far right."""
        self._row.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.current().line)
        painter.end()


class _Tab(PaintedButton):
    """One tab: word, count, and an underline when it is shown."""

    def __init__(self, tab: ViewTab, compact: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._count, self._compact = tab.count, compact
        self.setCheckable(True)
        self.setText(tab.text)
        self.set_count(tab.count)

    def set_count(self, count: int | None) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count:,}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Word and count."""
        sizes = theme.current().sizes
        width = drawing.text_width(self.text(), "body", drawing.BOLD)
        if self._count is not None:
            width += sizes.xs + 1 + drawing.text_width(f"{self._count:,}", "body", drawing.MEDIUM)
        return QSize(width, sizes.row if self._compact else sizes.tabs)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tab."""
        current, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        colour = current.text if on or self.hovered else current.text2
        weight = drawing.BOLD if on else 400
        width = drawing.text(painter, self.rect(), self.text(), colour, "body", weight)
        if self._count is not None:
            room = self.rect().adjusted(width + current.sizes.xs + 1, 0, 0, 0)
            drawing.text(
                painter, room, f"{self._count:,}", current.text2, "body", drawing.MEDIUM if on else 400
            )
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, current.accent)
        if self.ringed:
            ring = self.rect().adjusted(-0, current.sizes.s, 0, -current.sizes.s)
            drawing.rounded(painter, ring, current.sizes.xs, None, current.accent, 1.5)
        painter.end()
