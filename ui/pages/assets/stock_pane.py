"""A part at the right of the list: what lies there, and what came and went."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from facilities_app.domain.work import PartMoveKind, quantity_text
from facilities_app.domain.work_rows import PartDetail, PartMoveRow
from facilities_app.presenting import EMPTY, money
from resources.texts import tr
from ui import theme
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.widgets.buttons import Button, IconButton
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.line_row import LineRow
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_ICONS = {
    PartMoveKind.RECEIVED: "package-open",
    PartMoveKind.USED: "wrench",
    PartMoveKind.RETURNED: "undo-2",
    PartMoveKind.COUNTED: "clipboard-list",
}


class PartPane(QWidget):
    """Reads the part beside the window; ``part`` is what it shows. The page turns its wishes into forms."""

    closed = Signal()
    back_asked = Signal()
    edit_asked = Signal()
    receive_asked = Signal()
    count_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self.part: PartDetail | None = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one part, or the hint to choose one."""
        if record == self._id and self.part is not None:
            return
        self._id, self.part = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read the part again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            detail = self._context.services.stock.detail
            self._task = self._context.worker.read(partial(detail, self._id), self._on_read, self._on_failed)

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
        sizes = theme.current().sizes
        self.setMinimumWidth(sizes.sheet * 2 // 5)
        self.setAccessibleName(tr("Part"))
        content = QWidget()
        content.setProperty("plain", True)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        self.history = Section(tr("Moves"))
        self._moves = QVBoxLayout()
        self._moves.setSpacing(1)
        self.history.body.addLayout(self._moves)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_bar())
        outer.addWidget(area, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(EmptyState("package", tr("No part chosen"), tr("Choose a part in the list.")))
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
        self._demo = Pill(tr("Demo"), "neutral")
        self.edit = IconButton("pencil", tr("Edit (F2)"), on_click=self.edit_asked.emit)
        row.addWidget(self.code)
        row.addSpacing(sizes.xs)
        row.addWidget(self._demo)
        row.addStretch(1)
        row.addWidget(self.edit)
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return bar

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        column.setSpacing(sizes.m)
        self.name = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.s)
        steps = QHBoxLayout()
        steps.setSpacing(sizes.s)
        self.receive = Button(tr("Receive"), "package-open", kind="outline", on_click=self.receive_asked.emit)
        self.count = Button(tr("Count"), "clipboard-list", on_click=self.count_asked.emit)
        steps.addWidget(self.receive)
        steps.addWidget(self.count)
        steps.addStretch(1)
        self._facts = QVBoxLayout()
        for part in (self._pills, steps, self._facts):
            column.addLayout(part)
        column.insertWidget(0, self.name)
        column.insertWidget(3, Hairline())
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, part: PartDetail) -> None:
        if part.id != self._id:
            return
        self.part = part
        self.code.setText(part.code)
        self._demo.setVisible(part.is_demo)
        self.name.setText(part.name)
        self._show_pills(part)
        self._show_facts(part)
        self._show_moves(part)
        self._stack.setCurrentIndex(1)

    def _show_pills(self, part: PartDetail) -> None:
        clear_layout(self._pills)
        there = f"{quantity_text(part.stock_milli)} {part.unit}"
        if part.stock_milli <= 0:
            self._pills.addWidget(Pill(tr("none left"), "red", "package-x"))
        elif part.is_short:
            self._pills.addWidget(Pill(tr("below reorder level"), "amber", "triangle-alert"))
        else:
            self._pills.addWidget(Pill(there, "green", "package"))
        if part.is_green:
            self._pills.addWidget(Pill(tr("Green label"), "green", "leaf"))
        if not part.is_active:
            self._pills.addWidget(Pill(tr("No longer kept"), "neutral", "archive"))
        self._pills.addStretch(1)

    def _show_facts(self, part: PartDetail) -> None:
        clear_layout(self._facts)
        level = f"{quantity_text(part.reorder_milli)} {part.unit}" if part.reorder_milli else EMPTY
        labels = self._context.services.labels
        grid = KeyValueGrid()
        grid.add(tr("In stock"), f"{quantity_text(part.stock_milli)} {part.unit}")
        grid.add(tr("Reorder level"), level)
        grid.add(tr("Unit price"), money(part.unit_price_twd))
        grid.add(tr("Trade"), labels.name("trade", part.trade_id) if part.trade_id else tr("any trade"))
        grid.add(tr("Shelf"), part.shelf or EMPTY)
        if part.note:
            grid.add(tr("Note"), part.note)
        self._facts.addWidget(grid)

    def _show_moves(self, part: PartDetail) -> None:
        clear_layout(self._moves)
        if not part.moves:
            self._moves.addWidget(Label(tr("Nothing came or went yet"), "secondary"))
        for move in part.moves:
            self._moves.addWidget(self._move_row(part, move))

    def _move_row(self, part: PartDetail, move: PartMoveRow) -> LineRow:
        kind = PartMoveKind(move.kind)
        words = {
            PartMoveKind.RECEIVED: tr("Received"),
            PartMoveKind.USED: tr("Used for {number}").format(number=move.ticket_number),
            PartMoveKind.RETURNED: tr("Returned from {number}").format(number=move.ticket_number),
            PartMoveKind.COUNTED: tr("Counted"),
        }[kind]
        sign = "+" if move.quantity_milli > 0 else "−"
        figure = f"{sign}{quantity_text(abs(move.quantity_milli))}　＝ {quantity_text(move.stock_milli)}"
        note = "　".join(word for word in (self._context.presenter.date(move.at), move.note) if word)
        row = LineRow(_ICONS[kind], words, note, figure, opens=move.ticket_id is not None)
        if move.ticket_id is not None:
            row.clicked.connect(
                lambda _=False, key=move.ticket_id: self._context.navigate("tickets", record=key)
            )
        return row

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self.part = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches("parts", "part_moves", "tickets"):
            self.read()
