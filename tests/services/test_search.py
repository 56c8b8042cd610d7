"""Search over everything."""

from datetime import date

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.project_rows import NewEvent, NewProject
from tests.factories import Make


def kinds(program: Program, text: str) -> list[str]:
    return [hit.kind for hit in program.services.search.everything(text)]


def test_every_kind_is_found_by_a_part_of_its_name(program: Program, make: Make) -> None:
    lift = make.asset("東側客梯")
    make.ticket("東側客梯關門異常", asset=lift)
    make.place("東側機房", parent=make.site())
    make.vendor("東側電梯行")
    make.agreement(make.unit("M101", resident_label="東方朔"), "東方朔")
    make.contract(lift, until=date(2027, 1, 1), vendor=make.vendor("大東側工程"))
    make.task(due=date(2026, 12, 1), asset=lift, title="東側月檢")

    found = kinds(program, "東")

    assert set(found) == {"ticket", "asset", "place", "vendor", "person", "unit", "contract", "task"}


def test_a_whole_number_comes_first(program: Program, make: Make) -> None:
    ticket = make.ticket("A-7 旁漏水")
    asset = make.asset("A-7")
    make.asset("A-70")
    hits = program.services.search.everything("A-7")
    assert (hits[0].kind, hits[0].id) == ("asset", asset)
    assert program.services.search.everything(ticket.number)[0].id == ticket.id


@pytest.mark.parametrize("text", ["臺電", "台電"])
def test_both_ways_to_write_taiwan_are_one(program: Program, make: Make, text: str) -> None:
    make.vendor("臺電工程")
    make.vendor("台電材料")
    assert kinds(program, text) == ["vendor", "vendor"]


def test_every_word_must_be_found_and_signs_are_only_signs(program: Program, make: Make) -> None:
    make.asset("客梯 1 號")
    assert kinds(program, "客梯 四維") == ["asset"]
    assert kinds(program, "客梯 鳳山") == []
    for text in ("", "  ", "%", "_", "'", '"', "*", "NEAR("):
        assert kinds(program, text) == []


def test_hits_are_capped(program: Program, make: Make) -> None:
    for number in range(12):
        make.vendor(f"廠商 {number}")
    assert len(program.services.search.everything("廠商")) == 8
    assert len(program.services.search.everything("廠商", limit=3)) == 3


def test_works_and_events_are_found_by_a_part_of_their_name(program: Program, make: Make) -> None:
    services = program.services
    services.projects.create(NewProject("採光罩重建工程", "works", make.site()))
    services.damage.create(NewEvent("莫蘭蒂颱風", "typhoon", occurred_text="105 年 9 月"))
    assert kinds(program, "採光罩") == ["project"]
    assert kinds(program, "莫蘭蒂") == ["event"]


def test_residents_are_named_as_on_the_rack_for_who_may_not_see_borrowers(
    program: Program, make: Make
) -> None:
    make.agreement(make.unit("M103", resident_label="王大明"), "王大明")
    make.unit("M104", resident_label="漁業署", status="provided")
    for role, unit, person in (("engineer", "王○明", "王○明"), ("dormitory", "王大明", "王大明")):
        program.services.base.act_as(make.user(role_id=make.role(role)))
        everything = program.services.search.everything
        assert [(hit.kind, hit.detail) for hit in everything("M103")] == [("unit", unit)]
        assert [hit.title for hit in everything("大明") if hit.kind == "person"] == [person]
        assert [hit.detail for hit in everything("M104")] == ["漁業署"], "an agency is no person"


def test_people_come_before_repairs_that_only_they_reported_and_those_say_so(
    program: Program, make: Make
) -> None:
    make.agreement(make.unit("M103"), "王大明")
    site = make.site()
    reported = [make.ticket("漏水", place_id=site, requester="王大明 分機 12").id for _ in range(2)]
    told = make.ticket("燈不亮", place_id=site, description="王大明借住處").id
    shown = make.ticket("王大明住處漏水", place_id=site).id

    hits = program.services.search.everything("大明")

    assert [(hit.kind, hit.id) for hit in hits if hit.kind in ("ticket", "person")] == [
        ("ticket", shown),
        ("person", next(hit.id for hit in hits if hit.kind == "person")),
        ("ticket", told),
        *(("ticket", one) for one in reversed(reported)),
    ]
    assert "報修人" not in hits[0].detail
    assert [hit.detail.split("　")[-1] for hit in hits if hit.id in reported and hit.kind == "ticket"] == [
        "報修人：王大明 分機 12"
    ] * 2
    assert next(hit.detail for hit in hits if (hit.kind, hit.id) == ("ticket", told)).endswith("於說明內文中")
