"""What the page reads beside the window: the rounds, one of them whole, one unit of it with its photos."""

from typing import NamedTuple

from facilities_app.domain.audit_rows import RoundDetail, VisitDetail
from facilities_app.domain.rows import PhotoRow
from facilities_app.services.all import Services
from facilities_app.services.audit_reading import ENTITY


class Rounds(NamedTuple):
    """All rounds by id and name, the newest first, and the one that is shown."""

    all: tuple[tuple[int, str], ...]
    shown: RoundDetail | None


class Unit(NamedTuple):
    """One unit with its photos."""

    detail: VisitDetail
    photos: tuple[PhotoRow, ...]


def read_rounds(services: Services, wanted: int) -> Rounds:
    """The round asked for, else the one that is going on, else the newest. Any thread."""
    services.labels.choices("audit_finding")  # read here once, so that painting never does
    found = tuple(services.audits.rounds())
    ids = [key for key, _name in found]
    if wanted not in ids:
        wanted = services.audits.current() or (ids[0] if ids else 0)
    return Rounds(found, services.audits.detail(wanted) if wanted else None)


def read_unit(services: Services, visit_id: int) -> Unit:
    """One unit. Raises NotFound("audit.visit_gone"). Any thread."""
    return Unit(services.audits.visit(visit_id), services.attachments.list(ENTITY, visit_id))
