"""Who reported lately is remembered for everybody, with the telephone."""

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.rows import Requester
from facilities_app.services import requesters
from tests.factories import Make


def test_each_person_and_telephone_once_and_who_reported_last_first(program: Program, make: Make) -> None:
    for name, phone in (
        ("王小姐", "2914"),
        ("李先生", ""),
        ("王小姐", ""),
        ("陳先生", "2233"),
        ("王小姐", "0912"),
        ("", "9999"),
        ("陳先生", "2233"),
    ):
        make.ticket(requester=name, requester_phone=phone)
    assert program.services.requesters.recent() == (
        Requester("陳先生", "2233"),
        Requester("王小姐", "0912"),
        Requester("李先生", ""),
        Requester("王小姐", "2914"),
    )
    assert len(program.services.requesters.recent(2)) == 2


def test_only_the_newest_tickets_are_looked_through(
    program: Program, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.ticket(requester="王小姐", requester_phone="2914")
    make.ticket(requester="陳先生", requester_phone="2233")
    monkeypatch.setattr(requesters, "LOOKED_THROUGH", 1)
    assert program.services.requesters.recent() == (Requester("陳先生", "2233"),)


def test_a_new_database_knows_nobody(program: Program) -> None:
    assert program.services.requesters.recent() == ()
