"""The three ways to look at tickets: list, board, my work today. Which one comes back next time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from facilities_app.domain.lists import ListQuery
from facilities_app.domain.planning import DayEntry
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action
from resources.texts import tr
from ui import theme
from ui.components.day_words import open_entry
from ui.context import UiContext
from ui.pages.tickets.board import Board
from ui.pages.tickets.my_day import MyDay
from ui.pages.tickets.visit_sheet import plan_visit_of
from ui.widgets.segments import Segment, SegmentedControl

if TYPE_CHECKING:
    from ui.pages.tickets.faced_page import FacedPage

LIST, BOARD, DAY = "list", "board", "day"
KEPT, PANES = "tickets.face", "tickets.panes"


class Faces(QObject):
    """Switches the page between its faces; board and day are made when somebody looks at them first."""

    def __init__(self, page: "FacedPage", context: UiContext) -> None:
        super().__init__(page)
        self._page, self._context = page, context
        self.key = LIST
        kept = context.prefs.get(PANES, {})
        self._panes: dict[str, bool] = {BOARD: False, DAY: True, **(kept if isinstance(kept, dict) else {})}
        self.board: Board | None = None
        self.day: MyDay | None = None
        self._is_short: bool | None = None
        self.switch = SegmentedControl(quiet=True, name=tr("Show as"))
        self.fit(0)
        self.switch.changed.connect(self.show)
        for place, key in enumerate((LIST, BOARD, DAY)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self.show(key))

    def fit(self, width: int) -> None:
        """Short words without icons where the tabs have little room."""
        short = width < theme.current().sizes.sheet
        if short != self._is_short:
            self._is_short = short
            names = (
                (LIST, tr("List"), "list"),
                (BOARD, tr("Board"), "columns-3"),
                (DAY, tr("Today") if short else tr("My day"), "user-check"),
            )
            segments = [Segment(key, text, "" if short else icon) for key, text, icon in names]
            self.switch.set_segments(segments, self.key)

    def restore(self) -> None:
        """Take up the face of last time."""
        kept = self._context.prefs.get(KEPT, LIST)
        if kept in (BOARD, DAY):
            self.show(kept)

    def show(self, key: str) -> None:
        """Show one face, and bring the keyboard there."""
        face: QWidget | None = None
        if key == BOARD:
            face = self.board = self.board or self._make_board()
        elif key == DAY:
            face = self.day = self.day or self._make_day()
        page, before = self._page, self.key
        page.set_wide(False)
        self._panes[before] = not page.ticket.isHidden()
        self.key = key
        self.switch.set_value(key)
        self._context.prefs.set(KEPT, key)
        page.show_face(face, filtered=key != DAY)
        self.set_shown(page.isVisible())
        if before != key:
            page.show_pane(self._panes.get(key, True))
        if page.isVisible():
            page.take_focus()

    def pane_shown(self, key: str) -> bool:
        """Whether the pane stands beside a face."""
        return not self._page.ticket.isHidden() if key == self.key else self._panes.get(key, True)

    def keep(self) -> None:
        """Remember beside which face the pane stands."""
        self._panes[self.key] = self.pane_shown(self.key)
        self._context.prefs.set(PANES, {key: self._panes[key] for key in (BOARD, DAY)})

    def set_shown(self, shown: bool) -> None:
        """Only the face somebody looks at reads again."""
        self._page.model.set_active(shown and self.key != DAY)  # the board has its count in the title
        if self.board is not None:
            self.board.set_active(shown and self.key == BOARD)
        if self.day is not None:
            self.day.set_active(shown and self.key == DAY)

    def set_query(self, query: ListQuery) -> None:
        """The filters changed."""
        if self.board is not None:
            self.board.set_query(query)

    def take_focus(self) -> bool:
        """Bring the keyboard to the face; False for the list, which does that itself."""
        if self.key == BOARD and self.board is not None:
            self.board.take_focus()
        elif self.key == DAY and self.day is not None:
            self.day.take_focus()
        return self.key != LIST

    def current(self) -> int | None:
        """The current ticket of board or day."""
        if self.key == BOARD:
            return self.board.current if self.board is not None else None
        return self.day.current if self.day is not None else None

    def choose(self, ticket_id: int) -> None:
        """Make a ticket current on board or day."""
        if self.key == BOARD and self.board is not None:
            self.board.choose(ticket_id)
        elif self.day is not None:
            self.day.choose(ticket_id)

    # -- making ----------------------------------------------------------------------------------

    def _make_board(self) -> Board:
        page, board = self._page, Board(self._context)
        board.set_query(page.model.query)
        board.current_changed.connect(page.face_current)
        board.opened.connect(page.open_wide)
        board.pane_asked.connect(page.turn_pane)
        board.back_asked.connect(page.back)
        board.typed.connect(page.filters.look_for)
        board.move_asked.connect(self._move)
        board.visit_asked.connect(self._plan_visit)
        board.menu_asked.connect(self._menu)
        return board

    def _make_day(self) -> MyDay:
        page, day = self._page, MyDay(self._context)
        day.current_changed.connect(page.face_current)
        day.step_asked.connect(lambda entry, action: self._move(entry.id, action))
        day.list.opened.connect(self._on_opened)
        day.list.pane_asked.connect(page.turn_pane)
        day.list.back_asked.connect(page.back)
        day.print_asked.connect(page.print_my_day)
        return day

    # -- what they ask ---------------------------------------------------------------------------

    def _with_detail(self, ticket_id: int, then: object) -> None:
        detail = self._context.services.tickets.detail
        self._context.worker.read(lambda: detail(ticket_id), then, self._context.notify.error)  # type: ignore[arg-type]

    def _move(self, ticket_id: int, action: Action) -> None:
        """Take the ticket one step on as it is now: by its sheet where something must be told."""
        self._with_detail(ticket_id, lambda detail: self._page.moves.one(action, detail))

    def _plan_visit(self, ticket_id: int) -> None:
        self._with_detail(ticket_id, lambda detail: plan_visit_of(self._context, self._page, detail))

    def _menu(self, ticket_id: int, at: QPoint) -> None:
        def show(detail: TicketDetail) -> None:
            self._page.ticket_menu(detail).popup(at)

        self._with_detail(ticket_id, show)

    def _on_opened(self, entry: DayEntry) -> None:
        if entry.entity == "tickets":
            self._page.open_wide(entry.id)
        else:
            open_entry(self._context, entry)
