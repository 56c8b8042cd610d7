"""What each step of a ticket's life is called, on buttons and in sentences."""

from facilities_app.domain.tickets import Action, Status
from resources.texts import tr


def step_word(action: Action, status: int | None = None) -> str:
    """The step's name; sending on what was dispatched already, and waiting longer, have words of their own."""
    if action is Action.DISPATCH and status is not None and status >= Status.DISPATCHED:
        return tr("Reassign")
    if action is Action.HOLD and status == Status.ON_HOLD:
        return tr("Wait longer")
    return {
        Action.ACCEPT: tr("Accept"),
        Action.DISPATCH: tr("Dispatch"),
        Action.START: tr("Start work"),
        Action.HOLD: tr("Put on hold"),
        Action.RESUME: tr("Resume"),
        Action.FINISH: tr("Report done"),
        Action.VERIFY: tr("Verify"),
        Action.CLOSE: tr("Close ticket"),
        Action.REJECT: tr("Reject"),
        Action.CANCEL: tr("Cancel ticket"),
        Action.REOPEN: tr("Reopen"),
    }[action]
