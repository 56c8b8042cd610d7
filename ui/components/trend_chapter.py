"""讀值趨勢: a reading of a checklist or a meter over the years, as a line and as values to take along."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from facilities_app.domain.dates import DateStyle, roc_code, roc_year
from facilities_app.domain.trends import Trend, TrendPoint, rises
from resources.texts import tr, trn
from ui import icons, theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.list_copy import lines_mime
from ui.components.papers import write_file
from ui.components.sections import Section
from ui.context import UiContext
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.labels import Label
from ui.widgets.trend_chart import TrendChart
from ui.worker import Task

_FEW, _MANY = 4, 120
Read = Callable[[], tuple[Trend, ...]]


class TrendChapter(QWidget):
    """Hidden while there is no reading. ``task_asked`` carries the inspection behind a value."""

    task_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._trends: tuple[Trend, ...] = ()
        self._owner: dict[str, int] = {}
        self._chosen = ""
        self._reading: Task | None = None
        self._all = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._build())
        self.hide()

    def show_of(self, read: Read, *, asset_id: int | None = None, place_id: int | None = None) -> None:
        """Read the trends beside the window and show them; whose they are stands on the exported table."""
        if self._reading is not None:
            self._reading.cancel()
        owner = {"asset_id": asset_id, "place_id": place_id}
        owned = {key: value for key, value in owner.items() if value is not None}
        if owned != self._owner:
            self.hide()
        self._owner = owned
        self._reading = self._context.worker.read(read, self.show_trends, self._context.notify.error)

    def leave(self) -> None:
        """Show nothing."""
        if self._reading is not None:
            self._reading.cancel()
        self._owner = {}
        self.hide()

    def show_trends(self, trends: Sequence[Trend]) -> None:
        """Show these, the one chosen last first if it is among them."""
        self._trends = tuple(trends)
        self.pick.blockSignals(True)
        self.pick.clear()
        for trend in self._trends:
            self.pick.addItem(self._label(trend), trend.key)
        self.pick.setCurrentIndex(max(0, self.pick.findData(self._chosen)))
        self.pick.blockSignals(False)
        self.setVisible(bool(self._trends))
        if self._trends:
            self._show()

    def trend(self) -> Trend:
        """The one that is shown."""
        return self._trends[max(0, self.pick.currentIndex())]

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> Section:
        section = Section(tr("Readings over time"))
        self.pick = QComboBox()
        self.pick.setAccessibleName(tr("Reading"))
        self.pick.setMinimumContentsLength(10)
        self.pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pick.currentIndexChanged.connect(self._on_picked)
        self.chart = TrendChart(self._point_words, self._year)
        self.chart.opened.connect(self._on_opened)
        self.chart.pointed.connect(self._on_pointed)
        self.words = Label("", "secondary", wrap=True)
        self.values = BriefRows()
        self.values.opened.connect(lambda key: self.task_asked.emit(int(str(key))))
        self.more = GhostButton("", on_click=self._on_more)
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.s)
        row.addWidget(self.pick, 1)
        row.addWidget(IconButton("copy", tr("Copy the values"), on_click=self.copy))
        self.export = IconButton("download", tr("Export the values"))
        self.menu = self._build_menu()
        self.export.set_menu(self.menu)
        row.addWidget(self.export)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        section.body.addLayout(row)
        for part in (self.chart, self.words, self.values):
            section.body.addWidget(part)
        section.body.addLayout(foot)
        return section

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        kinds = (
            ("xlsx", tr("Excel workbook"), "file-spreadsheet"),
            ("csv", tr("CSV, plain text"), "table"),
            ("pdf", tr("PDF, ready to print"), "file-text"),
        )
        for kind, words, icon in kinds:
            menu.addAction(icons.icon(icon), words).triggered.connect(partial(self._on_export, kind))
        return menu

    # -- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        trend = self.trend()
        self.chart.set_trend(trend)
        self.chart.setVisible(len(trend.points) > 1)
        self.chart.setAccessibleName(f"{trend.name} {self._sum_words(trend)}")
        self.words.setText(self._sum_words(trend))
        newest = list(zip(trend.points, rises(trend.points), strict=True))[::-1]
        shown = newest[: _MANY if self._all else _FEW]
        self.values.set_rows([self._brief(trend, point, rise) for point, rise in shown])
        self.more.setVisible(len(newest) > _FEW)
        count = min(_MANY, len(newest))
        self.more.set_content(
            tr("Show fewer") if self._all else trn("Show {n} value", "Show {n} values", count)
        )

    def _brief(self, trend: Trend, point: TrendPoint, rise: Decimal | None) -> Brief:
        value = f"{_number(point.value)} {trend.unit}".strip()
        day = self._context.presenter.date(point.on)
        if trend.is_meter:
            aside = "" if rise is None else f"{rise:+,f}"
            return Brief(None, f"{day}　{value}", aside=aside)
        limits = _limits(point, trend.unit)
        words = tr("out of limits") if point.fails else limits
        who = f"　{point.who}" if point.who else ""
        return Brief(
            point.task_id, f"{day}　{value}{who}", aside=words, aside_tone="red" if point.fails else ""
        )

    def _sum_words(self, trend: Trend) -> str:
        values = [point.value for point in trend.points]
        mean, unit = trend.mean, trend.unit
        parts = [trn("{n} reading", "{n} readings", len(values))]
        if not trend.is_meter and mean is not None:
            low, high = _number(min(values)), _number(max(values))
            parts.append(tr("{low} to {high} {unit}", "limits").format(low=low, high=high, unit=unit).strip())
            parts.append(tr("mean {value}").format(value=_number(round(mean, 2))))
            parts.append(trn("{n} time out of limits", "{n} times out of limits", trend.failed))
        return tr(", ", "list").join(parts)

    def _point_words(self, point: TrendPoint) -> str:
        trend = self.trend()
        parts = [self._context.presenter.date(point.on), f"{_number(point.value)} {trend.unit}".strip()]
        if point.fails:
            parts.append(f"{tr('out of limits')} ({_limits(point, trend.unit)})")
        return "　".join(part for part in (*parts, point.who, point.number) if part)

    def _label(self, trend: Trend) -> str:
        return f"{trend.name} {trend.of}" if trend.is_meter else trend.name

    def _year(self, day: date) -> str:
        """A year's first day as the year, any other as its month."""
        is_roc = self._context.presenter.style is DateStyle.ROC
        year = str(roc_year(day) if is_roc else day.year)
        if (day.month, day.day) == (1, 1):
            return year
        return f"{year}/{day.month:02d}" if is_roc else f"{year}-{day.month:02d}"

    # -- taking along ----------------------------------------------------------------------------

    def copy(self) -> None:
        """All values onto the clipboard, as a table."""
        trend, day = self.trend(), self._context.presenter.date
        head = [tr("Date"), f"{trend.name} {trend.unit}".strip(), tr("Lower limit"), tr("Upper limit")]
        lines = [
            [day(point.on), _number(point.value), _number(point.minimum), _number(point.maximum)]
            for point in trend.points
        ]
        QGuiApplication.clipboard().setMimeData(lines_mime([head, *lines]))
        self._context.notify.toast(tr("{n} rows copied").format(n=f"{len(lines):,}"))

    def _on_export(self, kind: str) -> None:
        services, trend, owner = self._context.services, self.trend(), dict(self._owner)
        style = self._context.presenter.style

        def write(path: Path, _job: object) -> object:
            return services.trends.write(path, trend, style=style, **owner)

        day = roc_code(self._context.clock.today())
        name = f"{day}_{self._label(trend)}.{kind}".replace("/", "_").replace(" ", "_")
        write_file(self._context, name, tr("Export the values"), write)

    # -- slots -----------------------------------------------------------------------------------

    def _on_picked(self) -> None:
        self._chosen = str(self.pick.currentData() or "")
        self._all = False
        if self._trends:
            self._show()

    def _on_pointed(self, part: int) -> None:
        trend = self.trend()
        self.words.setText(
            self._point_words(trend.points[part]) if 0 <= part < len(trend.points) else self._sum_words(trend)
        )

    def _on_opened(self, part: int) -> None:
        key = self.trend().points[part].task_id
        if key is not None:
            self.task_asked.emit(key)

    def _on_more(self) -> None:
        self._all = not self._all
        self._show()


def _number(value: Decimal | None) -> str:
    """A reading without idle zeros, thousands apart."""
    if value is None:
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _limits(point: TrendPoint, unit: str) -> str:
    """≤ 40, ≥ 30, −15 to 15; "" without limits."""
    low, high = point.minimum, point.maximum
    if low is not None and high is not None:
        words = tr("{low} to {high} {unit}", "limits")
        return words.format(low=_number(low), high=_number(high), unit=unit).strip()
    if high is not None:
        return f"≤ {_number(high)} {unit}".strip()
    return f"≥ {_number(low)} {unit}".strip() if low is not None else ""
