"""What can be done to all chosen tickets at once: under the list, and in its menu."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.boards import BoardRights
from facilities_app.domain.ticket_links import MOST_MERGED
from facilities_app.domain.tickets import Action, Status, allowed
from resources.texts import tr, trn
from ui import icons
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of
from ui.pages.tickets.merge_sheet import MergeSheet
from ui.pages.tickets.visit_sheet import plan_visits
from ui.pages.tickets.work_order import print_work_orders
from ui.widgets.buttons import GhostButton
from ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from ui.pages.tickets.page import TicketsPage

BULK = (Action.DISPATCH, Action.HOLD, Action.VERIFY, Action.CLOSE)
IN_MENU = (*BULK, Action.ACCEPT, Action.START, Action.FINISH, Action.CANCEL)
MOST_AT_ONCE = 500
NO_RIGHTS = BoardRights(frozenset())


class BulkSteps:
    """``buttons`` are the steps under the list; what the acting user may not do is not offered."""

    def __init__(self, page: "TicketsPage", context: UiContext) -> None:
        self._page, self._context = page, context
        self._rights = NO_RIGHTS
        self.buttons: dict[Action, GhostButton] = {}
        for action in BULK:
            look = look_of(action)
            button = self._add(look.text, look.icon, partial(self.move, action))
            self.buttons[action] = button
        self.merge_button = self._add(tr("Merge…"), "merge", self.merge)
        self.print_button = self._add(tr("Work orders"), "printer", self.print)
        self._at = page.source.info.index("status")
        page.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._offer())
        page.model.loaded.connect(self._offer)
        page.model.dataChanged.connect(lambda _first, _last: self._offer())

    def read_rights(self) -> None:
        """Offer only what the acting user may do."""
        rights = self._context.services.boards.rights
        self._context.worker.read(rights, self._on_rights, self._context.notify.error)

    def why_not(self, action: Action, states: Collection[Status] | None) -> str:
        """Why no ticket of these states can take the step, "" where one can; None are states not known yet."""
        word = look_of(action).text
        if not _may(self._rights, action):
            return tr("Your role may not: {step}").format(step=word)
        if not states or any(self._leads_on(state, action) for state in states):
            return ""
        return tr("None of the chosen tickets can take the step “{step}”: {states}").format(
            step=word, states=self._named(states)
        )

    def why_not_merge(self, states: Sequence[Status] | None) -> str:
        """Why these tickets cannot become one, "" where two of them can."""
        if not _may(self._rights, Action.CANCEL):
            return tr("Your role may not: {step}").format(step=tr("Merge", "ticket"))
        if states is None or sum(state < Status.DONE for state in states) > 1:
            return ""
        return tr("Only tickets that are not done yet become one: {states}").format(
            states=self._named(states)
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
        offered = tuple(action for action in IN_MENU if _may(self._rights, action))
        menu, states = self._page.moves.menu(self._page, offered, self.move), self._states()
        menu.setToolTipsVisible(True)
        for action, entry in zip(offered, menu.actions(), strict=True):
            _say_why(entry, self.why_not(action, states))
        menu.addSeparator()
        if Action.START in offered:
            menu.addAction(icons.icon("calendar-clock"), tr("Plan the visit…")).triggered.connect(
                lambda _=False: self.plan_visit()
            )
        if Action.CANCEL in offered:
            entry = menu.addAction(icons.icon("merge"), tr("Merge…"))
            entry.triggered.connect(lambda _=False: self.merge())
            _say_why(entry, self.why_not_merge(states))
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

    def _on_rights(self, rights: BoardRights) -> None:
        self._rights = rights
        self._offer()

    def _offer(self) -> None:
        """What none of the chosen tickets can take is disabled, and says why."""
        states = self._states() if self._page.table.chosen.count() > 1 else None
        for action, button in self.buttons.items():
            _say_why(button, self.why_not(action, states))
        _say_why(self.merge_button, self.why_not_merge(states))

    def _states(self) -> list[Status] | None:
        """The states of the chosen tickets; None where they are many, or not all of them are here."""
        chosen, model = self._page.table.chosen, self._page.model
        if chosen.count() > MOST_AT_ONCE:
            return None
        rows = [model.row_at(row) for first, last in chosen.ranges() for row in range(first, last + 1)]
        return None if None in rows else [Status(row[self._at]) for row in rows if row is not None]

    def _leads_on(self, state: Status, action: Action) -> bool:
        return action in allowed(state, acceptance_required=self._rights.acceptance_required)

    def _named(self, states: Collection[Status]) -> str:
        labels = self._context.services.labels
        names = (labels.name("ticket_status", int(state)) for state in sorted(set(states)))
        return tr(", ", "list").join(names)


def _may(rights: BoardRights, action: Action) -> bool:
    return rights.may is None or action in rights.may


def _say_why(what: QWidget | QAction, why: str) -> None:
    what.setEnabled(not why)
    what.setToolTip(plain_tip(why))
    if isinstance(what, QWidget):
        what.setAccessibleDescription(why)
