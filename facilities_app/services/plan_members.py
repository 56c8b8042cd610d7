"""Which assets, places and dormitory units a plan is about today: new ones of its set join by themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetTag, DormUnit, InspectionPlan, Place, PlanTarget
from facilities_app.domain.naming import where_label

ANY_STATUS = "*"
RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Member:
    """One thing that a plan has inspected."""

    asset_id: int | None
    place_id: int
    label: str

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What tells it apart for ever: an asset wherever it stands, else the place."""
        return (self.asset_id, None) if self.asset_id is not None else (None, self.place_id)


def members(session: Session, plan: InspectionPlan) -> list[Member]:
    """The plan's members in the order of their labels, each once; assets that were retired are none."""
    targets = session.scalars(
        select(PlanTarget).where(PlanTarget.plan_id == plan.id).order_by(PlanTarget.id)
    ).all()
    wanted = [target for target in targets if not target.is_excluded]
    found: dict[tuple[int | None, int | None], Member] = {}
    for member in _of(session, _own(plan, wanted)):
        found.setdefault(member.key, member)
    for member in _of(session, (target for target in targets if target.is_excluded)):
        found.pop(member.key, None)
    return sorted(found.values(), key=lambda member: (member.label, member.asset_id or 0))


def _own(plan: InspectionPlan, targets: list[PlanTarget]) -> Iterator[PlanTarget]:
    if plan.asset_id is not None:
        yield PlanTarget(asset_id=plan.asset_id, unit_status="")
    elif plan.place_id is not None and not targets:
        yield PlanTarget(place_id=plan.place_id, unit_status="")
    yield from targets


def _of(session: Session, targets: Iterable[PlanTarget]) -> Iterator[Member]:
    for target in targets:
        if target.unit_status:
            yield from _units(session, target)
        elif target.asset_id or target.category_id or target.tag_id:
            yield from _assets(session, target)
        elif target.place_id is not None:
            place = session.get(Place, target.place_id)
            if place is not None:
                yield Member(None, place.id, where_label(place.label))


def _assets(session: Session, target: PlanTarget) -> Iterator[Member]:
    query = select(Asset.id, Asset.place_id, Asset.place_label, Asset.name).where(Asset.status != RETIRED)
    if target.asset_id is not None:
        query = query.where(Asset.id == target.asset_id)
    if target.category_id is not None:
        query = query.where(Asset.category_id == target.category_id)
    if target.tag_id is not None:
        query = query.join(AssetTag, AssetTag.asset_id == Asset.id).where(AssetTag.tag_id == target.tag_id)
    if target.place_id is not None:
        query = query.join(Place, Place.id == Asset.place_id).where(
            Place.path.startswith(_path(session, target))
        )
    for row in session.execute(query):
        yield Member(row.id, row.place_id, where_label(row.place_label, row.name))


def _units(session: Session, target: PlanTarget) -> Iterator[Member]:
    query = select(Place.id, Place.label).join(DormUnit, DormUnit.place_id == Place.id)
    if target.unit_status != ANY_STATUS:
        query = query.where(DormUnit.status == target.unit_status)
    if target.place_id is not None:
        query = query.where(Place.path.startswith(_path(session, target)))
    for row in session.execute(query):
        yield Member(None, row.id, where_label(row.label))


def _path(session: Session, target: PlanTarget) -> str:
    return session.get_one(Place, target.place_id).path
