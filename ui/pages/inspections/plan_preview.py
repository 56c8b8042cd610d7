"""The next ten days of a plan while it is written, each with why it is that day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.services.plan_drafts import PlanDraft
from facilities_app.services.plan_reading import PlanDay
from facilities_app.services.rule_words import weekday_names
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.pages.inspections.plan_chapters import no_days_words
from ui.widgets.labels import Label
from ui.widgets.line_row import LineRow
from ui.worker import Task

DEBOUNCE_MS = 200


class PlanPreview(QWidget):
    """Asks ``draft`` a moment after ``soon`` was called last; one that cannot be read says why."""

    def __init__(
        self, context: UiContext, draft: Callable[[], PlanDraft], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._draft = context, draft
        self._task: Task | None = None
        self.setAccessibleName(tr("Next days"))
        self.days: tuple[PlanDay, ...] = ()
        self.words = Label("", "secondary", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().sizes.xs)
        column.addWidget(Label(tr("Next days"), "section"))
        column.addLayout(self._rows)
        column.addWidget(self.words)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(DEBOUNCE_MS)
        self.timer.timeout.connect(self.read)

    def soon(self, *_: object) -> None:
        """Something was changed."""
        self.timer.start()

    def read(self) -> None:
        """Look ahead now."""
        self.timer.stop()
        if self._task is not None:
            self._task.cancel()
        try:
            draft = self._draft()
        except Invalid as error:
            self._on_failed(error)
            return
        plans = self._context.services.plans
        self._task = self._context.worker.read(
            lambda: plans.reading.days(plans.preview(draft)),
            lambda days: self._show(days, no_days_words(draft.anchor)),
            self._on_failed,
        )

    def _show(self, days: tuple[PlanDay, ...], otherwise: str) -> None:
        self.days = days
        clear_layout(self._rows)
        shown = self._context.presenter.date
        for day in days:
            self._rows.addWidget(
                LineRow("calendar-days", self._dated(day.due_on, shown), day.why, opens=False)
            )
        self.words.set_colour("")
        self.words.setText("" if days else otherwise)
        self.words.setVisible(not days)

    def _dated(self, day: date, shown: Callable[[date], str]) -> str:
        return f"{shown(day)}　{weekday_names()[day.weekday()]}"

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
            return
        self._show((), self._context.notify.sentence(error))
