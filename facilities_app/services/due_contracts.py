"""What falls due of contracts and projects beside their own end: 保固金 to give back, milestones to reach."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Contract, Milestone, Project, Vendor
from facilities_app.domain.rows import DueItem
from facilities_app.services.due_items import NOTICE

_RUNNING = ("planned", "in_progress")
_AHEAD = timedelta(days=14)


def bonds_due(session: Session, today: date) -> Iterator[DueItem]:
    """保固金 whose day to be given back is past or within the notice, until it was given back."""
    rows = session.execute(
        select(Contract, Vendor.name)
        .join(Vendor, Vendor.id == Contract.vendor_id)
        .where(
            Contract.bond_twd > 0,
            Contract.bond_returned_on.is_(None),
            Contract.bond_return_on <= today + NOTICE,
        )
    )
    for row, vendor in rows:
        assert row.bond_return_on is not None
        yield DueItem(
            "bond",
            row.id,
            row.number,
            row.title,
            vendor,
            row.bond_return_on,
            action="open",
            target="contracts",
            target_id=row.id,
            is_demo=row.is_demo,
        )


def milestones_due(session: Session, today: date) -> Iterator[DueItem]:
    """Milestones of projects that go on, past their day or within two weeks."""
    rows = session.execute(
        select(Milestone, Project)
        .join(Project, Project.id == Milestone.project_id)
        .where(
            Project.status.in_(_RUNNING),
            Milestone.done_on.is_(None),
            Milestone.planned_on <= today + _AHEAD,
        )
    )
    for row, project in rows:
        assert row.planned_on is not None
        yield DueItem(
            "milestone",
            row.id,
            project.code,
            row.name,
            project.name,
            row.planned_on,
            action="open",
            target="projects",
            target_id=project.id,
            is_demo=row.is_demo,
        )
