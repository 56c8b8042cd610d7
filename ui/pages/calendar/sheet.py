"""The calendar's sheet of weeks: days walked with the arrows, entries opened, visits and inspections dragged."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from facilities_app.domain.planning import DayEntry
from facilities_app.domain.planning import DayKind as DayEntryKind
from resources.texts import tr, trn
from ui import theme
from ui.components.day_words import EntryWords
from ui.pages.calendar.cells import Cell, day_height, head_height, lay_out
from ui.pages.calendar.painting import paint_day, paint_entry, paint_more, paint_weekdays
from ui.widgets import drawing
from ui.widgets.calendar import DayKind
from ui.widgets.tips import plain_tip

_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class WeekSheet(QWidget):
    """Arrows walk the days, Enter goes into a day's entries and opens one, Esc comes back. Ctrl+Shift and an arrow
    puts a planned visit or inspection on another day, as dragging it does.
    """

    day_changed = Signal(object)  # date
    opened = Signal(object)  # DayEntry
    moved = Signal(object, object)  # DayEntry, date
    refused = Signal(object)  # an entry that does not move here
    more_asked = Signal(object)  # date
    turned = Signal(int)

    def __init__(
        self,
        today: date,
        day_kind: DayKind,
        words: Callable[[DayEntry], EntryWords],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._kind, self._words = today, day_kind, words
        self.at = today
        self.chosen: tuple[str, int] | None = None
        self._first, self._rows, self._tall = today, 1, False
        self._entries: Mapping[date, Sequence[DayEntry]] = {}
        self._cells: tuple[Cell, ...] = ()
        self._month = 0
        self._pressed: tuple[QPoint, DayEntry] | None = None
        self._dragged: DayEntry | None = None
        self._mouse = QPoint(-1, -1)
        self._over: date | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Calendar"))

    # -- what it shows ---------------------------------------------------------------------------

    def set_span(self, first: date, rows: int, *, tall: bool, month: int = 0) -> None:
        """Show these weeks; days outside ``month`` (0: none) are quieter."""
        self._first, self._rows, self._tall, self._month = first, rows, tall, month
        self._arrange()

    def set_entries(self, entries: Mapping[date, Sequence[DayEntry]]) -> None:
        """Show other entries; the chosen one stays chosen if it is still on this day."""
        self._entries = entries
        if self.chosen is not None and all(one.key != self.chosen for one in entries.get(self.at, ())):
            self.chosen = None
        self._arrange()

    def cells(self) -> tuple[Cell, ...]:
        """The days drawn."""
        return self._cells

    def cell_of(self, day: date) -> Cell | None:
        """The cell of a day, if it is shown."""
        place = (day - self._first).days
        return self._cells[place] if 0 <= place < len(self._cells) else None

    def current(self) -> DayEntry | None:
        """The chosen entry."""
        found = self._entries.get(self.at, ())
        return next((one for one in found if one.key == self.chosen), None)

    def go(self, day: date, chosen: tuple[str, int] | None = None) -> None:
        """Stand on a day, or on one of its entries."""
        before, self.at, self.chosen = self.at, day, chosen
        self._describe()
        self.update()
        if day != before:
            self.day_changed.emit(day)

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, move."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._dragged is not None and key == Qt.Key.Key_Escape:
            self._put_down()
        elif key in _STEPS and modifiers == _MOVING:
            self._move_by(_STEPS[key])
        elif modifiers:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.chosen is not None:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in _STEPS:
            self.go(self.at + timedelta(days=_STEPS[key]))
        elif key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self.chosen is not None:
            self.go(self.at)
        elif key == Qt.Key.Key_T:
            self.go(self._today)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        entry, found = self.current(), self._entries.get(self.at, ())
        if entry is not None:
            self.opened.emit(entry)
        elif found:
            self.go(self.at, found[0].key)
        else:
            self.more_asked.emit(self.at)

    def _walk(self, step: int) -> None:
        keys = [entry.key for entry in self._entries.get(self.at, ())]
        place = keys.index(self.chosen) + step if self.chosen in keys else 0
        if 0 <= place < len(keys):
            self.go(self.at, keys[place])

    def _move_by(self, days: int) -> None:
        entry = self.current()
        if entry is not None:
            self._ask_move(entry, entry.day + timedelta(days=days))

    def _ask_move(self, entry: DayEntry, day: date) -> None:
        if not entry.can_move:
            self.refused.emit(entry)
        elif day != entry.day:
            if entry.kind is DayEntryKind.VISIT:
                self.go(day, entry.key)  # an inspection may be refused, and asks for a reason first
            self.moved.emit(entry, day)

    # -- mouse -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day or an entry; an entry may be about to be dragged."""
        where = event.position().toPoint()
        cell, entry = self.at_point(where)
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go(cell.day, entry.key if entry is not None else None)
            self._pressed = (where, entry) if entry is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry a visit, else light what is under the mouse."""
        self._mouse = event.position().toPoint()
        if self._pressed is not None and self._dragged is None:
            start, entry = self._pressed
            if (self._mouse - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                if entry.can_move:
                    self._dragged = entry
                    self.setCursor(Qt.CursorShape.ClosedHandCursor)
                else:
                    self.refused.emit(entry)
        if self._dragged is not None:
            cell, _ = self.at_point(self._mouse)
            self._over = cell.day if cell is not None else None
        elif self._pressed is None:
            hand = self.at_point(self._mouse)[1] is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the visit, open the entry that was clicked, or show what did not fit."""
        where = event.position().toPoint()
        cell, entry = self.at_point(where)
        if self._dragged is not None:
            dragged = self._dragged
            self._put_down()
            if cell is not None:
                self._ask_move(dragged, cell.day)
        elif self._pressed is not None and entry is not None and entry.key == self._pressed[1].key:
            self.opened.emit(entry)
        elif cell is not None and cell.left and cell.more.contains(where):
            self.more_asked.emit(cell.day)
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A day opens as a list."""
        cell, entry = self.at_point(event.position().toPoint())
        if cell is not None and entry is None:
            self.more_asked.emit(cell.day)

    def at_point(self, where: QPoint) -> tuple[Cell | None, DayEntry | None]:
        """The day and the entry under a point."""
        cell = next((one for one in self._cells if one.box.contains(where)), None)
        if cell is None:
            return None, None
        return cell, next((placed.entry for placed in cell.entries if placed.box.contains(where)), None)

    def _put_down(self) -> None:
        self._dragged = self._over = None
        self.unsetCursor()
        self.update()

    # -- Qt --------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """A line in every day."""
        sizes = theme.current().sizes
        return QSize(7 * sizes.key_column, head_height() + 6 * (day_height() + sizes.row_dense))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer entries fit."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Take on the new theme's sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        super().leaveEvent(event)
        self._mouse = QPoint(-1, -1)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where one stands."""
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The whole entry, or the holiday's name, under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell, entry = self.at_point(event.pos())
            words = self._words(entry).whole() if entry is not None else ""
            if not words and cell is not None:
                words = self._kind(cell.day)[1]
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw weekdays, days, entries, and the visit in the hand."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        paint_weekdays(painter, self._first, self.width())
        for cell in self._cells:
            self._paint_cell(painter, cell)
        if self._dragged is not None:
            box = QRect(self._mouse.x() - 60, self._mouse.y() - 10, 160, 22)
            paint_entry(painter, box, self._words(self._dragged), tall=False, chosen=True)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._cells = lay_out(self.size(), self._first, self._rows, self._entries, tall=self._tall)
        self._describe()
        self.update()

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        current, box = theme.current(), cell.box
        kind, name = self._kind(cell.day)
        if kind in ("weekend", "holiday"):
            painter.fillRect(box, current.bg)
        if cell.day == self._over:
            painter.fillRect(box, current.accent_bg)
        painter.fillRect(box.right(), box.top(), 1, box.height(), current.line)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, current.line)
        outside = bool(self._month) and cell.day.month != self._month
        paint_day(painter, cell, kind, name, is_today=cell.day == self._today, outside=outside)
        for placed in cell.entries:
            if self._dragged is not None and placed.entry.key == self._dragged.key:
                drawing.rounded(painter, placed.box, current.sizes.xs, None, current.text3, dashed=True)
                continue
            chosen = cell.day == self.at and placed.entry.key == self.chosen
            hovered = self._dragged is None and placed.box.contains(self._mouse)
            words = self._words(placed.entry)
            paint_entry(painter, placed.box, words, tall=self._tall, chosen=chosen, hovered=hovered)
        if cell.left:
            paint_more(painter, cell)
        if cell.day == self.at:
            width = 2 if self.hasFocus() and self.chosen is None else 1
            drawing.rounded(
                painter, box.adjusted(1, 1, -2, -2), current.sizes.xs, None, current.accent, width
            )

    def _describe(self) -> None:
        """Tell a screen reader where one stands and what is there."""
        entry = self.current()
        if entry is not None:
            self.setAccessibleDescription(self._words(entry).whole())
            return
        found = self._entries.get(self.at, ())
        parts = [self.at.isoformat(), self._kind(self.at)[1], trn("{n} entry", "{n} entries", len(found))]
        self.setAccessibleDescription(tr(", ", "list").join(part for part in parts if part))
