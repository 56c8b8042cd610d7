"""What the pane shows of an asset, read in one go beside the window."""

from collections.abc import Callable
from dataclasses import dataclass

from facilities_app.domain.lists import Condition, ListQuery, ListSource, Row
from facilities_app.domain.rows import AssetDetail
from facilities_app.services.all import Services

_MOST = 50


@dataclass(frozen=True, slots=True)
class Records:
    """The newest rows of a list about one asset, each by column key."""

    rows: tuple[dict[str, object], ...]
    total: int


@dataclass(frozen=True, slots=True)
class AssetView:
    """An asset with its tickets and inspections."""

    detail: AssetDetail
    tickets: Records
    tasks: Records


def reader(services: Services, asset_id: int) -> Callable[[], AssetView]:
    """Reads the asset; runs on a reader's thread. Raises NotFound."""

    def read() -> AssetView:
        detail = services.assets.detail(asset_id)
        return AssetView(
            detail,
            _records(services.lists["tickets"], asset_id, "number", detail.ticket_count),
            _records(services.lists["tasks"], asset_id, "due_on", detail.task_count),
        )

    return read


def _records(source: ListSource, asset_id: int, order: str, total: int) -> Records:
    if not total:
        return Records((), 0)
    query = ListQuery(conditions=(Condition("asset", "in", (asset_id,)),), order=order, descending=True)
    keys = ("id", *(spec.key for spec in source.info.columns))
    rows: list[Row] = source.page(query, 0, _MOST)
    return Records(tuple(dict(zip(keys, row, strict=True)) for row in rows), total)
