"""The rail at the left: the mark, the pages with what needs a person, settings and who is here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.shell.registry import Badge, PageSpec, key_text, page_shortcut, rail_pages
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

_EDGE = 8
_ICON_LEFT = 10


class Rail(QWidget):
    """Folds to icons. Arrow keys move between the pages."""

    page_chosen = Signal(str)
    user_asked = Signal()

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._motion: QVariantAnimation | None = None
        self.setAccessibleName(tr("Pages"))
        self._build(pages)
        self.setFixedWidth(theme.current().sizes.rail)

    @property
    def folded(self) -> bool:
        """Whether only the icons show."""
        return self._folded

    def fold(self, folded: bool, at_once: bool = False) -> None:
        """Show the icons only, or icons and words."""
        self._folded = folded
        for item in (*self._items.values(), self.user):
            item.set_folded(folded)
        sizes = theme.current().sizes
        target = sizes.rail_folded if folded else sizes.rail
        duration = 0 if at_once else theme.current().duration
        if self._motion is not None:
            self._motion.stop()
        if not duration:
            self.setFixedWidth(target)
            return
        self._motion = self._motion or self._make_motion()
        self._motion.setDuration(duration)
        self._motion.setStartValue(self.width())
        self._motion.setEndValue(target)
        self._motion.start()

    def _make_motion(self) -> "QVariantAnimation":
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        motion = QVariantAnimation(self)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        motion.valueChanged.connect(lambda width: self.setFixedWidth(int(width)))
        return motion

    def mark_page(self, key: str) -> None:
        """Show which page is in front; a part of a page marks that page."""
        key = self._within.get(key, key)
        if key in self._items:
            self._items[key].setChecked(True)

    def set_badge(self, key: str, badge: Badge | None) -> None:
        """Show how much needs a person there."""
        if key in self._items:
            self._items[key].set_badge(badge)

    def set_user(self, name: str, tag: str = "") -> None:
        """Show who works here, and whether the data are a demonstration."""
        self.user.set_words(name, tag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between the items."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        items = [*self._items.values(), self.user]
        focused = self.focusWidget()
        if step is None or focused not in items:
            super().keyPressEvent(event)
            return
        place = (items.index(focused) + step) % len(items)
        items[place].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the mark and the hairline."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        drawing.plain(painter, self.rect(), current.rail)
        drawing.plain(painter, QRect(self.width() - 1, 0, 1, self.height()), current.line)
        tile = QRect(18, (sizes.top_bar - 26) // 2 + 2, 26, 26)
        drawing.rounded(painter, tile, sizes.radius, current.accent)
        drawing.text(
            painter, tile, "廳", current.on_accent, "heading", drawing.BOLD, Qt.AlignmentFlag.AlignCenter
        )
        if self.width() > sizes.rail_folded + 40:
            room = QRect(tile.right() + 11, tile.top(), self.width() - tile.right() - 16, tile.height())
            drawing.text(painter, room, tr("Facilities"), current.text, "title", drawing.BOLD)
        painter.end()

    def _build(self, pages: Sequence[PageSpec]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, theme.current().sizes.top_bar + 2, _EDGE + 1, _EDGE)
        column.setSpacing(0)
        below = []
        self._within = {spec.key: spec.within for spec in pages if spec.within}
        for place, spec in enumerate(rail_pages(pages)):
            item = RailItem(spec.text(), spec.icon, key_text(page_shortcut(place)))
            item.setCheckable(True)
            item.clicked.connect(lambda _=False, key=spec.key: self.page_chosen.emit(key))
            self._group.addButton(item)
            if spec.at_bottom:
                below.append((spec.key, item))
            else:
                self._items[spec.key] = item
                column.addWidget(item)
        column.addStretch(1)
        for key, item in below:
            self._items[key] = item
            column.addWidget(item)
        self.user = RailItem("", "circle-user")
        self.user.clicked.connect(lambda: self.user_asked.emit())
        column.addWidget(self.user)


class RailItem(PaintedButton):
    """Icon, words, badge or tag."""

    def __init__(self, text: str, icon: str, shortcut: str = "") -> None:
        super().__init__()
        self._icon, self._shortcut = icon, shortcut
        self._badge: Badge | None = None
        self._tag = ""
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str, tag: str = "") -> None:
        """Change words and the quiet tag at the right."""
        self.setText(text)
        self._tag = tag
        self._name()

    def set_badge(self, badge: Badge | None) -> None:
        """Change the count."""
        self._badge = badge if badge and badge.number else None
        self._name()

    def set_folded(self, folded: bool) -> None:
        """Show the icon only."""
        self._folded = folded
        self._name()

    def sizeHint(self) -> QSize:
        """One item's height; the rail gives the width."""
        sizes = theme.current().sizes
        return QSize(sizes.rail_folded - 2 * _EDGE, sizes.rail_item)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the item."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        on = self.isChecked()
        fill = current.accent_bg if on else current.hover if self.hovered else None
        drawing.rounded(painter, self.rect(), sizes.radius, fill)
        colour = current.accent_strong if on else current.text2
        left = _ICON_LEFT if not self._folded else (self.width() - sizes.icon - 2) // 2
        icons.paint(
            painter, self._icon, QRect(left, 0, sizes.icon + 2, self.height()), colour, sizes.icon + 1
        )
        if self.width() > 90:
            self._paint_words(painter, on)
        elif self._badge:
            dot = QRect(self.width() - 14, 7, 8, 8)
            drawing.rounded(painter, dot, 4, current.tone(self._badge.tone).fg)
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.radius, None, current.accent, 2)
        painter.end()

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        current, sizes = theme.current(), theme.current().sizes
        right = self.width() - _ICON_LEFT
        if self._badge:
            words = f"{self._badge.number:,}" if self._badge.number < 1000 else "999+"
            width = max(20, drawing.text_width(words, "caption", drawing.BOLD) + 12)
            tone = current.tone(self._badge.tone)
            box = QRect(right - width, (self.height() - 19) // 2, width, 19)
            drawing.rounded(painter, box, 9.5, tone.bg)
            middle = Qt.AlignmentFlag.AlignCenter
            drawing.text(painter, box, words, tone.fg, "caption", drawing.BOLD, middle)
            right -= width + sizes.s
        elif self._tag:
            width = drawing.text_width(self._tag, "body") + 1
            room = QRect(right - width, 0, width, self.height())
            drawing.text(painter, room, self._tag, current.text2, "body")
            right -= width + sizes.s
        left = _ICON_LEFT + sizes.icon + 2 + sizes.m - 1
        colour = current.accent_strong if on else current.text
        room = QRect(left, 0, right - left, self.height())
        drawing.text(painter, room, self.text(), colour, "body", drawing.MEDIUM if on else 400)

    def _name(self) -> None:
        parts = [self.text(), self._tag, f"{self._badge.number:,}" if self._badge else ""]
        self.setAccessibleName(" ".join(part for part in parts if part))
        told = self._badge.told if self._badge else ""
        self.setAccessibleDescription(told)
        tip = "  ".join(part for part in (self.text() if self._folded else "", told, self._shortcut) if part)
        self.setToolTip(tip)
        self.update()
