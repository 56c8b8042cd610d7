"""Reading reference data for those who edit it: every row with what it is called, kept values and use."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    AttributeDefinition,
    ChecklistTemplate,
    Place,
    Priority,
    PriorityRule,
    Role,
    Setting,
    Trade,
    User,
    Vendor,
)
from db.models import Choice as ChoiceModel
from facilities_app.domain.reference import OPEN_LISTS, TABLES, RefRow
from facilities_app.domain.rows import Choice
from facilities_app.services import reference_rounds
from facilities_app.services.office import DEFAULTS
from facilities_app.services.reference_tables import BINDINGS
from resources.reference_data import load
from resources.texts import pick, tr

_WIDE = ("site", "building", "block", "floor")  # the kinds of places a target is made for


def rows(session: Session, table: str, owner: Any) -> tuple[RefRow, ...]:
    """The rows of one table."""
    if table == "lists":
        return _lists(session)
    if table == "roles":
        return _roles(session)
    binding, spec = BINDINGS[table], TABLES[table]
    uses, extra = binding.uses(session), _EXTRA.get(table, _nothing)(session)
    return tuple(
        RefRow(
            row.id,
            row.version,
            binding.name(row),
            {field.key: getattr(row, field.key) for field in spec.fields} | extra.get(row.id, {}),
            getattr(row, "is_active", True),
            uses.get(row.id, 0),
            (_BELOW[table], row.id) if table in _BELOW else None,
        )
        for row in session.scalars(binding.statement(owner))
    )


def options(session: Session, code: str) -> tuple[Choice, ...]:
    """What an option field offers; the trade's and role's codes are their ids."""
    if (own := reference_rounds.options(session, code)) is not None:
        return own
    if code == "trade":
        found = session.scalars(select(Trade).order_by(Trade.position, Trade.id))
        return tuple(Choice(row.id, pick(row.name_zh, row.name_en), row.icon) for row in found)
    if code == "any_trade":
        return (Choice(0, tr("any", "trade")), *options(session, "trade"))
    if code in ("priority", "any_priority"):
        ranks = session.scalars(select(Priority).order_by(Priority.id))
        any_one = (Choice(None, tr("any", "priority")),) if code == "any_priority" else ()  # type: ignore[arg-type]
        return any_one + tuple(
            Choice(row.id, pick(row.name_zh, row.name_en), row.icon, row.tone) for row in ranks
        )
    if code == "target_trade":
        return (Choice(None, tr("any", "trade")), *options(session, "trade"))  # type: ignore[arg-type]
    if code == "any_place":
        places = session.scalars(select(Place).where(Place.kind.in_(_WIDE)).order_by(Place.path))
        return (Choice(None, tr("any", "place")), *(Choice(row.id, row.label) for row in places))  # type: ignore[arg-type]
    if code == "any_user":
        people = session.scalars(select(User).where(User.is_active).order_by(User.id))
        return (Choice(None, tr("nobody of the office")), *(Choice(row.id, row.name) for row in people))  # type: ignore[arg-type]
    if code == "any_vendor":
        firms = session.scalars(select(Vendor).order_by(Vendor.name))
        return (Choice(None, tr("no contractor")), *(Choice(row.id, row.name) for row in firms))  # type: ignore[arg-type]
    if code == "role":
        found_roles = session.scalars(select(Role).order_by(Role.id))
        return tuple(Choice(row.id, pick(row.name_zh, row.name_en)) for row in found_roles)
    if code == "template":
        return (Choice("", tr("none", "checklist")), *_templates(session))
    return tuple(Choice(key, name, "", key if code == "tone" else "neutral") for key, name in _words(code))


def office(session: Session) -> dict[str, str]:
    """Every setting of the office with its value."""
    kept: dict[str, Any] = dict(session.execute(select(Setting.key, Setting.value)).all())
    return {key: str(kept.get(key, default)) for key, default in DEFAULTS.items()}


def _words(code: str) -> tuple[tuple[str, str], ...]:
    """Options that are the program's own, in the language of the moment."""
    return {
        "tone": (
            ("neutral", tr("Grey", "tone")),
            ("blue", tr("Blue", "tone")),
            ("amber", tr("Amber", "tone")),
            ("red", tr("Red", "tone")),
            ("green", tr("Green", "tone")),
        ),
        "value_type": (
            ("number", tr("Number", "attribute")),
            ("text", tr("Text", "attribute")),
            ("date", tr("Date", "attribute")),
            ("bool", tr("Yes or no", "attribute")),
        ),
        "fault_kind": (("cause", tr("Cause")), ("remedy", tr("Remedy"))),
        "day_kind": (("holiday", tr("Day off")), ("workday", tr("Working day"))),
    }[code]


def _templates(session: Session) -> list[Choice]:
    found = session.scalars(
        select(ChecklistTemplate).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.code)
    )
    return [Choice(row.code, f"{row.code} {pick(row.name_zh, row.name_en)}") for row in found]


def _lists(session: Session) -> tuple[RefRow, ...]:
    """The code lists: those that may grow first, the trades before all."""
    counts = dict(
        session.execute(select(ChoiceModel.list_code, func.count()).group_by(ChoiceModel.list_code)).all()
    )
    trades = session.scalar(select(func.count()).select_from(Trade)) or 0
    found = []
    for number, part in enumerate(load("choices"), 1):
        code, name = part["list"], pick(part["zh"], part["en"])
        if code == "trade":
            found.append((0, RefRow(number, 1, name, {"count": trades}, opens=("trades", None))))
        elif code in counts:
            grows = code in OPEN_LISTS
            opens = ("choices" if grows else "fixed_choices", code)
            found.append((1 if grows else 2, RefRow(number, 1, name, {"count": counts[code]}, opens=opens)))
    return tuple(row for _rank, row in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


def _roles(session: Session) -> tuple[RefRow, ...]:
    """The roles with the words of what they may do."""
    words = {
        row.code: pick(row.name_zh, row.name_en)
        for row in session.scalars(select(ChoiceModel).where(ChoiceModel.list_code == "permission"))
    }
    return tuple(
        RefRow(
            row.id,
            row.version,
            pick(row.name_zh, row.name_en),
            {"permissions": tuple(words.get(code, code) for code in row.permissions)},
        )
        for row in session.scalars(select(Role).order_by(Role.id))
    )


_Extra = dict[int, dict[str, Any]]


def _nothing(_session: Session) -> _Extra:
    return {}


def _attribute_counts(session: Session) -> _Extra:
    column = AttributeDefinition.category_id
    counts = session.execute(select(column, func.count()).group_by(column)).all()
    return {key: {"count": count} for key, count in counts}


def _cells(session: Session) -> _Extra:
    found = session.execute(select(PriorityRule.id, PriorityRule.urgency, PriorityRule.impact)).all()
    return {key: {"urgency": urgency, "impact": impact} for key, urgency, impact in found}


_BELOW = {"categories": "attributes", "round_recipes": "round_lines"}
_EXTRA: dict[str, Callable[[Session], _Extra]] = {
    "matrix": _cells,
    "categories": _attribute_counts,
    "round_recipes": reference_rounds.line_counts,
}
