"""Takes tickets through their life: at once where nothing has to be told, else by a sheet."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from resources.texts import trn
from ui import icons
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of
from ui.pages.tickets.move_sheets import SHEETS, DispatchSheet


class Moves:
    """Every step says so in a toast with Undo. ``host`` is the widget whose window carries the sheets."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        self._context, self._host = context, host

    def one(self, action: Action, detail: TicketDetail) -> None:
        """One ticket, as it was read: refused if it moved on meanwhile."""
        likely = tuple(cover.vendor for cover in detail.covers if not cover.is_over)
        self._ask(action, (detail.id,), detail.number, detail.version, likely)

    def many(self, action: Action, ids: tuple[int, ...]) -> None:
        """Many tickets in one step, all or none."""
        self._ask(action, ids, trn("{n} ticket", "{n} tickets", len(ids)))

    def menu(self, parent: QWidget, actions: tuple[Action, ...], run: Callable[[Action], object]) -> QMenu:
        """A menu of steps."""
        menu = QMenu(parent)
        for action in actions:
            look = look_of(action)
            menu.addAction(icons.icon(look.icon), look.text).triggered.connect(
                lambda _=False, action=action: run(action)
            )
        return menu

    def _ask(
        self,
        action: Action,
        ids: tuple[int, ...],
        note: str,
        version: int | None = None,
        likely: tuple[str, ...] = (),
    ) -> None:
        def take(move: Move) -> Callable[[], Outcome[int]]:
            return partial(self._context.services.tickets.move, ids, move, version=version)

        host = self._host.window()
        if action is Action.DISPATCH:
            DispatchSheet(self._context, host, note, take, likely).open()
        elif action in SHEETS:
            SHEETS[action](self._context, host, note, take).open()
        else:
            self._context.change(take(Move(action)), self)
