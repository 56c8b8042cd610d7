"""Who works here: remembered on this computer for each database, taken up again at the next start."""

from facilities_app.domain.changes import Changes
from ui.context import UiContext

_KEPT = "users"


def switch_to(context: UiContext, user_id: int, code: str) -> None:
    """From now on changes are written in this user's name."""
    context.services.base.act_as(user_id)
    context.prefs.set(_KEPT, {**context.prefs.get(_KEPT, {}), _database(context): code})
    context.bus.publish(Changes(everything=True))


def take_up(context: UiContext) -> None:
    """Act as the user remembered here, if that one is still offered."""
    code = context.prefs.get(_KEPT, {}).get(_database(context))
    if not code:
        return
    for row in context.services.reference.rows("users"):
        if row.values["code"] == code and row.is_active:
            context.services.base.act_as(row.id)


def _database(context: UiContext) -> str:
    path = context.services.base.engines.path
    return str(path) if path is not None else "server"
