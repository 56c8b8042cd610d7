"""What rests on a checklist: its editions with their sheets and results, and what asks for it by its code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    AssetCategory,
    ChecklistItem,
    ChecklistSheet,
    ChecklistTemplate,
    Duty,
    InspectionPlan,
    InspectionResult,
)
from facilities_app.domain.keying import DRAFT
from resources.texts import pick


@dataclass(frozen=True, slots=True)
class EditionUse:
    """One edition, with how much was printed and keyed by it."""

    id: int
    edition: int
    is_current: bool
    items: int
    sheets: int
    results: int
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """The names of the kinds of assets, duties and plans that ask for the checklist."""

    categories: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    plans: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateBrief:
    """A checklist in force, in one line."""

    id: int
    code: str
    name: str
    edition: int
    items: int
    last_used: date | None = None


def all_in_force(session: Session) -> tuple[TemplateBrief, ...]:
    """Every checklist in force, by its code; used last with any of its editions."""
    rows = session.scalars(
        select(ChecklistTemplate).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.code)
    ).all()
    items = _counts(session, ChecklistItem.template_id, [row.id for row in rows])
    used = session.execute(
        select(ChecklistTemplate.code, func.max(InspectionResult.inspected_on))
        .join(InspectionResult, InspectionResult.template_id == ChecklistTemplate.id)
        .where(InspectionResult.outcome != DRAFT)
        .group_by(ChecklistTemplate.code)
    ).all()
    last: dict[str, date] = {code: day for code, day in used}  # noqa: C416 - rows are no pairs to mypy
    return tuple(
        TemplateBrief(
            row.id,
            row.code,
            pick(row.name_zh, row.name_en),
            row.edition,
            items.get(row.id, 0),
            last.get(row.code),
        )
        for row in rows
    )


def uses_of(session: Session, code: str) -> tuple[tuple[EditionUse, ...], TemplateUse, date | None]:
    """Editions newest first, who asks for it, and the day of its last result."""
    rows = session.scalars(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.code == code)
        .order_by(ChecklistTemplate.edition.desc())
    ).all()
    ids = [row.id for row in rows]
    items = _counts(session, ChecklistItem.template_id, ids)
    sheets = _counts(session, ChecklistSheet.template_id, ids)
    results = _results(session, ids)
    editions = []
    for row in rows:
        count, first, last = results.get(row.id, (0, None, None))
        editions.append(
            EditionUse(
                row.id,
                row.edition,
                row.is_current,
                items.get(row.id, 0),
                sheets.get(row.id, 0),
                count,
                first,
                last,
            )
        )
    days = [one.last_on for one in editions if one.last_on is not None]
    return tuple(editions), _asked_by(session, code), max(days, default=None)


def _counts(session: Session, column: Any, ids: list[int]) -> Mapping[int, int]:
    found = session.execute(select(column, func.count()).where(column.in_(ids)).group_by(column)).all()
    counts: dict[int, int] = {key: count for key, count in found}  # noqa: C416 - rows are no pairs to mypy
    return counts


def _results(session: Session, ids: list[int]) -> dict[int, tuple[int, date | None, date | None]]:
    """By edition how many, from when and until when; what is still being keyed counts, but has no day."""
    column, day = InspectionResult.template_id, InspectionResult.inspected_on
    counts = _counts(session, column, ids)
    finished = select(column, func.min(day), func.max(day)).where(
        column.in_(ids), InspectionResult.outcome != DRAFT
    )
    days = {key: (first, last) for key, first, last in session.execute(finished.group_by(column)).all()}
    return {key: (count, *days.get(key, (None, None))) for key, count in counts.items()}


def _asked_by(session: Session, code: str) -> TemplateUse:
    categories = session.scalars(
        select(AssetCategory).where(AssetCategory.template_code == code).order_by(AssetCategory.position)
    )
    duties = session.scalars(select(Duty).where(Duty.template_code == code).order_by(Duty.position))
    plans = session.execute(
        select(InspectionPlan.id, InspectionPlan.code, InspectionPlan.title)
        .where(InspectionPlan.template_code == code)
        .order_by(InspectionPlan.code)
    )
    return TemplateUse(
        tuple(pick(row.name_zh, row.name_en) for row in categories),
        tuple(f"{row.code}　{pick(row.title_zh, row.title_en)}" for row in duties),
        tuple((row.id, f"{row.code}　{row.title}") for row in plans),
    )
