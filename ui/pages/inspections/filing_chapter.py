"""How a done inspection stands with its filing, in its pane: number, day, by when, and how long it is kept."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilities_app.services.filings import LONGEST_NUMBER, FilingRow
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.widgets.buttons import GhostButton
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.worker import Task


class FilingChapter(QWidget):
    """Hidden while nothing is to be filed."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._id = context, 0
        self._task: Task | None = None
        self.row: FilingRow | None = None
        self._section = Section(tr("Filing"))
        self._inner = QVBoxLayout()
        self._section.body.addLayout(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)
        self.hide()

    def show_task(self, task_id: int) -> None:
        """Read the filing of an inspection."""
        if task_id != self._id:
            self.hide()
        self._id = task_id
        if self._task is not None:
            self._task.cancel()
        read = partial(self._context.services.filings.of_task, task_id)
        self._task = self._context.worker.read(read, self._show, self._context.notify.error)

    def ask(self) -> None:
        """Enter the filing."""
        if self.row is not None:
            sheet = FilingSheet(self._context, self.window(), self.row)
            sheet.closed.connect(sheet.deleteLater)
            sheet.open()

    def _show(self, row: FilingRow | None) -> None:
        self.row = row
        clear_layout(self._inner)
        self.setVisible(row is not None)
        if row is None:
            return
        day, grid = self._context.presenter.date, KeyValueGrid()
        if row.is_filed:
            grid.add(tr("Filing no."), row.number or "－")
            grid.add(tr("Filed on"), day(row.filed_on))
        elif row.file_by is not None:
            late = row.is_statutory and row.file_by < self._context.clock.today()
            grid.add(tr("File by"), Label(day(row.file_by), "strong", colour="red" if late else ""))
        if row.asked and not row.is_filed:
            grid.add(tr("Rule", "filing"), row.asked)
        kept = day(row.kept_until) if row.kept_until is not None else tr("no rule says how long")
        grid.add(tr("Kept until"), kept)
        self._inner.addWidget(grid)
        line = QHBoxLayout()
        words = tr("Correct the filing") if row.is_filed else tr("Enter the filing")
        self.button = GhostButton(words, on_click=self.ask)
        line.addWidget(self.button)
        line.addStretch(1)
        self._inner.addLayout(line)


class FilingSheet(FormSheet):
    """登錄申報: under which number, on which day; both empty take it away."""

    def __init__(self, context: UiContext, host: QWidget, row: FilingRow) -> None:
        super().__init__(context, host, tr("Filing"), row.asked)
        self._row = row
        self.number: QLineEdit = self.line(row.number, longest=LONGEST_NUMBER)
        self.number.returnPressed.connect(self.save)
        self.filed_on = self.date(tr("Filed on"))
        self.filed_on.set_value(row.filed_on or context.clock.today())
        self.lay(
            self.add("number", tr("Filing no."), self.number),
            self.add("filed_on", tr("Filed on"), self.filed_on),
        )

    def save(self) -> None:
        """Keep it with the result."""
        self.clear_errors()
        if self.dates_are_readable():
            row, number, day = self._row, self.number.text(), self.filed_on.value()
            filings = self.context.services.filings
            self.submit(lambda: filings.file(row.task_id, row.version, number, day))
