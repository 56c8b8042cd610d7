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
from ui.pages.tickets.accept_sheet import CloseSheet, VerifySheet
from ui.pages.tickets.action_words import look_of
from ui.pages.tickets.finish_sheet import FinishSheet
from ui.pages.tickets.move_sheets import SHEETS, DispatchSheet, MoveSheet, Take

_OF_ONE: dict[Action, type[MoveSheet]] = {Action.VERIFY: VerifySheet, Action.CLOSE: CloseSheet}
"""What one ticket is asked and many at once are not."""


class Moves:
    """Every step says so in a toast with Undo. ``host`` is the widget whose window carries the sheets."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        self._context, self._host = context, host

    def one(self, action: Action, detail: TicketDetail) -> None:
        """One ticket, as it was read: refused if it moved on meanwhile."""
        likely = tuple(cover.vendor for cover in detail.covers if not cover.is_over)
        sheet = _OF_ONE.get(action)
        if sheet is not None:
            take = self._taking((detail.id,), detail.version)
            sheet(self._context, self._host.window(), detail.number, take).open()
        elif action is Action.FINISH:
            take = self._taking((detail.id,), detail.version)
            FinishSheet(self._context, self._host.window(), detail.number, take, detail).open()
        else:
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
        take, host = self._taking(ids, version), self._host.window()
        if action is Action.DISPATCH:
            DispatchSheet(self._context, host, note, take, likely).open()
        elif action is Action.FINISH:
            FinishSheet(self._context, host, note, take).open()
        elif action in SHEETS:
            SHEETS[action](self._context, host, note, take).open()
        else:
            self._context.change(take(Move(action)), self)

    def _taking(self, ids: tuple[int, ...], version: int | None) -> Take:
        def take(move: Move) -> Callable[[], Outcome[int]]:
            return partial(self._context.services.tickets.move, ids, move, version=version)

        return take
