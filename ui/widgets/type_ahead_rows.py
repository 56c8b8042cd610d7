"""The rows of a type-ahead: the results, and the one line that is left when one is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView

_ROWS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One result: its value, name, path, icon, and a warning such as "2 open tickets"."""

    value: object
    text: str
    detail: str = ""
    icon: str = "map-pin"
    note: str = ""
    tone: str = "amber"


class TakenLine(QWidget):
    """The one line that is left of a search: what was taken, and the way back."""

    def __init__(self) -> None:
        super().__init__()
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.s + 2, 0, sizes.xs, 0)
        row.setSpacing(sizes.s)
        self._icon = IconView("map-pin", "text2")
        self._text = Label("", "strong")
        self._detail = Label("", "secondary", elide=True)
        self._note = Label("", "secondary")
        self.change = IconButton("x", tr("Choose another"))
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self._detail, 1)
        row.addWidget(self._note)
        row.addWidget(self.change)

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Show what was taken."""
        self._icon.set_icon(suggestion.icon)
        self._text.setText(suggestion.text)
        self._detail.setText(suggestion.detail)
        self._note.setText(suggestion.note)
        self._note.set_colour(suggestion.tone)
        self.setAccessibleName(suggestion.text)


class ResultRows(QWidget):
    """The result rows, painted; at most four at a time, the others scroll by the arrows."""

    taken = Signal(object)
    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Suggestion, ...] = ()
        self._terms: tuple[str, ...] = ()
        self._at = self._top = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Results"))

    def set_results(self, results: Sequence[Suggestion], terms: Sequence[str]) -> None:
        """Show results with the words they were found by underlined."""
        self._all, self._terms = tuple(results), tuple(terms)
        self._at = self._top = 0
        self.updateGeometry()
        self.update()
        if self._all:
            self.moved.emit(self._all[0])

    def sizeHint(self) -> QSize:
        """The rows in sight."""
        sizes = theme.current().sizes
        return QSize(sizes.sheet // 2, min(_ROWS, len(self._all)) * sizes.result_row + 2 * sizes.xs)

    def step(self, by: int) -> None:
        """Move the bar, stopping at the ends."""
        self._go(max(0, min(len(self._all) - 1, self._at + by)))

    def take(self) -> None:
        """Take the row under the bar."""
        if self._all:
            self.taken.emit(self._all[self._at])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The bar follows the mouse."""
        row = self._row_at(event)
        if row >= 0 and row != self._at:
            self._go(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the row under the mouse."""
        row = self._row_at(event)
        if row >= 0:
            self._go(row)
            self.take()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        sizes = theme.current().sizes
        painter = QPainter(self)
        for place, suggestion in enumerate(self._all[self._top : self._top + _ROWS]):
            top = sizes.xs + place * sizes.result_row
            box = QRect(sizes.xs, top, self.width() - 2 * sizes.xs, sizes.result_row)
            self._paint_row(painter, box, suggestion, self._top + place == self._at)
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRect, suggestion: Suggestion, on: bool) -> None:
        current, sizes = theme.current(), theme.current().sizes
        if on:
            drawing.rounded(painter, box, sizes.xs, current.accent_bg)
        left, right = box.left() + sizes.s, box.right() - sizes.s
        icons.paint(painter, suggestion.icon, QRect(left, box.top(), sizes.icon, box.height()), "text2")
        left += sizes.icon + sizes.s
        if on:
            width = drawing.keycap_width("Enter")
            room = QRect(right - width, box.top(), width, box.height())
            drawing.keycap(painter, room, "Enter", current.text2, current.line, current.surface)
        right -= drawing.keycap_width("Enter") + sizes.m
        if suggestion.note:
            colour = current.tone(suggestion.tone).fg
            room = QRect(left, box.top(), right - left, box.height())
            right -= sizes.m + drawing.text(
                painter, room, suggestion.note, colour, "small", drawing.MEDIUM, drawing.RIGHT
            )
        split = left + max(156, drawing.text_width(suggestion.text, "body", drawing.MEDIUM) + sizes.m)
        name = QRect(left, box.top(), min(split, right) - left, box.height())
        self._paint_words(painter, name, suggestion.text, "body", drawing.MEDIUM, current.text)
        path = QRect(split, box.top(), max(0, right - split), box.height())
        self._paint_words(painter, path, suggestion.detail, "small", 400, current.text2)

    def _paint_words(
        self, painter: QPainter, room: QRect, words: str, size: str, weight: int, colour: QColor
    ) -> None:
        current = theme.current()
        drawing.text(painter, room, words, colour, size, weight)
        for term in self._terms:
            start = words.casefold().find(term.casefold())
            if start < 0:
                continue
            before = drawing.text_width(words[:start], size, weight)
            width = drawing.text_width(words[start : start + len(term)], size, weight)
            if before + width <= room.width():
                under = room.center().y() + current.metrics(size, weight).height() // 2
                painter.fillRect(room.left() + before, under, width, 2, current.accent)

    def _go(self, row: int) -> None:
        self._at = row
        self._top = max(row - _ROWS + 1, min(self._top, row))
        self.moved.emit(self._all[row])
        self.update()

    def _row_at(self, event: QMouseEvent) -> int:
        sizes = theme.current().sizes
        row = self._top + (round(event.position().y()) - sizes.xs) // sizes.result_row
        return row if 0 <= row < len(self._all) else -1
