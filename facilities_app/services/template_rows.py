"""A checklist between its rows and what a person edits."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Attachment, ChecklistItem, ChecklistSheet, ChecklistTemplate, InspectionResult
from db.uow import UnitOfWork
from facilities_app.domain.checklist_template import Template, TemplateItem, tidy

_SAME = (
    "zh",
    "en",
    "kind",
    "section_zh",
    "section_en",
    "short_zh",
    "short_en",
    "unit",
    "minimum",
    "maximum",
    "limit_source",
    "limit_source_en",
    "offers_none",
    "shown_if",
    "evidence",
    "guidance_zh",
    "guidance_en",
)
"""Fields that are called and kept alike in both."""


def read(session: Session, row: ChecklistTemplate) -> Template:
    """The edition as it is edited; the key of an item is its id."""
    found = session.execute(
        select(ChecklistItem, Attachment.sha256)
        .outerjoin(Attachment, Attachment.id == ChecklistItem.picture_id)
        .where(ChecklistItem.template_id == row.id)
        .order_by(ChecklistItem.position)
    )
    items = tuple(_item(item, sha or "") for item, sha in found)
    return tidy(Template(row.code, row.name_zh, row.name_en, row.applies_to, items))


def next_edition(uow: UnitOfWork, draft: Template, pictures: Mapping[str, int]) -> ChecklistTemplate:
    """Put the draft in force; what was in force before stays as it is, for what was made with it."""
    earlier = uow.session.scalars(
        select(ChecklistTemplate).where(ChecklistTemplate.code == draft.code, ChecklistTemplate.is_current)
    )
    for old in earlier:
        old.is_current = False
    newest = uow.session.scalar(
        select(func.max(ChecklistTemplate.edition)).where(ChecklistTemplate.code == draft.code)
    )
    row = uow.add(ChecklistTemplate(edition=(newest or 0) + 1, is_current=True, **_head(draft)))
    uow.session.add_all(
        ChecklistItem(template_id=row.id, position=at, **_values(item, pictures))
        for at, item in enumerate(draft.items, 1)
    )
    return row


def correct(
    uow: UnitOfWork, row: ChecklistTemplate, draft: Template, pictures: Mapping[str, int]
) -> ChecklistTemplate:
    """Change the edition itself. Items keep their rows by their keys."""
    _fill(row, _head(draft))
    rows = {
        item.id: item
        for item in uow.session.scalars(select(ChecklistItem).where(ChecklistItem.template_id == row.id))
    }
    stay = [rows.pop(item.key, None) if item.key else None for item in draft.items]
    for gone in rows.values():
        uow.session.delete(gone)
    _step_aside(uow, stay)
    for at, (item, kept) in enumerate(zip(draft.items, stay, strict=True), 1):
        values = {"position": at, **_values(item, pictures)}
        if kept is None:
            uow.session.add(ChecklistItem(template_id=row.id, **values))
        else:
            _fill(kept, values)
    uow.session.flush()
    return row


def is_used(session: Session, template_id: int) -> bool:
    """Whether a sheet of this edition was printed or anything keyed by it."""
    return any(
        session.scalar(select(model.id).where(model.template_id == template_id).limit(1)) is not None
        for model in (ChecklistSheet, InspectionResult)
    )


def _step_aside(uow: UnitOfWork, stay: Sequence[ChecklistItem | None]) -> None:
    """A position is unique in its edition: rows that move leave theirs first."""
    moving = [kept for at, kept in enumerate(stay, 1) if kept is not None and kept.position != at]
    for kept in moving:
        kept.position = -kept.position
    uow.session.flush()


def _item(row: ChecklistItem, picture: str) -> TemplateItem:
    return TemplateItem(
        **{key: getattr(row, key) for key in _SAME},
        options=tuple(row.options.split("\n")),
        picture=picture,
        key=row.id,
    )


def _values(item: TemplateItem, pictures: Mapping[str, int]) -> dict[str, Any]:
    picture = pictures[item.picture] if item.picture else None
    kept = {key: getattr(item, key) for key in _SAME}
    return kept | {"options": "\n".join(item.options), "picture_id": picture}


def _head(draft: Template) -> dict[str, Any]:
    return {key: getattr(draft, key) for key in ("code", "name_zh", "name_en", "applies_to")}


def _fill(row: Any, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if getattr(row, key) != value:
            setattr(row, key, value)
