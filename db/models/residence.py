"""How people come into a unit and leave it: application, family, fees, keys, furniture, and the hand-over (點交)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class Application(DemoMarked, Versioned, Base):
    """A request to borrow a unit of a kind (申請單), in the queue by points or by draw until a unit is allocated.

    ``state``: received, eligible, refused, queued, allocated, withdrawn. ``draw_order`` is what the draw gave.
    """

    __tablename__ = "applications"
    __table_args__ = table_args(Index(None, "state", "kind", "id"))

    number: Mapped[str] = mapped_column(String(30), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    applied_on: Mapped[date]
    household_size: Mapped[int] = mapped_column(default=1)
    points: Mapped[Decimal | None]
    draw_order: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12), default="received")
    decided_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(400), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("dorm_units.id"), index=True)
    allocated_on: Mapped[date | None]
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    note: Mapped[str] = mapped_column(String(1000), default="")


class EligibilityCheck(Versioned, Base):
    """One question of the eligibility check and its answer: yes, no, or open. ``code`` is of the reference data."""

    __tablename__ = "eligibility_checks"
    __table_args__ = table_args(UniqueConstraint("application_id", "code"))

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    code: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(String(6), default="open")
    note: Mapped[str] = mapped_column(String(200), default="")
    checked_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(String(80), default="")


class HouseholdMember(DemoMarked, Versioned, Base):
    """Who lives with the borrower (隨居家屬): name and relation, no more."""

    __tablename__ = "household_members"
    __table_args__ = table_args(Index(None, "agreement_id", "position"))

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    relation: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    registered_here: Mapped[bool | None]


class Charge(DemoMarked, Versioned, Base):
    """Money that is owed, whole NT$: ``kind`` allowance, management, lending, rent, compensation, damage, deposit.

    The period is that which a fee is for, both ends included; a deposit is given back by a negative charge.
    """

    __tablename__ = "charges"
    __table_args__ = table_args(Index(None, "unit_id", "due_on"), Index(None, "agreement_id", "due_on"))

    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("unit_cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    period_from: Mapped[date | None]
    period_until: Mapped[date | None]
    amount_twd: Mapped[int]
    due_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")


class Payment(DemoMarked, Versioned, Base):
    """Money that came in for a charge, whole NT$."""

    __tablename__ = "payments"
    __table_args__ = table_args(Index(None, "charge_id", "paid_on"))

    charge_id: Mapped[int] = mapped_column(ForeignKey("charges.id"))
    paid_on: Mapped[date]
    amount_twd: Mapped[int]
    document: Mapped[str] = mapped_column(String(80), default="")


class UnitKey(DemoMarked, Versioned, Base):
    """Keys of one door: how many there are and who holds how many of them."""

    __tablename__ = "unit_keys"
    __table_args__ = table_args(Index(None, "unit_id", "id"))

    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    label: Mapped[str] = mapped_column(String(60))
    total: Mapped[int] = mapped_column(default=1)
    given: Mapped[int] = mapped_column(default=0)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    given_on: Mapped[date | None]


class UnitFurniture(DemoMarked, Versioned, Base):
    """Furniture and equipment that belongs to a unit, by room."""

    __tablename__ = "unit_furniture"
    __table_args__ = table_args(Index(None, "unit_id", "room", "position"))

    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    room: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    quantity: Mapped[int] = mapped_column(default=1)
    property_number: Mapped[str | None] = mapped_column(String(40))
    is_active: Mapped[bool] = mapped_column(default=True)


class Handover(DemoMarked, Versioned, Base):
    """A hand-over (點交) of a unit: ``kind`` move_in, move_out or bureau (to the Finance Bureau); signed once whole.

    ``before_id`` is the move-in that a move-out is compared with. ``water`` and ``electricity`` are meter readings.
    """

    __tablename__ = "handovers"
    __table_args__ = table_args(Index(None, "unit_id", "held_on"))

    number: Mapped[str] = mapped_column(String(30), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("unit_cases.id"), index=True)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("handovers.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    held_on: Mapped[date]
    given_by: Mapped[str] = mapped_column(String(80), default="")
    taken_by: Mapped[str] = mapped_column(String(80), default="")
    water: Mapped[Decimal | None]
    electricity: Mapped[Decimal | None]
    signed_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(1000), default="")


class HandoverLine(Versioned, Base):
    """One thing of a hand-over. ``condition``: good, worn, damaged, missing, or "" while it is not looked at."""

    __tablename__ = "handover_lines"
    __table_args__ = table_args(Index(None, "handover_id", "position"))

    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"))
    position: Mapped[int]
    room: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12), default="room")
    quantity: Mapped[int] = mapped_column(default=1)
    condition: Mapped[str] = mapped_column(String(10), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    furniture_id: Mapped[int | None] = mapped_column(ForeignKey("unit_furniture.id"), index=True)
    key_id: Mapped[int | None] = mapped_column(ForeignKey("unit_keys.id"), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    charge_id: Mapped[int | None] = mapped_column(ForeignKey("charges.id"), index=True)


class UnitCase(DemoMarked, Versioned, Base):
    """A matter of a recovered unit until it is settled: ``kind`` scrap, demolish, transfer (to the Finance Bureau)
    or occupied; its steps carry the days and documents. ``state``: open, done, dropped.
    """

    __tablename__ = "unit_cases"
    __table_args__ = table_args(Index(None, "unit_id", "kind"), Index(None, "state", "id"))

    number: Mapped[str] = mapped_column(String(30), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    kind: Mapped[str] = mapped_column(String(10))
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(8), default="open")
    ground: Mapped[str] = mapped_column(String(400), default="")
    book_cost_twd: Mapped[int | None]
    service_life_years: Mapped[int | None]
    approval: Mapped[str] = mapped_column(String(20), default="")
    monthly_twd: Mapped[int | None]
    occupied_from: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")


class UnitCaseStep(Versioned, Base):
    """One step of a case: planned, then done with its document."""

    __tablename__ = "unit_case_steps"
    __table_args__ = table_args(Index(None, "case_id", "position"))

    case_id: Mapped[int] = mapped_column(ForeignKey("unit_cases.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    planned_on: Mapped[date | None]
    done_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(400), default="")


class Disclosure(Versioned, Base):
    """Somebody saw or took personal data unmasked: who, what of whom, when, and why (個人資料保護法 §§5, 19)."""

    __tablename__ = "disclosures"
    __table_args__ = table_args(Index(None, "person_id", "seen_at"))

    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    what: Mapped[str] = mapped_column(String(20))
    seen_at: Mapped[datetime]
    seen_by: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(200), default="")
    rows: Mapped[int] = mapped_column(default=1)
