"""Insurance policies: entered, changed and read."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import InsurancePolicy, Place, Vendor
from db.uow import UnitOfWork
from facilities_app.domain.changes import Outcome
from facilities_app.domain.contract_rows import NewPolicy, PolicyDetail
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.services.record_fields import FieldRules, must_be_current
from facilities_app.services.rights import must_hold

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

RULES = FieldRules(
    lines={"number": 60, "kind": 20},
    texts={"note": 400},
    numbers=frozenset({"insured_twd", "premium_twd", "notice_days"}),
    dates=frozenset({"starts_on", "ends_on"}),
    required=("number", "kind", "starts_on", "ends_on", "notice_days"),
)


class InsuranceService:
    """All changes to policies go through here."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def detail(self, policy_id: int) -> PolicyDetail:
        """The policy, whole. Raises NotFound("policy.gone")."""
        with self._base.read() as session:
            row = session.get(InsurancePolicy, policy_id)
            if row is None:
                raise NotFound("policy.gone", id=policy_id)
            vendor, place = session.get_one(Vendor, row.vendor_id), session.get_one(Place, row.place_id)
            others = session.scalars(
                select(InsurancePolicy)
                .where(
                    InsurancePolicy.place_id == row.place_id,
                    InsurancePolicy.kind == row.kind,
                    InsurancePolicy.id != row.id,
                )
                .order_by(InsurancePolicy.ends_on.desc())
            )
            return PolicyDetail(
                row.id,
                row.version,
                row.number,
                row.kind,
                vendor.id,
                vendor.name,
                vendor.phone,
                place.id,
                place.label,
                row.starts_on,
                row.ends_on,
                row.insured_twd,
                row.premium_twd,
                row.notice_days,
                row.note,
                row.is_demo,
                tuple((one.id, one.number, one.starts_on, one.ends_on) for one in others),
            )

    def create(self, new: NewPolicy) -> Outcome[int]:
        """Enter a policy. Raises Invalid beside the field that needs it."""
        with self._base.uow("policy.created") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = InsurancePolicy()
            for name in RULES.names():
                RULES.set(row, name, getattr(new, name))
            _set_owner(uow, row, "vendor_id", new.vendor_id)
            _set_owner(uow, row, "place_id", new.place_id)
            _check(uow, row)
            uow.add(row)
            return uow.commit(row.id, number=row.number)

    def edit(self, policy_id: int, version: int, **fields: Any) -> Outcome[int]:
        """Change fields by NewPolicy's names. Raises Conflict if it moved on."""
        with self._base.uow("policy.edited") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(InsurancePolicy, policy_id, "policy.gone")
            must_be_current(row, version, row.number)
            for name, value in fields.items():
                if name in ("vendor_id", "place_id"):
                    _set_owner(uow, row, name, value)
                else:
                    RULES.set(row, name, value)
            _check(uow, row)
            return uow.commit(row.id, number=row.number)

    def remove(self, policy_id: int) -> Outcome[int]:
        """Take a policy away."""
        with self._base.uow("policy.removed") as uow:
            must_hold(self._base, uow.session, "contract_edit")
            row = uow.get(InsurancePolicy, policy_id, "policy.gone")
            number = row.number
            uow.session.delete(row)
            return uow.commit(policy_id, number=number)


def _set_owner(uow: UnitOfWork, row: InsurancePolicy, name: str, value: int | None) -> None:
    if value is None:
        raise Invalid("record.empty", field=name)
    kind, code = (Vendor, "vendor.gone") if name == "vendor_id" else (Place, "place.gone")
    setattr(row, name, uow.get(kind, value, code).id)


def _check(uow: UnitOfWork, row: InsurancePolicy) -> None:
    RULES.check(row)
    if row.ends_on < row.starts_on:
        raise Invalid("contract.ends_before_start", field="ends_on", start=row.starts_on)
    with uow.session.no_autoflush:
        twin = uow.session.scalar(
            select(InsurancePolicy.id).where(
                InsurancePolicy.number == row.number, InsurancePolicy.id != (row.id or 0)
            )
        )
    if twin is not None:
        raise Invalid("policy.number_taken", field="number", number=row.number)
