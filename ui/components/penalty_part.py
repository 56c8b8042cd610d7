"""What a repair's lateness costs its contractor, with the arithmetic line by line."""

from PySide6.QtWidgets import QWidget

from facilities_app.domain.contract_rows import TicketPenalty
from facilities_app.domain.penalties import Charge, Kept
from facilities_app.domain.penalty_words import charge_words, penalty_words, rule_words
from resources.texts import tr
from ui.components.sections import Section
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label

_TONES = {Charge.CHARGED: "red", Charge.RUNNING: "amber", Charge.UNKNOWN: "amber"}


class PenaltyPart(Section):
    """The chapter of a ticket's pane; what is not known says so."""

    def __init__(self, context: UiContext, line: TicketPenalty, parent: QWidget | None = None) -> None:
        super().__init__(tr("Contractor's promise"), parent=parent)
        grid = KeyValueGrid()
        grid.add(tr("Contract"), f"{line.contract_number}　{line.vendor}")
        rule = rule_words(line.terms)
        if rule:
            grid.add(tr("Penalty rule"), rule)
        words = charge_words(line.penalty)
        grid.add(tr("Penalty"), Label(words, "strong", colour=_TONES.get(line.penalty.charge, "")))
        self.body.addWidget(grid)
        for text in penalty_words(line.penalty, line.terms, context.presenter.style):
            self.body.addWidget(Label(text, "secondary", wrap=True))


def is_worth_telling(line: TicketPenalty | None) -> bool:
    """Whether the chapter says more than that all is well under a contract without penalties."""
    if line is None:
        return False
    late = any(delay.kept in (Kept.LATE, Kept.OVERDUE) for delay in line.penalty.delays)
    return late or line.terms.has_rule
