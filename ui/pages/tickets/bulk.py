"""What can be done to all chosen tickets at once: under the list, and in its menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from facilities_app.domain.ticket_links import MOST_MERGED
from facilities_app.domain.tickets import Action
from resources.texts import tr, trn
from ui import icons
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of
from ui.pages.tickets.merge_sheet import MergeSheet
from ui.pages.tickets.visit_sheet import plan_visits
from ui.pages.tickets.work_order import print_work_orders
from ui.widgets.buttons import GhostButton

if TYPE_CHECKING:
    from ui.pages.tickets.page import TicketsPage

BULK = (Action.DISPATCH, Action.HOLD, Action.VERIFY, Action.CLOSE)
IN_MENU = (*BULK, Action.ACCEPT, Action.START, Action.FINISH, Action.CANCEL)
MOST_AT_ONCE = 500


class BulkSteps:
    """``buttons`` are the steps under the list; what the acting user may not do is not offered."""

    def __init__(self, page: "TicketsPage", context: UiContext) -> None:
        self._page, self._context = page, context
        self._possible: frozenset[Action] = frozenset()
        self.buttons: dict[Action, GhostButton] = {}
        for action in BULK:
            look = look_of(action)
            button = self._add(look.text, look.icon, partial(self.move, action))
            self.buttons[action] = button
        self.merge_button = self._add(tr("Merge…"), "merge", self.merge)
        self.print_button = self._add(tr("Work orders"), "printer", self.print)

    def read_rights(self) -> None:
        """Offer only what the acting user may do."""
        may = self._context.services.tickets.may
        self._context.worker.read(
            lambda: frozenset(action for action in IN_MENU if may(action)),
            self._on_rights,
            self._context.notify.error,
        )

    def move(self, action: Action) -> None:
        """Take all chosen tickets one step on; as many as one can oversee."""
        self._with_ids(MOST_AT_ONCE, lambda ids: self._page.moves.many(action, ids))

    def merge(self) -> None:
        """Make one ticket of all chosen ones."""

        def ask(ids: tuple[int, ...]) -> None:
            sheet = MergeSheet(self._context, self._page.window(), ids)
            sheet.saved.connect(lambda _: self._page.choose(sheet.kept))
            sheet.open()

        self._with_ids(MOST_MERGED, ask)

    def plan_visit(self) -> None:
        """One day and hour for the visit of all chosen tickets."""

        def ask(ids: tuple[int, ...]) -> None:
            plan_visits(self._context, self._page, ids)

        self._with_ids(MOST_AT_ONCE, ask)

    def print(self) -> None:
        """A work order for each chosen ticket, in list order, in one file."""

        def write(ids: tuple[int, ...]) -> None:
            print_work_orders(self._context, ids, trn("{n} ticket", "{n} tickets", len(ids)))

        self._with_ids(MOST_AT_ONCE, write)

    def menu(self) -> QMenu:
        """The same as a menu, for the mouse and the menu key."""
        menu = self._page.moves.menu(
            self._page, tuple(action for action in IN_MENU if action in self._possible), self.move
        )
        menu.addSeparator()
        if Action.START in self._possible:
            menu.addAction(icons.icon("calendar-clock"), tr("Plan the visit…")).triggered.connect(
                lambda _=False: self.plan_visit()
            )
        if Action.CANCEL in self._possible:
            menu.addAction(icons.icon("merge"), tr("Merge…")).triggered.connect(lambda _=False: self.merge())
        menu.addAction(icons.icon("printer"), tr("Work orders")).triggered.connect(
            lambda _=False: self.print()
        )
        return menu

    def _add(self, text: str, icon: str, run: Callable[[], object]) -> GhostButton:
        button = GhostButton(text, icon)
        button.clicked.connect(lambda _=False: self._run(run))
        self._page.footer.add_bulk(button)
        return button

    def _run(self, run: Callable[[], object]) -> None:
        """The button goes with the choice; the keyboard stays with the list."""
        self._page.take_focus()
        run()

    def _with_ids(self, most: int, then: Callable[[tuple[int, ...]], None]) -> None:
        if self._page.table.chosen.count() > most:
            words = tr("Choose at most {n} tickets for one step.").format(n=most)
            self._context.notify.toast(words, tone="amber")
            return
        self._page.chosen_ids(lambda ids: then(tuple(ids)))

    def _on_rights(self, possible: frozenset[Action]) -> None:
        self._possible = possible
        for action, button in self.buttons.items():
            button.setEnabled(action in possible)
        self.merge_button.setEnabled(Action.CANCEL in possible)
