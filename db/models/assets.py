"""Assets (設備), their categories and typed attributes, money, permits, warranties and life."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class AssetCategory(Versioned, Base):
    """A kind of asset, with the trade that mends it and the years it is expected to serve."""

    __tablename__ = "asset_categories"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    icon: Mapped[str] = mapped_column(String(40), default="boxes")
    trade_id: Mapped[int] = mapped_column(ForeignKey("trades.id"), index=True)
    service_life_years: Mapped[int | None]
    service_life_source: Mapped[str] = mapped_column(String(200), default="")
    service_life_source_en: Mapped[str] = mapped_column(String(200), default="")
    template_code: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)


class AttributeDefinition(Versioned, Base):
    """A typed attribute that assets of one category have. ``value_type``: number, text, date, bool."""

    __tablename__ = "attribute_definitions"
    __table_args__ = table_args(UniqueConstraint("category_id", "code"))

    category_id: Mapped[int] = mapped_column(ForeignKey("asset_categories.id"))
    code: Mapped[str] = mapped_column(String(40))
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    value_type: Mapped[str] = mapped_column(String(10))
    unit: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[int] = mapped_column(default=0)


class Asset(DemoMarked, Versioned, Base):
    """One piece of equipment or one system; systems hold components through ``parent_id``.

    ``property_number`` is 財產編號; ``cost_twd`` 原值 in whole NT$; ``place_label`` repeats the place's own label,
    ``next_due_on`` the nearest open inspection, ``cover_until`` the contract or warranty in force (``cover_kind``
    says which), so that lists of any length sort by an index.
    """

    __tablename__ = "assets"
    __table_args__ = table_args(
        *(
            Index(None, column, "id")
            for column in (
                "name",
                "property_number",
                "place_label",
                "category_id",
                "status",
                "next_due_on",
                "cover_until",
                "acquired_on",
                "cost_twd",
            )
        )
    )

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    category_id: Mapped[int] = mapped_column(ForeignKey("asset_categories.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    place_label: Mapped[str] = mapped_column(String(400), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    property_number: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20), default="in_use")
    status_since: Mapped[date | None]
    custodian_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    using_unit: Mapped[str] = mapped_column(String(80), default="")
    manufacturer: Mapped[str] = mapped_column(String(80), default="")
    model: Mapped[str] = mapped_column(String(80), default="")
    serial_number: Mapped[str] = mapped_column(String(80), default="")
    quantity: Mapped[int] = mapped_column(default=1)
    acquired_on: Mapped[date | None]
    in_service_on: Mapped[date | None]
    cost_twd: Mapped[int | None] = mapped_column(BigInteger)
    cost_label: Mapped[str] = mapped_column(String(80), default="")
    cost_as_reported: Mapped[bool] = mapped_column(default=False)
    service_life_years: Mapped[int | None]
    next_due_on: Mapped[date | None]
    cover_kind: Mapped[str] = mapped_column(String(20), default="")
    cover_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(2000), default="")


class AssetAttribute(Versioned, Base):
    """The value of one attribute of one asset, exact as text; ``as_reported`` marks a figure of the report."""

    __tablename__ = "asset_attributes"
    __table_args__ = table_args(UniqueConstraint("asset_id", "definition_id"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    definition_id: Mapped[int] = mapped_column(ForeignKey("attribute_definitions.id"), index=True)
    value: Mapped[str] = mapped_column(String(400))
    as_reported: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(200), default="")


class AssetStatusChange(Versioned, Base):
    """From this day on the asset had this status."""

    __tablename__ = "asset_status_changes"
    __table_args__ = table_args(Index(None, "asset_id", "from_on"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    status: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(400), default="")


class FundingShare(Versioned, Base):
    """Who paid how much of an asset or a project: ``source`` central, city or other, whole NT$."""

    __tablename__ = "funding_shares"
    __table_args__ = table_args()

    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    source: Mapped[str] = mapped_column(String(20))
    amount_twd: Mapped[int] = mapped_column(BigInteger)
    as_reported: Mapped[bool] = mapped_column(default=False)
    is_remainder: Mapped[bool] = mapped_column(default=False)


class Permit(DemoMarked, Versioned, Base):
    """A use permit, certificate or label with its expiry."""

    __tablename__ = "permits"
    __table_args__ = table_args(Index(None, "expires_on", "id"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(60), default="")
    issued_on: Mapped[date | None]
    expires_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")


class Warranty(DemoMarked, Versioned, Base):
    """A vendor's promise on one asset (保固)."""

    __tablename__ = "warranties"
    __table_args__ = table_args(Index(None, "ends_on", "id"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"), index=True)
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendors.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    terms: Mapped[str] = mapped_column(String(400), default="")


class Project(DemoMarked, Versioned, Base):
    """Works with a budget and dates (工程). Dates the report gives only roughly are kept as it says them."""

    __tablename__ = "projects"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(20), default="works")
    status: Mapped[str] = mapped_column(String(20))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    budget_twd: Mapped[int | None] = mapped_column(BigInteger)
    started_on: Mapped[date | None]
    started_text: Mapped[str] = mapped_column(String(60), default="")
    due_on: Mapped[date | None]
    due_text: Mapped[str] = mapped_column(String(60), default="")
    completed_on: Mapped[date | None]
    completed_text: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(2000), default="")
    source: Mapped[str] = mapped_column(String(20), default="")
    event_id: Mapped[int | None] = mapped_column(ForeignKey("damage_events.id"))
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendors.id"))
    awarded_twd: Mapped[int | None] = mapped_column(BigInteger)
    planned_start_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    accepted_text: Mapped[str] = mapped_column(String(60), default="", server_default="")
    acceptance_note: Mapped[str] = mapped_column(String(400), default="", server_default="")


class DamageEvent(DemoMarked, Versioned, Base):
    """A typhoon, earthquake, fire or flood that damaged something."""

    __tablename__ = "damage_events"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    occurred_on: Mapped[date | None]
    occurred_text: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(2000), default="")
    source: Mapped[str] = mapped_column(String(20), default="")


class EventTicket(Versioned, Base):
    """The repair is damage of this event."""

    __tablename__ = "event_tickets"
    __table_args__ = table_args(UniqueConstraint("event_id", "ticket_id"))

    event_id: Mapped[int] = mapped_column(ForeignKey("damage_events.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)


class Milestone(DemoMarked, Versioned, Base):
    """A step of a project with its planned and its actual day."""

    __tablename__ = "milestones"
    __table_args__ = table_args(Index(None, "project_id", "position"))

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    planned_on: Mapped[date | None]
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="")


class AssetProject(Versioned, Base):
    """The project was about this asset."""

    __tablename__ = "asset_projects"
    __table_args__ = table_args(UniqueConstraint("asset_id", "project_id"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)


class AssetDamage(Versioned, Base):
    """The event damaged this asset; ``project_id`` is what was done about it."""

    __tablename__ = "asset_damages"
    __table_args__ = table_args(UniqueConstraint("asset_id", "event_id"))

    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("damage_events.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    note: Mapped[str] = mapped_column(String(400), default="")


class Meter(DemoMarked, Versioned, Base):
    """A meter of a place or an asset. ``kind``: water, electricity, solar; ``unit`` mostly 度."""

    __tablename__ = "meters"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(20))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)


class MeterReading(DemoMarked, Versioned, Base):
    """What a meter stood at on a day."""

    __tablename__ = "meter_readings"
    __table_args__ = table_args(UniqueConstraint("meter_id", "read_on"))

    meter_id: Mapped[int] = mapped_column(ForeignKey("meters.id"))
    read_on: Mapped[date]
    value: Mapped[Decimal]
    note: Mapped[str] = mapped_column(String(200), default="")


class MeterTarget(DemoMarked, Versioned, Base):
    """What a meter is planned to count in one month of a year."""

    __tablename__ = "meter_targets"
    __table_args__ = table_args(UniqueConstraint("meter_id", "year", "month"))

    meter_id: Mapped[int] = mapped_column(ForeignKey("meters.id"))
    year: Mapped[int]
    month: Mapped[int]
    value: Mapped[Decimal]
