"""What the board says: a card's words, why it cannot stand somewhere, and what dropping it there does."""

from typing import NamedTuple

from facilities_app.domain.boards import Drop
from facilities_app.domain.tickets import Status
from resources.texts import tr
from ui.components.moments import Due
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of


class CardWords(NamedTuple):
    """What a card says."""

    id: int
    number: str
    summary: str
    where: str
    who: str
    due: Due
    status: Status
    state: str  # what it waits for, where it waits
    priority: str
    priority_icon: str
    priority_tone: str
    visit: str

    def whole(self) -> str:
        """All of it in one line, for who cannot see the card."""
        parts = (
            self.number, self.summary, self.where, self.priority, self.due.text, self.state,
            tr("visit {when}").format(when=self.visit) if self.visit else "", self.who,
        )  # fmt: skip
        return tr(", ", "list").join(part for part in parts if part)


def drop_words(drop: Drop, source: Status) -> str:
    """What happens on dropping, or why nothing would."""
    if drop.action is not None:
        return look_of(drop.action, int(source)).text
    if drop.forbidden is not None:
        return tr("Your role may not: {step}").format(step=look_of(drop.forbidden, int(source)).text)
    if drop.first is not None:
        return tr("First: {step}").format(step=look_of(drop.first, int(source)).text)
    return tr("No way back to here")


def refusal(context: UiContext, drop: Drop, source: Status, target: Status) -> str:
    """The same as a sentence, for who dropped it there all the same."""
    names = context.services.labels
    return tr("From “{source}” a ticket does not go to “{target}”. {why}.").format(
        source=names.name("ticket_status", int(source)),
        target=names.name("ticket_status", int(target)),
        why=drop_words(drop, source),
    )
