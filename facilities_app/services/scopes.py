"""What contracts cover: lines told in words, matched against assets and tickets, and held against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, Contract, ContractScope, Place, Trade, Vendor
from facilities_app.domain.contract_rows import Overlap, ScopeLine
from resources.texts import pick


@dataclass(frozen=True, slots=True)
class Covered:
    """What a line is held against: an asset or a ticket. ``assets`` is the asset and those it is a part of."""

    assets: tuple[int, ...]
    category_id: int | None
    trade_id: int | None
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Line:
    """A scope line with what it takes to hold it against others. ``covered`` describes its own asset, if it has one."""

    id: int
    contract_id: int
    asset_id: int | None
    category_id: int | None
    trade_id: int | None
    category_trade_id: int | None
    place_id: int | None
    path: frozenset[int]
    covered: Covered | None = None

    def weight(self) -> int:
        """How much the line names: the one that names most has the word."""
        named = (self.asset_id, self.category_id, self.trade_id, self.place_id)
        return sum(8 >> place for place, value in enumerate(named) if value is not None)

    def covers(self, what: Covered) -> bool:
        """Whether the thing is in this line. A line that names an asset also covers its parts."""
        if self.asset_id is not None and self.asset_id not in what.assets:
            return False
        return (
            (self.category_id is None or self.category_id == what.category_id)
            and (self.trade_id is None or self.trade_id == what.trade_id)
            and (self.place_id is None or self.place_id in what.places)
        )

    def meets(self, other: "Line") -> bool:
        """Whether something can be in both lines."""
        named = [two.covers(one.covered) for one, two in ((self, other), (other, self)) if one.covered]
        if named:
            return any(named)
        trades = {t for t in (self.trade_id, other.trade_id) if t is not None}
        trades |= {t for t in (self.category_trade_id, other.category_trade_id) if t is not None}
        categories = {c for c in (self.category_id, other.category_id) if c is not None}
        apart = self.place_id is not None and other.place_id is not None
        near = self.place_id in other.path or other.place_id in self.path
        return len(categories) < 2 and len(trades) < 2 and (near or not apart)


def read_lines(session: Session, contract_ids: Iterable[int] | None = None) -> list[Line]:
    """The scope lines of these contracts (None: of all)."""
    statement = (
        select(ContractScope, Asset, AssetCategory.trade_id, Place.path)
        .outerjoin(Asset, Asset.id == ContractScope.asset_id)
        .outerjoin(AssetCategory, AssetCategory.id == ContractScope.category_id)
        .outerjoin(Place, Place.id == ContractScope.place_id)
        .order_by(ContractScope.id)
    )
    if contract_ids is not None:
        statement = statement.where(ContractScope.contract_id.in_(list(contract_ids)))
    return [
        _line(session, scope, asset, trade, path) for scope, asset, trade, path in session.execute(statement)
    ]


def covered_asset(session: Session, asset: Asset) -> Covered:
    """The asset as lines see it."""
    trade = session.scalar(select(AssetCategory.trade_id).where(AssetCategory.id == asset.category_id))
    path = session.scalar(select(Place.path).where(Place.id == asset.place_id)) or ""
    above = (asset.id, asset.parent_id) if asset.parent_id else (asset.id,)
    return Covered(above, asset.category_id, trade, place_ids(path))


def place_ids(path: str) -> frozenset[int]:
    """The ids in a place's path."""
    return frozenset(int(part) for part in path.split("/") if part)


def scope_lines(session: Session, contract: Contract) -> tuple[ScopeLine, ...]:
    """The contract's lines in words, each with the contracts that cover some of the same at the same time."""
    lines = read_lines(session, (contract.id,))
    rivals = _rivals(session, contract)
    others = read_lines(session, rivals) if rivals else []
    named = _names(session, [line.id for line in lines])
    return tuple(replace(named[line.id], overlaps=_overlaps(line, others, rivals)) for line in lines)


def assets_in(session: Session, lines: Sequence[Line]) -> list[Asset]:
    """The assets that any of the lines covers; components follow the asset they are a part of."""
    found: dict[int, Asset] = {}
    for line in lines:
        statement = select(Asset)
        if line.asset_id is not None:
            statement = statement.where((Asset.id == line.asset_id) | (Asset.parent_id == line.asset_id))
        if line.category_id is not None:
            statement = statement.where(Asset.category_id == line.category_id)
        if line.trade_id is not None:
            kinds = select(AssetCategory.id).where(AssetCategory.trade_id == line.trade_id)
            statement = statement.where(Asset.category_id.in_(kinds))
        if line.place_id is not None:
            inside = select(Place.id).where(Place.path.contains(f"/{line.place_id}/"))
            statement = statement.where(Asset.place_id.in_(inside))
        found.update({asset.id: asset for asset in session.scalars(statement)})
    return list(found.values())


def _line(
    session: Session, scope: ContractScope, asset: Asset | None, category_trade: int | None, path: str | None
) -> Line:
    return Line(
        scope.id,
        scope.contract_id,
        scope.asset_id,
        scope.category_id,
        scope.trade_id,
        category_trade,
        scope.place_id,
        place_ids(path or ""),
        covered_asset(session, asset) if asset is not None else None,
    )


def _rivals(session: Session, contract: Contract) -> dict[int, Overlap]:
    rows = session.execute(
        select(Contract, Vendor.name)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(
            Contract.id != contract.id,
            Contract.starts_on <= contract.ends_on,
            Contract.ends_on >= contract.starts_on,
        )
        .order_by(Contract.number)
    )
    return {row.id: Overlap(row.id, row.number, row.title, vendor) for row, vendor in rows}


def _overlaps(line: Line, others: Sequence[Line], rivals: dict[int, Overlap]) -> tuple[Overlap, ...]:
    met = {other.contract_id for other in others if line.meets(other)}
    return tuple(overlap for key, overlap in rivals.items() if key in met)


def _names(session: Session, line_ids: Sequence[int]) -> dict[int, ScopeLine]:
    rows = session.execute(
        select(ContractScope, Asset.name, AssetCategory, Trade, Place.label)
        .outerjoin(Asset, Asset.id == ContractScope.asset_id)
        .outerjoin(AssetCategory, AssetCategory.id == ContractScope.category_id)
        .outerjoin(Trade, Trade.id == ContractScope.trade_id)
        .outerjoin(Place, Place.id == ContractScope.place_id)
        .where(ContractScope.id.in_(line_ids))
    )
    return {
        scope.id: ScopeLine(
            scope.id,
            scope.asset_id,
            asset or "",
            scope.category_id,
            pick(category.name_zh, category.name_en) if category else "",
            scope.trade_id,
            pick(trade.name_zh, trade.name_en) if trade else "",
            scope.place_id,
            place or "",
        )
        for scope, asset, category, trade, place in rows
    }


def in_period(contract: Contract, day: date) -> bool:
    """Whether the contract was in force on the day."""
    return contract.starts_on <= day <= contract.ends_on
