"""Inspection plans, their tasks over two years back and one ahead, and what was found. All invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from db.demo.plans import PLANS, Plan, next_due, occurrences, targets
from db.demo.readings import fill_result
from db.demo.world import Row, World
from facilities_app.domain.clock import at
from facilities_app.domain.inspections import sheet_prefix
from facilities_app.domain.naming import where_label
from facilities_app.domain.plan_dates import PERMIT_WINDOW_MONTHS

_BACK, _AHEAD = 730, 366
_WITH_ITEMS = 4
"""So many of the newest results of a plan keep their answers item by item."""

_SKIPPED = ("廠商停工，併下期辦理", "連續假期停辦", "颱風停班，併下期辦理")


@dataclass(slots=True)
class _Draft:
    plan: Plan
    row: Row
    asset: Row | None
    place: Row
    due: date
    title: str
    template: str
    statutory: bool
    open_from: date
    keeps_items: bool = False


def build_inspections(world: World) -> None:
    """Everything, tasks numbered in the order they fall due."""
    dice = world.dice("inspections")
    drafts: list[_Draft] = []
    for plan in PLANS:
        for index, (asset, place, name) in enumerate(targets(world, plan.what)):
            drafts += _plan(world, plan, index, asset, place, name)
    drafts.sort(key=lambda draft: (draft.due, draft.row["id"]))
    nearest: dict[int, date] = {}
    for draft in drafts:
        task = _task(world, dice, draft)
        if task["status"] == "planned" and draft.asset is not None:
            nearest.setdefault(draft.asset["id"], draft.due)
    for asset in world.assets.values():
        asset["next_due_on"] = nearest.get(asset["id"])
    _sheets(world)


def _plan(world: World, plan: Plan, index: int, asset: Row | None, place: Row, name: str) -> list[_Draft]:
    duty = world.duties.get(plan.duty)
    rule, template, title = plan.rule, plan.template, plan.title
    if duty is not None:
        rule, template, title = duty.rule, duty.template_code, duty.title_zh.split("（")[0]
    anchor = duty.anchor if duty is not None else "fixed"
    due = _expiry(world, asset) if anchor == "permit" else next_due(world, plan, index, name)
    days = occurrences(rule, due, world.day(-_BACK), world.day(_AHEAD))
    if anchor != "fixed":
        days = [day for day in days if day <= due]  # what follows is known once this one is done
    paused = asset is not None and asset.get("status") == "out_of_service"
    row = world.mark(
        "inspection_plans",
        code=f"P{len(world.sheets.tables.get('inspection_plans', [])) + 1:03d}",
        title=f"{title} {name}",
        duty_id=duty.id if duty is not None else None,
        template_code=template,
        asset_id=asset["id"] if asset else None,
        place_id=None if asset else place["id"],
        rule=rule,
        anchor=anchor,
        starts_on=days[0],
        assignee_id=world.users[plan.who]["id"],
        vendor_id=world.vendors[plan.vendor]["id"] if plan.vendor else None,
        is_active=not paused,
        pause_reason="設備停用" if paused else "",
        generated_until=world.day(_AHEAD) if anchor == "fixed" and not paused else None,
    )
    kept = [day for day in days if day < due][-_WITH_ITEMS:]
    statutory = bool(duty is not None and duty.is_statutory)
    drafts = [
        _Draft(plan, row, asset, place, day, title, template, statutory, due, day in kept) for day in days
    ]
    stopped = asset["status_since"] if asset is not None and paused else None
    return [draft for draft in drafts if stopped is None or draft.due < stopped]


def _expiry(world: World, asset: Row | None) -> date:
    """When the asset's permit ends: its inspection renews it."""
    ends: list[date] = [
        row["expires_on"]
        for row in world.sheets.tables["permits"]
        if asset and row["asset_id"] == asset["id"]
    ]
    return max(ends)


def _task(world: World, dice: Random, draft: _Draft) -> Row:
    user = world.users[draft.plan.who]
    roc = draft.due.year - 1911
    by_permit = draft.row["anchor"] == "permit"
    task = world.mark(
        "inspection_tasks",
        number=f"I{roc}-{world.serial(f'task-{roc}'):04d}",
        plan_id=draft.row["id"],
        duty_id=draft.row["duty_id"],
        template_code=draft.template,
        title=draft.title,
        asset_id=draft.asset["id"] if draft.asset else None,
        place_id=draft.place["id"],
        target_label=where_label(draft.place["label"], draft.asset["name"] if draft.asset else None),
        is_statutory=draft.statutory,
        due_on=draft.due,
        window_from=draft.due - relativedelta(months=PERMIT_WINDOW_MONTHS) if by_permit else None,
        window_until=draft.due if by_permit else None,
        occurrence_on=draft.due,
        explanation=f"permit:{draft.due}" if by_permit else "rule",
        status="planned",
        assignee_id=user["id"],
        assignee_label=user["name"],
    )
    if draft.due < draft.open_from and draft.due < world.today:
        _happened(world, dice, draft, task)
    return task


def _happened(world: World, dice: Random, draft: _Draft, task: Row) -> None:
    fate = dice.random()
    if fate < 0.012 and not draft.keeps_items:
        task.update(status="missed", reason="逾期未辦，已列入檢討")
        return
    if fate < 0.03 and not draft.keeps_items:
        task.update(status="skipped", reason=dice.choice(_SKIPPED))
        return
    shift = dice.randint(1, 8) if fate < 0.08 else -dice.randint(0, 5)
    done = world.workdays.previous_workday(min(draft.due + timedelta(days=shift), world.day(-1)))
    outcome = "fail" if dice.random() < 0.05 else "pass"
    task.update(status="done", done_on=done, outcome=outcome)
    template = world.templates.get(draft.template)
    result = world.mark(
        "inspection_results",
        task_id=task["id"],
        template_id=template[0] if template else None,
        asset_id=task["asset_id"],
        place_id=task["place_id"],
        inspected_on=done,
        inspector=task["assignee_label"],
        licence_number=f"示證字第 {dice.randint(1000, 9999)} 號" if draft.statutory else "",
        outcome=outcome,
        note="" if outcome == "pass" else "缺失已另案報修，限期改善",
    )
    if template and draft.keeps_items:
        fill_result(world, dice, draft.template, result)


def _sheets(world: World) -> None:
    """Two lift sheets of this month are printed already, so that the next one is the third."""
    month = (world.today.year, world.today.month)
    tasks = [
        task
        for task in world.sheets.tables["inspection_tasks"]
        if task["template_code"] == "ELEV"
        and task["status"] == "planned"
        and (task["due_on"].year, task["due_on"].month) == month
    ]
    for serial, task in enumerate(tasks[:2], 1):
        prefix = sheet_prefix("ELEV", month[0] - 1911, month[1])
        world.mark(
            "checklist_sheets",
            number=f"{prefix}-{serial:03d}",
            prefix=prefix,
            serial=serial,
            template_id=world.templates["ELEV"][0],
            task_id=task["id"],
            asset_id=task["asset_id"],
            place_id=task["place_id"],
            printed_at=at(world.today, 8, 30),
            printed_by="林育成",
        )
