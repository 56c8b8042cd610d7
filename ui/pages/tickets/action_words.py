"""What each step of a ticket is called, with its icon."""

from typing import NamedTuple

from facilities_app.domain.tickets import Action, Status
from resources.texts import tr


class ActionLook(NamedTuple):
    """A step as a button or menu entry shows it."""

    text: str
    icon: str


def look_of(action: Action, status: int | None = None) -> ActionLook:
    """Words and icon of a step; sending on what was dispatched already, and waiting
    longer, have words of their own."""
    if action is Action.DISPATCH and status is not None and status >= Status.DISPATCHED:
        return ActionLook(tr("Reassign"), "user-check")
    if action is Action.HOLD and status == Status.ON_HOLD:
        return ActionLook(tr("Wait longer"), "package-open")
    return {
        Action.ACCEPT: ActionLook(tr("Accept"), "clipboard-check"),
        Action.DISPATCH: ActionLook(tr("Dispatch"), "user-check"),
        Action.START: ActionLook(tr("Start work"), "play"),
        Action.HOLD: ActionLook(tr("Put on hold"), "package-open"),
        Action.RESUME: ActionLook(tr("Resume"), "play"),
        Action.FINISH: ActionLook(tr("Report done"), "check"),
        Action.VERIFY: ActionLook(tr("Verify"), "check-check"),
        Action.CLOSE: ActionLook(tr("Close ticket"), "circle-check"),
        Action.REJECT: ActionLook(tr("Reject"), "undo-2"),
        Action.CANCEL: ActionLook(tr("Cancel ticket"), "circle-slash"),
        Action.REOPEN: ActionLook(tr("Reopen"), "rotate-ccw"),
    }[action]
