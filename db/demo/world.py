"""What the builders of the demo data share: rows under way, known by code, and dice that always fall the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, select

from db import bulk
from db.base import Base
from db.models import (
    AssetCategory,
    AttributeDefinition,
    ChecklistItem,
    ChecklistTemplate,
    Duty,
    Trade,
    User,
)
from facilities_app.domain.naming import place_label
from facilities_app.domain.workdays import Workdays

Row = dict[str, Any]


class Sheets:
    """Rows by table with their ids, written at the end in one go."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[str, int] = {}
        self.tables: dict[str, list[Row]] = {}

    def add(self, table: str, **values: Any) -> Row:
        """A new row with its id; the row may still be changed until it is written."""
        if table not in self._next:
            self._next[table] = bulk.next_id(self._connection, table)
        values["id"] = self._next[table]
        self._next[table] += 1
        self.tables.setdefault(table, []).append(values)
        return values

    def write(self) -> None:
        """Insert everything, tables before those that point at them."""
        for table in Base.metadata.sorted_tables:
            rows: Sequence[Mapping[str, Any]] = self.tables.pop(table.name, [])
            if rows:
                bulk.insert_rows(self._connection, table.name, rows)


@dataclass(frozen=True, slots=True)
class Item:
    """What a checklist item asks for."""

    id: int
    position: int
    kind: str
    minimum: float | None
    maximum: float | None


@dataclass(slots=True)
class World:
    """The demo under construction. Everything invented is made with ``mark()``."""

    connection: Connection
    today: date
    seed: int
    sheets: Sheets
    workdays: Workdays
    trades: dict[str, int]
    categories: dict[str, Any]
    attributes: dict[tuple[str, str], int]
    templates: dict[str, tuple[int, list[Item]]]
    duties: dict[str, Any]
    admin_id: int
    places: dict[str, Row] = field(default_factory=dict)
    assets: dict[str, Row] = field(default_factory=dict)
    users: dict[str, Row] = field(default_factory=dict)
    vendors: dict[str, Row] = field(default_factory=dict)
    units: dict[str, Row] = field(default_factory=dict)
    meters: dict[str, Row] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict)
    _children: dict[int | None, int] = field(default_factory=dict)
    _serials: dict[str, int] = field(default_factory=dict)

    def dice(self, topic: str) -> Random:
        """Random numbers that depend on the seed and the topic only, so that parts do not disturb each other."""
        return Random(f"{self.seed}:{topic}")  # noqa: S311 nothing secret: it must repeat

    def day(self, offset: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=offset)

    def add(self, table: str, **values: Any) -> Row:
        """A row that the report vouches for, or that carries no mark of its own."""
        return self.sheets.add(table, **values)

    def mark(self, table: str, **values: Any) -> Row:
        """An invented row, with the demo mark."""
        return self.sheets.add(table, is_demo=True, **values)

    def place(
        self, code: str, name: str, kind: str, parent: str = "", *, name_en: str = "", demo: bool = True
    ) -> Row:
        """A place below ``parent`` (a code), after its siblings."""
        above = self.places.get(parent)
        row = self.sheets.add(
            "places",
            parent_id=above["id"] if above else None,
            kind=kind,
            code=code,
            name=name,
            name_en=name_en,
            label=place_label(above["label"] if above else "", name),
            site_id=(above["site_id"] or above["id"]) if above else None,
            is_demo=demo,
        )
        row["path"] = f"{above['path'] if above else '/'}{row['id']}/"
        row["position"] = self._children.get(row["parent_id"], 0)
        self._children[row["parent_id"]] = row["position"] + 1
        self.places[code] = row
        return row

    def asset(
        self, code: str, name: str, category: str, place: str, *, demo: bool = True, **values: Any
    ) -> Row:
        """An asset in a place (both by code), of a category (by code)."""
        kind, where = self.categories[category], self.places[place]
        row = self.sheets.add(
            "assets",
            code=code,
            name=name,
            category_id=kind.id,
            place_id=where["id"],
            place_label=where["label"],
            is_demo=demo,
            **{"service_life_years": kind.service_life_years if demo else None, **values},
        )
        self.assets[code] = row
        return row

    def attribute(
        self, asset: Row, category: str, name: str, value: object, *, reported: bool = False, note: str = ""
    ) -> None:
        """A typed attribute of an asset."""
        self.sheets.add(
            "asset_attributes",
            asset_id=asset["id"],
            definition_id=self.attributes[category, name],
            value=str(value),
            as_reported=reported,
            note=note,
        )

    def resident(self, place_id: int) -> str:
        """Who lives in the unit at a place; "" for other places and for empty units."""
        if "residents" not in self.memo:
            self.memo["residents"] = {u["place_id"]: u.get("resident_label", "") for u in self.units.values()}
        name: str = self.memo["residents"].get(place_id, "")
        return name

    def serial(self, prefix: str) -> int:
        """1, 2, 3 … for each prefix."""
        self._serials[prefix] = self._serials.get(prefix, 0) + 1
        return self._serials[prefix]

    def in_category(self, *categories: str, site: str = "") -> list[Row]:
        """The assets of these categories, below a site if one is given, in the order they were made."""
        wanted = {self.categories[name].id for name in categories}
        inside = self.places[site]["path"] if site else "/"
        paths = {row["id"]: row["path"] for row in self.places.values()}
        return [
            row
            for row in self.assets.values()
            if row["category_id"] in wanted and paths[row["place_id"]].startswith(inside)
        ]


def open_world(connection: Connection, today: date, seed: int) -> World:
    """A world over the reference data that the database holds."""
    attributes = connection.execute(
        select(AssetCategory.code, AttributeDefinition.code, AttributeDefinition.id).join(
            AttributeDefinition, AttributeDefinition.category_id == AssetCategory.id
        )
    ).all()
    return World(
        connection,
        today,
        seed,
        Sheets(connection),
        Workdays(),
        trades={row.code: row.id for row in connection.execute(select(Trade.code, Trade.id))},
        categories={row.code: row for row in connection.execute(select(AssetCategory.__table__))},
        attributes={(row[0], row[1]): row[2] for row in attributes},
        templates=_templates(connection),
        duties={row.code: row for row in connection.execute(select(Duty.__table__))},
        admin_id=connection.execute(select(User.id).order_by(User.id).limit(1)).scalar_one(),
    )


def _templates(connection: Connection) -> dict[str, tuple[int, list[Item]]]:
    found: dict[str, tuple[int, list[Item]]] = {}
    current = select(ChecklistTemplate.code, ChecklistTemplate.id).where(ChecklistTemplate.is_current)
    for row in connection.execute(current):
        items = connection.execute(
            select(ChecklistItem.__table__)
            .where(ChecklistItem.template_id == row.id)
            .order_by(ChecklistItem.position)
        )
        found[row.code] = (row.id, [_item(item) for item in items])
    return found


def _item(row: Any) -> Item:
    low, high = (None if limit is None else float(limit) for limit in (row.minimum, row.maximum))
    return Item(row.id, row.position, row.kind, low, high)
