"""The foot of the unit: its keys, as many as there is room for, on a ground of its own."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.texts import tr
from ui import theme
from ui.widgets.labels import KeyCap


class FootKeys(QWidget):
    """The keys, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._caps = [
            KeyCap(key, words, self)
            for key, words in (
                ("1–6", tr("Audit finding")),
                ("↑ ↓", tr("Other unit", "audit")),
                ("+ −", tr("5 min", "audit")),
                ("Ctrl Z", tr("Undo")),
            )
        ]
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay those that fit."""
        super().resizeEvent(event)
        left, gap = 0, theme.current().sizes.m
        for cap in self._caps:
            hint = cap.sizeHint()
            cap.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())
            cap.setVisible(left + hint.width() <= self.width())
            left += hint.width() + gap


class Foot(QWidget):
    """The ground of the foot."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()
