"""Dormitory units (宿舍), who may live there, and the audits of actual residence (居住事實查考)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class DormUnit(DemoMarked, Versioned, Base):
    """A unit: a place with its own record. ``land`` is city or state; ``resident_label`` repeats who lives there."""

    __tablename__ = "dorm_units"
    __table_args__ = table_args(
        *(
            Index(None, column, "id")
            for column in (
                "kind",
                "status",
                "status_since",
                "resident_label",
                "agreement_until",
                "land",
                "position",
            )
        )
    )

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    land: Mapped[str] = mapped_column(String(20))
    parcel: Mapped[str] = mapped_column(String(80), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    floor: Mapped[int | None]
    area_m2: Mapped[Decimal | None]
    rooms: Mapped[int | None]
    capacity: Mapped[int | None]
    built_on: Mapped[date | None]
    property_number: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    status_since: Mapped[date | None]
    status_until: Mapped[date | None]
    status_note: Mapped[str] = mapped_column(String(200), default="")
    resident_label: Mapped[str] = mapped_column(String(120), default="")
    agreement_until: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(2000), default="")


class UnitStatusChange(DemoMarked, Versioned, Base):
    """From this day on the unit had this status (沿革)."""

    __tablename__ = "unit_status_changes"
    __table_args__ = table_args(Index(None, "unit_id", "from_on"))

    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    status: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(400), default="")
    document: Mapped[str] = mapped_column(String(80), default="")


class Person(DemoMarked, Versioned, Base):
    """A borrower. No more is kept than the loan needs (個人資料保護法 §5)."""

    __tablename__ = "people"
    __table_args__ = table_args(Index(None, "name", "id"))

    name: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(80), default="")
    agency: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")


class Agreement(DemoMarked, Versioned, Base):
    """A loan, lease or lending to an agency, of a unit or a piece of land. ``ends_on`` None is open-ended.

    ``return_by`` is the return deadline that a departure set.
    """

    __tablename__ = "agreements"
    __table_args__ = table_args(Index(None, "place_id", "starts_on"), Index(None, "ends_on", "id"))

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    agency: Mapped[str] = mapped_column(String(120), default="")
    purpose: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    return_by: Mapped[date | None]
    return_reason: Mapped[str] = mapped_column(String(200), default="")
    notary_number: Mapped[str] = mapped_column(String(60), default="")
    notarised_on: Mapped[date | None]
    is_enforceable: Mapped[bool] = mapped_column(default=False)
    family: Mapped[str] = mapped_column(String(120), default="")
    source: Mapped[str] = mapped_column(String(20), default="")


class AuditRound(DemoMarked, Versioned, Base):
    """One round of the audit; ``year`` is Gregorian, ``ordinal`` 1 or 2."""

    __tablename__ = "audit_rounds"
    __table_args__ = table_args(UniqueConstraint("year", "ordinal"))

    year: Mapped[int]
    ordinal: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="")
    source: Mapped[str] = mapped_column(String(20), default="")


class AuditVisit(DemoMarked, Versioned, Base):
    """One unit of one round, with who should have lived there when the list was frozen."""

    __tablename__ = "audit_visits"
    __table_args__ = table_args(UniqueConstraint("round_id", "unit_id"))

    round_id: Mapped[int] = mapped_column(ForeignKey("audit_rounds.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"), index=True)
    expected_resident: Mapped[str] = mapped_column(String(120), default="")
    finding: Mapped[str] = mapped_column(String(20), default="")
    visited_at: Mapped[datetime | None]
    revisit_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
