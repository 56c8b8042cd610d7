"""What goes over when one asset is merged into another: money, components, papers, files and what still runs."""

from typing import Any

from sqlalchemy import func, select, true

from db.models import (
    Asset,
    AttachmentLink,
    ContractScope,
    FundingShare,
    InspectionPlan,
    InspectionTask,
    Meter,
    Permit,
    Ticket,
    Warranty,
)
from db.uow import UnitOfWork


def hand_over(uow: UnitOfWork, asset: Asset, other: Asset) -> None:
    """Give everything that runs on to the other asset; what is over stays with this one."""
    session = uow.session
    known = asset.cost_twd is not None and other.cost_twd is not None
    other.cost_twd = (asset.cost_twd or 0) + (other.cost_twd or 0) if known else None
    other.cost_as_reported = other.cost_as_reported and not asset.cost_twd
    other.quantity += asset.quantity
    if other.parent_id == asset.id:
        other.parent_id = asset.parent_id
    for child in session.scalars(select(Asset).where(Asset.parent_id == asset.id)):
        child.parent_id = other.id
    _add_funding(uow, asset, other)
    models: tuple[Any, ...] = (Permit, Warranty, ContractScope, Meter, InspectionPlan)
    for model in models:
        for row in session.scalars(select(model).where(model.asset_id == asset.id)):
            row.asset_id = other.id
    for ticket in session.scalars(
        select(Ticket).where(Ticket.asset_id == asset.id, Ticket.is_open == true())
    ):
        ticket.asset_id = other.id
    planned = (InspectionTask.asset_id == asset.id, InspectionTask.status == "planned")
    for task in session.scalars(select(InspectionTask).where(*planned)):
        if _has_twin(uow, task, other.id):
            continue  # the other has the same inspection that day: this one is skipped with the asset
        task.asset_id = other.id
    _hand_over_files(uow, asset.id, other.id)
    session.flush()


def _has_twin(uow: UnitOfWork, task: InspectionTask, asset_id: int) -> bool:
    twin = select(func.count()).where(
        InspectionTask.plan_id == task.plan_id,
        InspectionTask.asset_id == asset_id,
        InspectionTask.due_on == task.due_on,
    )
    return bool(task.plan_id and uow.session.scalar(twin))


def _add_funding(uow: UnitOfWork, asset: Asset, other: Asset) -> None:
    theirs = {
        row.source: row
        for row in uow.session.scalars(select(FundingShare).where(FundingShare.asset_id == other.id))
    }
    for row in list(uow.session.scalars(select(FundingShare).where(FundingShare.asset_id == asset.id))):
        if row.source in theirs:
            theirs[row.source].amount_twd += row.amount_twd
            theirs[row.source].as_reported = False
            uow.session.delete(row)
        else:
            row.asset_id = other.id


def _hand_over_files(uow: UnitOfWork, asset_id: int, other_id: int) -> None:
    session = uow.session
    mine = (AttachmentLink.entity == "assets", AttachmentLink.entity_id)
    theirs = set(session.scalars(select(AttachmentLink.attachment_id).where(mine[0], mine[1] == other_id)))
    last = session.scalar(select(func.max(AttachmentLink.position)).where(mine[0], mine[1] == other_id)) or 0
    for link in list(session.scalars(select(AttachmentLink).where(mine[0], mine[1] == asset_id))):
        if link.attachment_id in theirs:
            session.delete(link)
            continue
        last += 1
        link.entity_id, link.position = other_id, last
