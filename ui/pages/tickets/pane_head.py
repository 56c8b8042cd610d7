"""The top of a ticket's pane: number, subject, state, and what can be done next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain.clocks import Light
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action, Priority
from resources.texts import tr
from ui import icons, theme
from ui.components.clock_words import light_look
from ui.components.moments import due_long
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of
from ui.widgets import drawing
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
        self._is_demo = False
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
        self.number.setMinimumWidth(self.number.sizeHint().width())
        self._is_demo = detail.is_demo
        self.edit.setVisible(detail.may_edit)
        self._show_demo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number goes before the mark where room is short."""
        super().resizeEvent(event)
        self._show_demo()

    def _show_demo(self) -> None:
        self._demo.setVisible(self._is_demo and self.width() >= theme.current().sizes.sheet // 2)

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
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._buttons = QHBoxLayout(holder)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(sizes.s)
        column.addWidget(self.title)
        column.addWidget(pills)
        column.addWidget(holder)
        self._detail: TicketDetail | None = None
        self._shown: list[Pill] = []
        self.steps: dict[Action, Button] = {}

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket."""
        self._detail = detail
        self.title.setText(detail.summary)
        self._show_pills(detail)
        self._show_actions(detail)

    def pills(self) -> list[str]:
        """The words of the pills."""
        return [pill.text() for pill in self._shown]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many steps as fit."""
        super().resizeEvent(event)
        if self._detail is not None and list(self.steps) != self._fitting(self._detail):
            self._show_actions(self._detail)

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
        repair = detail.clocks.repair
        if repair is not None and repair.met_at is not None:
            met = light_look(repair.light)
            self._add_pill(met.text, met.tone, met.icon)
        elif repair is not None:
            due = due_long(detail.due_at, now, presenter)
            look = light_look(repair.light)
            tone = "neutral" if repair.light is Light.GREEN else look.tone
            self._add_pill(due.text, tone, look.icon)
        if detail.hold_until is not None:
            until = tr("waits until {date}").format(date=presenter.date(detail.hold_until))
            self._add_pill(until, "neutral", "calendar-clock")

    def _add_pill(self, text: str, tone: str, icon: str) -> None:
        pill = Pill(text, tone, icon)
        self._pills.addWidget(pill)
        self._shown.append(pill)

    def _show_actions(self, detail: TicketDetail) -> None:
        """The usual next step with words, hold and dispatch beside it, all others behind the dots."""
        had_focus = QApplication.focusWidget() in self._stood()
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.steps = {}
        possible = [Action(name) for name in detail.actions]
        for place, action in enumerate(self._fitting(detail)):
            self._add_button(action, detail.status, "secondary" if place else "outline")
        rest = [action for action in possible if action not in self.steps]
        more = Button("", "ellipsis")
        more.setAccessibleName(tr("More"))
        more.setToolTip(tr("More"))
        more.set_menu(self._more_menu(more, rest, detail))
        self._buttons.addWidget(more)
        self._buttons.addStretch(0)
        for button in self._stood():
            button.setVisible(
                button is not more or bool(rest) or detail.may_edit
            )  # Qt: what its layout has not shown yet cannot take the focus
        if had_focus:  # who took one step by keyboard stands before the next
            next(iter([*self.steps.values(), more])).setFocus(Qt.FocusReason.TabFocusReason)

    def _stood(self) -> list[QWidget]:
        """The buttons that are there now."""
        items = (self._buttons.itemAt(place) for place in range(self._buttons.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _fitting(self, detail: TicketDetail) -> list[Action]:
        """The usual next step, then hold and dispatch as far as there is room."""
        sizes = theme.current().sizes
        possible = [Action(name) for name in detail.actions]
        shown = possible[:1]
        room = self.width() - 2 * sizes.edge - sizes.tabs - sizes.s
        for action in shown:
            room -= _width(action, detail.status) + sizes.icon + sizes.s
        for action in (Action.HOLD, Action.DISPATCH):
            room -= _width(action, detail.status) + sizes.s
            if action in possible and action not in shown and room >= 0:
                shown.append(action)
        return shown

    def _add_button(self, action: Action, status: int, kind: str) -> None:
        look = look_of(action, status)
        button = Button(look.text, look.icon if kind == "outline" else "", kind=kind)
        if kind == "outline":
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMaximumWidth(theme.current().sizes.sheet // 2)
        button.clicked.connect(lambda _=False: self.wanted.emit(action))
        self._buttons.addWidget(button, 1 if kind == "outline" else 0)
        self.steps[action] = button

    def _more_menu(self, parent: QWidget, rest: list[Action], detail: TicketDetail) -> QMenu:
        menu = QMenu(parent)
        for action in rest:
            look = look_of(action, detail.status)
            entry = menu.addAction(icons.icon(look.icon), look.text)
            entry.triggered.connect(lambda _=False, action=action: self.wanted.emit(action))
        if rest and detail.may_edit:
            menu.addSeparator()
        if detail.may_edit:
            menu.addAction(icons.icon("pencil"), tr("Edit (F2)")).triggered.connect(
                lambda _=False: self.edit_asked.emit()
            )
        return menu


def _width(action: Action, status: int) -> int:
    """How wide the button of a step is, without its icon."""
    words = look_of(action, status).text
    return drawing.text_width(words, "body", drawing.MEDIUM) + 2 * (theme.current().sizes.m + 2)
