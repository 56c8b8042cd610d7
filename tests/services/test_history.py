"""Undo and redo: each user's own steps, any one of them, and words when it is too late."""

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from db.models import Vendor
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, NotFound
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make


def rename(program: Program, vendor: int, name: str) -> int:
    with program.services.base.uow("test.renamed") as uow:
        uow.get(Vendor, vendor).name = name
        return uow.commit(None).operation


def name_of(program: Program, vendor: int) -> str | None:
    with program.services.base.read() as session:
        return session.scalar(select(Vendor.name).where(Vendor.id == vendor))


@pytest.fixture
def vendor(program: Program) -> int:
    """A vendor called 甲, made by nobody's undoable step."""
    with program.services.base.uow("test.vendor") as uow:
        row = uow.add(Vendor(code="V1", name="甲"))
        return int(uow.commit(row.id, undoable=False).value)


def test_a_new_database_has_nothing_to_undo_or_redo(program: Program) -> None:
    assert program.services.history.next_undo() is None
    assert program.services.history.next_redo() is None


def test_what_a_verb_did_in_the_same_name_is_not_the_windows_next_undo(program: Program, make: Make) -> None:
    mine = make.ticket()
    make.ticket()
    program.services.history.undo()
    with open_program(program.path, clock=program.services.clock, by_verb=True) as verb:
        assert verb.services.base.actor_id == program.services.base.actor_id
        moved = verb.services.tickets.move((mine.id,), Move(Action.ACCEPT)).operation
    history = program.services.history
    step = history.next_undo()
    assert step is not None
    assert (step.label, step.params["number"]) == ("ticket.logged", mine.number)
    again = history.next_redo()
    assert again is not None
    assert again.label == "ticket.logged", "the verb closed nothing"
    with pytest.raises(Conflict, match=r"history\.moved_on"):
        history.undo()
    assert history.undo(moved).label == "history.undo", "by its number it can be taken back"
    assert history.redo().value == moved
    history.undo()
    history.undo()
    with pytest.raises(NotFound):
        program.services.tickets.detail(mine.id)


def test_the_next_undo_says_what_when_and_of_what(program: Program, make: Make, clock: FixedClock) -> None:
    clock.move(timedelta(minutes=5))
    logged = make.ticket()
    step = program.services.history.next_undo()
    assert step is not None
    assert (step.label, step.params, step.at) == ("ticket.logged", {"number": logged.number}, clock.now())


def test_undo_and_redo_tell_what_they_touched_and_which_step_they_turned(
    program: Program, make: Make
) -> None:
    logged = make.ticket()
    undone = program.services.history.undo()
    assert undone.changes.ids("tickets") == {logged.id}
    assert (undone.label, undone.params["step"]) == ("history.undo", "ticket.logged")
    assert undone.params["params"] == {"number": logged.number}
    redone = program.services.history.redo()
    assert redone.value == undone.value
    assert redone.changes.touches("tickets", "ticket_events")


def test_steps_are_undone_newest_first_and_redone_oldest_first(program: Program, vendor: int) -> None:
    history = program.services.history
    for name in ("乙", "丙", "丁"):
        rename(program, vendor, name)
    seen = []
    for turn in (history.undo, history.undo, history.redo, history.undo, history.undo, history.redo):
        turn()
        seen.append(name_of(program, vendor))
    assert seen == ["丙", "乙", "丙", "乙", "甲", "乙"]


def test_an_older_step_can_be_undone_by_itself_and_only_once(program: Program, make: Make) -> None:
    history, first = program.services.history, make.ticket()
    step = history.next_undo()
    second = make.ticket()
    assert step is not None
    history.undo(step.id)
    shown = program.services.lists["tickets"].rows([first.id, second.id])
    assert [row[0] for row in shown] == [second.id]
    with pytest.raises(Conflict, match="nothing_to_undo"):
        history.undo(step.id)
    history.undo()
    assert program.services.lists["tickets"].rows([second.id]) == []


def test_what_cannot_be_undone_is_stepped_over_and_closes_redo(program: Program, vendor: int) -> None:
    history = program.services.history
    rename(program, vendor, "乙")
    history.undo()
    with program.services.base.uow("test.printed") as uow:
        uow.get(Vendor, vendor).phone = "07-555-0142"
        uow.commit(None, undoable=False)
    assert history.next_redo() is None
    assert history.next_undo() is None


def test_a_ticket_that_others_worked_on_cannot_be_unlogged(program: Program, make: Make) -> None:
    logged = make.ticket()
    step = program.services.history.next_undo()
    assert step is not None
    program.services.tickets.move((logged.id,), Move(Action.ACCEPT))
    with pytest.raises(Conflict) as caught:
        program.services.history.undo(step.id)
    assert caught.value.code == "history.moved_on"
    assert program.services.tickets.detail(logged.id).status == 20


def test_a_note_by_another_keeps_the_ticket_it_was_written_on(program: Program, make: Make) -> None:
    logged, other = make.ticket(), make.user("陳志豪")
    mine = program.services.base.actor_id
    program.services.base.act_as(other)
    program.services.tickets.add_note(logged.id, "已到場")
    program.services.base.act_as(mine)
    with pytest.raises(Conflict) as caught:
        program.services.history.undo()
    assert caught.value.code in ("history.moved_on", "database.still_used")
    assert program.services.tickets.find(logged.number) == logged.id


def test_redo_refuses_when_the_row_was_changed_meanwhile_by_another(program: Program, vendor: int) -> None:
    base = program.services.base
    rename(program, vendor, "乙")
    program.services.history.undo()
    mine = base.actor_id
    base.act_as(None)
    rename(program, vendor, "戊")
    base.act_as(mine)
    with pytest.raises(Conflict, match="moved_on"):
        program.services.history.redo()
    assert name_of(program, vendor) == "戊"


def test_a_redone_deletion_refuses_when_the_row_is_gone_or_changed(program: Program, vendor: int) -> None:
    base = program.services.base
    with base.uow("test.deleted") as uow:
        uow.session.delete(uow.get(Vendor, vendor))
        uow.commit(None)
    program.services.history.undo()
    program.services.history.redo()
    assert name_of(program, vendor) is None
    program.services.history.undo()
    mine = base.actor_id
    base.act_as(None)
    with base.uow("test.deleted") as uow:
        uow.session.delete(uow.get(Vendor, vendor))
        uow.commit(None)
    base.act_as(mine)
    with pytest.raises(Conflict, match="moved_on"):
        program.services.history.redo()


def test_before_there_is_a_user_the_steps_are_nobodys_and_can_be_undone(
    program: Program, vendor: int
) -> None:
    program.services.base.act_as(None)
    assert program.services.base.actor_name == ""
    rename(program, vendor, "乙")
    program.services.history.undo()
    assert name_of(program, vendor) == "甲"


def test_whatever_was_undone_and_redone_the_value_is_the_one_of_a_plain_stack(
    program: Program, vendor: int
) -> None:
    """A model-based walk: two stacks in memory must always agree with the journal in the database."""

    class Walk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            while program.services.history.next_undo() is not None:
                program.services.history.undo()
            rename(program, vendor, _other(program, vendor))  # ends what could be redone before this walk
            self.floor = 1
            self.past: list[str | None] = [name_of(program, vendor)]
            self.future: list[str | None] = []

        @rule(name=st.text("甲乙丙丁", min_size=1, max_size=2))
        def rename(self, name: str) -> None:
            if rename(program, vendor, name):
                self.past.append(name)
                self.future.clear()

        @precondition(lambda self: len(self.past) > self.floor)
        @rule()
        def undo(self) -> None:
            program.services.history.undo()
            self.future.append(self.past.pop())
            assert name_of(program, vendor) == self.past[-1]

        @precondition(lambda self: self.future)
        @rule()
        def redo(self) -> None:
            program.services.history.redo()
            self.past.append(self.future.pop())
            assert name_of(program, vendor) == self.past[-1]

        @rule()
        def look(self) -> None:
            assert (program.services.history.next_redo() is not None) == bool(self.future)

    run_state_machine_as_test(Walk, settings=settings(max_examples=8, stateful_step_count=15))


def _other(program: Program, vendor: int) -> str:
    return "子" if name_of(program, vendor) != "子" else "丑"


def test_the_steps_of_others_do_not_hide_ones_own(program: Program, vendor: int) -> None:
    base = program.services.base
    rename(program, vendor, "乙")
    mine = base.actor_id
    base.act_as(None)
    for n in range(20):
        with base.uow("test.other") as uow:
            uow.add(Vendor(code=f"X{n}", name="別家"))
            uow.commit(None)
    base.act_as(mine)
    program.services.history.undo()
    assert name_of(program, vendor) == "甲"


def test_what_the_program_does_by_itself_stands_in_nobodys_way(program: Program, make: Make) -> None:
    services = program.services
    asset = make.asset()
    make.contract(asset, until=date(2026, 12, 31))
    ticket = make.ticket(asset=asset)
    services.history.undo()
    assert services.assets.refresh().operation
    assert services.history.next_redo() is not None
    services.history.redo()
    assert services.tickets.detail(ticket.id).number == ticket.number
