"""The list of checklists in force: edition, items, how often and when each was used."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from db.models import ChecklistItem, ChecklistTemplate, InspectionPlan, InspectionResult
from db.queries.small_lists import register
from db.queries.sql_list import between
from facilities_app.domain.lists import ColumnKind, ColumnSpec, Condition, ListInfo, ListQuery, ViewPreset

_DATE, _INT = ColumnKind.DATE, ColumnKind.INTEGER
_ANY = aliased(ChecklistTemplate)


def _items() -> Any:
    mine = ChecklistItem.template_id == ChecklistTemplate.id
    return select(func.count(ChecklistItem.id)).where(mine).correlate(ChecklistTemplate).scalar_subquery()


def _results(pick: Any) -> Any:
    """Of the finished results of any edition with this code."""
    return (
        select(pick)
        .join(_ANY, _ANY.id == InspectionResult.template_id)
        .where(_ANY.code == ChecklistTemplate.code, InspectionResult.outcome != "")
        .correlate(ChecklistTemplate)
        .scalar_subquery()
    )


def _plans() -> Any:
    mine = InspectionPlan.template_code == ChecklistTemplate.code
    return select(func.count(InspectionPlan.id)).where(mine).correlate(ChecklistTemplate).scalar_subquery()


_LAST = _results(func.max(InspectionResult.inspected_on))


TEMPLATES = register(
    ListInfo(
        code="templates",
        entity="checklist_templates",
        title="Checklists",
        columns=(
            ColumnSpec("code", "Code", width=12),
            ColumnSpec("name", "Name", width=40, choices="term"),
            ColumnSpec("edition", "Edition", _INT, 8),
            ColumnSpec("items", "Items", _INT, 8),
            ColumnSpec("plans", "Plans using it", _INT, 8, lesser=2),
            ColumnSpec("results", "Times used", _INT, 8, lesser=1),
            ColumnSpec("last_used", "Last used", _DATE, 12),
        ),
        filters={"used": "date"},
        presets=(
            ViewPreset("all", "All", ListQuery()),
            ViewPreset(
                "used", "Used this year", ListQuery(conditions=(Condition("used", "from", ("-365",)),))
            ),
        ),
        default_order="code",
    ),
    ChecklistTemplate,
    {
        "code": ChecklistTemplate.code,
        "name": ChecklistTemplate.name_zh,
        "edition": ChecklistTemplate.edition,
        "items": _items(),
        "plans": _plans(),
        "results": _results(func.count(InspectionResult.id)),
        "last_used": _LAST,
    },
    filters={"used": between(_LAST)},
    search=(ChecklistTemplate.code, ChecklistTemplate.name_zh, ChecklistTemplate.name_en),
    joins=lambda statement: statement.where(ChecklistTemplate.is_current),
)

OF_TEMPLATES = (TEMPLATES,)
