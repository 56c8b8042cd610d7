"""What the contractor promised for this repair, how it was held, and what lateness costs: the arithmetic in sight."""

from functools import partial

from PySide6.QtWidgets import QWidget

from facilities_app.domain.contract_rows import TicketPenalty
from facilities_app.domain.penalties import Charge, Kept
from facilities_app.domain.penalty_words import charge_words, penalty_words, rule_words
from facilities_app.domain.rows import TicketDetail
from resources.texts import tr
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.worker import Task

_TONES = {Charge.CHARGED: "red", Charge.RUNNING: "amber", Charge.UNKNOWN: "amber"}


class PromisePart(Section):
    """A chapter of the ticket's pane. Read beside the window; in sight only where a contract promises something."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._id = 0
        self._task: Task | None = None
        self.line: TicketPenalty | None = None
        self.setAccessibleName(tr("Contractor's promise"))
        self.hide()

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show another ticket, or this one as it is now."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if detail.id != self._id:
            self.hide()
        self._id = detail.id
        if detail.vendor_id is None:
            self.line = None
            self.hide()
            return
        read = partial(self._context.services.contracts.of_ticket, detail.id)
        self._task = self._context.worker.read(read, self._on_read, self._context.notify.error)

    def _on_read(self, line: TicketPenalty | None) -> None:
        self.line = line
        clear_layout(self.body)
        if line is None or not is_worth_telling(line):
            self.hide()
            return
        self.body.addWidget(Label(tr("Contractor's promise"), "section"))
        grid = KeyValueGrid()
        grid.add(tr("Contract", "record"), f"{line.contract_number}　{line.vendor}")
        rule = rule_words(line.terms)
        if rule:
            grid.add(tr("Penalty rule"), rule)
        words = charge_words(line.penalty)
        grid.add(tr("Penalty"), Label(words, "strong", colour=_TONES.get(line.penalty.charge, "")))
        self.body.addWidget(grid)
        for text in penalty_words(line.penalty, line.terms, self._context.presenter.style):
            self.body.addWidget(Label(text, "secondary", wrap=True))
        self.show()


def is_worth_telling(line: TicketPenalty) -> bool:
    """Whether the chapter says more than that all is well under a contract without penalties."""
    late = any(delay.kept in (Kept.LATE, Kept.OVERDUE) for delay in line.penalty.delays)
    return late or line.terms.has_rule
