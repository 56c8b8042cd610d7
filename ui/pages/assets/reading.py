"""What the pane shows of an asset, read in one go beside the window."""

from collections.abc import Callable
from dataclasses import dataclass

from facilities_app.domain.asset_life_rows import AssetLife
from facilities_app.domain.lists import Condition, ListQuery, ListSource
from facilities_app.domain.rows import AssetDetail
from facilities_app.services.all import Services
from facilities_app.services.asset_papers import AssetPapers

_MOST = 50
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Records:
    """The newest rows of a list about one asset, each by column key."""

    rows: tuple[dict[str, object], ...]
    total: int


@dataclass(frozen=True, slots=True)
class AssetView:
    """An asset with its tickets, its inspections, its life and its papers."""

    detail: AssetDetail
    tickets: Records
    tasks: Records
    life: AssetLife
    papers: AssetPapers


def reader(services: Services, asset_id: int) -> Callable[[], AssetView]:
    """Reads the asset; runs on a reader's thread. Raises NotFound."""

    def read() -> AssetView:
        detail, life = services.assets.detail(asset_id), services.asset_life.read(asset_id)
        total = detail.ticket_count + life.part_tickets
        return AssetView(
            detail,
            _tickets(services.lists["tickets"], (asset_id, *life.parts), total),
            _tasks(services.lists["tasks"], asset_id, detail.task_count),
            life,
            services.asset_papers.read(asset_id),
        )

    return read


def _tickets(source: ListSource, ids: tuple[int, ...], total: int) -> Records:
    """Of the asset and of its components."""
    rows = _rows(source, ids, _MOST, order="number", descending=True) if total else ()
    return Records(rows, total)


def _tasks(source: ListSource, asset_id: int, total: int) -> Records:
    """What comes next, then what was done, newest first: plans reach years ahead."""
    if not total:
        return Records((), 0)
    ahead = _rows(source, (asset_id,), _AHEAD, ("planned",), order="due_on")
    past = _rows(source, (asset_id,), _MOST, ("done", "missed", "skipped"), order="due_on", descending=True)
    return Records((*ahead, *past), total)


def _rows(
    source: ListSource,
    ids: tuple[int, ...],
    most: int,
    statuses: tuple[str, ...] = (),
    *,
    order: str,
    descending: bool = False,
) -> tuple[dict[str, object], ...]:
    query = ListQuery("", (Condition("asset", "in", ids),), order, descending)
    if statuses:
        query = query.where(Condition("status", "in", statuses))
    keys = ("id", *(spec.key for spec in source.info.columns))
    return tuple(dict(zip(keys, row, strict=True)) for row in source.page(query, 0, most))
