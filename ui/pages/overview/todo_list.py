"""The to-do list, painted by one widget: arrows move, Enter does the line's one action."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facilities_app.domain.rows import DueItem
from resources.texts import tr
from ui import icons, theme
from ui.context import UiContext
from ui.pages.overview.entries import Entry, Line, entries_of, lines_of, shares
from ui.pages.overview.words import EntryWords, entry_words, group_title
from ui.widgets import drawing
from ui.widgets.tips import plain_tip

_PAD = 16
_LEAST_WHAT, _LEAST_WHERE = 160, 60


class TodoList(QWidget):
    """Groups of lines. ``run`` carries the entry whose action was asked for, ``all_asked`` a group.

    It grows to what it holds; put it into a scroll area and tell it the room there.
    """

    run = Signal(object)
    all_asked = Signal(str)
    moved_to = Signal(QRect)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._totals: dict[str, int] = {}
        self._opened: frozenset[str] = frozenset()
        self._room = 0
        self._lines: tuple[Line, ...] = ()
        self._words: dict[int, EntryWords] = {}
        self._tops: list[int] = []
        self._widths = (90, 74)
        self._mark_demo = False
        self.at = -1
        self._hovered = -1
        self._mouse = QPoint(-1, -1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("To do today"))

    # -- what it shows ---------------------------------------------------------------------------

    def set_items(self, items: Iterable[DueItem], totals: Mapping[str, int]) -> None:
        """Show other things; the line one was on stays the current one if it is still there."""
        before = self.current()
        listed = list(items)
        demo = sum(item.is_demo for item in listed)
        self._mark_demo = 0 < demo < len(listed)
        self._entries, self._totals = entries_of(listed), dict(totals)
        self._arrange()
        self._keep(before)

    def set_room(self, height: int) -> None:
        """How high the view is: what does not fit of the long groups waits behind "more"."""
        if height != self._room:
            before = self.current()
            self._room = height
            self._arrange()
            self._keep(before)

    def lines(self) -> tuple[Line, ...]:
        """The lines drawn."""
        return self._lines

    def words(self, place: int) -> EntryWords:
        """What an entry's line says."""
        return self._words[place]

    def current(self) -> Entry | None:
        """The entry one is on."""
        return self._lines[self.at].entry if 0 <= self.at < len(self._lines) else None

    def box(self, place: int) -> QRect:
        """Where a line is."""
        return QRect(0, self._tops[place], self.width(), self._height(self._lines[place]))

    def go(self, place: int) -> None:
        """Move to a line that can be run."""
        if place != self.at and 0 <= place < len(self._lines):
            self.at = place
            self._describe()
            self.moved_to.emit(self.box(place))
            self.update()

    # -- Qt --------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(696, self._tops[-1] if self._tops else 0)

    def changeEvent(self, event: QEvent) -> None:
        """Take on the new theme's sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter runs."""
        stops = [place for place, line in enumerate(self._lines) if line.entry is not None or line.more]
        at = stops.index(self.at) if self.at in stops else -1
        jumps = {
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_PageDown: at + 10,
            Qt.Key.Key_PageUp: at - 10,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(stops) - 1,
        }
        if event.key() in jumps and stops:
            self.go(stops[max(0, min(jumps[Qt.Key(event.key())], len(stops) - 1))])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._run(self.at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the line under the mouse."""
        self._mouse = event.position().toPoint()
        self._hover(self._place_at(self._mouse))

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        super().leaveEvent(event)
        self._mouse = QPoint(-1, -1)
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the action runs it, elsewhere it moves there."""
        place = self._place_at(event.position().toPoint())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.go(place)
        if self._lines[place].kind == "head" or self._button(place).contains(event.position().toPoint()):
            self._run(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Run the line."""
        place = self._place_at(event.position().toPoint())
        if place >= 0 and self._lines[place].kind == "entry":
            self._run(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the line one is on."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell a line in one sentence."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            words = self._words[place].sentence() if place in self._words else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self)
        for place, line in enumerate(self._lines):
            box = self.box(place)
            if not box.intersects(event.rect()):
                continue
            if line.kind == "head":
                self._paint_head(painter, line, box, place)
            else:
                self._paint_entry(painter, box, place)
        painter.end()

    # -- painting --------------------------------------------------------------------------------

    def _paint_head(self, painter: QPainter, line: Line, box: QRect, place: int) -> None:
        current = theme.current()
        if line.more and place in (self.at, self._hovered):
            painter.fillRect(box, current.accent_bg if place == self.at else current.hover)
        painter.fillRect(0, box.bottom(), self.width(), 1, current.line)
        room = box.adjusted(_PAD, 2, -_PAD, 0)
        width = drawing.text(painter, room, group_title(line.group), current.text2, "small", drawing.BOLD)
        room.setLeft(room.left() + width + current.sizes.s)
        drawing.text(painter, room, f"{line.count:,}", current.text2, "small")
        if line.more:
            self._paint_more(painter, line, room)

    def _paint_more(self, painter: QPainter, line: Line, room: QRect) -> None:
        """How many more there are, at the head's right end."""
        current = theme.current()
        side = current.sizes.icon_small
        arrow = QRect(room.right() - side + 1, room.top(), side, room.height())
        icon = "arrow-right" if self._is_open(line.group) else "chevron-down"
        icons.paint(painter, icon, arrow, current.accent, side)
        words = tr("{n} more").format(n=f"{line.more:,}")
        drawing.text(
            painter, room.adjusted(0, 0, -side - 4, 0), words, current.accent, "small", align=drawing.RIGHT
        )

    def _paint_ground(self, painter: QPainter, box: QRect, place: int) -> None:
        current = theme.current()
        if place == self.at:
            painter.fillRect(box, current.accent_bg)
            painter.fillRect(0, box.top(), current.sizes.bar, box.height(), current.accent)
        elif place == self._hovered:
            painter.fillRect(box, current.hover)
        last = place + 1 >= len(self._lines) or self._lines[place + 1].kind == "head"
        if not last:
            painter.fillRect(0, box.bottom(), self.width(), 1, current.line)

    def _paint_entry(self, painter: QPainter, box: QRect, place: int) -> None:
        current, sizes = theme.current(), theme.current().sizes
        self._paint_ground(painter, box, place)
        words = self._words[place]
        pill = box.adjusted(_PAD, 0, 0, 0)
        pill.setWidth(self._widths[0])
        drawing.pill(painter, pill, words.pill.text, words.pill.tone, words.pill.icon)
        icon = QRect(pill.right() + sizes.m, box.top(), sizes.icon, box.height())
        icons.paint(painter, words.icon, icon, current.text2)
        where, due, button = self._columns(box)
        left = self._what_left(box)
        what = QRect(left, box.top(), where.left() - left - sizes.s, box.height())
        self._paint_what(painter, what, place)
        drawing.text(painter, where, words.where if where.width() else "", current.text2, "small")
        colour = current.tone(words.due_tone).fg if words.due_tone else current.text2
        drawing.text(painter, due, words.due if due.width() else "", colour, "small", align=drawing.RIGHT)
        if place == self.at:
            plate = button.adjusted(0, (box.height() - 26) // 2, 0, -(box.height() - 26) // 2)
            drawing.rounded(painter, plate, sizes.radius, current.accent)
            drawing.text(
                painter, plate, words.action, current.on_accent, "small", drawing.MEDIUM, drawing.CENTRE
            )
        else:
            weight = drawing.BOLD if button.contains(self._mouse) else drawing.MEDIUM
            drawing.text(painter, button, words.action, current.accent, "small", weight, drawing.RIGHT)

    def _paint_what(self, painter: QPainter, room: QRect, place: int) -> None:
        current = theme.current()
        words = self._words[place]
        if words.number:
            width = drawing.text(painter, room, words.number, current.text2, "small")
            room.setLeft(room.left() + width + current.sizes.s)
        entry = self._lines[place].entry
        width = drawing.text(painter, room, words.what, current.text, "body", drawing.MEDIUM)
        if self._mark_demo and entry is not None and entry.item.is_demo and width + 16 < room.width():
            flask = QRect(room.left() + width + 5, room.top(), 12, room.height())
            icons.paint(painter, "test-tube", flask, current.text3, 12)

    # -- private ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        line, head = theme.current().sizes.row, theme.current().sizes.group_header
        counts = {name: len(of) for name, of in self._entries.items() if of}
        room = max(0, self._room - head * len(counts)) // line if self._room else 12
        self._lines = lines_of(self._entries, self._totals, shares(counts, room), self._opened)
        self._words = {
            place: entry_words(self._context, one.entry)
            for place, one in enumerate(self._lines)
            if one.entry is not None
        }
        self._tops, top = [], 0
        for one in self._lines:
            self._tops.append(top)
            top += self._height(one)
        self._tops.append(top)
        self._measure()
        self.setFixedHeight(max(1, top))
        self._hovered = -1
        self.update()

    def _measure(self) -> None:
        pills = [drawing.pill_width(one.pill.text, one.pill.icon) for one in self._words.values()]
        actions = [drawing.text_width(one.action, "small", drawing.MEDIUM) for one in self._words.values()]
        self._widths = (max([90, *pills]), max([58, *actions]) + _PAD)

    def _keep(self, entry: Entry | None) -> None:
        """Stay on the same thing, else on the first."""
        keys = [(line.entry.item.kind, line.entry.item.id) if line.entry else None for line in self._lines]
        wanted = (entry.item.kind, entry.item.id) if entry is not None else None
        if wanted is not None and wanted in keys:
            self.at = keys.index(wanted)
        else:
            self.at = next((place for place, key in enumerate(keys) if key is not None), -1)
        self._describe()

    def _columns(self, box: QRect) -> tuple[QRect, QRect, QRect]:
        """Where, due and action, from the right; in little room where, then due, give way to what."""
        spare = max(0, box.width() - 696)
        right = box.right() + 1 - _PAD
        button = QRect(right - self._widths[1], box.top(), self._widths[1], box.height())
        dated = max(72, drawing.text_width("2026-11-23", "small") + 2)
        what = self._what_left(box) + _LEAST_WHAT
        if button.left() - 12 - dated < what:
            dated = 0
        due = QRect(button.left() - 12 - dated, box.top(), dated, box.height())
        wide = min(146 + spare * 2 // 5, due.left() - 8 - what)
        wide = wide if wide >= _LEAST_WHERE else 0
        return QRect(due.left() - 8 - wide, box.top(), wide, box.height()), due, button

    def _what_left(self, box: QRect) -> int:
        """Where the words of what is to be done begin: behind the pill and the icon."""
        sizes = theme.current().sizes
        return box.left() + _PAD + self._widths[0] + sizes.m + sizes.icon + sizes.s

    def _button(self, place: int) -> QRect:
        return self._columns(self.box(place))[2]

    def _height(self, line: Line) -> int:
        sizes = theme.current().sizes
        return sizes.group_header if line.kind == "head" else sizes.row

    def _place_at(self, point: QPoint) -> int:
        for place, line in enumerate(self._lines):
            if (line.entry is not None or line.more) and self.box(place).contains(point):
                return place
        return -1

    def _hover(self, place: int) -> None:
        over = place >= 0 and (self._lines[place].kind == "head" or self._button(place).contains(self._mouse))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self._hovered = place
        self.update()

    def _is_open(self, group: str) -> bool:
        shown = sum(line.kind == "entry" and line.group == group for line in self._lines)
        return shown >= len(self._entries.get(group, ()))

    def _run(self, place: int) -> None:
        line = self._lines[place]
        if line.entry is not None:
            self.run.emit(line.entry)
        elif self._is_open(line.group):
            self.all_asked.emit(line.group)
        else:
            self._opened |= {line.group}
            self._arrange()
            self.at = -1
            self.go(place + 1)

    def _describe(self) -> None:
        words = self._words.get(self.at)
        said = words.sentence() if words is not None else ""
        if words is None and 0 <= self.at < len(self._lines):
            line = self._lines[self.at]
            said = f"{group_title(line.group)} {tr('{n} more').format(n=line.more)}"
        self.setAccessibleDescription(said)
