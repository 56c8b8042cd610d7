"""Targets, the matrix and the escalation are edited like every list, and every change can be undone."""

from typing import Any

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, DomainError
from facilities_app.domain.reference import RefRow
from tests.factories import Make


def rows(program: Program, table: str) -> tuple[RefRow, ...]:
    return program.services.reference.rows(table)


def test_a_new_database_has_a_target_for_each_priority_nine_cells_and_three_steps(program: Program) -> None:
    shown = [
        (row.name, row.values["response_minutes"], row.values["repair_minutes"])
        for row in rows(program, "targets")
    ]
    assert shown == [("緊急", 60, 0), ("高", 240, 1440), ("中", 480, 3360), ("低", 960, 6720)]
    cells = {
        (row.values["urgency"], row.values["impact"]): row.values["priority_id"]
        for row in rows(program, "matrix")
    }
    assert [[cells[u, i] for i in (1, 2, 3)] for u in (1, 2, 3)] == [[1, 2, 3], [2, 3, 4], [3, 4, 4]]
    assert [row.name for row in rows(program, "escalation")] == ["75 %", "100 %", "150 %"]


def test_a_target_is_added_as_people_say_it_edited_removed_and_undone(program: Program, make: Make) -> None:
    reference = program.services.reference
    values = {
        "priority_id": 3,
        "trade_id": 6,
        "place_id": make.site(),
        "response_minutes": "2 小時",
        "repair_minutes": "2 天",
        "source": "契約",
    }
    row_id = reference.add("targets", values).value
    row = next(one for one in rows(program, "targets") if one.id == row_id)
    assert (row.values["response_minutes"], row.values["repair_minutes"]) == (120, 960)
    reference.edit("targets", row_id, row.version, {"repair_minutes": "當日"})
    reference.remove("targets", row_id)
    assert len(rows(program, "targets")) == 4
    program.services.history.undo()
    program.services.history.undo()
    assert next(one for one in rows(program, "targets") if one.id == row_id).values["repair_minutes"] == 960


def test_a_cell_of_the_matrix_gives_another_priority_at_once(program: Program) -> None:
    cell = next(r for r in rows(program, "matrix") if (r.values["urgency"], r.values["impact"]) == (2, 2))
    program.services.reference.edit("matrix", cell.id, cell.version, {"priority_id": 1})
    assert program.services.clocks.priority_of(2, 2) == 1
    program.services.history.undo()
    assert program.services.clocks.priority_of(2, 2) == 3


WRONG = [
    ("targets", (3, "1", "soon"), "duration.unreadable", "repair_minutes"),
    ("targets", (3, "", "1"), "duration.unreadable", "response_minutes"),
    ("targets", (9, "1", "1"), "reference.no_such_value", "priority_id"),
    ("targets", (3, "1", "1"), "reference.already_there", "place_id"),
    ("escalation", ("0", 1), "reference.percent", "at_percent"),
    ("escalation", ("75", 99), "reference.no_such_value", "role_id"),
    ("matrix", (1,), "reference.fixed_list", ""),
]
KEYS = {
    "targets": ("priority_id", "response_minutes", "repair_minutes"),
    "escalation": ("at_percent", "role_id"),
    "matrix": ("priority_id",),
}


@pytest.mark.parametrize(("table", "values", "code", "field"), WRONG)
def test_what_cannot_be_promised_is_refused_beside_its_field(
    program: Program, table: str, values: tuple[Any, ...], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as caught:
        program.services.reference.add(table, dict(zip(KEYS[table], values, strict=True)))
    assert (caught.value.code, caught.value.field) == (code, field)


def test_two_who_edit_one_target_are_told_of_each_other(program: Program) -> None:
    row = rows(program, "targets")[0]
    program.services.reference.edit("targets", row.id, row.version, {"response_minutes": "2"})
    with pytest.raises(Conflict):
        program.services.reference.edit("targets", row.id, row.version, {"response_minutes": "3"})


@pytest.mark.parametrize(("key", "value"), [("office_hours", "8 to 5"), ("acceptance", "maybe")])
def test_a_setting_that_makes_no_sense_is_refused(program: Program, key: str, value: str) -> None:
    with pytest.raises(DomainError) as caught:
        program.services.office.set(key, value)
    assert caught.value.field == key
    with pytest.raises(DomainError) as caught:
        program.services.reference.set_office({key: value})
    assert caught.value.field == key
