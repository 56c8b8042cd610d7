"""Inspections (巡檢): statutory duties, checklist templates, plans, tasks, printed sheets and results."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class Duty(Versioned, Base):
    """One row of the statutory catalogue. Without ``is_statutory`` the interval is the office's own (依本處排程)."""

    __tablename__ = "duties"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    system_zh: Mapped[str] = mapped_column(String(80))
    system_en: Mapped[str] = mapped_column(String(120))
    title_zh: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(200))
    legal_basis: Mapped[str] = mapped_column(String(400), default="")
    legal_basis_en: Mapped[str] = mapped_column(String(400), default="")
    is_statutory: Mapped[bool] = mapped_column(default=False)
    interval_zh: Mapped[str] = mapped_column(String(400), default="")
    interval_en: Mapped[str] = mapped_column(String(400), default="")
    rule: Mapped[str] = mapped_column(String(200), default="")
    anchor: Mapped[str] = mapped_column(String(20), default="fixed")
    who_zh: Mapped[str] = mapped_column(String(400), default="")
    who_en: Mapped[str] = mapped_column(String(400), default="")
    record_zh: Mapped[str] = mapped_column(String(400), default="")
    record_en: Mapped[str] = mapped_column(String(400), default="")
    retention_years: Mapped[int | None]
    filing_zh: Mapped[str] = mapped_column(String(400), default="")
    filing_en: Mapped[str] = mapped_column(String(400), default="")
    template_code: Mapped[str] = mapped_column(String(40), default="")
    category_codes: Mapped[str] = mapped_column(String(200), default="")
    note_zh: Mapped[str] = mapped_column(String(1000), default="")
    note_en: Mapped[str] = mapped_column(String(1000), default="")
    source: Mapped[str] = mapped_column(String(40), default="")
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)


class ChecklistTemplate(Versioned, Base):
    """One edition of a checklist; results keep the edition they were made with."""

    __tablename__ = "checklist_templates"
    __table_args__ = table_args(UniqueConstraint("code", "edition"))

    code: Mapped[str] = mapped_column(String(40))
    edition: Mapped[int] = mapped_column(default=1)
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    applies_to: Mapped[str] = mapped_column(String(40), default="")
    is_current: Mapped[bool] = mapped_column(default=True)


class ChecklistItem(Versioned, Base):
    """One item. ``kind``: pass_fail, reading, photo, text; limits only for readings, None is no limit."""

    __tablename__ = "checklist_items"
    __table_args__ = table_args(UniqueConstraint("template_id", "position"))

    template_id: Mapped[int] = mapped_column(ForeignKey("checklist_templates.id"))
    position: Mapped[int]
    section_zh: Mapped[str] = mapped_column(String(80), default="")
    section_en: Mapped[str] = mapped_column(String(80), default="")
    zh: Mapped[str] = mapped_column(String(200))
    en: Mapped[str] = mapped_column(String(200))
    short_zh: Mapped[str] = mapped_column(String(40), default="")
    short_en: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(20), default="")
    minimum: Mapped[Decimal | None]
    maximum: Mapped[Decimal | None]
    limit_source: Mapped[str] = mapped_column(String(200), default="")
    limit_source_en: Mapped[str] = mapped_column(String(200), default="")
    offers_none: Mapped[bool] = mapped_column(default=False)


class InspectionPlan(DemoMarked, Versioned, Base):
    """What is inspected, how often (RRULE text), anchored fixed, floating or by permit."""

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


class InspectionTask(DemoMarked, Versioned, Base):
    """One inspection that is planned, done, missed or skipped on one asset or place.

    ``number`` is what people call it; ``target_label`` and ``title`` repeat names for lists; ``status`` is
    planned, done, missed or skipped: due and overdue follow from ``due_on`` and today and are never stored.
    """

    __tablename__ = "inspection_tasks"
    __table_args__ = table_args(
        UniqueConstraint("plan_id", "asset_id", "place_id", "due_on"),
        Index(None, "status", "due_on", "id"),
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


class ChecklistSheet(DemoMarked, Versioned, Base):
    """A sheet that was printed: its number is on the paper and in its QR code."""

    __tablename__ = "checklist_sheets"
    __table_args__ = table_args(UniqueConstraint("prefix", "serial"))

    number: Mapped[str] = mapped_column(String(40), unique=True)
    prefix: Mapped[str] = mapped_column(String(30))
    serial: Mapped[int]
    template_id: Mapped[int] = mapped_column(ForeignKey("checklist_templates.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_tasks.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    printed_at: Mapped[datetime]
    printed_by: Mapped[str] = mapped_column(String(80), default="")


class InspectionResult(DemoMarked, Versioned, Base):
    """What an inspection found. ``outcome``: pass or fail."""

    __tablename__ = "inspection_results"
    __table_args__ = table_args(
        Index(None, "asset_id", "inspected_on"), Index(None, "place_id", "inspected_on")
    )

    task_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_tasks.id"), unique=True)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_templates.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    inspected_on: Mapped[date]
    inspector: Mapped[str] = mapped_column(String(80), default="")
    licence_number: Mapped[str] = mapped_column(String(60), default="")
    outcome: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(2000), default="")


class ResultItem(Versioned, Base):
    """The answer to one item. ``outcome``: pass, fail, na or "" for text; ``reading`` in the item's unit."""

    __tablename__ = "result_items"
    __table_args__ = table_args(UniqueConstraint("result_id", "item_id"))

    result_id: Mapped[int] = mapped_column(ForeignKey("inspection_results.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_items.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(10), default="")
    reading: Mapped[Decimal | None]
    text: Mapped[str] = mapped_column(String(1000), default="")
