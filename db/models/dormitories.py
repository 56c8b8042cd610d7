"""Dormitory units (宿舍), who may live there and by which agreement."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
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
    """A borrower. No more is kept than the loan needs (個人資料保護法 §5).

    ``keep_until`` is the day after which the data is due for deletion; an erased person keeps the row and no data.
    """

    __tablename__ = "people"
    __table_args__ = table_args(Index(None, "name", "id"))

    name: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(80), default="")
    agency: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    id_number: Mapped[str] = mapped_column(String(20), default="", server_default="")
    keep_until: Mapped[date | None]
    erased_on: Mapped[date | None]


class Agreement(DemoMarked, Versioned, Base):
    """A loan, lease or lending to an agency, of a unit or a piece of land. ``ends_on`` None is open-ended.

    ``return_by`` is the return deadline that a departure set; ``departure`` says which kind (transfer, resignation,
    retirement, dismissal, death …). ``fee_twd`` is a month's fee, whole NT$. ``renews_id`` is the one before it.
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
    number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    renews_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    fee_twd: Mapped[int | None]
    deposit_twd: Mapped[int | None]
    departure: Mapped[str] = mapped_column(String(20), default="", server_default="")
    departed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="", server_default="")
