"""Who may change records beside tickets: one permission each, as the roles hold it."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Role
from facilities_app.domain.errors import Invalid
from facilities_app.services.ticket_rights import permissions_of
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def must_hold(base: "ServiceBase", session: Session, permission: str) -> None:
    """Raise Invalid("record.not_allowed") unless the acting user holds the permission, naming who does."""
    held = permissions_of(session, base.actor_id)
    if held is None or permission in held:
        return
    roles = [
        pick(role.name_zh, role.name_en)
        for role in session.scalars(select(Role).order_by(Role.id))
        if permission in role.permissions
    ]
    raise Invalid(
        "record.not_allowed",
        name=base.actor_name,
        needed=base.labels.name("permission", permission),
        roles=tr(", ", "between names").join(roles) or "－",
    )
