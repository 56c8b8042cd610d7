"""Licences (證照): what allows a person or a firm to inspect, with its own expiry."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Licence, User, Vendor
from facilities_app.domain.keying import LicenceRow, is_held_by
from resources.texts import tr


def read_licences(session: Session) -> tuple[LicenceRow, ...]:
    """All of them, by holder; the one that holds longest first."""
    rows = session.execute(
        select(Licence, Vendor.name, User.name)
        .outerjoin(User, User.id == Licence.user_id)
        .outerjoin(Vendor, Vendor.id == Licence.vendor_id)
        .order_by(Licence.holder, Licence.expires_on.desc(), Licence.id)
    )
    return tuple(
        LicenceRow(
            row.id, row.holder, row.kind, row.number, row.expires_on, row.user_id, vendor or "", user or ""
        )
        for row, vendor, user in rows
    )


def doubt_words(licence: LicenceRow, inspector: str) -> str:
    """That the licence is somebody else's; "" if who inspected holds it."""
    if is_held_by(licence, inspector):
        return ""
    words = tr("Licence {number} is held by {holder}, not by {inspector}.")
    return words.format(number=licence.number, holder=licence.holder, inspector=inspector)
