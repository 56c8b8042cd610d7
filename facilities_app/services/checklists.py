"""Inspection checklists on paper: numbered, pre-filled with what is known, written as PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Asset, ChecklistTemplate, DormUnit, InspectionTask, Permit, Place
from db.models import ChecklistSheet as SheetRow
from db.uow import UnitOfWork
from facilities_app.domain import dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.domain.inspections import sheet_prefix
from facilities_app.domain.rows import Choice
from facilities_app.domain.units import english_unit
from facilities_app.reports.checklist_data import ChecklistLine, ChecklistSheet, ItemKind
from facilities_app.services.checklist_fit import must_fit_asset, must_fit_unit
from facilities_app.services.office import OfficeService
from facilities_app.services.task_reading import last_readings, template_items, template_of
from resources.texts import language, pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Target:
    """What a sheet is for."""

    template: ChecklistTemplate
    place: Place
    asset: Asset | None = None
    unit: DormUnit | None = None
    task: InspectionTask | None = None


class ChecklistService:
    """Prints sheets. Numbers are taken in a step of their own that cannot be undone: they are on paper."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def templates(self) -> tuple[Choice, ...]:
        """The checklists in force, by their code."""
        with self._base.read() as session:
            rows = session.scalars(
                select(ChecklistTemplate).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.code)
            )
            return tuple(Choice(row.code, pick(row.name_zh, row.name_en)) for row in rows)

    def print_task(self, task_id: int, out: Path) -> Outcome[str]:
        """Print the sheet of one inspection; gives back its number. Raises Invalid if it has no checklist."""
        return _single(self.print_many((task_id,), out))

    def print_blank(
        self, template_code: str, out: Path, *, asset_code: str = "", place_code: str = ""
    ) -> Outcome[str]:
        """Print a sheet for an asset, place or dormitory unit by its code; gives back its number."""
        return _single(
            self._print(lambda s: [_named_target(s, template_code, asset_code, place_code)], out, None)
        )

    def print_many(
        self, task_ids: Sequence[int], out: Path, step: Step | None = None
    ) -> Outcome[tuple[str, ...]]:
        """Print the sheets of many inspections into one file, in the order given."""
        if not task_ids:
            raise Invalid("checklist.none_chosen")
        return self._print(lambda s: [_task_target(s, task_id) for task_id in task_ids], out, step)

    def _print(
        self, find: Callable[[Session], list[_Target]], out: Path, step: Step | None
    ) -> Outcome[tuple[str, ...]]:
        """Number the sheets in a short step, then write the file; if that fails the numbers are given back."""
        with self._base.uow("checklist.printed") as uow:
            rows = [self._reserve(uow, target) for target in find(uow.session)]
            numbers, ids = tuple(row.number for row in rows), [row.id for row in rows]
            done = uow.commit(numbers, undoable=False, number=numbers[0], count=len(numbers))
        try:
            with self._base.read() as session:
                self._write(session, find(session), numbers, out, step)
        except BaseException:
            self._give_back(ids)
            raise
        return done

    def _write(
        self,
        session: Session,
        targets: Sequence[_Target],
        numbers: Sequence[str],
        out: Path,
        step: Step | None,
    ) -> None:
        from facilities_app.reports.checklist import write_checklists  # slow to import, and rarely needed

        told = None if step is None else lambda done: step(done, len(numbers))
        try:
            write_checklists(out, self._sheets(session, targets, numbers), told)
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error

    def _give_back(self, ids: Sequence[int]) -> None:
        with self._base.uow("checklist.not_printed") as uow:
            for row_id in ids:
                uow.session.delete(uow.get(SheetRow, row_id))
            uow.commit(None, undoable=False)

    def _reserve(self, uow: UnitOfWork, target: _Target) -> SheetRow:
        # Safe: the unit of work holds the only write lock from its first read to its commit.
        today = self._base.clock.today()
        prefix = sheet_prefix(target.template.code, dates.roc_year(today), today.month)
        last = uow.session.scalar(select(func.max(SheetRow.serial)).where(SheetRow.prefix == prefix)) or 0
        return uow.add(
            SheetRow(
                number=f"{prefix}-{last + 1:03d}",
                prefix=prefix,
                serial=last + 1,
                template_id=target.template.id,
                task_id=target.task.id if target.task else None,
                asset_id=target.asset.id if target.asset else None,
                place_id=target.place.id,
                printed_at=self._base.clock.now(),
                printed_by=self._base.actor_name[:80],
                is_demo=target.task.is_demo if target.task else False,
            )
        )

    def _sheets(
        self, session: Session, targets: Sequence[_Target], numbers: Sequence[str]
    ) -> Iterator[ChecklistSheet]:
        """One sheet at a time, so that a hundred of them need no more memory than one."""
        office = str(OfficeService(self._base).get("office_name"))
        today = self._base.clock.today()
        printed = "　".join(
            part for part in (dates.format_date(today, _style()), self._base.actor_name) if part
        )
        for target, number in zip(targets, numbers, strict=True):
            yield _sheet(session, target, number, office, today, printed)


def _single(many: Outcome[tuple[str, ...]]) -> Outcome[str]:
    return Outcome(many.value[0], many.changes, many.operation, many.label, many.params)


def _sheet(
    session: Session, target: _Target, number: str, office: str, today: date, printed: str
) -> ChecklistSheet:
    template, asset, unit, task = target.template, target.asset, target.unit, target.task
    last, last_on = last_readings(
        session, template.code, asset.id if asset else None, target.place.id, task.id if task else None
    )
    due = task.due_on if task else today
    if asset is not None:
        label, name = tr("Asset"), asset.name
    elif unit is not None:
        label, name = tr("Dormitory unit"), unit.code
    else:
        label, name = tr("Place"), pick(target.place.name, target.place.name_en)
    return ChecklistSheet(
        office=office,
        title=pick(template.name_zh, template.name_en),
        period_text=_period(due),
        sheet_number=number,
        target_label=label,
        target_name=name,
        place=_where(target),
        items=_lines(session, template, last),
        facts=_facts(session, target),
        last_inspected_text=(
            tr("Last inspected {date}").format(date=dates.format_date(last_on, _style())) if last_on else ""
        ),
        printed_text=printed,
        year_text=f"{dates.roc_year(today)} 年" if _is_roc() else str(today.year),
        demo=bool((asset or unit or target.place).is_demo or (task and task.is_demo)),
    )


def _where(target: _Target) -> str:
    """Where it is; "" for a site, whose name says it already."""
    if target.unit is not None and target.unit.address:
        return target.unit.address
    label = target.place.label
    return "" if target.asset is None and label == target.place.name else label


def _lines(
    session: Session, template: ChecklistTemplate, last: dict[int, Decimal]
) -> tuple[ChecklistLine, ...]:
    return tuple(
        ChecklistLine(
            no=item.position,
            text=pick(item.zh, item.en),
            kind=ItemKind(item.kind),
            unit=pick(item.unit, english_unit(item.unit)),
            min=item.minimum,
            max=item.maximum,
            last_text=f"{last[item.position]:f}" if item.position in last else "",
            section=pick(item.section_zh, item.section_en),
            offers_none=item.offers_none,
        )
        for item in template_items(session, template.id)
    )


def _facts(session: Session, target: _Target) -> tuple[tuple[str, str], ...]:
    """What else the head says: the permit's expiry, the property number, the inspection's number."""
    facts: list[tuple[str, str]] = []
    asset, unit = target.asset, target.unit
    if asset is not None:
        expires = session.scalar(select(func.max(Permit.expires_on)).where(Permit.asset_id == asset.id))
        if expires is not None:
            facts.append((tr("Permit valid until"), dates.format_date(expires, _style())))
    owned = (asset.property_number if asset else unit.property_number if unit else None) or ""
    if owned:
        facts.append((tr("Property no."), owned))
    if unit is not None and unit.resident_label:
        facts.append((tr("Resident"), unit.resident_label))
    if target.task is not None:
        facts.append((tr("Inspection no."), target.task.number))
        facts.append((tr("Due"), dates.format_date(target.task.due_on, _style())))
    return tuple(facts)


def _task_target(session: Session, task_id: int) -> _Target:
    task = session.get(InspectionTask, task_id)
    if task is None:
        raise NotFound("task.gone", id=task_id)
    template = template_of(session, task.template_code) if task.template_code else None
    if template is None:
        raise Invalid("task.no_checklist", number=task.number)
    place = session.get_one(Place, task.place_id)
    asset = session.get_one(Asset, task.asset_id) if task.asset_id else None
    return _Target(template, place, asset, None if asset else _unit_at(session, place.id), task)


def _named_target(session: Session, template_code: str, asset_code: str, place_code: str) -> _Target:
    template = template_of(session, template_code.strip().upper())
    if template is None:
        codes = session.scalars(
            select(ChecklistTemplate.code).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.id)
        )
        raise NotFound(
            "checklist.no_such_template", code=template_code, known=tr(", ", "between names").join(codes)
        )
    if asset_code:
        wanted = asset_code.strip()
        asset = session.scalar(
            select(Asset)
            .where(or_(Asset.code == wanted, Asset.property_number == wanted))
            .order_by((Asset.code == wanted).desc(), Asset.id)
            .limit(1)
        )
        if asset is None:
            raise NotFound("asset.no_such_code", code=asset_code)
        must_fit_asset(session, template, asset)
        return _Target(template, session.get_one(Place, asset.place_id), asset)
    unit = session.scalar(select(DormUnit).where(DormUnit.code == place_code.strip()))
    if unit is not None:
        must_fit_unit(session, template, unit)
        return _Target(template, session.get_one(Place, unit.place_id), None, unit)
    place = session.scalar(select(Place).where(Place.code == place_code.strip()))
    if place is None:
        raise NotFound("place.no_such_code", code=place_code)
    unit = _unit_at(session, place.id)
    if unit is not None:
        must_fit_unit(session, template, unit)
    return _Target(template, place, None, unit)


def _unit_at(session: Session, place_id: int) -> DormUnit | None:
    return session.scalar(select(DormUnit).where(DormUnit.place_id == place_id))


def _is_roc() -> bool:
    return language() == "zh_TW"


def _style() -> DateStyle:
    return DateStyle.ROC if _is_roc() else DateStyle.ISO


def _period(day: date) -> str:
    """115 年 11 月份, or the month in figures."""
    return f"{dates.roc_month(day)}份" if _is_roc() else dates.format_month(day, DateStyle.ISO)
