"""What the repairs of an asset took, for its dossier: hours and parts of each, and all together."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import LabourEntry, Part, PartMove, Ticket
from facilities_app.domain.work import amount, hours_text, quantity_text
from facilities_app.presenting import money
from resources.texts import tr


@dataclass(frozen=True, slots=True)
class RepairWork:
    """``pieces`` by ticket, hours first; ``total`` of all the asset's repairs, "" where nothing is recorded."""

    pieces: Mapping[int, tuple[str, ...]]
    total: str


def read_repair_work(session: Session, asset_ids: Sequence[int], tickets: Collection[int]) -> RepairWork:
    """Of these tickets in pieces, of all of these assets' together."""
    mine = Ticket.asset_id.in_(asset_ids)
    minutes: dict[int, int] = dict(
        session.execute(
            select(LabourEntry.ticket_id, func.sum(LabourEntry.minutes))
            .join(Ticket, Ticket.id == LabourEntry.ticket_id)
            .where(mine)
            .group_by(LabourEntry.ticket_id)
        ).all()
    )
    pieces: dict[int, list[str]] = defaultdict(list)
    for ticket_id in tickets:
        if ticket_id in minutes:
            pieces[ticket_id].append(tr("{hours} h worked").format(hours=hours_text(int(minutes[ticket_id]))))
    worth = 0
    for ticket_id, name, unit, milli, price in _parts(session, asset_ids):
        worth += amount(milli, price)
        if ticket_id in tickets and milli:
            pieces[ticket_id].append(f"{name} {quantity_text(milli)} {unit}")
    return RepairWork({key: tuple(some) for key, some in pieces.items()}, _total(minutes, worth))


def _parts(session: Session, asset_ids: Sequence[int]) -> list[tuple[int, str, str, int, int]]:
    """What each repair still holds of each part at each price: ticket, name, unit, thousandths, price."""
    rows = session.execute(
        select(
            PartMove.ticket_id,
            Part.name,
            Part.unit,
            -func.sum(PartMove.quantity_milli),
            PartMove.unit_price_twd,
        )
        .join(Part, Part.id == PartMove.part_id)
        .join(Ticket, Ticket.id == PartMove.ticket_id)
        .where(Ticket.asset_id.in_(asset_ids))
        .group_by(PartMove.ticket_id, Part.id, Part.name, Part.unit, PartMove.unit_price_twd)
        .order_by(PartMove.ticket_id, Part.id)
    )
    return [(row[0] or 0, row[1], row[2], int(row[3]), row[4]) for row in rows]


def _total(minutes: Mapping[int, int], worth: int) -> str:
    told = []
    if minutes:
        told.append(tr("{hours} h worked").format(hours=hours_text(int(sum(minutes.values())))))
    if worth:
        told.append(tr("parts {money}").format(money=money(worth)))
    return tr("; ", "between entries").join(told)
