"""Licences (證照): what allows a person or a firm to inspect, with its own expiry."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Licence, Vendor
from facilities_app.domain.keying import LicenceRow


def read_licences(session: Session) -> tuple[LicenceRow, ...]:
    """All of them, by holder; the one that holds longest first."""
    rows = session.execute(
        select(Licence, Vendor.name)
        .outerjoin(Vendor, Vendor.id == Licence.vendor_id)
        .order_by(Licence.holder, Licence.expires_on.desc(), Licence.id)
    )
    return tuple(
        LicenceRow(row.id, row.holder, row.kind, row.number, row.expires_on, row.user_id, vendor or "")
        for row, vendor in rows
    )
