"""Rounds after an event and patrols of the places where mosquitoes may breed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class RoundRecipe(Versioned, Base):
    """What an event asks to be looked at; ``event_kind`` typhoon_before, typhoon_after, earthquake, dengue."""

    __tablename__ = "round_recipes"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    event_kind: Mapped[str] = mapped_column(String(20))
    due_days: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class RoundRecipeLine(Versioned, Base):
    """One line of a recipe: all assets of a category or a tag, or dormitory units of a status, with a checklist."""

    __tablename__ = "round_recipe_lines"
    __table_args__ = table_args(Index(None, "recipe_id", "position"))

    recipe_id: Mapped[int] = mapped_column(ForeignKey("round_recipes.id"))
    position: Mapped[int] = mapped_column(default=0)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("asset_categories.id"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tags.id"), index=True)
    unit_status: Mapped[str] = mapped_column(String(20), default="")
    template_code: Mapped[str] = mapped_column(String(40), default="")


class Round(DemoMarked, Versioned, Base):
    """A round that was started for an event; its stops are tasks."""

    __tablename__ = "rounds"
    __table_args__ = table_args()

    number: Mapped[str] = mapped_column(String(30), unique=True)
    recipe_id: Mapped[int] = mapped_column(ForeignKey("round_recipes.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("damage_events.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime]
    due_on: Mapped[date]
    closed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="")


class PatrolSpot(DemoMarked, Versioned, Base):
    """A place where mosquitoes may breed, on the register (造冊列管), in the order it is walked."""

    __tablename__ = "patrol_spots"
    __table_args__ = table_args(Index(None, "route", "position"))

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    route: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)
    listed_on: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(400), default="")


class PatrolVisit(DemoMarked, Versioned, Base):
    """What a patrol found at a spot: containers with water and how many of them held larvae."""

    __tablename__ = "patrol_visits"
    __table_args__ = table_args(UniqueConstraint("spot_id", "visited_on"))

    spot_id: Mapped[int] = mapped_column(ForeignKey("patrol_spots.id"))
    visited_on: Mapped[date]
    containers: Mapped[int] = mapped_column(default=0)
    positive: Mapped[int] = mapped_column(default=0)
    visited_by: Mapped[str] = mapped_column(String(80), default="")
    finding: Mapped[str] = mapped_column(String(1000), default="")
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
