"""Writing a downtime down by hand, or ending one that is open."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from facilities_app.domain.asset_life_rows import AssetLife, DowntimeRow
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.errors import Invalid
from facilities_app.domain.visits import read_time
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.buttons import GhostButton
from ui.widgets.date_field import DateField


class DowntimeSheet(FormSheet):
    """``saved`` carries the downtime's id. A row that is there can be ended or, if made by hand, removed."""

    def __init__(
        self, context: UiContext, host: QWidget, life: AssetLife, row: DowntimeRow | None = None
    ) -> None:
        title = tr("Downtime") if row else tr("Add downtime")
        super().__init__(context, host, title, life.name, save=tr("Save"))
        self._asset_id, self._row = life.asset_id, row
        self.from_on, self.from_time = self.date(tr("Down since")), self._time()
        self.until_on, self.until_time = self.date(tr("Serves again since")), self._time()
        self.reason = self.line(row.reason if row else "", longest=200)
        now = context.clock.now()
        self._put(self.from_on, self.from_time, row.from_at if row else now)
        if row is None or row.until_at is not None:
            self._put(self.until_on, self.until_time, row.until_at if row else None)
        else:
            self._put(self.until_on, self.until_time, now)
        self.lay(
            self.add("from_at", tr("Down since"), self.from_on, required=True),
            self.add("from_time", tr("Time of day"), self.from_time, hint=tr("such as 9 or 14:30")),
        )
        hint = tr("leave empty while it is still down")
        self.lay(
            self.add("until_at", tr("Serves again since"), self.until_on, hint=hint),
            self.add("until_time", tr("Time of day"), self.until_time),
        )
        self.lay(self.add("reason", tr("Reason"), self.reason))
        if row is not None:
            for field in (self.from_on, self.from_time, self.reason):
                field.setEnabled(False)
            ended = row.until_at is not None
            for field in (self.until_on, self.until_time):
                field.setEnabled(not ended)
            self.save_button.setVisible(not ended)
            if row.ticket_id is None:
                remove = GhostButton(tr("Remove"), on_click=self._remove)
                self.footer.insertWidget(0, remove)

    def save(self) -> None:
        """Write it down, or end it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        try:
            start = self._moment(self.from_on, self.from_time, "from_time")
            end = self._moment(self.until_on, self.until_time, "until_time")
        except Invalid as error:
            self.refuse(error.field, self.context.notify.sentence(error))
            return
        service, asset_id, row = self.context.services.asset_life, self._asset_id, self._row
        if row is not None:
            if row.until_at is None:
                self.submit(lambda: service.end_downtime(row.id, end))
            return
        if start is None:
            self.refuse("from_at", tr("Write since when it is down."))
            return
        begun, reason = start, self.reason.text()
        self.submit(lambda: service.add_downtime(asset_id, begun, end, reason))

    def _remove(self) -> None:
        service, row = self.context.services.asset_life, self._row
        if row is not None:
            self.submit(lambda: service.remove_downtime(row.id))

    def _time(self) -> QLineEdit:
        line = self.line(longest=8)
        line.returnPressed.connect(self.save)
        return line

    @staticmethod
    def _put(day: DateField, time: QLineEdit, moment: datetime | None) -> None:
        if moment is not None:
            local = moment.astimezone(TAIPEI)
            day.set_value(local.date())
            time.setText(f"{local:%H:%M}")

    @staticmethod
    def _moment(day: DateField, time: QLineEdit, field: str) -> datetime | None:
        """The moment said; without a time of day midnight."""
        value = day.value()
        if value is None:
            return None
        words = time.text().strip()
        try:
            hour, minute = read_time(words) if words else (0, 0)
        except Invalid as error:
            raise Invalid(error.code, field=field, **error.params) from error
        return at(value, hour, minute)
