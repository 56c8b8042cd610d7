"""A number that was given once belongs to that ticket for ever: it may be on paper."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event

from db import backup, migrate
from db.engine import connect
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.services import backups
from facilities_app.services.tickets import NewTicket
from tests.factories import Make


def test_the_number_of_an_undone_ticket_is_not_given_again(program: Program, make: Make) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(make.ticket().number)
        program.services.history.undo()
    make.ticket()
    numbers.append(make.ticket().number)
    program.services.history.undo()
    numbers.append(make.ticket().number)
    assert numbers == ["115-0001", "115-0002", "115-0003", "115-0005", "115-0006"]


def test_redo_brings_the_same_number_back_and_the_next_counts_on(program: Program, make: Make) -> None:
    logged = make.ticket()
    program.services.history.undo()
    program.services.history.redo()
    assert program.services.tickets.find(logged.number) == logged.id
    assert make.ticket().number == "115-0002"


def test_redo_finds_its_number_free_though_another_logged_meanwhile(program: Program, make: Make) -> None:
    services = program.services
    mine, other = services.base.actor_id, make.user()
    logged = make.ticket()
    services.history.undo()
    services.base.act_as(other)
    assert make.ticket().number == "115-0002"
    services.base.act_as(mine)
    services.history.redo()
    assert services.tickets.find(logged.number) == logged.id
    assert make.ticket().number == "115-0003"


def test_a_restart_forgets_no_number(program: Program, make: Make) -> None:
    site = make.site()
    make.ticket()
    program.services.history.undo()
    program.close()
    with open_program(program.path, clock=program.services.clock) as again:
        assert again.services.tickets.log(NewTicket("漏水", place_id=site)).value.number == "115-0002"


def test_an_undone_number_of_the_old_year_does_not_push_the_new_year(
    program: Program, make: Make, clock: FixedClock
) -> None:
    make.ticket()
    make.ticket()
    program.services.history.undo()
    clock.move(datetime(2026, 12, 31, 16, tzinfo=UTC) - clock.now())  # midnight in Taiwan
    assert make.ticket().number == "116-0001"
    program.services.history.undo()
    assert make.ticket().number == "116-0002"
    clock.move(-timedelta(days=1))  # a clock that was set wrong
    assert make.ticket().number == "115-0003"


def test_finding_the_number_reads_no_more_however_many_tickets_there_are(
    program: Program, make: Make
) -> None:
    for _ in range(5):
        make.ticket()
    plans: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT") and (
            "FROM journal_rows" in statement or "serial DESC" in statement
        ):
            rows = cursor.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in rows)

    event.listen(program.engines.write, "before_cursor_execute", explain)
    make.ticket()
    event.remove(program.engines.write, "before_cursor_execute", explain)
    assert len(plans) == 2
    assert all("USING" in plan and "INDEX" in plan and "SEARCH" in plan for plan in plans), plans


def test_after_a_restore_no_number_is_given_again_that_the_replaced_file_had_given(
    program: Program, make: Make, clock: FixedClock
) -> None:
    site, path = make.site(), program.path
    assert path is not None
    make.ticket()
    kept = program.services.backups.make().path
    make.ticket()
    make.ticket()
    program.services.history.undo()  # 115-0003 may be on paper all the same
    program.close()
    for wanted in ("115-0004", "115-0005"):  # the second restore carries on what the first one kept
        backups.restore(kept, path, clock)
        with open_program(path, clock=clock) as again:
            services = again.services
            assert services.health.check() == []
            undo = services.history.next_undo()
            assert undo is not None
            assert undo.label != "ticket.numbers_carried_on", "a step of the program"
            assert services.tickets.log(NewTicket("漏水", place_id=site)).value.number == wanted
    assert not list(path.parent.glob(".*"))


def test_a_restore_over_a_file_that_cannot_be_read_counts_on_from_the_backup(
    program: Program, make: Make, clock: FixedClock
) -> None:
    site, path = make.site(), program.path
    assert path is not None
    make.ticket()
    kept = program.services.backups.make().path
    make.ticket()
    program.close()
    path.write_bytes(b"?" * 9000)
    backups.restore(kept, path, clock)
    with open_program(path, clock=clock) as again:
        assert again.services.tickets.log(NewTicket("漏水", place_id=site)).value.number == "115-0002"


def test_a_backup_of_an_older_schema_counts_on_too(program: Program, make: Make, clock: FixedClock) -> None:
    site, path = make.site(), program.path
    assert path is not None
    program.close()
    engines = connect(path)
    newest = path.read_bytes()
    migrate.downgrade(engines, migrate.known_revisions()[0])
    kept = path.with_name("kept.sqlite")
    backup.write(engines, kept, clock.now())
    engines.dispose()
    path.write_bytes(newest)
    with open_program(path, clock=clock) as again:
        again.services.tickets.log(NewTicket("漏水", place_id=site))
    backups.restore(kept, path, clock)
    with open_program(path, clock=clock) as again:
        assert again.services.tickets.log(NewTicket("漏水", place_id=site)).value.number == "115-0002"
