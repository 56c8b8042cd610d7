"""Projects (工程): entered, changed, funded, brought forward by milestones and accepted."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetDamage,
    AssetProject,
    DamageEvent,
    FundingShare,
    Milestone,
    Place,
    Project,
    Vendor,
)
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.dates import roc_year
from facilities_app.domain.errors import Invalid
from facilities_app.domain.funding import split
from facilities_app.domain.project_rows import NewProject, ProjectDetail
from facilities_app.services.project_reading import milestones_of, read_project
from facilities_app.services.record_fields import FieldRules, fitting, must_be_current
from facilities_app.services.rights import must_hold

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

STATUSES = frozenset({"planned", "in_progress", "suspended", "completed", "cancelled"})
RULES = FieldRules(
    lines={
        "code": 40,
        "name": 160,
        "kind": 20,
        "status": 20,
        "started_text": 60,
        "due_text": 60,
        "completed_text": 60,
    },
    texts={"note": 2000},
    numbers=frozenset({"budget_twd", "awarded_twd"}),
    dates=frozenset({"planned_start_on", "started_on", "due_on", "completed_on"}),
    required=("code", "name", "kind", "status"),
)
STEP_RULES = FieldRules(
    lines={"name": 120},
    texts={"note": 400},
    dates=frozenset({"planned_on", "done_on"}),
    required=("name",),
)


class ProjectService:
    """All changes to projects go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, project_id: int) -> ProjectDetail:
        """The project, whole. Raises NotFound("project.gone")."""
        return read_project(self._base, project_id)

    def create(self, new: NewProject, event_id: int | None = None) -> Outcome[int]:
        """Enter a project. For an event it is about every asset the event damaged that no project mends yet."""
        with self._base.uow("project.created") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = Project()
            for name in RULES.names():
                RULES.set(row, name, getattr(new, name))
            row.code = row.code or next_code(uow.session, Project, "P", self._base.clock.today())
            _set_place(uow, row, new.place_id)
            row.vendor_id = _vendor(uow, new.vendor_id)
            row.event_id = uow.get(DamageEvent, event_id, "event.gone").id if event_id else None
            _check(uow, row)
            uow.add(row)
            if event_id is not None:
                _mend(uow, row, event_id)
            return uow.commit(row.id, name=row.name)

    def edit(self, project_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewProject's names. Raises Conflict if it moved on."""
        with self._base.uow("project.edited") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            must_be_current(row, version, row.name)
            for name, value in fields.items():
                if name == "place_id":
                    _set_place(uow, row, value)
                elif name == "vendor_id":
                    row.vendor_id = _vendor(uow, value)
                else:
                    RULES.set(row, name, value)
            _check(uow, row)
            if "budget_twd" in fields:
                _refit_remainder(uow.session, row)
            return uow.commit(row.id, name=row.name)

    def remove(self, project_id: int) -> Outcome[int]:
        """Take a project away with its milestones and shares; what it mended is damaged again."""
        with self._base.uow("project.removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            name = row.name
            for damage in uow.session.scalars(select(AssetDamage).where(AssetDamage.project_id == row.id)):
                damage.project_id = None
            for model in (Milestone, FundingShare, AssetProject):
                for part in uow.session.scalars(select(model).where(model.project_id == row.id)):
                    uow.session.delete(part)
            uow.session.flush()
            uow.session.delete(row)
            return uow.commit(project_id, name=name)

    def set_funding(
        self, project_id: int, shares: Mapping[str, int | None], remainder: str = ""
    ) -> Outcome[int]:
        """Who pays what; the source ``remainder`` pays what the others leave of the budget (see domain.funding)."""
        with self._base.uow("project.funded") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            wanted = {share.source: share for share in split(row.budget_twd, shares, remainder)}
            for old in _shares(uow.session, row.id):
                share = wanted.pop(old.source, None)
                if share is None:
                    uow.session.delete(old)
                elif (old.amount_twd, old.is_remainder) != (share.amount_twd, share.is_remainder):
                    # A changed figure is no longer the report's.
                    old.amount_twd, old.is_remainder, old.as_reported = (
                        share.amount_twd,
                        share.is_remainder,
                        False,
                    )
            for share in wanted.values():
                uow.add(
                    FundingShare(
                        project_id=row.id,
                        source=share.source,
                        amount_twd=share.amount_twd,
                        is_remainder=share.is_remainder,
                    )
                )
            return uow.commit(row.id, name=row.name)

    def add_milestone(
        self, project_id: int, name: str, planned_on: date | None = None, note: str = ""
    ) -> Outcome[int]:
        """A step of the project, after those there are."""
        with self._base.uow("project.milestone_added") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            others = milestones_of(uow.session, row.id)
            step = Milestone(project_id=row.id, position=max((one.position for one in others), default=0) + 1)
            for key, value in (("name", name), ("planned_on", planned_on), ("note", note)):
                STEP_RULES.set(step, key, value)
            STEP_RULES.check(step)
            uow.add(step)
            return uow.commit(step.id, name=step.name, project=row.name)

    def edit_milestone(self, milestone_id: int, **fields: Any) -> Outcome[int]:
        """Change name, planned_on, done_on or note."""
        with self._base.uow("project.milestone_edited") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            step = uow.get(Milestone, milestone_id, "project.milestone_gone")
            for key, value in fields.items():
                STEP_RULES.set(step, key, value)
            STEP_RULES.check(step)
            self._not_ahead(step.done_on, "done_on")
            return uow.commit(step.id, name=step.name)

    def reach_milestone(self, milestone_id: int, on: date | None = None) -> Outcome[int]:
        """The step was done on that day (default today). A planned project is under way by that."""
        with self._base.uow("project.milestone_done") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            step = uow.get(Milestone, milestone_id, "project.milestone_gone")
            row = uow.get(Project, step.project_id, "project.gone")
            day = on or self._base.clock.today()
            self._not_ahead(day, "on")
            step.done_on = day
            if row.status == "planned":
                row.status = "in_progress"
            return uow.commit(step.id, name=step.name, project=row.name)

    def remove_milestone(self, milestone_id: int) -> Outcome[int]:
        """Take a step away."""
        with self._base.uow("project.milestone_removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            step = uow.get(Milestone, milestone_id, "project.milestone_gone")
            name = step.name
            uow.session.delete(step)
            return uow.commit(milestone_id, name=name)

    def accept(
        self, project_id: int, on: date | None, note: str = "", completed_on: date | None = None
    ) -> Outcome[int]:
        """The works were accepted (驗收) on that day; where no day of completion is known, it may be told along."""
        with self._base.uow("project.accepted") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            if row.status == "cancelled":
                raise Invalid("project.was_cancelled", name=row.name)
            day = on or self._base.clock.today()
            self._not_ahead(day, "on")
            row.completed_on = completed_on or row.completed_on
            if row.completed_on is None and not row.completed_text:
                raise Invalid("project.not_completed", field="completed_on")
            if row.completed_on is not None and day < row.completed_on:
                raise Invalid("project.accepted_before_done", field="on", done=row.completed_on)
            row.accepted_on, row.status = day, "completed"
            row.acceptance_note = fitting(note, "note", 400)
            _check(uow, row)
            return uow.commit(row.id, name=row.name)

    def add_asset(self, project_id: int, asset_id: int) -> Outcome[int]:
        """The project is about this asset, too."""
        with self._base.uow("project.asset_added") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            asset = uow.get(Asset, asset_id, "asset.gone")
            _about(uow, row, asset.id)
            return uow.commit(row.id, name=row.name, asset=asset.name)

    def remove_asset(self, project_id: int, asset_id: int) -> Outcome[int]:
        """The project is not about this asset."""
        with self._base.uow("project.asset_removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Project, project_id, "project.gone")
            asset = uow.get(Asset, asset_id, "asset.gone")
            for link in uow.session.scalars(
                select(AssetProject).filter_by(project_id=row.id, asset_id=asset.id)
            ):
                uow.session.delete(link)
            return uow.commit(row.id, name=row.name, asset=asset.name)

    def _not_ahead(self, day: date | None, field: str) -> None:
        if day is not None and day > self._base.clock.today():
            raise Invalid("project.in_future", field=field, on=day)


def next_code(session: Session, model: type[Project] | type[DamageEvent], letter: str, today: date) -> str:
    """The year's next code, such as P115-03."""
    # Safe: the unit of work holds the only write lock from its first read to its commit.
    prefix = f"{letter}{roc_year(today)}-"
    taken = set(session.scalars(select(model.code).where(model.code.startswith(prefix, autoescape=True))))
    serial = len(taken) + 1
    while f"{prefix}{serial:02d}" in taken:
        serial += 1
    return f"{prefix}{serial:02d}"


def _mend(uow: UnitOfWork, row: Project, event_id: int) -> None:
    """The project mends what the event damaged and nobody mends yet."""
    for damage in uow.session.scalars(
        select(AssetDamage).where(AssetDamage.event_id == event_id, AssetDamage.project_id.is_(None))
    ).all():
        damage.project_id = row.id
        _about(uow, row, damage.asset_id)


def _about(uow: UnitOfWork, row: Project, asset_id: int) -> None:
    link = select(AssetProject.id).filter_by(project_id=row.id, asset_id=asset_id)
    if uow.session.scalar(link) is None:
        uow.add(AssetProject(project_id=row.id, asset_id=asset_id))


def _shares(session: Session, project_id: int) -> list[FundingShare]:
    return list(session.scalars(select(FundingShare).where(FundingShare.project_id == project_id)))


def _refit_remainder(session: Session, row: Project) -> None:
    """Another budget leaves another remainder."""
    shares = _shares(session, row.id)
    rest = next((share for share in shares if share.is_remainder), None)
    told = {share.source: share.amount_twd for share in shares if share is not rest}
    if not shares:
        return
    try:
        found = split(row.budget_twd, told, rest.source if rest is not None else "")
    except Invalid as error:
        raise Invalid("project.budget_and_shares", field="budget_twd") from error
    if rest is not None:
        rest.amount_twd = next(share.amount_twd for share in found if share.is_remainder)


def _set_place(uow: UnitOfWork, row: Project, place_id: int | None) -> None:
    if place_id is None:
        raise Invalid("record.empty", field="place_id")
    row.place_id = uow.get(Place, place_id, "place.gone").id


def _vendor(uow: UnitOfWork, vendor_id: int | None) -> int | None:
    return uow.get(Vendor, vendor_id, "vendor.gone").id if vendor_id else None


def _check(uow: UnitOfWork, row: Project) -> None:
    RULES.check(row)
    if row.status not in STATUSES:
        raise Invalid("project.no_such_status", field="status", status=row.status)
    start = row.started_on or row.planned_start_on
    if row.planned_start_on and row.due_on and row.due_on < row.planned_start_on:
        raise Invalid("project.due_before_start", field="due_on", start=row.planned_start_on)
    if row.completed_on and start and row.completed_on < start:
        raise Invalid("project.done_before_start", field="completed_on", start=start)
    with uow.session.no_autoflush:
        twin = uow.session.scalar(
            select(Project.name).where(Project.code == row.code, Project.id != (row.id or 0))
        )
    if twin is not None:
        raise Invalid("project.code_taken", field="code", code=row.code, name=twin)
