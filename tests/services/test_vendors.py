"""Contractors: entered with a checked 統一編號, merged, and told whole."""

from datetime import UTC, date, datetime

import pytest

from db.models import Ticket, Warranty
from facilities_app.bootstrap import Program
from facilities_app.domain.contract_rows import NewVendor
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.tickets import Status
from tests.factories import Make


def test_a_contractor_gets_the_next_number_and_a_checked_tax_id(program: Program) -> None:
    vendors = program.services.vendors
    key = vendors.create(NewVendor("穩昇電梯工程", tax_id="0459 5257", phone="07-555-0142")).value
    row = vendors.detail(key)
    assert (row.code, row.tax_id, row.cost_twd, row.repair.share) == ("V01", "04595257", None, None)
    with pytest.raises(Invalid, match=r"vendor\.tax_id_check"):
        vendors.create(NewVendor("另一家", tax_id="04595258"))
    with pytest.raises(Invalid, match=r"vendor\.taken") as caught:
        vendors.create(NewVendor("另一家", tax_id="04595257"))
    assert (caught.value.field, caught.value.params["name"]) == ("tax_id", "穩昇電梯工程")
    with pytest.raises(Invalid, match=r"record\.empty"):
        vendors.create(NewVendor("  "))


def shown(program: Program, vendor: int) -> str:
    """Who the contractor's first open ticket says does it."""
    return program.services.vendors.detail(vendor).open_tickets[0].assignee


def test_a_new_name_reaches_the_tickets_that_repeat_it_and_undo_takes_it_back(
    program: Program, make: Make
) -> None:
    vendor, ticket = make.vendor("舊名"), make.ticket()
    with program.services.base.uow("test.given") as uow:
        row = uow.get(Ticket, ticket.id)
        row.vendor_id, row.assignee_label = vendor, "舊名"
        uow.commit(None, undoable=False)
    program.services.vendors.edit(vendor, 1, name="新名")
    assert shown(program, vendor) == "新名"
    program.services.history.undo()
    assert shown(program, vendor) == "舊名"


def test_one_firm_entered_twice_becomes_one_and_undo_makes_it_two(program: Program, make: Make) -> None:
    vendors = program.services.vendors
    keep = vendors.create(NewVendor("穩昇電梯工程")).value
    gone = vendors.create(NewVendor("穩昇電梯", tax_id="04595257", phone="07-555-0142")).value
    lift = make.asset()
    contract = make.contract(lift, until=date(2026, 12, 31), vendor=gone)
    vendors.merge(keep, gone)
    row = vendors.detail(keep)
    assert [one.id for one in row.contracts] == [contract]
    assert (row.tax_id, row.phone) == ("04595257", "07-555-0142")
    with pytest.raises(NotFound, match=r"vendor\.gone"):
        vendors.detail(gone)
    program.services.history.undo()
    assert [one.id for one in vendors.detail(gone).contracts] == [contract]
    assert vendors.detail(keep).tax_id == ""


def test_two_firms_are_not_merged_and_what_is_named_elsewhere_stays(program: Program, make: Make) -> None:
    vendors = program.services.vendors
    one = vendors.create(NewVendor("甲", tax_id="04595257")).value
    two = vendors.create(NewVendor("乙", tax_id="00000005")).value
    with pytest.raises(Invalid, match=r"vendor\.merge_two_firms"):
        vendors.merge(one, two)
    with pytest.raises(Invalid, match=r"vendor\.merge_itself"):
        vendors.merge(one, one)
    make.contract(make.asset(), until=date(2026, 12, 31), vendor=one)
    with pytest.raises(Invalid, match=r"vendor\.still_used"):
        vendors.remove(one)
    vendors.remove(two)
    program.services.history.undo()
    assert vendors.detail(two).name == "乙"


def test_the_whole_of_a_contractor_is_told(program: Program, make: Make) -> None:
    vendor, lift = make.vendor(), make.asset()
    make.contract(lift, until=date(2026, 12, 31), vendor=vendor)
    tickets = [make.ticket(asset=lift) for _ in range(3)]
    told = datetime(2026, 11, 2, 1, tzinfo=UTC)
    with program.services.base.uow("test.given") as uow:
        for place, ticket in enumerate(tickets):
            row = uow.get(Ticket, ticket.id)
            row.vendor_id, row.dispatched_at, row.started_at = vendor, told, told
            if place:
                row.finished_at, row.status, row.is_open = told, int(Status.CLOSED), False
                row.cost_twd = 1_200 if place == 1 else None
        uow.add(
            Warranty(asset_id=lift, vendor_id=vendor, starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1))
        )
        uow.commit(None, undoable=False)
    told_whole = program.services.vendors.detail(vendor)
    assert (told_whole.open_count, told_whole.repairs, told_whole.cost_twd, told_whole.uncosted) == (
        1,
        2,
        1_200,
        1,
    )
    assert (told_whole.arrival.kept, told_whole.arrival.late) == (3, 0)
    assert [(one.asset, one.ends_on) for one in told_whole.warranties] == [("客梯 1 號", date(2027, 1, 1))]
