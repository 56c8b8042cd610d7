"""What a checklist is printed for: an inspection, or an asset, place or dormitory unit that somebody names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Asset, ChecklistTemplate, DormUnit, InspectionTask, Place
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.walking import Order, Stop, walk_key
from facilities_app.services.checklist_fit import must_fit_asset, must_fit_unit
from facilities_app.services.finding_steps import rechecked_finding
from facilities_app.services.task_reading import edition_of, template_of
from resources.texts import tr

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Target:
    """What one sheet is for. ``item_id`` is the one item a re-check looks at; ``due_on`` is None for no inspection."""

    template_id: int
    template_code: str
    place_id: int
    asset_id: int | None = None
    unit_id: int | None = None
    task_id: int | None = None
    item_id: int | None = None
    due_on: date | None = None
    is_demo: bool = False


def task_target(session: Session, task_id: int) -> Target:
    """The sheet of one inspection. Raises NotFound("task.gone"), Invalid("task.no_checklist")."""
    task = session.get(InspectionTask, task_id)
    if task is None:
        raise NotFound("task.gone", id=task_id)
    template = edition_of(session, task) if task.template_code else None
    if template is None:
        raise Invalid("task.no_checklist", number=task.number)
    finding = rechecked_finding(session, task)
    unit = None if task.asset_id else unit_at(session, task.place_id)
    return Target(
        template.id,
        template.code,
        task.place_id,
        task.asset_id,
        unit.id if unit else None,
        task.id,
        finding.item_id if finding else None,
        task.due_on,
        task.is_demo,
    )


def named_target(session: Session, template_code: str, asset_code: str, place_code: str) -> Target:
    """A sheet for what is called so. Raises NotFound, and Invalid if the checklist is for something else."""
    template = template_of(session, template_code.strip().upper())
    if template is None:
        codes = session.scalars(
            select(ChecklistTemplate.code).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.id)
        )
        raise NotFound(
            "checklist.no_such_template", code=template_code, known=tr(", ", "between names").join(codes)
        )
    if asset_code:
        asset = _asset(session, asset_code.strip())
        must_fit_asset(session, template, asset)
        return Target(template.id, template.code, asset.place_id, asset.id)
    unit = session.scalar(select(DormUnit).where(DormUnit.code == place_code.strip()))
    place_id = unit.place_id if unit is not None else _place_id(session, place_code.strip())
    unit = unit or unit_at(session, place_id)
    if unit is not None:
        must_fit_unit(session, template, unit)
    return Target(template.id, template.code, place_id, None, unit.id if unit else None)


def in_order(session: Session, task_ids: Sequence[int], order: Order) -> tuple[int, ...]:
    """The inspections as they are to follow one another; unknown ones come last."""
    if order is Order.GIVEN:
        return tuple(task_ids)
    found = {row.id: row for row in _tasks(session, task_ids)}
    stops = _Stops(session, {row.path for row in found.values()}) if order is Order.WALK else None

    def key(task_id: int) -> tuple[object, ...]:
        row = found.get(task_id)
        if row is None:
            return (1,)
        walk = walk_key(stops.of(row.path), row.code or "") if stops is not None else ()
        return (0, walk, row.due_on, row.template_code, row.id)

    return tuple(sorted(task_ids, key=key))


def unit_at(session: Session, place_id: int) -> DormUnit | None:
    """The dormitory unit that this place is."""
    return session.scalar(select(DormUnit).where(DormUnit.place_id == place_id))


class _Stops:
    """The places on these paths, read at once."""

    def __init__(self, session: Session, paths: set[str]) -> None:
        ids = sorted({one for path in paths for one in _ids(path)})
        self._known: dict[int, Stop] = {}
        for some in _portions(ids):
            rows = session.execute(
                select(Place.id, Place.kind, Place.name, Place.position).where(Place.id.in_(some))
            )
            self._known |= {row.id: Stop(row.kind, row.name, row.position) for row in rows}

    def of(self, path: str) -> tuple[Stop, ...]:
        """From the site down."""
        return tuple(self._known[one] for one in _ids(path) if one in self._known)


def _tasks(session: Session, task_ids: Sequence[int]) -> Iterator[Any]:
    for some in _portions(task_ids):
        yield from session.execute(
            select(
                InspectionTask.id,
                InspectionTask.due_on,
                InspectionTask.template_code,
                Place.path,
                Asset.code,
            )
            .join(Place, Place.id == InspectionTask.place_id)
            .outerjoin(Asset, Asset.id == InspectionTask.asset_id)
            .where(InspectionTask.id.in_(some))
        )


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _ids(path: str) -> list[int]:
    return [int(part) for part in path.split("/") if part]


def _asset(session: Session, wanted: str) -> Asset:
    found = session.scalar(
        select(Asset)
        .where(or_(Asset.code == wanted, Asset.property_number == wanted))
        .order_by((Asset.code == wanted).desc(), Asset.id)
        .limit(1)
    )
    if found is None:
        raise NotFound("asset.no_such_code", code=wanted)
    return found


def _place_id(session: Session, code: str) -> int:
    found = session.scalar(select(Place.id).where(Place.code == code))
    if found is None:
        raise NotFound("place.no_such_code", code=code)
    return found
