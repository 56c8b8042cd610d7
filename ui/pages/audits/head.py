"""The page's head: how far the round is, its period, the row of progress, and how many units stand how."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import RoundDetail, VisitLine
from facilities_app.domain.privacy import masked_name
from resources.texts import pick, tr, trn
from ui import icons, theme
from ui.context import UiContext
from ui.pages.audits.route_cells import Cell, RouteCells
from ui.pages.audits.words import OPEN, ROLES, kind_letter, mark
from ui.widgets import drawing
from ui.widgets.buttons import IconButton, PaintedButton
from ui.widgets.labels import Hairline, Label

HEIGHT = 72
_COUNTED = ("residing", "not_residing", "partly", "sublet", "other")


class AuditHead(QWidget):
    """``chosen`` carries a visit's id, ``finding_asked`` the finding whose units are wanted in the list."""

    chosen = Signal(int)
    finding_asked = Signal(str)

    def __init__(
        self, context: UiContext, make_menu: Callable[[QMenu], object], make_papers: Callable[[QMenu], object]
    ) -> None:
        super().__init__()
        self._context = context
        sizes = theme.current().sizes
        self.setFixedHeight(round(HEIGHT * sizes.row / 36))
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.l)
        self.done = Label("", "figure")
        self.total = Label("", "body", colour="text2")
        self.period = Label("", "secondary")
        row.addLayout(self._progress(), 0)
        self.cells = RouteCells()
        self.cells.setAccessibleName(tr("The round, unit by unit"))
        self.cells.chosen.connect(self.chosen)
        row.addWidget(self.cells, 1)
        self._counts = QHBoxLayout()
        self._counts.setSpacing(sizes.xs)
        row.addLayout(self._counts)
        self.print_button = IconButton("printer", tr("Print"), boxed=True)
        self.print_button.clicked.connect(lambda: _drop(self.print_button, make_papers))
        self.more = IconButton("ellipsis", tr("The round"), boxed=True)
        self.more.clicked.connect(lambda: _drop(self.more, make_menu))
        self.follow_button = IconButton("panel-right", tr("To follow up"), boxed=True)
        self.follow_button.hide()
        row.addWidget(self.follow_button)
        row.addWidget(self.print_button)
        row.addWidget(self.more)
        self.counts: dict[str, CountButton] = {}
        for code in (*_COUNTED, "", "not_met", "unvisited"):
            self._add_count(code)

    def show_round(self, shown: RoundDetail, drafts: frozenset[int]) -> None:
        """Show the round as it is now."""
        counts = shown.counts
        self.done.setText(str(counts.done))
        self.total.setText(tr("of {n} done", "audit").format(n=counts.total))
        self.period.setText(self._period(shown))
        labels = {line.unit_kind: kind_letter(self._context, line.unit_kind) for line in shown.lines}
        self.cells.set_cells([self._cell(line, line.id in drafts) for line in shown.lines], labels)
        by = dict(counts.by_finding)
        by["sublet"] = by.get("sublet", 0) + by.get("occupied", 0)
        by["unvisited"] = counts.unvisited
        for code, button in self.counts.items():
            button.set_count(by.get(code, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def _progress(self) -> QVBoxLayout:
        column, line = QVBoxLayout(), QHBoxLayout()
        line.setSpacing(theme.current().sizes.s - 2)
        line.addWidget(self.done)
        line.addWidget(self.total)
        line.addStretch(1)
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.period)
        column.addStretch(1)
        return column

    def _period(self, shown: RoundDetail) -> str:
        if shown.starts_on is None or shown.due_on is None:
            return ""
        dates = self._context.presenter
        end = dates.date(shown.due_on)
        span = f"{dates.date(shown.starts_on)} – {end[-5:] if shown.starts_on.year == shown.due_on.year else end}"
        return pick("，", ", ").join(part for part in (span, self._left(shown, shown.due_on)) if part)

    def _left(self, shown: RoundDetail, due: date) -> str:
        if shown.closed_at is not None:
            return tr("closed")
        days = (due - self._context.clock.today()).days
        self.period.set_colour("amber" if days < 0 else "text2")
        return trn("{n} day left", "{n} days left", days) if days >= 0 else self._behind(-days)

    @staticmethod
    def _behind(days: int) -> str:
        return trn("{n} day behind", "{n} days behind", days)

    def _cell(self, line: VisitLine, is_draft: bool) -> Cell:
        found = mark(self._context, line.finding)
        words = tr("Keying", "audit") if is_draft else found.text
        name = f"{line.unit_code}　{masked_name(line.resident)}　{words}"
        role = ROLES.get(line.finding, "chart")
        return Cell(line.id, line.unit_kind, role, line.finding not in OPEN, name)

    def _add_count(self, code: str) -> None:
        if not code:
            self._counts.addSpacing(theme.current().sizes.xs)
            line = Hairline(vertical=True)
            line.setFixedHeight(theme.current().sizes.row)
            self._counts.addWidget(line)
            self._counts.addSpacing(theme.current().sizes.xs)
            return
        found = mark(self._context, "" if code == "unvisited" else code)
        button = CountButton(found.text, found.icon, found.tone)
        button.clicked.connect(lambda: self.finding_asked.emit("" if code == "unvisited" else code))
        self.counts[code] = button
        self._counts.addWidget(button)


def _drop(button: QWidget, fill: Callable[[QMenu], object]) -> None:
    """A menu that is made anew each time."""
    menu = QMenu(button)
    menu.aboutToHide.connect(menu.deleteLater)
    fill(menu)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class CountButton(PaintedButton):
    """A count over icon and word; a click lists the units."""

    def __init__(self, words: str, icon: str, tone: str) -> None:
        super().__init__()
        self._icon, self._tone, self._count = icon, tone, 0
        self.setText(words)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}")
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def count(self) -> int:
        """The count shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        sizes = theme.current().sizes
        wide = sizes.icon_small + sizes.xs + drawing.text_width(self.text(), "small") + sizes.s
        return QSize(wide, sizes.tabs)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        if self.hovered:
            drawing.rounded(painter, self.rect(), sizes.radius, current.hover)
        half, left = self.height() // 2, sizes.xs
        strong = current.text if self._count else current.text3
        top = QRect(left, 0, self.width() - left, half + 2)
        drawing.text(painter, top, str(self._count), strong, "title", drawing.BOLD)
        below = QRect(left, half, self.width() - left, half)
        tint = current.tone(self._tone).fg if self._count else current.text3
        icons.paint(painter, self._icon, QRect(left, half, sizes.icon_small, half), tint, sizes.icon_small)
        below.setLeft(left + sizes.icon_small + sizes.xs)
        drawing.text(painter, below, self.text(), current.text2, "small")
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.radius, None, current.accent, 2)
        painter.end()
