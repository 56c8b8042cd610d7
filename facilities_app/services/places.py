"""The tree of places."""

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import Asset, Place
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import PlaceRow
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class PlaceService:
    """Reads the places as one tree."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def tree(self) -> list[PlaceRow]:
        """All places, depth first, siblings in their order; each counts the assets in it and below."""
        with self._base.read() as session:
            places = list(session.scalars(select(Place).order_by(Place.position, Place.id)))
            here = session.execute(select(Asset.place_id, func.count()).group_by(Asset.place_id))
            counts: dict[int, int] = defaultdict(int)
            paths = {place.id: place.path for place in places}
            for place_id, count in here:
                for part in paths.get(place_id, "").split("/"):
                    if part:
                        counts[int(part)] += count
            return [_row(place, counts[place.id]) for place in _depth_first(places)]

    def label(self, place_id: int) -> str:
        """The way from the site down to the place. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Place.label).where(Place.id == place_id))
        if found is None:
            raise NotFound("place.gone", id=place_id)
        return found

    def find(self, code: str) -> int:
        """The id of the place with this code. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Place.id).where(Place.code == code.strip()))
        if found is None:
            raise NotFound("place.no_such_code", code=code)
        return found


def _depth_first(places: list[Place]) -> list[Place]:
    children: dict[int | None, list[Place]] = defaultdict(list)
    for place in places:
        children[place.parent_id].append(place)
    waiting = children[None][::-1]
    ordered: list[Place] = []
    while waiting:
        place = waiting.pop()
        ordered.append(place)
        waiting += children[place.id][::-1]
    return ordered


def _row(place: Place, assets: int) -> PlaceRow:
    return PlaceRow(
        id=place.id,
        parent_id=place.parent_id,
        kind=place.kind,
        code=place.code,
        name=pick(place.name, place.name_en),
        label=place.label,
        assets=assets,
        is_demo=place.is_demo,
    )
