"""What the demo's inspections found: put right long ago, or open, one with an authority's deadline. All invented."""

from datetime import timedelta

from db.demo.world import Row, World

_OPEN_DAYS, _REPAIR_DAYS, _DEADLINE_DAYS = 120, 12, 6
_NOTE = "現場不合格，已拍照存查"
_OF_AUTHORITY = "防火避難設施自主檢查"


def build_findings(world: World) -> None:
    """A finding for each item that failed; those of the last months wait to be put right."""
    results = {row["id"]: row for row in world.sheets.tables["inspection_results"]}
    tasks = {row["id"]: row for row in world.sheets.tables["inspection_tasks"]}
    for answer in world.sheets.tables["result_items"]:
        if answer["outcome"] == "fail":
            result = results[answer["result_id"]]
            _finding(world, result, tasks[result["task_id"]], answer)


def _finding(world: World, result: Row, task: Row, answer: Row) -> None:
    found = result["inspected_on"]
    is_open = found >= world.day(-_OPEN_DAYS)
    by_authority = is_open and task["title"] == _OF_AUTHORITY
    settled = None if is_open else world.workdays.next_workday(found + timedelta(days=_REPAIR_DAYS))
    world.mark(
        "findings",
        result_id=result["id"],
        item_id=answer["item_id"],
        state="open" if is_open else "resolved",
        found_on=found,
        correct_by=world.day(_DEADLINE_DAYS) if by_authority else None,
        resolved_on=settled,
        note=_NOTE,
    )
    result["complied_on"] = settled
