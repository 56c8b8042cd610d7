"""What a calendar file tells beside inspections: each kind of thing a reminder is about, with the day it is due."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from db.models import (
    Agreement,
    Asset,
    AuditRound,
    AuditVisit,
    ChecklistItem,
    Contract,
    DormUnit,
    Duty,
    Finding,
    InspectionResult,
    InspectionTask,
    InsurancePolicy,
    Licence,
    Milestone,
    PatrolSpot,
    PatrolVisit,
    Permit,
    Place,
    Project,
    Ticket,
    Vendor,
    Warranty,
)
from facilities_app.domain import duties
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.dormitories import OPEN_FINDINGS
from facilities_app.domain.naming import where_label
from facilities_app.services.finding_steps import SETTLED
from facilities_app.services.labels import Labels
from facilities_app.services.patrol_reading import period
from resources.texts import pick, tr


@dataclass(frozen=True, slots=True)
class Paper:
    """One day to remember. ``kind`` and ``id`` make its UID; what is not ``live`` was settled or replaced.

    ``lasts``: past its day it is still to be done, so it stays in the file.
    """

    kind: str
    id: int
    day: date
    summary: str
    words: str
    place: str = ""
    live: bool = True
    lasts: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of choices; since when closed repairs matter; whose repairs, None for everybody's."""

    labels: Labels
    since: date
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where papers of one ``kind`` come from. A change to any of ``tables`` may change what is said of them; ``days``
    are the columns of the first with their day, none where it follows from other rows.
    """

    category: str
    kind: str
    read: Callable[[Session, Asked], Iterator[Paper]]
    tables: tuple[str, ...]
    days: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table of the rows that papers are about."""
        return self.tables[0]


def permits(session: Session, asked: Asked) -> Iterator[Paper]:
    """A permit is replaced by a later one of its kind, and by nothing once its asset is retired."""
    rows = session.execute(
        select(Permit, Asset.name, Asset.place_label, Asset.status)
        .join(Asset, Asset.id == Permit.asset_id)
        .order_by(Permit.expires_on, Permit.id)
    ).all()
    newest = {(row.asset_id, row.kind): row.expires_on for row, *_rest in rows}
    for row, asset, place, status in rows:
        kind = asked.labels.name("permit_kind", row.kind)
        words = tr("{kind} of {asset} ends").format(kind=kind, asset=asset)
        live = status != "retired" and newest[row.asset_id, row.kind] == row.expires_on
        yield Paper("permits", row.id, row.expires_on, words, row.number, where_label(place), live)


def contracts(session: Session, _asked: Asked) -> Iterator[Paper]:
    """The end of each contract."""
    for row, vendor in session.execute(select(Contract, Vendor.name).join(Vendor)):
        words = tr("Contract “{title}” ends").format(title=row.title)
        yield Paper("contracts", row.id, row.ends_on, words, f"{row.number} {vendor}", lasts=False)


def bonds(session: Session, _asked: Asked) -> Iterator[Paper]:
    """保固金 to give back, until it was given back."""
    for row, vendor in session.execute(select(Contract, Vendor.name).join(Vendor)):
        if row.bond_return_on is not None and row.bond_twd:
            words = tr("Bond of “{title}” to be given back").format(title=row.title)
            live = row.bond_returned_on is None
            yield Paper(
                "contracts-bond", row.id, row.bond_return_on, words, f"{row.number} {vendor}", live=live
            )


def warranties(session: Session, _asked: Asked) -> Iterator[Paper]:
    """The last day to claim."""
    rows = session.execute(
        select(Warranty, Asset.name, Asset.place_label, Asset.status).join(
            Asset, Asset.id == Warranty.asset_id
        )
    )
    for row, asset, place, status in rows:
        words = tr("Warranty of {asset} ends").format(asset=asset)
        live = status != "retired"
        yield Paper(
            "warranties", row.id, row.ends_on, words, row.terms, where_label(place), live, lasts=False
        )


def policies(session: Session, asked: Asked) -> Iterator[Paper]:
    """A policy is replaced by a later one of its kind."""
    rows = session.execute(
        select(InsurancePolicy, Place.label)
        .join(Place, Place.id == InsurancePolicy.place_id)
        .order_by(InsurancePolicy.ends_on, InsurancePolicy.id)
    ).all()
    newest = {(row.place_id, row.kind): row.id for row, _place in rows}
    for row, place in rows:
        kind = asked.labels.name("insurance_kind", row.kind)
        words = tr("{kind} of {place} ends").format(kind=kind, place=place)
        live = newest[row.place_id, row.kind] == row.id
        yield Paper("insurance_policies", row.id, row.ends_on, words, row.number, place, live)


def licences(session: Session, _asked: Asked) -> Iterator[Paper]:
    """A licence is replaced by one of the same holder and kind that holds longer."""
    rows = session.execute(
        select(Licence, Vendor.name)
        .outerjoin(Vendor, Vendor.id == Licence.vendor_id)
        .where(Licence.expires_on.is_not(None))
        .order_by(Licence.expires_on)
    ).all()
    longest = {(row.holder, row.kind): row.expires_on for row, _vendor in rows}
    for row, vendor in rows:
        if row.expires_on is not None:
            words = tr("{kind} of {asset} ends").format(kind=row.kind, asset=row.holder)
            live = longest[row.holder, row.kind] == row.expires_on
            yield Paper("licences", row.id, row.expires_on, words, row.number, vendor or "", live)


def agreements(session: Session, asked: Asked) -> Iterator[Paper]:
    """Term or return, the nearer day. No person's name: a calendar lies on phones."""
    rows = session.execute(
        select(Agreement, Place.label, DormUnit.code)
        .join(Place, Place.id == Agreement.place_id)
        .outerjoin(DormUnit, DormUnit.place_id == Agreement.place_id)
    )
    for row, place, unit in rows:
        days = [day for day in (row.ends_on, row.return_by) if day is not None]
        if days:
            kind = asked.labels.name("agreement_kind", row.kind)
            words = tr("{kind} of {place} ends").format(kind=kind, place=unit or where_label(place))
            yield Paper(
                "agreements", row.id, min(days), words, row.return_reason, place, row.ended_on is None
            )


def audits(session: Session, _asked: Asked) -> Iterator[Paper]:
    """The end of a round of the audit, while units are left."""
    left: dict[int, int] = dict(
        session.execute(
            select(AuditVisit.round_id, func.count())
            .where(AuditVisit.finding.in_(OPEN_FINDINGS))
            .group_by(AuditVisit.round_id)
        ).all()
    )
    for row in session.scalars(select(AuditRound).where(AuditRound.due_on.is_not(None))):
        if row.due_on is not None:
            words = tr("{n} units left", "audit").format(n=left.get(row.id, 0))
            live = row.closed_on is None and bool(left.get(row.id))
            yield Paper("audit_rounds", row.id, row.due_on, row.name, words, live=live)


def findings(session: Session, _asked: Asked) -> Iterator[Paper]:
    """限期改善, until it was put right or waived."""
    rows = session.execute(
        select(Finding, ChecklistItem, InspectionTask)
        .join(InspectionResult, InspectionResult.id == Finding.result_id)
        .join(InspectionTask, InspectionTask.id == InspectionResult.task_id)
        .outerjoin(ChecklistItem, ChecklistItem.id == Finding.item_id)
        .where(Finding.correct_by.is_not(None))
    )
    for row, item, task in rows:
        name = pick(item.short_zh or item.zh, item.short_en or item.en) if item else row.note
        if row.correct_by is not None:
            words = tr("To be put right: {name}").format(name=name)
            live = row.state not in SETTLED
            yield Paper("findings", row.id, row.correct_by, words, task.number, task.target_label, live)


def milestones(session: Session, _asked: Asked) -> Iterator[Paper]:
    """Steps of projects that go on, until reached."""
    for row, project in session.execute(select(Milestone, Project).join(Project)):
        if row.planned_on is not None:
            live = row.done_on is None and project.status in ("planned", "in_progress")
            yield Paper(
                "milestones", row.id, row.planned_on, f"{project.name} {row.name}", project.code, live=live
            )


def filings(session: Session, _asked: Asked) -> Iterator[Paper]:
    """Results that a rule wants filed, until their filing is entered."""
    rows = session.execute(
        select(InspectionTask, Duty.code, InspectionResult)
        .join(InspectionResult, InspectionResult.task_id == InspectionTask.id)
        .join(Duty, Duty.id == InspectionTask.duty_id)
        .where(Duty.code.in_(duties.FILED_BY), InspectionTask.status == "done")
    )
    for task, code, result in rows:
        last = duties.file_by(code, task.done_on) if task.done_on is not None else None
        if last is not None:
            words = tr("To be filed: {name}").format(name=task.title)
            live = not result.filing_number and result.filed_on is None
            yield Paper("filings", task.id, last, words, task.number, task.target_label, live)


def patrols(session: Session, _asked: Asked) -> Iterator[Paper]:
    """When the first spot of each route is to be visited again."""
    days, last = timedelta(days=period(session)), func.max(PatrolVisit.visited_on)
    rows = session.execute(
        select(PatrolSpot.id, PatrolSpot.route, PatrolSpot.listed_on, last)
        .outerjoin(PatrolVisit, PatrolVisit.spot_id == PatrolSpot.id)
        .where(PatrolSpot.is_active)
        .group_by(PatrolSpot.id)
    )
    routes: dict[str, list[tuple[date, int]]] = {}
    for key, route, listed_on, seen in rows:
        if (since := seen or listed_on) is not None:
            routes.setdefault(route, []).append((since + days, key))
    for route, spots in routes.items():
        words = tr("Breeding places of {route} to be visited").format(route=route or tr("no route"))
        yield Paper("patrol_spots", min(key for _day, key in spots), min(spots)[0], words, "")


def tickets(session: Session, asked: Asked) -> Iterator[Paper]:
    """Open repairs, and those closed lately so that they can be withdrawn."""
    query = select(
        Ticket.id, Ticket.number, Ticket.summary, Ticket.where_label, Ticket.due_at, Ticket.is_open
    ).where((Ticket.is_open == true()) | (Ticket.due_at >= at(asked.since, 0)))
    if asked.user_id is not None:
        query = query.where(Ticket.assignee_id == asked.user_id)
    for key, number, summary, where, due_at, is_open in session.execute(query):
        yield Paper("tickets", key, due_at.astimezone(TAIPEI).date(), summary, number, where, bool(is_open))


def sources() -> tuple[Source, ...]:
    """All of them, in the language of the moment."""

    return (
        Source(tr("Permit", "calendar file"), "permits", permits, ("permits", "assets"), ("expires_on",)),
        Source(tr("Contract", "calendar file"), "contracts", contracts, ("contracts",), ("ends_on",)),
        Source(tr("Bond", "calendar file"), "contracts-bond", bonds, ("contracts",), ("bond_return_on",)),
        Source(
            tr("Warranty", "calendar file"), "warranties", warranties, ("warranties", "assets"), ("ends_on",)
        ),
        Source(
            tr("Insurance", "calendar file"),
            "insurance_policies",
            policies,
            ("insurance_policies",),
            ("ends_on",),
        ),
        Source(tr("Licence", "calendar file"), "licences", licences, ("licences",), ("expires_on",)),
        Source(
            tr("Agreement", "calendar file"),
            "agreements",
            agreements,
            ("agreements",),
            ("ends_on", "return_by"),
        ),
        Source(
            tr("Audit", "calendar file"),
            "audit_rounds",
            audits,
            ("audit_rounds", "audit_visits"),
            ("due_on",),
        ),
        Source(tr("Put right by", "calendar file"), "findings", findings, ("findings",), ("correct_by",)),
        Source(
            tr("Milestone", "calendar file"),
            "milestones",
            milestones,
            ("milestones", "projects"),
            ("planned_on",),
        ),
        Source(tr("Filing", "calendar file"), "filings", filings, ("inspection_tasks", "inspection_results")),
        Source(tr("Patrol", "calendar file"), "patrol_spots", patrols, ("patrol_spots", "patrol_visits")),
        Source(tr("Repair", "calendar file"), "tickets", tickets, ("tickets",), ("due_at",)),
    )
