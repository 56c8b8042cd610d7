"""The grid of the year planner: plans down, months or weeks across, walked with the arrows, moved by hand or Alt."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from facilities_app.domain.year_columns import Column
from facilities_app.domain.year_plan import CARRIED, Load, Mark, YearRow, cells_of, loads
from facilities_app.domain.year_words import basis_word, cycle_words
from resources.texts import tr
from ui.pages.inspections.year_geometry import Geometry
from ui.pages.inspections.year_painting import paint_grid
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
        self.places = Geometry()
        self.today = date.min
        self.groups: list[tuple[str, int, int]] = []
        self.suffixes: Sequence[str] = ()
        self._cells: dict[int, dict[int, tuple[Mark, ...]]] = {}
        self.loads: tuple[Load, ...] = ()
        self._pressed: tuple[QPoint, Spot] | None = None
        self.dragged: Spot | None = None
        self.over = -1
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
        self.rows, self.suffixes, self.today = tuple(rows), suffixes, today
        if tuple(columns) != self.columns:
            self.columns = tuple(columns)
            self.at = Spot(self.at.row, self._column_today())
        self._cells.clear()
        self.loads = loads(self.rows, self.columns)
        start, self.groups = 0, []
        for name, found in groupby(groups):
            count = len(list(found))
            self.groups.append((name, start, start + count))
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
        return self.places.cell_box(spot.row, spot.column, self.scrolled())

    def cell(self, row: int, column: int) -> QRect:
        """The same by numbers."""
        return self.places.cell_box(row, column, self.scrolled())

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
        row = self.places.row_at(where.y(), self.scrolled(), len(self.rows))
        column = self.places.column_at(where.x())
        return Spot(row, column) if row >= 0 and column >= 0 else None

    def scrolled(self) -> int:
        """How far the rows are scrolled."""
        return self.verticalScrollBar().value()

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, move."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self.dragged is not None:
            self._put_down()
        elif modifiers in _MOVING and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(self.at, self.at.column + _STEPS[key][1])
        elif modifiers or not self._walked(key):
            super().keyPressEvent(event)

    def _walked(self, key: Qt.Key) -> bool:
        page = max(1, self.places.body().height() // self.places.row - 1)
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
        if self._pressed is not None and self.dragged is None:
            start, spot = self._pressed
            if (where - start).manhattanLength() >= QApplication.startDragDistance():
                self.dragged, self._pressed = spot, None
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self.hovered.emit(None)
        if self.dragged is not None:
            self.over = self.places.column_at(where.x())
            self.viewport().update()
            return
        under = self.spot_at(where)
        if under != self._hover:
            self._hover = under
            self.hovered.emit(under if under is not None and self.marks(under) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is carried on a column of its row."""
        dragged, over = self.dragged, self.over
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
        self.dragged, self.over = None, -1
        self.viewport().unsetCursor()
        self.viewport().update()

    # -- Qt --------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Head, foot and a few rows."""
        at = self.places
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
            row = self.places.row_at(event.pos().y(), self.scrolled(), len(self.rows))
            names = row >= 0 and event.pos().x() < self.places.left
            words = f"{self.rows[row].title}　{self.rows[row].site}" if names else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight, head and foot over it."""
        painter = QPainter(self.viewport())
        paint_grid(painter, self)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        cycles = [cycle_words(rule) for rule in {row.rule for row in self.rows}] + [tr("Interval")]
        bases = [basis_word(True), basis_word(False), tr("Basis")]
        at, size = self.places, self.viewport().size()
        at.fit(size.width(), size.height(), max(1, len(self.columns)), cycles, bases)
        whole, seen = len(self.rows) * at.row, at.body().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - seen))
        bar.setPageStep(max(1, seen))
        bar.setSingleStep(at.row)
        self.viewport().update()

    def _show(self, row: int) -> None:
        at, bar = self.places, self.verticalScrollBar()
        top, room = row * at.row, at.body().height()
        if top < bar.value():
            bar.setValue(top)
        elif top + at.row > bar.value() + room:
            bar.setValue(top + at.row - room)

    def _column_today(self) -> int:
        found = (n for n, one in enumerate(self.columns) if one.first <= self.today <= one.last)
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
