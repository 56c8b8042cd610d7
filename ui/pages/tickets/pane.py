"""A ticket at the right of its list, or over the whole page."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import PhotoRow, TicketDetail
from facilities_app.domain.tickets import Action
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.tickets.clock_part import ClockPart
from ui.pages.tickets.edit_sheet import EditTicketSheet
from ui.pages.tickets.links_part import LinksPart
from ui.pages.tickets.moves import Moves
from ui.pages.tickets.pane_head import PaneBar, PaneHead
from ui.pages.tickets.pane_parts import AboutPart, CostPart, HistoryPart, TextPart
from ui.pages.tickets.photo_menu import open_photo_menu
from ui.pages.tickets.promise_part import PromisePart
from ui.pages.tickets.visit_sheet import plan_visit_of
from ui.pages.tickets.work_order import print_work_orders
from ui.pages.tickets.work_part import WorkPart
from ui.widgets.photos import files_in
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_WORK = ("labour_entries", "part_moves", "cost_lines", "asset_downtimes", "meter_readings", "parts")
_ENTITIES = (
    "tickets",
    "settings",
    "ticket_events",
    "attachment_links",
    "assets",
    "contracts",
    "vendors",
    "users",
    *_WORK,
)
_TWO_COLUMNS = 720


class TicketPane(QWidget):
    """Reads the ticket beside the window and follows what others change; ``detail`` is what it shows."""

    closed = Signal()
    wide_asked = Signal()
    back_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._moves = Moves(context, self)
        self._id: int | None = None
        self._task: Task | None = None
        self.detail: TicketDetail | None = None
        self._is_wide = False
        self._build()
        self._wire()

    # -- what the list asks ----------------------------------------------------------------------

    def show_record(self, record: int | None) -> None:
        """Show one ticket, or the hint to choose one."""
        if record == self._id and self.detail is not None:
            return
        self._id = record
        self.detail = None
        self.history.forget_note()
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read the ticket again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            detail = self._context.services.tickets.detail
            self._task = self._context.worker.read(partial(detail, self._id), self._on_read, self._on_failed)

    def edit(self, field: str = "summary") -> None:
        """Open the form with the cursor in a field."""
        if self.detail is not None and self.detail.may_edit:
            EditTicketSheet(self._context, self.window(), self.detail, field).open()

    def run(self, action: Action) -> None:
        """Take the ticket one step on."""
        if self.detail is not None:
            self._moves.one(action, self.detail)

    def plan_visit(self) -> None:
        """Ask when somebody comes for the ticket."""
        if self.detail is not None:
            plan_visit_of(self._context, self, self.detail)

    def print(self) -> None:
        """Make the work order as paper."""
        if self.detail is not None:
            print_work_orders(self._context, (self.detail.id,), self.detail.number)

    def paste(self) -> bool:
        """Add what was copied to the ticket's photos; whether it was a picture or file."""
        return self.detail is not None and self.text.photos.strip.paste()

    # -- Qt --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the pane."""
        if self.detail is not None and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them to the ticket's photos."""
        found = files_in(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.text.photos.add(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the pane wants the next step; Tab never stops here, it goes to what is inside."""
        step = next(iter(self.head.steps.values()), self.bar.wide)
        step.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns once there is room for them."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS
        if wide != self._is_wide:
            self._arrange(wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; Ctrl+V adds the picture that was copied."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pane stands on the list's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        context = self._context
        self.setMinimumWidth(theme.current().sizes.sheet * 2 // 5)
        self.setAccessibleName(tr("Ticket"))
        self.setAcceptDrops(True)
        self.bar = PaneBar(context)
        self.head = PaneHead(context)
        self.clocks = ClockPart(context)
        self.about = AboutPart(context)
        self.text = TextPart(context)
        self.links = LinksPart(context)
        self.links.merged.connect(self.back_asked)
        self.history = HistoryPart(context)
        self.costs = CostPart(context)
        self.work = WorkPart(context)
        self.promise = PromisePart(context)
        content = QWidget()
        content.setProperty("plain", True)
        self._columns = QHBoxLayout(content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        for side in self._sides:
            side.setSpacing(0)
            self._columns.addLayout(side)
            side.addStretch(1)
        self._arrange(wide=False)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        outer.addWidget(self.area, 1)
        nothing = EmptyState("wrench", tr("No ticket chosen"), tr("Choose a row: its ticket is shown here."))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(whole)
        fill = QVBoxLayout(self)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self._stack)

    def _arrange(self, wide: bool) -> None:
        """One column beside the list; two where the pane has the page."""
        self._is_wide = wide
        self._columns.setStretch(0, 1)
        self._columns.setStretch(1, 1 if wide else 0)
        before: tuple[QWidget, ...] = (
            self.head,
            self.links.banner,
            self.clocks,
            self.about,
            self.text,
            self.links,
        )
        rest = (
            (self.work, self.promise, self.costs)
            if wide
            else (self.work, self.promise, self.history, self.costs)
        )
        left = (*before, *rest)
        right = (self.history,) if wide else ()
        for side, parts in zip(self._sides, (left, right), strict=True):
            for place, part in enumerate(parts):
                side.insertWidget(place, part)

    def _wire(self) -> None:
        self.bar.edit.clicked.connect(lambda: self.edit())
        self.bar.print.clicked.connect(self.print)
        self.bar.wide.clicked.connect(self.wide_asked)
        self.bar.close_button.clicked.connect(self.closed)
        self.head.wanted.connect(self.run)
        self.head.edit_asked.connect(lambda: self.edit())
        self.about.visit_asked.connect(self.plan_visit)
        self.costs.action.clicked.connect(lambda: self.edit("estimate_twd"))
        self.text.photos.menu_asked.connect(self._on_photo_menu)
        self.history.noted.connect(self._on_noted)
        self._context.bus.changed.connect(self._on_changed)

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, detail: TicketDetail) -> None:
        if detail.id != self._id:
            return
        is_other = self.detail is None or self.detail.id != detail.id
        self.detail = detail
        for part in (
            self.bar,
            self.head,
            self.clocks,
            self.about,
            self.text,
            self.links,
            self.work,
            self.promise,
            self.history,
            self.costs,
        ):
            part.show_ticket(detail)
        if is_other:
            self.area.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.detail = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches(*_ENTITIES):
            self.read()

    def _on_photo_menu(self, photo: PhotoRow, at: QPoint) -> None:
        if self.detail is not None and self.detail.may_edit:
            open_photo_menu(self._context, self, photo, at)

    def _on_noted(self, text: str) -> None:
        if self.detail is None:
            return
        add = self._context.services.tickets.add_note
        self._context.change(partial(add, self.detail.id, text), self, lambda _: self.history.forget_note())
