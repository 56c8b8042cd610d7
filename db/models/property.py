"""Assets over their life: downtime, stock-takes (盤點) and the slips of the property ledger."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class AssetDowntime(DemoMarked, Versioned, Base):
    """The asset was out of service from ``from_at`` until ``until_at`` (open while it still is)."""

    __tablename__ = "asset_downtimes"
    __table_args__ = table_args(Index(None, "asset_id", "from_at"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(200), default="")


class Stocktake(DemoMarked, Versioned, Base):
    """A campaign (盤點) that looks for every asset below a place, or of one category there; closing freezes it."""

    __tablename__ = "stocktakes"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("asset_categories.id"), index=True)
    started_on: Mapped[date]
    closed_on: Mapped[date | None]


class StocktakeLine(DemoMarked, Versioned, Base):
    """One asset of a campaign, or something scanned that was not on its list.

    ``state``: expected, found, moved, missing, unexpected.
    """

    __tablename__ = "stocktake_lines"
    __table_args__ = table_args(
        UniqueConstraint("stocktake_id", "asset_id"), Index(None, "stocktake_id", "state")
    )

    stocktake_id: Mapped[int] = mapped_column(ForeignKey("stocktakes.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    expected_place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    found_place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    state: Mapped[str] = mapped_column(String(12))
    scanned: Mapped[str] = mapped_column(String(200), default="")
    seen_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(400), default="")


class AssetSlip(DemoMarked, Versioned, Base):
    """A slip of the property ledger: move (移動單), split, merge, retire (減損單); ``other_id`` is the part split off
    or the asset merged into."""

    __tablename__ = "asset_slips"
    __table_args__ = table_args(Index(None, "asset_id", "slip_on"))

    number: Mapped[str] = mapped_column(String(30), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    slip_on: Mapped[date]
    from_label: Mapped[str] = mapped_column(String(400), default="")
    to_label: Mapped[str] = mapped_column(String(400), default="")
    reason: Mapped[str] = mapped_column(String(400), default="")
    document: Mapped[str] = mapped_column(String(80), default="")
