"""A spot at the right of the register: how it stands, what its visits found, and its route's figures."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.domain.patrols import RouteMonth, SpotRow, VisitRow
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.pages.inspections.patrol_chapters import SpotChapters
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_TOUCHING = ("patrol_spots", "patrol_visits", "attachment_links", "dorm_units", "settings", "tickets")
Found = tuple[SpotRow, tuple[VisitRow, ...], tuple[RouteMonth, ...]]


class SpotPane(QWidget):
    """Reads the spot beside the window; ``spot`` is what it shows. The page turns its wishes into changes."""

    closed = Signal()
    back_asked = Signal()
    visit_asked = Signal()
    edit_asked = Signal()
    off_asked = Signal()
    correct_asked = Signal(object)
    remove_asked = Signal(int)
    ticket_wanted = Signal(int)
    ticket_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self.spot: SpotRow | None = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one spot, or the hint to choose one."""
        if record == self._id and self.spot is not None:
            return
        self._id, self.spot = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read the spot again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            self._task = self._context.worker.read(
                partial(self._found, self._id), self._on_read, self._on_failed
            )

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumWidth(theme.current().sizes.sheet * 2 // 5)
        self.setAccessibleName(tr("Spot"))
        self.chapters = SpotChapters(self._context)
        self.chapters.setProperty("plain", True)
        for mine, its in (
            (self.correct_asked, self.chapters.correct_asked),
            (self.remove_asked, self.chapters.remove_asked),
            (self.ticket_wanted, self.chapters.ticket_wanted),
            (self.ticket_asked, self.chapters.ticket_asked),
        ):
            its.connect(mine)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(area.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.chapters)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_bar())
        outer.addWidget(self._build_head())
        outer.addWidget(Hairline())
        outer.addWidget(area, 1)
        self._stack = QStackedWidget(self)
        words = tr("Choose a spot in the list.")
        self._stack.addWidget(EmptyState("footprints", tr("No spot chosen"), words))
        self._stack.addWidget(whole)
        fill = QVBoxLayout(self)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self._stack)

    def _build_bar(self) -> QWidget:
        sizes = theme.current().sizes
        bar = QWidget()
        bar.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(bar)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self.code = Label("", "section")
        row.addWidget(self.code)
        row.addStretch(1)
        row.addWidget(IconButton("pencil", tr("Edit (F2)"), on_click=self.edit_asked.emit))
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return bar

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        column.setSpacing(sizes.s + 2)
        self.name = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.s)
        self.visit = Button(
            tr("Write down a visit"), "footprints", kind="outline", on_click=self.visit_asked.emit
        )
        self.off = SecondaryButton("", on_click=self.off_asked.emit)
        steps = QHBoxLayout()
        steps.setSpacing(sizes.s)
        steps.addWidget(self.visit)
        steps.addWidget(self.off)
        steps.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addLayout(steps)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _found(self, key: int) -> Found:
        patrols = self._context.services.patrols
        spot = patrols.spot(key)
        figures = tuple(row for row in patrols.figures() if row.route == spot.route)
        return spot, patrols.visits(key), figures

    def _on_read(self, found: Found) -> None:
        spot, visits, figures = found
        if spot.id != self._id:
            return
        self.spot = spot
        self.code.setText(spot.code)
        self.name.setText(spot.name)
        self._show_pills(spot)
        self.visit.setVisible(spot.is_active)
        self.off.setText(tr("Take off the register") if spot.is_active else tr("Put on the register"))
        self.off.setAccessibleName(self.off.text())
        self.chapters.show_spot(spot, visits, figures)
        self._stack.setCurrentIndex(1)

    def _show_pills(self, spot: SpotRow) -> None:
        clear_layout(self._pills)
        labels = self._context.services.labels
        for code, value in (("patrol_status", spot.state.value), ("patrol_kind", spot.kind)):
            choice = labels.choice(code, value)
            self._pills.addWidget(Pill(choice.name, choice.tone, choice.icon))
        if spot.is_demo:
            self._pills.addWidget(Pill(tr("Demo"), "neutral"))
        self._pills.addStretch(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.spot = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches(*_TOUCHING):
            self.read()
