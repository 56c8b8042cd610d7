"""The frozen list at the left: all units, those not done, or those that differ; walked by the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import RoundDetail, VisitLine
from facilities_app.domain.dates import taipei
from facilities_app.domain.privacy import masked_name
from resources.texts import tr
from ui import icons, theme
from ui.context import UiContext
from ui.pages.audits.words import DIFFERENT, OPEN, Mark, mark
from ui.widgets import drawing
from ui.widgets.chips import Chip
from ui.widgets.fields import SearchField
from ui.widgets.labels import Hairline, Label
from ui.widgets.surfaces import IconView

WIDTH = 216
FILTERS = ("all", "open", "different")


def side_width(width: int) -> int:
    """How wide a side is: with larger text it grows by half of that, for the middle needs the room more."""
    return round(width * (1 + theme.current().sizes.row / 36) / 2)


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


class UnitList(QWidget):
    """Chips, a line that goes to a unit, rows, and when the list was frozen.

    ``found`` carries the visit of the unit that was typed or scanned.
    """

    chosen = Signal(int)
    found = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._all: tuple[VisitLine, ...] = ()
        self._drafts: frozenset[int] = frozenset()
        self.filter, self._finding = FILTERS[0], ""
        sizes = theme.current().sizes
        self.setFixedWidth(side_width(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_chips())
        self.search = SearchField(tr("Unit or form no."), key="Ctrl F")
        self.search.setMaxLength(40)
        self.search.returnPressed.connect(self._on_search)
        line = QHBoxLayout()
        line.setContentsMargins(sizes.s, 0, sizes.s, sizes.xs)
        line.addWidget(self.search)
        column.addLayout(line)
        self.rows = UnitRows(context)
        self.rows.chosen.connect(self.chosen)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setProperty("plain", True)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.rows)
        inner.addStretch(1)
        self.area.setWidget(holder)
        column.addWidget(self.area, 1)
        self.none = Label(tr("No unit of this kind."), "secondary", wrap=True)
        self.none.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.m)
        self.none.hide()
        column.insertWidget(2, self.none)
        column.addWidget(Hairline())
        column.addLayout(self._build_foot())
        self.setFocusProxy(self.rows)

    def show_round(self, shown: RoundDetail, drafts: frozenset[int]) -> None:
        """Show the round's units."""
        self._all, self._drafts = shown.lines, drafts
        day = taipei(shown.frozen_at).date() if shown.frozen_at else shown.starts_on
        self.frozen.setText(tr("List frozen {date}").format(date=self._context.presenter.date(day)))
        self._show()

    def set_filter(self, code: str, finding: str | None = None) -> None:
        """all, open, different; or only the units of one finding ("" for not visited)."""
        self.filter, self._finding = code, finding or ""
        self._is_one = finding is not None
        self._show()

    def set_current(self, visit_id: int) -> None:
        """Bring a unit into sight; a filter that hides it is taken away."""
        if visit_id and self.rows.box_of(visit_id).isNull() and any(one.id == visit_id for one in self._all):
            self.set_filter(FILTERS[0])
        self.rows.set_current(visit_id)
        box = self.rows.box_of(visit_id)
        if not box.isNull():
            self.area.ensureVisible(0, box.center().y(), 0, 3 * box.height())

    def shown(self) -> tuple[VisitLine, ...]:
        """The units that are listed."""
        return self.rows.lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line that goes to a unit saves nothing."""
        if not (self.search.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Its width."""
        return QSize(WIDTH, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    _is_one = False

    def _build_chips(self) -> QHBoxLayout:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setContentsMargins(sizes.s, sizes.s, sizes.s, sizes.s)
        row.setSpacing(sizes.xs)
        self.chips = {code: Chip(checkable=True) for code in FILTERS}
        for code, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, code=code: self.set_filter(code))
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _build_foot(self) -> QHBoxLayout:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setContentsMargins(sizes.l, sizes.s, sizes.s, sizes.s)
        row.setSpacing(sizes.s)
        row.addWidget(IconView("lock", "text2", sizes.icon_small))
        self.frozen = Label("", "secondary")
        row.addWidget(self.frozen, 1)
        return row

    def _on_search(self) -> None:
        """A unit's number, or that of its form as a scanner types it; what is not there stays to be corrected."""
        wanted = self.search.text().strip().upper().partition("/")[0]
        line = next((one for one in self._all if wanted in (one.unit_code.upper(), one.number.upper())), None)
        if line is None:
            self.search.selectAll()
            self._context.notify.toast(tr("No unit {name} in this round").format(name=wanted), tone="amber")
        else:
            self.search.clear()
            QTimer.singleShot(0, self, lambda: self.found.emit(line.id))  # once Enter is through

    def _fits(self, line: VisitLine, code: str) -> bool:
        if code == "open":
            return line.finding in OPEN
        return code == "all" or line.finding in DIFFERENT

    def _show(self) -> None:
        words = {"all": tr("All", "audit"), "open": tr("Open", "audit"), "different": tr("Differ", "audit")}
        for code, chip in self.chips.items():
            chip.set_content(words[code], sum(self._fits(line, code) for line in self._all))
            chip.setChecked(code == self.filter and not self._is_one)
        findings = {"sublet", "occupied"} if self._finding == "sublet" else {self._finding}
        lines = [
            line
            for line in self._all
            if (line.finding in findings if self._is_one else self._fits(line, self.filter))
        ]
        self.rows.set_lines(lines, self._drafts)
        self.none.setVisible(not lines)
