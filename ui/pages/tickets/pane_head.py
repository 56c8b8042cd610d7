"""The top of a ticket's pane: number, subject, state, and what can be done next."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action, Priority, Status
from resources.texts import tr
from ui import icons, theme
from ui.components.moments import due_long
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label, Pill


class PaneBar(QWidget):
    """44 px: the number and the icon buttons."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self.number = Label("", "section")
        row.addWidget(self.number)
        row.addSpacing(sizes.xs)
        self._demo = Pill(tr("Demo"), "neutral")
        row.addWidget(self._demo)
        row.addStretch(1)
        self.copy = IconButton("copy", tr("Copy the number"), on_click=self._on_copy)
        self.edit = IconButton("pencil", tr("Edit (F2)"))
        self.print = IconButton("printer", tr("Print the work order"))
        self.wide = IconButton("maximize-2", tr("Open wide or narrow"))
        self.close_button = IconButton("x", tr("Close the pane"))
        for button in (self.copy, self.edit, self.print, self.wide, self.close_button):
            row.addWidget(button)

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's number, and whether it is invented."""
        self.number.setText(detail.number)
        self._demo.setVisible(detail.is_demo)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())
        self._context.notify.toast(tr("{number} copied").format(number=self.number.text()))


class PaneHead(QWidget):
    """Subject, pills and actions. ``wanted`` carries the step asked for."""

    wanted = Signal(object)
    edit_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m + 2)
        column.setSpacing(sizes.m)
        self.title = Label("", "title", wrap=True)
        pills = QWidget()
        self._pills = FlowLayout(pills, sizes.s - 2)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(sizes.s)
        column.addWidget(self.title)
        column.addWidget(pills)
        column.addLayout(self._buttons)
        self._shown: list[Pill] = []
        self.steps: dict[Action, Button] = {}

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket."""
        self.title.setText(detail.summary)
        self._show_pills(detail)
        self._show_actions(detail)

    def pills(self) -> list[str]:
        """The words of the pills."""
        return [pill.text() for pill in self._shown]

    def _show_pills(self, detail: TicketDetail) -> None:
        self._pills.clear()
        self._shown.clear()
        labels = self._context.services.labels
        presenter, now = self._context.presenter, self._context.clock.now()
        status = labels.choice("ticket_status", detail.status)
        if detail.hold_reason:
            status = labels.choice("hold_reason", detail.hold_reason)
        self._add_pill(status.name, status.tone, status.icon)
        if detail.priority == Priority.URGENT:
            rank = labels.choice("priority", detail.priority)
            self._add_pill(rank.name, rank.tone, rank.icon)
        if Status(detail.status).is_open:
            due = due_long(detail.due_at, now, presenter)
            self._add_pill(due.text, due.tone, due.icon)
        if detail.hold_until is not None:
            until = tr("waits until {date}").format(date=presenter.date(detail.hold_until))
            self._add_pill(until, "neutral", "calendar-clock")

    def _add_pill(self, text: str, tone: str, icon: str) -> None:
        pill = Pill(text, tone, icon)
        self._pills.addWidget(pill)
        self._shown.append(pill)

    def _show_actions(self, detail: TicketDetail) -> None:
        """The usual next step with words, hold and dispatch beside it, all others behind the dots."""
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.steps = {}
        possible = [Action(name) for name in detail.actions]
        first = possible[:1]
        beside = [a for a in (Action.HOLD, Action.DISPATCH) if a in possible and a not in first][:2]
        for action in (*first, *beside):
            self._add_button(action, detail.status, "outline" if action in first else "secondary")
        rest = [action for action in possible if action not in self.steps]
        more = Button("", "ellipsis")
        more.setAccessibleName(tr("More"))
        more.setToolTip(tr("More"))
        more.set_menu(self._more_menu(more, rest, detail.status))
        self._buttons.addWidget(more)

    def _add_button(self, action: Action, status: int, kind: str) -> None:
        look = look_of(action, status)
        button = Button(look.text, look.icon if kind == "outline" else "", kind=kind)
        if kind == "outline":
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False: self.wanted.emit(action))
        self._buttons.addWidget(button, 1 if kind == "outline" else 0)
        self.steps[action] = button

    def _more_menu(self, parent: QWidget, rest: list[Action], status: int) -> QMenu:
        menu = QMenu(parent)
        for action in rest:
            look = look_of(action, status)
            entry = menu.addAction(icons.icon(look.icon), look.text)
            entry.triggered.connect(lambda _=False, action=action: self.wanted.emit(action))
        if rest:
            menu.addSeparator()
        menu.addAction(icons.icon("pencil"), tr("Edit (F2)")).triggered.connect(
            lambda _=False: self.edit_asked.emit()
        )
        return menu
