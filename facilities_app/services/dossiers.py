"""The dossier of an asset: gathered from its record, its repairs, inspections and photos."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import InspectionTask, Ticket
from facilities_app.domain import asset_life_words as words
from facilities_app.domain.asset_life import down_hours
from facilities_app.domain.asset_life_rows import AssetLife
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.rows import AssetDetail, EventRow
from facilities_app.presenting import EMPTY, Presenter, money, ticket_state
from facilities_app.reports.dossier_data import Dossier, Entry, Section
from facilities_app.services.asset_life import AssetLifeService
from facilities_app.services.asset_reading import read_asset
from facilities_app.services.dossier_work import RepairWork, read_repair_work
from facilities_app.services.labels import Labels
from facilities_app.services.office import OfficeService
from resources.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facilities_app.services.base import ServiceBase

_MOST = 60
_PHOTOS = 3
_LIFE = ("status", "damage", "project", "project_done", "project_due")


class DossierService:
    """Writes dossiers. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, asset_id: int, out: Path, *, style: DateStyle = DateStyle.ROC) -> int:
        """Write the asset's page; returns how many lines of its histories are on it. Raises NotFound."""
        from facilities_app.reports.dossier import (
            write_dossier,  # late: paper is not needed to open a database
        )

        detail = read_asset(self._base, asset_id)
        life = AssetLifeService(self._base).read(asset_id)
        presenter = Presenter(self._base.labels, style)
        day = presenter.date(self._base.clock.today())
        with self._base.read() as session:
            newest = _newest_repairs(session, asset_id)
            work = read_repair_work(session, asset_id, {row.id for row in newest})
            sections = (
                self._life(detail, presenter),
                self._repairs(session, detail, presenter, work),
                self._inspections(session, detail, presenter),
                _downtime(life, presenter),
                _papers(detail, presenter, self._base.labels),
                _slips(life, presenter, self._base.labels),
                _parts(detail),
            )
        dossier = Dossier(
            office=str(OfficeService(self._base).get("office_name")),
            code=detail.code,
            name=detail.name,
            facts=(*self._facts(detail, presenter), *_life_facts(life, presenter), *_work_facts(work)),
            sections=sections,
            photos=tuple(_photos(detail))[:_PHOTOS],
            printed=f"{tr('Printed {date}').format(date=day)}　{self._base.actor_name}",
            demo=detail.is_demo,
        )
        return write_dossier(out, dossier)

    def _facts(self, asset: AssetDetail, presenter: Presenter) -> tuple[tuple[str, str], ...]:
        labels = self._base.labels
        reported = f"（{tr('as reported')}）"
        facts = [
            (tr("Property no."), asset.property_number or EMPTY),
            (tr("Category"), asset.category),
            (tr("Place"), asset.place_label),
            (tr("Status"), labels.name("asset_status", asset.status)),
            (tr("Custodian"), asset.custodian or EMPTY),
            (tr("Acquired"), presenter.date(asset.acquired_on)),
            (
                asset.cost_label or tr("Book cost (NT$)"),
                money(asset.cost_twd) + reported * asset.cost_as_reported,
            ),
            (tr("Next inspection"), presenter.date(asset.next_due_on)),
        ]
        facts += [
            (
                labels.name("funding_source", share.source),
                money(share.amount_twd) + reported * share.as_reported,
            )
            for share in asset.funding
        ]
        facts += [
            (attribute.name, f"{attribute.value} {attribute.unit}".strip() + reported * attribute.as_reported)
            for attribute in asset.attributes
        ]
        return tuple(facts)

    def _life(self, asset: AssetDetail, presenter: Presenter) -> Section:
        events = [event for event in asset.events if event.kind in _LIFE]
        entries = tuple(self._event(event, presenter) for event in events[:_MOST])
        return Section(tr("History"), entries, len(events))

    def _event(self, event: EventRow, presenter: Presenter) -> Entry:
        when = event.when or (presenter.date(event.on) if event.on else "")
        if event.kind == "status":
            name = self._base.labels.name("asset_status", event.to_status)
            return Entry(when, " ".join(part for part in (name, event.text) if part))
        return Entry(when, "：".join(part for part in (event.text, event.detail) if part))

    def _repairs(
        self, session: Session, asset: AssetDetail, presenter: Presenter, work: RepairWork
    ) -> Section:
        count = select(func.count()).select_from(Ticket).where(Ticket.asset_id == asset.id)
        total = session.scalar(count) or 0
        labels = self._base.labels
        entries = tuple(
            Entry(
                presenter.date(row.reported_on),
                f"{row.number} {row.summary}",
                money(row.cost_twd) if row.cost_twd else ticket_state(labels, row.status, row.hold_reason),
                work.pieces.get(row.id, ()),
            )
            for row in _newest_repairs(session, asset.id)
        )
        return Section(tr("Repairs", "history"), entries, total)

    def _inspections(self, session: Session, asset: AssetDetail, presenter: Presenter) -> Section:
        mine = (InspectionTask.asset_id == asset.id, InspectionTask.status != "planned")
        total = session.scalar(select(func.count()).select_from(InspectionTask).where(*mine)) or 0
        rows = session.scalars(
            select(InspectionTask)
            .where(*mine)
            .order_by(InspectionTask.due_on.desc(), InspectionTask.id.desc())
            .limit(_MOST)
        )
        labels = self._base.labels
        entries = tuple(
            Entry(
                presenter.date(row.done_on or row.due_on),
                labels.name("term", row.title),
                labels.name("result_outcome", row.outcome)
                if row.outcome
                else labels.name("task_status", row.status),
            )
            for row in rows
        )
        return Section(tr("Inspections", "history"), entries, total)


def _newest_repairs(session: Session, asset_id: int) -> list[Ticket]:
    newest = select(Ticket).where(Ticket.asset_id == asset_id).order_by(Ticket.id.desc()).limit(_MOST)
    return list(session.scalars(newest))


def _work_facts(work: RepairWork) -> tuple[tuple[str, str], ...]:
    return ((tr("Hours and parts"), work.total),) if work.total else ()


def _papers(asset: AssetDetail, presenter: Presenter, labels: Labels) -> Section:
    name = labels.name
    entries = [
        Entry(
            presenter.date(permit.expires_on), f"{name('permit_kind', permit.kind)} {permit.number}".strip()
        )
        for permit in asset.permits
    ]
    entries += [
        Entry(
            presenter.date(cover.ends_on),
            f"{name('cover_kind', cover.kind)} {cover.vendor} {cover.phone}".strip(),
        )
        for cover in asset.covers
    ]
    return Section(tr("Permits and contracts, until"), tuple(entries[:_MOST]), len(entries))


def _photos(asset: AssetDetail) -> "Iterator[bytes]":
    """The photos that are there: one that is lost takes neither the facts nor the histories with it."""
    for photo in asset.photos:
        if photo.is_image:
            with suppress(OSError):
                yield Path(photo.path).read_bytes()


def _life_facts(life: AssetLife, presenter: Presenter) -> tuple[tuple[str, str], ...]:
    """How long it serves, what it cost to keep, how often it was there."""
    facts = [
        (tr("Life ends"), presenter.date(life.life.ends_on)),
        (tr("Repairs to date"), f"{words.cost_words(life.costs)}（{words.cost_detail(life.costs)}）"),
    ]
    if not life.is_retired:
        facts.append((tr("Repair or replace"), words.hint_word(life.judgement.hint)))
    if life.available is not None and life.down is not None:
        down = tr("{n} hours").format(n=f"{down_hours(life.down):,}")
        facts.append(
            (tr("Available"), f"{life.available} %（{tr('Last 365 days')}，{tr('Downtime')} {down}）")
        )
    return tuple(facts)


def _downtime(life: AssetLife, presenter: Presenter) -> Section:
    entries = tuple(
        Entry(
            presenter.date(row.from_at.astimezone(TAIPEI).date()),
            " ".join(part for part in (row.ticket_number, row.reason) if part) or EMPTY,
            tr("{n} hours").format(n=f"{down_hours(row.minutes):,}"),
        )
        for row in life.downtimes[:_MOST]
    )
    return Section(tr("Downtime"), entries, len(life.downtimes))


def _slips(life: AssetLife, presenter: Presenter, labels: Labels) -> Section:
    entries = tuple(
        Entry(
            presenter.date(slip.slip_on),
            f"{labels.name('slip_kind', slip.kind)} {slip.number} {slip.reason}".strip(),
        )
        for slip in life.slips[:_MOST]
    )
    return Section(tr("Slips"), entries, len(life.slips))


def _parts(asset: AssetDetail) -> Section:
    entries = tuple(Entry("", name) for _id, name in asset.components[:_MOST])
    return Section(tr("Components"), entries, len(asset.components))
