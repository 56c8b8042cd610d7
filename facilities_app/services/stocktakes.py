"""Stock-takes (盤點): the list is frozen at the start, filled by list or by scanner, and frozen again at the close."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Asset, AssetCategory, Place, Stocktake, StocktakeLine
from db.uow import UnitOfWork
from facilities_app.domain import dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.stocktakes import LineState, read_code, seen_at
from facilities_app.domain.wording import clean_line
from facilities_app.services.rights import must_hold
from facilities_app.services.slip_words import MadeSlips, MoveWish
from facilities_app.services.slips import SlipService
from facilities_app.services.stocktake_reading import (
    Scanned,
    StocktakeDetail,
    by_code,
    line_name,
    line_of,
    read_stocktake,
    scanned_line,
    to_apply,
)
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LONGEST_NAME, _LONGEST_NOTE = 120, 400


class StocktakeService:
    """All changes to campaigns go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, stocktake_id: int) -> StocktakeDetail:
        """The campaign. Raises NotFound("stocktake.gone")."""
        with self._base.read() as session:
            return read_stocktake(session, stocktake_id)

    def find(self, code: str) -> int:
        """The id of the campaign with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Stocktake.id).where(Stocktake.code == code.strip()))
        if found is None:
            raise NotFound("stocktake.no_such_code", code=code)
        return found

    def start(self, name: str, place_id: int, category_id: int | None = None) -> Outcome[int]:
        """Begin: every asset below the place (of the category) that is not retired becomes a line.

        Raises Invalid("stocktake.nothing_there") if there is none.
        """
        words = clean_line(name)[:_LONGEST_NAME]
        with self._base.uow("stocktake.started") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            place = uow.get(Place, place_id, "place.gone")
            inside = select(Place.id).where(Place.path.startswith(place.path, autoescape=True))
            statement = select(Asset.id, Asset.place_id).where(
                Asset.place_id.in_(inside), Asset.status != "retired"
            )
            if category_id is not None:
                category_id = uow.get(AssetCategory, category_id, "asset.no_such_category").id
                statement = statement.where(Asset.category_id == category_id)
            rows = uow.session.execute(statement.order_by(Asset.place_label, Asset.code)).all()
            if not rows:
                raise Invalid("stocktake.nothing_there", field="place_id", name=place.name)
            today = self._base.clock.today()
            made = Stocktake(
                code=self._next_code(uow, today),
                name=words or tr("Stock-take of {place}").format(place=place.name)[:_LONGEST_NAME],
                place_id=place.id,
                category_id=category_id,
                started_on=today,
            )
            uow.add(made)
            uow.session.add_all(
                StocktakeLine(
                    stocktake_id=made.id,
                    asset_id=row.id,
                    expected_place_id=row.place_id,
                    state=LineState.EXPECTED.value,
                )
                for row in rows
            )
            return uow.commit(made.id, code=made.code, name=made.name, lines=len(rows))

    def scan(self, stocktake_id: int, text: str, here: int | None = None) -> Outcome[Scanned]:
        """Mark what a scanner read or a person typed: an asset's number, 財產編號 or any other text.

        ``here`` is the place one stands in: an asset that belongs elsewhere is moved to it. What is not on the list
        becomes an unexpected line, the same text only once.
        """
        code = read_code(text)
        with self._base.uow("stocktake.scanned") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = self._running(uow, stocktake_id)
            place = uow.get(Place, here, "place.gone") if here else None
            asset = by_code(uow.session, code)
            line = line_of(uow.session, row.id, asset, code)
            again = line is not None and line.state != LineState.EXPECTED.value
            if line is None:
                line = StocktakeLine(
                    stocktake_id=row.id,
                    asset_id=asset.id if asset else None,
                    expected_place_id=asset.place_id if asset else None,
                    state=LineState.UNEXPECTED.value,
                )
            self._see(uow, line, place, code)
            if line.id is None:
                uow.add(line)
            scanned = scanned_line(uow.session, line, asset, code, again=again)
            return uow.commit(scanned, name=scanned.name or code, code=row.code)

    def mark(self, line_ids: Sequence[int], here: int | None = None) -> Outcome[int]:
        """Tick lines off by list: seen where they belong, or at ``here``. Gives back how many changed."""
        with self._base.uow("stocktake.marked") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            place = uow.get(Place, here, "place.gone") if here else None
            changed, name = 0, ""
            for line in self._lines(uow, line_ids):
                if line.state == LineState.UNEXPECTED.value and place is None:
                    continue
                self._see(uow, line, place, line.scanned)
                changed, name = changed + 1, line_name(uow.session, line)
            return uow.commit(changed, count=changed, name=name)

    def unmark(self, line_ids: Sequence[int]) -> Outcome[int]:
        """Take a mark back: the line is expected again; an unexpected one goes."""
        with self._base.uow("stocktake.unmarked") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            changed, name = 0, ""
            for line in self._lines(uow, line_ids):
                name = line_name(uow.session, line)
                if line.state == LineState.UNEXPECTED.value:
                    uow.session.delete(line)
                elif line.state != LineState.EXPECTED.value:
                    line.state, line.found_place_id = LineState.EXPECTED.value, None
                    line.seen_at, line.scanned = None, ""
                else:
                    continue
                changed += 1
            return uow.commit(changed, count=changed, name=name)

    def note(self, line_id: int, text: str) -> Outcome[int]:
        """Write a remark beside a line."""
        with self._base.uow("stocktake.noted") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            line = self._lines(uow, (line_id,))[0]
            line.note = clean_line(text)[:_LONGEST_NOTE]
            return uow.commit(line.id, name=line_name(uow.session, line))

    def close(self, stocktake_id: int) -> Outcome[int]:
        """Freeze it: what was not seen is missing. Gives back how many are."""
        with self._base.uow("stocktake.closed") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = self._running(uow, stocktake_id)
            expected = select(StocktakeLine).where(
                StocktakeLine.stocktake_id == row.id, StocktakeLine.state == LineState.EXPECTED.value
            )
            missing = 0
            for line in uow.session.scalars(expected):
                line.state = LineState.MISSING.value
                missing += 1
            row.closed_on = self._base.clock.today()
            return uow.commit(missing, code=row.code, name=row.name, missing=missing)

    def apply(self, stocktake_id: int) -> Outcome[MadeSlips]:
        """One move slip for every asset that was seen elsewhere than the register says and has not moved since.

        Raises Invalid("stocktake.still_open") before the close and ("stocktake.nothing_moved") for none.
        """
        with self._base.uow("stocktake.applied") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            row = uow.get(Stocktake, stocktake_id, "stocktake.gone")
            if row.closed_on is None:
                raise Invalid("stocktake.still_open", code=row.code)
            slips = SlipService(self._base)
            made = []
            for asset_id, place_id in to_apply(uow.session, row.id):
                wish = MoveWish(
                    place_id=place_id,
                    reason=tr("Stock-take {code}").format(code=row.code),
                    document=row.code,
                    with_parts=False,
                )
                made += slips.move_within(uow, (asset_id,), wish)
            if not made:
                raise Invalid("stocktake.nothing_moved", code=row.code)
            ids = tuple(slip.id for slip in made)
            return uow.commit(MadeSlips(ids, made[-1].number), code=row.code, count=len(made))

    # -- private ---------------------------------------------------------------------------------

    def _see(self, uow: UnitOfWork, line: StocktakeLine, place: Place | None, text: str) -> None:
        belongs = uow.get(Place, line.expected_place_id) if line.expected_place_id else None
        line.seen_at = self._base.clock.now()
        line.scanned = text
        if line.state == LineState.UNEXPECTED.value:
            line.found_place_id = place.id if place else None
            return
        here = place.path if place else ""
        state = seen_at(belongs.path if belongs else "", here)
        line.state = state.value
        line.found_place_id = place.id if place and state is LineState.MOVED else line.expected_place_id

    @staticmethod
    def _running(uow: UnitOfWork, stocktake_id: int) -> Stocktake:
        row = uow.get(Stocktake, stocktake_id, "stocktake.gone")
        if row.closed_on is not None:
            raise Invalid("stocktake.is_closed", code=row.code, on=row.closed_on)
        return row

    def _lines(self, uow: UnitOfWork, line_ids: Sequence[int]) -> list[StocktakeLine]:
        if not line_ids:
            raise Invalid("stocktake.none_chosen")
        lines = [uow.get(StocktakeLine, one, "stocktake.line_gone") for one in line_ids]
        for stocktake_id in {line.stocktake_id for line in lines}:
            self._running(uow, stocktake_id)
        return lines

    @staticmethod
    def _next_code(uow: UnitOfWork, today: date) -> str:
        # Safe: the unit of work holds the only write lock from its first read to its commit.
        prefix = f"{dates.roc_year(today)}-盤-"
        taken = uow.session.scalars(select(Stocktake.code).where(Stocktake.code.startswith(prefix)))
        last = max((int(code.removeprefix(prefix)) for code in taken), default=0)
        return f"{prefix}{last + 1:02d}"
