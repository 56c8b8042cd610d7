"""The recipes of event rounds as an admin edits them: what a line may name, and what it is called."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from db.models import AssetCategory, Choice, RoundRecipe, RoundRecipeLine, Tag
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rounds import Event
from facilities_app.domain.rows import Choice as ChoiceRow
from facilities_app.services.labels import ruled_choices
from resources.texts import pick, tr

_UNITS = "unit_status"


def options(session: Session, code: str) -> tuple[ChoiceRow, ...] | None:
    """What a field of a recipe or its line offers; None for fields of other tables."""
    if code == "round_event":
        return ruled_choices("round_event")
    if code == "any_category":
        found = session.scalars(select(AssetCategory).order_by(AssetCategory.position, AssetCategory.id))
        rows = tuple(ChoiceRow(row.id, pick(row.name_zh, row.name_en), row.icon) for row in found)
        return (_nothing(tr("no category")), *rows)
    if code == "any_tag":
        tags = session.scalars(select(Tag).order_by(Tag.name))
        return (_nothing(tr("no tag")), *(ChoiceRow(row.id, row.name) for row in tags))
    if code == "any_unit_status":
        return (ChoiceRow("", tr("no units")), *_statuses(session))
    return None


def check(session: Session, table: str, row: Any) -> None:
    """A recipe names an event there is; a line names exactly one set."""
    if table == "round_recipes" and row.event_kind not in set(Event):
        raise Invalid("reference.no_such_value", field="event_kind")
    if table != "round_lines":
        return
    if sum(bool(value) for value in (row.category_id, row.tag_id, row.unit_status)) != 1:
        raise Invalid("round.line_needs_one", field="category_id")
    for key, model in (("category_id", AssetCategory), ("tag_id", Tag)):
        value = getattr(row, key)
        if value is not None and session.get(model, value) is None:
            raise Invalid("reference.no_such_value", field=key)


def line_name(row: RoundRecipeLine) -> str:
    """What a line is about, in words."""
    session = object_session(row)
    if session is None:
        return ""
    if row.unit_status:
        status = next(
            (one.name for one in _statuses(session) if one.code == row.unit_status), row.unit_status
        )
        return tr("Dormitory units: {status}").format(status=status)
    category = session.get(AssetCategory, row.category_id) if row.category_id else None
    if category is not None:
        return pick(category.name_zh, category.name_en)
    tag = session.get(Tag, row.tag_id) if row.tag_id else None
    return tr("Tag: {name}").format(name=tag.name) if tag is not None else ""


def line_counts(session: Session) -> dict[int, dict[str, Any]]:
    """By recipe, how many lines it has."""
    counted = select(RoundRecipeLine.recipe_id, func.count()).group_by(RoundRecipeLine.recipe_id)
    counts = dict(session.execute(counted).all())
    return {key: {"count": counts.get(key, 0)} for key in session.scalars(select(RoundRecipe.id))}


def _statuses(session: Session) -> list[ChoiceRow]:
    found = session.scalars(select(Choice).where(Choice.list_code == _UNITS).order_by(Choice.position))
    return [ChoiceRow(row.code, pick(row.name_zh, row.name_en), row.icon) for row in found]


def _nothing(words: str) -> ChoiceRow:
    return ChoiceRow(None, words)  # type: ignore[arg-type]
