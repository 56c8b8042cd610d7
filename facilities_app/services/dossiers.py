"""The dossier of an asset: gathered from its record, its repairs, inspections and photos."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from db.models import Asset, InspectionTask, Ticket
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
            ids = (asset_id, *life.parts)
            newest = _newest_repairs(session, ids)
            work = read_repair_work(session, ids, {row.id for row in newest})
            demo = detail.is_demo or _told_of_demo(session, asset_id, ids)
            sections = (
                self._life(detail, presenter),
                self._repairs(session, ids, presenter, work),
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
            demo=demo,
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
        self, session: Session, ids: Sequence[int], presenter: Presenter, work: RepairWork
    ) -> Section:
        """Of the asset, the first of the ids, and of its components, these with their names."""
        total = session.scalar(select(func.count()).where(Ticket.asset_id.in_(ids))) or 0
        labels = self._base.labels
        rows = session.execute(select(Asset.id, Asset.name).where(Asset.id.in_(ids[1:])))
        names = {row.id: row.name for row in rows}
        entries = tuple(
            Entry(
                presenter.date(row.reported_on),
                " ".join(p for p in (row.number, names.get(row.asset_id or 0, ""), row.summary) if p),
                money(row.cost_twd) if row.cost_twd else ticket_state(labels, row.status, row.hold_reason),
                work.pieces.get(row.id, ()),
            )
            for row in _newest_repairs(session, ids)
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


def _newest_repairs(session: Session, asset_ids: Sequence[int]) -> list[Ticket]:
    newest = select(Ticket).where(Ticket.asset_id.in_(asset_ids)).order_by(Ticket.id.desc()).limit(_MOST)
    return list(session.scalars(newest))


def _told_of_demo(session: Session, asset_id: int, ids: Sequence[int]) -> bool:
    """Whether a repair or an inspection of the page is demo data, though the asset is not."""
    repairs = select(Ticket.id).where(Ticket.asset_id.in_(ids), Ticket.is_demo == true())
    tasks = select(InspectionTask.id).where(
        InspectionTask.asset_id == asset_id, InspectionTask.is_demo == true()
    )
    return any(session.scalar(one.limit(1)) is not None for one in (repairs, tasks))


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
    if life.with_parts is not None:
        whole = f"{words.cost_words(life.with_parts)}（{words.cost_detail(life.with_parts)}）"
        facts.append((tr("With components"), whole))
    if not life.is_retired:
        hint = words.hint_word(life.judgement.hint)
        if life.whole is not None and life.whole.hint is not life.judgement.hint:
            hint += f"（{tr('With components')}：{words.hint_word(life.whole.hint)}）"
        facts.append((tr("Repair or replace"), hint))
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
