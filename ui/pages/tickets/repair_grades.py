"""Urgency and impact of a repair that is being logged, and what the office promises for it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilities_app.domain.promises import Promise
from resources.texts import tr
from ui import theme
from ui.components.grade_words import impacts, urgencies
from ui.context import UiContext
from ui.widgets.fields import FormField
from ui.widgets.labels import Label
from ui.widgets.segments import SegmentedControl


class GradeFields(QWidget):
    """Two questions that may be left open; both answered they make a priority: ``proposed`` carries its rank."""

    proposed = Signal(int)
    edited = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.urgency = SegmentedControl(urgencies(), numbered=True, name=tr("Urgency"))
        self.impact = SegmentedControl(impacts(), numbered=True, name=tr("Impact"))
        self.promise = Label("", "body")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.l)
        self._fields = (
            FormField(tr("Urgency"), self.urgency, hint=tr("makes the priority")),
            FormField(tr("Impact"), self.impact),
            FormField(tr("Promise"), self.promise),
        )
        for field, share in zip(self._fields, (4, 4, 5), strict=True):
            field.setMinimumWidth(1)
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        for control in (self.urgency, self.impact):
            control.changed.connect(self._on_chosen)

    def set_values(self, urgency: int | None, impact: int | None) -> None:
        """Show both without proposing anything."""
        self.urgency.set_value(urgency)
        self.impact.set_value(impact)

    def say_promise(self, promise: Promise) -> None:
        """Show when somebody will be there and when it will be done."""
        moment = self._context.presenter.moment
        words = tr("there by {answer}\nrepaired by {due}").format(
            answer=moment(promise.response_due_at), due=moment(promise.due_at)
        )
        self.promise.setText(words)
        self.promise.setAccessibleName(words.replace("\n", ", "))

    def _on_chosen(self, _value: object) -> None:
        self.edited.emit()
        urgency, impact = self.urgency.value(), self.impact.value()
        if urgency is not None and impact is not None:
            clocks = self._context.services.clocks
            self._context.worker.read(
                partial(clocks.priority_of, urgency, impact), self.proposed.emit, self._context.notify.error
            )
