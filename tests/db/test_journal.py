"""The journal: every change is written down, chained, and can be taken back for ever."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from db import journal
from db.models import JournalRow, JournalStep, Setting, Vendor
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict
from tests.factories import Make


def _vendor(program: Program, **fields: object) -> int:
    with program.services.base.uow("test.vendor") as uow:
        row = uow.add(Vendor(code=str(fields.get("code", "V1")), name=str(fields.get("name", "甲"))))
        return int(uow.commit(row.id).value)


def _rename(program: Program, vendor: int, name: str) -> None:
    with program.services.base.uow("test.renamed") as uow:
        uow.get(Vendor, vendor).name = name
        uow.commit(None)


def _name(program: Program, vendor: int) -> str | None:
    with program.services.base.read() as session:
        return session.scalar(select(Vendor.name).where(Vendor.id == vendor))


def test_a_change_is_written_with_who_when_what_before_and_after(program: Program) -> None:
    vendor = _vendor(program)
    _rename(program, vendor, "乙")
    with program.services.base.read() as session:
        step = session.scalars(select(JournalStep).order_by(JournalStep.id.desc())).first()
        assert step is not None
        row = session.scalars(select(JournalRow).where(JournalRow.step_id == step.id)).one()
    assert step.label == "test.renamed"
    assert step.actor_id == program.services.base.actor_id
    assert step.at == program.services.clock.now()
    assert (row.entity, row.entity_id, row.action) == ("vendors", vendor, "U")
    assert (row.before, row.after) == ({"name": "甲"}, {"name": "乙"})


def test_a_unit_of_work_that_changes_nothing_writes_no_step(program: Program) -> None:
    vendor = _vendor(program)
    newest = _newest(program)
    _rename(program, vendor, "甲")
    assert _newest(program) == newest


def test_leaving_without_commit_changes_nothing(program: Program) -> None:
    vendor = _vendor(program)
    with pytest.raises(ZeroDivisionError), program.services.base.uow("test.broken") as uow:
        uow.get(Vendor, vendor).name = "丙"
        raise ZeroDivisionError
    assert _name(program, vendor) == "甲"


def test_undo_refuses_with_words_when_the_row_moved_on(program: Program) -> None:
    vendor = _vendor(program)
    _rename(program, vendor, "乙")
    step = _newest(program)
    _rename(program, vendor, "丙")
    with pytest.raises(Conflict) as caught:
        program.services.history.undo(step)
    assert caught.value.code == "history.moved_on"
    assert _name(program, vendor) == "丙"


def test_a_row_that_was_deleted_comes_back_with_its_number(program: Program) -> None:
    vendor = _vendor(program)
    with program.services.base.uow("test.deleted") as uow:
        uow.session.delete(uow.get(Vendor, vendor))
        uow.commit(None)
    assert _name(program, vendor) is None
    program.services.history.undo()
    assert _name(program, vendor) == "甲"


def test_undo_survives_a_restart(program: Program) -> None:
    from facilities_app.bootstrap import open_program

    vendor = _vendor(program)
    _rename(program, vendor, "乙")
    with open_program(program.path, clock=program.services.clock) as again:
        again.services.history.undo()
        assert _name(again, vendor) == "甲"
        again.services.history.redo()
        assert _name(again, vendor) == "乙"


def test_a_new_step_ends_what_could_be_redone(program: Program) -> None:
    vendor = _vendor(program)
    _rename(program, vendor, "乙")
    program.services.history.undo()
    assert program.services.history.next_redo() is not None
    _rename(program, vendor, "丁")
    assert program.services.history.next_redo() is None
    with pytest.raises(Conflict, match="nothing_to_redo"):
        program.services.history.redo()


def test_each_user_takes_back_only_the_own_steps(program: Program, make: Make) -> None:
    other = make.user("陳志豪")
    vendor = _vendor(program)
    program.services.base.act_as(other)
    assert program.services.history.next_undo() is None
    with pytest.raises(Conflict, match="nothing_to_undo"):
        program.services.history.undo()
    assert _name(program, vendor) == "甲"


def test_the_chain_shows_a_changed_past(program: Program) -> None:
    _rename(program, _vendor(program), "乙")
    assert _chain_holds(program)
    with program.engines.write.connect() as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER journal_rows_no_update")
        connection.exec_driver_sql("UPDATE journal_rows SET after = '{\"name\": \"戊\"}' WHERE action = 'U'")
    assert not _chain_holds(program)


@pytest.mark.parametrize("table", ["journal_steps", "journal_rows"])
@pytest.mark.parametrize("statement", ["DELETE FROM {0}", "UPDATE {0} SET id = id + 1000"])
def test_the_journal_cannot_be_rewritten(program: Program, table: str, statement: str) -> None:
    from sqlalchemy.exc import IntegrityError

    _vendor(program)
    with pytest.raises(IntegrityError), program.engines.write.begin() as connection:
        connection.execute(text(statement.format(table)))


_OPERATION = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 3), st.text("甲乙丙丁", min_size=1, max_size=3)),
    st.tuples(st.just("rename"), st.integers(0, 3), st.text("甲乙丙丁", min_size=1, max_size=3)),
    st.tuples(st.just("delete"), st.integers(0, 3), st.just("")),
)


@settings(max_examples=25)
@given(operations=st.lists(_OPERATION, max_size=12))
def test_undoing_everything_gives_back_the_start_and_redoing_the_end(
    fresh_file: Path, tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[str, int, str]]
) -> None:
    from facilities_app.bootstrap import open_program

    with open_program(shutil.copy(fresh_file, tmp_path_factory.mktemp("undo") / "x.sqlite")) as program:
        start = _all_settings(program)
        taken = sum(_apply(program, *operation) for operation in operations)
        end = _all_settings(program)
        for _ in range(taken):
            program.services.history.undo()
        assert _all_settings(program) == start
        assert program.services.history.next_undo() is None
        for _ in range(taken):
            program.services.history.redo()
        assert _all_settings(program) == end
        assert _chain_holds(program)


def _apply(program: Program, what: str, slot: int, value: str) -> int:
    key = f"slot{slot}"
    with program.services.base.uow(f"test.{what}") as uow:
        row = uow.session.scalar(select(Setting).where(Setting.key == key))
        if what == "add" and row is None:
            uow.add(Setting(key=key, value=value))
        elif what == "rename" and row is not None:
            row.value = value
        elif what == "delete" and row is not None:
            uow.session.delete(row)
        return int(bool(uow.commit(None).operation))


def _all_settings(program: Program) -> dict[str, object]:
    with program.services.base.read() as session:
        return {row.key: row.value for row in session.scalars(select(Setting))}


def _newest(program: Program) -> int:
    with program.services.base.read() as session:
        return session.scalar(select(JournalStep.id).order_by(JournalStep.id.desc())) or 0


def _chain_holds(program: Program) -> bool:
    previous = ""
    with program.services.base.read() as session:
        for step in session.scalars(select(JournalStep).order_by(JournalStep.id)):
            previous = journal.digest(previous, step, journal.step_rows(session, step.id))
            if previous != step.digest:
                return False
    return True


def test_many_rows_at_once_are_written_down_like_single_ones(program: Program) -> None:
    with program.services.base.uow("test.vendors") as uow:
        ids = uow.add_many(Vendor, [{"code": f"M{n}", "name": "甲"} for n in range(3)])
        outcome = uow.commit(ids)
    with program.services.base.read() as session:
        rows = journal.step_rows(session, outcome.operation)
        stored = [session.get_one(Vendor, row_id) for row_id in ids]
        assert [row.after for row in rows] == [journal.image(vendor) for vendor in stored]
    assert outcome.changes.ids("vendors") == frozenset(ids)
    program.services.history.undo()
    assert [_name(program, row_id) for row_id in ids] == [None, None, None]
    program.services.history.redo()
    assert [_name(program, row_id) for row_id in ids] == ["甲", "甲", "甲"]
    assert program.services.health.check() == []
