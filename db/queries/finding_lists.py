"""The list of findings (缺失): what failed where, who puts it right by when, and when it was looked at again."""

from sqlalchemy import func
from sqlalchemy.orm import aliased

from db.models import ChecklistItem, Finding, InspectionResult, InspectionTask, Ticket
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from db.queries.ticket_list import within_place
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE = ColumnKind.DATE, ColumnKind.CHOICE
_OPEN = Condition("state", "in", ("open", "repairing", "recheck"))
_DUE = Condition("dated", "in", (True,))
_Recheck = aliased(InspectionTask)
_item = func.coalesce(func.nullif(ChecklistItem.short_zh, ""), ChecklistItem.zh, Finding.note)

FINDINGS = register(
    ListInfo(
        code="findings",
        entity="findings",
        title="Findings",
        columns=(
            ColumnSpec("item", "What failed", width=24, choices="term"),
            ColumnSpec("target", "Asset / place", width=30, is_place=True),
            ColumnSpec("state", "Status", _CHOICE, 10, "finding_state"),
            ColumnSpec("correct_by", "Deadline", _DATE, 12),
            ColumnSpec("found_on", "Found on", _DATE, 12, lesser=1),
            ColumnSpec("ticket", "Repair no.", width=12, lesser=2),
            ColumnSpec("recheck_on", "Re-check due", _DATE, 12, lesser=3),
            ColumnSpec("resolved_on", "Put right on", _DATE, 12, shown=False),
            ColumnSpec("note", "Note", width=30, shown=False),
            ColumnSpec("number", "Inspection no.", width=12, lesser=4),
            ColumnSpec("title", "Inspection", width=26, choices="term", shown=False),
            ColumnSpec("basis", "Basis", _CHOICE, 10, "basis", shown=False),
            demo_mark(),
        ),
        filters={
            "state": "finding_state",
            "place": "place",
            "basis": "basis",
            "correct_by": "date",
            "found_on": "date",
        },
        presets=(
            ViewPreset("open", "Open findings", ListQuery(conditions=(_OPEN,))),
            ViewPreset("dated", "With a deadline", ListQuery(conditions=(_OPEN, _DUE), order="correct_by")),
            ViewPreset(
                "settled",
                "Settled findings",
                ListQuery(conditions=(Condition("state", "in", ("resolved", "waived")),)),
            ),
            ViewPreset("all", "All", ListQuery()),
        ),
        default_order="found_on",
        default_descending=True,
    ),
    Finding,
    {
        "item": _item,
        "target": func.coalesce(InspectionTask.target_label, ""),
        "state": Finding.state,
        "correct_by": Finding.correct_by,
        "found_on": Finding.found_on,
        "ticket": func.coalesce(Ticket.number, ""),
        "recheck_on": _Recheck.due_on,
        "resolved_on": Finding.resolved_on,
        "note": Finding.note,
        "number": func.coalesce(InspectionTask.number, ""),
        "title": func.coalesce(InspectionTask.title, ""),
        "basis": func.coalesce(InspectionTask.is_statutory, False),
        "is_demo": Finding.is_demo,
    },
    filters={
        "state": one_of(Finding.state),
        "basis": one_of(func.coalesce(InspectionTask.is_statutory, False)),
        "place": within_place(InspectionResult.place_id.expression),
        "correct_by": between(Finding.correct_by),
        "found_on": between(Finding.found_on),
        "dated": one_of(Finding.correct_by.is_not(None)),
        "asset": one_of(InspectionResult.asset_id),
    },
    search=(
        ChecklistItem.zh,
        ChecklistItem.en,
        Finding.note,
        InspectionTask.number,
        InspectionTask.target_label,
        Ticket.number,
    ),
    joins=lambda statement: (
        statement.join(InspectionResult, InspectionResult.id == Finding.result_id)
        .outerjoin(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .outerjoin(ChecklistItem, ChecklistItem.id == Finding.item_id)
        .outerjoin(Ticket, Ticket.id == Finding.ticket_id)
        .outerjoin(_Recheck, (_Recheck.id == Finding.recheck_task_id) & (_Recheck.status == "planned"))
    ),
)

OF_FINDINGS = (FINDINGS,)
