"""What is read of rounds: what a recipe would make, a round with its stops in walking order, and those beside it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    ChecklistTemplate,
    DamageEvent,
    Finding,
    InspectionResult,
    InspectionTask,
    Place,
    Round,
    RoundRecipe,
    RoundRecipeLine,
    Ticket,
)
from facilities_app.domain import rounds, walking
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rounds import RoundBrief, RoundDetail, RoundPlan, Stop, StopPlan
from facilities_app.domain.walking import walk_key
from facilities_app.services.plan_members import Member, TargetLine, members_of
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def read_plan(session: Session, recipe: RoundRecipe, today: date, due_on: date | None = None) -> RoundPlan:
    """What starting the recipe today would make."""
    found = tuple(
        StopPlan(member.asset_id, member.place_id, member.label, code, names.get(code, code))
        for member, code, names in _stops(session, recipe)
    )
    open_ones = briefs(session, Round.recipe_id == recipe.id)
    return RoundPlan(
        recipe.id,
        recipe.code,
        recipe.name_zh,
        recipe.event_kind,
        due_on or today + timedelta(days=recipe.due_days),
        found,
        tuple(one for one in open_ones if one.started_on == today),
        tuple(one for one in open_ones if one.started_on != today and not one.is_closed),
    )


def read_round(base: "ServiceBase", session: Session, round_id: int) -> RoundDetail:
    """The round, whole. Raises NotFound("round.gone")."""
    row = session.get(Round, round_id)
    if row is None:
        raise NotFound("round.gone", id=round_id)
    recipe = session.get_one(RoundRecipe, row.recipe_id)
    event = session.get(DamageEvent, row.event_id) if row.event_id else None
    others = briefs(session, Round.event_id == row.event_id, Round.id != row.id) if event else []
    stops = _read_stops(base, session, row, recipe)
    left = sum(stop.is_open for stop in stops)
    return RoundDetail(
        id=row.id,
        version=row.version,
        number=row.number,
        title=base.labels.name("term", row.title),
        recipe_id=recipe.id,
        recipe=pick(recipe.name_zh, recipe.name_en),
        event_kind=recipe.event_kind,
        event_id=row.event_id,
        event=event.name if event else "",
        started_at=row.started_at,
        due_on=row.due_on,
        closed_on=row.closed_on,
        note=row.note,
        state=rounds.state(row.closed_on, row.due_on, left, base.clock.today()),
        stops=stops,
        others=tuple(others),
        is_demo=row.is_demo,
    )


def briefs(session: Session, *where: object) -> list[RoundBrief]:
    """The rounds that meet these conditions, the oldest first, with how far they are."""
    task = InspectionTask
    rows = session.execute(
        select(
            Round,
            RoundRecipe.event_kind,
            func.count(task.id),
            func.coalesce(func.sum(case((task.status == "done", 1), else_=0)), 0),
            func.coalesce(func.sum(case((task.outcome == "fail", 1), else_=0)), 0),
        )
        .join(RoundRecipe, RoundRecipe.id == Round.recipe_id)
        .outerjoin(task, (task.round_id == Round.id) & (task.origin == "round"))
        .where(*where)  # type: ignore[arg-type]
        .group_by(Round.id, RoundRecipe.event_kind)
        .order_by(Round.started_at, Round.id)
    )
    return [
        RoundBrief(
            row.id,
            row.number,
            row.title,
            kind,
            row.started_at.astimezone(TAIPEI).date(),
            total,
            done,
            failed,
            row.closed_on is not None,
        )
        for row, kind, total, done, failed in rows
    ]


def walked(session: Session, place_ids: Iterable[int]) -> dict[int, tuple[walking.Stop, ...]]:
    """By place, the way to it from its site, as domain.walking sorts it: checklists are printed in the same order."""
    paths = dict(session.execute(select(Place.id, Place.path).where(Place.id.in_(set(place_ids)))).all())
    ways = {key: [int(part) for part in path.split("/") if part] for key, path in paths.items()}
    above = {one for way in ways.values() for one in way}
    known = {row.id: row for row in session.scalars(select(Place).where(Place.id.in_(above)))}
    return {
        key: tuple(walking.Stop(known[one].kind, known[one].name, known[one].position) for one in way)
        for key, way in ways.items()
    }


def _stops(session: Session, recipe: RoundRecipe) -> list[tuple[Member, str, dict[str, str]]]:
    """Who is looked at with which checklist, each once, in walking order. The first line that names it counts."""
    names = _names(session)
    found: dict[tuple[int | None, int | None], tuple[Member, str]] = {}
    lines = select(RoundRecipeLine).where(RoundRecipeLine.recipe_id == recipe.id)
    for line in session.scalars(lines.order_by(RoundRecipeLine.position, RoundRecipeLine.id)):
        target = TargetLine(category_id=line.category_id, tag_id=line.tag_id, unit_status=line.unit_status)
        for member in members_of(session, (target,)):
            found.setdefault(member.key, (member, line.template_code))
    order = walked(session, (member.place_id for member, _code in found.values()))
    codes = _asset_codes(session, [m.asset_id for m, _code in found.values() if m.asset_id])
    ordered = sorted(
        found.values(), key=lambda one: walk_key(order[one[0].place_id], codes.get(one[0].asset_id or 0, ""))
    )
    return [(member, code, names) for member, code in ordered]


def _asset_codes(session: Session, ids: list[int]) -> dict[int, str]:
    return dict(session.execute(select(Asset.id, Asset.code).where(Asset.id.in_(ids))).all())


def _names(session: Session) -> dict[str, str]:
    rows = session.scalars(select(ChecklistTemplate).where(ChecklistTemplate.is_current))
    return {row.code: pick(row.name_zh, row.name_en) for row in rows}


def _read_stops(base: "ServiceBase", session: Session, row: Round, recipe: RoundRecipe) -> tuple[Stop, ...]:
    tasks = session.execute(
        select(InspectionTask, Asset.code, func.coalesce(Asset.name, Place.name), Place.label)
        .join(Place, Place.id == InspectionTask.place_id)
        .outerjoin(Asset, Asset.id == InspectionTask.asset_id)
        .where(InspectionTask.round_id == row.id, InspectionTask.origin == "round")
    ).all()
    order = walked(session, (task.place_id for task, *_ in tasks))
    names, before = _names(session), _found_before(session, row, recipe)
    tickets, wrong = _tickets(session, row.id), _wrong(session, row.id)
    ordered = sorted(tasks, key=lambda one: (walk_key(order[one[0].place_id], one[1] or ""), one[0].id))
    return tuple(
        Stop(
            task_id=task.id,
            version=task.version,
            number=task.number,
            asset_id=task.asset_id,
            place_id=task.place_id,
            target=name,
            where=label,
            template_code=task.template_code,
            template=names.get(task.template_code, task.template_code),
            status=task.status,
            outcome=task.outcome,
            reason=base.labels.name("why", task.reason),
            done_on=task.done_on,
            before=before.get((task.asset_id, task.place_id), ""),
            found="；".join(wrong[task.id]),
            tickets=tuple(tickets[task.id]),
        )
        for task, _code, name, label in ordered
    )


def _found_before(session: Session, row: Round, recipe: RoundRecipe) -> dict[tuple[int | None, int], str]:
    """How the round before the typhoon found each thing, for the one after it."""
    if row.event_id is None or recipe.event_kind != rounds.Event.TYPHOON_AFTER:
        return {}
    found = session.execute(
        select(InspectionTask.asset_id, InspectionTask.place_id, InspectionTask.outcome)
        .join(Round, Round.id == InspectionTask.round_id)
        .join(RoundRecipe, RoundRecipe.id == Round.recipe_id)
        .where(
            Round.event_id == row.event_id,
            RoundRecipe.event_kind == rounds.Event.TYPHOON_BEFORE,
            InspectionTask.status == "done",
        )
        .order_by(InspectionTask.id)
    )
    return {(asset, place): outcome for asset, place, outcome in found}


def _tickets(session: Session, round_id: int) -> dict[int, list[tuple[int, str]]]:
    """By stop, the repairs that its findings became."""
    rows = session.execute(
        select(InspectionResult.task_id, Ticket.id, Ticket.number)
        .join(Finding, Finding.result_id == InspectionResult.id)
        .join(Ticket, Ticket.id == Finding.ticket_id)
        .join(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .where(InspectionTask.round_id == round_id)
        .distinct()
        .order_by(Ticket.id)
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for task_id, ticket_id, number in rows:
        if task_id is not None:
            found[task_id].append((ticket_id, number))
    return found


def _wrong(session: Session, round_id: int) -> dict[int, list[str]]:
    """By stop, what its findings say."""
    rows = session.execute(
        select(InspectionResult.task_id, Finding.note)
        .join(Finding, Finding.result_id == InspectionResult.id)
        .join(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .where(InspectionTask.round_id == round_id, Finding.note != "")
        .order_by(Finding.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for task_id, note in rows:
        if task_id is not None:
            found[task_id].append(note)
    return found
