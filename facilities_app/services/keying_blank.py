"""A sheet that was printed without an inspection: what it is keyed as, and the inspection it becomes."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from db.models import Asset, ChecklistSheet, ChecklistTemplate, InspectionTask, Place
from db.uow import UnitOfWork
from facilities_app.domain.errors import Conflict
from facilities_app.domain.keying import Keyed, KeyingForm
from facilities_app.domain.naming import where_label
from facilities_app.services.keying_reading import open_like, read_form_of
from facilities_app.services.plan_generation import last_number

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


def blank_form(base: "ServiceBase", session: Session, sheet: ChecklistSheet) -> KeyingForm:
    """What to key of a sheet that belongs to no inspection: nothing is stored yet."""
    with session.no_autoflush:
        return read_form_of(base, session, _task(session, sheet, base.clock.today()), None, sheet)


def make_task(base: "ServiceBase", uow: UnitOfWork, form: KeyingForm, keyed: Keyed) -> InspectionTask:
    """The inspection of that sheet, made by hand on the day it was done.

    Raises Conflict if the sheet has one by now, or one of its kind was planned meanwhile.
    """
    sheet = uow.get(ChecklistSheet, keyed.sheet_id or 0, "keying.no_such_number")
    if sheet.task_id is not None or open_like(uow.session, sheet) is not None:
        raise Conflict("keying.moved_on", number=sheet.number)
    row = _task(uow.session, sheet, keyed.done_on)
    prefix = f"I{keyed.done_on.year - 1911:03d}-"
    row.number = f"{prefix}{last_number(uow.session, prefix) + 1:04d}"
    row.assignee_id, row.assignee_label = base.actor_id, base.actor_name
    uow.add(row)
    sheet.task_id = row.id
    uow.session.flush()
    return row


def _task(session: Session, sheet: ChecklistSheet, due_on: date) -> InspectionTask:
    """Not added to the session."""
    template = session.get_one(ChecklistTemplate, sheet.template_id)
    asset = session.get(Asset, sheet.asset_id) if sheet.asset_id else None
    place = session.get_one(Place, sheet.place_id)
    return InspectionTask(
        template_code=template.code,
        title=template.name_zh,
        asset_id=sheet.asset_id,
        place_id=place.id,
        target_label=where_label(place.label, asset.name if asset else None),
        due_on=due_on,
        status="planned",
        origin="hand",
        explanation="hand",
        is_demo=sheet.is_demo,
    )
