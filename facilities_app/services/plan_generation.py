"""Makes the tasks that plans ask for, up to a horizon, whenever the program runs: no gap, no double, nothing silent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db.models import Duty, InspectionPlan, InspectionTask, Meter, MeterReading, Permit, User
from db.uow import UnitOfWork
from facilities_app.domain import plan_dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.plan_dates import MeterRule, Occurrence, Timing
from facilities_app.domain.recurrence import Anchor, HolidayRule, Recurrence, read_days
from facilities_app.services.in_step import refresh_next_dues
from facilities_app.services.plan_members import Member, members

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from facilities_app.services.base import ServiceBase

HORIZON_DAYS = 400
"""Tasks exist this far ahead: the year planner of the running and of the next months has its rows."""
MISSED, PAUSED = "auto:missed", "auto:paused"
"""Reasons the program gives by itself; the message door has their words."""

Key = tuple[int | None, int | None]


@dataclass(slots=True)
class Generated:
    """What a run did; ``plans`` counts those that got or lost a task."""

    added: int = 0
    moved: int = 0
    missed: int = 0
    skipped: int = 0
    resumed: int = 0
    plans: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Known:
    """The tasks of one member of a plan."""

    days: set[date] = field(default_factory=set)
    planned: list[InspectionTask] = field(default_factory=list)
    done_on: date | None = None


class PlanGeneration:
    """Brings every plan's tasks up to the horizon. For the writer's thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def run(self, today: date | None = None, horizon_days: int = HORIZON_DAYS) -> Outcome[Generated]:
        """One journalled step of the program's own; the same run again changes nothing."""
        with self._base.uow("plans.generated", by_program=True) as uow:
            work = _Run(self._base, uow, today or self._base.clock.today(), horizon_days)
            for plan in uow.session.scalars(select(InspectionPlan).order_by(InspectionPlan.id)):
                work.plan(plan)
            done = work.finish()
            return uow.commit(done, count=done.added + done.moved, undoable=False)

    def within(self, uow: UnitOfWork, plan: InspectionPlan) -> Generated:
        """The same for one plan as a part of another step."""
        work = _Run(self._base, uow, self._base.clock.today(), HORIZON_DAYS)
        work.plan(plan)
        return work.finish()

    def follow(self, uow: UnitOfWork, task: InspectionTask) -> None:
        """The next turn of what was just done or left out, unless it has one already."""
        plan = uow.session.get(InspectionPlan, task.plan_id) if task.plan_id else None
        if plan is None or not plan.is_active:
            return
        uow.session.flush()
        ahead = select(InspectionTask.id).where(
            InspectionTask.plan_id == plan.id,
            InspectionTask.asset_id.is_not_distinct_from(task.asset_id),
            InspectionTask.place_id == task.place_id,
            InspectionTask.status == "planned",
        )
        if uow.session.scalar(ahead.limit(1)) is None:
            self.within(uow, plan)


class _Run:
    """One run: reads what each plan has, adds what it lacks."""

    def __init__(self, base: "ServiceBase", uow: UnitOfWork, today: date, horizon_days: int) -> None:
        self._workdays, self._uow, self._session = base.workdays, uow, uow.session
        self._today, self._horizon = today, today + timedelta(days=horizon_days)
        self._done = Generated()
        self._rows: list[dict[str, Any]] = []
        self._assets: set[int] = set()
        self._by_days: dict[tuple[int, date, date], list[Occurrence]] = {}
        self._duties = {row.id: row for row in self._session.scalars(select(Duty))}
        self._users = {row.id: row.name for row in self._session.execute(select(User.id, User.name))}

    def plan(self, plan: InspectionPlan) -> None:
        """Everything one plan asks for today."""
        self._wake(plan)
        known = self._known(plan)
        for member in members(self._session, plan):
            mine = known[member.key]
            for occurrence in self._wanted(plan, member, mine):
                if occurrence.on not in mine.days:
                    self._add(plan, member, occurrence)
            if plan.anchor == Anchor.PERMIT:
                self._follow_permit(plan, member, mine)
        if plan.anchor == Anchor.FIXED:
            for mine in known.values():
                self._give_up(plan, mine)
            until = self._until(plan)
            if plan.generated_until is None or plan.generated_until < until:
                plan.generated_until = until

    def finish(self) -> Generated:
        """Insert what was gathered, numbered in the order of its days; keep the assets' next day in step."""
        self._rows.sort(key=lambda row: (row["due_on"], row["plan_id"]))
        for row, number in zip(self._rows, self._numbers(), strict=True):
            row["number"] = number
        if self._rows:
            self._uow.add_many(InspectionTask, self._rows)
        self._session.flush()
        refresh_next_dues(self._session, self._assets)
        return self._done

    def _wake(self, plan: InspectionPlan) -> None:
        """A pause that has ended ends."""
        if plan.is_active or plan.paused_until is None or plan.paused_until > self._today:
            return
        plan.is_active, plan.pause_reason, plan.paused_until = True, "", None
        self._done.resumed += 1

    def _known(self, plan: InspectionPlan) -> dict[Key, _Known]:
        known: dict[Key, _Known] = defaultdict(_Known)
        query = select(InspectionTask).where(
            InspectionTask.plan_id == plan.id, InspectionTask.origin != "recheck"
        )
        for task in self._session.scalars(query.order_by(InspectionTask.due_on)):
            mine = known[(task.asset_id, None) if task.asset_id is not None else (None, task.place_id)]
            mine.days.add(task.occurrence_on or task.due_on)
            if task.status == "planned":
                mine.planned.append(task)
            else:
                # Left out counts as its turn taken: a floating plan goes on from there.
                last = task.done_on or task.due_on
                mine.done_on = max(mine.done_on or last, last)
        return known

    def _wanted(self, plan: InspectionPlan, member: Member, mine: _Known) -> Iterable[Occurrence]:
        timing = Timing(HolidayRule(plan.holiday_rule), plan.window_before_days, plan.window_after_days)
        if plan.anchor == Anchor.FIXED:
            return self._by_rule(plan, timing, mine)
        if mine.planned or not plan.is_active:
            return ()
        if plan.anchor == Anchor.FLOATING:
            found = plan_dates.after_completion(recurrence_of(plan), timing, self._workdays, mine.done_on)
        elif plan.anchor == Anchor.PERMIT:
            expiry = expiry_of(self._session, member.asset_id, plan.permit_kind)
            found = plan_dates.before_expiry(expiry, timing, self._workdays) if expiry else None
        else:
            found = self._by_meter(plan, member, mine)
        return (found,) if found else ()

    def _by_rule(self, plan: InspectionPlan, timing: Timing, mine: _Known) -> list[Occurrence]:
        since = self._today
        if mine.days and plan.generated_until is not None:
            # What the plan owed while the program was closed is still owed; who joins later begins today.
            since = plan.generated_until + timedelta(days=1)
        since, until = max(since, plan.starts_on), self._until(plan)
        asked = (plan.id, since, until)
        if asked not in self._by_days:  # the members of a set mostly ask for the same days
            found = plan_dates.by_rule(recurrence_of(plan), timing, self._workdays, since, until)
            self._by_days[asked] = found
        return self._by_days[asked]

    def _until(self, plan: InspectionPlan) -> date:
        """How far a fixed plan is made: in a pause to its end, or to today while that is open."""
        if plan.is_active:
            return self._horizon
        return min(self._horizon, plan.paused_until or self._today)

    def _by_meter(self, plan: InspectionPlan, member: Member, mine: _Known) -> Occurrence | None:
        if not plan.meter_rule:
            return None
        query = (
            select(MeterReading.read_on, MeterReading.value)
            .join(Meter, Meter.id == MeterReading.meter_id)
            .where(Meter.asset_id == member.asset_id)
            .order_by(MeterReading.read_on)
        )
        if plan.meter_kind:
            query = query.where(Meter.kind == plan.meter_kind)
        readings = [(row.read_on, row.value) for row in self._session.execute(query)]
        met = plan_dates.met_on(
            MeterRule(plan.meter_rule), plan.meter_from, plan.meter_until, readings, mine.done_on
        )
        if met is None:
            return None
        due = met[0] + timedelta(days=plan.window_after_days or 0)
        return Occurrence(met[0], due, None, None, plan_dates.Why.METER, met[0])

    def _follow_permit(self, plan: InspectionPlan, member: Member, mine: _Known) -> None:
        """A permit that was renewed or corrected takes its planned inspection along."""
        expiry = expiry_of(self._session, member.asset_id, plan.permit_kind)
        for task in mine.planned:
            if expiry is None or expiry == (task.occurrence_on or task.due_on) or expiry in mine.days:
                continue
            timing = Timing(HolidayRule(plan.holiday_rule), plan.window_before_days, plan.window_after_days)
            moved = plan_dates.before_expiry(expiry, timing, self._workdays)
            task.occurrence_on, task.due_on = moved.on, moved.due_on
            task.window_from, task.window_until = moved.window_from, moved.window_until
            task.explanation = plan_dates.explained(moved)
            self._note(plan, member.asset_id)
            self._done.moved += 1

    def _give_up(self, plan: InspectionPlan, mine: _Known) -> None:
        """What was not done before the next one fell due was missed, and stays as a row that says so."""
        due = [task for task in mine.planned if task.due_on <= self._today]
        for task, _next in pairwise(due):
            task.status, task.reason = "missed", MISSED
            self._note(plan, task.asset_id)
            self._done.missed += 1

    def _add(self, plan: InspectionPlan, member: Member, occurrence: Occurrence) -> None:
        duty = self._duties.get(plan.duty_id or 0)
        is_paused = not plan.is_active
        self._rows.append(
            {
                "plan_id": plan.id,
                "duty_id": plan.duty_id,
                "template_code": plan.template_code,
                "title": task_title(plan, duty),
                "asset_id": member.asset_id,
                "place_id": member.place_id,
                "target_label": member.label,
                "is_statutory": bool(duty and duty.is_statutory),
                "due_on": occurrence.due_on,
                "occurrence_on": occurrence.on,
                "window_from": occurrence.window_from,
                "window_until": occurrence.window_until,
                "explanation": plan_dates.explained(occurrence),
                "status": "skipped" if is_paused else "planned",
                "reason": PAUSED if is_paused else "",
                "assignee_id": plan.assignee_id,
                "assignee_label": self._users.get(plan.assignee_id or 0, ""),
                "origin": "plan",
                "is_demo": plan.is_demo,
            }
        )
        self._note(plan, member.asset_id)
        if is_paused:
            self._done.skipped += 1
        else:
            self._done.added += 1

    def _note(self, plan: InspectionPlan, asset_id: int | None) -> None:
        self._done.plans.add(plan.id)
        if asset_id is not None:
            self._assets.add(asset_id)

    def _numbers(self) -> Iterator[str]:
        """I115-0001 …: the next ones of each 民國 year. Safe: the unit of work holds the only write lock."""
        used: dict[str, int] = {}
        for row in self._rows:
            prefix = f"I{row['due_on'].year - 1911:03d}-"
            if prefix not in used:
                used[prefix] = last_number(self._session, prefix)
            used[prefix] += 1
            yield f"{prefix}{used[prefix]:04d}"


def recurrence_of(plan: InspectionPlan) -> Recurrence:
    """The plan's rule with its days. Raises Invalid("plan.bad_rule")."""
    return Recurrence(plan.rule, plan.starts_on, plan.ends_on, read_days(plan.exclusions))


def task_title(plan: InspectionPlan, duty: Duty | None) -> str:
    """What its tasks are called: the duty without what is said in brackets, or the plan's own title."""
    return duty.title_zh.split("（")[0] if duty is not None else plan.title


def last_number(session: "Session", prefix: str) -> int:
    """The highest count given to a task under ``prefix``; 0 for none."""
    newest = session.scalars(
        select(InspectionTask.number).where(InspectionTask.number.startswith(prefix, autoescape=True))
    )
    return max(
        (int(number[len(prefix) :]) for number in newest if number[len(prefix) :].isdigit()), default=0
    )


def expiry_of(session: "Session", asset_id: int | None, kind: str = "") -> date | None:
    """When the asset's permit of that kind ends, the latest one; None without one."""
    query = select(func.max(Permit.expires_on)).where(Permit.asset_id == asset_id)
    return session.scalar(query.where(Permit.kind == kind) if kind else query)
