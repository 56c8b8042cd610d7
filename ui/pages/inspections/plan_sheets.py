"""暫停計畫: why a plan rests, and until when."""

from PySide6.QtWidgets import QWidget

from facilities_app.services.plans import PlanRow
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label


class PauseSheet(FormSheet):
    """What falls into the pause stays in the list as left out, with this reason."""

    def __init__(self, context: UiContext, host: QWidget, plan: PlanRow) -> None:
        super().__init__(
            context, host, tr("Pause the plan"), f"{plan.code}　{plan.draft.title}", save=tr("Pause")
        )
        self.closed.connect(self.deleteLater)
        self._plan = plan
        self.reason = self.line(longest=200)
        self.reason.returnPressed.connect(self.save)
        self.until = self.date(tr("Until"))
        self.lay(self.add("reason", tr("Reason"), self.reason, required=True))
        self.lay(self.add("until", tr("Until"), self.until, hint=tr("empty: until somebody resumes it")))
        words = tr("Inspections that fall into the pause stay in the list as left out.")
        self.body.addWidget(Label(words, "secondary", wrap=True))

    def save(self) -> None:
        """Pause it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        plan, plans = self._plan, self.context.services.plans
        reason, until = self.reason.text(), self.until.value()
        self.submit(lambda: plans.pause(plan.id, plan.version, reason, until))
