"""What may be written into a dormitory unit's record, field by field."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import DormUnit, Place
from db.uow import UnitOfWork
from facilities_app.domain.errors import Invalid
from facilities_app.domain.property_numbers import read_property_number
from facilities_app.domain.rows import NewUnit
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.place_making import check_name

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

LONGEST_CODE = 20
FLOORS = range(-9, 100)
_LINES = {"address": 200, "parcel": 80, "status_note": 200}
_LONGEST_NOTE = 2000
_ENTERED = ("address", "parcel", "property_number", "note", "area_m2", "rooms", "capacity", "built_on")
_LISTS = {"kind": ("unit_kind", "unit.no_such_kind"), "land": ("land_ownership", "unit.no_such_land")}


def fill(base: "ServiceBase", row: DormUnit, new: NewUnit) -> None:
    """Write what a new unit was told beyond what makes it. Raises Invalid beside the field."""
    for name in _ENTERED:
        set_field(base, row, name, getattr(new, name))


def set_field(base: "ServiceBase", row: DormUnit, name: str, value: Any) -> None:
    """Write one field but the code. Raises Invalid beside it, or for one that no form may write."""
    if name == "property_number":
        row.property_number = read_property_number(value or "")
    elif name in _LINES:
        setattr(row, name, _within(name, clean_line(value or ""), _LINES[name]))
    elif name == "note":
        row.note = _within(name, clean_text(value or ""), _LONGEST_NOTE)
    elif name in ("area_m2", "rooms", "capacity"):
        setattr(row, name, _positive(name, value))
    elif name in _LISTS:
        setattr(row, name, listed(base, name, value))
    elif name == "floor":
        row.floor = read_floor(value)
    elif name == "built_on":
        row.built_on = _past(base, value)
    else:
        raise Invalid("unit.no_such_field", name=name)


def rename(uow: UnitOfWork, row: DormUnit, text: str) -> None:
    """Give the unit another number; its place, which bears it, follows. Raises Invalid beside ``code``."""
    code = read_code(uow, text, row.id)
    if code == row.code:
        return
    place = uow.get(Place, row.place_id, "place.gone")
    parent = uow.get(Place, place.parent_id, "place.gone") if place.parent_id is not None else None
    bears_it = place.name == row.code
    row.code = code
    if bears_it:
        place.name = code
        check_name(uow, place, parent, "code")


def read_code(uow: UnitOfWork, text: str, own_id: int = 0) -> str:
    """A number as it is kept, which no other unit has. Raises Invalid beside ``code``."""
    code = checked_code(text)
    twin = uow.session.scalar(select(DormUnit.id).where(DormUnit.code == code, DormUnit.id != own_id))
    if twin is not None:
        raise Invalid("unit.code_taken", field="code", code=code)
    return code


def checked_code(text: str) -> str:
    """A number as it is kept. Raises Invalid beside ``code``."""
    code = clean_line(text or "")
    if not code:
        raise Invalid("unit.needs_code", field="code")
    return _within("code", code, LONGEST_CODE)


def listed(base: "ServiceBase", name: str, code: str) -> str:
    """A kind or an owner of land that is in its list."""
    list_code, refusal = _LISTS[name]
    if code not in {choice.code for choice in base.labels.choices(list_code)}:
        raise Invalid(refusal, field=name)
    return code


def read_floor(floor: int | None) -> int | None:
    """A floor there may be."""
    if floor is not None and floor not in FLOORS:
        raise Invalid("unit.no_such_floor", field="floor")
    return floor


def _within(name: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise Invalid("unit.text_too_long", field=name, longest=longest)
    return text


def _positive(name: str, value: int | Decimal | None) -> int | Decimal | None:
    if value is not None and value <= 0:
        raise Invalid("unit.must_be_positive", field=name)
    return value


def _past(base: "ServiceBase", day: date | None) -> date | None:
    if day is not None and day > base.clock.today():
        raise Invalid("unit.built_in_future", field="built_on", on=day)
    return day
