"""The table of a settings section: one row at a time, edited by Enter, moved by Alt and the arrows."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.components.list_header import ListHeader
from ui.components.list_scroll import OverlayBar
from ui.delegates import CellDelegate, IconTextDelegate, NumberDelegate, PillDelegate, row_height
from ui.pages.settings.rows_model import RowsModel

_MAKE = {
    "strong": lambda view: CellDelegate(view, strong=True),
    "text": CellDelegate,
    "pill": PillDelegate,
    "icon": IconTextDelegate,
    "number": NumberDelegate,
}
_LEAST = 120


class SettingsTable(QTableView):
    """Tells wishes: edit, add, drop (no longer offer, or delete), move by steps."""

    edit_asked = Signal()
    add_asked = Signal()
    drop_asked = Signal()
    move_asked = Signal(int)
    row_changed = Signal()

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setAccessibleName(name)
        self.setHorizontalHeader(ListHeader(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if model.columns[-1].kind != "number":  # figures at the edge would lie below it
            self.bar = OverlayBar(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(row_height())
        side.setDefaultSectionSize(row_height())
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setSectionsMovable(False)
        head.setSortIndicatorShown(False)
        self.setModel(model)
        for place, column in enumerate(model.columns):
            self.setItemDelegateForColumn(place, _MAKE[column.kind](self))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_changed.emit())
        self.doubleClicked.connect(lambda _: self.edit_asked.emit())

    def take(self, row: int) -> None:
        """Make a row the current one, in sight."""
        if 0 <= row < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(row, 0))
            self.selectRow(row)
            self.scrollTo(self._rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's own keys."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and key in steps:
            self.move_asked.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.drop_asked.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.take(0 if key == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def show_columns(self, fields: Collection[str]) -> None:
        """Hide the columns that need a field which is not among these."""
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, bool(column.needs) and column.needs not in fields)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns without a width share what the others leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [
            (place, column.width)
            for place, column in enumerate(self._rows.columns)
            if not self.isColumnHidden(place)
        ]
        free = sum(not width for _place, width in shown)
        rest = self.viewport().width() - sum(width for _place, width in shown)
        for place, width in shown:
            self.setColumnWidth(place, width or max(_LEAST, rest // max(1, free)))
