"""Event rounds (事件巡查): one wish makes all stops from a recipe; closing explains what was not looked at."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import DamageEvent, InspectionTask, Round, RoundRecipe, User
from db.uow import UnitOfWork
from facilities_app.domain import dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.rounds import DAMAGE_KIND, Event, RoundDetail, RoundPlan, StartRound
from facilities_app.domain.rows import Choice
from facilities_app.domain.wording import clean_line
from facilities_app.services.in_step import refresh_next_dues
from facilities_app.services.plan_generation import last_number
from facilities_app.services.projects import next_code
from facilities_app.services.round_reading import read_plan, read_round
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_EVENTS = 12
_LONGEST_TITLE, _LONGEST_NOTE, _LONGEST_REASON = 120, 400, 400


class RoundService:
    """All changes to rounds go through here; their stops are inspections like any other."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    # -- reading ---------------------------------------------------------------------------------

    def detail(self, round_id: int) -> RoundDetail:
        """The round, whole. Raises NotFound("round.gone")."""
        with self._base.read() as session:
            return read_round(self._base, session, round_id)

    def find(self, number: str) -> int:
        """The id of the round with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Round.id).where(Round.number == number.strip()))
        if found is None:
            raise NotFound("round.no_such_number", number=number)
        return found

    def recipes(self) -> tuple[Choice, ...]:
        """The recipes that are offered, in the office's order; the code is the id."""
        with self._base.read() as session:
            rows = session.scalars(
                select(RoundRecipe)
                .where(RoundRecipe.is_active)
                .order_by(RoundRecipe.position, RoundRecipe.id)
            )
            kinds = {row.id: (pick(row.name_zh, row.name_en), row.event_kind) for row in rows}
        icons = {key: self._base.labels.choice("round_event", kind) for key, (_name, kind) in kinds.items()}
        return tuple(
            Choice(key, name, icons[key].icon, icons[key].tone) for key, (name, _kind) in kinds.items()
        )

    def recipe_named(self, text: str) -> int:
        """The recipe with this code or name. Raises NotFound that names those there are."""
        wanted = text.strip().casefold()
        with self._base.read() as session:
            rows = session.scalars(select(RoundRecipe).order_by(RoundRecipe.position)).all()
        for row in rows:
            if wanted in (row.code.casefold(), row.name_zh.casefold(), row.name_en.casefold()):
                return row.id
        known = ", ".join(row.code for row in rows if row.is_active)
        raise NotFound("round.no_such_recipe", code=text, known=known)

    def event_coded(self, code: str) -> int:
        """The damage event with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(DamageEvent.id).where(DamageEvent.code == code.strip()))
        if found is None:
            raise NotFound("round.no_such_event", code=code)
        return found

    def events(self, recipe_id: int) -> tuple[tuple[Choice, ...], int | None]:
        """The newest damage events of the recipe's kind, and the one proposed: of the latest round of the event
        that has this round still to come.
        """
        with self._base.read() as session:
            recipe = session.get(RoundRecipe, recipe_id)
            kind = DAMAGE_KIND.get(recipe.event_kind, "") if recipe else ""
            query = select(DamageEvent).order_by(
                DamageEvent.occurred_on.desc().nulls_last(), DamageEvent.id.desc()
            )
            rows = session.scalars(query.where(DamageEvent.kind == kind) if kind else query).all()
            found = tuple(Choice(row.id, f"{row.code}　{row.name}") for row in rows[:_EVENTS])
            proposed = (
                self._unfinished(session) if recipe and recipe.event_kind == Event.TYPHOON_AFTER else None
            )
        return found, proposed

    def plan(self, recipe_id: int, due_on: date | None = None) -> RoundPlan:
        """What starting the recipe would make today; changes nothing. Raises NotFound."""
        with self._base.read() as session:
            recipe = session.get(RoundRecipe, recipe_id)
            if recipe is None:
                raise NotFound("round.recipe_gone", id=recipe_id)
            return read_plan(session, recipe, self._base.clock.today(), due_on)

    # -- changing --------------------------------------------------------------------------------

    def start(self, wish: StartRound) -> Outcome[int]:
        """Make the round with its stops; the value is its id.

        Raises Conflict("round.already_started") for a second one of the recipe on the same day, unless ``again``,
        and Invalid if the recipe finds nothing.
        """
        today = self._base.clock.today()
        with self._base.uow("round.started") as uow:
            recipe = uow.get(RoundRecipe, wish.recipe_id, "round.recipe_gone")
            plan = read_plan(uow.session, recipe, today, wish.due_on)
            name = pick(recipe.name_zh, recipe.name_en)
            if plan.today and not wish.again:
                raise Conflict(
                    "round.already_started", field="recipe_id", number=plan.today[-1].number, name=name
                )
            if not plan.stops:
                raise Invalid("round.nothing_there", field="recipe_id", name=name)
            if plan.due_on < today:
                raise Invalid("round.due_in_the_past", field="due_on", due=plan.due_on)
            row = uow.add(
                Round(
                    number=_next_number(uow, today),
                    recipe_id=recipe.id,
                    event_id=self._event(uow, wish, recipe.event_kind, today),
                    title=_fitting(wish.title, "title", _LONGEST_TITLE) or recipe.name_zh,
                    started_at=self._base.clock.now(),
                    due_on=plan.due_on,
                )
            )
            self._add_stops(uow, row, plan, wish.assignee_id)
            return uow.commit(row.id, number=row.number, name=row.title, stops=len(plan.stops))

    def edit(self, round_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change ``title``, ``due_on`` (its open stops go along), ``event_id`` or ``note``. Raises Conflict."""
        with self._base.uow("round.edited") as uow:
            row = _current(uow, round_id, version)
            if "title" in fields:
                row.title = _fitting(fields["title"], "title", _LONGEST_TITLE) or row.title
            if "note" in fields:
                row.note = _fitting(fields["note"], "note", _LONGEST_NOTE)
            if "event_id" in fields:
                key = fields["event_id"]
                row.event_id = uow.get(DamageEvent, key, "event.gone").id if key else None
            if fields.get("due_on") and fields["due_on"] != row.due_on:
                self._move(uow, row, fields["due_on"])
            return uow.commit(row.id, number=row.number, name=row.title)

    def close(self, round_id: int, version: int, reasons: Mapping[int, str], note: str = "") -> Outcome[int]:
        """End it; ``reasons`` says by stop why it was not looked at. The value is how many were left out.

        Raises Invalid("round.unexplained", field="stop:<task id>") for an open stop without a reason.
        """
        with self._base.uow("round.closed") as uow:
            row = _current(uow, round_id, version)
            left = [task for task in _tasks(uow, row) if task.status == "planned"]
            for task in left:
                why = clean_line(reasons.get(task.id, ""))[:_LONGEST_REASON]
                if not why:
                    raise Invalid("round.unexplained", field=f"stop:{task.id}", target=task.target_label)
                task.status, task.reason = "skipped", why
            row.closed_on = self._base.clock.today()
            if note:
                row.note = _fitting(note, "note", _LONGEST_NOTE)
            uow.session.flush()
            refresh_next_dues(uow.session, {task.asset_id for task in left if task.asset_id})
            return uow.commit(len(left), number=row.number, name=row.title, left=len(left))

    # -- private ---------------------------------------------------------------------------------

    def _add_stops(self, uow: UnitOfWork, row: Round, plan: RoundPlan, assignee_id: int | None) -> None:
        """The stops as inspections, numbered in walking order."""
        prefix = f"I{row.due_on.year - 1911:03d}-"
        first = last_number(uow.session, prefix) + 1
        who = uow.get(User, assignee_id) if assignee_id else None
        uow.add_many(
            InspectionTask,
            [
                {
                    "number": f"{prefix}{serial:04d}",
                    "round_id": row.id,
                    "origin": "round",
                    "title": plan.name,
                    "asset_id": stop.asset_id,
                    "place_id": stop.place_id,
                    "target_label": stop.target,
                    "template_code": stop.template_code,
                    "due_on": row.due_on,
                    "status": "planned",
                    "explanation": f"round:{self._base.clock.today()}",
                    "assignee_id": who.id if who else None,
                    "assignee_label": who.name if who else "",
                }
                for serial, stop in enumerate(plan.stops, first)
            ],
        )
        refresh_next_dues(uow.session, {stop.asset_id for stop in plan.stops if stop.asset_id})

    def _event(self, uow: UnitOfWork, wish: StartRound, kind: str, today: date) -> int | None:
        """The damage event the round belongs to, made here if it is named for the first time."""
        name = _fitting(wish.new_event, "new_event", _LONGEST_TITLE)
        if not name:
            return uow.get(DamageEvent, wish.event_id, "event.gone").id if wish.event_id else None
        if kind not in DAMAGE_KIND:
            raise Invalid("round.no_event_kind", field="new_event")
        code = next_code(uow.session, DamageEvent, "E", today)
        row = DamageEvent(code=code, name=name, kind=DAMAGE_KIND[kind], occurred_on=today)
        return uow.add(row).id

    def _move(self, uow: UnitOfWork, row: Round, due_on: date) -> None:
        if due_on < self._base.clock.today():
            raise Invalid("round.due_in_the_past", field="due_on", due=due_on)
        row.due_on = due_on
        moved: set[int] = set()
        for task in _tasks(uow, row):
            if task.status == "planned":
                task.due_on = due_on
                moved |= {task.asset_id} if task.asset_id else set()
        uow.session.flush()
        refresh_next_dues(uow.session, moved)

    @staticmethod
    def _unfinished(session: Any) -> int | None:
        """The event of the newest round before a typhoon that no round after it belongs to yet."""
        rows = session.execute(
            select(Round.event_id, RoundRecipe.event_kind)
            .join(RoundRecipe, RoundRecipe.id == Round.recipe_id)
            .where(Round.event_id.is_not(None))
            .order_by(Round.started_at.desc(), Round.id.desc())
        ).all()
        after = {event for event, kind in rows if kind == Event.TYPHOON_AFTER}
        return next(
            (event for event, kind in rows if kind == Event.TYPHOON_BEFORE and event not in after), None
        )


def _current(uow: UnitOfWork, round_id: int, version: int) -> Round:
    """The round, if it is open and as it was read."""
    row = uow.get(Round, round_id, "round.gone")
    if row.version != version:
        raise Conflict("round.moved_on", number=row.number)
    if row.closed_on is not None:
        raise Invalid("round.is_closed", number=row.number, on=row.closed_on)
    return row


def _tasks(uow: UnitOfWork, row: Round) -> Iterable[InspectionTask]:
    mine = (InspectionTask.round_id == row.id, InspectionTask.origin == "round")
    return uow.session.scalars(select(InspectionTask).where(*mine).order_by(InspectionTask.id)).all()


def _next_number(uow: UnitOfWork, today: date) -> str:
    # Safe: the unit of work holds the only write lock from its first read to its commit.
    prefix = f"R{dates.roc_year(today):03d}-"
    taken = uow.session.scalars(select(Round.number).where(Round.number.startswith(prefix)))
    ends = [number.removeprefix(prefix) for number in taken]
    return f"{prefix}{max((int(one) for one in ends if one.isdigit()), default=0) + 1:02d}"


def _fitting(text: str, field: str, longest: int) -> str:
    words = clean_line(text)
    if len(words) > longest:
        raise Invalid("round.too_long", field=field, longest=longest)
    return words
