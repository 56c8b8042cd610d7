"""Beside the table: the assets that fail most, and open cases by age."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilities_app.domain import figure_words as words
from facilities_app.domain.figures import By, Figures
from resources.texts import tr, trn
from ui.components.figure_parts import Chapter, QuietLink
from ui.pages.reports import links
from ui.pages.reports.table import FigureTable, TableRow
from ui.widgets.bars import BarRow, Bars
from ui.widgets.labels import Label
from ui.widgets.surfaces import Card


class SideFigures(Card):
    """``opened`` carries the ListQuery of the rows behind a number."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._figures: Figures | None = None
        self.body.setSpacing(0)
        self._build_faults()
        self._build_ages()
        self.body.addStretch(1)

    def show_figures(self, figures: Figures) -> None:
        """Show other figures."""
        self._figures = figures
        defined = words.definitions(figures)
        self._show_faults(figures)
        self.fault_words.setText(f"{defined['faults']} {defined['repeats']}")
        self._show_ages(figures)
        self.age_words.setText(defined["ages"])

    def _build_faults(self) -> None:
        chapter = Chapter(tr("Assets that fail most"), line=False)
        self.repeats = QuietLink()
        self.repeats.clicked.connect(lambda: self._open_repeats())
        chapter.head.addWidget(self.repeats)
        self.faults = FigureTable(bars=False)
        self.faults.setAccessibleName(tr("Assets that fail most"))
        self.faults.opened.connect(self._open_fault)
        self.fault_words = Label("", "caption", wrap=True)
        chapter.body.addWidget(self.faults)
        chapter.body.addWidget(self.fault_words)
        self.fault_note = chapter.note
        self.body.addWidget(chapter)

    def _build_ages(self) -> None:
        chapter = Chapter(tr("Open tickets"))
        self.ages = Bars()
        self.ages.setAccessibleName(tr("Open tickets by age"))
        self.ages.opened.connect(self._open_age)
        self.age_words = Label("", "caption", wrap=True)
        chapter.body.addWidget(self.ages)
        chapter.body.addWidget(self.age_words)
        self.age_note = chapter.note
        self.body.addWidget(chapter)

    def _show_faults(self, figures: Figures) -> None:
        faults = figures.faults
        titles = (tr("Asset"), tr("Faults"), tr("Again"), tr("Days between"))
        rows = [
            TableRow(
                one.name,
                one.faults,
                (f"{one.faults:,}", f"{one.repeats:,}", words.hours(one.days_between)),
                ("", "amber" if one.repeats else ""),
            )
            for one in faults.busiest
        ]
        self.faults.set_rows(titles, rows)
        self.fault_note.setText(
            trn("{n} fault", "{n} faults", faults.faults) if faults.faults else tr("none in this period")
        )
        self.repeats.set_words(
            tr("{n} again within 30 days").format(n=f"{faults.repeats:,}") if faults.repeats else ""
        )

    def _show_ages(self, figures: Figures) -> None:
        self.ages.set_rows(
            [
                BarRow(words.age_word(name), number, role="red" if name == "older" and number else "chart")
                for name, number in figures.ages
            ]
        )
        count = sum(number for _name, number in figures.ages)
        self.age_note.setText(trn("{n} open today", "{n} open today", count))

    def _open_repeats(self) -> None:
        if self._figures is not None:
            self.opened.emit(links.repeats(self._figures.period))

    def _open_fault(self, part: int) -> None:
        if self._figures is not None:
            asset = self._figures.faults.busiest[part].asset_id
            self.opened.emit(links.row(self._figures.period, By.ASSET, asset))

    def _open_age(self, part: int) -> None:
        if self._figures is not None:
            self.opened.emit(links.age(self._figures.ages[part][0], self._figures.today))
