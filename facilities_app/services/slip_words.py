"""What a slip is asked and told: wishes, checks, and how places, custodians and lives are worded on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Asset, Place, User
from db.uow import UnitOfWork
from facilities_app.domain.errors import Invalid
from resources.texts import tr

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class MoveWish:
    """Where to; what is None stays. ``with_parts`` takes along components that stand in the same place."""

    place_id: int | None = None
    custodian_id: int | None = None
    using_unit: str | None = None
    reason: str = ""
    document: str = ""
    on: date | None = None
    with_parts: bool = True


@dataclass(frozen=True, slots=True)
class RetireWish:
    """Why, by which document, from which day; ``tickets`` decides the open ones: keep or cancel ("" : not yet)."""

    reason: str
    document: str = ""
    on: date | None = None
    tickets: str = ""
    with_parts: bool = False


@dataclass(frozen=True, slots=True)
class RetireCheck:
    """What a person has to know first: ``reached`` is None where the service life is not known.

    ``tickets`` are the open ones of the asset and of its components, as (id, number, summary).
    """

    asset_id: int
    name: str
    years: int | None
    ends_on: date | None
    reached: bool | None
    tickets: tuple[tuple[int, str, str], ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeSlips:
    """The slips that were written: their ids, and the last one's number."""

    ids: tuple[int, ...]
    number: str


def in_use(uow: UnitOfWork, asset_id: int) -> Asset:
    """The asset, unless it is retired: what is off the ledger gets no further slip."""
    asset = uow.get(Asset, asset_id, "asset.gone")
    if asset.status == "retired":
        raise Invalid("slip.is_retired", name=asset.name)
    return asset


def where_words(session: Session, asset: Asset) -> str:
    """Place, custodian and using unit in one line, as slips write them."""
    keeper = session.get(User, asset.custodian_id) if asset.custodian_id else None
    place = session.get_one(Place, asset.place_id).label
    return "／".join(part for part in (place, keeper.name if keeper else "", asset.using_unit) if part)[:400]


def life_words(reached: bool | None) -> str:
    """Whether the service life is over, as the slip says it."""
    if reached is None:
        return tr("Service life not known")
    return tr("Service life reached") if reached else tr("Service life not reached yet")


def parts_below(session: Session, asset_id: int) -> tuple[int, ...]:
    """All components below an asset, level by level."""
    found: list[int] = []
    level = [asset_id]
    for _ in range(_DEEPEST):
        level = list(session.scalars(select(Asset.id).where(Asset.parent_id.in_(level)).order_by(Asset.code)))
        if not level:
            break
        found += level
    return tuple(found)


def standing_with(session: Session, asset_ids: Sequence[int]) -> list[int]:
    """The components, not retired, that stand where the asset above them stands."""
    found: list[int] = []
    level = list(asset_ids)
    for _ in range(_DEEPEST):
        above = select(Asset.id, Asset.place_id).where(Asset.id.in_(level)).subquery()
        level = list(
            session.scalars(
                select(Asset.id)
                .join(above, (above.c.id == Asset.parent_id) & (above.c.place_id == Asset.place_id))
                .where(Asset.status != "retired", Asset.id.not_in([*asset_ids, *found]))
                .order_by(Asset.code)
            )
        )
        if not level:
            break
        found += level
    return found
