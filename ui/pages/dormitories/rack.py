"""The rack: every unit a tile, painted by one widget that is walked through with the arrows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from facilities_app.domain.rows import UnitTile
from resources.texts import tr
from ui import theme
from ui.pages.dormitories.rack_layout import Group, Heading, Measure, Placed, RackLayout, lay_out
from ui.pages.dormitories.tile import TilePainter
from ui.pages.dormitories.words import UnitWords
from ui.widgets import drawing
from ui.widgets.tips import plain_tip

TILE, TALLEST = 60, 72


class Rack(QWidget):
    """Tiles in groups. Arrows, Home, End and typing a number move; ``chosen`` tells which unit, ``opened`` Enter.

    It grows to what it holds: put it into a scroll area and tell it the room there.
    """

    chosen = Signal(int)
    opened = Signal(int)
    pane_asked = Signal()
    back_asked = Signal()
    moved_to = Signal(QRect)

    def __init__(
        self, words: UnitWords, summary: Callable[[Group], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._summary = words, summary
        self._painter = TilePainter(words)
        self._groups: tuple[Group, ...] = ()
        self._layout = RackLayout()
        self._places: dict[int, int] = {}
        self._current: int | None = None
        self._hovered = -1
        self._room = 0
        self._typed = ""
        self._typing = QElapsedTimer()
        self._by_keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Dormitory rack"))

    # -- what it shows ---------------------------------------------------------------------------

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Draw other tiles; the chosen unit stays chosen where it is still there."""
        self._groups = tuple(groups)
        tiles = [tile for group in groups for tile in group.tiles]
        demo = sum(tile.is_demo for tile in tiles)
        self._painter.mark_demo = 0 < demo < len(tiles)
        self._hovered = -1
        self._arrange()

    def tiles(self) -> tuple[UnitTile, ...]:
        """The tiles drawn, in reading order."""
        return tuple(placed.tile for placed in self._layout.tiles)

    def floors(self) -> tuple[int | None, ...]:
        """The floors named beside their rows."""
        return tuple(one.floor for one in self._layout.floors)

    @property
    def current(self) -> int | None:
        """The chosen unit."""
        return self._current

    def choose(self, unit_id: int | None, show: bool = True) -> None:
        """Make a unit the chosen one; one that is not drawn stays chosen for when it is."""
        if unit_id == self._current:
            return
        self._current = unit_id
        self._describe()
        self.update()
        if unit_id is not None:
            if show:
                self._show(unit_id)
            self.chosen.emit(unit_id)

    def box_of(self, unit_id: int) -> QRect:
        """Where a unit's tile is; an empty box if it is not drawn."""
        place = self._places.get(unit_id, -1)
        return QRect(self._layout.tiles[place].box) if place >= 0 else QRect()

    def set_room(self, height: int) -> None:
        """How high the view is: tiles grow a little where there is room."""
        if height != self._room:
            self._room = height
            self._arrange()

    # -- Qt --------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(814, self._layout.height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Take on the new theme's sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        seen = event.rect()
        painter = QPainter(self)
        for heading in self._layout.headings:
            if heading.box.intersects(seen):
                self._paint_heading(painter, heading)
        current = theme.current()
        for floor in self._layout.floors:
            if floor.box.intersects(seen):
                words = "" if floor.floor is None else f"{floor.floor}F"
                room = floor.box.adjusted(current.sizes.s, 4, 0, 0)
                line = QRect(room.left(), room.top() + room.height() // 2 - 12, room.width(), 20)
                drawing.text(painter, line, words, current.text2, "small")
        for place, placed in enumerate(self._layout.tiles):
            if placed.box.intersects(seen):
                self._painter.paint(
                    painter,
                    placed.tile,
                    placed.box,
                    chosen=placed.tile.id == self._current,
                    hovered=place == self._hovered,
                    ringed=self.hasFocus() and self._by_keyboard,
                )
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell a tile in one sentence."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            words = self._words.whole(self._layout.tiles[place].tile) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the tile under the mouse."""
        self._hover(self._place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile."""
        place = self._place_at(event.position().toPoint())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._layout.tiles[place].tile.id, show=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the tile."""
        place = self._place_at(event.position().toPoint())
        if place >= 0:
            self.opened.emit(self._layout.tiles[place].tile.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the chosen tile, else at the first."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._current not in self._places and self._layout.tiles:
            self.choose(self._layout.tiles[0].tile.id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, find by number."""
        key = event.key()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        jump = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in step:
            self._go(self._place() + step[Qt.Key(key)])
        elif key in jump:
            self._go(self._beyond(jump[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._layout.tiles) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._current in self._places:
                self.opened.emit(self._current)
        elif key == Qt.Key.Key_Space:
            self.pane_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif event.text().strip() and event.text().isprintable() and event.text() != "?":
            self._find(event.text())
        else:
            super().keyPressEvent(event)

    # -- private ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        scale = theme.current().sizes.row / 36
        plain = Measure(
            max(1, self.width()), round(TILE * scale), round(24 * scale), theme.current().sizes.s - 1
        )
        made = lay_out(self._groups, plain)
        rows = (made.tiles[-1].row + 1) if made.tiles else 0
        spare = self._room - made.height
        if rows and spare > rows:
            tall = min(round(TALLEST * scale), plain.tile + spare // rows)
            made = lay_out(self._groups, Measure(plain.width, tall, plain.head, plain.between))
        self._layout = made
        self._places = {placed.tile.id: place for place, placed in enumerate(made.tiles)}
        self.setFixedHeight(max(1, made.height))
        self._describe()
        self.update()

    def _paint_heading(self, painter: QPainter, heading: Heading) -> None:
        current = theme.current()
        box = heading.box.adjusted(0, 0, -4, -2)
        group = heading.group
        width = drawing.text(painter, box, group.title, current.text, "body", drawing.BOLD)
        box.setLeft(box.left() + width + current.sizes.s)
        width = drawing.text(painter, box, f"{len(group.tiles):,}", current.text2, "body", drawing.BOLD)
        box.setLeft(box.left() + width + current.sizes.s)
        drawing.text(painter, box, self._summary(group), current.text2, "small")

    def _place_at(self, point: QPoint) -> int:
        for place, placed in enumerate(self._layout.tiles):
            if placed.box.contains(point):
                return place
        return -1

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            shape = Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _place(self) -> int:
        return self._places.get(self._current, -1) if self._current is not None else -1

    def _go(self, place: int) -> None:
        if self._layout.tiles:
            self._by_keyboard = True
            place = max(0, min(place, len(self._layout.tiles) - 1))
            self.choose(self._layout.tiles[place].tile.id)

    def _beyond(self, step: int) -> int:
        """The tile in the next row that is nearest to the same column."""
        place = self._place()
        if place < 0:
            return 0
        here = self._layout.tiles[place]
        row = [
            (abs(one.column - here.column), at)
            for at, one in enumerate(self._layout.tiles)
            if one.row == here.row + step
        ]
        return min(row)[1] if row else place

    def _find(self, text: str) -> None:
        """Go to the first unit whose number begins with what is being typed."""
        if not self._typing.isValid() or self._typing.elapsed() > QApplication.keyboardInputInterval() * 3:
            self._typed = ""
        self._typing.start()
        self._typed += text.casefold()
        for place, placed in enumerate(self._layout.tiles):
            if placed.tile.code.casefold().startswith(self._typed):
                self._go(place)
                return

    def _show(self, unit_id: int) -> None:
        box = self.box_of(unit_id)
        if not box.isEmpty():
            self.moved_to.emit(box)

    def _describe(self) -> None:
        """Tell a screen reader where one is."""
        placed = self._placed()
        words = "" if placed is None else self._words.whole(placed.tile).replace("\n", ", ")
        self.setAccessibleDescription(words)

    def _placed(self) -> Placed | None:
        place = self._place()
        return self._layout.tiles[place] if place >= 0 else None
