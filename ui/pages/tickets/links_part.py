"""The chapter of a ticket's pane that tells what it is linked to; a click opens."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout

from facilities_app.domain.rows import LinkRow, TicketDetail
from facilities_app.domain.ticket_link_words import link_words
from facilities_app.domain.ticket_links import CHOSEN, LinkKind
from facilities_app.domain.tickets import Status
from resources.texts import tr
from ui import icons, theme
from ui.components.sections import Section, clear_layout
from ui.components.ticket_briefs import TicketBriefs
from ui.context import UiContext
from ui.pages.tickets.link_sheet import LinkSheet, MergeIntoSheet
from ui.pages.tickets.split_sheet import SplitSheet
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice

_MOST = 8


class LinksPart(Section):
    """Grouped by how it is linked; ``banner`` says what still blocks the ticket and stands at the pane's top."""

    merged = Signal()  # the other ticket is the current one by then

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Linked tickets"), action=tr("Link…"), on_action=self.ask)
        self._context = context
        self._detail: TicketDetail | None = None
        self.groups: list[TicketBriefs] = []
        self.banner = Section()
        self.banner.hide()
        self.blocked = Notice(" ")
        self.banner.body.addWidget(self.blocked)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.current().sizes.xs)
        self.body.addLayout(self._column)

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show what a ticket is linked to; a ticket nobody may link and that has no links needs no chapter."""
        self._detail = detail
        self.action.setVisible(detail.may_edit)
        self.setVisible(bool(detail.links) or detail.may_edit)
        holding = [link.ticket.number for link in detail.links if link.holds]
        is_blocked = bool(holding) and detail.status < Status.DONE
        self.banner.setVisible(is_blocked)
        if is_blocked:
            numbers = tr(", ", "between names").join(holding)
            self.blocked.set_words(tr("Not to be finished before {numbers}").format(numbers=numbers))
        clear_layout(self._column)
        self.groups.clear()
        for (kind, is_inverse), links in groupby(detail.links, key=lambda one: (one.kind, one.is_inverse)):
            self._add_group(kind, is_inverse, list(links))

    def menu(self) -> QMenu:
        """What can be linked, merged or split."""
        menu = QMenu(self)
        detail = self._detail
        if detail is not None:
            for text, icon, run in self._ways(detail):
                menu.addAction(icons.icon(icon), text).triggered.connect(lambda _=False, run=run: run())
        return menu

    def ask(self) -> None:
        """Open the menu under its button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.action.mapToGlobal(self.action.rect().bottomLeft()))

    def _ways(self, detail: TicketDetail) -> list[tuple[str, str, Callable[[], object]]]:
        context, host = self._context, self.window()

        def link(kind: LinkKind) -> None:
            LinkSheet(context, host, detail, kind).open()

        ways: list[tuple[str, str, Callable[[], object]]] = [
            (tr("It waits for another ticket…"), "link", lambda: link(LinkKind.BLOCKED_BY)),
            (tr("It follows another ticket…"), "link", lambda: link(LinkKind.FOLLOWS)),
        ]
        if detail.status < Status.DONE:

            def merge() -> None:
                sheet = MergeIntoSheet(context, host, detail)
                sheet.saved.connect(lambda _: self.merged.emit())
                sheet.open()

            ways.append((tr("Merge it into another ticket…"), "merge", merge))
        if detail.status < Status.CLOSED:
            ways.append((tr("Split it…"), "split", lambda: SplitSheet(context, host, detail).open()))
        return ways

    def _add_group(self, kind: str, is_inverse: bool, links: list[LinkRow]) -> None:
        detail = self._detail
        self._column.addWidget(Label(link_words(kind, is_inverse), "secondary"))
        can_unlink = kind in CHOSEN and detail is not None and detail.may_edit
        rows = TicketBriefs(self._context, action=tr("Unlink") if can_unlink else "", narrow=True)
        rows.set_tickets([link.ticket for link in links], _MOST)
        rows.opened.connect(lambda one: self._context.navigate("tickets", record=one))
        of_ticket = {link.ticket.id: link.id for link in links}
        rows.acted.connect(lambda one, _number: self._unlink(of_ticket[one]))
        self._column.addWidget(rows)
        self.groups.append(rows)

    def _unlink(self, link_id: int) -> None:
        self._context.change(partial(self._context.services.ticket_links.unlink, link_id), self)
