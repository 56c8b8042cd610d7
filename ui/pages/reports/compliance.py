"""執行情形: a year's inspections per duty, system, site or month; every number opens what it counts."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain import compliance as words
from facilities_app.domain.compliance import By, Compliance, ComplianceRow, Counts, Judged
from facilities_app.domain.dates import DateStyle
from resources.texts import tr
from ui import icons, theme
from ui.components.page import Page
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext
from ui.pages.reports.cell_table import CellTable
from ui.pages.reports.compliance_links import inspections
from ui.pages.reports.table import TableRow
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.surfaces import Card
from ui.worker import Task

if TYPE_CHECKING:
    from facilities_app.services.exports import ExportResult

_WAIT_MS = 250
_KINDS = (("xlsx", "file-spreadsheet"), ("pdf", "file-text"), ("csv", "table"))
_TONES = ("", "amber", "red", "red")


class CompliancePage(Page):
    """Reads beside the window, again a moment after anything changed."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.shown: Compliance | None = None
        self._reading: Task | None = None
        self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.read)
        self.year = context.clock.today().year
        self._build()
        self._wire()
        self.read()

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The frame's actions."""
        return {"refresh": self.read, "export": lambda: self.ask("xlsx"), "print": lambda: self.ask("pdf")}

    def set_shown(self, shown: bool) -> None:
        """Read what changed while nobody looked; the arrows walk through the table."""
        if shown and self._stale:
            self.read()
        if shown:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """What rows are told apart by, and whether only what a law asks for is counted."""
        self.context.prefs.set("compliance.by", str(self.by.value()))
        self.context.prefs.set("compliance.basis", str(self.basis.value()))

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes, prefs = theme.current().sizes, self.context.prefs
        self.segments = PageSegments(self.context, OF_INSPECTIONS, "compliance", self)
        self.before = IconButton("chevron-left", tr("The year before"), on_click=lambda: self.step(-1))
        self.after = IconButton("chevron-right", tr("The year after"), on_click=lambda: self.step(1))
        self.year_label = Label("", "bold")
        by = str(prefs.get("compliance.by", By.DUTY.value))
        self.by = SegmentedControl(
            [Segment(one.value, name) for one, name in words.by_words().items()],
            by if by in set(By) else By.DUTY.value,
            quiet=True,
            name=tr("Told apart by"),
        )
        basis = [Segment("law", tr("By law", "compliance")), Segment("all", tr("All", "compliance"))]
        kept = str(prefs.get("compliance.basis", "law"))
        self.basis = SegmentedControl(
            basis, kept if kept in ("law", "all") else "law", quiet=True, name=tr("Which inspections")
        )
        self.export = SecondaryButton(tr("Register of duties"), "download")
        self.export.set_menu(self._menu())
        head = QHBoxLayout()
        head.setContentsMargins(sizes.edge, sizes.m, sizes.edge, 0)
        head.setSpacing(sizes.s)
        for part in (self.segments, self.before, self.year_label, self.after, self.basis):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.export)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._body(), 1)

    def _body(self) -> QScrollArea:
        sizes = theme.current().sizes
        self.words = Label("", "heading")
        self.definition = Label(words.definition(), "secondary", wrap=True)
        self.table = CellTable()
        self.table.setAccessibleName(tr("Compliance", "page"))
        card = Card()
        top = QHBoxLayout()
        top.addWidget(self.words)
        top.addStretch(1)
        top.addWidget(self.by)
        card.body.addLayout(top)
        card.body.addWidget(self.definition)
        card.body.addWidget(self.table)
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.l)
        column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        names = {"xlsx": tr("Excel workbook"), "pdf": tr("PDF, ready to print"), "csv": tr("CSV, plain text")}
        for kind, icon in _KINDS:
            action = menu.addAction(icons.icon(icon), names[kind])
            action.triggered.connect(lambda _=False, kind=kind: self.ask(kind))
        return menu

    def _wire(self) -> None:
        self.by.changed.connect(lambda _by: self._show())
        self.basis.changed.connect(lambda _basis: self.read())
        self.table.opened.connect(self._on_opened)
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

    def step(self, years: int) -> None:
        """Show another year."""
        self.year += years
        self.read()

    def read(self) -> None:
        """Read the year; an older reading under way is dropped."""
        self._stale = False
        if self._reading is not None:
            self._reading.cancel()
        service, year, statutory = self.context.services.compliance, self.year, self.basis.value() == "law"
        self._reading = self.context.worker.read(
            lambda: service.read(year, statutory=statutory), self._on_read, self.context.notify.error
        )

    def rows(self) -> tuple[ComplianceRow, ...]:
        """The rows shown, without their sum."""
        return self.shown.rows[By(str(self.by.value()))] if self.shown is not None else ()

    def _on_read(self, shown: Compliance) -> None:
        self._reading, self.shown = None, shown
        self._show()

    def _show(self) -> None:
        shown, roc = self.shown, self.context.presenter.style is DateStyle.ROC
        if shown is None:
            return
        year = tr("Year {year}").format(year=shown.year - 1911 if roc else shown.year)
        self.year_label.setText(year)
        self.set_note(year)
        share = "－" if shown.total.share is None else f"{shown.total.share:.1f}"
        told = tr("{share} % on time: {n} of {due}")
        self.words.setText(told.format(share=share, n=f"{shown.total.on_time:,}", due=f"{shown.total.due:,}"))
        by = By(str(self.by.value()))
        titles = (words.by_words()[by], *words.judged_words().values(), tr("On time (%)", "compliance"))
        rows = [_row(self._name(row), row.counts) for row in self.rows()]
        self.table.set_rows(titles, [*rows, _row(tr("All together"), shown.total)])

    def _name(self, row: ComplianceRow) -> str:
        return tr("Month {n}").format(n=row.name) if self.by.value() == By.MONTH.value else row.name

    def _on_opened(self, part: int) -> None:
        at, column = self.table.place(part)
        rows = self.rows()
        judged = tuple(Judged)[column] if column < len(Judged) else None
        if self.shown is not None:
            row, today = rows[at] if at < len(rows) else None, self.context.clock.today()
            query = inspections(self.shown, By(str(self.by.value())), row, judged, today)
            self.context.navigate("inspections", query=query)

    def _on_changed(self, _changes: object, _initiator: object) -> None:
        if self.isVisible():
            self._timer.start()
        else:
            self._stale = True

    # -- the register ----------------------------------------------------------------------------

    def ask(self, kind: str) -> None:
        """Ask for the register's file, then write it."""
        folder = Path(str(self.context.prefs.get("export.folder", str(Path.home()))))
        name = f"{tr('Register of inspection duties')}.{kind}".replace(" ", "_")
        dialog = QFileDialog(self, tr("Register of duties"), str(folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the register."""
        service, style = self.context.services.registers, self.context.presenter.style
        self.context.prefs.set("export.folder", str(path.parent))

        def finished(result: "ExportResult") -> None:
            said = [tr("{name} written").format(name=path.name), *result.warnings]
            self.context.notify.toast(" ".join(said), tone="amber" if result.warnings else "green")

        title = tr("Export {name}").format(name=path.name)
        self.context.worker.job(
            lambda _job: service.write(path, style=style), title, finished, self.context.notify.error
        )


def _row(name: str, counts: Counts) -> TableRow:
    share = "－" if counts.share is None else f"{counts.share:.1f}"
    numbers = [counts.of(judged) for judged in Judged]
    tones = tuple(tone if number else "" for tone, number in zip(_TONES, numbers, strict=False))
    return TableRow(name, 0, (*(f"{number:,}" for number in numbers), share), tones)


def create(context: UiContext) -> Page:
    """Make the page."""
    return CompliancePage(context)
