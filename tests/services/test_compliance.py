"""Compliance of a year: nothing overdue counts as done in time, and the list shows what each number counts."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.compliance import By, Counts, Judged
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition, ListQuery
from tests.factories import Make

TODAY = date(2026, 11, 23)


def duty(program: Program) -> int:
    from db.models import Duty

    with program.services.base.read() as session:
        return min(row.id for row in session.query(Duty).filter_by(is_statutory=True))


@pytest.fixture
def year(program: Program, make: Make) -> int:
    """One inspection of each kind, of one duty at one site; returns the duty."""
    law = duty(program)
    common: dict[str, Any] = {"duty_id": law, "is_statutory": True}
    make.task(due=date(2026, 1, 10), status="done", done_on=date(2026, 1, 10), **common)
    make.task(
        due=date(2026, 1, 10),
        window_until=date(2026, 1, 31),
        status="done",
        done_on=date(2026, 1, 31),
        **common,
    )
    make.task(due=date(2026, 2, 10), status="done", done_on=date(2026, 2, 11), **common)
    make.task(due=date(2026, 3, 10), status="missed", **common)
    make.task(due=TODAY - timedelta(days=1), **common)
    make.task(due=TODAY, **common)
    make.task(due=TODAY - timedelta(days=9), window_until=TODAY, **common)
    make.task(due=date(2026, 4, 10), status="skipped", reason="停用", **common)
    make.task(due=date(2026, 5, 10), status="done", done_on=date(2026, 5, 10))
    make.task(due=date(2025, 12, 31), status="missed", **common)
    return law


def test_each_is_judged_by_its_deadline_and_overdue_counts_against(program: Program, year: int) -> None:
    shown = program.services.compliance.read(2026)
    assert shown.total == Counts(on_time=2, late=1, missed=1, overdue=1, open=2, skipped=1)
    assert (shown.total.due, shown.total.share) == (5, 40.0)
    months = {row.key: row.counts for row in shown.rows[By.MONTH]}
    assert len(months) == 12
    assert months[1] == Counts(on_time=2)
    assert months[11] == Counts(overdue=1, open=2)
    assert months[6].share is None


def test_every_way_to_tell_them_apart_comes_to_the_same_total(program: Program, year: int) -> None:
    for statutory in (True, False):
        shown = program.services.compliance.read(2026, statutory=statutory)
        for rows in shown.rows.values():
            for judged in Judged:
                assert sum(row.counts.of(judged) for row in rows) == shown.total.of(judged)
        assert sum(counts.due for *_names, counts in shown.cells) == shown.total.due


def test_the_list_behind_each_number_has_as_many_rows(program: Program, year: int) -> None:
    shown = program.services.compliance.read(2026)
    site = shown.rows[By.SITE][0].key
    for judged in Judged:
        query = ListQuery(
            conditions=(
                Condition("due", "from", ("2026-01-01",)),
                Condition("due", "to", ("2026-12-31",)),
                Condition("basis", "in", (True,)),
                Condition("duty", "in", (year,)),
                Condition("site", "in", (site,)),
                Condition("judged", "in", (judged.value, TODAY.isoformat())),
            )
        )
        assert program.services.lists["tasks"].count(query) == shown.total.of(judged)


def test_what_no_law_asks_for_is_told_only_on_demand(program: Program, year: int) -> None:
    shown = program.services.compliance.read(2026, statutory=False)
    assert shown.total.on_time == 3
    assert {row.name for row in shown.rows[By.DUTY]} >= {"依本處排程"}


def test_a_year_that_is_none_is_refused(program: Program) -> None:
    with pytest.raises(Invalid, match=r"compliance\.bad_year"):
        program.services.compliance.read(12)


def test_the_register_has_every_duty_with_its_law_last_and_next_day(program: Program, year: int) -> None:
    from db.models import Duty

    table = program.services.registers.table()
    rows = list(table.rows)
    with program.services.base.read() as session:
        duties = {row.title_zh for row in session.query(Duty)}
        law = session.get_one(Duty, year)
        title, basis = law.title_zh, law.legal_basis
    assert {row[1] for row in rows} == duties
    (row,) = [row for row in rows if row[1] == title]
    assert row[2] == basis
    assert (row[5], row[7]) == ("115/02/11", "115/11/14")
    assert all(len(row) == len(table.columns) for row in rows)


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_the_register_is_written_whole(demo: Program, tmp_path: Path, ending: str) -> None:
    result = demo.services.registers.write(tmp_path / f"register.{ending}")
    assert result.rows >= 20
    assert result.path.stat().st_size > 1_000
    assert not result.warnings


def test_the_register_tells_what_proves_each_inspection(program: Program, year: int) -> None:
    from db.models import ChecklistSheet, Duty, InspectionResult, InspectionTask

    with program.services.base.uow("test.made") as uow:
        query = uow.session.query(InspectionTask).filter_by(duty_id=year, status="done")
        task = query.order_by(InspectionTask.done_on.desc()).first()
        assert task is not None
        result = uow.session.query(InspectionResult).filter_by(task_id=task.id).one_or_none()
        if result is None:
            result = InspectionResult(
                task_id=task.id, place_id=task.place_id, inspected_on=task.done_on, outcome="pass"
            )
            uow.add(result)
        uow.add(
            ChecklistSheet(
                number="ELEV-11502-001",
                prefix="ELEV-11502",
                serial=1,
                template_id=1,
                task_id=task.id,
                place_id=task.place_id,
                printed_at=program.services.clock.now(),
            )
        )
        result.filing_number = "示申字第 11500001 號"
        title = uow.session.get_one(Duty, year).title_zh
        uow.commit(None)
    (row,) = [row for row in program.services.registers.table().rows if row[1] == title]
    assert row[-1] == "ELEV-11502-001　示申字第 11500001 號"


def test_the_demo_s_register_has_evidence_of_what_was_done(demo: Program) -> None:
    rows = [row for row in demo.services.registers.table().rows if row[5] != "－"]
    assert any("項" in row[-1] for row in rows)
    assert any("示申字" in row[-1] for row in rows)
