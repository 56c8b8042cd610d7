"""New columns on old tables, added in place: a migration step for both databases."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from alembic import op


class NewColumn(NamedTuple):
    """A column to add. ``default`` is SQL and makes it NOT NULL; ``reference`` is (name of the key, table)."""

    table: str
    name: str
    kind: sa.types.TypeEngine[Any]
    default: str | None = None
    reference: tuple[str, str] | None = None


def add(columns: Sequence[NewColumn]) -> None:
    """Add each column, by hand: for a reference Alembic would copy the table, and SQLite takes it in ADD COLUMN."""
    for new in columns:
        parts = [f"ALTER TABLE {new.table} ADD COLUMN {new.name} {new.kind.compile(op.get_bind().dialect)}"]
        if new.default is not None:
            parts.append(f"DEFAULT {new.default} NOT NULL")
        if new.reference is not None:
            parts.append(f"CONSTRAINT {new.reference[0]} REFERENCES {new.reference[1]} (id)")
        op.execute(sa.text(" ".join(parts)))


def drop(columns: Sequence[NewColumn]) -> None:
    """Take the columns away again, the last added first."""
    for new in reversed(columns):
        op.drop_column(new.table, new.name)
