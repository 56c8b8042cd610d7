"""The register of breeding places: spots in walking order, visits with their counts, and what comes of them."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import select

from db.models import PatrolSpot, PatrolVisit
from facilities_app.bootstrap import Program
from facilities_app.domain import patrols as rules
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.lateness import item_tone
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.patrols import RouteMonth, SpotDraft, SpotState, VisitDraft
from facilities_app.services.patrols import PatrolService
from tests.factories import Make

TODAY = date(2026, 11, 23)
LISTED = date(2026, 1, 5)


@pytest.fixture
def patrols(program: Program) -> PatrolService:
    return program.services.patrols


@pytest.fixture
def spot(patrols: PatrolService, make: Make) -> int:
    return put(patrols, make, "屋頂天溝")


def put(patrols: PatrolService, make: Make, name: str, route: str = "四維線") -> int:
    return patrols.add(SpotDraft(name, make.site(), "gutter", route, LISTED)).value


def visit(day: date = TODAY, containers: int = 0, positive: int = 0, **more: str) -> VisitDraft:
    given = {"visited_by": "王志明", "finding": "盆栽水盤，已倒除" if positive else "", **more}
    return VisitDraft(day, containers, positive, **given)


def test_a_spot_is_numbered_and_stands_at_the_end_of_its_route(patrols: PatrolService, make: Make) -> None:
    for name in ("天溝", "集水井"):
        put(patrols, make, name)
    put(patrols, make, "花圃", "鳳山線")
    assert [(row.code, row.name, row.position) for row in patrols.walk("四維線")] == [
        ("M001", "天溝", 1),
        ("M002", "集水井", 2),
    ]
    assert patrols.routes() == ("四維線", "鳳山線")
    assert patrols.walk("鳳山線")[0].position == 1


def test_a_route_is_walked_in_the_order_it_is_given_and_undo_gives_the_old_one(
    patrols: PatrolService, make: Make, program: Program
) -> None:
    ids = [put(patrols, make, name) for name in "甲乙丙"]
    done = patrols.reorder("四維線", [ids[2], ids[0], ids[1]])
    assert [row.name for row in patrols.walk("四維線")] == ["丙", "甲", "乙"]
    source = program.services.lists["patrol_spots"]
    assert [row[source.info.index("name")] for row in source.page(ListQuery(), 0, 5)] == ["丙", "甲", "乙"]
    program.services.history.undo(done.operation)
    assert [row.name for row in patrols.walk("四維線")] == ["甲", "乙", "丙"]


def test_a_spot_is_found_by_its_number_and_name(spot: int, program: Program) -> None:
    for words in ("M001", "天溝"):
        assert [(hit.kind, hit.id) for hit in program.services.search.everything(words)] == [
            ("patrol_spot", spot)
        ]


def test_an_order_that_lacks_a_spot_is_refused(patrols: PatrolService, make: Make) -> None:
    ids = [put(patrols, make, name) for name in "甲乙"]
    with pytest.raises(Conflict) as caught:
        patrols.reorder("四維線", ids[:1])
    assert caught.value.code == "patrol.route_moved_on"


def test_a_spot_that_changes_its_route_goes_to_the_end_of_the_other(
    patrols: PatrolService, make: Make
) -> None:
    first = put(patrols, make, "甲")
    put(patrols, make, "乙", "鳳山線")
    row = patrols.spot(first)
    patrols.edit(first, row.version, SpotDraft("甲", row.place_id, row.kind, "鳳山線", row.listed_on))
    assert [one.name for one in patrols.walk("鳳山線")] == ["乙", "甲"]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (SpotDraft("", 1), "patrol.needs_name"),
        (SpotDraft("甲", None), "patrol.needs_place"),
        (SpotDraft("甲", 99), "place.gone"),
        (SpotDraft("甲", 1, "lake"), "reference.no_such_value"),
        (SpotDraft("甲", 1, "drain", "", TODAY + timedelta(days=1)), "patrol.listed_in_future"),
        (SpotDraft("甲", 1, "drain", "", LISTED, "", "M001"), "patrol.code_taken"),
        (SpotDraft("字" * 121, 1), "round.too_long"),
    ],
)
def test_what_cannot_be_a_spot_is_said(
    patrols: PatrolService, spot: int, draft: SpotDraft, code: str
) -> None:
    with pytest.raises((Invalid, NotFound)) as caught:
        patrols.add(draft)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (visit(containers=2, positive=3), "patrol.more_positive", "positive"),
        (visit(TODAY + timedelta(days=1)), "patrol.in_future", "visited_on"),
        (visit(LISTED - timedelta(days=1)), "patrol.before_listed", "visited_on"),
        (visit(containers=-1), "patrol.bad_count", "containers"),
        (visit(containers=10_000), "patrol.bad_count", "containers"),
        (visit(visited_by=" "), "patrol.needs_visitor", "visited_by"),
        (visit(containers=2, positive=1, finding=""), "patrol.needs_finding", "finding"),
    ],
)
def test_what_cannot_be_a_visit_is_said_beside_its_field(
    patrols: PatrolService, spot: int, draft: VisitDraft, code: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        patrols.record(spot, draft)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert patrols.visits(spot) == ()


def test_the_same_day_twice_is_refused_and_the_visit_corrected_instead(
    patrols: PatrolService, spot: int, program: Program
) -> None:
    key = patrols.record(spot, visit(containers=3)).value
    with pytest.raises(Invalid) as caught:
        patrols.record(spot, visit(containers=4))
    assert caught.value.code == "patrol.same_day"
    done = patrols.correct(key, patrols.visits(spot)[0].version, visit(containers=4, positive=1))
    assert [(row.containers, row.positive) for row in patrols.visits(spot)] == [(4, 1)]
    with pytest.raises(Conflict):
        patrols.correct(key, 1, visit())
    program.services.history.undo(done.operation)
    assert patrols.visits(spot)[0].containers == 3


def test_a_visit_entered_by_mistake_goes_and_comes_back(
    patrols: PatrolService, spot: int, program: Program
) -> None:
    key = patrols.record(spot, visit()).value
    done = patrols.remove_visit(key)
    assert patrols.visits(spot) == ()
    program.services.history.undo(done.operation)
    assert [row.id for row in patrols.visits(spot)] == [key]


def test_a_spot_taken_off_keeps_its_visits_and_takes_no_more(patrols: PatrolService, spot: int) -> None:
    patrols.record(spot, visit())
    patrols.list_off(spot, patrols.spot(spot).version)
    assert patrols.spot(spot).state is SpotState.OFF
    with pytest.raises(Invalid) as caught:
        patrols.record(spot, visit(TODAY - timedelta(days=1)))
    assert caught.value.code == "patrol.not_listed"
    assert patrols.routes() == ()
    patrols.list_off(spot, patrols.spot(spot).version, active=True)
    assert len(patrols.visits(spot)) == 1


def test_a_finding_becomes_a_repair_once(patrols: PatrolService, spot: int, program: Program) -> None:
    clean = patrols.record(spot, visit(TODAY - timedelta(days=7))).value
    with pytest.raises(Invalid) as nothing:
        patrols.log_ticket(clean)
    assert nothing.value.code == "patrol.nothing_found"
    key = patrols.record(spot, visit(containers=2, positive=1, finding="天溝淤積\n需清淤")).value
    made = patrols.log_ticket(key).value
    ticket = program.services.tickets.detail(made.id)
    assert (ticket.summary, ticket.number) == ("屋頂天溝：天溝淤積", made.number)
    assert patrols.visits(spot)[0].ticket == (made.id, made.number)
    with pytest.raises(Invalid) as again:
        patrols.log_ticket(key)
    assert again.value.code == "patrol.has_ticket"


def test_vacant_and_recovered_units_join_the_register_once(
    patrols: PatrolService, make: Make, program: Program
) -> None:
    for code, status in (("Q01", "vacant"), ("Q02", "in_use"), ("Q03", "recovered")):
        make.unit(code, status=status)
    done = patrols.add_vacant("宿舍線")
    assert [(row.name, row.kind, row.unit) for row in patrols.walk("宿舍線")] == [
        ("Q01", "vacant_unit", "vacant"),
        ("Q03", "vacant_unit", "recovered"),
    ]
    assert done.value == 2
    with pytest.raises(Invalid) as caught:
        patrols.add_vacant("宿舍線")
    assert caught.value.code == "patrol.no_vacant"
    program.services.history.undo(done.operation)
    assert patrols.walk("宿舍線") == ()


def test_a_spot_is_behind_once_its_period_is_over_and_the_period_is_the_offices_own(
    patrols: PatrolService, spot: int, program: Program, clock: FixedClock
) -> None:
    assert patrols.spot(spot).state is SpotState.NEVER
    patrols.record(spot, visit(TODAY))
    source = program.services.lists["patrol_spots"]
    due = next(view for view in source.info.presets if view.key == "due").query
    for days, state in ((7, SpotState.VISITED), (1, SpotState.DUE)):
        clock.move(timedelta(days=days))
        assert patrols.spot(spot).state is state
        assert source.page(ListQuery(), 0, 1)[0][source.info.index("status")] == state.value
        assert source.count(due) == (state is SpotState.DUE)
    program.services.reference.set_office({"patrol_days": "30"})
    assert patrols.spot(spot).state is SpotState.VISITED
    assert source.count(due) == 0
    for wrong in ("0", "weekly", "1000"):
        with pytest.raises(Invalid) as caught:
            program.services.reference.set_office({"patrol_days": wrong})
        assert caught.value.code == "office.patrol_days"


def test_a_route_not_visited_in_time_is_reminded_of_in_amber(
    patrols: PatrolService, make: Make, program: Program, clock: FixedClock
) -> None:
    for name in "甲乙":
        patrols.record(put(patrols, make, name), visit(TODAY))
    put(patrols, make, "丙", "鳳山線")  # listed in January, never visited

    def due() -> list[tuple[str, date, str]]:
        today = program.services.clock.today()
        found = [one for one in program.services.reminders.due() if one.kind == "patrol"]
        return [(one.number, one.due_on, item_tone(one, today)) for one in found]

    assert due() == [("1", LISTED + timedelta(days=7), "amber")]
    clock.move(timedelta(days=8))
    assert sorted(due()) == [
        ("1", LISTED + timedelta(days=7), "amber"),
        ("2", TODAY + timedelta(days=7), "amber"),
    ]
    titles = [one.title for one in program.services.reminders.due() if one.kind == "patrol"]
    assert "四維線有孳生源列管處逾週期未巡" in titles
    assert [line.item.kind for line in program.services.inbox.read()] == ["patrol", "patrol"]


def test_an_empty_unit_whose_patrol_is_behind_is_flagged_on_the_rack(
    patrols: PatrolService, make: Make, program: Program, clock: FixedClock
) -> None:
    make.unit("Q01", status="vacant")
    patrols.add_vacant("宿舍線")

    def flags() -> tuple[str, ...]:
        return program.services.dormitories.rack()[0].flags

    assert flags() == ()
    clock.move(timedelta(days=8))
    assert flags() == ("patrol",)
    patrols.record(patrols.walk("宿舍線")[0].id, visit(TODAY + timedelta(days=8)))
    assert flags() == ()


def test_figures_count_larvae_among_water_by_route_and_month(
    patrols: PatrolService, make: Make, spot: int, tmp_path: Path, program: Program
) -> None:
    patrols.record(spot, visit(date(2026, 10, 30), 4, 1))
    patrols.record(spot, visit(date(2026, 11, 6), 5, 0))
    patrols.record(put(patrols, make, "集水井"), visit(date(2026, 11, 6), 3, 2))
    found = {(row.route, row.month): row for row in patrols.figures(3)}
    assert found["四維線", date(2026, 11, 1)] == RouteMonth("四維線", date(2026, 11, 1), 2, 8, 2)
    assert found["四維線", date(2026, 11, 1)].rate == 25
    assert found["四維線", date(2026, 9, 1)].rate is None
    program.services.patrol_papers.write(tmp_path / "rates.xlsx")
    sheet = load_workbook(tmp_path / "rates.xlsx").worksheets[0]
    words = [str(cell.value) for row in sheet.rows for cell in row]
    assert "115/11" in words
    assert "25.0" in words or "25" in words


def test_register_and_visits_are_exported_as_lists(
    patrols: PatrolService, spot: int, program: Program, tmp_path: Path
) -> None:
    patrols.record(spot, visit(containers=3, positive=1))
    for code in ("patrol_spots", "patrol_visits"):
        for ending in (".xlsx", ".pdf", ".csv"):
            out = tmp_path / f"{code}{ending}"
            assert program.services.exports.write_list(code, ListQuery(), out).rows == 1
    text = (tmp_path / "patrol_visits.csv").read_text(encoding="utf-8-sig")
    assert "盆栽水盤，已倒除" in text
    assert "四維線" in text


def test_a_visit_takes_photos(patrols: PatrolService, spot: int, program: Program) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "PNG")
    key = patrols.record(spot, visit()).value
    program.services.attachments.add_image("patrol_visits", key, picture.getvalue())
    assert len(patrols.visits(spot)[0].photos) == 1


def test_months_go_back_over_the_new_year() -> None:
    assert rules.months_before(date(2026, 2, 14), 3) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_the_demo_office_walks_three_routes_and_has_gone_two_typhoons(demo: Program) -> None:
    patrols = demo.services.patrols
    assert set(patrols.routes()) == {"四維線", "宿舍線", "鳳山線"}
    with demo.services.base.read() as session:
        spots = list(session.scalars(select(PatrolSpot)))
        visits = list(session.scalars(select(PatrolVisit)))
    assert len(spots) == 21
    assert len(visits) > 400
    assert all(spot.is_demo for spot in spots)
    assert all(row.is_demo for row in visits)
    assert all(row.positive <= row.containers and row.visited_on <= TODAY for row in visits)
    source = demo.services.lists["rounds"]
    kinds = [row[source.info.index("kind")] for row in source.page(ListQuery(), 0, 20)]
    assert sorted(kinds) == sorted(["typhoon_before", "typhoon_after"] * 2 + ["earthquake", "dengue"])
    number = source.page(ListQuery(search="颱風乙災後"), 0, 1)[0][source.info.index("number")]
    after = demo.services.rounds.detail(demo.services.rounds.find(number))
    assert [one.event_kind for one in after.others] == ["typhoon_before"]
    assert any(stop.before for stop in after.stops)
    assert after.failed > 0
