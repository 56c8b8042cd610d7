"""The rows of the frozen list: painted as far as they are in sight, walked by the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilities_app.domain.audit_rows import VisitLine
from facilities_app.domain.privacy import masked_name
from resources.texts import tr
from ui import icons, theme
from ui.context import UiContext
from ui.pages.audits.words import Mark, mark
from ui.widgets import drawing


class UnitRows(QWidget):
    """Paints the rows in sight only. ``chosen`` carries the visit's id."""

    chosen = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.lines: tuple[VisitLine, ...] = ()
        self._drafts: frozenset[int] = frozenset()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("plain", True)
        self.setAccessibleName(tr("Units of the round"))

    def set_lines(self, lines: Sequence[VisitLine], drafts: frozenset[int]) -> None:
        """Show these."""
        self.lines, self._drafts = tuple(lines), drafts
        self.setFixedHeight(max(1, len(self.lines) * self._line()))
        self.update()

    def set_current(self, visit_id: int) -> None:
        """Mark the unit in front."""
        self.current = visit_id
        line = next((one for one in self.lines if one.id == visit_id), None)
        if line is not None:
            words = (line.unit_code, masked_name(line.resident), self._mark(line).text)
            self.setAccessibleDescription(" ".join(word for word in words if word))
        self.update()

    def box_of(self, visit_id: int) -> QRect:
        """Where a unit stands; empty if it is not shown."""
        for place, line in enumerate(self.lines):
            if line.id == visit_id:
                return QRect(0, place * self._line(), self.width(), self._line())
        return QRect()

    def step(self, steps: int) -> None:
        """Go up or down."""
        ids = [line.id for line in self.lines]
        if ids:
            at = ids.index(self.current) if self.current in ids else -1 if steps > 0 else 0
            place = max(0, min(at + steps, len(ids) - 1))
            if ids[place] != self.current:
                self.chosen.emit(ids[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, page keys, Home and End walk; everything else is the page's."""
        page = max(1, self.visibleRegion().boundingRect().height() // self._line() - 1)
        whole = len(self.lines)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -whole,
            Qt.Key.Key_End: whole,
        }.get(Qt.Key(event.key()))
        if steps is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self.step(steps)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the unit."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = int(event.position().y()) // self._line()
        if 0 <= place < len(self.lines):
            self.chosen.emit(self.lines[place].id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        high = self._line()
        for place in range(
            event.rect().top() // high, min(len(self.lines), event.rect().bottom() // high + 1)
        ):
            self._paint(painter, QRect(0, place * high, self.width(), high), self.lines[place])
        painter.end()

    def _paint(self, painter: QPainter, box: QRect, line: VisitLine) -> None:
        current, sizes = theme.current(), theme.current().sizes
        here, found = line.id == self.current, self._mark(line)
        if here:
            ground = box.adjusted(sizes.xs + 2, 1, -sizes.xs - 2, -1)
            drawing.rounded(painter, ground, sizes.radius, current.accent_bg)
            if self.hasFocus():
                drawing.rounded(painter, ground, sizes.radius, None, current.accent, 1.5)
        fg = current.tone(found.tone).fg
        slot = QRect(sizes.m + 2, box.top(), sizes.icon, box.height())
        icons.paint(painter, found.icon, slot, fg, sizes.icon_small + 1)
        right = box.adjusted(0, 0, -sizes.m - 2, 0)
        coloured = found.tone in ("red", "amber", "accent")
        wide = drawing.text_width(found.text, "small")
        words = QRect(max(right.right() - wide, box.left() + 128), right.top(), wide + 1, right.height())
        words.setRight(right.right() + 1)
        colour = fg if coloured else current.text2
        drawing.text(painter, words, found.text, colour, "small", align=drawing.RIGHT)
        at = slot.right() + sizes.s
        strong = drawing.MEDIUM if here else 400
        code = QRect(at, box.top(), 46, box.height())
        drawing.text(painter, code, line.unit_code, current.text, "body", drawing.MEDIUM)
        name = QRect(at + 46, box.top(), words.left() - at - 48, box.height())
        drawing.text(painter, name, masked_name(line.resident), current.text, "body", strong)

    def _mark(self, line: VisitLine) -> Mark:
        if line.id in self._drafts:
            return Mark(tr("Keying", "audit"), "circle-dashed", "accent")
        return mark(self._context, line.finding)

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.result_row
