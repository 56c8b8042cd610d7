"""Settings that belong to the database, not to a computer: the office's name, its calendar."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import CalendarDay, Setting
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clocks import OFFICE_HOURS, Span, read_hours
from facilities_app.domain.errors import Invalid
from facilities_app.domain.workdays import DayKind, DayOverride, Workdays

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

DEFAULTS: dict[str, Any] = {
    "office_name": "高雄市政府秘書處",
    "money_unit": "新臺幣元",
    "acceptance": "required",  # required: only a repair that a second person verified is closed; or optional
    "office_hours": "08:00-12:00, 13:00-17:00",
    "audit_scope": "occupied",  # which units a round of the audit looks at: domain/audits.SCOPES
    "asset_repair_percent": "50",
    "asset_age_percent": "80",
    "patrol_days": "7",  # no law sets an interval of Dengue patrols; weekly is the public advice
}
_MOST_DAYS = 366
PERCENTS = ("asset_repair_percent", "asset_age_percent")
"""Thresholds of the hint to repair or to replace (own defaults, no rule sets them): whole per cent."""


def load_workdays(session: Session) -> Workdays:
    """The calendar with the office's overrides."""
    days = session.execute(select(CalendarDay.day, CalendarDay.kind, CalendarDay.name)).all()
    return Workdays({day: DayOverride(DayKind(kind), name) for day, kind, name in days})


def load_hours(session: Session) -> tuple[Span, ...]:
    """The office's hours; the usual ones where what is kept cannot be read."""
    kept = session.scalar(select(Setting.value).where(Setting.key == "office_hours"))
    try:
        return read_hours(str(kept)) if kept else OFFICE_HOURS
    except Invalid:
        return OFFICE_HOURS


def check_setting(key: str, value: Any) -> None:
    """Refuse a value that a setting cannot have, beside its field."""
    if key == "office_hours":
        read_hours(str(value))
    if key == "patrol_days" and not (str(value).isdecimal() and 1 <= int(str(value)) <= _MOST_DAYS):
        raise Invalid("office.patrol_days", field=key, text=value, most=_MOST_DAYS)
    if key == "acceptance" and value not in ("optional", "required"):
        raise Invalid("office.acceptance", field=key)


class OfficeService:
    """Reads and changes the database's settings."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def get(self, key: str) -> Any:
        """The setting's value, or its default. Raises Invalid for a name nobody declared."""
        if key not in DEFAULTS:
            raise Invalid("office.no_such_setting", key=key)
        with self._base.read() as session:
            found = session.scalar(select(Setting.value).where(Setting.key == key))
        return DEFAULTS[key] if found is None else found

    def set(self, key: str, value: Any) -> Outcome[None]:
        """Change a setting."""
        self.get(key)
        check_setting(key, value)
        with self._base.uow("office.setting_changed") as uow:
            row = uow.session.scalar(select(Setting).where(Setting.key == key))
            if row is None:
                uow.add(Setting(key=key, value=value))
            else:
                row.value = value
            outcome = uow.commit(None, key=key)
        self._base.forget()
        return outcome
