"""The small sheets of a finding: the deadline an authority set, why it need not be put right."""

from PySide6.QtWidgets import QWidget

from facilities_app.domain.keying import FindingRow
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext


class DeadlineSheet(FormSheet):
    """限期改善: until when; empty takes the deadline away."""

    def __init__(self, context: UiContext, host: QWidget, row: FindingRow) -> None:
        super().__init__(context, host, tr("Deadline"), row.item)
        self._row = row
        self.correct_by = self.date(tr("To be put right by"))
        self.correct_by.set_value(row.correct_by)
        self.lay(self.add("correct_by", tr("To be put right by"), self.correct_by))

    def save(self) -> None:
        """Set the deadline."""
        self.clear_errors()
        if self.dates_are_readable():
            row, day, findings = self._row, self.correct_by.value(), self.context.services.findings
            self.submit(lambda: findings.set_correct_by(row.id, row.version, day))


class WaiveSheet(FormSheet):
    """免改善: why."""

    def __init__(self, context: UiContext, host: QWidget, row: FindingRow) -> None:
        super().__init__(context, host, tr("Waive"), row.item, save=tr("Waive"))
        self._row = row
        self.reason = self.line(longest=400)
        self.reason.returnPressed.connect(self.save)
        self.lay(self.add("reason", tr("Reason"), self.reason, required=True))

    def save(self) -> None:
        """It need not be put right."""
        self.clear_errors()
        row, why, findings = self._row, self.reason.text(), self.context.services.findings
        self.submit(lambda: findings.waive(row.id, row.version, why))
