"""Service life, cost to date and downtime of an asset, read and written by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from db.models import Asset, AssetDowntime, Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.asset_life import Costs, Hint
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Invalid
from tests.factories import Make

DAY = timedelta(days=1)


def repair(
    make: Make, asset: int, reported: date, cost: int | None, status: int = 80, serial: int = 1
) -> None:
    when = datetime(reported.year, reported.month, reported.day, 1, tzinfo=UTC)
    make._add(
        Ticket(
            number=f"T-{asset}-{serial}-{reported}",
            year=115,
            serial=1000 + serial + asset * 50,
            summary="x",
            asset_id=asset,
            place_id=make.site(),
            site_id=make.site(),
            trade_id=1,
            priority=3,
            status=status,
            is_open=status < 80,
            reported_at=when,
            reported_on=reported,
            due_at=when + DAY,
            cost_twd=cost,
        )
    )


@pytest.fixture
def pump(make: Make) -> int:
    """Ten years old of a life of ten, NT$100,000; repairs of the last three years 18,000, before 40,000."""
    asset = make.asset(
        "揚水泵浦",
        category="pump",
        in_service_on=date(2016, 11, 23),
        service_life_years=10,
        cost_twd=100_000,
    )
    rows = (
        (date(2019, 5, 1), 40_000, 80),
        (date(2025, 5, 1), 8_000, 80),
        (date(2026, 5, 1), 10_000, 70),
        (date(2026, 6, 1), 99_000, 95),  # cancelled: no repair
    )
    for serial, (day, cost, status) in enumerate(rows):
        repair(make, asset, day, cost, status, serial)
    return asset


def test_the_life_of_an_asset_is_worked_out_from_its_rows(program: Program, pump: int) -> None:
    life = program.services.asset_life.read(pump)
    assert life.costs == Costs(repairs=3, cost=58_000, costed=3)
    assert life.with_parts is None
    assert life.life.ends_on == date(2026, 11, 23)
    assert life.judgement.recent == Costs(2, 18_000, 2)
    assert (life.judgement.repairs_a_year, life.judgement.straight_line) == (6_000, 10_000)
    assert life.judgement.hint is Hint.REPLACE
    assert (life.down, life.available) == (None, None), "nothing was ever written down: not known"


def test_the_thresholds_are_data_of_the_office(program: Program, pump: int) -> None:
    program.services.reference.set_office({"asset_repair_percent": "61"})
    assert program.services.asset_life.read(pump).judgement.hint is Hint.WATCH
    for text in ("0", "1000", "60.5", "viel"):
        with pytest.raises(Invalid, match=r"office\.percent"):
            program.services.reference.set_office({"asset_repair_percent": text})


def test_the_years_of_the_category_stand_in_and_say_so(program: Program, make: Make) -> None:
    lift = program.services.asset_life.read(make.asset(category="elevator", acquired_on=date(2020, 1, 1)))
    assert (lift.life.years, lift.life.from_category, lift.life.ends_on) == (15, True, date(2035, 1, 1))
    assert lift.life.source
    assert lift.judgement.hint is Hint.UNKNOWN


def test_components_are_counted_in_beside_the_asset_itself(program: Program, make: Make, pump: int) -> None:
    motor = make.asset("馬達", parent_id=pump)
    repair(make, motor, date(2026, 2, 2), 500)
    repair(make, make.asset("軸封", parent_id=motor), date(2026, 2, 3), None)
    life = program.services.asset_life.read(pump)
    assert life.costs.cost == 58_000
    assert life.with_parts == Costs(repairs=5, cost=58_500, costed=4)


def test_only_finished_repairs_count(program: Program, make: Make) -> None:
    asset = make.asset("送風機", cost_twd=10_000)
    for serial, status in enumerate((10, 20, 30, 40, 50, 60, 70, 80, 90, 95)):
        repair(make, asset, date(2026, 5, 1), 100, status, serial)
    life = program.services.asset_life.read(asset)
    assert life.costs == Costs(repairs=3, cost=300, costed=3)
    assert life.judgement.recent == life.costs


def test_a_system_is_judged_with_its_components_too(program: Program, make: Make) -> None:
    system = make.asset("空調系統", in_service_on=date(2020, 11, 23), service_life_years=10)
    chiller = make.asset("冰水主機", parent_id=system, cost_twd=100_000)
    fan = make.asset("風機", parent_id=chiller, cost_twd=20_000)
    repair(make, chiller, date(2026, 2, 2), 30_000)
    repair(make, fan, date(2026, 2, 3), 6_000)
    repair(make, fan, date(2026, 2, 4), None, status=40, serial=2)
    life = program.services.asset_life.read(system)
    assert (life.parts, life.part_tickets, life.part_open) == ((chiller, fan), 3, 1)
    assert life.costs == Costs()
    assert life.with_parts == Costs(2, 36_000, 2)
    assert life.whole is not None
    assert life.whole.recent == Costs(2, 36_000, 2)
    assert life.whole.straight_line is None, "the system's own cost is not known: nor is that of the whole"
    with program.services.base.uow("test.cost") as uow:
        uow.get(Asset, system).cost_twd = 0
        uow.commit(None)
    whole = program.services.asset_life.read(system).whole
    assert whole is not None
    assert (whole.repairs_a_year, whole.straight_line) == (12_000, 12_000)
    assert whole.repair_percent == 100
    assert whole.hint is Hint.WATCH
    assert program.services.asset_life.read(fan).whole is None


def test_downtime_is_written_ended_and_taken_back_by_hand(
    program: Program, make: Make, clock: FixedClock
) -> None:
    service, asset = program.services.asset_life, make.asset("客梯", in_service_on=date(2020, 1, 1))
    now = clock.now()
    first = service.add_downtime(asset, now - 10 * DAY, now - 9 * DAY, "鋼索更換").value
    service.add_downtime(asset, now - 9.5 * DAY, now - 8 * DAY)
    opened = service.add_downtime(asset, now - DAY, None, "控制板故障").value
    life = service.read(asset)
    assert life.down == 3 * 24 * 60
    assert life.available == Decimal("99.18")  # 362 of 365 days
    assert [row.minutes for row in life.downtimes] == [1440, 2160, 1440]
    with pytest.raises(Invalid, match=r"downtime\.already_open"):
        service.add_downtime(asset, now - DAY)
    ended = service.end_downtime(opened, now - 0.5 * DAY)
    assert service.read(asset).down == 2.5 * 24 * 60
    with pytest.raises(Conflict, match=r"downtime\.already_ended"):
        service.end_downtime(opened)
    program.services.history.undo(ended.operation)
    assert service.read(asset).downtimes[0].until_at is None
    service.remove_downtime(first)
    assert len(service.read(asset).downtimes) == 2


@pytest.mark.parametrize(
    ("start", "end", "code", "field"),
    [
        (1, None, "downtime.in_future", "from_at"),
        (-2, 1, "downtime.in_future", "until_at"),
        (-2, -3, "downtime.ends_first", "until_at"),
        (-2, -2, "downtime.ends_first", "until_at"),
    ],
)
def test_a_downtime_that_makes_no_sense_is_refused(
    program: Program, make: Make, clock: FixedClock, start: int, end: int | None, code: str, field: str
) -> None:
    until = None if end is None else clock.now() + end * DAY
    with pytest.raises(Invalid) as refused:
        program.services.asset_life.add_downtime(make.asset(), clock.now() + start * DAY, until)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_downtime_of_a_ticket_stays_with_its_ticket(
    program: Program, make: Make, clock: FixedClock
) -> None:
    asset = make.asset()
    ticket = make.ticket(asset=asset)
    row = make._add(AssetDowntime(asset_id=asset, ticket_id=ticket.id, from_at=clock.now() - DAY))
    with pytest.raises(Invalid, match=r"downtime\.of_ticket"):
        program.services.asset_life.remove_downtime(row)
    assert program.services.asset_life.read(asset).downtimes[0].ticket_number == ticket.number


def test_an_asset_in_service_for_half_a_year_is_judged_by_that_half(
    program: Program, make: Make, clock: FixedClock
) -> None:
    asset = make.asset(in_service_on=(clock.now() - 100 * DAY).date())
    program.services.asset_life.add_downtime(asset, clock.now() - 50 * DAY, clock.now() - 40 * DAY)
    life = program.services.asset_life.read(asset)
    assert 100 <= (life.end_at - life.start_at) / DAY < 101
    assert life.available is not None
    assert Decimal("89.9") < life.available < Decimal("90.2")
