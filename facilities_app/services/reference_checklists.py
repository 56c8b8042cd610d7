"""Editing checklists without touching the past: what was printed or answered keeps the edition it was made with."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import ChecklistItem, ChecklistSheet, ChecklistTemplate, InspectionResult
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.reference import TABLES, check_limits, cleaned, moved
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_COPIED = tuple(spec.key for spec in TABLES["items"].fields)
_SPEC = TABLES["items"]


class ChecklistEditor:
    """Changes items of the current edition. The first change after a sheet was printed, a result kept, or to
    the edition that ships makes the next edition; further changes go into that one until it is used.
    """

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def add(self, template_id: int, values: Mapping[str, Any]) -> Outcome[int]:
        """Add an item at the end; the value is its id."""
        with self._base.uow("reference.item_added") as uow:
            edition, rows = self._edition(uow, uow.get(ChecklistTemplate, template_id))
            row = ChecklistItem(template_id=edition.id, position=len(rows) + 1)
            _fill(row, cleaned(_SPEC, values, new=True))
            return self._done(uow, edition, uow.add(row))

    def edit(self, item_id: int, version: int, values: Mapping[str, Any]) -> Outcome[int]:
        """Change an item; the value is the id of the item as it is now."""
        with self._base.uow("reference.item_edited") as uow:
            row = uow.get(ChecklistItem, item_id)
            if row.version != version:
                raise Conflict("reference.moved_on", name=pick(row.short_zh, row.short_en))
            given = cleaned(_SPEC, values, new=False)
            if all(getattr(row, key) == value for key, value in given.items()):
                return uow.commit(item_id)
            edition, rows = self._edition(uow, uow.get(ChecklistTemplate, row.template_id))
            now = rows[row.position]
            _fill(now, given)
            return self._done(uow, edition, now)

    def move(self, item_id: int, step: int) -> Outcome[int]:
        """Move an item ``step`` places down (up if negative)."""
        with self._base.uow("reference.item_moved") as uow:
            row = uow.get(ChecklistItem, item_id)
            template = uow.get(ChecklistTemplate, row.template_id)
            if not 1 <= row.position + step <= _count(uow.session, template.id):
                return uow.commit(item_id)
            edition, rows = self._edition(uow, template)
            now = rows[row.position]
            by_id = {found.id: found for found in rows.values()}
            _renumber(uow, [by_id[key] for key in moved(by_id, now.id, step)])
            return self._done(uow, edition, now)

    def remove(self, item_id: int) -> Outcome[int]:
        """Leave an item out from now on."""
        with self._base.uow("reference.item_removed") as uow:
            row = uow.get(ChecklistItem, item_id)
            template = uow.get(ChecklistTemplate, row.template_id)
            if _count(uow.session, template.id) == 1:
                raise Invalid("reference.last_item")
            edition, rows = self._edition(uow, template)
            gone = rows.pop(row.position)
            uow.session.delete(gone)
            uow.session.flush()
            _renumber(uow, list(rows.values()))
            return self._done(uow, edition, gone)

    def _edition(
        self, uow: UnitOfWork, template: ChecklistTemplate
    ) -> tuple[ChecklistTemplate, dict[int, ChecklistItem]]:
        """The edition that may be changed, with its items by position: the current one, or its successor."""
        if not template.is_current:
            raise NotFound("row.gone")
        found = uow.session.scalars(
            select(ChecklistItem)
            .where(ChecklistItem.template_id == template.id)
            .order_by(ChecklistItem.position)
        ).all()
        if template.edition > 1 and not _is_used(uow.session, template.id):
            return template, {row.position: row for row in found}
        return _next_edition(uow, template, found)

    def _done(self, uow: UnitOfWork, edition: ChecklistTemplate, row: ChecklistItem) -> Outcome[int]:
        outcome = uow.commit(
            row.id, name=pick(row.short_zh, row.short_en), code=edition.code, edition=edition.edition
        )
        self._base.forget()
        return outcome


def _next_edition(
    uow: UnitOfWork, template: ChecklistTemplate, items: Any
) -> tuple[ChecklistTemplate, dict[int, ChecklistItem]]:
    template.is_current = False
    newest = uow.session.scalar(
        select(func.max(ChecklistTemplate.edition)).where(ChecklistTemplate.code == template.code)
    )
    edition = uow.add(
        ChecklistTemplate(
            code=template.code,
            edition=(newest or template.edition) + 1,
            name_zh=template.name_zh,
            name_en=template.name_en,
            applies_to=template.applies_to,
        )
    )
    copies = {}
    for item in items:
        copy = ChecklistItem(template_id=edition.id, position=item.position)
        for key in _COPIED:
            setattr(copy, key, getattr(item, key))
        copies[item.position] = copy
    uow.session.add_all(copies.values())
    uow.session.flush()
    return edition, copies


def _fill(row: ChecklistItem, given: Mapping[str, Any]) -> None:
    for key, value in given.items():
        if getattr(row, key) != value:
            setattr(row, key, value)
    check_limits({key: getattr(row, key) for key in ("kind", "unit", "minimum", "maximum")})


def _renumber(uow: UnitOfWork, rows: list[ChecklistItem]) -> None:
    """Give positions from 1 on. A position is unique in its edition, so rows first step aside."""
    shifted = [(row, place) for place, row in enumerate(rows, 1) if row.position != place]
    for row, place in shifted:
        row.position = -place
    uow.session.flush()
    for row, place in shifted:
        row.position = place
    uow.session.flush()


def _count(session: Session, template_id: int) -> int:
    return session.scalar(select(func.count()).where(ChecklistItem.template_id == template_id)) or 0


def _is_used(session: Session, template_id: int) -> bool:
    """Whether a sheet of this edition was printed or a result kept."""
    return any(
        session.scalar(select(model.id).where(model.template_id == template_id).limit(1)) is not None
        for model in (ChecklistSheet, InspectionResult)
    )
