"""Vendors (廠商), their contracts and what these cover, and insurance policies."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class Vendor(DemoMarked, Versioned, Base):
    """A firm. ``tax_id`` is 統一編號."""

    __tablename__ = "vendors"
    __table_args__ = table_args(Index(None, "name", "id"))

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    tax_id: Mapped[str] = mapped_column(String(10), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    contact: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(400), default="")


class Contract(DemoMarked, Versioned, Base):
    """A contract. ``kind``: maintenance, lease, service, works.

    ``response_hours`` is the promised arrival, ``repair_hours`` the promised repair, in hours of the clock.
    ``penalty_kind`` says how lateness is charged (fixed_hour, fixed_day: NT$ ``penalty_rate``; permille_day: that many
    thousandths of the contract's sum a day), at most ``penalty_cap_percent`` of the sum. ``bond_twd`` is the 保固金,
    to be given back on ``bond_return_on``.
    """

    __tablename__ = "contracts"
    __table_args__ = table_args(
        Index(None, "ends_on", "id"), Index(None, "starts_on", "id"), Index(None, "title", "id")
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(20))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendors.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    amount_twd: Mapped[int | None] = mapped_column(BigInteger)
    notice_days: Mapped[int] = mapped_column(default=60)
    response_hours: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(400), default="")
    repair_hours: Mapped[int | None]
    penalty_kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    penalty_rate: Mapped[int | None] = mapped_column(BigInteger)
    penalty_cap_percent: Mapped[int | None]
    bond_twd: Mapped[int | None] = mapped_column(BigInteger)
    bond_return_on: Mapped[date | None]
    bond_returned_on: Mapped[date | None]


class ContractScope(Versioned, Base):
    """One thing a contract covers: an asset, or all of a category or trade below a place (each may be open)."""

    __tablename__ = "contract_scopes"
    __table_args__ = table_args()

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("asset_categories.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    trade_id: Mapped[int | None] = mapped_column(ForeignKey("trades.id"))


class InsurancePolicy(DemoMarked, Versioned, Base):
    """A policy. ``kind``: fire, public_liability; ``place_id`` is what is insured."""

    __tablename__ = "insurance_policies"
    __table_args__ = table_args(Index(None, "ends_on", "id"))

    number: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendors.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    insured_twd: Mapped[int | None] = mapped_column(BigInteger)
    premium_twd: Mapped[int | None] = mapped_column(BigInteger)
    notice_days: Mapped[int] = mapped_column(default=60)
    note: Mapped[str] = mapped_column(String(400), default="")
