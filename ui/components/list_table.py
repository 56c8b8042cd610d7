"""The table of a list: keys, widths and order of columns, and what the view tells its model."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from facilities_app.domain.lists import ListQuery
from ui.components.list_header import ListHeader
from ui.components.list_look import ListLook, make_delegate, stretch_key
from ui.components.list_scroll import OverlayBar
from ui.components.list_widths import LEAST, fitted
from ui.delegates import row_height
from ui.models.selection import IdSelection
from ui.models.windowed import WindowedModel
from ui.prefs import ListState
from ui.widgets.tips import plain_tip

FIRST_PAD = 14


class ListTable(QTableView):
    """Shows a WindowedModel. Space, Enter, Esc, F2 and typing are told as wishes; Home and End jump.

    ``widths`` are those the columns would like. Where the window is narrow the lesser ones are left out of sight;
    they are still among the shown ones, for paper and clipboard.
    """

    opened = Signal(object)  # id
    pane_asked = Signal()
    back_asked = Signal()
    typed = Signal(str)
    copy_asked = Signal()
    sort_asked = Signal(str, bool)

    def __init__(
        self,
        model: WindowedModel,
        look: ListLook,
        widths: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._look, self._widths, self._info = model, look, widths, model.info
        self._stretch = self._info.index(stretch_key(self._info, look)) - 1
        self._shown_query: ListQuery | None = None
        self._fitting = False
        self._chosen_widths: dict[str, int] = {}
        self._hidden = {spec.key for spec in self._info.columns if not spec.shown}
        self._asked: set[str] = set()
        self._dress()
        self.setModel(model)
        self.chosen = IdSelection(model, self.selectionModel())
        self._dress_columns()
        self.verticalScrollBar().valueChanged.connect(self._tell_window)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    # -- state -----------------------------------------------------------------------------------

    def apply_state(self, state: ListState) -> None:
        """Columns as a person left them."""
        header = self.horizontalHeader()
        keys = [spec.key for spec in self._info.columns]
        for place, key in enumerate(key for key in state.columns if key in keys):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        if state.hidden is not None:
            self._hidden = set(state.hidden)
        self._asked = set(state.asked)
        self._chosen_widths = {key: width for key, width in state.widths.items() if key in keys}
        self._fit()

    def write_state(self, state: ListState) -> None:
        """Put the columns into the state to keep."""
        header = self.horizontalHeader()
        state.columns = [self._info.columns[header.logicalIndex(i)].key for i in range(header.count())]
        state.hidden = [spec.key for spec in self._info.columns if spec.key in self._hidden]
        state.asked = sorted(self._asked)
        state.widths = dict(self._chosen_widths)

    def shown_keys(self) -> list[str]:
        """The columns that are not hidden, left to right, in sight or not."""
        header = self.horizontalHeader()
        order = (self._info.columns[header.logicalIndex(place)].key for place in range(header.count()))
        return [key for key in order if key not in self._hidden]

    def is_in_sight(self, key: str) -> bool:
        """Whether the column is shown and there is room for it."""
        return not self.isColumnHidden(self._info.index(key) - 1)

    def show_column(self, key: str, shown: bool, asked: bool = False) -> None:
        """Show or hide a column; the last one stays. What a person ``asked`` for is never left out for room."""
        if not shown and self.shown_keys() == [key]:
            return
        (self._hidden.discard if shown else self._hidden.add)(key)
        (self._asked.add if shown and asked else self._asked.discard)(key)
        self._fit()

    def mark_order(self, query: ListQuery) -> None:
        """Show by which column the rows are ordered."""
        key, descending = self._info.sorting(query)
        header = self.horizontalHeader()
        known = [spec.key for spec in self._info.columns]
        header.blockSignals(True)
        header.setSortIndicatorShown(key in known)
        if key in known:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(known.index(key), order)
        header.blockSignals(False)
        header.viewport().update()
        self._fit()

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Space and plain:
            self.pane_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape and plain:
            self.back_asked.emit()
        elif key == Qt.Key.Key_C and control:
            self.copy_asked.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self._jump(0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1)
        elif self._is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt: its own look-up would walk a million rows; typing goes to the search line instead."""

    def reset(self) -> None:
        """Stay where one was when the same question was read again; begin at the top for another."""
        before = self.verticalScrollBar().value()
        super().reset()
        same = self._shown_query is not None and self._shown_query == self._model.query
        self._shown_query = self._model.query
        self.verticalScrollBar().setValue(before if same else 0)
        self._tell_window()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The subject takes the room."""
        super().resizeEvent(event)
        self._fit()
        self._tell_window()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row is current when the keyboard comes."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount() and not self.chosen.current:
            self._jump(0, choose=False)

    def sizeHintForColumn(self, column: int) -> int:
        """Qt: a double click on a header's edge asks for it; the visible rows are enough."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self._model.rowCount() - 1
        rows = range(max(first, 0), max(last, 0) + 1)
        return max((self._wanted_width(self._model.index(row, column)) for row in rows), default=48)

    def viewportEvent(self, event: QEvent) -> bool:
        """A cell whose words do not fit shows them all as its tooltip; the others have none."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        if index.isValid() and self._wanted_width(index) > self.columnWidth(index.column()):
            QToolTip.showText(event.globalPos(), plain_tip(str(index.data() or "")), self.viewport())
        else:
            QToolTip.hideText()
        return True

    # -- private ---------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setHorizontalHeader(ListHeader(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.bar = OverlayBar(self)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(row_height())
        vertical.setDefaultSectionSize(row_height())

    def _dress_columns(self) -> None:
        for column, spec in enumerate(self._info.columns):
            self.setItemDelegateForColumn(
                column, make_delegate(spec, self._look, self, strong=column == self._stretch)
            )
        header = self.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        header.sortIndicatorChanged.connect(self._on_sort)

    def _fit(self) -> None:
        """Give every column its width and the subject what is left; where that is little, others give way."""
        self._fitting = True
        subject = self._info.columns[self._stretch].key
        own, room = self._chosen_widths.get(subject, 0), self.viewport().width()
        shown = [s for s in self._info.columns if s.key not in self._hidden and s.key != subject]
        asked = {*self._asked, self._info.sorting(self._model.query)[0]}
        widths = fitted(shown, self._widths, self._chosen_widths, room, own or self._look.subject, asked)
        if subject not in self._hidden:
            widths[subject] = max(room - sum(widths.values()), own, LEAST)
        for column, spec in enumerate(self._info.columns):
            if self.isColumnHidden(column) != (spec.key not in widths):
                self.setColumnHidden(column, spec.key not in widths)
            if spec.key in widths:
                self.setColumnWidth(column, widths[spec.key])
        self._fitting = False

    def _wanted_width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        delegate = self.itemDelegateForColumn(index.column()) or self.itemDelegate()
        return int(delegate.sizeHint(QStyleOptionViewItem(), index).width())

    def _on_resized(self, column: int, before: int, width: int) -> None:
        if not self._fitting and width > 0 and not self.isColumnHidden(column):
            self._chosen_widths[self._info.columns[column].key] = width

    def _on_sort(self, column: int, order: Any) -> None:
        spec = self._info.columns[column]
        if spec.sortable:
            self.sort_asked.emit(spec.key, order == Qt.SortOrder.DescendingOrder)
        else:
            self.mark_order(self._model.query)

    def _tell_window(self) -> None:
        last = self.rowAt(self.viewport().height() - 1)
        first = max(self.rowAt(0), 0)
        self._model.set_window(first, last if last >= 0 else max(self._model.rowCount() - 1, first))

    def _open(self, row: int) -> None:
        key = self._model.id_at(row)
        if key is not None:
            self.opened.emit(key)

    def _jump(self, row: int, choose: bool = True) -> None:
        if row >= 0:
            columns = (c for c in range(self._model.columnCount()) if not self.isColumnHidden(c))
            index = self._model.index(row, next(columns, 0))
            if choose:
                self.setCurrentIndex(index)
                self.scrollTo(index)
            else:
                flag = self.selectionModel().SelectionFlag.NoUpdate
                self.selectionModel().setCurrentIndex(index, flag)

    def _is_typing(self, event: QKeyEvent) -> bool:
        strange = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        text = event.text()
        return bool(text) and text.isprintable() and not event.modifiers() & strange and text != "?"
