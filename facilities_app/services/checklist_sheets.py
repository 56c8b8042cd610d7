"""Everything a checklist sheet says before the inspection, read for one sheet at a time."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Asset, ChecklistItem, ChecklistTemplate, DormUnit, InspectionTask, Permit, Place
from facilities_app.domain import dates
from facilities_app.domain.dates import DateStyle
from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.services.checklist_targets import Target
from facilities_app.services.office import OfficeService
from facilities_app.services.task_reading import last_readings, template_items
from facilities_app.services.template_lines import sheet_line
from resources.texts import language, pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Last = tuple[dict[int, Decimal], date | None]
_NOTHING: Last = ({}, None)


class SheetReader:
    """Reads sheets within one session; what all sheets share is read once. ``prefilled`` prints the last readings."""

    def __init__(self, base: "ServiceBase", session: Session, *, prefilled: bool = True) -> None:
        self._session, self._prefilled = session, prefilled
        self._office = str(OfficeService(base).get("office_name"))
        self._today = base.clock.today()
        words = (dates.format_date(self._today, _style()), base.actor_name)
        self._printed = "　".join(part for part in words if part)
        self._lists: dict[int, tuple[str, tuple[ChecklistItem, ...]]] = {}

    def sheet(self, target: Target, number: str) -> ChecklistSheet:
        """The sheet of ``target`` under its number."""
        session = self._session
        asset = session.get_one(Asset, target.asset_id) if target.asset_id else None
        unit = session.get_one(DormUnit, target.unit_id) if target.unit_id else None
        place = session.get_one(Place, target.place_id)
        title, items = self._list(target.template_id)
        last, last_on = self._last(target)
        label, name = _named(asset, unit, place)
        month = target.due_on or self._today
        told = tr("Last inspected {date}").format(date=_day(last_on)) if last_on else ""
        return ChecklistSheet(
            office=self._office,
            title=title,
            period_text=_period(month),
            sheet_number=number,
            target_label=label,
            target_name=name,
            place=_where(asset, unit, place),
            items=tuple(
                sheet_line(item, last.get(item.position))
                for item in items
                if target.item_id is None or item.id == target.item_id
            ),
            facts=self._facts(target, asset, unit),
            last_inspected_text=told,
            printed_text=self._printed,
            year_text=f"{dates.roc_year(month)} 年" if _is_roc() else str(month.year),
            demo=(asset or unit or place).is_demo or target.is_demo,
        )

    def _list(self, template_id: int) -> tuple[str, tuple[ChecklistItem, ...]]:
        if template_id not in self._lists:
            row = self._session.get_one(ChecklistTemplate, template_id)
            items = tuple(template_items(self._session, template_id))
            self._lists[template_id] = (pick(row.name_zh, row.name_en), items)
        return self._lists[template_id]

    def _last(self, target: Target) -> Last:
        if not self._prefilled:
            return _NOTHING
        return last_readings(
            self._session, target.template_code, target.asset_id, target.place_id, target.task_id
        )

    def _facts(
        self, target: Target, asset: Asset | None, unit: DormUnit | None
    ) -> tuple[tuple[str, str], ...]:
        """What else the head says: the permit's expiry, the property number, the inspection's number."""
        facts: list[tuple[str, str]] = []
        if asset is not None:
            ends = select(func.max(Permit.expires_on)).where(Permit.asset_id == asset.id)
            expires = self._session.scalar(ends)
            if expires is not None:
                facts.append((tr("Permit valid until"), _day(expires)))
        owned = (asset.property_number if asset else unit.property_number if unit else None) or ""
        if owned:
            facts.append((tr("Property no."), owned))
        if unit is not None and unit.resident_label:
            facts.append((tr("Resident"), unit.resident_label))
        task = self._session.get(InspectionTask, target.task_id) if target.task_id else None
        if task is not None:
            facts += [(tr("Inspection no."), task.number), (tr("Due"), _day(task.due_on))]
        return tuple(facts)


def _named(asset: Asset | None, unit: DormUnit | None, place: Place) -> tuple[str, str]:
    if asset is not None:
        return tr("Asset"), asset.name
    if unit is not None:
        return tr("Dormitory unit"), unit.code
    return tr("Place"), pick(place.name, place.name_en)


def _where(asset: Asset | None, unit: DormUnit | None, place: Place) -> str:
    """Where it is; "" for a site, whose name says it already."""
    if unit is not None and unit.address:
        return unit.address
    return "" if asset is None and place.label == place.name else place.label


def _is_roc() -> bool:
    return language() == "zh_TW"


def _style() -> DateStyle:
    return DateStyle.ROC if _is_roc() else DateStyle.ISO


def _day(day: date) -> str:
    return dates.format_date(day, _style())


def _period(day: date) -> str:
    """115 年 11 月份, or the month in figures."""
    return f"{dates.roc_month(day)}份" if _is_roc() else dates.format_month(day, DateStyle.ISO)
