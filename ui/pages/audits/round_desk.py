"""What is done with the round as a whole and with follow-ups: the menu, and the sheets it opens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from facilities_app.domain.audit_rows import FollowUp, VisitDetail
from resources.texts import tr
from ui.context import UiContext
from ui.pages.audits.round_sheets import CloseSheet, ExplainSheet, NewRoundSheet
from ui.pages.audits.route_sheet import RouteSheet
from ui.pages.audits.step_sheets import BeginSheet, DropSheet, FinishSheet, SendSheet
from ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from ui.pages.audits.page import AuditsPage


class RoundDesk(QObject):
    """Opens sheets over the window; the services say what may be done."""

    def __init__(self, context: UiContext, page: "AuditsPage") -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def fill_menu(self, menu: QMenu) -> None:
        """The round's menu."""
        shown = self._page.shown
        if shown is not None and not self._page.is_closed:
            menu.addAction(tr("Arrange the route…"), self.arrange)
            menu.addAction(tr("Close the round…"), self.close_round)
            menu.addSeparator()
        menu.addAction(tr("New audit round…"), self.new_round)
        others = menu.addMenu(tr("Other rounds"))
        self._page.fill_rounds(others)

    def new_round(self) -> None:
        """Begin a round with what the office's setting proposes."""
        services = self._context.services

        def read() -> tuple[str, frozenset[tuple[int, int]]]:
            ids = [key for key, _name in services.audits.rounds()[:4]]
            rounds = [services.audits.detail(key) for key in ids]
            return str(services.office.get("audit_scope")), frozenset(
                (one.year, one.ordinal) for one in rounds
            )

        def show(found: tuple[str, frozenset[tuple[int, int]]]) -> None:
            sheet = NewRoundSheet(self._context, self._page.window(), *found)
            sheet.saved.connect(lambda key: self._page.show_round(int(key)))
            _open(sheet)

        self._context.worker.read(read, show, self._context.notify.error)

    def arrange(self) -> None:
        """Arrange order and routes."""
        if self._page.shown is not None:
            _open(
                RouteSheet(self._context, self._page.window(), self._page.shown, self._page.list.rows.current)
            )

    def close_round(self) -> None:
        """Close it, explaining what stays open."""
        if self._page.shown is not None:
            _open(CloseSheet(self._context, self._page.window(), self._page.shown))

    def explain(self, detail: VisitDetail | None) -> None:
        """Say why a unit stays open."""
        if detail is not None:
            name = detail.frozen.unit_code
            _open(ExplainSheet(self._context, self._page.window(), detail.id, name, detail.explanation))

    def begin_step(self, detail: VisitDetail | None) -> None:
        """Begin a first step for the unit in front."""
        if detail is not None:
            _open(BeginSheet(self._context, self._page.window(), detail.id, detail.frozen.unit_code))

    def step(self, found: FollowUp, what: str) -> None:
        """send, finish, drop, or the kind of the step that comes next."""
        host = self._page.window()
        sheets = {"send": SendSheet, "finish": FinishSheet, "drop": DropSheet}
        if what in sheets:
            _open(sheets[what](self._context, host, found))
        else:
            _open(BeginSheet(self._context, host, found.visit_id, found.unit_code, what, found.id))


def _open(sheet: Overlay) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
