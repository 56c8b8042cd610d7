"""Inspection plans: made, changed, paused with a reason, and looked ahead. A plan cannot die silently."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import ChecklistSheet, InspectionPlan, InspectionTask, PlanPause, PlanTarget
from db.uow import UnitOfWork
from facilities_app.domain import plan_dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.plan_dates import Occurrence, Timing, Why
from facilities_app.domain.recurrence import Anchor, HolidayRule, Recurrence, read_days
from facilities_app.domain.wording import clean_line
from facilities_app.services.in_step import refresh_next_dues
from facilities_app.services.plan_drafts import PlanDraft, checked
from facilities_app.services.plan_generation import (
    PAUSED,
    Generated,
    PlanGeneration,
    expiry_of,
    recurrence_of,
)
from facilities_app.services.plan_members import Member, TargetLine, lines_of, members, members_of
from facilities_app.services.plan_reading import PlanReading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from facilities_app.services.base import ServiceBase

PREVIEWED = 10
_ABANDONED = "auto:plan_changed"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as lists and the editor read it."""

    id: int
    version: int
    code: str
    draft: PlanDraft
    is_active: bool
    pause_reason: str
    paused_until: date | None
    next_due: date | None
    last_done: date | None
    member_count: int


_COLUMNS = tuple(field.name for field in fields(PlanDraft) if field.name != "targets")
_TIMES = frozenset(
    [
        "rule",
        "starts_on",
        "anchor",
        "ends_on",
        "exclusions",
        "holiday_rule",
        "window_before_days",
        "window_after_days",
    ]
)


class PlanService:
    """All changes to plans go through here; each makes the tasks it asks for in the same step."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self.generation = PlanGeneration(base)
        self.reading = PlanReading(base, self)

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[PlanRow, ...]:
        """Every plan in the order of its code."""
        with self._base.read() as session:
            plans = session.scalars(select(InspectionPlan).order_by(InspectionPlan.code)).all()
            return tuple(_row(session, plan) for plan in plans)

    def get(self, plan_id: int) -> PlanRow:
        """One plan. Raises NotFound("plan.gone")."""
        with self._base.read() as session:
            plan = session.get(InspectionPlan, plan_id)
            if plan is None:
                raise NotFound("plan.gone", id=plan_id)
            return _row(session, plan)

    def find(self, code: str) -> int:
        """The id of the plan with this code. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(InspectionPlan.id).where(InspectionPlan.code == code.strip()))
        if found is None:
            raise NotFound("plan.no_such_code", code=code)
        return found

    def members_of(self, plan_id: int) -> list[Member]:
        """Whom the plan is about today."""
        with self._base.read() as session:
            return members(session, session.get_one(InspectionPlan, plan_id))

    def preview(self, draft: PlanDraft, since: date | None = None) -> list[Occurrence]:
        """The next ten occurrences as the draft stands, from ``since`` (today) on. Those after the next are estimates
        where the plan counts from what is done (as if each were done on its day) or from a permit (as if it were
        renewed as usual); no reading of a meter is foreseen. Raises Invalid beside its field.
        """
        today = self._base.clock.today()
        draft, since = checked(draft, today), since or today
        timing = _timing(draft)
        if draft.anchor == Anchor.METER:
            return []
        recurrence = Recurrence(draft.rule, draft.starts_on, draft.ends_on, read_days(draft.exclusions))
        if draft.anchor == Anchor.PERMIT:
            return self._permits(draft, recurrence, timing, since)
        days = recurrence.first(PREVIEWED, max(since, draft.starts_on))
        if not days:
            return []
        found = plan_dates.by_rule(recurrence, timing, self._base.workdays, days[0], days[-1])
        if draft.anchor == Anchor.FLOATING:
            found[1:] = [replace(one, why=Why.IF_DONE) for one in found[1:]]
        return found

    # -- changing --------------------------------------------------------------------------------

    def add(self, draft: PlanDraft) -> Outcome[int]:
        """A new plan with its tasks up to the horizon; the value is its id."""
        with self._base.uow("plan.added") as uow:
            plan = InspectionPlan(code=_next_code(uow), starts_on=draft.starts_on, rule=draft.rule, title="")
            _fill(plan, checked(draft, self._base.clock.today()))
            uow.add(plan)
            _set_targets(uow, plan, draft.targets)
            made = self.generation.within(uow, plan)
            done = uow.commit(plan.id, name=plan.title, count=1, made=made.added)
        self._base.labels.forget()  # its English title is a name too
        return done

    def edit(self, plan_id: int, version: int, draft: PlanDraft) -> Outcome[int]:
        """Change a plan. Tasks ahead that its new dates or members no longer ask for are taken away, unless a sheet
        was printed; what is past or done stays. Raises Conflict if it moved on since ``version``.
        """
        with self._base.uow("plan.edited") as uow:
            plan = _current(uow, plan_id, version)
            before = {name: getattr(plan, name) for name in _TIMES}
            _fill(plan, checked(draft, self._base.clock.today()))
            _set_targets(uow, plan, draft.targets)
            uow.session.flush()
            if any(getattr(plan, name) != value for name, value in before.items()):
                plan.generated_until = None
            self._drop_ahead(uow, plan)
            self.generation.within(uow, plan)
            done = uow.commit(plan.id, name=plan.title)
        self._base.labels.forget()
        return done

    def pause(self, plan_id: int, version: int, reason: str, until: date | None) -> Outcome[int]:
        """Let the plan rest, with the reason; what falls into the pause stays as skipped rows that say so."""
        why = clean_line(reason)[:200]
        today = self._base.clock.today()
        if not why:
            raise Invalid("plan.needs_reason", field="reason")
        if until is not None and until <= today:
            raise Invalid("plan.pause_in_the_past", field="until", until=until)
        with self._base.uow("plan.paused") as uow:
            plan = _current(uow, plan_id, version)
            plan.is_active, plan.pause_reason, plan.paused_until = False, why, until
            uow.add(PlanPause(plan_id=plan.id, from_on=today, until_on=until, reason=why))
            for task in _ahead(uow.session, plan, today):
                if until is None or task.due_on < until:
                    task.status, task.reason = "skipped", PAUSED
            self._settle(uow, plan)
            return uow.commit(plan.id, name=plan.title)

    def resume(self, plan_id: int, version: int) -> Outcome[int]:
        """End the pause today; the plan goes on with what falls due from now on."""
        today = self._base.clock.today()
        with self._base.uow("plan.resumed") as uow:
            plan = _current(uow, plan_id, version)
            plan.is_active, plan.pause_reason, plan.paused_until = True, "", None
            for pause in uow.session.scalars(select(PlanPause).where(PlanPause.plan_id == plan.id)):
                if pause.until_on is None or pause.until_on > today:
                    pause.until_on = today
            for task in _paused_ahead(uow.session, plan, today):
                task.status, task.reason = "planned", ""
            uow.session.flush()
            self.generation.within(uow, plan)
            self._settle(uow, plan)
            return uow.commit(plan.id, name=plan.title)

    def generate(self, today: date | None = None) -> Outcome[Generated]:
        """Bring all plans up to the horizon; see PlanGeneration.run."""
        return self.generation.run(today)

    def _drop_ahead(self, uow: UnitOfWork, plan: InspectionPlan) -> None:
        """Take away planned tasks ahead that the plan no longer asks for."""
        if plan.anchor != Anchor.FIXED:
            return
        today = self._base.clock.today()
        keys = {member.key for member in members(uow.session, plan)}
        days = set(recurrence_of(plan).dates(today, today + timedelta(days=2 * 366)))
        for task in _ahead(uow.session, plan, today):
            key = (task.asset_id, None) if task.asset_id is not None else (None, task.place_id)
            if key in keys and (task.occurrence_on or task.due_on) in days:
                continue
            if _has_sheet(uow.session, task):
                task.status, task.reason = "skipped", _ABANDONED
            else:
                uow.session.delete(task)
        self._settle(uow, plan)

    @staticmethod
    def _settle(uow: UnitOfWork, plan: InspectionPlan) -> None:
        uow.session.flush()
        refresh_next_dues(uow.session, {m.asset_id for m in members(uow.session, plan) if m.asset_id})

    def _permits(
        self, draft: PlanDraft, recurrence: Recurrence, timing: Timing, since: date
    ) -> list[Occurrence]:
        """What the permits that are known ask for, then what follows them; each day once."""
        workdays, ends = self._base.workdays, set()
        with self._base.read() as session:
            for member in members_of(session, draft.targets):
                ends.add(expiry_of(session, member.asset_id, draft.permit_kind))
        found: dict[date, Occurrence] = {}
        for end in sorted(end for end in ends if end is not None):
            known = plan_dates.before_expiry(end, timing, workdays)
            found[known.due_on] = known
        for end in [one.on for one in found.values()]:
            ahead = plan_dates.after_renewal(recurrence, timing, workdays, end)
            for one in islice((one for one in ahead if one.due_on >= since), PREVIEWED):
                found.setdefault(one.due_on, one)
        return sorted(found.values(), key=lambda one: one.due_on)[:PREVIEWED]


def _timing(draft: PlanDraft) -> Timing:
    return Timing(HolidayRule(draft.holiday_rule), draft.window_before_days, draft.window_after_days)


def _fill(plan: InspectionPlan, draft: PlanDraft) -> None:
    for name in _COLUMNS:
        setattr(plan, name, getattr(draft, name))


def _set_targets(uow: UnitOfWork, plan: InspectionPlan, lines: Sequence[TargetLine]) -> None:
    """The set as given; a single asset or place is kept in the plan itself."""
    single = lines[0] if len(lines) == 1 and not lines[0].is_excluded else TargetLine()
    is_own = single == TargetLine(asset_id=single.asset_id) or single == TargetLine(place_id=single.place_id)
    plan.asset_id = single.asset_id if is_own else None
    plan.place_id = single.place_id if is_own else None
    wanted = [] if is_own and single != TargetLine() else list(lines)
    for row in uow.session.scalars(select(PlanTarget).where(PlanTarget.plan_id == plan.id)):
        uow.session.delete(row)
    for line in wanted:
        uow.add(PlanTarget(plan_id=plan.id, **asdict(line)))


def _current(uow: UnitOfWork, plan_id: int, version: int) -> InspectionPlan:
    plan = uow.get(InspectionPlan, plan_id, "plan.gone")
    if plan.version != version:
        raise Conflict("plan.moved_on", name=plan.title)
    return plan


def _ahead(session: "Session", plan: InspectionPlan, today: date) -> list[InspectionTask]:
    query = select(InspectionTask).where(
        InspectionTask.plan_id == plan.id,
        InspectionTask.status == "planned",
        InspectionTask.due_on >= today,
        InspectionTask.origin == "plan",
    )
    return list(session.scalars(query))


def _paused_ahead(session: "Session", plan: InspectionPlan, today: date) -> list[InspectionTask]:
    query = select(InspectionTask).where(
        InspectionTask.plan_id == plan.id,
        InspectionTask.status == "skipped",
        InspectionTask.reason == PAUSED,
        InspectionTask.due_on >= today,
    )
    return list(session.scalars(query))


def _has_sheet(session: "Session", task: InspectionTask) -> bool:
    found = session.scalar(select(ChecklistSheet.id).where(ChecklistSheet.task_id == task.id).limit(1))
    return found is not None


def _next_code(uow: UnitOfWork) -> str:
    codes = uow.session.scalars(select(InspectionPlan.code).where(InspectionPlan.code.startswith("P")))
    return f"P{max((int(code[1:]) for code in codes if code[1:].isdigit()), default=0) + 1:03d}"


def _row(session: "Session", plan: InspectionPlan) -> PlanRow:
    dates = {
        row.status: (row.first, row.last)
        for row in session.execute(
            select(
                InspectionTask.status,
                func.min(InspectionTask.due_on).label("first"),
                func.max(InspectionTask.done_on).label("last"),
            )
            .where(InspectionTask.plan_id == plan.id, InspectionTask.status.in_(("planned", "done")))
            .group_by(InspectionTask.status)
        )
    }
    given: dict[str, Any] = {name: getattr(plan, name) for name in _COLUMNS}
    return PlanRow(
        id=plan.id,
        version=plan.version,
        code=plan.code,
        draft=PlanDraft(targets=lines_of(session, plan), **given),
        is_active=plan.is_active,
        pause_reason=plan.pause_reason,
        paused_until=plan.paused_until,
        next_due=dates.get("planned", (None, None))[0],
        last_done=dates.get("done", (None, None))[1],
        member_count=len(members(session, plan)),
    )
