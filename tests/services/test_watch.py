"""A window sees what another program did to the same database."""

from collections.abc import Iterator

import pytest

from db.models import Setting, Trade
from facilities_app.bootstrap import Program, open_program
from facilities_app.services import watch
from facilities_app.services.tickets import NewTicket
from tests.factories import Make


@pytest.fixture
def other(program: Program) -> Iterator[Program]:
    """A second program on the same database, such as a scripted ``ticket add``."""
    with open_program(program.path, clock=program.services.clock) as opened:
        yield opened


def test_nothing_happened_is_none_and_the_first_look_is_the_starting_point(
    program: Program, make: Make
) -> None:
    make.ticket()
    assert program.services.watch.poll() is None
    assert program.services.watch.poll() is None


def test_what_another_program_changed_is_seen_once(program: Program, other: Program, make: Make) -> None:
    place = make.site()
    program.services.watch.poll()
    logged = other.services.tickets.log(NewTicket("漏水", place_id=place)).value
    seen = program.services.watch.poll()
    assert seen is not None
    assert seen.ids("tickets") == {logged.id}
    assert seen.touches("ticket_events")
    assert not seen.everything
    assert program.services.watch.poll() is None


def test_several_steps_come_together_and_an_undo_is_a_change_too(
    program: Program, other: Program, make: Make
) -> None:
    place = make.site()
    program.services.watch.poll()
    ids = {other.services.tickets.log(NewTicket("漏水", place_id=place)).value.id for _ in range(3)}
    seen = program.services.watch.poll()
    assert seen is not None
    assert seen.ids("tickets") == ids
    other.services.history.undo()
    seen = program.services.watch.poll()
    assert seen is not None
    assert seen.ids("tickets") == {max(ids)}


def test_too_much_to_tell_is_everything(
    program: Program, other: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_TOO_MANY", 5)
    program.services.watch.poll()
    with other.services.base.uow("test.many") as uow:
        for n in range(9):
            uow.add(Setting(key=f"k{n}", value=n))
        uow.commit(None)
    seen = program.services.watch.poll()
    assert seen is not None
    assert seen.everything
    assert seen.touches("anything")


def test_a_restored_older_database_is_everything(program: Program, other: Program) -> None:
    program.services.watch.poll()
    program.services.watch._seen = 10_000  # what the window saw before an older copy was put back
    seen = program.services.watch.poll()
    assert seen is not None
    assert seen.everything


def test_names_that_another_program_changed_are_read_anew(program: Program, other: Program) -> None:
    assert program.services.labels.name("trade", 1) == "水電"
    program.services.watch.poll()
    with other.services.base.uow("test.renamed") as uow:
        uow.get(Trade, 1).name_zh = "給排水"
        uow.commit(None)
    program.services.watch.poll()
    assert program.services.labels.name("trade", 1) == "給排水"
