"""The figures' card: compliance, open tickets by age, tickets by trade, the rack, the sun."""

from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain.rows import Overview
from resources.texts import language, tr, trn
from ui import theme
from ui.components.figure_parts import Chapter, FigureButton, QuietLink
from ui.context import UiContext
from ui.pages.overview import links
from ui.pages.overview.mini_rack import TODO, MiniRack
from ui.pages.overview.ticks import MISSED, ComplianceTicks
from ui.widgets.bars import BarRow, Bars
from ui.widgets.columns import PlanColumns, SeriesRow, SmallMultiples
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import Card, IconView
from ui.widgets.tips import plain_tip

_TALL = 120
_AGES = ("d3", "d7", "d14", "d30", "older")


class FiguresCard(Card):
    """Each number opens its rows: ``opened`` carries a Link."""

    opened = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, parent=parent)
        self._context = context
        self._overview: Overview | None = None
        self._solar_category: int | None = None
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 0, 0, 1)
        self._build_top()
        self._build_trades()
        self._build_rack()
        self._build_solar()

    def show_overview(self, overview: Overview, solar_category: int | None = None) -> None:
        """Show other figures; a chapter without data says so in a word."""
        self._overview, self._solar_category = overview, solar_category
        self._show_compliance(overview)
        self._show_ages(overview)
        self._show_trades(overview)
        self._show_rack(overview)
        self._show_solar(overview)

    def set_spare(self, spare: int) -> None:
        """How much higher the view is than the figures need: charts take some of it, up to a limit."""
        self.months.setFixedHeight(100 + max(0, min(100, spare // 4)))
        self.rack.set_largest(12 + max(0, min(8, spare // 40)))
        # A little room is filled, so that both cards end alike; with much of it the card keeps its own height.
        high = QSizePolicy.Policy.Maximum if spare > _TALL else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)

    # -- building --------------------------------------------------------------------------------

    def _build_top(self) -> None:
        sizes = theme.current().sizes
        top = Chapter(line=False)
        row = QHBoxLayout()
        row.setSpacing(sizes.xl)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(sizes.xs)
        left.addWidget(Label(tr("Statutory compliance"), "bold"))
        self.compliance = FigureButton(tr("Statutory compliance"))
        self.compliance.clicked.connect(lambda: self._open_statutory(MISSED))
        left.addWidget(self.compliance, 0, Qt.AlignmentFlag.AlignLeft)
        self.ticks = ComplianceTicks()
        self.ticks.opened.connect(self._open_statutory)
        left.addWidget(self.ticks)
        self.kept = Label("", "secondary")
        left.addWidget(self.kept)
        rule = QHBoxLayout()
        rule.setSpacing(sizes.xs)
        rule.addWidget(IconView("info", "text2", sizes.icon_small))
        rule.addWidget(Label(tr("Overdue counts against it"), "secondary", elide=True), 1)
        left.addLayout(rule)
        left.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Open tickets"), "bold"))
        head.addStretch(1)
        self.open_count = QuietLink()
        self.open_count.clicked.connect(lambda: self.opened.emit(links.Link("tickets", {"view": "open"})))
        head.addWidget(self.open_count)
        right.addLayout(head)
        right.addSpacing(sizes.xs)
        self.ages = Bars(label_width=56)
        self.ages.setAccessibleName(tr("Open tickets by age"))
        self.ages.opened.connect(self._open_age)
        right.addWidget(self.ages)
        right.addStretch(1)
        row.addLayout(left, 46)
        row.addLayout(right, 54)
        top.body.addLayout(row)
        self.body.addWidget(top)

    def _build_trades(self) -> None:
        chapter = Chapter(tr("Repairs by trade"))
        chapter.note.setText(tr("last 12 months"))
        chapter.head.addWidget(self._column_head(tr("This month", "column")))
        chapter.head.addWidget(self._column_head(tr("Total", "column")))
        self.trades = SmallMultiples()
        self.trades.setAccessibleName(tr("Repairs by trade"))
        self.trades.opened.connect(self._open_trade)
        self.trades.figure_opened.connect(lambda part, figure: self._open_trade(part, this_month=figure == 0))
        chapter.body.addWidget(self.trades)
        chapter.body.addStretch(1)
        self.body.addWidget(chapter, 1)

    @staticmethod
    def _column_head(words: str) -> Label:
        label = Label(words, "secondary")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _build_rack(self) -> None:
        chapter = Chapter(tr("Dormitories"))
        self.units = chapter.note
        self.audit = QuietLink()
        self.audit.clicked.connect(lambda: self.opened.emit(links.Link("audits", {})))
        chapter.head.addWidget(self.audit)
        self.rack = MiniRack(self._context)
        self.rack.opened.connect(self._open_unit)
        chapter.body.addWidget(self.rack)
        chapter.body.addStretch(1)
        self.body.addWidget(chapter, 1)

    def _build_solar(self) -> None:
        sizes = theme.current().sizes
        chapter = Chapter()
        row = QHBoxLayout()
        row.setSpacing(sizes.l)
        words = QVBoxLayout()
        words.setSpacing(sizes.xs)
        words.addWidget(Label(tr("Solar power"), "bold"))
        self.solar = FigureButton(tr("Solar power"))
        self.solar.clicked.connect(lambda: self.opened.emit(links.solar_link(self._solar_category)))
        words.addWidget(self.solar, 0, Qt.AlignmentFlag.AlignLeft)
        self.share = Label("", "secondary")
        words.addWidget(self.share)
        self.pace = Pill()
        words.addWidget(self.pace)
        words.addStretch(1)
        self.months = PlanColumns()
        self.months.setAccessibleName(tr("Solar power by month, in kWh"))
        self.months.opened.connect(lambda _: self.opened.emit(links.solar_link(self._solar_category)))
        row.addLayout(words, 40)
        row.addWidget(self.months, 60, Qt.AlignmentFlag.AlignTop)
        chapter.body.addLayout(row)
        chapter.body.addStretch(1)
        self.body.addWidget(chapter, 1)

    # -- showing ---------------------------------------------------------------------------------

    def _show_compliance(self, overview: Overview) -> None:
        total, missed = overview.statutory_total, overview.statutory_overdue
        self.ticks.set_counts(total, missed)
        if total:
            self.compliance.set_figure(_percent(total - missed, total), "%")
            self.kept.setText(
                tr("{kept} of {total} kept").format(kept=f"{total - missed:,}", total=f"{total:,}")
            )
        else:
            self.compliance.set_figure("－", "")
            self.kept.setText(tr("No statutory inspection fell due"))

    def _show_ages(self, overview: Overview) -> None:
        counts = dict(overview.ages)
        names = {
            "d3": tr("up to 3 days"),
            "d7": tr("4–7 days"),
            "d14": tr("8–14 days"),
            "d30": tr("15–30 days"),
            "older": tr("over 30 days"),
        }
        rows = [
            BarRow(
                names[age], counts.get(age, 0), role="red" if age == "older" and counts.get(age) else "chart"
            )
            for age in _AGES
        ]
        self.ages.set_rows(rows)
        words = trn("{n} ticket, by age", "{n} tickets, by age", overview.open_tickets)
        self.open_count.set_words(words if overview.open_tickets else tr("none open"))

    def _show_trades(self, overview: Overview) -> None:
        rows = [
            SeriesRow(
                one.trade, tuple(map(float, one.months)), (f"{one.months[-1]:,}", f"{sum(one.months):,}")
            )
            for one in overview.trades
        ]
        months = [sum(month) for month in zip(*(one.months for one in overview.trades), strict=True)]
        foot = (f"{months[-1]:,}", f"{sum(months):,}") if months else ()
        names = (tr("This month", "column"), tr("last 12 months"))
        self.trades.set_data(rows, [str(month) for month in overview.month_labels], foot, figure_names=names)

    def _show_rack(self, overview: Overview) -> None:
        self.rack.set_tiles(overview.tiles)
        self.units.setText(
            trn("{n} unit", "{n} units", len(overview.tiles)) if overview.tiles else tr("none entered yet")
        )
        words = tr("Audit {done} of {total}").format(done=overview.audit_done, total=overview.audit_total)
        self.audit.set_words(words if overview.audit_total else "")
        self.audit.setToolTip(plain_tip(overview.audit_name))

    def _show_solar(self, overview: Overview) -> None:
        values = [None if got is None else float(got) for _, got, _ in overview.solar]
        plan = [float(planned or 0) for _, _, planned in overview.solar]
        has_plan = any(plan)
        running = next(
            (n for n, (month, *_) in enumerate(overview.solar) if month == overview.today.month), -1
        )
        labels = [str(month) for month, *_ in overview.solar]
        self.months.set_data(
            values, labels, plan if has_plan else (), running, tr("plan") if has_plan else ""
        )
        self.months.setVisible(bool(labels))
        figure, unit = _energy(overview.solar_year) if overview.solar else ("－", "")
        self.solar.set_figure(figure, unit)
        self.pace.setVisible(bool(overview.solar_plan_to_date))
        if overview.solar_plan:
            share = _percent(overview.solar_year, overview.solar_plan, 0)
            words = tr("{share}% of {plan} planned").format(
                share=share, plan=" ".join(_energy(overview.solar_plan))
            )
            self.share.setText(words)
        else:
            self.share.setText("" if overview.solar else tr("No solar meter yet"))
        if overview.solar_plan_to_date:
            self._show_pace(overview.solar_year, overview.solar_plan_to_date)

    def _show_pace(self, got: Decimal, planned: Decimal) -> None:
        percent = _percent(abs(got - planned), planned)
        if got < planned:
            self.pace.set_status(tr("{n}% behind plan").format(n=percent), "amber", "trending-down")
        else:
            self.pace.set_status(tr("{n}% ahead of plan").format(n=percent), "green", "trending-up")

    # -- opening ---------------------------------------------------------------------------------

    def _open_statutory(self, part: int) -> None:
        self.opened.emit(links.statutory_link(part == MISSED, self._context.clock.today()))

    def _open_age(self, part: int) -> None:
        self.opened.emit(links.age_link(_AGES[part], self._context.clock.today()))

    def _open_trade(self, part: int, this_month: bool = False) -> None:
        overview = self._overview
        if overview is not None:
            trade = overview.trades[part].trade_id if part < len(overview.trades) else None
            self.opened.emit(links.trade_link(trade, self._context.clock.today(), this_month))

    def _open_unit(self, part: int) -> None:
        tile = self.rack.unit(part)
        if tile is not None:
            self.opened.emit(links.Link("dormitories", {"record": tile.id}))
        elif self.rack.status(part) == TODO:
            self.opened.emit(links.Link("dormitories", {"view": "rack", "flag": "any"}))
        else:
            self.opened.emit(links.status_link(self.rack.status(part)))


def _percent(part: Decimal | int, whole: Decimal | int, places: int = 1) -> str:
    """A share in per cent. One that is not whole never reads 100."""
    exact = Decimal(part) * 100 / Decimal(whole)
    step = Decimal(1).scaleb(-places)
    shown = exact.quantize(step, ROUND_HALF_UP)
    if shown == 100 and exact < 100:
        shown -= step
    return f"{shown:,}"


def _energy(kwh: Decimal) -> tuple[str, str]:
    """27.1 萬度, or 271 MWh."""
    if language() == "en":
        return f"{(kwh / 1000).quantize(Decimal(1), ROUND_HALF_UP):,}", "MWh"
    if kwh < 10_000:
        return f"{kwh:,.0f}", "度"
    shown = (kwh / 10_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{shown:,}".removesuffix(".0"), "萬度"
