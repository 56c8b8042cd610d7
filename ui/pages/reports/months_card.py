"""Cases month by month, a line of columns for each trade."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilities_app.domain.figures import By, Figures
from resources.texts import tr
from ui.pages.reports import links
from ui.widgets.columns import SeriesRow, SmallMultiples
from ui.widgets.labels import Label
from ui.widgets.surfaces import Card

_MONTHS = 12
"""So many columns have room: of a longer period the last ones."""


class MonthsCard(Card):
    """``opened`` carries the ListQuery of a trade's cases."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._figures: Figures | None = None
        self.columns = SmallMultiples()
        self.columns.setAccessibleName(tr("Cases by month and trade"))
        self.columns.opened.connect(self._open)
        self.body.addWidget(Label(tr("Cases by month and trade"), "bold"))
        self.body.addWidget(self.columns)

    def show_figures(self, figures: Figures) -> None:
        """Show other months; the numbers behind are those of the whole period."""
        self._figures = figures
        months = [row.key for row in figures.months][-_MONTHS:]
        rows = []
        for trade in figures.trades:
            counts = [figures.by_month.get((trade.key, month), 0) for month in months]
            rows.append(SeriesRow(trade.name, tuple(map(float, counts)), (f"{trade.sums.cases:,}",)))
        labels = [str(month.month) for month in months]
        self.columns.set_data(rows, labels, (f"{figures.total.cases:,}",), -1)

    def _open(self, part: int) -> None:
        if self._figures is not None:
            trade = self._figures.trades[part].key
            self.opened.emit(links.row(self._figures.period, By.TRADE, trade))
