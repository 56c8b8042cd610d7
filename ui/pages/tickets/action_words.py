"""What each step of a ticket is called, with its icon."""

from typing import NamedTuple

from facilities_app.domain.ticket_step_words import step_word
from facilities_app.domain.tickets import Action

_ICONS = {
    Action.ACCEPT: "clipboard-check",
    Action.DISPATCH: "user-check",
    Action.START: "play",
    Action.HOLD: "package-open",
    Action.RESUME: "play",
    Action.FINISH: "check",
    Action.VERIFY: "check-check",
    Action.CLOSE: "circle-check",
    Action.REJECT: "undo-2",
    Action.CANCEL: "circle-slash",
    Action.REOPEN: "rotate-ccw",
}


class ActionLook(NamedTuple):
    """A step as a button or menu entry shows it."""

    text: str
    icon: str


def look_of(action: Action, status: int | None = None) -> ActionLook:
    """Words and icon of a step."""
    return ActionLook(step_word(action, status), _ICONS[action])
