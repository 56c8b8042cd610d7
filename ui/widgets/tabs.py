"""Underlined tabs with counts: the saved views of a list, the chapters of a pane."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QMenu, QWidget

from resources.texts import tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton, PaintedButton
from ui.widgets.overflow import staying


@dataclass(frozen=True, slots=True)
class ViewTab:
    """One tab of a list: a saved view."""

    key: str
    text: str
    count: int | None = None


class ViewTabs(QWidget):
    """Underlined tabs with counts over a hairline. Arrow keys move between them.

    Tabs that do not fit stand behind a "…"; the one shown always has its place. ``pointed``: with the mouse, so
    that the hand is not on the tabs.
    """

    changed = Signal(str)
    pointed = Signal()

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
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.more = IconButton("ellipsis", tr("More views"), on_click=self._on_more)
        self.more.hide()
        self._actions: list[QWidget] = []
        self._lead: list[QWidget] = []
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self._corner = QHBoxLayout()
        self._corner.setSpacing(theme.current().sizes.xs)
        self._row.addLayout(self._corner)
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
            self._row.insertWidget(place + len(self._lead), button)
            button.clicked.connect(lambda _=False, key=tab.key: self.changed.emit(key))
            button.pointed.connect(self.pointed)
        self.set_key(key or (tabs[0].key if tabs else ""))
        self._refit()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show new counts on the tabs named."""
        for button, tab in zip(self._group.buttons(), self._tabs, strict=True):
            if tab.key in counts and isinstance(button, _Tab):
                button.set_count(counts[tab.key])
        self._refit()

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
        self._refit()

    def add_action(self, widget: QWidget) -> None:
        """Put a button right behind the last tab."""
        self._row.insertWidget(self._row.count() - 2, widget)
        self._actions.append(widget)

    def add_lead(self, widget: QWidget) -> None:
        """Put what leads to the neighbours of this list before the first tab, near the edge."""
        self.setContentsMargins(theme.current().sizes.s, 0, self.contentsMargins().right(), 0)
        self._row.insertWidget(0, widget)
        self._lead.append(widget)

    def add_corner(self, widget: QWidget, *, first: bool = False) -> None:
        """Put a button at the far right, behind the others there or ``first``."""
        self._corner.insertWidget(0 if first else -1, widget)

    def minimumSizeHint(self) -> QSize:
        """Room for one tab; the others can stand behind the dots."""
        sizes = theme.current().sizes
        return QSize(2 * sizes.sheet // 5, sizes.row if self._compact else sizes.tabs)

    def sizeHint(self) -> QSize:
        """Room for all."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as fit."""
        super().resizeEvent(event)
        self._refit()

    def event(self, event: QEvent) -> bool:
        """A tab or button became wider, came or went."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._refit()
        return done

    def _refit(self) -> None:
        buttons, spacing = self._group.buttons(), self._row.spacing()
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._corner.sizeHint().width() - spacing
        room -= sum(
            one.sizeHint().width() + spacing for one in (*self._lead, *self._actions) if not one.isHidden()
        )
        more = self.more.sizeHint().width()
        widths = [button.sizeHint().width() for button in buttons]
        stay = staying(widths, room, spacing, more, self._group.checkedId())
        for button, shown in zip(buttons, stay, strict=True):
            if button.isHidden() == shown:
                button.setVisible(shown)
        if self.more.isHidden() != all(stay):
            self.more.setHidden(all(stay))

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for button, tab in zip(self._group.buttons(), self._tabs, strict=True):
            if button.isHidden():
                action = menu.addAction(button.accessibleName().replace("&", "&&"))
                action.triggered.connect(lambda _=False, key=tab.key: self._pick(key))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _pick(self, key: str) -> None:
        self.set_key(key)
        self.changed.emit(key)
        self.pointed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.current().line)
        painter.end()


class _Tab(PaintedButton):
    """One tab: word, count, and an underline when it is shown. ``pointed``: clicked with the mouse."""

    pointed = Signal()

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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, once it did what it does."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pointed.emit()

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
            ring = self.rect().adjusted(0, current.sizes.s, 0, -current.sizes.s)
            drawing.rounded(painter, ring, current.sizes.xs, None, current.accent, 1.5)
        painter.end()
