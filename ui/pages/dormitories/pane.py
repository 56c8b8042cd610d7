"""The pane beside the rack: one unit, its deadline, facts, meters and life."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.dates import roc_code
from facilities_app.domain.rows import UnitDetail
from resources.texts import tr
from ui import theme
from ui.components.papers import choose_file, offer_file
from ui.context import UiContext
from ui.pages.dormitories.status_sheet import StatusSheet
from ui.pages.dormitories.unit_edit import UnitEditForm
from ui.pages.dormitories.unit_view import UnitView
from ui.pages.dormitories.words import UnitWords
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

WIDTH = 304
_WAIT_MS = 40
_LIVED_IN = frozenset(("in_use", "provided", "rented", "occupied", "renovating"))
_ENTITIES = (
    "dorm_units",
    "unit_status_changes",
    "agreements",
    "applications",
    "eligibility_checks",
    "people",
    "household_members",
    "charges",
    "payments",
    "tickets",
    "meter_readings",
    "attachment_links",
)


class UnitPane(QWidget):
    """Shows one unit, read beside the window; the last one asked for wins. ``left`` when Esc is pressed in it."""

    closed = Signal()
    left = Signal()

    def __init__(self, context: UiContext, words: UnitWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, words
        self._asked: int | None = None
        self._reading: Task | None = None
        self.detail: UnitDetail | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._read)
        self.setAccessibleName(tr("Unit pane"))
        self._build()
        context.bus.changed.connect(self._on_changed)

    # -- public ----------------------------------------------------------------------------------

    def show_record(self, record: int | None) -> None:
        """Show a unit, or ask to choose one."""
        if record != self._asked:
            self._asked = record
            if self._reading is not None:
                self._reading.cancel()
            if record is None:
                self._show(None)
            else:
                self._timer.start()

    def set_past(self, day: date | None) -> None:
        """While the rack shows a past day, say that the pane does not."""
        self.past.setVisible(day is not None)
        if day is not None:
            words = tr("The pane tells of today, the rack of {date}.")
            self.past.setText(words.format(date=self._context.presenter.date(day)))

    def edit(self) -> None:
        """Open the form of the unit's record."""
        if self.detail is not None:
            form = UnitEditForm(self._context, self.window(), self.detail)
            form.closed.connect(form.deleteLater)
            form.open()

    def change_status(self) -> None:
        """Open the sheet that changes the status."""
        if self.detail is not None:
            sheet = StatusSheet(self._context, self._words, self.detail, self.window())
            sheet.closed.connect(sheet.deleteLater)
            sheet.open()

    def log_repair(self) -> None:
        """Log a repair for this unit."""
        if self.detail is not None:
            self._context.navigate("log_repair", target=("unit", self.detail.tile.place_id))

    def ask_print(self) -> None:
        """Ask where the checklist is to be written."""
        if self.detail is None:
            return
        name = f"{roc_code(self._context.clock.today())}_{self.detail.tile.code}_{self.template()}.pdf"
        choose_file(self._context, name, tr("Print the checklist"), self.print_to, self)

    def template(self) -> str:
        """The checklist that fits the unit: the yearly check, or the patrol of one nobody lives in."""
        status = self.detail.tile.status if self.detail is not None else ""
        return "DORMUNIT" if status in _LIVED_IN else "DORMVAC"

    def print_to(self, path: Path) -> None:
        """Write the unit's checklist as a job."""
        if self.detail is None:
            return
        checklists, code, template = self._context.services.checklists, self.detail.tile.code, self.template()

        def done(outcome: Outcome[str]) -> None:
            self._context.bus.publish(outcome.changes, self)
            offer_file(self._context, path)

        self._context.worker.job(
            lambda job: checklists.print_blank(template, path, place_code=code),
            tr("Print {name}").format(name=path.name),
            done,
            self._context.notify.error,
            writes=True,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to where one came from."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line at the left."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.fillRect(0, 0, 1, self.height(), current.line)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        self.view = UnitView(self._context, self._words)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.view)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._build_foot())
        self._empty = EmptyState("house", tr("No unit chosen"), tr("Choose a tile to see who lives there."))
        column.addWidget(self._whole)
        column.addWidget(self._empty)
        self._whole.hide()
        self.setMinimumWidth(sizes.sheet * 2 // 5)

    def _build_head(self) -> QVBoxLayout:
        sizes = theme.current().sizes
        head = QVBoxLayout()
        head.setContentsMargins(sizes.edge, sizes.m, sizes.m, sizes.s)
        head.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(sizes.s)
        self.code = Label("", "page")
        self.status = Pill()
        self.demo = Pill(tr("Demo"), "neutral", "test-tube")
        self.edit_button = IconButton("pencil", tr("Edit the unit"), on_click=self.edit)
        close = IconButton("panel-right-close", tr("Hide the pane"), on_click=self.closed.emit)
        line.addWidget(self.code)
        line.addWidget(self.status)
        line.addWidget(self.demo)
        line.addStretch(1)
        line.addWidget(self.edit_button)
        line.addWidget(close)
        self.subtitle = Label("", "secondary", wrap=True)
        head.addLayout(line)
        head.addWidget(self.subtitle)
        self.past = Label("", "secondary", colour="amber", wrap=True)
        self.past.hide()
        head.addWidget(self.past)
        return head

    def _build_foot(self) -> QWidget:
        sizes = theme.current().sizes
        foot = QWidget()
        foot.setFixedHeight(sizes.sheet_foot)
        row = QHBoxLayout(foot)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.s)
        self.change_button = Button(tr("Change status"), on_click=self.change_status)
        self.repair_button = Button(tr("Repair", "unit"), "wrench", on_click=self.log_repair)
        self.repair_button.setAccessibleName(tr("Log a repair for this unit"))
        self.print_button = IconButton(
            "printer", tr("Print the checklist"), boxed=True, compact=False, on_click=self.ask_print
        )
        row.addWidget(self.change_button)
        row.addWidget(self.repair_button)
        row.addStretch(1)
        row.addWidget(self.print_button)
        return foot

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        asked, dormitories = self._asked, self._context.services.dormitories
        if asked is not None:
            if self._reading is not None:
                self._reading.cancel()
            self._reading = self._context.worker.read(
                lambda: dormitories.detail(asked), self._show, self._on_failed
            )

    def _on_failed(self, error: BaseException) -> None:
        self._show(None)
        self._context.notify.error(error)

    def _on_changed(self, changes: object, initiator: object) -> None:
        if self._asked is not None and getattr(changes, "touches", lambda *_: True)(*_ENTITIES):
            self._timer.start()

    def _show(self, detail: UnitDetail | None) -> None:
        same = detail is not None and self.detail is not None and detail.tile.id == self.detail.tile.id
        self.detail = detail
        self._whole.setVisible(detail is not None)
        self._empty.setVisible(detail is None)
        if detail is None:
            return
        tile, status = detail.tile, self._words.status(detail.tile.status)
        self.code.setText(tile.code)
        self.status.set_status(status.name, status.tone, status.icon)
        self.demo.setVisible(tile.is_demo)
        area = f"{detail.area_m2:f} ㎡" if detail.area_m2 else ""
        parts = (
            self._words.kind(tile.kind),
            self._words.floor(tile.floor),
            area,
            self._words.land(tile.land),
        )
        self.subtitle.setText("　".join(part for part in parts if part))
        self.setAccessibleDescription(f"{tile.code} {status.name}")
        self.view.show_unit(detail)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
