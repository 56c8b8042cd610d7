"""Slips of the property ledger (移動單、減損單…): each changes the assets and writes its paper in one undoable step."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select, true

from db.models import (
    Asset,
    AssetDowntime,
    AssetSlip,
    AssetStatusChange,
    InspectionPlan,
    InspectionTask,
    Place,
    Ticket,
    User,
)
from db.uow import UnitOfWork
from facilities_app.domain import dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.clock import at
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.slips import SlipKind, slip_number, slip_prefix
from facilities_app.domain.tickets import Action, Status, allowed
from facilities_app.domain.wording import clean_line
from facilities_app.services.asset_life import service_life
from facilities_app.services.in_step import refresh_cover, refresh_labels, refresh_next_due
from facilities_app.services.rights import must_hold
from facilities_app.services.slip_words import (
    MadeSlips,
    MoveWish,
    RetireCheck,
    RetireWish,
    in_use,
    life_words,
    parts_below,
    standing_with,
    where_words,
)
from facilities_app.services.tickets import TicketService

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LONGEST_REASON, _LONGEST_DOCUMENT, _LONGEST_UNIT = 400, 80, 80


class SlipService:
    """Moves and retires; splitting and merging are in slip_parts.py."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def move(self, asset_ids: Sequence[int], wish: MoveWish) -> Outcome[MadeSlips]:
        """Move assets, all or none; one slip each. Raises Invalid for a retired one or where nothing changes."""
        if not asset_ids:
            raise Invalid("asset.none_chosen")
        with self._base.uow("slip.move") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            made = self.move_within(uow, asset_ids, wish)
            if not made:
                raise Invalid("slip.nothing_moves", field="place_id")
            last = made[-1]
            name = uow.get(Asset, made[0].asset_id).name
            ids = tuple(slip.id for slip in made)
            return uow.commit(MadeSlips(ids, last.number), number=made[0].number, name=name, count=len(made))

    def move_within(self, uow: UnitOfWork, asset_ids: Sequence[int], wish: MoveWish) -> list[AssetSlip]:
        """The same as a part of another step; assets that are there already get no slip."""
        on, reason = self.day(wish.on), _reason(wish.reason)
        place = uow.get(Place, wish.place_id, "place.gone") if wish.place_id else None
        keeper = uow.get(User, wish.custodian_id, "user.gone") if wish.custodian_id else None
        unit = None if wish.using_unit is None else clean_line(wish.using_unit)[:_LONGEST_UNIT]
        wanted = list(dict.fromkeys(asset_ids))
        if wish.with_parts and place is not None:
            wanted += [one for one in standing_with(uow.session, wanted) if one not in wanted]
        made = []
        for asset_id in wanted:
            asset = in_use(uow, asset_id)
            before = where_words(uow.session, asset)
            if place is not None:
                asset.place_id, asset.place_label = place.id, place.label
            asset.custodian_id = keeper.id if keeper else asset.custodian_id
            asset.using_unit = asset.using_unit if unit is None else unit
            after = where_words(uow.session, asset)
            if after == before:
                continue
            refresh_labels(uow.session, asset)
            refresh_cover(uow.session, asset, self._base.clock)
            slip = self.write(uow, SlipKind.MOVE, asset, on, reason, wish.document)
            slip.from_label, slip.to_label = before, after
            made.append(slip)
        return made

    def retire_check(self, asset_id: int) -> RetireCheck:
        """What to tell before an asset is retired. Raises NotFound("asset.gone")."""
        today = self._base.clock.today()
        with self._base.read() as session:
            asset = session.get(Asset, asset_id)
            if asset is None:
                raise NotFound("asset.gone", id=asset_id)
            life = service_life(session, asset)
            below = parts_below(session, asset.id)
            rows = session.execute(
                select(Ticket.id, Ticket.number, Ticket.summary)
                .where(Ticket.asset_id.in_((asset.id, *below)), Ticket.is_open == true())
                .order_by(Ticket.id)
            ).all()
            names = session.scalars(
                select(Asset.name).where(Asset.id.in_(below), Asset.status != "retired").order_by(Asset.name)
            )
            return RetireCheck(
                asset.id,
                asset.name,
                life.years,
                life.ends_on,
                life.is_reached(today),
                tuple(rows),
                tuple(names),
            )

    def retire(self, asset_id: int, wish: RetireWish) -> Outcome[MadeSlips]:
        """Take an asset off the ledger (報廢): its plans end, its planned inspections are skipped.

        Raises Invalid("slip.open_tickets") naming them until ``tickets`` decides.
        """
        on, reason = self.day(wish.on), _reason(wish.reason)
        if not reason:
            raise Invalid("asset.needs_reason", field="reason")
        with self._base.uow("slip.retire") as uow:
            must_hold(self._base, uow.session, "asset_edit")
            asset = in_use(uow, asset_id)
            rows = [asset]
            if wish.with_parts:
                below = parts_below(uow.session, asset_id)
                rows += [row for one in below if (row := uow.get(Asset, one)).status != "retired"]
            self._decide_tickets(uow, rows, wish.tickets, reason)
            made = [self._retire_one(uow, row, on, reason, wish.document) for row in rows]
            ids = tuple(slip.id for slip in made)
            return uow.commit(MadeSlips(ids, made[-1].number), number=made[0].number, name=asset.name)

    # -- what the others share -------------------------------------------------------------------

    def write(
        self, uow: UnitOfWork, kind: SlipKind, asset: Asset, on: date, reason: str, document: str = ""
    ) -> AssetSlip:
        """A slip with the year's next number."""
        # Safe: the unit of work holds the only write lock from its first read to its commit.
        year = dates.roc_year(on)
        prefix = slip_prefix(kind, year)
        taken = uow.session.scalars(
            select(AssetSlip.number).where(AssetSlip.number.startswith(prefix, autoescape=True))
        )
        serial = max((int(number.removeprefix(prefix)) for number in taken), default=0) + 1
        return uow.add(
            AssetSlip(
                number=slip_number(kind, year, serial),
                kind=kind.value,
                asset_id=asset.id,
                slip_on=on,
                reason=reason,
                document=clean_line(document)[:_LONGEST_DOCUMENT],
                is_demo=asset.is_demo,
            )
        )

    def day(self, on: date | None) -> date:
        """The slip's day: today unless told, never later."""
        today = self._base.clock.today()
        if on is not None and on > today:
            raise Invalid("slip.in_future", field="on", on=on)
        return on or today

    def take_off(self, uow: UnitOfWork, asset: Asset, on: date, reason: str) -> None:
        """Set the asset to retired and end what runs on: plans, planned inspections, an open downtime."""
        if asset.status_since and on < asset.status_since:
            raise Invalid("asset.status_too_early", field="on", name=asset.name, since=asset.status_since)
        asset.status, asset.status_since = "retired", on
        uow.add(AssetStatusChange(asset_id=asset.id, status="retired", from_on=on, reason=reason))
        session = uow.session
        for plan in session.scalars(select(InspectionPlan).where(InspectionPlan.asset_id == asset.id)):
            plan.is_active = False
        planned = (InspectionTask.asset_id == asset.id, InspectionTask.status == "planned")
        for task in session.scalars(select(InspectionTask).where(*planned)):
            task.status, task.reason = "skipped", reason
        opened = (AssetDowntime.asset_id == asset.id, AssetDowntime.until_at.is_(None))
        for downtime in session.scalars(select(AssetDowntime).where(*opened)):
            downtime.until_at = max(downtime.from_at, min(at(on, 0), self._base.clock.now()))
        refresh_next_due(session, asset.id)

    def _retire_one(self, uow: UnitOfWork, asset: Asset, on: date, reason: str, document: str) -> AssetSlip:
        slip = self.write(uow, SlipKind.RETIRE, asset, on, reason, document)
        slip.from_label = where_words(uow.session, asset)
        slip.to_label = life_words(service_life(uow.session, asset).is_reached(on))
        self.take_off(uow, asset, on, f"{slip.number} {reason}"[:_LONGEST_REASON])
        return slip

    def _decide_tickets(self, uow: UnitOfWork, rows: list[Asset], decision: str, reason: str) -> None:
        ids = [row.id for row in rows]
        found = list(
            uow.session.scalars(
                select(Ticket).where(Ticket.asset_id.in_(ids), Ticket.is_open == true()).order_by(Ticket.id)
            )
        )
        if not found or decision == "keep":
            return
        if decision != "cancel":
            numbers = "、".join(row.number for row in found)
            raise Invalid("slip.open_tickets", field="tickets", numbers=numbers)
        service = TicketService(self._base)
        for ticket in found:
            if Action.CANCEL in allowed(Status(ticket.status)):  # what is done is still verified and closed
                service.cancel_within(uow, ticket, reason)


def _reason(text: str) -> str:
    reason = clean_line(text)
    if len(reason) > _LONGEST_REASON:
        raise Invalid("asset.text_too_long", field="reason", longest=_LONGEST_REASON)
    return reason
