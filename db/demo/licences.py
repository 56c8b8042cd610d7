"""Who may inspect in the demo office, by licences of which one ends soon; and what was filed. All invented."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.demo.world import Row, World


@dataclass(frozen=True, slots=True)
class _Held:
    """A licence: whose (a person of the office, or somebody of a vendor), and for how many more days."""

    kind: str
    number: str
    days: int | None
    duties: tuple[str, ...]
    user: str = ""
    holder: str = ""
    vendor: str = ""


_HELD = (
    _Held("昇降機專業技術人員", "示昇技字第 01872 號", 412, ("LIFT-MAINT",), holder="鄭安杰", vendor="V01"),
    _Held("昇降機專業技術人員", "示昇技字第 02040 號", 141, (), holder="蘇柏宇", vendor="V01"),
    _Held("昇降機檢查員", "示昇檢字第 00341 號", 655, ("LIFT-INSPECT", "LIFT-INSPECT-15Y"), holder="周明達"),
    _Held("消防設備士", "示消士字第 03316 號", None, ("FIRE-FILING",), holder="許志遠", vendor="V04"),
    _Held("防火管理人", "示防管字第 11209 號", 38, ("FIRE-SELFCHECK", "FIRE-DRILL"), user="huang"),
    _Held(
        "高壓電氣技術人員",
        "示電技字第 20771 號",
        903,
        ("ELEC-TEST", "ELEC-OUTAGE"),
        holder="高國棟",
        vendor="V03",
    ),
    _Held("乙級電匠", "示電匠字第 05512 號", 214, (), user="chen"),
)
_FILED = ("LIFT-MAINT", "LIFT-INSPECT", "FIRE-FILING", "ELEC-TEST", "ELEC-OUTAGE")
_FILED_WITHIN = 420
"""Older results of the demo were filed on paper and have no number."""
_WAITING = 9
"""So many days a result usually waits for its number; the newest have none yet."""


def build_licences(world: World) -> None:
    """Licences, the kinds that plans ask for, and what recent results were filed under."""
    codes = {row.id: code for code, row in world.duties.items()}
    by_duty: dict[str, Row] = {}
    for held in _HELD:
        row = _licence(world, held)
        by_duty |= dict.fromkeys(held.duties, row)
    for plan in world.sheets.tables["inspection_plans"]:
        licence = by_duty.get(codes.get(plan["duty_id"], ""))
        if licence is not None:
            plan["licence_kind"] = licence["kind"]
    tasks = {row["id"]: row for row in world.sheets.tables["inspection_tasks"]}
    for result in world.sheets.tables["inspection_results"]:
        code = codes.get(tasks[result["task_id"]]["duty_id"], "")
        _held_by(result, by_duty.get(code))
        if code in _FILED:
            _file(world, result)


def _licence(world: World, held: _Held) -> Row:
    user = world.users.get(held.user)
    ends: date | None = None if held.days is None else world.day(held.days)
    return world.mark(
        "licences",
        user_id=user["id"] if user else None,
        vendor_id=world.vendors[held.vendor]["id"] if held.vendor else None,
        holder=user["name"] if user else held.holder,
        kind=held.kind,
        number=held.number,
        issued_on=ends - timedelta(days=3 * 365) if ends else world.day(-900),
        expires_on=ends,
        note="",
    )


def _held_by(result: Row, licence: Row | None) -> None:
    """The licence stands in results of its own time."""
    if licence is not None and result["inspected_on"] >= licence["issued_on"]:
        result["licence_id"], result["licence_number"] = licence["id"], licence["number"]


def _file(world: World, result: Row) -> None:
    done: date = result["inspected_on"]
    filed = world.workdays.next_workday(done + timedelta(days=_WAITING))
    if done < world.day(-_FILED_WITHIN) or filed > world.today:
        return
    year = filed.year - 1911
    result["filing_number"] = f"示申字第 {year}{world.serial(f'filing-{year}'):05d} 號"
    result["filed_on"] = filed
