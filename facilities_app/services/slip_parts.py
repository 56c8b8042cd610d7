"""Splitting an asset in two, and merging one into another: quantity, money and what hangs on them, to the dollar."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import (
    Asset,
    AssetAttribute,
    AssetStatusChange,
    ContractScope,
    FundingShare,
    Warranty,
)
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid
from facilities_app.domain.property_numbers import read_property_number
from facilities_app.domain.slips import SlipKind, part_of, split_amounts
from facilities_app.domain.wording import clean_line
from facilities_app.services.in_step import refresh_cover, refresh_labels, refresh_next_due
from facilities_app.services.rights import must_hold
from facilities_app.services.slip_merging import hand_over
from facilities_app.services.slip_words import in_use, parts_below
from facilities_app.services.slips import SlipService

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_COPIED = (
    "category_id",
    "place_id",
    "place_label",
    "status",
    "status_since",
    "custodian_id",
    "using_unit",
    "manufacturer",
    "model",
    "acquired_on",
    "in_service_on",
    "cost_label",
    "service_life_years",
    "is_demo",
)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class SplitWish:
    """What goes: ``quantity`` pieces of several, or 0 for a component that becomes an asset of its own.

    ``cost_twd`` None shares the cost by pieces; a component needs it said. ``stays_part`` keeps it below the asset.
    """

    name: str
    quantity: int = 0
    cost_twd: int | None = None
    code: str = ""
    property_number: str = ""
    stays_part: bool = False
    reason: str = ""
    document: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Parted:
    """The slip, and the asset that was split off or merged into."""

    slip_id: int
    number: str
    other_id: int


class PartService:
    """Splits and merges."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base
        self._slips = SlipService(base)

    def split(self, asset_id: int, wish: SplitWish) -> Outcome[Parted]:
        """Make a new asset of a part. Both costs add up to what it was; unknown stays unknown on both sides.

        Needs a reason, and pieces or a component that has a name of its own.
        """
        on, reason = self._slips.day(wish.on), clean_line(wish.reason)[:_LONGEST]
        with self._base.uow("slip.split") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset = in_use(uow, asset_id)
            share = _share(asset, wish)
            _check_words(asset, wish, reason)
            made = self._new_part(uow, asset, wish, share)
            if asset.cost_twd is not None and share is not None:
                self._split_funding(uow, asset, made, share)
                asset.cost_twd -= share
                asset.cost_as_reported = asset.cost_as_reported and not share
            asset.quantity -= wish.quantity
            if wish.quantity:
                self._copy_papers(uow, asset.id, made.id)
            refresh_cover(uow.session, made, self._base.clock)
            slip = self._slips.write(uow, SlipKind.SPLIT, asset, on, reason, wish.document)
            slip.other_id = made.id
            slip.from_label, slip.to_label = _words(asset), _words(made)
            return uow.commit(Parted(slip.id, slip.number, made.id), number=slip.number, name=made.name)

    def merge(
        self, asset_id: int, into_id: int, reason: str = "", document: str = "", on: date | None = None
    ) -> Outcome[Parted]:
        """Add an asset to another one and retire it.

        Over to the other go its quantity, cost and funding, components, files, permits, warranties, contract scopes,
        meters, inspection plans, planned inspections and open tickets. What is over (closed tickets, inspections
        done, downtimes, damage) stays with the merged one, whose record stays readable.
        """
        day, words = self._slips.day(on), clean_line(reason)[:_LONGEST]
        with self._base.uow("slip.merge") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset, other = in_use(uow, asset_id), in_use(uow, into_id)
            if asset.id == other.id:
                raise Invalid("slip.into_itself", field="into_id", name=asset.name)
            if other.id in parts_below(uow.session, asset.id):
                raise Invalid("slip.into_part", field="into_id", name=other.name)
            slip = self._slips.write(uow, SlipKind.MERGE, asset, day, words, document)
            slip.other_id = other.id
            slip.from_label = _words(asset)
            hand_over(uow, asset, other)
            self._slips.take_off(uow, asset, day, f"{slip.number} → {other.code}")
            slip.to_label = _words(other)
            for row in (asset, other):
                refresh_labels(uow.session, row)
                refresh_cover(uow.session, row, self._base.clock)
                refresh_next_due(uow.session, row.id)
            return uow.commit(Parted(slip.id, slip.number, other.id), number=slip.number, name=other.name)

    def _new_part(self, uow: UnitOfWork, asset: Asset, wish: SplitWish, share: int | None) -> Asset:
        name = clean_line(wish.name)[:120]
        made = Asset(**{key: getattr(asset, key) for key in _COPIED})
        made.name, made.cost_twd, made.quantity = name, share, wish.quantity or 1
        made.code = clean_line(wish.code)[:40] or _free_code(uow, asset.code)
        made.property_number = read_property_number(wish.property_number)
        made.parent_id = asset.id if wish.stays_part else asset.parent_id
        taken = uow.session.scalar(select(Asset.name).where(Asset.code == made.code))
        if taken is not None:
            raise Invalid("asset.code_taken", field="code", code=made.code, name=taken)
        uow.add(made)
        since = made.status_since or self._base.clock.today()
        uow.add(AssetStatusChange(asset_id=made.id, status=made.status, from_on=since))
        return made

    @staticmethod
    def _split_funding(uow: UnitOfWork, asset: Asset, made: Asset, share: int) -> None:
        rows = list(
            uow.session.scalars(
                select(FundingShare).where(FundingShare.asset_id == asset.id).order_by(FundingShare.id)
            )
        )
        whole = sum(row.amount_twd for row in rows)
        # Funding that does not add up to the cost goes in the same proportion as the cost does.
        part = whole * share // asset.cost_twd if asset.cost_twd else 0
        if not part:
            return
        for row, amount in zip(rows, split_amounts([r.amount_twd for r in rows], part), strict=True):
            row.amount_twd -= amount
            row.as_reported = False
            uow.add(
                FundingShare(
                    asset_id=made.id, source=row.source, amount_twd=amount, is_remainder=row.is_remainder
                )
            )

    @staticmethod
    def _copy_papers(uow: UnitOfWork, asset_id: int, made_id: int) -> None:
        """Pieces of one kind share attributes, warranties and contracts."""
        models: tuple[Any, ...] = (AssetAttribute, Warranty, ContractScope)
        for model in models:
            for row in list(uow.session.scalars(select(model).where(model.asset_id == asset_id))):
                values = {c.key: getattr(row, c.key) for c in model.__table__.columns}
                for key in ("id", "version", "as_reported"):
                    values.pop(key, None)
                uow.add(model(**{**values, "asset_id": made_id}))


def _share(asset: Asset, wish: SplitWish) -> int | None:
    """What of the cost goes along, checked."""
    if wish.quantity < 0 or (wish.quantity and wish.quantity >= asset.quantity):
        raise Invalid("slip.quantity", field="quantity", have=asset.quantity)
    if asset.cost_twd is None:
        if wish.cost_twd is not None:
            raise Invalid("slip.cost_unknown", field="cost_twd", name=asset.name)
        return None
    if wish.cost_twd is None:
        if not wish.quantity:
            raise Invalid("slip.needs_share", field="cost_twd")
        return part_of(asset.cost_twd, asset.quantity, wish.quantity)
    if not 0 <= wish.cost_twd <= asset.cost_twd:
        raise Invalid("slip.share", field="cost_twd")
    return wish.cost_twd


def _check_words(asset: Asset, wish: SplitWish, reason: str) -> None:
    name = clean_line(wish.name)
    if not name:
        raise Invalid("asset.needs_name", field="name")
    if not wish.quantity and name == asset.name:
        if asset.quantity > 1:
            raise Invalid("slip.needs_quantity", field="quantity", most=asset.quantity - 1)
        raise Invalid("slip.same_name", field="name", name=name)
    if not reason:
        raise Invalid("slip.needs_reason", field="reason")


def _free_code(uow: UnitOfWork, code: str) -> str:
    """The asset's number with the next letter-free suffix: A-001-1, A-001-2."""
    taken = set(
        uow.session.scalars(select(Asset.code).where(Asset.code.startswith(f"{code}-", autoescape=True)))
    )
    serial = 1
    while f"{code[:36]}-{serial}" in taken:
        serial += 1
    return f"{code[:36]}-{serial}"


def _words(asset: Asset) -> str:
    cost = "" if asset.cost_twd is None else f"NT${asset.cost_twd:,}"
    parts = (asset.code, asset.name, f"× {asset.quantity:,}", cost)
    return " ".join(part for part in parts if part)[:_LONGEST]
