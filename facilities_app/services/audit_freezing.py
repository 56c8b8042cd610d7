"""The frozen list of an audit round: which units, who should live there, and in which order they are walked."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditRound, AuditVisit, DormUnit, HouseholdMember, Place
from facilities_app.domain.audit_rows import Frozen
from facilities_app.domain.audits import is_in_scope
from facilities_app.domain.dates import taipei
from facilities_app.services.rack import Tenancy, tenancies


def frozen_units(session: Session, row: AuditRound) -> list[tuple[int, Frozen]]:
    """The units of the round's scope as they are now, in route order: site, then the rack's order."""
    on = row.starts_on
    assert on is not None
    units = session.execute(
        select(DormUnit, Place.label)
        .join(Place, Place.id == DormUnit.place_id)
        .order_by(Place.site_id, DormUnit.position, DormUnit.id)
    ).all()
    homes = tenancies(session, on)
    families = _families(session)
    before = _previous(session, row)
    return [
        (unit.id, _frozen(unit, label, homes.get(unit.place_id), families, before.get(unit.id)))
        for unit, label in units
        if is_in_scope(row.scope, unit.kind, unit.status)
    ]


def visit_columns(frozen: Frozen) -> dict[str, Any]:
    """The columns of audit_visits that keep what was frozen."""
    kept = asdict(frozen)
    kept["unit_where"], kept["unit_land"] = kept.pop("where"), kept.pop("land")
    kept["unit_area_m2"] = kept.pop("area_m2")
    for name in ("title", "agency", "family", "resident"):
        kept[f"expected_{name}"] = kept.pop(name)
    return kept


def read_frozen(visit: AuditVisit) -> Frozen:
    """The other way round."""
    return Frozen(
        unit_code=visit.unit_code,
        unit_kind=visit.unit_kind,
        unit_status=visit.unit_status,
        where=visit.unit_where,
        land=visit.unit_land,
        area_m2=visit.unit_area_m2,
        resident=visit.expected_resident,
        title=visit.expected_title,
        agency=visit.expected_agency,
        family=visit.expected_family,
        agreement_from=visit.agreement_from,
        agreement_until=visit.agreement_until,
        notarised_on=visit.notarised_on,
        previous_finding=visit.previous_finding,
        previous_on=visit.previous_on,
        agreement_id=visit.agreement_id,
    )


def _frozen(
    unit: DormUnit,
    label: str,
    home: Tenancy | None,
    families: dict[int, str],
    before: tuple[str, Any] | None,
) -> Frozen:
    agreement = home.agreement if home else None
    person = home.person if home else None
    return Frozen(
        unit_code=unit.code,
        unit_kind=unit.kind,
        unit_status=unit.status,
        where=label[:200],
        land=unit.land,
        area_m2=unit.area_m2,
        resident=person.name if person else unit.resident_label,
        title=person.title if person else "",
        agency=(person.agency if person else "") or (agreement.agency if agreement else ""),
        family=(families.get(agreement.id, "") or agreement.family if agreement else "")[:400],
        agreement_from=agreement.starts_on if agreement else None,
        agreement_until=agreement.ends_on if agreement else None,
        notarised_on=agreement.notarised_on if agreement else None,
        previous_finding=before[0] if before else "",
        previous_on=before[1] if before else None,
        agreement_id=agreement.id if agreement else None,
    )


def _families(session: Session) -> dict[int, str]:
    """By agreement, who lives there beside the borrower: 吳○君（配偶）."""
    found: dict[int, list[str]] = {}
    members = select(HouseholdMember).where(HouseholdMember.until_on.is_(None))
    for one in session.scalars(members.order_by(HouseholdMember.agreement_id, HouseholdMember.position)):
        words = f"{one.name}（{one.relation}）" if one.relation else one.name
        found.setdefault(one.agreement_id, []).append(words)
    return {agreement: "、".join(names) for agreement, names in found.items()}


def _previous(session: Session, row: AuditRound) -> dict[int, tuple[str, Any]]:
    """By unit, the finding of the latest earlier round and its day."""
    earlier = session.execute(
        select(AuditVisit.unit_id, AuditVisit.finding, AuditVisit.visited_at)
        .join(AuditRound, AuditRound.id == AuditVisit.round_id)
        .where(
            (AuditRound.year < row.year)
            | ((AuditRound.year == row.year) & (AuditRound.ordinal < row.ordinal)),
            AuditVisit.finding != "",
        )
        .order_by(AuditRound.year, AuditRound.ordinal)
    )
    return {
        unit: (finding, taipei(visited).date() if visited else None) for unit, finding, visited in earlier
    }
