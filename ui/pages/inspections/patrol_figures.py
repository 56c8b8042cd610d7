"""Positive rates by route and month: containers with larvae among those with water."""

from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilities_app.domain.dates import format_month, roc_code
from facilities_app.domain.patrols import RouteMonth, summed
from facilities_app.services.jobs import JobContext
from resources.texts import pick, tr
from ui.components.papers import write_file
from ui.components.sections import Section
from ui.context import UiContext
from ui.widgets.bars import BarRow, Bars
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Label
from ui.widgets.overlay import Sheet

MONTHS = 12


class FiguresSheet(Sheet):
    """Twelve months of every route; the workbook and the paper say the same."""

    likely_height = 640

    def __init__(self, context: UiContext, host: QWidget) -> None:
        super().__init__(host, tr("Figures by route"))
        self._context = context
        words = tr("Positive rate: containers with larvae among those with water")
        self.body.addWidget(Label(words, "secondary", wrap=True))
        self.footer.addStretch(1)
        for ending, name in ((".xlsx", "Excel"), (".pdf", "PDF")):
            self.footer.addWidget(SecondaryButton(name, on_click=partial(self.write, ending)))
        figures = context.services.patrols.figures
        context.worker.read(lambda: figures(MONTHS), self._show, context.notify.error)

    def write(self, ending: str) -> None:
        """The same as a file."""
        context, papers = self._context, self._context.services.patrol_papers
        title = tr("Breeding places by route and month")

        def work(path: Path, _job: JobContext) -> object:
            return papers.write(path, style=context.presenter.style)

        write_file(context, f"{roc_code(context.clock.today())}_{title}{ending}", title, work)

    def _show(self, rows: tuple[RouteMonth, ...]) -> None:
        for route, found in groupby(rows, key=lambda row: row.route):
            months = list(found)
            whole = summed(months, route, months[0].month)
            section = Section(f"{route or tr('no route')}　{rate_words(whole)}")
            section.body.addWidget(bars_of(months, self._context))
            self.body.addWidget(section)
        if not rows:
            self.body.addWidget(Label(tr("There is no spot on the register yet."), "body"))
        self.arrange()


def bars_of(months: list[RouteMonth], context: UiContext) -> Bars:
    """One bar a month that has visits."""
    style = context.presenter.style
    return Bars(
        [
            BarRow(
                format_month(row.month, style),
                row.rate or 0.0,
                rate_words(row),
                "amber" if row.positive else "chart",
            )
            for row in months
            if row.visits
        ],
        label_width=76,
    )


def rate_words(row: RouteMonth) -> str:
    """ "4.2 % (3/71)"; without water only how many visits there were."""
    if row.rate is None:
        return tr("no water")
    zh, en = "{rate:.1f} %（{some}／{all}）", "{rate:.1f} % ({some}/{all})"
    return pick(zh, en).format(rate=row.rate, some=row.positive, all=row.containers)
