"""Which rows of the database stand behind each table of reference data, in which order, and what uses them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, object_session

from db.models import (
    Asset,
    AssetAttribute,
    AssetCategory,
    AttributeDefinition,
    CalendarDay,
    Choice,
    Duty,
    EscalationStep,
    FaultCode,
    InspectionResult,
    Licence,
    Priority,
    PriorityRule,
    Round,
    RoundRecipe,
    RoundRecipeLine,
    ServiceTarget,
    Term,
    Trade,
    User,
)
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.services import reference_rounds
from resources.texts import pick

Uses = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Binding:
    """How one table is kept. ``owner`` is the column that names what its rows belong to.

    ``unique`` fields tell rows of one owner apart; ``name`` is how a person calls the row.
    """

    model: type[Any]
    order: tuple[Any, ...]
    name: Callable[[Any], str]
    owner: str = ""
    unique: tuple[str, ...] = ("code",)
    uses: Callable[[Session], Uses] = lambda session: {}

    def statement(self, owner: Any) -> Select[Any]:
        """The rows of one owner, in their order."""
        statement = select(self.model).order_by(*self.order)
        return statement.where(getattr(self.model, self.owner) == owner) if self.owner else statement


def _named(row: Any) -> str:
    return pick(row.name_zh, row.name_en)


def _of_priority(row: Any) -> str:
    session = object_session(row)
    rank = session.get(Priority, row.priority_id) if session is not None else None
    return _named(rank) if rank is not None else ""


def _counted(column: Any) -> Callable[[Session], Uses]:
    def count(session: Session) -> Uses:
        return dict(session.execute(select(column, func.count()).group_by(column)).all())

    return count


def _category_uses(session: Session) -> Uses:
    """Assets of the category, and duties that name its code."""
    counts = Counter(_counted(Asset.category_id)(session))
    ids = dict(session.execute(select(AssetCategory.code, AssetCategory.id)).all())
    for codes in session.scalars(select(Duty.category_codes)):
        counts.update(ids[code] for code in codes.split(",") if code in ids)
    return counts


_CHOICES = Binding(
    Choice, (Choice.position, Choice.id), _named, owner="list_code", unique=("list_code", "code")
)

BINDINGS: Mapping[str, Binding] = {
    "choices": _CHOICES,
    "fixed_choices": _CHOICES,
    "trades": Binding(Trade, (Trade.position, Trade.id), _named),
    "priorities": Binding(Priority, (Priority.id,), _named),
    "fault_codes": Binding(
        FaultCode,
        (FaultCode.kind, FaultCode.position, FaultCode.id),
        _named,
        unique=("kind", "code"),
    ),
    "targets": Binding(
        ServiceTarget,
        (ServiceTarget.priority_id, ServiceTarget.trade_id, ServiceTarget.place_id, ServiceTarget.id),
        lambda row: _of_priority(row),
        unique=("priority_id", "trade_id", "place_id"),
    ),
    "matrix": Binding(
        PriorityRule, (PriorityRule.urgency, PriorityRule.impact), lambda row: _of_priority(row), unique=()
    ),
    "escalation": Binding(
        EscalationStep,
        (EscalationStep.at_percent, EscalationStep.role_id, EscalationStep.priority_id),
        lambda row: f"{row.at_percent} %",
        unique=("priority_id", "at_percent", "role_id"),
    ),
    "categories": Binding(
        AssetCategory,
        (AssetCategory.position, AssetCategory.id),
        _named,
        uses=_category_uses,
    ),
    "attributes": Binding(
        AttributeDefinition,
        (AttributeDefinition.position, AttributeDefinition.id),
        _named,
        owner="category_id",
        unique=("category_id", "code"),
        uses=_counted(AssetAttribute.definition_id),
    ),
    "duties": Binding(Duty, (Duty.position, Duty.id), lambda row: pick(row.title_zh, row.title_en)),
    "round_recipes": Binding(
        RoundRecipe, (RoundRecipe.position, RoundRecipe.id), _named, uses=_counted(Round.recipe_id)
    ),
    "round_lines": Binding(
        RoundRecipeLine,
        (RoundRecipeLine.position, RoundRecipeLine.id),
        reference_rounds.line_name,
        owner="recipe_id",
        unique=(),
    ),
    "licences": Binding(
        Licence,
        (Licence.expires_on, Licence.holder, Licence.id),
        lambda row: row.holder,
        unique=("kind", "number"),
        uses=_counted(InspectionResult.licence_id),
    ),
    "days": Binding(
        CalendarDay,
        (CalendarDay.day.desc(),),
        lambda row: format_date(row.day, DateStyle.ROC),
        unique=("day",),
    ),
    "terms": Binding(Term, (Term.topic, Term.zh), lambda row: pick(row.zh, row.en), unique=("zh", "en")),
    "users": Binding(User, (User.is_active.desc(), User.id), lambda row: row.name),
}
