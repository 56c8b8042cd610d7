"""What all mapped classes share: naming of constraints, column types, version and demo marks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class IsoDate(TypeDecorator[date]):
    """A calendar date, kept as "2026-03-02": sorts as text, reads in any tool, same on every database."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | str | None, dialect: Dialect | None = None) -> str | None:
        """ISO text of the date; text passes through so that filters may use it as it is."""
        return value.isoformat() if isinstance(value, date) else value

    def process_result_value(self, value: str | None, dialect: Dialect | None = None) -> date | None:
        """The date of ISO text."""
        return None if value is None else date.fromisoformat(value)


class UtcMoment(TypeDecorator[datetime]):
    """A moment, kept as "2026-03-02T01:30:00Z" in UTC to the second. Naive datetimes are refused."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | str | None, dialect: Dialect | None = None) -> str | None:
        """ISO text in UTC; text passes through."""
        if value is None or isinstance(value, str):
            return value
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: Dialect | None = None) -> datetime | None:
        """The aware moment of the text."""
        return None if value is None else datetime.fromisoformat(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as plain text, since SQLite would round it through a float."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | str | None, dialect: Dialect | None = None) -> str | None:
        """Plain text without an exponent."""
        return f"{value:f}" if isinstance(value, Decimal) else value

    def process_result_value(self, value: str | None, dialect: Dialect | None = None) -> Decimal | None:
        """The Decimal of the text."""
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    """Root of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {date: IsoDate, datetime: UtcMoment, Decimal: ExactDecimal}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    """Counts the row's saves, so that two people who edit one row are told of each other."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Make SQLAlchemy check the version at each save."""
        return {"version_id_col": cls.version}


class DemoMarked:
    """Invented rows carry this mark, and the program shows it."""

    is_demo: Mapped[bool] = mapped_column(default=False)


def table_args(*args: Any) -> tuple[Any, ...]:
    """Table arguments with ids that are never used twice, so that undoing a deletion finds its place free."""
    return (*args, {"sqlite_autoincrement": True})
