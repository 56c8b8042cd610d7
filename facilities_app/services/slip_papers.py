"""Slips on paper: gathered from the ledger, one or a batch."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, AssetSlip
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import NotFound
from facilities_app.domain.slips import SlipKind
from facilities_app.presenting import EMPTY, Presenter, money
from facilities_app.reports.slip_data import SlipPaper
from facilities_app.services.asset_life import service_life
from facilities_app.services.office import OfficeService
from resources.texts import pick, tr, trn

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class SlipPaperService:
    """Finds and prints slips. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def find(self, number: str) -> int:
        """The id of the slip with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(AssetSlip.id).where(AssetSlip.number == number.strip()))
        if found is None:
            raise NotFound("slip.no_such_number", number=number)
        return found

    def write(self, slip_ids: Sequence[int], out: Path, *, style: DateStyle = DateStyle.ROC) -> int:
        """One page a slip, in this order; returns how many pages. Raises NotFound("slip.gone")."""
        from facilities_app.reports.slip import write_slips  # slow to import, and rarely needed

        presenter = Presenter(self._base.labels, style)
        office = str(OfficeService(self._base).get("office_name"))
        day = presenter.date(self._base.clock.today())
        printed = f"{tr('Printed {date}').format(date=day)}　{self._base.actor_name}"
        with self._base.read() as session:
            papers = [self._paper(session, one, presenter, (office, printed)) for one in slip_ids]
        return write_slips(out, papers)

    def _paper(
        self, session: Session, slip_id: int, presenter: Presenter, around: tuple[str, str]
    ) -> SlipPaper:
        slip = session.get(AssetSlip, slip_id)
        if slip is None:
            raise NotFound("slip.gone", id=slip_id)
        asset = session.get_one(Asset, slip.asset_id)
        other = session.get(Asset, slip.other_id) if slip.other_id else None
        kind = SlipKind(slip.kind)
        office, printed = around
        return SlipPaper(
            office=office,
            title=_title(kind),
            number=slip.number,
            dated=format_date(slip.slip_on, presenter.style),
            pairs=self._pairs(session, asset, presenter),
            texts=tuple((label, value or EMPTY) for label, value in _texts(kind, slip, other)),
            printed=printed,
            demo=slip.is_demo,
        )

    def _pairs(
        self, session: Session, asset: Asset, presenter: Presenter
    ) -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
        category = session.get_one(AssetCategory, asset.category_id)
        life = service_life(session, asset)
        years = trn("{n} year", "{n} years", life.years) if life.years else EMPTY
        make = " ".join(part for part in (asset.manufacturer, asset.model) if part)
        return (
            ((tr("Property no."), asset.property_number or EMPTY), (tr("Asset no."), asset.code)),
            ((tr("Name"), asset.name), (tr("Category"), pick(category.name_zh, category.name_en))),
            ((tr("Make and model"), make or EMPTY), (tr("Quantity"), f"{asset.quantity:,}")),
            ((tr("Acquired"), presenter.date(asset.acquired_on)), (tr("Book cost"), money(asset.cost_twd))),
            ((tr("Service life"), years), (tr("Service life ends"), presenter.date(life.ends_on))),
        )


def _title(kind: SlipKind) -> str:
    return {
        SlipKind.MOVE: tr("Property move slip"),
        SlipKind.SPLIT: tr("Property split slip"),
        SlipKind.MERGE: tr("Property merge slip"),
        SlipKind.RETIRE: tr("Property retirement slip"),
    }[kind]


def _texts(kind: SlipKind, slip: AssetSlip, other: Asset | None) -> tuple[tuple[str, str], ...]:
    """What the slip itself says, as it was when it was written."""
    name = f"{other.name} {other.code}" if other else ""
    last = ((tr("Reason"), slip.reason), (tr("Document no."), slip.document))
    if kind is SlipKind.MOVE:
        return ((tr("From where"), slip.from_label), (tr("To where"), slip.to_label), *last)
    if kind is SlipKind.RETIRE:
        return ((tr("Place and custodian"), slip.from_label), (tr("Service life"), slip.to_label), *last)
    if kind is SlipKind.MERGE:
        return (
            (tr("Merged"), slip.from_label),
            (tr("Merged into", "slip"), name),
            (tr("Together now"), slip.to_label),
            *last,
        )
    return ((tr("Stays"), slip.from_label), (tr("Split off", "slip"), slip.to_label), *last)
