"""Open tickets, one line each: in the warning before a duplicate, and in the pane of what is broken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.rows import TicketBrief
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Hairline, Label, Pill


class TicketBriefs(QWidget):
    """Rows of number, subject, status, who and since when. ``opened`` carries a ticket's id.

    With ``action`` each row has that word at its end, and ``acted`` carries the ticket's id and number;
    ``keys`` are shown beside it, the first row's first, and belong to the owner.
    """

    opened = Signal(int)
    acted = Signal(int, str)

    def __init__(
        self,
        context: UiContext,
        *,
        action: str = "",
        keys: Sequence[str] = (),
        narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._action, self._keys, self._narrow = context, action, tuple(keys), narrow
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.buttons: list[GhostButton] = []

    def set_tickets(self, briefs: Sequence[TicketBrief], most: int = 3) -> None:
        """Show the first ``most`` of them."""
        clear_layout(self._column)
        self.buttons.clear()
        for place, brief in enumerate(briefs[:most]):
            if place:
                self._column.addWidget(Hairline())
            row = _BriefRow(self._context, brief, self._narrow)
            row.activated.connect(self.opened)
            if self._action:
                button = GhostButton(self._action, key=self._keys[place] if place < len(self._keys) else "")
                button.setAccessibleName(f"{self._action} {brief.number}")
                button.clicked.connect(lambda _=False, brief=brief: self.acted.emit(brief.id, brief.number))
                row.layout().addWidget(button)  # type: ignore[union-attr]
                self.buttons.append(button)
            self._column.addWidget(row)
        if len(briefs) > most:
            more = tr("and {n} more").format(n=len(briefs) - most)
            self._column.addWidget(Label(more, "secondary"))


class _BriefRow(QWidget):
    """One ticket; a click or Enter opens it."""

    activated = Signal(int)

    def __init__(self, context: UiContext, brief: TicketBrief, narrow: bool) -> None:
        super().__init__()
        self._brief = brief
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(sizes.m)
        number = Label(brief.number, "secondary")
        row.addWidget(number)
        row.addWidget(Label(brief.summary, "strong", elide=True), 1)
        choice = context.services.labels.choice
        waits = brief.hold_reason
        status = choice("hold_reason", waits) if waits else choice("ticket_status", brief.status)
        row.addWidget(Pill(status.name, status.tone, status.icon, ground="" if narrow else "surface"))
        if not narrow:
            row.addWidget(Label(brief.assignee, "secondary"))
            row.addWidget(Label(context.presenter.date(brief.reported_on), "secondary"))
        self.setMinimumHeight(sizes.compact)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{brief.number} {brief.summary} {status.name}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the ticket."""
        self.activated.emit(self._brief.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the ticket."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activated.emit(self._brief.id)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            current = theme.current()
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.accent, 1.5)
            painter.end()
