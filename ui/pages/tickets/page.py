"""The page of repair tickets: the list, the ticket beside it, and steps for many at once."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import TicketDetail
from ui.context import UiContext
from ui.pages.tickets.bulk import BulkSteps
from ui.pages.tickets.faced_page import FacedPage
from ui.pages.tickets.faces import LIST
from ui.pages.tickets.look import tickets_look
from ui.pages.tickets.repair_saving import RepairSaver


class TicketsPage(FacedPage):
    """The faces of FacedPage with a TicketPane; one step for all chosen tickets is one step to undo."""

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["tickets"]
        self._row = 0
        self._logged: int | None = None
        super().__init__(context, source, tickets_look(context, source.info))
        self.steps = BulkSteps(self, context)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.loaded.connect(self._begin)
        self.model.ordered.connect(self._on_ordered)
        self.ticket.back_asked.connect(self._on_pane_back)
        self.context.bus.changed.connect(self._on_logged)
        self.context.bus.changed.connect(self._on_rights)
        self.steps.read_rights()
        self.current_changed.connect(self._on_ticket)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.restore_face()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands of the face shown, and editing the ticket."""
        return {**super().commands(), "edit": self.edit}

    def set_query(self, query: ListQuery) -> None:
        """Another question begins at its first answer."""
        if query != self.model.query:
            self._row = 0
        super().set_query(query)

    def show_what(self, **what: Any) -> None:
        """``record``, ``view``, ``query``; or ``new`` with a ``target``, which lays the log-repair sheet over."""
        super().show_what(**what)
        if what.get("new"):
            self.context.navigate("log_repair", target=what.get("target"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V adds a copied picture to the ticket shown."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.ticket.isVisible() and self.ticket.paste():
            return
        super().keyPressEvent(event)

    def _on_rights(self, changes: Changes, initiator: object) -> None:
        if changes.touches("users", "roles", "settings"):
            self.steps.read_rights()

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first, the most pressing one; where one was done, with the next.

        What came in since gets its mark.
        """
        if self.face != LIST:
            return
        if self._logged is not None and self.model.find(self._logged) >= 0:
            logged, self._logged = self._logged, None
            self.choose(logged)
        if self.ticket.isHidden() or not self.model.rowCount() or self.table.chosen.count():
            return
        if self.current is None:
            row = min(self._row, self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, self.source.info.index("summary") - 1))
        elif self.model.find(self.current) >= 0:
            self.choose(self.current)

    def _on_ordered(self) -> None:
        """All rows are known: what was logged is among them, or another view shows it."""
        self._begin()
        if not self.model.behind():
            self._logged = None

    def _on_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self._row = current.row()

    def _on_ticket(self, record: int | None) -> None:
        """What is done leaves the list: nobody wants an empty page in its place."""
        if record is None and self.face == LIST:
            self._begin()
            self.set_wide(False)

    def _on_logged(self, changes: Changes, initiator: object) -> None:
        """What was just logged in this window is the current ticket: one looks at it, or sends somebody."""
        if isinstance(initiator, RepairSaver) and self.isVisible():
            for ticket in changes.ids("tickets"):
                self._logged = ticket
                self.mark(ticket)

    def _on_pane_back(self) -> None:
        self.set_wide(False)
        self.take_focus()

    def _on_menu(self, at: QPoint) -> None:
        """The steps for what is chosen: the ticket's own for one, the common ones for many."""
        count = self.table.chosen.count()
        detail: TicketDetail | None = self.ticket.detail
        if count > 1:
            menu = self.steps.menu()
        elif detail is not None and detail.id == self.current:
            menu = self.ticket_menu(detail)
        else:
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))


def create(context: UiContext) -> TicketsPage:
    """The page, for the frame."""
    return TicketsPage(context)
