"""The reports page: choose a period, read its figures, open what stands behind each, take them along."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import format_period, roc_code
from facilities_app.domain.figure_words import by_word, sentence
from facilities_app.domain.figures import By, Figures
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.periods import Period
from resources.texts import tr
from ui import icons, theme
from ui.components.page import Page
from ui.context import UiContext
from ui.pages.reports.key_figures import KeyFigures
from ui.pages.reports.months_card import MonthsCard
from ui.pages.reports.period_bar import CUSTOM, PeriodBar
from ui.pages.reports.rows_card import RowsCard
from ui.pages.reports.side import SideFigures
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Label
from ui.worker import Task

if TYPE_CHECKING:
    from facilities_app.services.exports import ExportResult

_WAIT_MS = 250
_KINDS = (("xlsx", "file-spreadsheet"), ("pdf", "file-text"), ("csv", "table"))


class ReportsPage(Page):
    """Reads beside the window, again a moment after anything changed."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.figures: Figures | None = None
        self._reading: Task | None = None
        self._stale = False
        self._by = By.TRADE
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.read)
        self._build()
        self._restore()
        self._wire()
        self.read()

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The frame's actions."""
        return {"refresh": self.read, "export": lambda: self.ask("xlsx"), "print": lambda: self.ask("pdf")}

    def show_what(self, **what: Any) -> None:
        """``period`` and ``by`` to show."""
        period, by = what.get("period"), what.get("by")
        if isinstance(period, Period):
            self.bar.set_choice(CUSTOM, period)
        if by is not None:
            self._by = By(by)
        self.read()

    def set_shown(self, shown: bool) -> None:
        """Read what changed while nobody looked; the arrows walk through the table."""
        if shown and self._stale:
            self.read()
        if shown:
            self.rows.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """The period and what cases are told apart by."""
        prefs, period = self.context.prefs, self.bar.period()
        prefs.set("reports.period", self.bar.choice())
        prefs.set("reports.by", self._by.value)
        if self.bar.choice() == CUSTOM and period is not None:
            prefs.set("reports.from", period.start.isoformat())
            prefs.set("reports.to", period.end.isoformat())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the cards do not fit beside each other they stand one below the other."""
        super().resizeEvent(event)
        self._arrange()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.bar = PeriodBar(self.context)
        self.export = SecondaryButton(tr("Export"), "download")
        self.export.set_menu(self._menu())
        head = QHBoxLayout()
        head.setContentsMargins(sizes.edge, sizes.m, sizes.edge, 0)
        head.addWidget(self.bar, 1)
        head.addWidget(self.export)
        self.keys = KeyFigures(self.context)
        self.rows = RowsCard(self.context)
        self.months = MonthsCard()
        self.side = SideFigures()
        self.words = Label("", "body", wrap=True)
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.l)
        column.setSpacing(sizes.m)
        column.addWidget(self.words)
        column.addWidget(self.keys)
        self._cards = cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(sizes.m)
        left = QVBoxLayout()
        left.setSpacing(sizes.m)
        left.addWidget(self.rows, 1)
        left.addWidget(self.months)
        cards.addLayout(left, 58)
        cards.addWidget(self.side, 42)
        column.addLayout(cards)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer.addLayout(head)
        outer.addWidget(area, 1)

    def _arrange(self) -> None:
        sizes = theme.current().sizes
        needed = self.rows.minimumSizeHint().width() + self.side.minimumSizeHint().width()
        beside = self.width() >= needed + 2 * sizes.edge + sizes.m + sizes.s
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._cards.setDirection(way)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        names = {"xlsx": tr("Excel workbook"), "pdf": tr("PDF, ready to print"), "csv": tr("CSV, plain text")}
        for kind, icon in _KINDS:
            action = menu.addAction(icons.icon(icon), names[kind])
            action.triggered.connect(lambda _=False, kind=kind: self.ask(kind))
        return menu

    def _restore(self) -> None:
        prefs = self.context.prefs
        by = str(prefs.get("reports.by", By.TRADE.value))
        self._by = By(by) if by in set(By) else By.TRADE
        name = str(prefs.get("reports.period", "year"))
        edges = [str(prefs.get(key, "")) for key in ("reports.from", "reports.to")]
        period = None
        if name == CUSTOM:
            try:
                period = Period(*(date.fromisoformat(edge) for edge in edges))
            except ValueError:
                name = "year"
        self.bar.set_choice(name, period)

    def _wire(self) -> None:
        self.bar.changed.connect(lambda _period: self.read())
        self.rows.by_changed.connect(self._on_by)
        self.keys.downtime_asked.connect(lambda: self._on_by(By.ASSET))
        for part in (self.keys, self.rows, self.months, self.side):
            part.opened.connect(self._open)
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the figures; an older reading under way is dropped."""
        period, by = self.bar.period(), self._by
        if period is None:
            return
        self._stale = False
        if self._reading is not None:
            self._reading.cancel()
        service = self.context.services.figures
        self._reading = self.context.worker.read(
            lambda: service.read(period, by), self._on_read, self.context.notify.error
        )

    def _on_read(self, figures: Figures) -> None:
        self._reading, self.figures = None, figures
        self.words.setText(sentence(figures))
        self.set_note(format_period(figures.period, self.context.presenter.style))
        self.keys.show_figures(figures)
        self.rows.show_figures(figures)
        self.months.show_figures(figures)
        self.side.show_figures(figures)
        self._arrange()

    def _on_by(self, by: By) -> None:
        self._by = by
        self.read()

    def _on_changed(self, _changes: Changes, _initiator: object) -> None:
        if self.isVisible():
            self._timer.start()
        else:
            self._stale = True

    def _open(self, query: ListQuery) -> None:
        self.context.navigate("tickets", query=query)

    # -- exporting -------------------------------------------------------------------------------

    def file_name(self, kind: str) -> str:
        """The name proposed: 報修統計_類別_1060216-1060731.xlsx."""
        period = self.bar.period()
        days = f"{roc_code(period.start)}-{roc_code(period.end)}" if period else ""
        return f"{tr('Figures of repairs')}_{by_word(self._by)}_{days}.{kind}".replace(" ", "_")

    def ask(self, kind: str) -> None:
        """Ask for the file, then write it."""
        folder = Path(str(self.context.prefs.get("export.folder", str(Path.home()))))
        dialog = QFileDialog(self, tr("Export what I see"), str(folder / self.file_name(kind)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self.file_name(kind))
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the rows as they are shown."""
        figures = self.figures
        if figures is None:
            return
        service, style = self.context.services.figures, self.context.presenter.style
        self.context.prefs.set("export.folder", str(path.parent))

        def finished(result: "ExportResult") -> None:
            said = [tr("{name} written").format(name=path.name), *result.warnings]
            self.context.notify.toast(" ".join(said), tone="amber" if result.warnings else "green")

        title = tr("Export {name}").format(name=path.name)
        self.context.worker.job(
            lambda _job: service.write(figures, path, style), title, finished, self.context.notify.error
        )
