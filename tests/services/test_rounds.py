"""Event rounds: one wish makes all stops; what is left out is explained; before and after stand side by side."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models import Asset, InspectionTask, Place, RoundRecipe, RoundRecipeLine, Tag
from db.models import AssetTag as AssetTagRow
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rounds import RoundState, StartRound
from facilities_app.domain.rows import ItemAnswer
from facilities_app.services.rounds import RoundService
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)


@pytest.fixture
def rounds(program: Program) -> RoundService:
    return program.services.rounds


@pytest.fixture
def office(make: Make, program: Program) -> dict[str, int]:
    """A roof above a cellar, made in the wrong order; a unit that stands empty and one that is lived in."""
    cellar = make.place("B1", parent=make.site(), kind="floor")
    roof = make.place("RF 屋頂", parent=make.site(), kind="floor")
    make.unit("M101", status="vacant")
    make.unit("M102", status="in_use")
    with program.services.base.uow("test.made") as uow:
        for place in uow.session.scalars(select(Place)):
            place.position = {roof: 1, cellar: 2}.get(place.id, 3)
        uow.commit(None)
    return {
        "pump": make.asset("抽水泵浦", place=cellar, category="pump", code="P-1"),
        "skylight": make.asset("採光罩", place=roof, category="skylight", code="S-1"),
        "lift": make.asset("客梯", place=roof, category="elevator", code="E-1"),
    }


def recipe(rounds: RoundService, code: str = "TYPHOON-WARNING") -> int:
    return rounds.recipe_named(code)


def started(rounds: RoundService, code: str = "TYPHOON-WARNING", **more: Any) -> int:
    return rounds.start(StartRound(recipe(rounds, code), **more)).value


def test_a_start_makes_a_stop_for_all_that_the_recipe_names_in_walking_order(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    found = rounds.detail(started(rounds))
    assert [(stop.target, stop.template_code) for stop in found.stops] == [
        ("抽水泵浦", "DRAIN"),
        ("採光罩", "SKYLIGHT"),
        ("M101", "DORMVAC"),
    ]
    assert (found.number, found.title, found.state) == ("R115-01", "颱風警報防颱巡查", RoundState.RUNNING)
    assert found.due_on == TODAY + timedelta(days=1)
    assert found.next_stop == found.stops[0]
    with program.services.base.read() as session:
        tasks = session.scalars(select(InspectionTask).order_by(InspectionTask.number)).all()
        assert [task.number for task in tasks] == ["I115-0001", "I115-0002", "I115-0003"]
        assert {(task.origin, task.is_statutory, task.round_id) for task in tasks} == {
            ("round", False, found.id)
        }
        assert session.get_one(Asset, office["skylight"]).next_due_on == found.due_on
    detail = program.services.inspections.detail(found.stops[0].task_id)
    assert detail.explanation == "115/11/23 發動之事件巡查。"


def test_a_start_is_one_step_that_undo_takes_back_whole(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    done = rounds.start(StartRound(recipe(rounds), new_event="山陀兒颱風"))
    program.services.history.undo(done.operation)
    with program.services.base.read() as session:
        assert session.scalars(select(InspectionTask)).all() == []
        assert session.get_one(Asset, office["skylight"]).next_due_on is None
    with pytest.raises(NotFound):
        rounds.find("R115-01")
    assert rounds.events(recipe(rounds)) == ((), None)


def test_a_second_start_on_the_same_day_asks_first(rounds: RoundService, office: dict[str, int]) -> None:
    started(rounds)
    with pytest.raises(Conflict) as caught:
        started(rounds)
    assert (caught.value.code, caught.value.params["number"]) == ("round.already_started", "R115-01")
    assert [brief.number for brief in rounds.plan(recipe(rounds)).today] == ["R115-01"]
    assert rounds.detail(started(rounds, again=True)).number == "R115-02"
    assert rounds.detail(started(rounds, "TYPHOON-AFTER")).number == "R115-03"


def test_the_next_day_the_open_round_is_told_of(
    rounds: RoundService, office: dict[str, int], clock: FixedClock
) -> None:
    started(rounds)
    clock.move(timedelta(days=1))
    plan = rounds.plan(recipe(rounds))
    assert ([b.number for b in plan.today], [b.number for b in plan.running]) == ([], ["R115-01"])
    assert started(rounds)


def test_looking_ahead_changes_nothing(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    assert len(rounds.plan(recipe(rounds)).stops) == 3
    with program.services.base.read() as session:
        assert session.scalars(select(InspectionTask)).all() == []


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"due_on": date(2026, 11, 22)}, "round.due_in_the_past"),
        ({"title": "字" * 121}, "round.too_long"),
        ({"event_id": 99}, "event.gone"),
    ],
)
def test_what_cannot_be_started_is_said(
    rounds: RoundService, office: dict[str, int], wish: dict[str, Any], code: str
) -> None:
    with pytest.raises((Invalid, NotFound)) as caught:
        started(rounds, **wish)
    assert caught.value.code == code


def test_a_recipe_that_finds_nothing_makes_nothing(rounds: RoundService, make: Make) -> None:
    with pytest.raises(Invalid) as caught:
        started(rounds, "DENGUE-ALERT")
    assert caught.value.code == "round.nothing_there"


def test_a_dengue_round_makes_no_damage_event(rounds: RoundService, make: Make) -> None:
    make.unit("M101", status="recovered")
    with pytest.raises(Invalid) as caught:
        started(rounds, "DENGUE-ALERT", new_event="登革熱")
    assert caught.value.code == "round.no_event_kind"


def test_a_tag_gathers_what_no_category_does_and_nothing_is_a_stop_twice(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    with program.services.base.uow("test.made") as uow:
        tag = uow.add(Tag(name="颱風前檢查"))
        for key in ("lift", "skylight"):
            uow.add(AssetTagRow(asset_id=office[key], tag_id=tag.id))
        uow.add(RoundRecipeLine(recipe_id=recipe(rounds), position=50, tag_id=tag.id, template_code="QUAKE"))
        uow.commit(None)
    stops = rounds.plan(recipe(rounds)).stops
    assert sorted(stop.target for stop in stops) == ["B1 抽水泵浦", "M101", "RF 屋頂 客梯", "RF 屋頂 採光罩"]
    assert {stop.target: stop.template_code for stop in stops}["RF 屋頂 採光罩"] == "SKYLIGHT"


def fail(program: Program, rounds: RoundService, round_id: int) -> None:
    """The next stop has one item that is not in order."""
    stop = rounds.detail(round_id).next_stop
    assert stop is not None
    form = program.services.keying.form(stop.task_id)
    items = [ItemAnswer(item.id, "pass") for item in form.items if item.kind == "pass_fail"]
    items[0] = ItemAnswer(items[0].item_id, "fail", note="玻璃破裂")
    program.services.inspections.record(stop.task_id, stop.version, TODAY, "fail", "王志明", items=items)


def test_what_fails_becomes_a_repair_that_the_round_and_its_list_count(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    key = started(rounds)
    fail(program, rounds, key)
    found = rounds.detail(key)
    assert (found.done, found.failed, len(found.open_stops)) == (1, 1, 2)
    assert [number for _id, number in found.tickets] == ["115-0001"]
    source = program.services.lists["rounds"]
    row = source.page(ListQuery(), 0, 10)[0]
    told = {
        name: row[source.info.index(name)]
        for name in ("done", "stops", "failed", "tickets", "left", "status")
    }
    assert told == {"done": 1, "stops": 3, "failed": 1, "tickets": 1, "left": 2, "status": "running"}


def test_a_round_closes_once_every_open_stop_has_its_word(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    key = started(rounds)
    fail(program, rounds, key)
    found = rounds.detail(key)
    first, second = found.open_stops
    with pytest.raises(Invalid) as caught:
        rounds.close(key, found.version, {first.task_id: "道路封閉"})
    assert caught.value.field == f"stop:{second.task_id}"
    done = rounds.close(
        key, found.version, {first.task_id: "道路封閉", second.task_id: "借用人外出"}, "已回報"
    )
    closed = rounds.detail(key)
    assert (done.value, closed.state, closed.closed_on, closed.note) == (
        2,
        RoundState.CLOSED,
        TODAY,
        "已回報",
    )
    assert [stop.reason for stop in closed.stops if stop.status == "skipped"] == ["道路封閉", "借用人外出"]
    with pytest.raises(Invalid) as again:
        rounds.close(key, closed.version, {})
    assert again.value.code == "round.is_closed"
    program.services.history.undo(done.operation)
    assert len(rounds.detail(key).open_stops) == 2


def test_two_who_close_the_same_round_are_told_of_each_other(
    rounds: RoundService, office: dict[str, int]
) -> None:
    key = started(rounds)
    version = rounds.detail(key).version
    rounds.edit(key, version, title="山陀兒颱風防颱巡查")
    with pytest.raises(Conflict) as caught:
        rounds.close(key, version, {})
    assert caught.value.code == "round.moved_on"


def test_a_day_that_is_put_off_takes_the_open_stops_along(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    key = started(rounds)
    fail(program, rounds, key)
    later = TODAY + timedelta(days=4)
    rounds.edit(key, rounds.detail(key).version, due_on=later)
    with program.services.base.read() as session:
        days = {task.status: task.due_on for task in session.scalars(select(InspectionTask))}
    assert days == {"done": TODAY + timedelta(days=1), "planned": later}


def test_a_round_past_its_day_is_behind_and_one_that_is_walked_waits_for_its_closing(
    rounds: RoundService, office: dict[str, int], program: Program, clock: FixedClock
) -> None:
    key = started(rounds)
    clock.move(timedelta(days=3))
    assert rounds.detail(key).state is RoundState.BEHIND
    for stop in rounds.detail(key).stops:
        program.services.inspections.record(stop.task_id, stop.version, TODAY, "pass", "王志明")
    assert rounds.detail(key).state is RoundState.WALKED


def test_after_a_typhoon_each_stop_says_how_it_was_before(
    rounds: RoundService, office: dict[str, int], program: Program, clock: FixedClock
) -> None:
    before = started(rounds, new_event="山陀兒颱風")
    fail(program, rounds, before)
    clock.move(timedelta(days=2))
    events, proposed = rounds.events(recipe(rounds, "TYPHOON-AFTER"))
    assert [event.name for event in events] == ["E115-01　山陀兒颱風"]
    assert proposed == events[0].code
    after = rounds.detail(started(rounds, "TYPHOON-AFTER", event_id=proposed))
    assert [stop.before for stop in after.stops] == ["fail", "", ""]
    assert [(one.number, one.done, one.failed) for one in after.others] == [("R115-01", 1, 1)]
    assert rounds.events(recipe(rounds, "TYPHOON-AFTER"))[1] is None


def test_a_damage_event_that_goes_leaves_its_rounds(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    key = started(rounds, new_event="山陀兒颱風")
    event = rounds.detail(key).event_id
    assert event is not None
    program.services.damage.remove(event)
    assert rounds.detail(key).event_id is None


def test_names_are_said_in_english_too(rounds: RoundService, office: dict[str, int]) -> None:
    key = started(rounds)
    texts.use("en")
    found = rounds.detail(key)
    assert (found.title, found.recipe) == ("Typhoon warning round", "Typhoon warning round")
    assert found.stops[0].template == "Pumps and drains – before and after an event"


def test_a_round_is_found_by_its_number_and_its_title(
    rounds: RoundService, office: dict[str, int], program: Program
) -> None:
    key = started(rounds, title="山陀兒颱風防颱")
    for words in ("R115-01", "山陀兒"):
        hit = program.services.search.everything(words)[0]
        assert (hit.kind, hit.id) == ("round", key)


def test_a_recipe_no_longer_offered_is_not_proposed(rounds: RoundService, program: Program) -> None:
    with program.services.base.uow("test.made") as uow:
        uow.session.scalars(
            select(RoundRecipe).where(RoundRecipe.code == "EARTHQUAKE")
        ).one().is_active = False
        uow.commit(None)
    assert [choice.name for choice in rounds.recipes()] == [
        "颱風警報防颱巡查",
        "颱風後災損巡查",
        "登革熱警戒孳生源巡查",
    ]


def test_the_route_list_stands_on_paper_in_walking_order_with_room_to_write(
    rounds: RoundService, office: dict[str, int], program: Program, tmp_path: Path
) -> None:
    key = started(rounds, new_event="山陀兒颱風")
    fail(program, rounds, key)
    program.services.round_papers.write(key, tmp_path / "route.pdf")
    words = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "route.pdf").pages)
    assert words.index("抽水泵浦") < words.index("採光罩") < words.index("M101")
    assert "115-0001" in words
    assert "R115-01" in words
    assert "山陀兒颱風" in words
