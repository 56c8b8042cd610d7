"""Which checklists fit an asset or a dormitory unit: nobody goes through a flat with the sheet of a lift."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, ChecklistTemplate, DormUnit, Duty
from facilities_app.domain.errors import Invalid
from resources.texts import pick, tr

_OF_UNITS = frozenset(("dorm_unit", "dorm_vacant", "dorm_common"))
_ANYWHERE = frozenset(("", "environment"))


def must_fit_asset(session: Session, template: ChecklistTemplate, asset: Asset) -> None:
    """Raise Invalid("checklist.does_not_fit") for a sheet of a unit, or of another kind of asset.

    A kind of asset without a checklist of its own takes any that is for assets.
    """
    category = session.get_one(AssetCategory, asset.category_id)
    own = _codes_of(session, category)
    if template.applies_to not in _OF_UNITS and (
        not own or template.code in own or template.applies_to in _ANYWHERE
    ):
        return
    fitting = [one for one in _current(session) if one.code in own or one.applies_to in _ANYWHERE]
    raise _refusal(template, pick(category.name_zh, category.name_en), fitting)


def must_fit_unit(session: Session, template: ChecklistTemplate, unit: DormUnit) -> None:
    """Raise Invalid("checklist.does_not_fit") for a sheet of equipment."""
    if template.applies_to not in _OF_UNITS | _ANYWHERE:
        fitting = [one for one in _current(session) if one.applies_to in _OF_UNITS | _ANYWHERE]
        raise _refusal(template, tr("dormitory unit {code}").format(code=unit.code), fitting)


def _codes_of(session: Session, category: AssetCategory) -> frozenset[str]:
    """The category's own checklist and those of the duties it has."""
    duties = session.scalars(select(Duty).where(Duty.template_code != ""))
    held = {duty.template_code for duty in duties if category.code in duty.category_codes.split(",")}
    return frozenset(held | {category.template_code} - {""})


def _current(session: Session) -> Iterable[ChecklistTemplate]:
    return session.scalars(
        select(ChecklistTemplate).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.id)
    )


def _refusal(template: ChecklistTemplate, target: str, fitting: Iterable[ChecklistTemplate]) -> Invalid:
    known = tr(", ", "between names").join(f"{one.code} {pick(one.name_zh, one.name_en)}" for one in fitting)
    return Invalid(
        "checklist.does_not_fit", field="template", template=template.code, target=target, known=known or "－"
    )
