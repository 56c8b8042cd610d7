"""A duty at the right of the list: its law, who may do it, what is kept and filed, and how each thing stands."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.services.duties import DutyDetail
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.components.task_words import basis
from ui.pages.inspections.duty_chapters import DutyChapters
from ui.pages.inspections.reading_pane import ReadingPane
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import EmptyState


class DutyPane(ReadingPane):
    """Reads the duty beside the window; ``duty`` is what it shows. The page goes where its wishes lead."""

    edit_asked = Signal()
    task_asked = Signal(int)
    asset_asked = Signal(int)
    plan_asked = Signal(int)

    entities = (
        "duties",
        "inspection_tasks",
        "inspection_results",
        "inspection_plans",
        "licences",
        "permits",
        "assets",
        "asset_attributes",
    )

    @property
    def duty(self) -> DutyDetail | None:
        """What it shows; None for nothing, and until it is read."""
        shown: DutyDetail | None = self._shown
        return shown

    def _reader(self) -> Callable[[int], DutyDetail]:
        return self._context.services.duties.detail

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(tr("Duty"))
        self.chapters = DutyChapters(self._context)
        self.chapters.task_asked.connect(self.task_asked)
        self.chapters.asset_asked.connect(self.asset_asked)
        self.chapters.plan_asked.connect(self.plan_asked)
        empty = EmptyState("scale", tr("No duty chosen"), tr("Choose a duty in the list."))
        self._lay(empty, self._build_bar(), self._build_head(), self.chapters)

    def _build_bar(self) -> QWidget:
        sizes = theme.current().sizes
        bar = QWidget()
        bar.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(bar)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        self.code = Label("", "section")
        row.addWidget(self.code)
        row.addStretch(1)
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return bar

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        column.setSpacing(sizes.s + 2)
        self.name = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.s)
        self.edit = Button(tr("Edit (F2)"), "pencil", kind="outline", on_click=self.edit_asked.emit)
        steps = QHBoxLayout()
        steps.addWidget(self.edit)
        steps.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addLayout(steps)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, duty: DutyDetail) -> None:
        if duty.id != self._id:
            return
        self._shown = duty
        self.code.setText(f"{duty.code}　{duty.system}")
        self.name.setText(duty.title)
        clear_layout(self._pills)
        icon = "scale" if duty.is_statutory else "calendar-days"
        self._pills.addWidget(Pill(basis(duty.is_statutory), "neutral", icon))
        if not duty.is_confirmed:
            self._pills.addWidget(Pill(tr("To be confirmed"), "amber", "circle-help"))
        self._pills.addStretch(1)
        self.chapters.show_duty(duty)
        self._stack.setCurrentIndex(1)
