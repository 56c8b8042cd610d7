"""The items of a checklist as a list that is walked, moved and dragged; faults and conditions are marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from facilities_app.domain.checklist_template import TemplateItem
from resources.texts import pick, tr
from ui import icons, theme
from ui.pages.inspections.template_state import HEAD, TemplateState
from ui.widgets import drawing

KIND_ICONS = {
    "pass_fail": "square-check",
    "reading": "gauge",
    "choice": "list",
    "text": "type",
    "photo": "camera",
    "signature": "signature",
    "date": "calendar-days",
}
_NUMBER = 26


@dataclass(frozen=True, slots=True)
class _Line:
    """A painted line: the checklist itself (HEAD), a heading (None) or an item."""

    box: QRect
    at: int | None
    words: str


class TemplateItems(QWidget):
    """``chosen`` tells the place that was taken, ``moved`` from where to where, the others what a key asks for."""

    chosen = Signal(int)
    moved = Signal(int, int)
    add_asked = Signal()
    remove_asked = Signal()
    copy_asked = Signal()
    edit_asked = Signal()

    def __init__(self, state: TemplateState) -> None:
        super().__init__()
        self._state = state
        self._wrong: frozenset[int] = frozenset()
        self._pressed: QPoint | None = None
        self._drop = -1
        self.setProperty("plain", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def refresh(self) -> None:
        """Show the draft as it is now."""
        self._wrong = frozenset(flaw.number - 1 for flaw in self._state.flaws())
        self.setFixedHeight(self._lines()[-1].box.bottom() + theme.current().sizes.m)
        self._name()
        self.update()

    def place(self, at: int) -> QRect:
        """Where an item stands."""
        return next((line.box for line in self._lines() if line.at == at), QRect())

    def sizeHint(self) -> QSize:
        """As wide as a name needs."""
        return QSize(theme.current().sizes.sheet * 2 // 5, self.height())

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Alt+arrows move, Insert adds, Delete leaves out, Enter goes to the fields."""
        key, at = event.key(), self._state.at
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step and alt:
            if at != HEAD:
                self.moved.emit(at, at + step)
        elif step and not control:
            self.chosen.emit(at + step)
        elif key == Qt.Key.Key_Home:
            self.chosen.emit(HEAD)
        elif key == Qt.Key.Key_End:
            self.chosen.emit(len(self._state.draft.items) - 1)
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif key == Qt.Key.Key_D and control:
            self.copy_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not control:
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line; a drag may begin."""
        line = self._at(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if line is not None and line.at is not None:
            self._pressed = event.position().toPoint() if line.at != HEAD else None
            self.chosen.emit(line.at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where it would land."""
        where = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._drop >= 0 or (where - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._drop = self._gap(where.y())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go where the line is."""
        start, gap = self._state.at, self._drop
        self._pressed, self._drop = None, -1
        self.unsetCursor()
        self.update()
        if gap >= 0 and gap not in (start, start + 1):
            self.moved.emit(start, gap - (gap > start))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To the fields."""
        self.edit_asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The line at hand gets its ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw headings, items and the gap a drag points at."""
        current = theme.current()
        painter = QPainter(self)
        for line in self._lines():
            if line.at is None:
                drawing.text(painter, line.box.adjusted(12, 4, -8, 0), line.words, current.text2, "small")
            else:
                self._paint_line(painter, line)
        if self._drop >= 0:
            painter.fillRect(8, self._gap_y(self._drop) - 1, self.width() - 16, 2, current.accent)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _paint_line(self, painter: QPainter, line: _Line) -> None:
        current, box, at = theme.current(), line.box, line.at
        assert at is not None
        here = at == self._state.at
        if here:
            ring = current.accent if self.hasFocus() else None
            drawing.rounded(
                painter, box.adjusted(4, 0, -4, 0), current.sizes.radius, current.accent_bg, ring, 1.5
            )
        colour = current.accent_strong if here else current.text
        left = box.left() + 12
        if at == HEAD:
            icons.paint(painter, "clipboard-list", QRectF(left, box.top(), 16, box.height()), colour, 16)
            weight = drawing.MEDIUM
        else:
            item, weight = self._state.draft.items[at], 400
            drawing.text(painter, box.adjusted(12, 0, 0, 0), str(at + 1), current.text2, "small")
            self._paint_marks(painter, box, item, at)
            if item.shown_if:
                mark = QRectF(left + _NUMBER, box.top(), 13, box.height())
                icons.paint(painter, "corner-down-right", mark, current.text3, 13)
                left += 17
        room = QRect(left + _NUMBER, box.top(), box.right() - left - _NUMBER - 52, box.height())
        drawing.text(painter, room, line.words, colour, "small", weight)
        if at == HEAD and HEAD in self._wrong:
            self._paint_wrong(painter, box)

    def _paint_marks(self, painter: QPainter, box: QRect, item: TemplateItem, at: int) -> None:
        current = theme.current()
        if at in self._wrong:
            self._paint_wrong(painter, box)
            return
        where = QRectF(box.right() - 28, box.top(), 14, box.height())
        icons.paint(painter, KIND_ICONS.get(item.kind, "circle-help"), where, current.text3, 14)
        if item.evidence or item.picture:
            mark = "camera" if item.evidence else "image"
            icons.paint(painter, mark, where.translated(-18, 0), current.text3, 13)

    @staticmethod
    def _paint_wrong(painter: QPainter, box: QRect) -> None:
        where = QRectF(box.right() - 28, box.top(), 14, box.height())
        icons.paint(painter, "circle-alert", where, theme.current().red, 14)

    def _lines(self) -> Sequence[_Line]:
        sizes, lines, y = theme.current().sizes, [], 4
        high = sizes.row_dense
        draft = self._state.draft
        title = pick(draft.name_zh, draft.name_en) or tr("Checklist without a name")
        lines.append(_Line(QRect(0, y, self.width(), high), HEAD, title))
        y += high
        section = ""
        for at, item in enumerate(draft.items):
            heading = pick(item.section_zh, item.section_en)
            if heading != section:
                section = heading
                lines.append(_Line(QRect(0, y, self.width(), high), None, heading or "－"))
                y += high
            words = pick(item.zh, item.en).replace("\n", " ") or tr("(no words yet)")
            lines.append(_Line(QRect(0, y, self.width(), high), at, words))
            y += high
        return lines

    def _at(self, where: QPoint) -> _Line | None:
        return next((line for line in self._lines() if line.box.contains(where)), None)

    def _gap(self, y: int) -> int:
        """Before which item a drop would put it."""
        items = [line for line in self._lines() if line.at is not None and line.at != HEAD]
        return next((line.at or 0 for line in items if y < line.box.center().y()), len(items))

    def _gap_y(self, gap: int) -> int:
        before = self.place(gap) if gap < len(self._state.draft.items) else QRect()
        return before.top() if before.isValid() else self._lines()[-1].box.bottom() + 1

    def _name(self) -> None:
        item = self._state.item()
        here = (
            tr("the checklist itself") if item is None else f"{self._state.at + 1} {pick(item.zh, item.en)}"
        )
        self.setAccessibleName(tr("Items: {here}").format(here=here))
