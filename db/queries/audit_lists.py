"""The lists of the audit of actual residence: rounds, the units of rounds, and what followed their findings."""

from typing import Any

from sqlalchemy import Select, String, cast, func, select

from db.models import AuditFollowUp, AuditRound, AuditVisit
from db.queries.small_lists import demo_mark, register
from db.queries.sql_list import between, one_of
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _CHOICE, _INT = ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.INTEGER
_ROUND = cast(AuditRound.year - 1911, String) + "-" + cast(AuditRound.ordinal, String)
"""How a round is named: 115-2."""


def _units(*findings: str) -> Any:
    """How many units of a round have one of these findings; all of them for none. Counted from the rows."""
    counted = select(func.count()).where(AuditVisit.round_id == AuditRound.id)
    if findings:
        counted = counted.where(AuditVisit.finding.in_(findings))
    return counted.correlate(AuditRound).scalar_subquery()


def _preset(key: str, title: str, field: str, *values: Any) -> ViewPreset:
    return ViewPreset(key, title, ListQuery(conditions=(Condition(field, "in", values),)))


ROUNDS = register(
    ListInfo(
        code="audit_rounds",
        entity="audit_rounds",
        title="Rounds of the audit",
        columns=(
            ColumnSpec("number", "No.", width=9),
            ColumnSpec("name", "Audit round", width=30),
            ColumnSpec("scope", "Which units", _CHOICE, 14, "audit_scope"),
            ColumnSpec("starts_on", "From", _DATE, 12),
            ColumnSpec("due_on", "Until", _DATE, 12),
            ColumnSpec("closed_on", "Closed", _DATE, 12),
            ColumnSpec("listed", "To audit", _INT, 8, sortable=False),
            ColumnSpec("residing", "Residing", _INT, 8, sortable=False),
            ColumnSpec("not_met", "Not met", _INT, 8, sortable=False),
            ColumnSpec("unvisited", "Not yet visited", _INT, 8, sortable=False),
            demo_mark(),
        ),
        filters={"scope": "audit_scope", "started": "date", "closed": "date"},
        presets=(ViewPreset("all", "All", ListQuery()),),
        default_order="starts_on",
        default_descending=True,
    ),
    AuditRound,
    {
        "number": _ROUND,
        "name": AuditRound.name,
        "scope": AuditRound.scope,
        "starts_on": AuditRound.starts_on,
        "due_on": AuditRound.due_on,
        "closed_on": AuditRound.closed_on,
        "listed": _units(),
        "residing": _units("residing"),
        "not_met": _units("not_met"),
        "unvisited": _units(""),
        "is_demo": AuditRound.is_demo,
    },
    filters={
        "scope": one_of(AuditRound.scope),
        "started": between(AuditRound.starts_on),
        "closed": between(AuditRound.closed_on),
    },
    search=(_ROUND, AuditRound.name),
)

VISITS = register(
    ListInfo(
        code="audit_visits",
        entity="audit_visits",
        title="Units of the audit",
        columns=(
            ColumnSpec("number", "Sheet no.", width=14),
            ColumnSpec("round", "Audit round", width=9),
            ColumnSpec("position", "Order", _INT, 6),
            ColumnSpec("route", "Route", width=10, shown=False),
            ColumnSpec("unit", "Unit", width=9),
            ColumnSpec("kind", "Kind", _CHOICE, 16, "unit_kind"),
            ColumnSpec("where", "Place", width=30, sortable=False, shown=False),
            ColumnSpec("resident_label", "Resident", width=14),
            ColumnSpec("finding", "Audit finding", _CHOICE, 14, "audit_finding"),
            ColumnSpec("visited_at", "Visited at", ColumnKind.MOMENT, 16),
            ColumnSpec("visitor", "Visitor", width=12),
            ColumnSpec("absence", "Reason for absence", _CHOICE, 12, "absence_reason", shown=False),
            ColumnSpec("revisit_on", "Visit again", _DATE, 12),
            ColumnSpec("note", "Note", width=24, sortable=False),
            ColumnSpec("explanation", "Explanation", width=24, sortable=False, shown=False),
            demo_mark(),
        ),
        filters={"finding": "audit_finding", "kind": "unit_kind"},
        presets=(
            ViewPreset("all", "All", ListQuery()),
            _preset("open", "Still to be visited", "finding", "", "not_met"),
            _preset(
                "trouble",
                "With a finding that is followed up",
                "finding",
                "not_residing",
                "partly",
                "sublet",
                "occupied",
            ),
        ),
        default_order="number",
        default_descending=True,
    ),
    AuditVisit,
    {
        "number": AuditVisit.number,
        "round": _ROUND,
        "position": AuditVisit.position,
        "route": AuditVisit.route,
        "unit": AuditVisit.unit_code,
        "kind": AuditVisit.unit_kind,
        "where": AuditVisit.unit_where,
        "resident_label": AuditVisit.expected_resident,
        "finding": AuditVisit.finding,
        "visited_at": AuditVisit.visited_at,
        "visitor": AuditVisit.visitor,
        "absence": AuditVisit.absence,
        "revisit_on": AuditVisit.revisit_on,
        "note": AuditVisit.note,
        "explanation": AuditVisit.explanation,
        "is_demo": AuditVisit.is_demo,
    },
    filters={
        "finding": one_of(AuditVisit.finding),
        "kind": one_of(AuditVisit.unit_kind),
        "round": one_of(AuditVisit.round_id),
    },
    search=(AuditVisit.number, AuditVisit.unit_code, AuditVisit.expected_resident, AuditVisit.note),
    joins=lambda statement: statement.join(AuditRound, AuditRound.id == AuditVisit.round_id),
)


def _follow_up_joins(statement: Select[Any]) -> Select[Any]:
    return statement.join(AuditVisit, AuditVisit.id == AuditFollowUp.visit_id).join(
        AuditRound, AuditRound.id == AuditVisit.round_id
    )


FOLLOW_UPS = register(
    ListInfo(
        code="audit_follow_ups",
        entity="audit_follow_ups",
        title="Follow-ups of the audit",
        columns=(
            ColumnSpec("number", "Sheet no.", width=14),
            ColumnSpec("round", "Audit round", width=9),
            ColumnSpec("unit", "Unit", width=9),
            ColumnSpec("resident_label", "Resident", width=14),
            ColumnSpec("finding", "Audit finding", _CHOICE, 14, "audit_finding"),
            ColumnSpec("kind", "Step", _CHOICE, 14, "follow_up_kind"),
            ColumnSpec("state", "Status", _CHOICE, 8, "follow_up_state"),
            ColumnSpec("made_on", "Begun", _DATE, 12),
            ColumnSpec("due_on", "Due", _DATE, 12),
            ColumnSpec("done_on", "Done", _DATE, 12),
            ColumnSpec("document", "Document", width=18, sortable=False),
            ColumnSpec("note", "Note", width=24, sortable=False),
            demo_mark(),
        ),
        filters={"state": "follow_up_state", "kind": "follow_up_kind", "due": "date"},
        presets=(
            ViewPreset("all", "All", ListQuery()),
            _preset("open", "Waiting", "state", "draft", "open"),
            _preset("done", "Done", "state", "done"),
        ),
        default_order="made_on",
        default_descending=True,
    ),
    AuditFollowUp,
    {
        "number": AuditVisit.number,
        "round": _ROUND,
        "unit": AuditVisit.unit_code,
        "resident_label": AuditVisit.expected_resident,
        "finding": AuditVisit.finding,
        "kind": AuditFollowUp.kind,
        "state": AuditFollowUp.state,
        "made_on": AuditFollowUp.made_on,
        "due_on": AuditFollowUp.due_on,
        "done_on": AuditFollowUp.done_on,
        "document": AuditFollowUp.document,
        "note": AuditFollowUp.note,
        "is_demo": AuditFollowUp.is_demo,
    },
    filters={
        "state": one_of(AuditFollowUp.state),
        "kind": one_of(AuditFollowUp.kind),
        "due": between(AuditFollowUp.due_on),
        "round": one_of(AuditVisit.round_id),
    },
    search=(AuditVisit.number, AuditVisit.unit_code, AuditVisit.expected_resident, AuditFollowUp.document),
    joins=_follow_up_joins,
)

OF_AUDITS = (ROUNDS, VISITS, FOLLOW_UPS)
