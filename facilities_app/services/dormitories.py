"""Dormitory units: the rack on any date, one unit whole, and changes of its status."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import DormUnit, UnitStatusChange
from facilities_app.domain.changes import Outcome
from facilities_app.domain.dormitories import UNIT_STATUSES
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.rows import NewUnit, UnitDetail, UnitTile
from facilities_app.services.rack import read_rack, tenancies
from facilities_app.services.unit_editing import fill, rename, set_field
from facilities_app.services.unit_making import check_unit, make_unit
from facilities_app.services.unit_reading import read_unit
from facilities_app.services.unit_status import put_status

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_MAY_BE_LENT = frozenset({"in_use", "rented", "provided", "renovating", "occupied"})


class DormitoryService:
    """Reads and changes the units."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def rack(self, on: date | None = None) -> list[UnitTile]:
        """All units as they stood on a date (default today), in the rack's order."""
        with self._base.read() as session:
            return read_rack(session, self._base.clock.today(), on)

    def first_day(self) -> date | None:
        """The earliest day the history knows, for the rack's slider."""
        with self._base.read() as session:
            return session.scalar(
                select(UnitStatusChange.from_on).order_by(UnitStatusChange.from_on).limit(1)
            )

    def detail(self, unit_id: int) -> UnitDetail:
        """The unit, whole. Raises NotFound("unit.gone")."""
        return read_unit(self._base, unit_id)

    def find(self, code: str) -> int:
        """The id of the unit with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(DormUnit.id).where(DormUnit.code == code.strip()))
        if found is None:
            raise NotFound("unit.no_such_code", code=code)
        return found

    def create(self, new: NewUnit) -> Outcome[int]:
        """Enter a unit with its place and the first line of its history. Raises Invalid beside its field."""
        since = new.since or self._base.clock.today()
        check_unit(self._base, new, since)
        with self._base.uow("unit.created") as uow:
            row = make_unit(uow, new, since)
            fill(self._base, row, new)
            return uow.commit(row.id, code=row.code)

    def set_status(
        self,
        unit_id: int,
        version: int,
        status: str,
        on: date | None = None,
        reason: str = "",
        document: str = "",
        until: date | None = None,
    ) -> Outcome[int]:
        """Give the unit a status from a day on (default today). Raises Conflict if it moved on since."""
        today = self._base.clock.today()
        since = on or today
        if status not in UNIT_STATUSES:
            raise Invalid("unit.no_such_status", field="status", status=status)
        if since > today:
            raise Invalid("unit.status_in_future", field="on", on=since)
        if until is not None and until < since:
            raise Invalid("unit.until_before_since", field="until", since=since)
        with self._base.uow("unit.status_set") as uow:
            row = uow.get(DormUnit, unit_id, "unit.gone")
            _check_version(row, version)
            if status not in _MAY_BE_LENT and row.place_id in tenancies(uow.session, since):
                raise Invalid("unit.still_lent", field="status", code=row.code)
            put_status(uow, row, status, since, until=until, reason=reason, document=document)
            return uow.commit(row.id, code=row.code)

    def edit(self, unit_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change code, kind, land, floor, address, parcel, property_number, status_note, note, area_m2, rooms,
        capacity or built_on. Its place bears a new code too. Raises Invalid beside the field, Conflict if it moved on.
        """
        with self._base.uow("unit.edited") as uow:
            row = uow.get(DormUnit, unit_id, "unit.gone")
            _check_version(row, version)
            if "code" in fields:
                rename(uow, row, fields.pop("code"))
            for name, value in fields.items():
                set_field(self._base, row, name, value)
            return uow.commit(row.id, code=row.code)


def _check_version(row: DormUnit, version: int) -> None:
    if row.version != version:
        raise Conflict("unit.moved_on", code=row.code)
