"""What a repair is held to: targets, the matrix of urgency and impact, escalation; and its pauses and links."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class ServiceTarget(Versioned, Base):
    """How soon a repair must be answered and done, in minutes of working time.

    The row that names most (priority, then trade, then place) wins; an open trade or place means any.
    """

    __tablename__ = "service_targets"
    __table_args__ = table_args(UniqueConstraint("priority_id", "trade_id", "place_id"))

    priority_id: Mapped[int] = mapped_column(ForeignKey("priorities.id"))
    trade_id: Mapped[int | None] = mapped_column(ForeignKey("trades.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    response_minutes: Mapped[int]
    repair_minutes: Mapped[int]
    source: Mapped[str] = mapped_column(String(200), default="")


class PriorityRule(Versioned, Base):
    """One cell of the matrix: urgency × impact (each 1 high to 3 low) gives a priority."""

    __tablename__ = "priority_rules"
    __table_args__ = table_args(UniqueConstraint("urgency", "impact"))

    urgency: Mapped[int]
    impact: Mapped[int]
    priority_id: Mapped[int] = mapped_column(ForeignKey("priorities.id"), index=True)


class EscalationStep(Versioned, Base):
    """When ``at_percent`` of a repair's time is used up, people of this role are to be told; no priority means any."""

    __tablename__ = "escalation_steps"
    __table_args__ = table_args(UniqueConstraint("priority_id", "at_percent", "role_id"))

    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priorities.id"))
    at_percent: Mapped[int]
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id"), index=True)


class TicketPause(DemoMarked, Versioned, Base):
    """The clock stood still from ``from_at`` until ``until_at`` (open while the ticket still waits)."""

    __tablename__ = "ticket_pauses"
    __table_args__ = table_args(Index(None, "ticket_id", "from_at"))

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(20))
    resume_on: Mapped[date | None]


class TicketLink(Versioned, Base):
    """``ticket_id`` stands to ``other_id`` as ``kind`` says: blocked_by, follows, duplicate_of, split_from."""

    __tablename__ = "ticket_links"
    __table_args__ = table_args(UniqueConstraint("ticket_id", "other_id", "kind"))

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
