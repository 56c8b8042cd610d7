"""Signing for a unit, as a part of one step: by itself, or as the end of an application."""

from datetime import date
from typing import TYPE_CHECKING

from db.models import Agreement, DormUnit
from db.uow import UnitOfWork
from facilities_app.domain.agreement_rows import NewAgreement
from facilities_app.domain.errors import Invalid
from facilities_app.services import agreement_making as making
from facilities_app.services.agreement_checks import check_agreement, check_unit_is_free

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_FAMILY_CLOSED = date(1983, 4, 29)


def signed(base: "ServiceBase", uow: UnitOfWork, new: NewAgreement) -> tuple[Agreement, DormUnit]:
    """Write the agreement and keep the unit in step. Raises Invalid beside the field, naming what is in the way."""
    today = base.clock.today()
    unit = uow.get(DormUnit, new.unit_id, "unit.gone")
    check_unit_is_free(base, unit)
    _check_kind(new, unit)
    with uow.session.no_autoflush:
        row = making.new_row(uow, new, unit)
        check_agreement(base, uow.session, row, unit, new.members)
    uow.add(row)
    making.write_members(uow, row.id, new.members, row.starts_on or today)
    making.charge_deposit(uow, row, unit)
    if row.starts_on is not None and row.starts_on <= today:
        making.take_in(uow, row, unit, row.starts_on, "starts_on")
    making.keep_in_step(uow, unit, today)
    return row, unit


def _check_kind(new: NewAgreement, unit: DormUnit) -> None:
    """眷屬宿舍 were dropped from the rules on 72.4.29 (domain source F21): none is lent to a person since."""
    start = new.deed.starts_on
    if new.kind == "loan" and unit.kind == "family" and start is not None and start > _FAMILY_CLOSED:
        raise Invalid("agreement.family_closed", field="kind", code=unit.code)
