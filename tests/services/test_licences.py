"""Licences are kept among the reference data, remind before they end, and stay while a result names them."""

from datetime import date, timedelta
from typing import Any

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import DomainError
from tests.factories import Make

TODAY = date(2026, 11, 23)


def add(program: Program, **more: Any) -> int:
    given = {"holder": "陳志豪", "kind": "昇降機檢查員", "number": "檢字 0001 號", **more}
    return int(program.services.reference.add("licences", given).value)


def spoken(program: Program) -> list[tuple[str, date]]:
    return [(item.number, item.due_on) for item in program.services.reminders.due() if item.kind == "licence"]


def test_a_licence_reminds_two_months_before_it_ends_until_it_is_renewed(program: Program) -> None:
    ends = TODAY + timedelta(days=59)
    add(program, expires_on=ends)
    add(program, number="檢字 0002 號", kind="電匠", expires_on=TODAY + timedelta(days=61))
    add(program, number="檢字 0003 號", kind="消防設備士")
    assert spoken(program) == [("檢字 0001 號", ends)]
    assert [line.item.kind for line in program.services.inbox.read()] == ["licence"]
    add(program, number="檢字 0004 號", expires_on=TODAY + timedelta(days=800))
    assert spoken(program) == []
    program.services.history.undo()
    assert spoken(program) == [("檢字 0001 號", ends)]


def test_a_contractor_s_licence_names_the_contractor(program: Program, make: Make) -> None:
    add(program, vendor_id=make.vendor("穩昇電梯工程"), expires_on=TODAY - timedelta(days=1))
    (item,) = [item for item in program.services.reminders.due() if item.kind == "licence"]
    assert (item.where, item.group, item.title) == ("穩昇電梯工程", "overdue", "昇降機檢查員 陳志豪")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": ""}, "number"),
        ({"issued_on": TODAY, "expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        ({"vendor_id": 999}, "vendor_id"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    program: Program, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as caught:
        add(program, **more)
    assert caught.value.field == field


def test_one_number_stands_once(program: Program) -> None:
    add(program)
    with pytest.raises(DomainError):
        add(program)
