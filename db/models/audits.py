"""Audits of actual residence (居住事實查考): a frozen list of units, each visit, its evidence and what follows."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class AuditRound(DemoMarked, Versioned, Base):
    """One round of the audit; ``year`` is Gregorian, ``ordinal`` 1 or 2.

    ``scope``: quarters (職務宿舍) or occupied (all that are lived in). Its list is frozen at ``frozen_at``; after
    ``closed_at`` nothing of it changes any more.
    """

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
    scope: Mapped[str] = mapped_column(String(12), default="quarters", server_default="quarters")
    frozen_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(String(80), default="", server_default="")


class AuditVisit(DemoMarked, Versioned, Base):
    """One unit of one round, with what was true of it when the list was frozen: the ``unit_…`` and ``expected_…``
    columns. ``finding`` is the last one that was keyed; ``explanation`` is why it stayed open at the close.
    """

    __tablename__ = "audit_visits"
    __table_args__ = table_args(UniqueConstraint("round_id", "unit_id"), Index(None, "round_id", "position"))

    round_id: Mapped[int] = mapped_column(ForeignKey("audit_rounds.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"), index=True)
    expected_resident: Mapped[str] = mapped_column(String(120), default="")
    finding: Mapped[str] = mapped_column(String(20), default="")
    visited_at: Mapped[datetime | None]
    revisit_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    route: Mapped[str] = mapped_column(String(40), default="", server_default="")
    number: Mapped[str] = mapped_column(String(30), default="", server_default="")
    unit_code: Mapped[str] = mapped_column(String(20), default="", server_default="")
    unit_kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    unit_status: Mapped[str] = mapped_column(String(20), default="", server_default="")
    unit_where: Mapped[str] = mapped_column(String(200), default="", server_default="")
    unit_land: Mapped[str] = mapped_column(String(20), default="", server_default="")
    unit_area_m2: Mapped[Decimal | None]
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    expected_title: Mapped[str] = mapped_column(String(80), default="", server_default="")
    expected_agency: Mapped[str] = mapped_column(String(120), default="", server_default="")
    expected_family: Mapped[str] = mapped_column(String(400), default="", server_default="")
    agreement_from: Mapped[date | None]
    agreement_until: Mapped[date | None]
    notarised_on: Mapped[date | None]
    previous_finding: Mapped[str] = mapped_column(String(20), default="", server_default="")
    previous_on: Mapped[date | None]
    registration: Mapped[str] = mapped_column(String(10), default="", server_default="")
    registration_note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    neighbour_note: Mapped[str] = mapped_column(String(400), default="", server_default="")
    absence: Mapped[str] = mapped_column(String(20), default="", server_default="")
    visitor: Mapped[str] = mapped_column(String(80), default="", server_default="")
    explanation: Mapped[str] = mapped_column(String(400), default="", server_default="")
    printed_at: Mapped[datetime | None]


class AuditAttempt(DemoMarked, Versioned, Base):
    """One knock at the door: when, by whom, who was met (self, family, nobody, other), and what it found."""

    __tablename__ = "audit_attempts"
    __table_args__ = table_args(Index(None, "visit_id", "visited_at"))

    visit_id: Mapped[int] = mapped_column(ForeignKey("audit_visits.id"))
    visited_at: Mapped[datetime]
    visitor: Mapped[str] = mapped_column(String(80), default="")
    met: Mapped[str] = mapped_column(String(10), default="")
    met_name: Mapped[str] = mapped_column(String(80), default="")
    finding: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")


class AuditUsage(DemoMarked, Versioned, Base):
    """What a unit used of water or electricity in one billing period, in its meter's unit; a prompt, never proof."""

    __tablename__ = "audit_usages"
    __table_args__ = table_args(UniqueConstraint("unit_id", "kind", "period_until"))

    unit_id: Mapped[int] = mapped_column(ForeignKey("dorm_units.id"))
    kind: Mapped[str] = mapped_column(String(12))
    period_from: Mapped[date]
    period_until: Mapped[date]
    value: Mapped[Decimal]


class AuditFollowUp(DemoMarked, Versioned, Base):
    """What follows a finding until the end: ``kind`` revisit, letter, statement, decision, contract_end, recovery.

    ``state``: draft, open, done, dropped. ``due_on`` is the deadline that it sets.
    """

    __tablename__ = "audit_follow_ups"
    __table_args__ = table_args(Index(None, "visit_id", "id"), Index(None, "state", "due_on"))

    visit_id: Mapped[int] = mapped_column(ForeignKey("audit_visits.id"))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(8), default="open")
    made_on: Mapped[date]
    due_on: Mapped[date | None]
    due_time: Mapped[str] = mapped_column(String(5), default="")
    done_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(80), default="")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")
