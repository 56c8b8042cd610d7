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
class TargetLine:
    """One line of a plan's set, see db.models.PlanTarget."""

    asset_id: int | None = None
    category_id: int | None = None
    place_id: int | None = None
    tag_id: int | None = None
    unit_status: str = ""
    is_excluded: bool = False


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
    """The plan's members today."""
    return members_of(session, lines_of(session, plan))


def lines_of(session: Session, plan: InspectionPlan) -> tuple[TargetLine, ...]:
    """The plan's set, its own asset or place first."""
    stored = session.scalars(select(PlanTarget).where(PlanTarget.plan_id == plan.id).order_by(PlanTarget.id))
    lines = [
        TargetLine(t.asset_id, t.category_id, t.place_id, t.tag_id, t.unit_status, t.is_excluded)
        for t in stored
    ]
    if plan.asset_id is not None:
        return (TargetLine(asset_id=plan.asset_id), *lines)
    if plan.place_id is not None and not lines:
        return (TargetLine(place_id=plan.place_id),)
    return tuple(lines)


def members_of(session: Session, lines: Iterable[TargetLine]) -> list[Member]:
    """The members of a set in the order of their labels, each once; assets that were retired are none."""
    found: dict[tuple[int | None, int | None], Member] = {}
    for line in sorted(lines, key=lambda line: line.is_excluded):
        for member in _of(session, line):
            if line.is_excluded:
                found.pop(member.key, None)
            else:
                found.setdefault(member.key, member)
    return sorted(found.values(), key=lambda member: (member.label, member.asset_id or 0))


def _of(session: Session, target: TargetLine) -> Iterator[Member]:
    if target.unit_status:
        yield from _units(session, target)
    elif target.asset_id or target.category_id or target.tag_id:
        yield from _assets(session, target)
    elif target.place_id is not None:
        place = session.get(Place, target.place_id)
        if place is not None:
            yield Member(None, place.id, where_label(place.label))


def _assets(session: Session, target: TargetLine) -> Iterator[Member]:
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


def _units(session: Session, target: TargetLine) -> Iterator[Member]:
    query = select(Place.id, Place.label).join(DormUnit, DormUnit.place_id == Place.id)
    if target.unit_status != ANY_STATUS:
        query = query.where(DormUnit.status == target.unit_status)
    if target.place_id is not None:
        query = query.where(Place.path.startswith(_path(session, target)))
    for row in session.execute(query):
        yield Member(None, row.id, where_label(row.label))


def _path(session: Session, target: TargetLine) -> str:
    return session.get_one(Place, target.place_id).path
