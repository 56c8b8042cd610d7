"""Who stands behind an asset: its contracts and warranties."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, Contract, ContractScope, Place, Vendor, Warranty
from facilities_app.domain.rows import CoverRow


def covers_of(session: Session, asset: Asset, today: date) -> tuple[CoverRow, ...]:
    """Contracts and warranties of the asset: those in force first, then the newest that are over."""
    path = session.scalar(select(Place.path).where(Place.id == asset.place_id)) or ""
    inside = [int(part) for part in path.split("/") if part]
    trade = select(AssetCategory.trade_id).where(AssetCategory.id == asset.category_id).scalar_subquery()
    of_kind = and_(
        ContractScope.asset_id.is_(None),
        or_(ContractScope.category_id == asset.category_id, ContractScope.category_id.is_(None)),
        or_(ContractScope.trade_id == trade, ContractScope.trade_id.is_(None)),
        or_(ContractScope.place_id.in_(inside), ContractScope.place_id.is_(None)),
    )
    mine = or_(ContractScope.asset_id.in_([i for i in (asset.id, asset.parent_id) if i]), of_kind)
    contracts = session.execute(
        select(Contract, Vendor)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(Contract.id.in_(select(ContractScope.contract_id).where(mine)))
    ).all()
    found = [
        CoverRow(
            "lease" if c.kind == "lease" else "contract",
            v.name,
            v.phone,
            c.ends_on,
            c.response_hours,
            c.number,
            c.ends_on < today,
        )
        for c, v in contracts
        if c.starts_on <= today
    ]
    warranties = session.execute(
        select(Warranty, Vendor)
        .outerjoin(Vendor, Vendor.id == Warranty.vendor_id)
        .where(Warranty.asset_id == asset.id)
    ).all()
    found += [
        CoverRow(
            "warranty", v.name if v else "", v.phone if v else "", w.ends_on, None, "", w.ends_on < today
        )
        for w, v in warranties
    ]
    return tuple(sorted(found, key=lambda cover: (cover.is_over, -cover.ends_on.toordinal())))
