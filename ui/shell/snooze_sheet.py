"""延後: until which day a reminder is quiet."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from facilities_app.domain.rows import DueItem
from facilities_app.domain.snoozing import morning
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext


class SnoozeSheet(FormSheet):
    """Asks for the day; the reminder speaks again on its morning."""

    def __init__(self, context: UiContext, host: QWidget, item: DueItem, title: str) -> None:
        super().__init__(context, host, tr("Put off the reminder"), title)
        self._item = item
        self.until = self.date(tr("Remind me again on"))
        self.until.set_value(context.clock.today() + timedelta(days=1))
        self.lay(self.add("until", tr("Remind me again on"), self.until, required=True))

    def save(self) -> None:
        """Put it off."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        day, item, inbox = self.until.value(), self._item, self.context.services.inbox
        if day is None:
            self.refuse("until", tr("Write the day."))
            return
        self.submit(lambda: inbox.snooze(item, morning(day)))
