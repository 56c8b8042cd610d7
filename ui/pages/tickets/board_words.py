"""What the board says: why a card cannot stand somewhere, and what dropping it there does."""

from facilities_app.domain.boards import Drop
from facilities_app.domain.tickets import Status
from resources.texts import tr
from ui.context import UiContext
from ui.pages.tickets.action_words import look_of


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
