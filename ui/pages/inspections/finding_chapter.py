"""What an inspection found, in its pane: each item with its repair, its deadline and its re-check."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.keying import FindingRow
from facilities_app.domain.tickets import Status
from resources.texts import tr
from ui import theme
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.inspections.finding_sheets import DeadlineSheet, WaiveSheet
from ui.widgets.buttons import GhostButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label, Pill
from ui.widgets.overlay import Overlay
from ui.worker import Task

_SETTLED = ("resolved", "waived")


class FindingChapter(QWidget):
    """Hidden while there is nothing. ``ticket_asked`` and ``task_asked`` carry ids."""

    ticket_asked = Signal(int)
    task_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._id = context, 0
        self._task: Task | None = None
        self._section = Section(tr("Findings"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.current().sizes.m)
        self._section.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)
        self.hide()

    def show_task(self, task_id: int) -> None:
        """Read the findings of an inspection or of what a re-check looks at again."""
        if task_id != self._id:
            self.hide()
        self._id = task_id
        if self._task is not None:
            self._task.cancel()
        read = partial(self._context.services.findings.of_task, task_id)
        self._task = self._context.worker.read(read, self._show, self._context.notify.error)

    def _show(self, found: tuple[FindingRow, ...]) -> None:
        clear_layout(self._rows)
        for row in found:
            self._rows.addWidget(self._row(row))
        self.setVisible(bool(found))

    def _row(self, row: FindingRow) -> QWidget:
        sizes, day = theme.current().sizes, self._context.presenter.date
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.xs)
        head = QHBoxLayout()
        name = f"{row.position} {row.item}" if row.position else row.item
        head.addWidget(Label(name, "strong", elide=True), 1)
        state = self._context.services.labels.choice("finding_state", row.state)
        head.addWidget(Pill(state.name, state.tone, state.icon))
        column.addLayout(head)
        column.addWidget(Label(row.note, "secondary", wrap=True))
        dates = [tr("found {date}").format(date=day(row.found_on))]
        if row.correct_by is not None and row.state not in _SETTLED:
            dates.append(tr("to be put right by {date}").format(date=day(row.correct_by)))
        if row.resolved_on is not None:
            dates.append(tr("settled {date}").format(date=day(row.resolved_on)))
        column.addWidget(Label(tr(", ", "list").join(dates), "secondary", wrap=True))
        if _is_given_up(row):
            number = row.ticket_number
            words = tr("Repair {number} was given up: it still is to be put right.").format(number=number)
            column.addWidget(Label(words, "secondary", colour="red", wrap=True))
        column.addLayout(self._links(row))
        return box

    def _links(self, row: FindingRow) -> FlowLayout:
        line = FlowLayout(None, theme.current().sizes.xs)
        if row.ticket_id is not None:
            words = tr("Repair {number}").format(number=row.ticket_number)
            line.addWidget(GhostButton(words, on_click=partial(self.ticket_asked.emit, row.ticket_id)))
        if row.recheck_id is not None and row.recheck_id != self._id:
            words = tr("Re-check {number}").format(number=row.recheck_number)
            line.addWidget(GhostButton(words, on_click=partial(self.task_asked.emit, row.recheck_id)))
        if row.state not in _SETTLED:
            line.addWidget(GhostButton(tr("Deadline"), on_click=lambda: self._open(DeadlineSheet, row)))
            line.addWidget(GhostButton(tr("Waive"), on_click=lambda: self._open(WaiveSheet, row)))
        if row.state == "open":
            line.addWidget(GhostButton(tr("Log a repair"), on_click=lambda: self._repair(row)))
            line.addWidget(GhostButton(tr("Re-check", "action"), on_click=lambda: self._recheck(row)))
        return line

    def _open(self, make: type[DeadlineSheet] | type[WaiveSheet], row: FindingRow) -> None:
        sheet: Overlay = make(self._context, self.window(), row)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _repair(self, row: FindingRow) -> None:
        findings = self._context.services.findings
        self._context.change(lambda: findings.repair(row.id, row.version))

    def _recheck(self, row: FindingRow) -> None:
        findings = self._context.services.findings
        self._context.change(lambda: findings.recheck(row.id, row.version))


def _is_given_up(row: FindingRow) -> bool:
    """Whether its repair was cancelled or rejected, so that nobody works on it."""
    return row.state == "open" and row.ticket_status in (Status.CANCELLED, Status.REJECTED)
