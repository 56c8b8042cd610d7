"""Repair tickets (報修案件) and what happened to them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args

SORTABLE = (
    "summary",
    "where_label",
    "trade_id",
    "priority",
    "status",
    "assignee_label",
    "reported_at",
    "due_at",
    "closed_at",
)
"""Columns a list may sort by: each has an index of its own, and a small one over the open tickets.

The number needs none: numbers are given in the order of ids."""


def _sort_indexes() -> list[Index]:
    whole = [Index(None, column, "id") for column in SORTABLE]
    open_only = [
        Index(
            f"ix_tickets_open_{column}",
            column,
            "id",
            sqlite_where=text("is_open = 1"),
            postgresql_where=text("is_open"),
        )
        for column in SORTABLE
    ]
    return whole + open_only


class Ticket(DemoMarked, Versioned, Base):
    """One repair case. ``year`` is the 民國 year and ``serial`` the count within it.

    ``status`` and ``priority`` are the ints of domain/tickets.py.

    ``where_label`` and ``assignee_label`` repeat the asset's, place's and person's names so that a million rows
    sort by an index; services keep them in step. ``reported_on`` is the Taiwanese date of ``reported_at``.

    ``urgency`` and ``impact`` are 1 high to 3 low, ``satisfaction`` 1 to 5; ``amber_at`` is when the repair's time
    runs short, ``visit_at`` a planned visit, ``is_green`` a replacement that bears the green label.
    """

    __tablename__ = "tickets"
    __table_args__ = table_args(
        UniqueConstraint("year", "serial"),
        Index(None, "asset_id", "id"),
        Index(None, "place_id", "id"),
        Index(None, "assignee_id", "id"),
        Index(None, "reported_on", "site_id", "trade_id"),
        Index(None, "visit_at", "id"),
        *_sort_indexes(),
    )

    number: Mapped[str] = mapped_column(String(20), unique=True)
    year: Mapped[int]
    serial: Mapped[int] = mapped_column(index=True)
    summary: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(4000), default="")
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    where_label: Mapped[str] = mapped_column(String(400), default="")
    trade_id: Mapped[int] = mapped_column(ForeignKey("trades.id"))
    priority: Mapped[int] = mapped_column(ForeignKey("priorities.id"))
    status: Mapped[int]
    is_open: Mapped[bool] = mapped_column(default=True)
    requester: Mapped[str] = mapped_column(String(120), default="")
    requester_phone: Mapped[str] = mapped_column(String(40), default="")
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    assignee_label: Mapped[str] = mapped_column(String(80), default="")
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendors.id"), index=True)
    reported_at: Mapped[datetime]
    reported_on: Mapped[date]
    due_at: Mapped[datetime]
    dispatched_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    hold_reason: Mapped[str] = mapped_column(String(20), default="")
    hold_until: Mapped[date | None]
    reopened: Mapped[int] = mapped_column(default=0)
    estimate_twd: Mapped[int | None] = mapped_column(BigInteger)
    cost_twd: Mapped[int | None] = mapped_column(BigInteger)
    budget: Mapped[str] = mapped_column(String(80), default="")
    source: Mapped[str] = mapped_column(String(20), default="")
    urgency: Mapped[int | None]
    impact: Mapped[int | None]
    amber_at: Mapped[datetime | None]
    response_due_at: Mapped[datetime | None]
    responded_at: Mapped[datetime | None]
    visit_at: Mapped[datetime | None]
    cause_id: Mapped[int | None] = mapped_column(ForeignKey("fault_codes.id"))
    remedy_id: Mapped[int | None] = mapped_column(ForeignKey("fault_codes.id"))
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    satisfaction: Mapped[int | None]
    is_green: Mapped[bool] = mapped_column(default=False, server_default=false())


class TicketEvent(DemoMarked, Versioned, Base):
    """One line of a ticket's history (歷程). ``kind``: reported, status, assigned, note, call, photo, edited."""

    __tablename__ = "ticket_events"
    __table_args__ = table_args(Index(None, "ticket_id", "at"))

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(80), default="")
    from_status: Mapped[int | None]
    to_status: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(2000), default="")
