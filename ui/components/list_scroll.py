"""A slim scroll bar that lies over a list instead of taking room from its columns."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar
from shiboken6 import isValid

from resources.texts import tr


class OverlayBar(QScrollBar):
    """Stands in for the vertical bar of ``area``, at the right edge of its rows; hidden while all rows fit."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area, self._real = area, area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Scroll"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._real.rangeChanged.connect(self._take)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._real.setValue)
        area.viewport().installEventFilter(self)
        self._take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the edge of the rows."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._take()
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        if not isValid(self._real):
            return  # Qt: while a list is taken apart its own bar goes first, and the rows are still resized
        rows, width = self._area.viewport().geometry(), self.sizeHint().width()
        self.setGeometry(rows.right() + 1 - width, rows.top(), width, rows.height())
        real = self._real
        self.setPageStep(real.pageStep())
        self.setSingleStep(real.singleStep())
        self.setRange(real.minimum(), real.maximum())
        self.setValue(real.value())
        self.setVisible(real.maximum() > real.minimum())
        self.raise_()
