"""The health check finds what was done behind the program's back."""

import hashlib
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from db.models import Part, Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.work_rows import PartUse
from facilities_app.messages import problem
from tests.factories import Make


def tamper(program: Program, *statements: str) -> None:
    """As another tool would: no triggers of ours asked, no references checked."""
    assert program.path is not None
    raw = sqlite.connect(str(program.path))
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


def codes(program: Program) -> list[str]:
    found = program.services.health.check()
    assert all(problem(one.code, one.params) != one.code for one in found)
    return [one.code for one in found]


def test_a_database_in_use_is_sound(program: Program, make: Make) -> None:
    asset = make.asset()
    program.services.assets.edit(asset, 1, name="客梯 A")
    make.ticket(asset=asset)
    make.ticket("漏水")
    program.services.history.undo()
    assert codes(program) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM places WHERE id = (SELECT max(id) FROM places)", "health.reference"),
        ("UPDATE assets SET place_label = 'x'", "health.label"),
        ("UPDATE assets SET next_due_on = '2026-01-01'", "health.next_due"),
        ("UPDATE tickets SET where_label = 'x' WHERE asset_id IS NULL", "health.label"),
        ("UPDATE tickets SET where_label = 'x' WHERE asset_id IS NOT NULL", "health.label"),
        ("UPDATE tickets SET assignee_label = 'x', assignee_id = 1", "health.label"),
        ("DELETE FROM tickets_fts WHERE rowid = (SELECT max(id) FROM tickets)", "health.search"),
        ("UPDATE alembic_version SET version_num = '0000'", "health.schema"),
    ],
)
def test_what_was_changed_from_outside_is_found(
    program: Program, make: Make, statement: str, code: str
) -> None:
    make.user()
    make.ticket(asset=make.asset())
    make.ticket("漏水", place_id=make.place("機房", parent=make.site()))
    tamper(program, statement)
    assert code in codes(program)


def test_a_changed_past_is_found(program: Program, make: Make) -> None:
    make.ticket()
    tamper(
        program,
        *(f"DROP TRIGGER {name}" for name in guards(program)),
        "UPDATE journal_steps SET label = 'x' WHERE id = 1",
    )
    assert codes(program) == ["health.journal"]


def guards(program: Program) -> list[str]:
    with program.services.base.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal%'"
        )
        return [row[0] for row in found]


def test_missing_and_changed_files_are_found(program: Program, make: Make, tmp_path: Path) -> None:
    ticket = make.ticket()
    source = tmp_path / "a.txt"
    source.write_text("備註", encoding="utf-8")
    program.services.attachments.add_files("tickets", ticket.id, [source])
    stored = Path(program.services.attachments.list("tickets", ticket.id)[0].path)
    assert stored.stem == hashlib.sha256(source.read_bytes()).hexdigest()
    stored.write_text("別的", encoding="utf-8")
    assert codes(program) == ["health.attachment_changed"]
    stored.unlink()
    assert codes(program) == ["health.attachment_missing"]


def test_a_damaged_file_is_found(program: Program, make: Make) -> None:
    for number in range(30):
        make.vendor(f"廠商 {number}")
    path = program.path
    assert path is not None
    program.engines.dispose()
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 40_000):
        data[at] = 0x5A
    path.write_bytes(bytes(data))
    found = program.services.health.check()
    assert {one.code for one in found} == {"health.damaged"}


def test_a_file_nobody_may_read_counts_as_missing(
    program: Program, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("備註", encoding="utf-8")
    program.services.attachments.add_files("tickets", make.ticket().id, [source])

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    assert codes(program) == ["health.attachment_missing"]


def test_a_stock_and_a_cost_that_are_out_of_step_are_found(program: Program, make: Make) -> None:
    part, ticket = make.part(stock=3, price=100), make.ticket()
    program.services.work.use_part(ticket.id, PartUse(part, 1_000))
    assert program.services.health.check() == []
    with program.services.base.uow("test.made") as uow:
        uow.get(Part, part).stock_milli = 9
        uow.get(Ticket, ticket.id).cost_twd = 50
        uow.commit(0)
    assert [problem.code for problem in program.services.health.check()] == ["health.stock", "health.cost"]
