"""The frozen list at the left: all units, those not done, or those that differ; walked by the arrows."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import RoundDetail, VisitLine
from facilities_app.domain.dates import taipei
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.audits.unit_rows import UnitRows
from ui.pages.audits.words import DIFFERENT, OPEN
from ui.widgets.chips import Chip
from ui.widgets.fields import SearchField
from ui.widgets.labels import Hairline, Label
from ui.widgets.surfaces import IconView

WIDTH = 216
FILTERS = ("all", "open", "different")


def side_width(width: int) -> int:
    """How wide a side is: with larger text it grows by half of that, for the middle needs the room more."""
    return round(width * (1 + theme.current().sizes.row / 36) / 2)


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
        self._build_rows()
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

    def _build_rows(self) -> None:
        self.rows = UnitRows(self._context)
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
