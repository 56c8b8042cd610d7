"""The grid of the year planner: plans down, months or weeks across, walked with the arrows, moved by hand or Alt."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from facilities_app.domain.year_plan import CARRIED, Column, Load, Mark, YearRow, cells_of, loads
from facilities_app.domain.year_words import basis_word, cycle_words
from resources.texts import tr
from ui import theme
from ui.pages.inspections import year_paint as paint
from ui.pages.inspections.year_geometry import STRIP, Geometry
from ui.widgets import drawing
from ui.widgets.tips import plain_tip

_MOVING = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,  # as in calendar and board
)
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class Spot(NamedTuple):
    """A cell by its row and column."""

    row: int
    column: int


class YearGrid(QAbstractScrollArea):
    """Arrows walk, Home and End go to the year's ends, Enter opens, Space shows more, M asks for a date; Alt (or
    Ctrl+Shift) and an arrow, or dragging, moves what is planned in the cell to another column of its row.
    """

    at_changed = Signal(object)  # Spot
    opened = Signal(object)  # Spot
    more_asked = Signal(object)  # Spot
    date_asked = Signal(object)  # Spot
    moved = Signal(object, int)  # Spot, the column it should go to
    hovered = Signal(object)  # Spot or None
    turned = Signal(int)

    def __init__(
        self, sentence: Callable[[YearRow, Column, tuple[Mark, ...]], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.rows: tuple[YearRow, ...] = ()
        self.columns: tuple[Column, ...] = ()
        self.at = Spot(0, 0)
        self.geometry_ = Geometry()
        self._today = date.min
        self._groups: list[tuple[str, int, int]] = []
        self._suffixes: Sequence[str] = ()
        self._cells: dict[int, dict[int, tuple[Mark, ...]]] = {}
        self._loads: tuple[Load, ...] = ()
        self._pressed: tuple[QPoint, Spot] | None = None
        self._dragged: Spot | None = None
        self._over = -1
        self._hover: Spot | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Year planner"))

    # -- what it shows ---------------------------------------------------------------------------

    def show_rows(
        self,
        rows: Sequence[YearRow],
        columns: Sequence[Column],
        today: date,
        groups: Sequence[str],
        suffixes: Sequence[str],
    ) -> None:
        """Show these rows; ``groups`` and ``suffixes`` name the group and the quiet words of each."""
        kept = self.rows[self.at.row].key if self.at.row < len(self.rows) else None
        self.rows, self._suffixes, self._today = tuple(rows), suffixes, today
        if tuple(columns) != self.columns:
            self.columns = tuple(columns)
            self.at = Spot(self.at.row, self._column_today())
        self._cells.clear()
        self._loads = loads(self.rows, self.columns)
        start, self._groups = 0, []
        for name, found in groupby(groups):
            count = len(list(found))
            self._groups.append((name, start, start + count))
            start += count
        row = next(
            (n for n, one in enumerate(self.rows) if one.key == kept), min(self.at.row, max(0, len(rows) - 1))
        )
        self.at = Spot(row, self.at.column)
        self._arrange()
        self._describe()

    def cells(self, row: int) -> dict[int, tuple[Mark, ...]]:
        """A row's marks by column."""
        found = self._cells.get(row)
        if found is None:
            found = self._cells[row] = cells_of(self.rows[row], self.columns)
        return found

    def marks(self, spot: Spot) -> tuple[Mark, ...]:
        """What stands in a cell."""
        return self.cells(spot.row).get(spot.column, ()) if spot.row < len(self.rows) else ()

    def box(self, spot: Spot) -> QRect:
        """Where a cell is, in the viewport."""
        return self.geometry_.cell_box(spot.row, spot.column, self._scrolled())

    def go(self, spot: Spot) -> None:
        """Stand on a cell and bring it into sight."""
        if not self.rows:
            return
        row = min(max(spot.row, 0), len(self.rows) - 1)
        self.at = Spot(row, min(max(spot.column, 0), len(self.columns) - 1))
        self._show(row)
        self._describe()
        self.viewport().update()
        self.at_changed.emit(self.at)

    def spot_at(self, where: QPoint) -> Spot | None:
        """The cell under a point of the viewport."""
        row = self.geometry_.row_at(where.y(), self._scrolled(), len(self.rows))
        column = self.geometry_.column_at(where.x())
        return Spot(row, column) if row >= 0 and column >= 0 else None

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, move."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self._put_down()
        elif modifiers in _MOVING and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(self.at, self.at.column + _STEPS[key][1])
        elif modifiers or not self._walked(key):
            super().keyPressEvent(event)

    def _walked(self, key: Qt.Key) -> bool:
        page = max(1, self.geometry_.body().height() // self.geometry_.row - 1)
        row, column = self.at
        targets = {
            Qt.Key.Key_Home: Spot(row, 0),
            Qt.Key.Key_End: Spot(row, len(self.columns) - 1),
            Qt.Key.Key_PageUp: Spot(row - page, column),
            Qt.Key.Key_PageDown: Spot(row + page, column),
        }
        if key in _STEPS:
            self.go(Spot(row + _STEPS[key][0], column + _STEPS[key][1]))
        elif key in targets:
            self.go(targets[key])
        elif key == Qt.Key.Key_T:
            self.go(Spot(row, self._column_today()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.at)
        elif key == Qt.Key.Key_Space:
            self.more_asked.emit(self.at)
        elif key == Qt.Key.Key_M:
            self.date_asked.emit(self.at)
        else:
            return False
        return True

    # -- mouse -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stand on the cell; it may be about to be dragged."""
        where = event.position().toPoint()
        spot = self.spot_at(where)
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go(spot)
            self._pressed = (where, spot) if self.marks(spot) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry what is planned, else tell what is under the mouse."""
        where = event.position().toPoint()
        if self._pressed is not None and self._dragged is None:
            start, spot = self._pressed
            if (where - start).manhattanLength() >= QApplication.startDragDistance():
                self._dragged, self._pressed = spot, None
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self.hovered.emit(None)
        if self._dragged is not None:
            self._over = self.geometry_.column_at(where.x())
            self.viewport().update()
            return
        under = self.spot_at(where)
        if under != self._hover:
            self._hover = under
            self.hovered.emit(under if under is not None and self.marks(under) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is carried on a column of its row."""
        dragged, over = self._dragged, self._over
        self._pressed = None
        if dragged is None:
            return
        self._put_down()
        if over >= 0 and over != dragged.column:
            self.moved.emit(dragged, over)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is in the cell."""
        spot = self.spot_at(event.position().toPoint())
        if spot is not None and self.marks(spot):
            self.opened.emit(spot)

    def _put_down(self) -> None:
        self._dragged, self._over = None, -1
        self.viewport().unsetCursor()
        self.viewport().update()

    # -- Qt --------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Head, foot and a few rows."""
        at = self.geometry_
        return QSize(640, at.head + at.foot + 4 * at.row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Take on the new theme's sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where one stands."""
        super().focusInEvent(event)
        self._describe()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """A whole title under the mouse; nothing is under it once it left."""
        if event.type() == QEvent.Type.Leave and self._hover is not None:
            self._hover = None
            self.hovered.emit(None)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.geometry_.row_at(event.pos().y(), self._scrolled(), len(self.rows))
            names = row >= 0 and event.pos().x() < self.geometry_.left
            words = f"{self.rows[row].title}　{self.rows[row].site}" if names else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight, head and foot over it."""
        at, current = self.geometry_, theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), current.surface)
        self._paint_columns(painter)
        first = self._scrolled() // at.row
        last = min(len(self.rows), first + at.body().height() // at.row + 2)
        for row in range(first, last):
            self._paint_row(painter, row)
        self._paint_groups(painter)
        if self.hasFocus() and self.rows:
            drawing.rounded(painter, self.box(self.at).adjusted(1, 0, -1, -1), 4, None, current.accent, 2)
        paint.paint_foot(painter, at, self.columns, self._loads, self._today)
        paint.paint_head(painter, at, self.columns, self._today, name=tr("Inspection"))
        bottom = min(at.head + len(self.rows) * at.row - self._scrolled(), at.height - at.foot)
        paint.paint_today(painter, at, self.columns, self._today, bottom)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _paint_columns(self, painter: QPainter) -> None:
        at, current = self.geometry_, theme.current()
        for place, column in enumerate(self.columns):
            left, wide = at.edges[place], at.edges[place + 1] - at.edges[place]
            if column.first <= self._today <= column.last:
                painter.fillRect(left, at.head, wide, at.height, current.surface2)
            if place == self._over and self._dragged is not None:
                painter.fillRect(left, at.head, wide, at.height, current.accent_bg)
            painter.fillRect(left, at.head, 1, at.height, current.line)
        if at.edges:
            painter.fillRect(at.edges[-1], at.head, 1, at.height, current.line)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        at, found = self.geometry_, self.rows[row]
        suffix = self._suffixes[row] if row < len(self._suffixes) else ""
        paint.paint_row(painter, at, at.row_box(row, self._scrolled()), found, suffix)
        cells = self.cells(row)
        for column, marks in cells.items():
            box = self.box(Spot(row, column))
            if self._dragged == Spot(row, column):
                line = theme.current().text3
                drawing.rounded(painter, box.adjusted(2, 2, -2, -3), 3, None, line, dashed=True)
            else:
                paint.paint_cell(painter, box, found, self.columns[column], marks)
        if found.pause is not None:
            for place in range(len(self.columns)):
                if place not in cells and found.pause.covers(self.columns[place]):
                    paint.paint_pause(painter, self.box(Spot(row, place)), found.pause.reason)

    def _paint_groups(self, painter: QPainter) -> None:
        at, seen = self.geometry_, self.geometry_.body()
        for name, first, last in self._groups:
            top = at.head + first * at.row - self._scrolled()
            box = QRect(0, top, STRIP, (last - first) * at.row)
            if box.intersects(seen):
                paint.paint_group(painter, box, seen, name)
                painter.fillRect(0, box.bottom(), at.width, 1, theme.current().text3)

    def _arrange(self) -> None:
        cycles = [cycle_words(rule) for rule in {row.rule for row in self.rows}] + [tr("Interval")]
        bases = [basis_word(True), basis_word(False), tr("Basis")]
        at, size = self.geometry_, self.viewport().size()
        at.fit(size.width(), size.height(), max(1, len(self.columns)), cycles, bases)
        whole, seen = len(self.rows) * at.row, at.body().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - seen))
        bar.setPageStep(max(1, seen))
        bar.setSingleStep(at.row)
        self.viewport().update()

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _show(self, row: int) -> None:
        at, bar = self.geometry_, self.verticalScrollBar()
        top, room = row * at.row, at.body().height()
        if top < bar.value():
            bar.setValue(top)
        elif top + at.row > bar.value() + room:
            bar.setValue(top + at.row - room)

    def _column_today(self) -> int:
        found = (n for n, one in enumerate(self.columns) if one.first <= self._today <= one.last)
        return next(found, 0)

    def _describe(self) -> None:
        if self.rows and self.at.column < len(self.columns):
            row, column = self.rows[self.at.row], self.columns[self.at.column]
            self.setAccessibleDescription(self._sentence(row, column, self.marks(self.at)))
        else:
            self.setAccessibleDescription("")


def carried(marks: Sequence[Mark]) -> tuple[int, ...]:
    """The tasks of a cell that may still be moved."""
    return tuple(mark.task_id for mark in marks if mark.task_id and mark.state in CARRIED)
