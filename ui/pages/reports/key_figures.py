"""The figures at the top: how many, how soon answered, how punctual, how long, how much; each with what it means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain import figure_words as words
from facilities_app.domain.dates import format_period
from facilities_app.domain.figures import Figures
from resources.texts import tr
from ui import theme
from ui.components.figure_parts import FigureButton, QuietLink
from ui.context import UiContext
from ui.pages.reports import links
from ui.widgets import drawing
from ui.widgets.labels import Hairline, Label
from ui.widgets.surfaces import Card
from ui.widgets.tips import plain_tip


class _Figure(QWidget):
    """A title, a large number that opens its rows, a detail, the change, and the definition."""

    def __init__(self, title: str) -> None:
        super().__init__()
        sizes = theme.current().sizes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.m)
        column.setSpacing(sizes.xs)
        column.addWidget(Label(title, "bold"))
        self.button = FigureButton(title)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail = Label("", "secondary", wrap=True)
        self.change = Label("", "secondary", wrap=True)
        self.definition = Label("", "caption", wrap=True)
        column.addWidget(self.detail)
        column.addWidget(self.change)
        column.addSpacing(sizes.xs)
        column.addWidget(self.definition)
        column.addStretch(1)
        self.column = column

    def show_figure(self, figure: tuple[str, str], detail: str, change: str, definition: str) -> None:
        """Show another number with its unit, its detail, its change and what it means."""
        self.button.set_figure(*figure)
        self.detail.setText(detail)
        self.change.setText(change)
        self.definition.setText(definition)


class KeyFigures(Card):
    """``opened`` carries the ListQuery of the rows behind a number; ``downtime_asked`` wants the downtime by asset."""

    opened = Signal(object)
    downtime_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._context = context
        self._figures: Figures | None = None
        row = QHBoxLayout()
        row.setSpacing(0)
        self.cases = _Figure(tr("Repair cases"))
        self.on_time = _Figure(tr("Finished on time"))
        self.response = _Figure(tr("Arrived on time"))
        self.repair_time = _Figure(tr("Mean time to repair"))
        self.cost = _Figure(tr("Repair cost"))
        for place, part in enumerate((self.cases, self.response, self.on_time, self.repair_time, self.cost)):
            if place:
                row.addWidget(Hairline(vertical=True))
            row.addWidget(part, 1)
        self.body.addLayout(row)
        self.missed, self.uncosted = QuietLink(align=drawing.LEFT), QuietLink(align=drawing.LEFT)
        self.unanswered = QuietLink(align=drawing.LEFT)
        linked = ((self.on_time, self.missed), (self.cost, self.uncosted), (self.response, self.unanswered))
        for part, link in linked:
            part.column.insertWidget(3, link, 0, Qt.AlignmentFlag.AlignLeft)
        self.down = QuietLink(align=drawing.LEFT)
        self.repair_time.column.insertWidget(3, self.down, 0, Qt.AlignmentFlag.AlignLeft)
        self._wire()

    def show_figures(self, figures: Figures) -> None:
        """Show other figures; what is not known reads －."""
        self._figures = figures
        total = figures.total
        defined = words.definitions(figures)
        before = format_period(figures.before, self._context.presenter.style)
        compared = tr("{change} against {period}")
        self.cases.show_figure(
            (f"{total.cases:,}", tr("cases", "unit") if total.cases else ""),
            tr("{n} finished").format(n=f"{total.finished:,}"),
            compared.format(change=words.against(figures, "cases"), period=before),
            defined["cases"],
        )
        share = total.share_on_time
        self.on_time.show_figure(
            (words.hours(share), "%" if share is not None else ""),
            words.on_time_detail(figures),
            compared.format(change=words.against(figures, "share_on_time"), period=before),
            defined["on_time"],
        )
        missed = total.late + total.overdue
        self.missed.set_words(tr("{n} not on time").format(n=f"{missed:,}") if missed else "")
        self._show_response(figures, defined["response"])
        self._show_time(figures, compared, before, defined["repair_time"])
        self._show_down(figures, defined["downtime"])
        cost = total.known_cost
        self.cost.show_figure(
            (words.UNKNOWN if cost is None else f"{cost:,}", "" if cost is None else tr("NT$", "unit")),
            tr("{n} cases with a cost").format(n=f"{total.costed:,}"),
            compared.format(change=words.against(figures, "known_cost"), period=before),
            defined["cost"],
        )
        self.uncosted.set_words(words.uncosted(figures) if total.uncosted else "")

    def _show_down(self, figures: Figures, definition: str) -> None:
        """Hours of downtime of how many assets; the definition is in the tip and in the description."""
        down = figures.downtimes
        told = tr("Downtime {hours} hours, {n} assets")
        words_of = told.format(hours=words.down(down.minutes), n=f"{down.assets:,}") if down.assets else ""
        self.down.set_words(words_of)
        self.down.setToolTip(plain_tip(definition))
        self.down.setAccessibleDescription(definition)

    def _show_response(self, figures: Figures, definition: str) -> None:
        share = words.share_answered(figures)
        number = (words.hours(share), "%" if share is not None else "")
        self.response.show_figure(number, words.response_detail(figures), "", definition)
        missed = figures.responses.missed if figures.responses is not None else 0
        self.unanswered.set_words(tr("{n} not on time").format(n=f"{missed:,}") if missed else "")

    def _show_time(self, figures: Figures, compared: str, before: str, definition: str) -> None:
        mean = figures.total.mean_hours
        self.repair_time.show_figure(
            (words.hours(mean), tr("hours", "unit") if mean is not None else ""),
            tr("median {n} hours").format(n=words.hours(figures.median_hours)),
            compared.format(change=words.against(figures, "mean_hours"), period=before),
            definition,
        )

    def _wire(self) -> None:
        self.cases.button.clicked.connect(lambda: self._open("cases"))
        self.on_time.button.clicked.connect(lambda: self._open("judged"))
        self.repair_time.button.clicked.connect(lambda: self._open("finished"))
        self.cost.button.clicked.connect(lambda: self._open("cases"))
        self.missed.clicked.connect(lambda: self._open("missed"))
        self.response.button.clicked.connect(lambda: self._open("answered"))
        self.unanswered.clicked.connect(lambda: self._open("unanswered"))
        self.down.clicked.connect(self.downtime_asked)
        self.uncosted.clicked.connect(lambda: self._open("uncosted"))

    def _open(self, what: str) -> None:
        if self._figures is None:
            return
        period = self._figures.period
        queries = {
            "cases": links.cases(period),
            "uncosted": links.uncosted(period),
            "answered": links.response(period, "judged"),
            "unanswered": links.response(period, "missed"),
        }
        self.opened.emit(queries[what] if what in queries else links.outcome(period, what))
