"""What one table of reference data asks beyond its fields."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import AssetAttribute, ChecklistTemplate, FaultCode, Place, Priority, Role, Trade, User, Vendor
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.services import reference_rounds
from resources import asset

_TONES = ("neutral", "blue", "amber", "red", "green")
_VALUE_TYPES = ("number", "text", "date", "bool")
_DAY_KINDS = ("workday", "holiday")
_FAULT_KINDS = ("cause", "remedy")
_FIXED_SETS = {"tone": _TONES, "value_type": _VALUE_TYPES}
_ADMIN = "admin"
_MOST_PERCENT = 999
_REFERS: dict[str, dict[str, type[Any]]] = {
    "matrix": {"priority_id": Priority},
    "targets": {"priority_id": Priority, "trade_id": Trade, "place_id": Place},
    "escalation": {"priority_id": Priority, "role_id": Role},
    "licences": {"user_id": User, "vendor_id": Vendor},
}


def check(session: Session, table: str, row: Any) -> None:
    """Refuse a row whose values name something that is not there."""
    with session.no_autoflush:
        icon = getattr(row, "icon", "")
        if icon and not _has_icon(icon):
            raise Invalid("reference.no_such_icon", field="icon", name=icon)
        for key, allowed in _FIXED_SETS.items():
            if getattr(row, key, None) not in (None, *allowed):
                raise Invalid("reference.no_such_value", field=key)
        if table == "days" and row.kind not in _DAY_KINDS:
            raise Invalid("reference.no_such_value", field="kind")
        if table == "fault_codes":
            _check_fault_code(session, row)
        if table == "categories" and session.get(Trade, row.trade_id) is None:
            raise Invalid("reference.no_such_value", field="trade_id")
        if table in ("categories", "duties"):
            _check_template(session, row.template_code)
        if table == "escalation" and not 1 <= row.at_percent <= _MOST_PERCENT:
            raise Invalid("reference.percent", field="at_percent")
        for key, model in _REFERS.get(table, {}).items():
            value = getattr(row, key)
            if value is not None and session.get(model, value) is None:
                raise Invalid("reference.no_such_value", field=key)
        if (
            table == "licences"
            and None not in (row.issued_on, row.expires_on)
            and row.expires_on < row.issued_on
        ):
            raise Invalid("licence.ends_first", field="expires_on")
        if table == "users":
            _check_admins(session, row)
        if table == "round_lines":
            _check_template(session, row.template_code)
        reference_rounds.check(session, table, row)


def check_change(session: Session, table: str, row: Any, given: dict[str, Any]) -> None:
    """Refuse a change that would alter the meaning of what is stored already."""
    if table == "attributes" and given.get("value_type", row.value_type) != row.value_type:
        used = session.scalar(select(func.count()).where(AssetAttribute.definition_id == row.id))
        if used:
            raise Conflict("reference.type_in_use", field="value_type", count=used)


def check_hidden(session: Session, table: str, row: Any, actor_id: int | None) -> None:
    """Refuse to shut out oneself, or the last one who may change these settings."""
    if table != "users":
        return
    if row.id == actor_id:
        raise Conflict("reference.own_user")
    with session.no_autoflush:
        _check_admins(session, row)


def _check_fault_code(session: Session, row: FaultCode) -> None:
    if row.kind not in _FAULT_KINDS:
        raise Invalid("reference.no_such_value", field="kind")
    row.trade_id = row.trade_id or None  # 0 in the form: any trade
    if row.trade_id is not None and session.get(Trade, row.trade_id) is None:
        raise Invalid("reference.no_such_value", field="trade_id")


def _check_admins(session: Session, row: User) -> None:
    role = session.get(Role, row.role_id)
    if role is None:
        raise Invalid("reference.no_such_value", field="role_id")
    if role.code == _ADMIN and row.is_active in (None, True):
        return
    others = select(func.count()).select_from(User).join(Role, Role.id == User.role_id)
    left = session.scalar(others.where(Role.code == _ADMIN, User.is_active, User.id != (row.id or 0)))
    if not left:
        raise Conflict("reference.last_admin", field="role_id")


def _check_template(session: Session, code: str | None) -> None:
    if code and session.scalar(select(ChecklistTemplate.id).where(ChecklistTemplate.code == code)) is None:
        raise Invalid("reference.no_such_value", field="template_code")


def _has_icon(name: str) -> bool:
    try:
        asset(f"icons/{name}.svg")
    except FileNotFoundError:
        return False
    return True
