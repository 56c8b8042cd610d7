"""The lists that ship with the program, as an admin edits them. Every change can be undone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import AttributeDefinition, Setting
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.reference import OPEN_LISTS, TABLES, RefRow, cleaned, moved, require_text
from facilities_app.services import reference_checks, reference_reading
from facilities_app.services.office import PERCENTS, check_setting
from facilities_app.services.reference_calendar import CalendarEditor
from facilities_app.services.reference_tables import BINDINGS, Binding

if TYPE_CHECKING:
    from facilities_app.domain.rows import Choice as ChoiceRow
    from facilities_app.services.base import ServiceBase

_LONGEST_SETTING = 80
_MOST_PERCENT = 999


class ReferenceService:
    """Reads and edits the tables of ``domain.reference.TABLES``.

    ``owner`` is what the rows belong to: a list's code, or a category's id.
    """

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self.calendar = CalendarEditor(base)

    # -- reading ---------------------------------------------------------------------------------

    def rows(self, table: str, owner: Any = None) -> tuple[RefRow, ...]:
        """The rows in their order. ``lists`` are the code lists themselves, ``roles`` what users may do."""
        with self._base.read() as session:
            return reference_reading.rows(session, table, owner)

    def options(self, code: str) -> "tuple[ChoiceRow, ...]":
        """What a field of that kind offers."""
        with self._base.read() as session:
            return reference_reading.options(session, code)

    def office(self) -> dict[str, str]:
        """What this database says of its office."""
        with self._base.read() as session:
            return reference_reading.office(session)

    # -- changing --------------------------------------------------------------------------------

    def add(self, table: str, values: Mapping[str, Any], owner: Any = None) -> Outcome[int]:
        """Add a row at the end; the value is its id."""
        spec = TABLES[table]
        if not spec.grows or (table == "choices" and owner not in OPEN_LISTS):
            raise Invalid("reference.fixed_list")
        binding, given = BINDINGS[table], cleaned(spec, values, new=True)
        with self._base.uow("reference.added") as uow:
            if binding.owner:
                given[binding.owner] = owner
            row = binding.model(**given)
            reference_checks.check(uow.session, table, row)
            self._must_be_single(uow, binding, row)
            if spec.orders:
                row.position = self._next_position(uow, binding, owner)
            uow.add(row)
            return self._forgotten(uow.commit(row.id, name=binding.name(row)))

    def edit(self, table: str, row_id: int, version: int, values: Mapping[str, Any]) -> Outcome[int]:
        """Change fields of a row; the value is its id.

        Raises Conflict if somebody saved it since ``version``.
        """
        binding = BINDINGS[table]
        with self._base.uow("reference.edited") as uow:
            row = self._row(uow, binding, row_id, version)
            given = cleaned(TABLES[table], values, new=False)
            reference_checks.check_change(uow.session, table, row, given)
            for key, value in given.items():
                if getattr(row, key) != value:
                    setattr(row, key, value)
            reference_checks.check(uow.session, table, row)
            self._must_be_single(uow, binding, row)
            return self._forgotten(uow.commit(row.id, name=binding.name(row)))

    def move(self, table: str, row_id: int, step: int) -> Outcome[int]:
        """Move a row ``step`` places down in its list (up if negative)."""
        binding = BINDINGS[table]
        if not TABLES[table].orders:
            raise Invalid("reference.no_order")
        with self._base.uow("reference.moved") as uow:
            row = self._row(uow, binding, row_id)
            owner = getattr(row, binding.owner) if binding.owner else None
            rows = {found.id: found for found in uow.session.scalars(binding.statement(owner))}
            order = moved(rows, row_id, step)
            if order == list(rows):
                return uow.commit(row_id)
            for position, found_id in enumerate(order):
                if rows[found_id].position != position:
                    rows[found_id].position = position
            return self._forgotten(uow.commit(row_id, name=binding.name(row)))

    def offer(self, table: str, row_id: int, *, active: bool) -> Outcome[int]:
        """Offer a row again, or no longer; records that have it keep it."""
        binding = BINDINGS[table]
        with self._base.uow("reference.offered" if active else "reference.hidden") as uow:
            row = self._row(uow, binding, row_id)
            bound = table == "choices" and row.list_code not in OPEN_LISTS
            if not TABLES[table].hides or bound:
                raise Invalid("reference.fixed_list")
            row.is_active = active
            if not active:
                reference_checks.check_hidden(uow.session, table, row, self._base.actor_id)
            return self._forgotten(uow.commit(row_id, name=binding.name(row)))

    def remove(self, table: str, row_id: int) -> Outcome[int]:
        """Delete a row that nothing uses; the value is its id."""
        binding = BINDINGS[table]
        if not TABLES[table].removes:
            raise Invalid("reference.cannot_delete")
        with self._base.uow("reference.removed") as uow:
            row = self._row(uow, binding, row_id)
            name = binding.name(row)
            if used := binding.uses(uow.session).get(row_id, 0):
                raise Conflict("reference.still_used", name=name, count=used)
            if table == "categories":
                below = select(AttributeDefinition).where(AttributeDefinition.category_id == row_id)
                for definition in uow.session.scalars(below):
                    uow.session.delete(definition)
                uow.session.flush()  # its attributes go first: they refer to it
            uow.session.delete(row)
            return self._forgotten(uow.commit(row_id, name=name))

    def set_office(self, values: Mapping[str, str]) -> Outcome[None]:
        """Change what the database says of its office, all in one step."""
        known = self.office()
        for key in values:
            if key not in known:
                raise Invalid("office.no_such_setting", field=key, key=key)
        given = require_text(values, _LONGEST_SETTING)
        for key in PERCENTS:
            if key in given and not (given[key].isdecimal() and 1 <= int(given[key]) <= _MOST_PERCENT):
                raise Invalid("office.percent", field=key, text=given[key], most=_MOST_PERCENT)
        for key, value in given.items():
            check_setting(key, value)
        with self._base.uow("office.setting_changed") as uow:
            rows = {row.key: row for row in uow.session.scalars(select(Setting))}
            for key, value in given.items():
                if key not in rows:
                    uow.add(Setting(key=key, value=value))
                elif rows[key].value != value:
                    rows[key].value = value
            outcome = uow.commit(None, key=next(iter(given), ""))
        self._base.forget()
        return outcome

    # -- private ---------------------------------------------------------------------------------

    def _forgotten(self, outcome: Outcome[int]) -> Outcome[int]:
        """Labels and calendar are read anew from now on."""
        self._base.forget()
        return outcome

    @staticmethod
    def _row(uow: UnitOfWork, binding: Binding, row_id: int, version: int | None = None) -> Any:
        row: Any = uow.get(binding.model, row_id)
        if version is not None and row.version != version:
            raise Conflict("reference.moved_on", name=binding.name(row))
        return row

    @staticmethod
    def _next_position(uow: UnitOfWork, binding: Binding, owner: Any) -> int:
        positions = [row.position for row in uow.session.scalars(binding.statement(owner))]
        return max(positions, default=-1) + 1

    @staticmethod
    def _must_be_single(uow: UnitOfWork, binding: Binding, row: Any) -> None:
        """Refuse a second row of the same code, day or term, naming the field it is typed in."""
        if not binding.unique:
            return
        with uow.session.no_autoflush:
            same = (getattr(binding.model, key) == getattr(row, key) for key in binding.unique)
            found = uow.session.scalar(select(binding.model).where(*same))
        if found is not None and found is not row:
            raise Conflict("reference.already_there", field=binding.unique[-1], name=binding.name(found))
