"""Places as one tree: site, building, block, floor, space, land and dormitory unit."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class Place(DemoMarked, Versioned, Base):
    """One node. ``path`` is "/1/5/12/" down to itself, so a subtree is a prefix; ``position`` orders siblings.

    ``label`` is the way from the site down, as a person says it: 四維行政中心 › 9F › 東側機房.
    """

    __tablename__ = "places"
    __table_args__ = table_args(Index("ix_places_path", "path"))

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    label: Mapped[str] = mapped_column(String(400), default="")
    path: Mapped[str] = mapped_column(String(200), default="")
    site_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(400), default="")
