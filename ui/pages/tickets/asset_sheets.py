"""Forms of a repair about its asset: out of service, in service again, where its meter stands."""

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.work import read_stand
from facilities_app.domain.work_rows import MeterStand
from resources.texts import tr
from ui.context import UiContext
from ui.pages.tickets.moment_field import MomentField
from ui.pages.tickets.work_sheets import WorkSheet


class DownSheet(WorkSheet):
    """Since when the asset is out of service."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail) -> None:
        super().__init__(context, host, tr("Out of service"), detail)
        self.since = MomentField(self.date(tr("Since")), tr("Since"), self.save)
        self.since.set_value(context.clock.now())
        self.words = self.entry(longest=200)
        self.lay(self.add("from_at", tr("Since"), self.since, required=True))
        self.lay(self.add("reason", tr("Reason"), self.words))

    def save(self) -> None:
        """From then on it is."""
        self.clear_errors()
        moment = self.since.value()
        if moment is None:
            self.refuse("from_at", self.since.complaint())
            return
        work = self.context.services.work
        self.submit(partial(work.set_down, self.detail.id, moment, self.words.text()))


class UpSheet(WorkSheet):
    """From when the asset serves again, though the repair may go on."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail) -> None:
        super().__init__(context, host, tr("In service again"), detail)
        self.until = MomentField(self.date(tr("From")), tr("From"), self.save)
        self.until.set_value(context.clock.now())
        self.lay(self.add("until_at", tr("From"), self.until, required=True))

    def save(self) -> None:
        """From then on it does."""
        self.clear_errors()
        moment = self.until.value()
        if moment is None:
            self.refuse("until_at", self.until.complaint())
            return
        self.submit(partial(self.context.services.work.set_up, self.detail.id, moment))


class ReadingSheet(WorkSheet):
    """Where a meter of the asset stands."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail, meter: MeterStand) -> None:
        super().__init__(context, host, tr("Meter reading"), detail)
        self._meter = meter
        self.value = self.entry(longest=16)
        self.read_on = self.date(tr("Read on"))
        self.read_on.set_value(context.clock.today())
        self.anew = QCheckBox(tr("The meter began anew from zero"))
        last = ""
        if meter.value is not None:
            day = context.presenter.date(meter.read_on)
            last = tr("last {value} on {day}").format(value=f"{meter.value:,f}", day=day)
        self.lay(
            self.add("value", f"{meter.code}（{meter.unit}）", self.value, required=True, hint=last),
            self.add("read_on", tr("Read on"), self.read_on, required=True),
        )
        self.lay(self.anew)

    def save(self) -> None:
        """Write the reading."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        try:
            value: Decimal = read_stand(self.value.text())
        except Invalid as error:
            self.refuse_with(error)
            return
        read = partial(
            self.context.services.work.read_meter,
            self.detail.id,
            self._meter.id,
            value,
            read_on=self.read_on.value(),
            rolled_over=self.anew.isChecked(),
        )
        self.submit(read)
