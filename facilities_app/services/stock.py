"""The small stock of parts: what lies on which shelf, what came, went and was counted."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from db.models import Part, PartMove, Ticket, Trade
from db.uow import UnitOfWork
from facilities_app.domain import work
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.wording import clean_line
from facilities_app.domain.work import PartMoveKind
from facilities_app.domain.work_rows import NewPart, PartDetail, PartMoveRow, PartRow
from facilities_app.services.ticket_rights import check_right
from facilities_app.services.work_entries import move_stock, short_text

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LINES = {"code": 40, "name": 120, "unit": 10, "shelf": 80, "note": 400}
_NEEDED = {"code": "part.needs_code", "name": "part.needs_name", "unit": "part.needs_unit"}
_NEWEST = 200
_LONGEST_MOVE_NOTE = 200


class StockService:
    """All changes to parts and their stock go through here, but those of tickets (see WorkService)."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    # -- reading ---------------------------------------------------------------------------------

    def detail(self, part_id: int) -> PartDetail:
        """A part, whole, its newest 200 moves first. Raises NotFound("part.gone")."""
        with self._base.read() as session:
            row = session.get(Part, part_id)
            if row is None:
                raise NotFound("part.gone", id=part_id)
            rows = session.execute(
                select(PartMove, Ticket.number)
                .outerjoin(Ticket, Ticket.id == PartMove.ticket_id)
                .where(PartMove.part_id == part_id)
                .order_by(PartMove.at.desc(), PartMove.id.desc())
                .limit(_NEWEST)
            )
            moves, stock = [], row.stock_milli
            for move, number in rows:
                moves.append(_move_row(move, stock, number or ""))
                stock -= move.quantity_milli
            return _detail(row, tuple(moves))

    def find(self, code: str) -> int:
        """The id of the part with this number. Raises NotFound."""
        with self._base.read() as session:
            found = session.scalar(select(Part.id).where(Part.code == code.strip()))
        if found is None:
            raise NotFound("part.no_such_code", code=code)
        return found

    def suggest(self, words: str = "", trade_id: int | None = None, limit: int = 40) -> tuple[PartRow, ...]:
        """Parts still kept whose number, name or shelf has every word: those of the trade first."""
        statement = select(Part).where(Part.is_active)
        for word in words.split():
            columns = (Part.code, Part.name, Part.shelf)
            statement = statement.where(or_(*(one.icontains(word, autoescape=True) for one in columns)))
        is_own = (Part.trade_id == trade_id) if trade_id is not None else Part.trade_id.is_(None)
        with self._base.read() as session:
            rows = session.scalars(statement.order_by(is_own.desc(), Part.code).limit(limit))
            return tuple(_part_row(row) for row in rows)

    # -- changing --------------------------------------------------------------------------------

    def create(self, new: NewPart) -> Outcome[int]:
        """Enter a part of which nothing is there yet. Raises Invalid beside the field that needs it."""
        with self._base.uow("stock.part_created") as uow:
            check_right(self._base, uow.session, "edit")
            code = clean_line(new.code) or _next_code(uow)
            row = Part(code="", name="", unit="", is_active=True)
            for name in (*_LINES, "unit_price_twd", "reorder_milli", "trade_id", "is_green"):
                _set(uow, row, name, code if name == "code" else getattr(new, name))
            _must_be_free(uow, row)
            uow.add(row)
            return uow.commit(row.id, name=row.name)

    def edit(self, part_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewPart's names, and is_active. Raises Conflict if somebody saved it since."""
        with self._base.uow("stock.part_edited") as uow:
            check_right(self._base, uow.session, "edit")
            row = uow.get(Part, part_id, "part.gone")
            if row.version != version:
                raise Conflict("database.moved_on")
            for name, value in fields.items():
                _set(uow, row, name, value)
            _must_be_free(uow, row)
            return uow.commit(row.id, name=row.name)

    def receive(
        self, part_id: int, quantity_milli: int, unit_price_twd: int | None = None, note: str = ""
    ) -> Outcome[int]:
        """Parts came in; a new price is the part's from now on."""
        if quantity_milli <= 0:
            raise Invalid("part.quantity_not_positive", field="quantity")
        with self._base.uow("stock.received") as uow:
            check_right(self._base, uow.session, "edit")
            row = uow.get(Part, part_id, "part.gone")
            if unit_price_twd is not None:
                row.unit_price_twd = work.check_money(unit_price_twd, "unit_price_twd") or 0
            words = short_text(note, _LONGEST_MOVE_NOTE)
            self._move(uow, row, PartMoveKind.RECEIVED, quantity_milli, words)
            return uow.commit(row.id, name=row.name, quantity=_told(row, quantity_milli))

    def count(self, part_id: int, counted_milli: int, reason: str = "") -> Outcome[int]:
        """So much lies on the shelf. Raises Invalid("part.needs_reason") where that differs and nobody says why."""
        if counted_milli < 0:
            raise Invalid("part.quantity_negative", field="quantity")
        with self._base.uow("stock.counted") as uow:
            check_right(self._base, uow.session, "edit")
            row = uow.get(Part, part_id, "part.gone")
            difference = counted_milli - row.stock_milli
            words = short_text(reason, _LONGEST_MOVE_NOTE, "reason")
            if difference and not words:
                raise Invalid("part.needs_reason", field="reason", stock=_told(row, row.stock_milli))
            if difference:
                self._move(uow, row, PartMoveKind.COUNTED, difference, words)
            return uow.commit(row.id, name=row.name, quantity=_told(row, counted_milli))

    def _move(self, uow: UnitOfWork, row: Part, kind: PartMoveKind, milli: int, note: str) -> None:
        if row.stock_milli + milli > work.MOST_QUANTITY:
            raise Invalid("part.quantity_too_much", field="quantity")
        move_stock(uow, row, kind, milli, row.unit_price_twd, self._base.clock.now(), note=note)


def _set(uow: UnitOfWork, row: Part, name: str, value: Any) -> None:
    if name in _LINES:
        text = short_text(str(value or ""), _LINES[name], name)
        if name in _NEEDED and not text:
            raise Invalid(_NEEDED[name], field=name)
        setattr(row, name, text)
    elif name == "unit_price_twd":
        row.unit_price_twd = work.check_money(value, name) or 0
    elif name == "reorder_milli":
        if value < 0:
            raise Invalid("part.quantity_negative", field="reorder")
        row.reorder_milli = value
    elif name == "trade_id":
        with uow.session.no_autoflush:
            row.trade_id = uow.get(Trade, value, "ticket.no_such_trade").id if value else None
    elif name in ("is_green", "is_active"):
        setattr(row, name, bool(value))
    else:
        raise Invalid("part.no_such_field", name=name)


def _must_be_free(uow: UnitOfWork, row: Part) -> None:
    with uow.session.no_autoflush:
        twin = uow.session.scalar(select(Part.name).where(Part.code == row.code, Part.id != (row.id or 0)))
    if twin is not None:
        raise Invalid("part.code_taken", field="code", code=row.code, name=twin)


def _next_code(uow: UnitOfWork) -> str:
    # Safe: the unit of work holds the only write lock from its first read to its commit.
    serial = (uow.session.scalar(select(func.count()).select_from(Part)) or 0) + 1
    taken = set(uow.session.scalars(select(Part.code)))
    while f"M-{serial:04d}" in taken:
        serial += 1
    return f"M-{serial:04d}"


def _told(row: Part, milli: int) -> str:
    return f"{work.quantity_text(milli)} {row.unit}"


def _part_row(row: Part) -> PartRow:
    return PartRow(
        row.id, row.code, row.name, row.unit, row.unit_price_twd, row.stock_milli, row.shelf, row.trade_id
    )


def _move_row(move: PartMove, stock: int, number: str) -> PartMoveRow:
    return PartMoveRow(
        move.id,
        move.at,
        move.kind,
        move.quantity_milli,
        stock,
        move.unit_price_twd,
        move.ticket_id,
        number,
        move.note,
    )


def _detail(row: Part, moves: tuple[PartMoveRow, ...]) -> PartDetail:
    return PartDetail(
        row.id,
        row.version,
        row.code,
        row.name,
        row.unit,
        row.unit_price_twd,
        row.reorder_milli,
        row.stock_milli,
        row.trade_id,
        row.shelf,
        row.is_green,
        row.is_active,
        row.is_demo,
        row.note,
        moves,
    )
