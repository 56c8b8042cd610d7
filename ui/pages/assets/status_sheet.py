"""Changing the status of one or more assets: to what, since when, why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.segments import Segment, SegmentedControl


class StatusSheet(FormSheet):
    """``saved`` carries how many changed. The status they have now is offered first only when it is not common."""

    def __init__(
        self, context: UiContext, host: QWidget, asset_ids: Sequence[int], name: str = "", status: str = ""
    ) -> None:
        note = name or trn("{n} asset", "{n} assets", len(asset_ids))
        super().__init__(context, host, tr("Change status"), note, save=tr("Change"))
        self._ids = tuple(asset_ids)
        choices = context.services.labels.choices("asset_status")
        segments = [  # to retire it takes a slip
            Segment(choice.code, choice.name, choice.icon) for choice in choices if choice.code != "retired"
        ]
        self.status = SegmentedControl(segments, status or None, name=tr("Status"))
        self.on = self.date(tr("Since"))
        self.on.set_value(context.clock.today())
        self.reason = self.line(longest=400, placeholder=tr("for the history"))
        self.reason.returnPressed.connect(self.save)
        self.lay(self.add("status", tr("Status"), self.status, required=True))
        self.lay(
            self.add("on", tr("Since"), self.on, required=True), self.add("reason", tr("Reason"), self.reason)
        )

    def save(self) -> None:
        """Change the status."""
        self.clear_errors()
        status, on, reason = self.status.value(), self.on.value(), self.reason.text()
        if status is None:
            self.refuse("status", tr("Choose a status."))
            return
        if not self.dates_are_readable():
            return
        ids, services = self._ids, self.context.services
        self.submit(lambda: services.assets.set_status(ids, str(status), on, reason))
