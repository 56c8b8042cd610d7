"""Checklists as they are edited: read whole, saved as a new edition, or corrected while nothing rests on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ChecklistTemplate
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.checklist_changes import TemplateChange, compared
from facilities_app.domain.checklist_rules import check
from facilities_app.domain.checklist_template import Template, tidy
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.services import template_rows
from facilities_app.services.template_files import TemplateFileService
from facilities_app.services.template_pictures import Picture, PictureStore
from facilities_app.services.template_preview import SheetPreview, draw_preview
from facilities_app.services.template_uses import (
    EditionUse,
    TemplateBrief,
    TemplateUse,
    all_in_force,
    uses_of,
)
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

NO_PICTURES: Mapping[str, Picture] = {}


@dataclass(frozen=True, slots=True)
class TemplateDetail:
    """One edition as it stands. ``can_correct``: no sheet was printed of it and nothing keyed."""

    id: int
    edition: int
    is_current: bool
    template: Template
    editions: tuple[EditionUse, ...]
    used_by: TemplateUse
    last_used: date | None = None

    @property
    def can_correct(self) -> bool:
        """Whether this edition itself may be changed."""
        mine = next(one for one in self.editions if one.id == self.id)
        return self.is_current and not mine.sheets and not mine.results


class TemplateService:
    """Reads on any thread; saves on the writer's."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self.pictures = PictureStore(base)
        self.files = TemplateFileService(base, self)

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[TemplateBrief, ...]:
        """Every checklist in force, by its code."""
        with self._base.read() as session:
            return all_in_force(session)

    def detail(self, template_id: int) -> TemplateDetail:
        """An edition, whole. Raises NotFound("template.gone")."""
        with self._base.read() as session:
            row = session.get(ChecklistTemplate, template_id)
            if row is None:
                raise NotFound("template.gone", id=template_id)
            editions, used_by, last_used = uses_of(session, row.code)
            return TemplateDetail(
                row.id,
                row.edition,
                row.is_current,
                template_rows.read(session, row),
                editions,
                used_by,
                last_used,
            )

    def named(self, code: str) -> TemplateDetail:
        """The edition in force. Raises NotFound("checklist.no_such_template") that says which there are."""
        with self._base.read() as session:
            row = _current(session, code.strip().upper())
            if row is None:
                codes = session.scalars(
                    select(ChecklistTemplate.code)
                    .where(ChecklistTemplate.is_current)
                    .order_by(ChecklistTemplate.code)
                )
                known = tr(", ", "between names").join(codes)
                raise NotFound("checklist.no_such_template", code=code, known=known)
            found = row.id
        return self.detail(found)

    def codes(self) -> tuple[str, ...]:
        """The codes of all checklists, also of those no longer in force."""
        with self._base.read() as session:
            return tuple(session.scalars(select(ChecklistTemplate.code).distinct()))

    def compared(self, drafts: Sequence[Template]) -> tuple[TemplateChange, ...]:
        """What saving each of them would change of the editions in force."""
        with self._base.read() as session:
            found = []
            for draft in map(tidy, drafts):
                row = _current(session, draft.code)
                found.append(compared(template_rows.read(session, row) if row else None, draft))
            return tuple(found)

    def preview(self, draft: Template, width: int) -> SheetPreview:
        """The printed sheet of a draft, ``width`` pixels wide; what is wrong with it is printed as it stands."""
        return draw_preview(self._base, draft, width)

    # -- changing --------------------------------------------------------------------------------

    def add(self, draft: Template, pictures: Mapping[str, Picture] = NO_PICTURES) -> Outcome[int]:
        """Make a new checklist; the value is its id. Raises Conflict("template.code_taken") beside the code."""
        draft = _checked(draft)
        with self._base.uow("template.added") as uow:
            if uow.session.scalar(select(ChecklistTemplate.id).where(ChecklistTemplate.code == draft.code)):
                raise Conflict("template.code_taken", field="code", code=draft.code)
            row = self._edition(uow, draft, pictures)
            return self._done(uow, row)

    def save(
        self,
        known: TemplateDetail,
        draft: Template,
        pictures: Mapping[str, Picture] = NO_PICTURES,
        *,
        correct: bool = False,
    ) -> Outcome[int]:
        """Save as the next edition, or ``correct`` the one that nothing rests on; the value is the edition's id.

        Raises Conflict if the checklist is no longer as ``known``, Invalid at the first thing that is wrong.
        """
        draft = _checked(draft)
        with self._base.uow("template.corrected" if correct else "template.saved") as uow:
            row = self._same(uow, known)
            if draft.code != row.code:
                raise Invalid("reference.fixed", field="code")
            if draft == known.template:
                return uow.commit(row.id)
            if not correct:
                row = self._edition(uow, draft, pictures)
            elif known.can_correct and not template_rows.is_used(uow.session, row.id):
                template_rows.correct(uow, row, draft, self.pictures.kept(uow, draft, pictures))
            else:
                raise Conflict("template.in_use", edition=row.edition)
            return self._done(uow, row)

    def take(
        self, drafts: Sequence[Template], pictures: Mapping[str, Picture] = NO_PICTURES
    ) -> Outcome[tuple[int, ...]]:
        """Take checklists over from a file, all or none: new ones, and new editions of what differs."""
        checked = [_checked(draft) for draft in drafts]
        with self._base.uow("template.imported") as uow:
            rows = []
            for draft in checked:
                row = _current(uow.session, draft.code)
                if row is None or template_rows.read(uow.session, row) != draft:
                    rows.append(self._edition(uow, draft, pictures))
            code = rows[0].code if rows else ""
            outcome = uow.commit(tuple(row.id for row in rows), code=code, count=len(rows))
        self._base.forget()
        return outcome

    # -- private ---------------------------------------------------------------------------------

    def _same(self, uow: UnitOfWork, known: TemplateDetail) -> ChecklistTemplate:
        row = uow.get(ChecklistTemplate, known.id, "template.gone")
        if not row.is_current or template_rows.read(uow.session, row) != known.template:
            raise Conflict("template.moved_on", name=pick(row.name_zh, row.name_en))
        return row

    def _edition(
        self, uow: UnitOfWork, draft: Template, pictures: Mapping[str, Picture]
    ) -> ChecklistTemplate:
        return template_rows.next_edition(uow, draft, self.pictures.kept(uow, draft, pictures))

    def _done(self, uow: UnitOfWork, row: ChecklistTemplate) -> Outcome[int]:
        name = pick(row.name_zh, row.name_en)
        outcome = uow.commit(row.id, code=row.code, edition=row.edition, name=name)
        self._base.forget()
        return outcome


def _checked(draft: Template) -> Template:
    draft = tidy(draft)
    check(draft)
    return draft


def _current(session: Session, code: str) -> ChecklistTemplate | None:
    return session.scalar(
        select(ChecklistTemplate)
        .where(ChecklistTemplate.code == code, ChecklistTemplate.is_current)
        .order_by(ChecklistTemplate.edition.desc())
        .limit(1)
    )
