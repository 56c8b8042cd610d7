"""What a repair took: time, parts and money; and the codes that say why it broke and what mended it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class FaultCode(Versioned, Base):
    """A cause (原因) or remedy (處置) that a finished repair names; an open trade means any."""

    __tablename__ = "fault_codes"
    __table_args__ = table_args(UniqueConstraint("kind", "code"))

    kind: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(40))
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    trade_id: Mapped[int | None] = mapped_column(ForeignKey("trades.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class LabourEntry(DemoMarked, Versioned, Base):
    """Time somebody worked on a ticket: own staff or a contractor. ``amount_twd`` is what it cost, if anything."""

    __tablename__ = "labour_entries"
    __table_args__ = table_args(Index(None, "ticket_id", "worked_on"))

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    worked_on: Mapped[date]
    minutes: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendors.id"), index=True)
    amount_twd: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(400), default="")


class Part(DemoMarked, Versioned, Base):
    """Something on the shelf, counted in thousandths of its unit, so that 2.5 m of cable are exact.

    ``stock_milli`` repeats the sum of its moves; at or under ``reorder_milli`` it is short.
    """

    __tablename__ = "parts"
    __table_args__ = table_args(Index(None, "name", "id"))

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(10))
    unit_price_twd: Mapped[int] = mapped_column(BigInteger, default=0)
    reorder_milli: Mapped[int] = mapped_column(BigInteger, default=0)
    stock_milli: Mapped[int] = mapped_column(BigInteger, default=0)
    trade_id: Mapped[int | None] = mapped_column(ForeignKey("trades.id"), index=True)
    shelf: Mapped[str] = mapped_column(String(80), default="")
    is_green: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(400), default="")


class PartMove(DemoMarked, Versioned, Base):
    """Parts that came or went, in thousandths of the part's unit: positive in, negative out.

    ``kind``: received, used, returned, counted.
    """

    __tablename__ = "part_moves"
    __table_args__ = table_args(Index(None, "part_id", "at"), Index(None, "ticket_id", "id"))

    part_id: Mapped[int] = mapped_column(ForeignKey("parts.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(10))
    quantity_milli: Mapped[int] = mapped_column(BigInteger)
    unit_price_twd: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(200), default="")


class CostLine(DemoMarked, Versioned, Base):
    """What part of a ticket's cost which budget line of which year carries. ``year`` is 民國."""

    __tablename__ = "cost_lines"
    __table_args__ = table_args(Index(None, "ticket_id", "id"), Index(None, "year", "budget_line"))

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    year: Mapped[int]
    budget_line: Mapped[str] = mapped_column(String(80))
    amount_twd: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(200), default="")
