"""The recipes of event rounds are the office's own: lines added, moved and deleted in the settings, and undone."""

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.domain.rounds import StartRound
from facilities_app.services.reference import ReferenceService
from resources import texts
from tests.factories import Make


@pytest.fixture
def reference(program: Program) -> ReferenceService:
    return program.services.reference


def quake(reference: ReferenceService) -> int:
    return next(row.id for row in reference.rows("round_recipes") if row.values["code"] == "EARTHQUAKE")


def lines(reference: ReferenceService) -> list[str]:
    return [row.name for row in reference.rows("round_lines", quake(reference))]


def test_a_recipe_counts_its_lines_and_opens_them(reference: ReferenceService) -> None:
    row = next(row for row in reference.rows("round_recipes") if row.id == quake(reference))
    assert (row.name, row.values["count"], row.opens) == (
        "地震後巡查（4 級以上）",
        7,
        ("round_lines", row.id),
    )
    assert lines(reference)[:2] == ["建築與裝修", "採光罩"]
    texts.use("en")
    assert lines(reference)[1] == "Skylight"


def test_a_line_is_added_moved_and_deleted_and_each_is_undone(
    reference: ReferenceService, program: Program
) -> None:
    before = lines(reference)
    reference.add("round_lines", {"unit_status": "in_use", "template_code": "DORMUNIT"}, quake(reference))
    assert lines(reference) == [*before, "宿舍：使用中"]
    row = reference.rows("round_lines", quake(reference))[-1]
    reference.move("round_lines", row.id, -10)
    assert lines(reference) == ["宿舍：使用中", *before]
    reference.remove("round_lines", row.id)
    assert lines(reference) == before
    for _ in range(3):
        program.services.history.undo()
    assert lines(reference) == before


@pytest.mark.parametrize("values", [{}, {"category_id": 1, "unit_status": "vacant"}, {"unit_status": ""}])
def test_a_line_names_exactly_one_set(reference: ReferenceService, values: dict[str, object]) -> None:
    with pytest.raises(Invalid) as caught:
        reference.add("round_lines", values, quake(reference))
    assert caught.value.code == "round.line_needs_one"


def test_an_own_recipe_can_be_started(reference: ReferenceService, program: Program, make: Make) -> None:
    make.asset("客梯 1 號", category="elevator")
    names = {"name_zh": "豪雨後巡查", "name_en": "After heavy rain", "event_kind": "other", "due_days": "3"}
    made = reference.add("round_recipes", {"code": "RAIN", **names}).value
    kinds = {choice.name: choice.code for choice in reference.options("any_category")}
    reference.add("round_lines", {"category_id": kinds["昇降設備"]}, made)
    rounds = program.services.rounds
    found = rounds.detail(rounds.start(StartRound(made)).value)
    assert (found.title, [stop.target for stop in found.stops]) == ("豪雨後巡查", ["客梯 1 號"])
    assert found.stops[0].template_code == ""


def test_an_event_there_is_not_and_a_code_twice_are_refused(reference: ReferenceService) -> None:
    names = {"name_zh": "甲", "name_en": "A", "due_days": "1"}
    with pytest.raises(Invalid):
        reference.add("round_recipes", {"code": "X", "event_kind": "fire drill", **names})
    with pytest.raises(Conflict):
        reference.add("round_recipes", {"code": "EARTHQUAKE", "event_kind": "other", **names})


def test_what_fields_offer_is_said_in_the_language_of_the_moment(reference: ReferenceService) -> None:
    assert [choice.name for choice in reference.options("round_event")][:2] == ["颱風警報", "颱風後"]
    assert reference.options("any_tag")[0].name == "不指定標籤"
    assert [choice.code for choice in reference.options("any_unit_status")][:2] == ["", "in_use"]
