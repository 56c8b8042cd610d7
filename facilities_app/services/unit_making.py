"""Entering a dormitory unit: a place, its record, and the first line of its history in one step."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import DormUnit, Place, UnitStatusChange
from db.uow import UnitOfWork
from facilities_app.domain.dormitories import UNIT_STATUSES
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import NewPlace, NewUnit
from facilities_app.domain.wording import clean_line
from facilities_app.services.place_making import make_place
from facilities_app.services.unit_editing import checked_code, listed, read_code, read_floor

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def check_unit(base: "ServiceBase", new: NewUnit, since: date) -> None:
    """What can be told before anything is written. Raises Invalid beside the field."""
    checked_code(new.code)
    listed(base, "kind", new.kind)
    listed(base, "land", new.land)
    if new.status not in UNIT_STATUSES:
        raise Invalid("unit.no_such_status", field="status", status=new.status)
    if since > base.clock.today():
        raise Invalid("unit.status_in_future", field="since", on=since)
    read_floor(new.floor)


def make_unit(uow: UnitOfWork, new: NewUnit, since: date) -> DormUnit:
    """Add place, record and first status. Raises Invalid beside the field that needs it."""
    code = read_code(uow, new.code)
    place = make_place(uow, NewPlace(_parent(uow, new), "unit", code, _place_code(uow, code)))
    last = uow.session.scalar(select(func.max(DormUnit.position)))
    row = uow.add(
        DormUnit(
            place_id=place.id,
            code=code,
            kind=new.kind,
            land=new.land,
            floor=new.floor,
            status=new.status,
            status_since=since,
            position=0 if last is None else last + 1,
        )
    )
    uow.add(UnitStatusChange(unit_id=row.id, status=new.status, from_on=since))
    return row


def _parent(uow: UnitOfWork, new: NewUnit) -> int:
    if new.parent_id is not None:
        return new.parent_id
    if not clean_line(new.site):
        raise Invalid("unit.needs_place", field="parent_id")
    return make_place(uow, NewPlace(None, "site", new.site)).id


def _place_code(uow: UnitOfWork, code: str) -> str:
    """The code the shipped units have, or "" to let the tree propose one."""
    wanted = f"UNIT-{code}"
    return "" if uow.session.scalar(select(Place.id).where(Place.code == wanted)) is not None else wanted
