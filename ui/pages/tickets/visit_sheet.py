"""When somebody comes for a ticket: the day and the hour of its planned visit."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from facilities_app.domain.dates import taipei
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.visits import USUAL_HOUR, read_time, visit_moment
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.buttons import SecondaryButton


class VisitSheet(FormSheet):
    """Plans, moves or takes off the visit of one ticket or of many."""

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        ticket_ids: Sequence[int],
        note: str,
        planned: datetime | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(context, host, tr("Plan the visit"), note)
        self._ids, self._version = tuple(ticket_ids), version
        self.day = self.date(tr("Day"))
        self.time = self.line(longest=12, placeholder="09:30")
        local = taipei(planned) if planned is not None else None
        self.day.set_value(local.date() if local else context.clock.today())
        self.time.setText(f"{local:%H:%M}" if local else f"{USUAL_HOUR:02d}:00")
        self.time.setAccessibleName(tr("Hour"))
        self.lay(
            self.add("day", tr("Day"), self.day, required=True),
            self.add("time", tr("Hour"), self.time, required=True, hint=tr("such as 9, 9:30 or 1430")),
        )
        if planned is not None:
            self.clear_button = SecondaryButton(tr("Take it off"), on_click=self.take_off)
            self.footer.insertWidget(0, self.clear_button)
        self.closed.connect(self.deleteLater)

    def save(self) -> None:
        """Plan it for the day and the hour told."""
        if not self.dates_are_readable():
            return
        day = self.day.value()
        if day is None:
            self.refuse("day", self.context.notify.sentence(Invalid("date.empty")))
            return
        try:
            time = read_time(self.time.text())
        except Invalid as error:
            self.refuse("time", self.context.notify.sentence(error))
            return
        self._submit(visit_moment(day, time))

    def take_off(self) -> None:
        """No visit is planned any more."""
        self._submit(None)

    def _submit(self, moment: datetime | None) -> None:
        plan = self.context.services.visits.plan
        self.submit(partial(plan, self._ids, moment, version=self._version))


def plan_visit_of(context: UiContext, host: QWidget, detail: TicketDetail) -> VisitSheet:
    """Ask for the visit of a ticket as it was read: refused if it moved on meanwhile."""
    sheet = VisitSheet(
        context, host.window(), (detail.id,), detail.number, detail.visit_at, version=detail.version
    )
    sheet.open()
    return sheet


def plan_visits(context: UiContext, host: QWidget, ticket_ids: Sequence[int]) -> VisitSheet:
    """Ask for one visit of many tickets."""
    note = trn("{n} ticket", "{n} tickets", len(ticket_ids))
    sheet = VisitSheet(context, host.window(), ticket_ids, note)
    sheet.open()
    return sheet
