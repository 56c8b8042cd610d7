"""The tree of places: read, entered, renamed, moved and taken away."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from db.base import Base
from db.models import Asset, Place
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.naming import place_label
from facilities_app.domain.places import LONGEST, LONGEST_LABEL, OWN_RECORD, may_hold
from facilities_app.domain.rows import NewPlace, PlaceDetail, PlaceRow
from facilities_app.services.place_making import (
    after_siblings,
    check_code,
    check_kind,
    check_name,
    make_place,
    read_line,
)
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class PlaceService:
    """Reads the places as one tree; all changes to them go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def tree(self) -> list[PlaceRow]:
        """All places, depth first, siblings in their order; each counts the assets in it and below."""
        with self._base.read() as session:
            places = list(session.scalars(select(Place).order_by(Place.position, Place.id)))
            here = session.execute(select(Asset.place_id, func.count()).group_by(Asset.place_id))
            counts: dict[int, int] = defaultdict(int)
            paths = {place.id: place.path for place in places}
            for place_id, count in here:
                for part in paths.get(place_id, "").split("/"):
                    if part:
                        counts[int(part)] += count
            return [_row(place, counts[place.id]) for place in _depth_first(places)]

    def label(self, place_id: int) -> str:
        """The way from the site down to the place. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Place.label).where(Place.id == place_id))
        if found is None:
            raise NotFound("place.gone", id=place_id)
        return found

    def find(self, code: str) -> int:
        """The id of the place with this code. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Place.id).where(Place.code == code.strip()))
        if found is None:
            raise NotFound("place.no_such_code", code=code)
        return found

    def detail(self, place_id: int) -> PlaceDetail:
        """The place, as it is edited. Raises NotFound("place.gone")."""
        with self._base.read() as session:
            row = session.get(Place, place_id)
            if row is None:
                raise NotFound("place.gone", id=place_id)
            return PlaceDetail(
                row.id,
                row.version,
                row.parent_id,
                row.kind,
                row.code,
                row.name,
                row.name_en,
                row.label,
                row.note,
            )

    def create(self, new: NewPlace) -> Outcome[int]:
        """Enter a place. Raises Invalid beside the field that needs it."""
        if new.kind in OWN_RECORD:
            raise Invalid("place.unit_has_record", field="kind")
        with self._base.uow("place.created") as uow:
            row = make_place(uow, new)
            return uow.commit(row.id, name=row.name, code=row.code)

    def edit(self, place_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change name, name_en, code or note. What repeats the name follows it. Raises Conflict if it moved on."""
        with self._base.uow("place.edited") as uow:
            row = uow.get(Place, place_id, "place.gone")
            if row.version != version:
                raise Conflict("place.moved_on", name=row.name)
            before = row.name
            for name, value in fields.items():
                if name not in LONGEST:
                    raise Invalid("place.no_such_field", name=name)
                setattr(row, name, read_line(name, value))
            parent = uow.get(Place, row.parent_id, "place.gone") if row.parent_id is not None else None
            if row.name != before:
                check_name(uow, row, parent)
                _check_depth(uow.session, row, len(row.name) - len(before), "name")
            check_code(uow, row)
            return uow.commit(row.id, name=row.name, code=row.code)

    def homes(self, place_id: int) -> list[PlaceRow]:
        """The places it may be moved to by its kind, as in the tree: neither itself nor what is below it.

        Raises NotFound("place.gone").
        """
        tree = self.tree()
        place = next((row for row in tree if row.id == place_id), None)
        if place is None:
            raise NotFound("place.gone", id=place_id)
        inside = {place_id}
        for row in tree:  # depth first: a place comes after what it is in
            if row.parent_id in inside:
                inside.add(row.id)
        return [row for row in tree if row.id not in inside and may_hold(row.kind, place.kind)]

    def move(self, place_id: int, version: int, parent_id: int | None) -> Outcome[int]:
        """Put the place, with all that is in it, into another, after its siblings there.

        Raises Invalid beside ``parent_id`` if it cannot stand there, Conflict if the place moved on.
        """
        with self._base.uow("place.moved") as uow:
            row = uow.get(Place, place_id, "place.gone")
            if row.version != version:
                raise Conflict("place.moved_on", name=row.name)
            if parent_id != row.parent_id:
                parent = uow.get(Place, parent_id, "place.gone") if parent_id is not None else None
                _check_home(uow, row, parent)
                row.position = after_siblings(uow, parent_id)
                row.parent_id = parent_id
            return uow.commit(row.id, name=row.name, code=row.code)

    def remove(self, place_id: int) -> Outcome[int]:
        """Take an empty place away. Raises Conflict if anything is in it or tells of it."""
        with self._base.uow("place.removed") as uow:
            row = uow.get(Place, place_id, "place.gone")
            for table, code in _holders(uow.session, row.id):
                raise Conflict(code, name=row.name, entity=table)
            uow.session.delete(row)
            return uow.commit(row.id, name=row.name, code=row.code)


_HOLDER_CODES = {
    "places": "place.holds_places",
    "dorm_units": "place.holds_unit",
    "assets": "place.holds_assets",
    "tickets": "place.holds_tickets",
}


def _holders(session: Session, place_id: int) -> list[tuple[str, str]]:
    """The tables that refer to the place, with the sentence for each; the most telling first."""
    found = []
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if not isinstance(table, Table):
            continue
        columns = [
            c for c in table.columns if any(key.column.table.name == "places" for key in c.foreign_keys)
        ]
        for column in columns:
            statement = select(table.c.id).where(column == place_id).limit(1)
            if table.name == "places":
                statement = statement.where(table.c.id != place_id)
            if session.scalar(statement) is not None:
                found.append((table.name, _HOLDER_CODES.get(table.name, "place.still_used")))
    order = [*_HOLDER_CODES]
    return sorted(found, key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _check_home(uow: UnitOfWork, row: Place, parent: Place | None) -> None:
    """The place may stand there: it is no circle, the kinds fit, the name is free and no way gets too long."""
    if parent is not None and parent.path.startswith(row.path):
        raise Invalid("place.inside_itself", field="parent_id", name=row.name)
    check_kind(parent, row.kind, "parent_id")
    check_name(uow, row, parent, "parent_id")
    now = place_label(parent.label if parent else "", row.name)
    _check_depth(uow.session, row, len(now) - len(row.label), "parent_id")


def _check_depth(session: Session, row: Place, longer: int, field: str) -> None:
    """The labels below a renamed or moved place have room too."""
    with session.no_autoflush:
        longest = session.scalar(
            select(func.max(func.length(Place.label))).where(Place.path.startswith(row.path))
        )
    if (longest or 0) + longer > LONGEST_LABEL:
        raise Invalid("place.too_deep", field=field, longest=LONGEST_LABEL)


def _depth_first(places: list[Place]) -> list[Place]:
    children: dict[int | None, list[Place]] = defaultdict(list)
    for place in places:
        children[place.parent_id].append(place)
    waiting = children[None][::-1]
    ordered: list[Place] = []
    while waiting:
        place = waiting.pop()
        ordered.append(place)
        waiting += children[place.id][::-1]
    return ordered


def _row(place: Place, assets: int) -> PlaceRow:
    return PlaceRow(
        id=place.id,
        parent_id=place.parent_id,
        kind=place.kind,
        code=place.code,
        name=pick(place.name, place.name_en),
        label=place.label,
        assets=assets,
        is_demo=place.is_demo,
    )
