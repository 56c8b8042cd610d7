"""Takes tickets through their life: at once where nothing has to be told, else by a sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import DomainError
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from resources.texts import trn
from ui import icons
from ui.context import UiContext
from ui.pages.tickets.accept_sheet import CloseSheet, VerifySheet
from ui.pages.tickets.action_words import look_of
from ui.pages.tickets.finish_sheet import FinishSheet
from ui.pages.tickets.move_sheets import SHEETS, DispatchSheet, HoldSheet, MoveSheet
from ui.pages.tickets.rest_sheet import SOME_REFUSED, RestSheet

_OF_ONE: dict[Action, type[MoveSheet]] = {Action.VERIFY: VerifySheet, Action.CLOSE: CloseSheet}
"""What one ticket is asked and many at once are not."""


@dataclass(frozen=True, slots=True)
class Taking:
    """A step of these tickets, ready to be told: ``taking(move)`` makes the change."""

    context: UiContext
    ids: tuple[int, ...]
    version: int | None = None

    def __call__(self, move: Move) -> Callable[[], Outcome[int]]:
        """The change, for the writer thread."""
        return partial(self.context.services.tickets.move, self.ids, move, version=self.version)

    def only(self, ids: tuple[int, ...]) -> "Taking":
        """The same for some of them."""
        return Taking(self.context, ids)


class Moves:
    """Every step says so in a toast with Undo. ``host`` is the widget whose window carries the sheets."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        self._context, self._host = context, host

    def one(self, action: Action, detail: TicketDetail) -> None:
        """One ticket, as it was read: refused if it moved on meanwhile."""
        likely = tuple(cover.vendor for cover in detail.covers if not cover.is_over)
        sheet = _OF_ONE.get(action)
        if action is Action.VERIFY and detail.is_own_work:  # nothing to ask: it is said who may
            self._at_once(action, self._taking((detail.id,), detail.version))
        elif sheet is not None:
            take = self._taking((detail.id,), detail.version)
            sheet(self._context, self._host.window(), detail.number, take).open()
        elif action is Action.HOLD:
            take = self._taking((detail.id,), detail.version)
            HoldSheet(self._context, self._host.window(), detail.number, take, detail.hold_reason).open()
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
            self._at_once(action, take)

    def _at_once(self, action: Action, take: Taking) -> None:
        """Where some refuse, the others are offered."""

        def failed(error: BaseException) -> None:
            if isinstance(error, DomainError) and error.code == SOME_REFUSED:
                rest = lambda ids: take.only(ids)(Move(action))  # noqa: E731
                RestSheet(self._context, self._host.window(), look_of(action).text, error, rest).open()
            else:
                self._context.notify.error(error)

        self._context.change(take(Move(action)), self, failed=failed)

    def _taking(self, ids: tuple[int, ...], version: int | None) -> Taking:
        return Taking(self._context, ids, version)
