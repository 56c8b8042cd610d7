"""Inspection plans (檢查計畫): what is looked at and how often, its tasks, who may do it and who is reminded."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class InspectionPlan(DemoMarked, Versioned, Base):
    """What is inspected, how often (RRULE text), anchored fixed, floating, by permit expiry or by meter.

    Its members are ``asset_id`` or ``place_id`` and whatever ``plan_targets`` name: new assets of a category, place
    or tag join by themselves. ``exclusions`` are ISO days, one a line. ``holiday_rule`` says where a day off moves an
    occurrence: keep, before, after, nearest. ``meter_rule``: above, below, between, increase, with ``meter_from`` and
    ``meter_until``. ``ladder`` are the days before the due day on which people are reminded ("60,30,7,0"), then daily.
    ``generated_until`` is the horizon up to which its tasks exist.
    """

    __tablename__ = "inspection_plans"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duties.id"), index=True)
    template_code: Mapped[str] = mapped_column(String(40), default="")
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    rule: Mapped[str] = mapped_column(String(200))
    anchor: Mapped[str] = mapped_column(String(20), default="fixed")
    starts_on: Mapped[date]
    lead_days: Mapped[int] = mapped_column(default=30)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendors.id"), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    pause_reason: Mapped[str] = mapped_column(String(200), default="")
    paused_until: Mapped[date | None]
    title_en: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ends_on: Mapped[date | None]
    exclusions: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    holiday_rule: Mapped[str] = mapped_column(String(10), default="keep", server_default="keep")
    window_before_days: Mapped[int | None]
    window_after_days: Mapped[int | None]
    permit_kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    meter_kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    meter_rule: Mapped[str] = mapped_column(String(10), default="", server_default="")
    meter_from: Mapped[Decimal | None]
    meter_until: Mapped[Decimal | None]
    ladder: Mapped[str] = mapped_column(String(80), default="60,30,7,0", server_default="60,30,7,0")
    role_id: Mapped[int | None] = mapped_column(ForeignKey("roles.id"))
    licence_kind: Mapped[str] = mapped_column(String(40), default="", server_default="")
    generated_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="", server_default="")


class PlanTarget(Versioned, Base):
    """One line of a plan's set: an asset, or all assets of a category or a tag below a place, or units of a kind."""

    __tablename__ = "plan_targets"
    __table_args__ = table_args(Index(None, "plan_id", "id"))

    plan_id: Mapped[int] = mapped_column(ForeignKey("inspection_plans.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("asset_categories.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tags.id"), index=True)
    unit_status: Mapped[str] = mapped_column(String(20), default="")
    is_excluded: Mapped[bool] = mapped_column(default=False)


class Tag(Versioned, Base):
    """A word that gathers assets: 外牆, 颱風前檢查."""

    __tablename__ = "tags"
    __table_args__ = table_args()

    name: Mapped[str] = mapped_column(String(60), unique=True)


class AssetTag(Versioned, Base):
    """The asset bears the tag."""

    __tablename__ = "asset_tags"
    __table_args__ = table_args(UniqueConstraint("asset_id", "tag_id"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), index=True)


class PlanPause(Versioned, Base):
    """The plan rested from ``from_on`` until ``until_on`` (open while it still does), for a reason."""

    __tablename__ = "plan_pauses"
    __table_args__ = table_args(Index(None, "plan_id", "from_on"))

    plan_id: Mapped[int] = mapped_column(ForeignKey("inspection_plans.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200))


class InspectionTask(DemoMarked, Versioned, Base):
    """One inspection that is planned, done, missed or skipped on one asset or place.

    ``number`` is what people call it; ``target_label`` and ``title`` repeat names for lists; ``status`` is
    planned, done, missed or skipped: due and overdue follow from ``due_on`` and today and are never stored.
    ``occurrence_on`` is the day its plan's rule gave, before holidays or people moved it: generation knows it by that.
    ``origin``: plan, hand, recheck, round. ``explanation`` says why the task is on this day.
    """

    __tablename__ = "inspection_tasks"
    __table_args__ = table_args(
        UniqueConstraint("plan_id", "asset_id", "place_id", "due_on"),
        Index(None, "status", "due_on", "id"),
        Index(None, "plan_id", "occurrence_on"),
        Index(None, "recheck_of_id"),
        Index(None, "round_id"),
        *(
            Index(None, column, "id")
            for column in ("due_on", "done_on", "title", "target_label", "assignee_label")
        ),
    )

    number: Mapped[str] = mapped_column(String(30), unique=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_plans.id"))
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duties.id"), index=True)
    template_code: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(160))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    target_label: Mapped[str] = mapped_column(String(400), default="")
    is_statutory: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date]
    window_from: Mapped[date | None]
    window_until: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(20), default="planned")
    done_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String(400), default="")
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    assignee_label: Mapped[str] = mapped_column(String(80), default="")
    occurrence_on: Mapped[date | None]
    origin: Mapped[str] = mapped_column(String(12), default="plan", server_default="plan")
    recheck_of_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_tasks.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"))
    explanation: Mapped[str] = mapped_column(String(400), default="", server_default="")


class PlanYear(DemoMarked, Versioned, Base):
    """The year's inspection plan as the office signed it: each revision keeps its cells and who approved it."""

    __tablename__ = "plan_years"
    __table_args__ = table_args(UniqueConstraint("year", "revision"))

    year: Mapped[int]
    revision: Mapped[int]
    made_on: Mapped[date]
    made_by: Mapped[str] = mapped_column(String(80), default="")
    approved_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    cells: Mapped[list[Any]] = mapped_column(JSON)


class Licence(DemoMarked, Versioned, Base):
    """What allows a person or a firm to inspect, with its own expiry."""

    __tablename__ = "licences"
    __table_args__ = table_args(Index(None, "expires_on", "id"))

    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendors.id"), index=True)
    holder: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")


class InboxItem(Versioned, Base):
    """What a person did about a reminder: put it off until a moment, or took note of it.

    ``entity``, ``entity_id`` and ``due_on`` say what the reminder was about; a new due day is a new reminder.
    """

    __tablename__ = "inbox_items"
    __table_args__ = table_args(UniqueConstraint("user_id", "entity", "entity_id", "due_on"))

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[int]
    due_on: Mapped[date]
    snoozed_until: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
