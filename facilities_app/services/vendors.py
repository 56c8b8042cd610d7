"""Contractors: entered, changed, two of them made one, and everything known of one."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    Asset,
    Contract,
    InsurancePolicy,
    LabourEntry,
    Project,
    Ticket,
    Vendor,
    Warranty,
)
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.contract_rows import (
    ContractBrief,
    NewVendor,
    PenaltySheet,
    Punctuality,
    VendorDetail,
    WarrantyBrief,
)
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.naming import where_label
from facilities_app.domain.penalties import Kept, Promise
from facilities_app.domain.periods import Period
from facilities_app.domain.tax_ids import read_tax_id
from facilities_app.services.penalties import vendor_penalties
from facilities_app.services.record_fields import FieldRules, must_be_current
from facilities_app.services.rights import must_hold
from facilities_app.services.ticket_link_reading import brief

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

RULES = FieldRules(
    lines={"code": 40, "name": 120, "phone": 40, "contact": 80},
    texts={"note": 400},
    required=("name", "code"),
)
_OF_VENDOR: tuple[type[Any], ...] = (Contract, InsurancePolicy, LabourEntry, Project, Ticket, Warranty)
_OPEN_SHOWN = 5


class VendorService:
    """All changes to contractors go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, vendor_id: int) -> VendorDetail:
        """The contractor, whole. Raises NotFound("vendor.gone")."""
        today, now = self._base.clock.today(), self._base.clock.now()
        with self._base.read() as session:
            row = session.get(Vendor, vendor_id)
            if row is None:
                raise NotFound("vendor.gone", id=vendor_id)
            return _detail(session, row, today, vendor_penalties(session, row.id, now))

    def penalties(self, vendor_id: int, period: Period | None = None) -> PenaltySheet:
        """What the contractor's late repairs cost over a period, all contracts together."""
        with self._base.read() as session:
            return vendor_penalties(session, vendor_id, self._base.clock.now(), period)

    def create(self, new: NewVendor) -> Outcome[int]:
        """Enter a contractor. Raises Invalid beside the field that needs it."""
        with self._base.uow("vendor.created") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = Vendor()
            for name in RULES.names():
                RULES.set(row, name, getattr(new, name))
            row.tax_id = read_tax_id(new.tax_id)
            row.code = row.code or _next_code(uow.session)
            _check(uow, row)
            uow.add(row)
            return uow.commit(row.id, name=row.name)

    def edit(self, vendor_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewVendor's names. Raises Conflict if it moved on."""
        with self._base.uow("vendor.edited") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Vendor, vendor_id, "vendor.gone")
            must_be_current(row, version, row.name)
            for name, value in fields.items():
                if name == "tax_id":
                    row.tax_id = read_tax_id(value or "")
                else:
                    RULES.set(row, name, value)
            _check(uow, row)
            return uow.commit(row.id, name=row.name)

    def remove(self, vendor_id: int) -> Outcome[int]:
        """Take away a contractor that nothing refers to. Raises Invalid otherwise."""
        with self._base.uow("vendor.removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(Vendor, vendor_id, "vendor.gone")
            used = sum(_used(uow.session, model, row.id) for model in _OF_VENDOR)
            if used:
                raise Invalid("vendor.still_used", name=row.name, count=used)
            name = row.name
            uow.session.delete(row)
            return uow.commit(vendor_id, name=name)

    def merge(self, keep_id: int, gone_id: int) -> Outcome[int]:
        """One firm entered twice becomes one: all that refers to ``gone_id`` refers to ``keep_id`` from now on.

        What is empty in the record that stays is filled from the other one. Raises Invalid for the same record
        or for two different 統一編號: those are two firms.
        """
        with self._base.uow("vendor.merged") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            keep = uow.get(Vendor, keep_id, "vendor.gone")
            gone = uow.get(Vendor, gone_id, "vendor.gone")
            if keep.id == gone.id:
                raise Invalid("vendor.merge_itself", field="other_id")
            if keep.tax_id and gone.tax_id and keep.tax_id != gone.tax_id:
                raise Invalid("vendor.merge_two_firms", field="other_id", one=keep.tax_id, other=gone.tax_id)
            for model in _OF_VENDOR:
                for row in uow.session.scalars(select(model).where(model.vendor_id == gone.id)):
                    row.vendor_id = keep.id
                    if isinstance(row, Ticket) and row.assignee_id is None:
                        row.assignee_label = keep.name
            for name in ("tax_id", "phone", "contact", "note"):
                setattr(keep, name, getattr(keep, name) or getattr(gone, name))
            name = gone.name
            uow.session.flush()
            uow.session.delete(gone)
            return uow.commit(keep.id, name=keep.name, other=name)


def _check(uow: UnitOfWork, row: Vendor) -> None:
    RULES.check(row)
    taken = (
        ("code", Vendor.code == row.code, row.code),
        ("tax_id", Vendor.tax_id == row.tax_id, row.tax_id),
    )
    with uow.session.no_autoflush:
        for field, same, value in taken:
            twin = value and uow.session.scalar(
                select(Vendor.name).where(same, Vendor.id != (row.id or 0)).limit(1)
            )
            if twin:
                raise Invalid("vendor.taken", field=field, value=value, name=twin)


def _next_code(session: Session) -> str:
    # Safe: the unit of work holds the only write lock from its first read to its commit.
    taken = set(session.scalars(select(Vendor.code)))
    serial = len(taken) + 1
    while f"V{serial:02d}" in taken:
        serial += 1
    return f"V{serial:02d}"


def _used(session: Session, model: type[Any], vendor_id: int) -> int:
    return session.scalar(select(func.count()).select_from(model).where(model.vendor_id == vendor_id)) or 0


def _detail(session: Session, row: Vendor, today: date, penalties: PenaltySheet) -> VendorDetail:
    year = Period(date(today.year - 1, today.month, min(today.day, 28)), today)
    open_ones = select(Ticket).where(Ticket.vendor_id == row.id, Ticket.is_open)
    shown = session.scalars(open_ones.order_by(Ticket.due_at).limit(_OPEN_SHOWN))
    repairs, costed, cost = session.execute(
        select(func.count(), func.count(Ticket.cost_twd), func.sum(Ticket.cost_twd)).where(
            Ticket.vendor_id == row.id,
            Ticket.finished_at.is_not(None),
            Ticket.reported_on >= year.start,
            Ticket.reported_on <= year.end,
        )
    ).one()
    return VendorDetail(
        id=row.id,
        version=row.version,
        code=row.code,
        name=row.name,
        tax_id=row.tax_id,
        phone=row.phone,
        contact=row.contact,
        note=row.note,
        is_demo=row.is_demo,
        contracts=_contracts(session, row.id),
        open_tickets=tuple(brief(ticket) for ticket in shown),
        open_count=session.scalar(select(func.count()).select_from(open_ones.subquery())) or 0,
        arrival=_punctuality(penalties, Promise.ARRIVAL),
        repair=_punctuality(penalties, Promise.REPAIR),
        year=year,
        repairs=repairs,
        cost_twd=cost,
        uncosted=repairs - costed,
        penalties=penalties,
        warranties=_warranties(session, row.id, today),
    )


def _contracts(session: Session, vendor_id: int) -> tuple[ContractBrief, ...]:
    rows = session.scalars(
        select(Contract).where(Contract.vendor_id == vendor_id).order_by(Contract.ends_on.desc(), Contract.id)
    )
    return tuple(
        ContractBrief(
            row.id,
            row.number,
            row.title,
            row.kind,
            row.starts_on,
            row.ends_on,
            row.amount_twd,
            row.bond_twd,
            row.bond_return_on,
            row.bond_returned_on,
        )
        for row in rows
    )


def _punctuality(sheet: PenaltySheet, promise: Promise) -> Punctuality:
    """Over the repairs that a contract's promise holds to; those that are late and not finished count as late."""
    kept = [delay.kept for line in sheet.lines for delay in line.penalty.delays if delay.promise is promise]
    late = sum(one in (Kept.LATE, Kept.OVERDUE) for one in kept)
    return Punctuality(kept.count(Kept.KEPT), late, kept.count(Kept.UNKNOWN))


def _warranties(session: Session, vendor_id: int, today: date) -> tuple[WarrantyBrief, ...]:
    rows = session.execute(
        select(Warranty, Asset.name, Asset.place_label)
        .join(Asset, Asset.id == Warranty.asset_id)
        .where(Warranty.vendor_id == vendor_id, Warranty.ends_on >= today)
        .order_by(Warranty.ends_on, Warranty.id)
    )
    return tuple(
        WarrantyBrief(row.id, row.asset_id, name, where_label(place), row.ends_on)
        for row, name, place in rows
    )
