"""What is read of stock-takes: a campaign with its counts, a line by what was scanned, what still has to move."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, Place, Stocktake, StocktakeLine
from facilities_app.domain.errors import NotFound
from facilities_app.domain.stocktakes import Counts, LineState
from resources.texts import pick


@dataclass(frozen=True, slots=True)
class StocktakeDetail:
    """A campaign with its counts, which come from the rows. ``to_apply`` are lines whose asset still has to move."""

    id: int
    code: str
    name: str
    place_id: int
    place: str
    category: str
    started_on: date
    closed_on: date | None
    counts: Counts
    to_apply: int
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan came to. ``again`` says that the line was seen before; ``asset_id`` None is an unknown text."""

    line_id: int
    state: LineState
    text: str
    asset_id: int | None
    name: str
    place: str
    found_place: str = ""
    again: bool = False
    is_retired: bool = False


def read_stocktake(session: Session, stocktake_id: int) -> StocktakeDetail:
    """The campaign. Raises NotFound("stocktake.gone")."""
    row = session.get(Stocktake, stocktake_id)
    if row is None:
        raise NotFound("stocktake.gone", id=stocktake_id)
    kind = session.get(AssetCategory, row.category_id) if row.category_id else None
    return StocktakeDetail(
        row.id,
        row.code,
        row.name,
        row.place_id,
        session.get_one(Place, row.place_id).label,
        pick(kind.name_zh, kind.name_en) if kind else "",
        row.started_on,
        row.closed_on,
        counts(session, row.id),
        len(to_apply(session, row.id)),
        row.is_demo,
    )


def counts(session: Session, stocktake_id: int) -> Counts:
    """How many lines stand how."""
    rows = session.execute(
        select(StocktakeLine.state, func.count())
        .where(StocktakeLine.stocktake_id == stocktake_id)
        .group_by(StocktakeLine.state)
    ).all()
    return Counts.of(dict(rows))


def by_code(session: Session, code: str) -> Asset | None:
    """The asset whose number or 財產編號 this is, however its letters are written; its number goes first."""
    wanted = code.lower()
    for column in (Asset.code, Asset.property_number):
        found = session.scalar(select(Asset).where(func.lower(column) == wanted).order_by(Asset.id).limit(1))
        if found is not None:
            return found
    return None


def line_of(session: Session, stocktake_id: int, asset: Asset | None, code: str) -> StocktakeLine | None:
    """The line of the asset, or the one with this unknown text."""
    mine = StocktakeLine.stocktake_id == stocktake_id
    if asset is not None:
        return session.scalar(select(StocktakeLine).where(mine, StocktakeLine.asset_id == asset.id))
    unknown = (mine, StocktakeLine.asset_id.is_(None), StocktakeLine.scanned == code)
    return session.scalar(select(StocktakeLine).where(*unknown).limit(1))


def to_apply(session: Session, stocktake_id: int) -> list[tuple[int, int]]:
    """(asset, place) of what was seen elsewhere than the register has it now."""
    states = (LineState.MOVED.value, LineState.UNEXPECTED.value)
    rows = session.execute(
        select(Asset.id, StocktakeLine.found_place_id)
        .join(StocktakeLine, StocktakeLine.asset_id == Asset.id)
        .where(
            StocktakeLine.stocktake_id == stocktake_id,
            StocktakeLine.state.in_(states),
            StocktakeLine.found_place_id.is_not(None),
            StocktakeLine.found_place_id != Asset.place_id,
            StocktakeLine.expected_place_id == Asset.place_id,
            Asset.status != "retired",
        )
        .order_by(StocktakeLine.id)
    )
    return [(asset, place) for asset, place in rows if place is not None]


def line_name(session: Session, line: StocktakeLine) -> str:
    """What a line is about, in a word."""
    asset = session.get(Asset, line.asset_id) if line.asset_id else None
    return asset.name if asset else line.scanned


def scanned_line(
    session: Session, line: StocktakeLine, asset: Asset | None, text: str, *, again: bool
) -> Scanned:
    """What to tell of a scan."""
    found = session.get(Place, line.found_place_id) if line.found_place_id else None
    belongs = session.get(Place, line.expected_place_id) if line.expected_place_id else None
    return Scanned(
        line.id,
        LineState(line.state),
        text,
        asset.id if asset else None,
        asset.name if asset else "",
        belongs.label if belongs else "",
        found.label if found else "",
        again,
        asset is not None and asset.status == "retired",
    )
