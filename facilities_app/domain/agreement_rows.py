"""Agreements and the people in them, as services hand them out and take them in. Money is whole NT$."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who lives with the borrower (隨居家屬), and how they are related: 配偶, 子女, 父母 …."""

    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Party:
    """A borrower. No more is asked than the loan needs (個人資料保護法 §5)."""

    name: str
    title: str = ""
    agency: str = ""
    phone: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """The term, its notarisation and its money: what is written anew when an agreement is renewed."""

    starts_on: date | None
    ends_on: date | None = None
    number: str = ""
    notary_number: str = ""
    notarised_on: date | None = None
    is_enforceable: bool = False
    fee_twd: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement to be signed. A loan has a person, known (``person_id``) or new; the others have an agency."""

    unit_id: int
    kind: str
    deed: Deed
    person: Party | None = None
    person_id: int | None = None
    agency: str = ""
    purpose: str = ""
    deposit_twd: int | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """What is owed for a period, and how much of it came in."""

    id: int
    kind: str
    period_from: date | None
    period_until: date | None
    amount_twd: int
    paid_twd: int
    due_on: date

    @property
    def open_twd(self) -> int:
        """What is still to come; below zero is to be given back."""
        return self.amount_twd - self.paid_twd


@dataclass(frozen=True, slots=True)
class AgreementDetail:
    """An agreement, whole. ``is_renewed`` if another one follows it; ``state``: coming, running, over."""

    id: int
    version: int
    unit_id: int
    unit_code: str
    unit_kind: str
    kind: str
    state: str
    person_id: int | None
    person: Party | None
    agency: str
    purpose: str
    deed: Deed
    deposit_twd: int | None
    family: str
    members: tuple[Member, ...]
    ended_on: date | None
    departure: str
    departed_on: date | None
    return_by: date | None
    return_reason: str
    is_renewed: bool
    renews_id: int | None
    charges: tuple[ChargeRow, ...] = ()

    @property
    def who(self) -> str:
        """The other side's whole name: mask it where it is a person."""
        return self.person.name if self.person else self.agency

    @property
    def is_notarised_late(self) -> bool:
        """Whether the deed was made after the loan began: to be explained, not refused."""
        made, begun = self.deed.notarised_on, self.deed.starts_on
        return made is not None and begun is not None and made > begun

    def arrears(self, today: date) -> int:
        """What was due before today and has not come in."""
        return sum(max(one.open_twd, 0) for one in self.charges if one.due_on < today)


@dataclass(frozen=True, slots=True)
class DueAgreement:
    """Something of an agreement that wants somebody: ``what`` is return, end, move_in or arrears."""

    what: str
    agreement_id: int
    unit_id: int | None
    where: str
    kind: str
    who: str
    due_on: date
    amount_twd: int | None = None
    is_demo: bool = False
