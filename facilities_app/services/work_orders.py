"""Work orders on paper, one or a batch."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from db.models import Vendor
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.ticket_link_words import link_words
from facilities_app.domain.tickets import Status
from facilities_app.presenting import EMPTY, Presenter, money
from facilities_app.reports.work_order_data import WorkOrder
from facilities_app.services.office import OfficeService
from facilities_app.services.ticket_reading import read_ticket
from facilities_app.services.work_words import work_facts
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase


class WorkOrderService:
    """Writes work orders. Any thread."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def write(self, ticket_ids: Sequence[int], out: Path, *, style: DateStyle = DateStyle.ROC) -> int:
        """One page a ticket, in this order; returns how many pages."""
        from facilities_app.reports.work_order import write_work_orders  # slow to import, and rarely needed

        presenter = Presenter(self._base.labels, style)
        office = str(OfficeService(self._base).get("office_name"))
        day = presenter.date(self._base.clock.today())
        printed = f"{tr('Printed {date}').format(date=day)}　{self._base.actor_name}"
        return write_work_orders(
            out, (self._order(read_ticket(self._base, one), presenter, office, printed) for one in ticket_ids)
        )

    def _order(self, ticket: TicketDetail, presenter: Presenter, office: str, printed: str) -> WorkOrder:
        labels = self._base.labels
        who, phone = self._contractor(ticket)
        asset = f"{ticket.asset_name} {ticket.asset_code}".strip()
        pairs = (
            ((tr("Ticket no."), ticket.number), (tr("Reported"), presenter.moment(ticket.reported_at))),
            (
                (tr("Trade"), labels.name("trade", ticket.trade_id)),
                (tr("Priority"), labels.name("priority", ticket.priority)),
            ),
            ((tr("Requester"), ticket.requester), (tr("Telephone"), ticket.requester_phone)),
            ((tr("Assignee"), ticket.assignee), (tr("Due"), presenter.moment(ticket.due_at))),
            (
                (tr("Contractor"), who),
                (tr("Telephone"), phone),
            ),
            ((tr("Estimate"), money(ticket.estimate_twd)), (tr("Budget"), ticket.budget)),
        )
        texts: tuple[tuple[str, str], ...] = (
            (tr("Asset / place"), "\n".join(part for part in (asset, ticket.place_label) if part)),
            (tr("Subject"), ticket.summary),
            (tr("What is wrong"), ticket.description or ticket.summary),
        )
        if ticket.links:
            texts += ((tr("Linked tickets"), _linked(ticket)),)
        filled = tuple((_filled(left), _filled(right)) for left, right in pairs)
        return WorkOrder(
            office,
            ticket.number,
            filled,
            texts,
            printed,
            ticket.is_demo,
            done="\n".join(_done(ticket, presenter)),
            finished=presenter.moment(ticket.finished_at) if ticket.finished_at else "",
            actual=money(ticket.cost_twd) if ticket.cost_twd is not None else "",
            accepted=ticket.work.verified_by,
        )

    def _contractor(self, ticket: TicketDetail) -> tuple[str, str]:
        """Who was sent and that one's telephone; else whose contract or warranty it is."""
        if ticket.vendor_id is not None:
            with self._base.read() as session:
                return ticket.vendor, session.get_one(Vendor, ticket.vendor_id).phone
        cover = next((cover for cover in ticket.covers if not cover.is_over), None)
        return (cover.vendor, cover.phone) if cover else ("", "")


def _linked(ticket: TicketDetail) -> str:
    """One line for each way it is linked."""
    groups = groupby(ticket.links, key=lambda link: (link.kind, link.is_inverse))
    return "\n".join(
        f"{link_words(*how)}　"
        + tr(", ", "between names").join(f"{one.ticket.number} {one.ticket.summary}" for one in links)
        for how, links in groups
    )


def _done(ticket: TicketDetail, presenter: Presenter) -> list[str]:
    """What the paper's box of the work says: the words of the finish, then what was recorded."""
    words = next((e.text for e in ticket.events if e.to_status == int(Status.DONE) and e.text), "")
    facts = (tr("{who}: {text}").format(who=a, text=b) for a, b in work_facts(ticket, presenter))
    return [words, *facts] if words else list(facts)


def _filled(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0], pair[1] or EMPTY
