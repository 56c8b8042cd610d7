"""A duty of the catalogue whole: what it asks, who may do it, and how each thing under it stands."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    AssetAttribute,
    AssetCategory,
    AttributeDefinition,
    Duty,
    InspectionPlan,
    InspectionTask,
    Permit,
    Place,
)
from facilities_app.domain import duties
from facilities_app.domain.duties import LIFT_OLD, LIFT_YOUNG, Window
from facilities_app.domain.errors import NotFound
from facilities_app.domain.keying import LicenceRow
from facilities_app.services.duty_things import DutyThing, read_things
from facilities_app.services.licences import read_licences
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_COMPLETION = "completion_inspected_on"
_ONE_BY_ONE = ("LIFT-", "PARK-", "AED-")
"""Duties on each machine; others are often planned for a whole site."""


@dataclass(frozen=True, slots=True)
class Unplanned:
    """An asset the duty is for that nothing is planned for. ``due_on`` is by when, where a rule or permit tells."""

    asset_id: int
    name: str
    place: str
    due_on: date | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class DutyDetail:
    """A duty as its pane shows it. ``licence_kinds`` are those its plans ask for, ``licences`` those held of them."""

    id: int
    code: str
    title: str
    system: str
    is_statutory: bool
    is_confirmed: bool
    law: str
    interval: str
    anchor: str
    who: str
    licence_kinds: tuple[str, ...]
    licences: tuple[LicenceRow, ...]
    record: str
    retention_years: int | None
    filing: str
    template_code: str
    note: str
    source: str
    plans: tuple[tuple[int, str, str], ...]
    things: tuple[DutyThing, ...]
    unplanned: tuple[Unplanned, ...]


class DutyService:
    """Reads only; any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, duty_id: int) -> DutyDetail:
        """The duty whole. Raises NotFound("duty.gone")."""
        with self._base.read() as session:
            row = session.get(Duty, duty_id)
            if row is None:
                raise NotFound("duty.gone", id=duty_id)
            plans = session.scalars(
                select(InspectionPlan).where(InspectionPlan.duty_id == duty_id).order_by(InspectionPlan.code)
            ).all()
            kinds = tuple(sorted({plan.licence_kind for plan in plans if plan.licence_kind}))
            things = read_things(session, row, self._base.clock.today())
            held = tuple(one for one in read_licences(session) if one.kind in kinds)
            name = self._base.labels.name
            return DutyDetail(
                row.id,
                row.code,
                pick(row.title_zh, row.title_en),
                pick(row.system_zh, row.system_en),
                row.is_statutory,
                row.is_confirmed,
                pick(row.legal_basis, row.legal_basis_en),
                pick(row.interval_zh, row.interval_en),
                row.anchor,
                pick(row.who_zh, row.who_en),
                kinds,
                held,
                pick(row.record_zh, row.record_en),
                row.retention_years,
                pick(row.filing_zh, row.filing_en),
                row.template_code,
                pick(row.note_zh, row.note_en),
                row.source,
                tuple((plan.id, plan.code, name("term", plan.title)) for plan in plans if plan.is_active),
                things,
                self._unplanned(session, row, {one.asset_id: one for one in things}),
            )

    def _unplanned(
        self, session: Session, duty: Duty, known: dict[int | None, DutyThing]
    ) -> tuple[Unplanned, ...]:
        """Assets of its categories without a planned inspection; of lifts only those under this row of the rule.

        What has no permit of its own and is no lift may be looked at together with others: where its site has a
        planned inspection of the duty it is taken for covered.
        """
        if not duty.is_confirmed and not known:
            return ()  # whether it holds here at all is not known
        today, lifts = self._base.clock.today(), duty.code in (LIFT_YOUNG, LIFT_OLD)
        rows = session.execute(
            select(
                Asset.id, Asset.name, Asset.place_label, func.coalesce(Place.site_id, Place.id).label("site")
            )
            .join(AssetCategory, AssetCategory.id == Asset.category_id)
            .join(Place, Place.id == Asset.place_id)
            .where(AssetCategory.code.in_(duty.category_codes.replace(",", " ").split()))
            .where(Asset.status != "retired")
            .order_by(Asset.place_label, Asset.code)
        ).all()
        left = [row for row in rows if row.id not in known or known[row.id].next_id is None]
        if duty.anchor != "permit" and not duty.code.startswith(_ONE_BY_ONE):
            covered = _covered_sites(session, duty.id)
            left = [row for row in left if row.site not in covered]
        born = _completions(session, [row.id for row in left]) if lifts else {}
        ends = _permit_ends(session, [row.id for row in left]) if duty.anchor == "permit" else {}
        found = []
        for row in left:
            if lifts and duties.lift_duty(born.get(row.id), today) != duty.code:
                continue
            due, thing = ends.get(row.id), known.get(row.id)
            if lifts and due is None and thing is not None:
                due = duties.lift_due(born.get(row.id), thing.last_on, None)[0]
            window = duties.window_of(duty.code, due, None, None, due) if due is not None else None
            found.append(Unplanned(row.id, row.name, row.place_label, due, window))
        return tuple(found)


def _covered_sites(session: Session, duty_id: int) -> set[int]:
    """Sites where an inspection of the duty is planned."""
    rows = session.scalars(
        select(func.coalesce(Place.site_id, Place.id))
        .join(InspectionTask, InspectionTask.place_id == Place.id)
        .where(InspectionTask.duty_id == duty_id, InspectionTask.status == "planned")
        .distinct()
    )
    return set(rows)


def _completions(session: Session, assets: list[int]) -> dict[int, date]:
    """When the completion inspection of each was, as far as it is known."""
    rows = session.execute(
        select(AssetAttribute.asset_id, AssetAttribute.value)
        .join(AttributeDefinition, AttributeDefinition.id == AssetAttribute.definition_id)
        .where(AttributeDefinition.code == _COMPLETION, AssetAttribute.asset_id.in_(assets))
    )
    return {asset: day for asset, text in rows if (day := _day(text)) is not None}


def _permit_ends(session: Session, assets: list[int]) -> dict[int, date]:
    rows = session.execute(
        select(Permit.asset_id, Permit.expires_on)
        .where(Permit.asset_id.in_(assets))
        .order_by(Permit.expires_on)
    )
    return dict(rows.all())  # the latest stays


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
