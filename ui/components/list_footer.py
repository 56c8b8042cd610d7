"""The line under a list: what is chosen, and the keys that help here."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import KeyCap, Label


class ListFooter(QWidget):
    """32 px. ``add_bulk`` puts a button there that shows while more than one row is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.header)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 1, 20, 0)
        self._row.setSpacing(sizes.m)
        self.chosen = Label("", "secondary")
        self._row.addWidget(self.chosen)
        self._bulk: list[QWidget] = []
        self._row.addStretch(1)
        self._hints: list[QWidget] = []
        for key, words in (
            (tr("Space", "key"), tr("pane")),
            (tr("Return", "key"), tr("open")),
            ("Ctrl F", tr("search")),
        ):
            self._hints.append(KeyCap(key, words))
            self._row.addWidget(self._hints[-1])
        self.set_chosen(0)

    def add_bulk(self, button: GhostButton) -> None:
        """An action for many rows at once."""
        self._bulk.append(button)
        self._row.insertWidget(len(self._bulk), button)
        button.hide()

    def set_chosen(self, count: int) -> None:
        """Say how many rows are chosen."""
        self.chosen.setText(tr("{n} chosen").format(n=f"{count:,}") if count else "")
        many = count > 1 and bool(self._bulk)
        for button in self._bulk:
            button.setVisible(many)
        for hint in self._hints:  # side by side they would make the window wider
            hint.setVisible(not many)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.fillRect(0, 0, self.width(), 1, current.line)
        painter.end()
