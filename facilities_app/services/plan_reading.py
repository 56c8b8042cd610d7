"""What stands around a plan: its next days, members, pauses and history; and what a plan may be made of."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetCategory,
    ChecklistTemplate,
    Duty,
    InspectionPlan,
    InspectionTask,
    Licence,
    Place,
    PlanPause,
    Role,
    Tag,
    Vendor,
)
from facilities_app.domain.errors import DomainError
from facilities_app.domain.inspections import state
from facilities_app.domain.naming import where_label
from facilities_app.domain.plan_dates import Occurrence, Why, explained
from facilities_app.domain.recurrence import Anchor
from facilities_app.domain.rows import Choice
from facilities_app.services.plan_members import ANY_STATUS, Member, TargetLine
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase
    from facilities_app.services.plans import PlanRow, PlanService

_HISTORY, PREVIEWED = 12, 10


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day ahead, with why it is that day in words."""

    due_on: date
    why: str


@dataclass(frozen=True, slots=True)
class PastTask:
    """One inspection of the plan that was done, missed or left out; ``state`` is a TaskState."""

    id: int
    on: date
    state: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A rest of the plan; open while ``until_on`` is None."""

    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """A plan whole, as its pane shows it."""

    row: "PlanRow"
    duty: "DutyBrief | None"
    days: tuple[PlanDay, ...]
    members: tuple[Member, ...]
    pauses: tuple[PauseRow, ...]
    past: tuple[PastTask, ...]
    is_demo: bool = False
    vendor: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class DutyBrief:
    """A duty of the catalogue with what it gives a plan. ``categories`` are the codes it is mostly about."""

    id: int
    code: str
    title: str
    title_zh: str
    system: str
    basis: str
    is_statutory: bool
    rule: str
    anchor: str
    template_code: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetChoice:
    """What may stand in a plan's set."""

    line: TargetLine
    name: str
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class PlanPeople:
    """Who a plan may name. ``licence_kinds`` are those somebody holds or a plan asks for already."""

    vendors: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    licence_kinds: tuple[str, ...]


class PlanReading:
    """Reads for the window. Any thread."""

    def __init__(self, base: "ServiceBase", plans: "PlanService") -> None:
        self._base, self._plans = base, plans

    def detail(self, plan_id: int) -> PlanDetail:
        """The plan whole. Raises NotFound("plan.gone")."""
        row = self._plans.get(plan_id)
        days = self._ahead(row)
        with self._base.read() as session:
            duty = session.get(Duty, row.draft.duty_id) if row.draft.duty_id else None
            pauses = session.scalars(
                select(PlanPause).where(PlanPause.plan_id == plan_id).order_by(PlanPause.from_on.desc())
            )
            rests = tuple(PauseRow(p.from_on, p.until_on, p.reason) for p in pauses)
            past = self._past(session, plan_id)
            vendor = session.get(Vendor, row.draft.vendor_id) if row.draft.vendor_id else None
            role = session.get(Role, row.draft.role_id) if row.draft.role_id else None
            return PlanDetail(
                row,
                _duty(duty) if duty else None,
                days,
                tuple(self._plans.members_of(plan_id)),
                rests,
                past,
                session.get_one(InspectionPlan, plan_id).is_demo,
                vendor.name if vendor else "",
                pick(role.name_zh, role.name_en) if role else "",
            )

    def days(self, occurrences: list[Occurrence]) -> tuple[PlanDay, ...]:
        """Occurrences with their reasons in words."""
        name = self._base.labels.name
        return tuple(PlanDay(one.due_on, name("why", explained(one))) for one in occurrences)

    def duties(self, words: str) -> tuple[DutyBrief, ...]:
        """Those of the catalogue in which every word is found."""
        with self._base.read() as session:
            found = [_duty(row) for row in session.scalars(select(Duty).order_by(Duty.position, Duty.id))]
        asked = words.casefold().split()
        return tuple(
            duty
            for duty in found
            if all(
                word in f"{duty.code} {duty.title} {duty.title_zh} {duty.system}".casefold() for word in asked
            )
        )

    def templates(self) -> tuple[Choice, ...]:
        """The checklists a plan may use."""
        query = select(ChecklistTemplate).where(ChecklistTemplate.is_current)
        with self._base.read() as session:
            rows = session.scalars(query.order_by(ChecklistTemplate.code))
            return tuple(Choice(row.code, pick(row.name_zh, row.name_en)) for row in rows)

    def people(self) -> PlanPeople:
        """Who may do a plan's inspections and is reminded of them."""
        with self._base.read() as session:
            vendors = session.scalars(select(Vendor).order_by(Vendor.name, Vendor.id))
            firms = tuple(Choice(row.id, row.name) for row in vendors)
            roles = session.scalars(select(Role).order_by(Role.id))
            parts = tuple(Choice(row.id, pick(row.name_zh, row.name_en)) for row in roles)
            held = select(Licence.kind).union(select(InspectionPlan.licence_kind))
            kinds = sorted(kind for kind in session.scalars(held) if kind)
        return PlanPeople(firms, parts, tuple(kinds))

    def sets(self, words: str) -> tuple[TargetChoice, ...]:
        """Categories, tags and kinds of dormitory units in which every word is found."""
        with self._base.read() as session:
            found = [
                TargetChoice(
                    TargetLine(category_id=row.id),
                    pick(row.name_zh, row.name_en),
                    tr("all of the category"),
                    "boxes",
                )
                for row in session.scalars(select(AssetCategory).order_by(AssetCategory.position))
            ]
            found += [
                TargetChoice(TargetLine(tag_id=row.id), row.name, tr("all with the tag"), "tag")
                for row in session.scalars(select(Tag).order_by(Tag.name))
            ]
        units = tr("dormitory units")
        found += [
            TargetChoice(TargetLine(unit_status=str(choice.code)), choice.name, units, "house")
            for choice in self._base.labels.choices("unit_status")
        ]
        found.append(TargetChoice(TargetLine(unit_status=ANY_STATUS), tr("any status"), units, "house"))
        asked = words.casefold().split()
        return tuple(
            one for one in found if asked and all(w in f"{one.name} {one.kind}".casefold() for w in asked)
        )

    def named(self, lines: tuple[TargetLine, ...]) -> tuple[TargetChoice, ...]:
        """A plan's set as words."""
        with self._base.read() as session:
            return tuple(self._named(session, line) for line in lines)

    def _named(self, session: Session, line: TargetLine) -> TargetChoice:
        place = session.get(Place, line.place_id) if line.place_id else None
        within = tr("below {place}").format(place=place.label) if place is not None else ""
        if line.asset_id is not None:
            asset = session.get_one(Asset, line.asset_id)
            return TargetChoice(line, asset.name, where_label(asset.place_label), "boxes")
        if line.category_id is not None:
            kind = session.get_one(AssetCategory, line.category_id)
            return TargetChoice(
                line, pick(kind.name_zh, kind.name_en), within or tr("all of the category"), "boxes"
            )
        if line.tag_id is not None:
            return TargetChoice(
                line, session.get_one(Tag, line.tag_id).name, within or tr("all with the tag"), "tag"
            )
        if line.unit_status:
            status = self._base.labels.name("unit_status", line.unit_status)
            name = tr("any status") if line.unit_status == ANY_STATUS else status
            return TargetChoice(line, name, within or tr("dormitory units"), "house")
        return TargetChoice(line, place.name if place else "", place.label if place else "", "map-pin")

    def _ahead(self, row: "PlanRow") -> tuple[PlanDay, ...]:
        """The days of its planned tasks; what follows them is told as far as it is known."""
        query = select(InspectionTask.due_on, InspectionTask.explanation).where(
            InspectionTask.plan_id == row.id, InspectionTask.status == "planned"
        )
        name = self._base.labels.name
        with self._base.read() as session:
            planned: dict[date, str] = {}
            for due_on, explanation in session.execute(query.order_by(InspectionTask.due_on)):
                planned.setdefault(due_on, explanation)
        days = [PlanDay(on, name("why", why)) for on, why in planned.items()][:PREVIEWED]
        if len(days) == PREVIEWED or not row.is_active or row.draft.anchor == Anchor.METER:
            return tuple(days)
        try:
            if row.draft.anchor == Anchor.PERMIT:
                return self._renewed(row, days)
            return (*days, *self._then(row, days[-1].due_on if days else None, PREVIEWED - len(days)))
        except DomainError:  # a rule that can no longer be read: everything else is still shown
            return tuple(days)

    def _then(self, row: "PlanRow", last: date | None, count: int) -> tuple[PlanDay, ...]:
        if last is None or row.draft.anchor != Anchor.FLOATING:
            since = last + timedelta(days=1) if last else None
            return self.days(self._plans.preview(row.draft, since))[:count]
        draft = replace(row.draft, starts_on=last)
        found = self._plans.preview(draft, last + timedelta(days=1))[:count]
        return self.days([replace(one, why=Why.IF_DONE) for one in found])

    def _renewed(self, row: "PlanRow", days: list[PlanDay]) -> tuple[PlanDay, ...]:
        """The planned days among those foreseen."""
        taken = {day.due_on for day in days}
        ahead = [
            one
            for one in self._plans.preview(row.draft)
            if one.why is Why.RENEWED and one.due_on not in taken
        ]
        return tuple(sorted((*days, *self.days(ahead)), key=lambda day: day.due_on))[:PREVIEWED]

    def _past(self, session: Session, plan_id: int) -> tuple[PastTask, ...]:
        query = select(InspectionTask).where(
            InspectionTask.plan_id == plan_id, InspectionTask.status != "planned"
        )
        today, name = self._base.clock.today(), self._base.labels.name
        rows = session.scalars(
            query.order_by(InspectionTask.due_on.desc(), InspectionTask.id).limit(_HISTORY)
        )
        return tuple(
            PastTask(
                row.id,
                row.done_on or row.due_on,
                state(row.status, row.due_on, row.done_on, today).value,
                row.target_label,
                name("why", row.reason),
            )
            for row in rows
        )


def _duty(row: Duty) -> DutyBrief:
    return DutyBrief(
        row.id,
        row.code,
        pick(row.title_zh, row.title_en),
        row.title_zh,
        pick(row.system_zh, row.system_en),
        pick(row.legal_basis, row.legal_basis_en),
        row.is_statutory,
        row.rule or "",
        row.anchor,
        row.template_code,
        tuple(row.category_codes.replace(",", " ").split()),
    )
