"""Papers with whole names are journalled: who printed what of whom, when and why (個人資料保護法 §§5, 19)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Agreement, AuditVisit, Disclosure
from facilities_app.services.rights import must_hold

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

FORM, ROSTER, LETTER = "audit_form", "audit_roster", "audit_letter"


@contextmanager
def disclosed(base: "ServiceBase", what: str, visit_ids: Sequence[int], purpose: str) -> Iterator[None]:
    """Write who is shown before the block writes the paper, and take it back if no paper came of it.

    Raises Invalid("record.not_allowed") unless the acting user may see borrowers' data.
    """
    with base.uow("audit.disclosed") as uow:
        must_hold(base, uow.session, "dorm_view")
        visits = uow.session.execute(
            select(AuditVisit.expected_resident, Agreement.person_id)
            .outerjoin(Agreement, Agreement.id == AuditVisit.agreement_id)
            .where(AuditVisit.id.in_(visit_ids), AuditVisit.expected_resident != "")
        ).all()
        people = sorted({person for _name, person in visits if person is not None})
        unknown = sum(person is None for _name, person in visits)
        counted = [*((person, 1) for person in people), *(((None, unknown),) if unknown else ())]
        kept = [
            Disclosure(
                person_id=person,
                what=what,
                seen_at=base.clock.now(),
                seen_by=base.actor_name[:80],
                purpose=purpose[:200],
                rows=rows,
            )
            for person, rows in counted
        ]
        uow.session.add_all(kept)
        uow.session.flush()
        ids = [row.id for row in kept]
        uow.commit(None, undoable=False, n=len(visits), name=purpose)
    try:
        yield
    except BaseException:
        with base.uow("audit.not_disclosed") as uow:
            for row_id in ids:
                uow.session.delete(uow.get(Disclosure, row_id))
            uow.commit(None, undoable=False, name=purpose)
        raise
