"""The tickets page as list, board or my day, with the ticket beside any of them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from facilities_app.domain.lists import ListQuery, ListSource, ViewPreset
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action, Status
from resources.texts import tr
from ui import icons
from ui.components.list_look import ListLook
from ui.components.list_page import ListPage
from ui.context import UiContext
from ui.pages.tickets.dispatch_menu import DispatchButton, print_dispatch
from ui.pages.tickets.faces import DAY, LIST, Faces
from ui.pages.tickets.moves import Moves
from ui.pages.tickets.pane import TicketPane
from ui.pages.tickets.visit_sheet import plan_visit_of


class FacedPage(ListPage):
    """What the list, the board and my day share: the current ticket, its pane, the keyboard, one menu of steps."""

    def __init__(self, context: UiContext, source: ListSource, look: ListLook) -> None:
        self.ticket = TicketPane(context)
        self.faces: Faces | None = None
        self._pane_was_hidden = False
        super().__init__(context, source, look, self.ticket)
        self.moves = Moves(context, self)
        self.faces = Faces(self, context)
        self.views.tabs.add_corner(self.faces.switch, first=True)
        self.dispatch_button = DispatchButton(context)
        self.views.tabs.add_corner(self.dispatch_button)

    def restore_face(self) -> None:
        """Take up the face of last time; once, when the page is whole."""
        if self.faces is not None:
            self.faces.restore()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's commands; on my day printing prints the day."""
        mine = {"print": self.print_my_day} if self.face == DAY else {}
        return {**super().commands(), **mine}

    def set_query(self, query: ListQuery) -> None:
        """List and board ask the same."""
        super().set_query(query)
        if self.faces is not None:
            self.faces.set_query(query)

    @property
    def face(self) -> str:
        """Which face is shown."""
        return self.faces.key if self.faces is not None else LIST

    @property
    def current(self) -> int | None:
        """The current ticket of the face shown."""
        if self.faces is None or self.face == LIST:
            return super().current
        return self.faces.current()

    def choose(self, record: int) -> None:
        """Make this ticket the current one, whatever face is shown, and show its pane."""
        if self.faces is None or self.face == LIST:
            super().choose(record)
            return
        self.show_pane(True)
        self.faces.choose(record)
        self.ticket.show_record(record)

    def show_view(self, view: ViewPreset) -> None:
        """A view narrows list and board; my day has none."""
        if self.faces is not None and self.face == DAY:
            self.faces.show(LIST)
        super().show_view(view)

    def set_shown(self, shown: bool) -> None:
        """What nobody sees waits with reading."""
        if self.faces is not None:
            self.faces.set_shown(shown)
        if shown:
            self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The switch of the faces takes the room there is."""
        super().resizeEvent(event)
        self._fit()

    def show_pane(self, shown: bool) -> None:
        """As ListPage; the switch has less room beside the pane."""
        super().show_pane(shown)
        self._fit()

    def _fit(self) -> None:
        if self.faces is not None:
            pane = self.ticket.width() if not self.ticket.isHidden() else 0
            self.faces.fit(self.width() - pane)

    def take_focus(self) -> None:
        """Bring the keyboard to the face shown."""
        if self.faces is None or not self.faces.take_focus():
            super().take_focus()

    def mark(self, record: int) -> None:
        """Make this ticket the current one without showing its pane."""
        if self.faces is None or self.face == LIST:
            self.table.chosen.choose(record)
        else:
            self.faces.choose(record)

    def ticket_menu(self, detail: TicketDetail) -> QMenu:
        """Every step the ticket may take, its visit, and editing it."""
        run = lambda action: self.moves.one(action, detail)  # noqa: E731
        menu = self.moves.menu(self, tuple(Action(name) for name in detail.actions), run)
        menu.addSeparator()
        if detail.may_edit and detail.status < Status.DONE:
            menu.addAction(icons.icon("calendar-clock"), tr("Plan the visit…")).triggered.connect(
                lambda _=False: plan_visit_of(self.context, self, detail)
            )
        if detail.may_edit:
            menu.addAction(icons.icon("pencil"), tr("Edit (F2)")).triggered.connect(
                lambda _=False: self.edit()
            )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def edit(self) -> None:
        """Edit the current ticket, with its pane in sight."""
        self.show_pane(True)
        self.ticket.edit()

    def face_current(self, record: int | None) -> None:
        """Another card or entry is current: the pane follows."""
        if not self.ticket.isHidden():
            self.ticket.show_record(record)

    def open_wide(self, record: int) -> None:
        """Give the ticket the whole page; going back gives the face its room again."""
        self._pane_was_hidden = self.ticket.isHidden()
        self.show_pane(True)
        self.ticket.show_record(record)
        self.set_wide(True)

    def set_wide(self, wide: bool) -> None:
        """As ListPage; a pane that was hidden before is hidden again."""
        super().set_wide(wide)
        if not wide and self._pane_was_hidden:
            self._pane_was_hidden = False
            self.ticket.hide()

    def turn_pane(self) -> None:
        """Show the pane, or hide it."""
        self.show_pane(self.ticket.isHidden())

    def back(self) -> None:
        """One step back: from the wide pane, from a search."""
        self._on_back()

    def keep_state(self) -> None:
        """The list's state; whether its pane is shown is kept for each face."""
        super().keep_state()
        if self.faces is not None:
            self._state.pane = self.faces.pane_shown(LIST)
            self.context.prefs.keep_list_state(self.source.info.code, self._state)
            self.faces.keep()

    def print_my_day(self) -> None:
        """The acting person's day as paper."""
        print_dispatch(self.context, self.context.clock.today(), mine=True)
