"""Who reported lately, with their telephone: what the log-repair sheet remembers for everybody."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Ticket
from facilities_app.domain.rows import Requester

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

LOOKED_THROUGH = 5_000
"""So many of the newest tickets: read by id, so that it takes as long with a million tickets as with ten thousand."""
MOST = 300


class RequesterService:
    """Reads only. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def recent(self, most: int = MOST) -> tuple[Requester, ...]:
        """Each requester with each telephone once, who reported last first; without one only if none is known."""
        newest = (
            select(Ticket.requester, Ticket.requester_phone).order_by(Ticket.id.desc()).limit(LOOKED_THROUGH)
        )
        with self._base.read() as session:
            found = dict.fromkeys((name, phone) for name, phone in session.execute(newest) if name)
        reachable = {name for name, phone in found if phone}
        people = [Requester(name, phone) for name, phone in found if phone or name not in reachable]
        return tuple(people[:most])
