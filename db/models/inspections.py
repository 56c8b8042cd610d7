"""Inspections (巡檢): statutory duties, checklist templates, printed sheets, results and what they found."""

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
    """One item. ``kind``: pass_fail, reading, choice, text, photo, signature, date; limits only for readings.

    ``options`` are the answers of a choice, one a line; ``shown_if`` names an earlier item and its answer
    ("3=fail"); ``evidence`` is what an answer needs: "", note_on_fail, photo_on_fail, photo.
    """

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
    guidance_zh: Mapped[str] = mapped_column(String(400), default="", server_default="")
    guidance_en: Mapped[str] = mapped_column(String(400), default="", server_default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"))
    options: Mapped[str] = mapped_column(String(400), default="", server_default="")
    shown_if: Mapped[str] = mapped_column(String(80), default="", server_default="")
    evidence: Mapped[str] = mapped_column(String(20), default="", server_default="")


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
    """What an inspection found. ``outcome``: pass or fail; ``complied_on`` is when its last finding was put right."""

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
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_sheets.id"))
    licence_id: Mapped[int | None] = mapped_column(ForeignKey("licences.id"))
    keyed_at: Mapped[datetime | None]
    keyed_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    complied_on: Mapped[date | None]
    filing_number: Mapped[str] = mapped_column(String(80), default="", server_default="")
    filed_on: Mapped[date | None]


class ResultItem(Versioned, Base):
    """The answer to one item. ``outcome``: pass, fail, na or "" for text; ``reading`` in the item's unit."""

    __tablename__ = "result_items"
    __table_args__ = table_args(UniqueConstraint("result_id", "item_id"))

    result_id: Mapped[int] = mapped_column(ForeignKey("inspection_results.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_items.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(10), default="")
    reading: Mapped[Decimal | None]
    text: Mapped[str] = mapped_column(String(1000), default="")
    note: Mapped[str] = mapped_column(String(1000), default="", server_default="")


class Finding(DemoMarked, Versioned, Base):
    """A failed item until it is put right: its repair, its deadline (限期改善), the re-check that closes it.

    ``state``: open, repairing, recheck, resolved, waived.
    """

    __tablename__ = "findings"
    __table_args__ = table_args(Index(None, "state", "correct_by"), Index(None, "result_id"))

    result_id: Mapped[int] = mapped_column(ForeignKey("inspection_results.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_items.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    recheck_task_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_tasks.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    found_on: Mapped[date]
    correct_by: Mapped[date | None]
    resolved_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
