"""Rounds of the living years: two typhoons with a round before and one after, an earthquake, a Dengue alert."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from db.demo.world import Row, World
from db.models import Asset, DormUnit, RoundRecipe, RoundRecipeLine, Ticket
from facilities_app.domain.clock import at
from facilities_app.domain.naming import where_label
from facilities_app.domain.tickets import Status
from facilities_app.domain.walking import Stop, walk_key

_PEOPLE = ("王志明", "陳建宏", "林育成")
_NO_KEY = ("借用人外出，另行約定", "鑰匙未借得，次日補巡")
_NO_WAY = ("廠商當日已另行檢查", "登頂梯積水封閉，改日補巡")
_WRONG = {
    "SKYLIGHT": "矽利康局部剝離，雨後滲水",
    "SOLAR": "模組固定夾鬆動 2 處",
    "FACADE": "固定件鬆動，已圍設警示",
    "DRAIN": "集水井浮球卡住，自動啟動失效",
    "DENGUE": "積水容器發現孑孓，當場清除",
    "DORMVAC": "圍牆邊樹枝斷落，壓及屋簷",
    "QUAKE": "輕隔間裂縫，觀察中",
}


@dataclass(frozen=True, slots=True)
class _Went:
    """One round: its recipe, how many days ago, the event it belongs to, and whether it was closed."""

    recipe: str
    ago: int
    title: str
    event: str = ""
    is_closed: bool = True


_ROUNDS = (
    _Went("TYPHOON-WARNING", 426, "颱風甲防颱巡查（示範）", "颱風甲（示範）"),
    _Went("TYPHOON-AFTER", 423, "颱風甲災後巡查（示範）", "颱風甲（示範）"),
    _Went("EARTHQUAKE", 262, "地震 4 級巡查（示範）"),
    _Went("TYPHOON-WARNING", 97, "颱風乙防颱巡查（示範）", "颱風乙（示範）"),
    _Went("TYPHOON-AFTER", 94, "颱風乙災後巡查（示範）", "颱風乙（示範）"),
    _Went("DENGUE-ALERT", 6, "登革熱警戒巡查（示範）", is_closed=False),
)


def build_rounds(world: World) -> None:
    """Every round with its stops done or explained; after the tickets are there."""
    dice = world.dice("rounds")
    recipes = {row.code: row for row in world.connection.execute(select(RoundRecipe.__table__))}
    order, repairs = _Order(world), _Repairs(world)
    events: dict[str, Row] = {}
    for went in _ROUNDS:
        day = world.day(-went.ago)
        if went.event and went.event not in events:
            events[went.event] = _event(world, went.event, day + timedelta(days=1))
        recipe = recipes[went.recipe]
        row = world.mark(
            "rounds",
            number=f"R{day.year - 1911}-{world.serial(f'round-{day.year}'):02d}",
            recipe_id=recipe.id,
            event_id=events[went.event]["id"] if went.event else None,
            title=went.title,
            started_at=at(day, 9, 10),
            due_on=day + timedelta(days=recipe.due_days),
            closed_on=day + timedelta(days=recipe.due_days + 1) if went.is_closed else None,
        )
        for stop in order.stops(recipe.id):
            _stop(world, dice, row, recipe, stop, repairs)


def _event(world: World, name: str, day: date) -> Row:
    return world.mark(
        "damage_events",
        code=f"E{day.year - 1911}-T{world.serial(f'typhoon-{day.year}')}",
        name=name,
        kind="typhoon",
        occurred_on=day,
        note="颱風警報前後各巡查一次，見事件巡查",
    )


@dataclass(frozen=True, slots=True)
class _Stop:
    asset_id: int | None
    place_id: int
    label: str
    template: str
    way: tuple[Stop, ...]
    code: str = ""


class _Order:
    """What a recipe finds among the demo's assets and units, in walking order."""

    def __init__(self, world: World) -> None:
        self._world = world
        places = {row["id"]: row for row in world.places.values()}
        self._labels = {key: row["label"] for key, row in places.items()}
        steps = {key: Stop(row["kind"], row["name"], row["position"]) for key, row in places.items()}
        self._ways = {
            key: tuple(steps[int(part)] for part in row["path"].split("/") if part)
            for key, row in places.items()
        }
        self._assets = world.connection.execute(
            select(Asset.id, Asset.code, Asset.name, Asset.category_id, Asset.place_id).where(
                Asset.status != "retired"
            )
        ).all()
        self._units = world.connection.execute(select(DormUnit.place_id, DormUnit.status)).all()

    def stops(self, recipe_id: int) -> list[_Stop]:
        """Each once, by the first line that names it."""
        lines = self._world.connection.execute(
            select(RoundRecipeLine.__table__)
            .where(RoundRecipeLine.recipe_id == recipe_id)
            .order_by(RoundRecipeLine.position)
        )
        found: dict[tuple[int | None, int], _Stop] = {}
        for line in lines:
            for stop in self._of(line):
                found.setdefault((stop.asset_id, stop.place_id), stop)
        return sorted(found.values(), key=lambda stop: walk_key(stop.way, stop.code))

    def _of(self, line: Any) -> list[_Stop]:
        code = line.template_code
        if line.unit_status:
            places = [row.place_id for row in self._units if row.status == line.unit_status]
            return [_Stop(None, key, where_label(self._labels[key]), code, self._ways[key]) for key in places]
        return [
            _Stop(
                row.id,
                row.place_id,
                where_label(self._labels[row.place_id], row.name),
                code,
                self._ways[row.place_id],
                row.code,
            )
            for row in self._assets
            if row.category_id == line.category_id
        ]


class _Repairs:
    """Closed repairs of the demo that a stop after a storm may have led to; each is taken once."""

    def __init__(self, world: World) -> None:
        self._rows = world.connection.execute(
            select(Ticket.id, Ticket.asset_id, Ticket.reported_on, Ticket.summary)
            .where(Ticket.status == int(Status.CLOSED), Ticket.is_demo)
            .order_by(Ticket.id)
        ).all()
        self._taken: set[int] = set()

    def after(self, stop: _Stop, day: date) -> Any:
        """A repair of the same asset reported within three weeks of the day; None for none."""
        for row in self._rows:
            soon = timedelta(0) <= row.reported_on - day <= timedelta(days=21)
            if stop.asset_id and row.asset_id == stop.asset_id and soon and row.id not in self._taken:
                self._taken.add(row.id)
                return row
        return None


def _stop(world: World, dice: Random, went: Row, recipe: Any, stop: _Stop, repairs: _Repairs) -> None:
    due: date = went["due_on"]
    roc = due.year - 1911
    task = world.mark(
        "inspection_tasks",
        number=f"I{roc}-{world.serial(f'task-{roc}'):04d}",
        round_id=went["id"],
        origin="round",
        template_code=stop.template,
        title=recipe.name_zh,
        asset_id=stop.asset_id,
        place_id=stop.place_id,
        target_label=stop.label,
        due_on=due,
        explanation=f"round:{due - timedelta(days=recipe.due_days)}",
        status="planned",
    )
    fate = dice.random()
    if fate > 0.97:
        task.update(status="skipped", reason=dice.choice(_NO_WAY if stop.asset_id else _NO_KEY))
        return
    done = due - timedelta(days=dice.randint(0, recipe.due_days))
    was_storm = recipe.event_kind == "typhoon_after"
    repair = repairs.after(stop, done) if was_storm else None
    has_failed = repair is not None or fate < (0.16 if was_storm else 0.05)
    task.update(status="done", done_on=done, outcome="fail" if has_failed else "pass")
    _looked_at(world, dice, task, stop, repair)


def _looked_at(world: World, dice: Random, task: Row, stop: _Stop, repair: Any) -> None:
    """What was found there; what was wrong has long been put right, by this repair if there is one."""
    done, has_failed = task["done_on"], task["outcome"] == "fail"
    wrong = repair.summary if repair is not None else _WRONG.get(stop.template, "缺失已處理")
    result = world.mark(
        "inspection_results",
        task_id=task["id"],
        template_id=world.templates[stop.template][0] if stop.template else None,
        asset_id=stop.asset_id,
        place_id=stop.place_id,
        inspected_on=done,
        inspector=dice.choice(_PEOPLE),
        outcome=task["outcome"],
        note=wrong if has_failed else "",
    )
    if has_failed:
        since = repair.reported_on if repair is not None else done
        settled = min(since + timedelta(days=dice.randint(3, 12)), world.day(-1))
        result["complied_on"] = settled
        world.mark(
            "findings",
            result_id=result["id"],
            ticket_id=repair.id if repair is not None else None,
            state="resolved",
            found_on=done,
            resolved_on=settled,
            note=wrong,
        )
