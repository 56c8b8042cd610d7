"""Keys the stops of a round one after another: a finished one opens the next, Esc ends the walk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilities_app.domain.keying import KeyingForm
from facilities_app.domain.rounds import RoundDetail, Stop
from facilities_app.domain.rows import TaskDetail
from resources.texts import tr
from ui.context import UiContext
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.sheets import ResultSheet

if TYPE_CHECKING:
    from ui.pages.inspections.round_page import RoundsPage


class RoundDesk(QObject):
    """At most one stop is keyed at a time."""

    def __init__(self, context: UiContext, page: "RoundsPage") -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.view: KeyingView | None = None
        self._round, self._task = 0, 0

    def key(self, round_id: int, stop: Stop) -> None:
        """Key this stop: its checklist, or without one its result."""
        if self.view is not None:
            return
        self._round, self._task = round_id, stop.task_id
        services, worker, error = self._context.services, self._context.worker, self._context.notify.error
        if stop.template_code:
            worker.read(lambda: services.keying.form(stop.task_id), self._show, error)
        else:
            worker.read(lambda: services.inspections.detail(stop.task_id), self._ask, error)

    def keep(self) -> None:
        """The page goes away or is made anew: what was keyed is kept."""
        if self.view is not None:
            self.view.leave()

    def _show(self, form: KeyingForm) -> None:
        if self.view is None:
            self.view = KeyingView(self._context, self._page, form)
            self.view.closed.connect(self._on_closed)
            self.view.open()

    def _ask(self, task: TaskDetail) -> None:
        sheet = ResultSheet(self._context, self._page.window(), task, self._context.services.base.actor_name)
        sheet.closed.connect(sheet.deleteLater)
        sheet.saved.connect(lambda _: self._go_on())
        sheet.open()

    def _on_closed(self) -> None:
        if self.view is not None:
            self.view.deleteLater()
            self.view = None
            if self._page.isVisible():
                self._go_on()

    def _go_on(self) -> None:
        services, key = self._context.services, self._round
        self._context.worker.read(
            lambda: services.rounds.detail(key), self._on_read, self._context.notify.error
        )

    def _on_read(self, found: RoundDetail) -> None:
        """Who finished a stop wants the next; who left it wants the list."""
        is_done = all(stop.task_id != self._task for stop in found.open_stops)
        if not is_done or self.view is not None:
            return
        if found.next_stop is not None:
            self.key(found.id, found.next_stop)
        else:
            words = tr("All stops of {number} are done. It can be closed.").format(number=found.number)
            self._context.notify.offer(words, tr("Close the round"), self._page.close_round)
