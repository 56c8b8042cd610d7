"""The table of a period's cases, told apart by what the reader chooses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilities_app.domain import figure_words as words
from facilities_app.domain.dates import format_month
from facilities_app.domain.figures import DOWN_BY, By, FigureRow, Figures, Sums
from resources.texts import tr
from ui import theme
from ui.components.figure_parts import QuietLink
from ui.context import UiContext
from ui.pages.reports import links
from ui.pages.reports.table import FigureTable, TableRow
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.surfaces import Card

SHOWN = 20
"""So many rows at first; the rest unfolds."""


class RowsCard(Card):
    """``by_changed`` carries a By, ``opened`` the ListQuery of a row."""

    by_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._figures: Figures | None = None
        self._whole = False
        self.title = Label(tr("Cases"), "heading")
        segments = [Segment(by, words.by_word(by)) for by in By]
        self.by = SegmentedControl(segments, By.TRADE, quiet=True, name=tr("Told apart by"))
        head = QHBoxLayout()
        head.setSpacing(theme.current().sizes.s)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.by)
        self.table = FigureTable()
        self.table.setAccessibleName(tr("Figures of repairs"))
        self.more = QuietLink()
        self.sites = Label("", "secondary", wrap=True)
        self.body.addLayout(head)
        self.body.addWidget(self.table)
        self.body.addWidget(self.more)
        self.body.addWidget(self.sites)
        self.body.addStretch(1)
        self.by.changed.connect(self._on_by)
        self.table.opened.connect(self._on_opened)
        self.more.clicked.connect(lambda: self._unfold())

    def show_figures(self, figures: Figures) -> None:
        """Show other rows, the total last."""
        self._figures = figures
        self.by.set_value(figures.by)
        shown = self._shown()
        titles: tuple[str, ...] = (
            words.by_word(figures.by),
            tr("Cases"),
            tr("On time (%)"),
            tr("Not on time"),
            tr("Hours"),
            tr("Cost (NT$)"),
            tr("Without a cost"),
        )
        each, downs = figures.downtimes.each, figures.by in DOWN_BY
        rows = [self._row(self._name(row), row.sums, each.get(row.key), downs=downs) for row in shown]
        total = self._row(tr("All together"), figures.total, figures.downtimes.minutes, downs=downs)
        rows.append(total._replace(value=0))
        titles += (tr("Downtime (h)"),) if downs else ()
        self.table.set_rows(titles, rows)
        folded = len(figures.rows) - len(shown)
        self.more.set_words(tr("{n} more").format(n=f"{folded:,}") if folded else "")
        self.sites.setText(self._by_site(figures))

    def _shown(self) -> tuple[FigureRow, ...]:
        rows = self._figures.rows if self._figures is not None else ()
        return rows if self._whole else rows[:SHOWN]

    def _name(self, row: FigureRow) -> str:
        if isinstance(self._figures, Figures) and self._figures.by is By.MONTH:
            return format_month(row.key, self._context.presenter.style)
        return row.name

    @staticmethod
    def _row(name: str, sums: Sums, down: int | None, *, downs: bool) -> TableRow:
        missed = sums.late + sums.overdue
        cost = sums.known_cost
        return TableRow(
            name,
            sums.cases,
            (
                f"{sums.cases:,}",
                words.hours(sums.share_on_time),
                f"{missed:,}",
                words.hours(sums.mean_hours),
                words.UNKNOWN if cost is None else f"{cost:,}",
                f"{sums.uncosted:,}",
                *((words.down(down),) if downs else ()),
            ),
            ("", "", "red" if missed else ""),
        )

    @staticmethod
    def _by_site(figures: Figures) -> str:
        """Centre by centre, how many cases of each trade: what the business report counts. Of budget lines, how a case
        counts that several carry.
        """
        if figures.by is By.BUDGET:
            return words.definitions(figures)["budget"]
        if figures.by not in (By.TRADE, By.SITE):
            return ""
        lines = []
        for site in figures.sites:
            counts = [
                f"{trade.name} {figures.by_site[trade.key, site.key]:,}"
                for trade in figures.trades
                if (trade.key, site.key) in figures.by_site
            ]
            lines.append(
                tr("{site} {n}: {trades}").format(
                    site=site.name, n=f"{site.sums.cases:,}", trades=tr(", ", "list").join(counts)
                )
            )
        return "\n".join(lines)

    def _on_by(self, by: object) -> None:
        self._whole = False
        self.by_changed.emit(by)

    def _on_opened(self, part: int) -> None:
        if self._figures is None:
            return
        shown = self._shown()
        if part < len(shown):
            self.opened.emit(links.row(self._figures.period, self._figures.by, shown[part].key))
        else:
            self.opened.emit(links.cases(self._figures.period))

    def _unfold(self) -> None:
        self._whole = True
        if self._figures is not None:
            self.show_figures(self._figures)
