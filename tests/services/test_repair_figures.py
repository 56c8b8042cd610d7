"""Figures against hand-computed cases, kept as a table that can be checked with pencil and paper."""

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from db.models import Ticket
from db.queries import repair_figures
from db.queries.repair_figures import RepairSums
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import TAIPEI, FixedClock
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Invalid
from facilities_app.domain.figure_words import (
    against,
    definitions,
    on_time_detail,
    response_detail,
    sentence,
    share_answered,
)
from facilities_app.domain.figures import By, Figures, Responses, Sums
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.periods import Period
from facilities_app.services import repair_figures as service
from facilities_app.services.repair_reading import COLUMNS
from resources import texts
from tests.factories import Make

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))

# 2026-03-02 is a Monday. Offices work 8–12 and 13–17. Now is 115/11/23 09:00.
CASES = """
asset trade vendor priority status reported     finished     due          cost    # hours worked; what it is
lift  6     A      1        80     02-20T09:00  02-20T11:00  02-21T17:00  900     # February: makes the next a repeat
lift  6     A      1        80     03-02T09:00  03-02T11:00  03-02T17:00  1000    #  2; kept; repeat (10 days)
lift  6     A      2        70     03-20T16:00  03-23T09:00  03-20T17:00  -       #  2; late; repeat (18 days)
pump  1     B      3        60     03-04T11:00  03-04T14:00  03-06T17:00  0       #  2; kept; its cost is known: nothing
pump  1     -      3        80     03-31T08:00  04-01T12:00  04-02T17:00  500     # 12; kept; repeat (27 days)
-     2     -      3        80     03-05T09:00  -            03-06T17:00  -       # unknown: nobody wrote its finish
-     2     -      4        30     03-06T09:00  -            03-10T17:00  -       # overdue
-     2     B      4        40     03-09T09:00  -            12-31T17:00  -       # running
lift  6     -      3        95     03-10T09:00  -            03-11T17:00  -       # cancelled: no fault
fan   5     -      3        90     03-11T09:00  -            03-12T17:00  -       # sent back: no fault
fan   5     A      3        80     04-01T09:00  04-01T10:00  04-02T17:00  70      # after March
"""


def moment(written: str) -> datetime | None:
    return None if written == "-" else datetime.fromisoformat(f"2026-{written}:00").replace(tzinfo=TAIPEI)


@pytest.fixture
def office(program: Program, make: Make) -> Program:
    """An office with the cases of the table, in two centres: assets stand in the second."""
    return fill(program, make)


def fill(program: Program, make: Make) -> Program:
    centre, second = make.place("四維行政中心"), make.place("鳳山行政中心")
    assets = {name: make.asset(name, place=second, code=name.upper()) for name in ("lift", "pump", "fan")}
    vendors = {name: make.vendor(f"廠商{name}") for name in "AB"}
    for serial, line in enumerate(CASES.strip().splitlines()[1:], 1):
        asset, trade, vendor, priority, status, reported, finished, due, cost = line.split("#")[0].split()
        when = moment(reported)
        assert when is not None
        make._add(
            Ticket(
                number=f"115-{serial:04d}",
                year=115,
                serial=serial,
                summary=line.partition("#")[2].strip(),
                asset_id=assets.get(asset),
                place_id=second if asset in assets else centre,
                site_id=second if asset in assets else centre,
                trade_id=int(trade),
                vendor_id=vendors.get(vendor),
                priority=int(priority),
                status=int(status),
                is_open=int(status) < 80,
                reported_at=when,
                reported_on=when.date(),
                due_at=moment(due),
                finished_at=moment(finished),
                cost_twd=None if cost == "-" else int(cost),
            )
        )
    return program


def test_the_sums_of_march_are_those_of_the_table(office: Program) -> None:
    march = office.services.figures.read(MARCH)
    assert march.working
    assert march.total == Sums(
        cases=9,
        kept=3,
        late=1,
        overdue=1,
        running=1,
        unknown=1,
        dropped=2,
        minutes=(2 + 2 + 2 + 12) * 60,
        cost=1500,
        costed=3,
    )
    assert march.total.share_on_time == Decimal("60.0")  # 3 of 3 + 1 + 1
    assert march.total.mean_hours == Decimal("4.5")
    assert march.median_hours == Decimal("2.0")
    assert march.total.uncosted == 6
    assert on_time_detail(march) == "5 件中 3 件準時，期限未到 1 件，不明 1 件，退件取消 2 件"


def test_faults_are_told_from_cases_and_repeats_look_back_before_the_period(office: Program) -> None:
    faults = office.services.figures.read(MARCH).faults
    rows = {row.name: (row.faults, row.repeats, row.days_between) for row in faults.busiest}
    assert rows == {
        "lift LIFT": (2, 2, Decimal("18.0")),  # 3/2 (after 2/20) and 3/20; the cancelled one is none
        "pump PUMP": (2, 1, Decimal("27.0")),
    }
    assert (faults.assets, faults.faults, faults.repeats) == (2, 4, 3)
    assert faults.days_between == Decimal("22.5")
    april = office.services.figures.read(Period(date(2026, 4, 1), date(2026, 4, 30))).faults
    assert [(row.faults, row.days_between) for row in april.busiest] == [(1, None)]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        (By.TRADE, {"水電": 2, "土木": 3, "空調": 1, "電梯": 3}),
        (By.SITE, {"四維行政中心": 3, "鳳山行政中心": 6}),
        (By.PLACE, {"鳳山行政中心": 6, "四維行政中心": 3}),
        (By.VENDOR, {"廠商A": 2, "廠商B": 2, "自辦或未派廠商": 5}),
        (By.ASSET, {"lift LIFT": 3, "pump PUMP": 2, "fan FAN": 1, "未指定設備": 3}),
        (By.PRIORITY, {"緊急": 1, "高": 1, "中": 5, "低": 2}),
        (By.MONTH, {"2026-03-01": 9}),
    ],
)
def test_the_cases_told_apart(office: Program, by: By, rows: dict[str, int]) -> None:
    march = office.services.figures.read(MARCH, by)
    assert {row.name: row.sums.cases for row in march.rows} == rows
    assert sum((row.sums for row in march.rows), Sums()) == march.total


# What the table says of March when its cases are told apart; － is not known, and never 0.
APART = """
by       name            cases share mean cost without_cost
trade    水電            2     100.0 7.0  500  0   # 2 and 12 hours; 0 and 500
trade    土木            3     0.0   －   －   3   # one overdue, one running, one unknown
trade    空調            1     －    －   －   1   # sent back
trade    電梯            3     50.0  2.0  1000 2
site     四維行政中心    3     0.0   －   －   3
site     鳳山行政中心    6     75.0  4.5  1500 3   # (2 + 2 + 2 + 12) / 4
place    四維行政中心    3     0.0   －   －   3
place    鳳山行政中心    6     75.0  4.5  1500 3
vendor   廠商A           2     50.0  2.0  1000 1
vendor   廠商B           2     100.0 2.0  0    1   # its repair is known to have cost nothing
vendor   自辦或未派廠商  5     50.0  12.0 500  4
asset    lift_LIFT       3     50.0  2.0  1000 2
asset    pump_PUMP       2     100.0 7.0  500  0
asset    fan_FAN         1     －    －   －   1
asset    未指定設備      3     0.0   －   －   3
priority 緊急            1     100.0 2.0  1000 0
priority 高              1     0.0   2.0  －   1
priority 中              5     100.0 7.0  500  3
priority 低              2     0.0   －   －   2
"""

# And month by month over February to April.
MONTHS = """
by    name       cases share mean cost without_cost
month 2026-02-01 1     100.0 0.0  900  0     # on 2/20, in the New Year's holidays: no working hour passed
month 2026-03-01 9     60.0  4.5  1500 6
month 2026-04-01 1     100.0 1.0  70   0
"""


def told_apart(table: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in table.strip().splitlines()[1:]:
        by, name, *cells = line.split("#")[0].split()
        found.setdefault(by, {})[name.replace("_", " ")] = tuple(cells)
    return found


def as_told(figures: Figures) -> dict[str, tuple[str, ...]]:
    def known(value: object) -> str:
        return "－" if value is None else str(value)

    return {
        row.name: (
            str(row.sums.cases),
            known(row.sums.share_on_time),
            known(row.sums.mean_hours),
            known(row.sums.known_cost),
            str(row.sums.uncosted),
        )
        for row in figures.rows
    }


@pytest.mark.parametrize("by", told_apart(APART))
def test_share_hours_and_cost_of_each_row_are_those_of_the_table(office: Program, by: str) -> None:
    assert as_told(office.services.figures.read(MARCH, By(by))) == told_apart(APART)[by]


def test_months_tell_their_own_share_hours_and_cost(office: Program) -> None:
    spring = office.services.figures.read(Period(date(2026, 2, 1), date(2026, 4, 30)), By.MONTH)
    assert as_told(spring) == told_apart(MONTHS)["month"]


# Reported so long before 115/11/23, and where it stands: what is open counts in one age, the rest in none.
AGES = """
days status counts
0    10     d3
3    20     d3      # the third day still counts
4    30     d7
7    50     d7      # on hold is open
8    40     d14
14   60     d14     # done, but not closed
15   40     d30
30   40     d30
31   40     older
400  70     older
2    80     -       # closed
40   90     -       # sent back
"""


def test_open_cases_by_age_are_those_of_the_table(program: Program, make: Make, clock: FixedClock) -> None:
    place, now = make.place("四維行政中心"), clock.now()
    lines = [line.split("#")[0].split() for line in AGES.strip().splitlines()[1:]]
    for serial, (days, status, _counts) in enumerate(lines, 1):
        reported = now - timedelta(days=int(days))
        make._add(
            Ticket(
                number=f"115-{serial:04d}", year=115, serial=serial, summary="漏水", place_id=place,
                site_id=place, trade_id=1, priority=3, status=int(status), is_open=int(status) < 80,
                reported_at=reported, reported_on=reported.astimezone(TAIPEI).date(), due_at=now,
            )
        )  # fmt: skip
    ages = dict(program.services.figures.read(MARCH).ages)
    assert ages == {name: sum(line[2] == name for line in lines) for name in ages}
    assert ages == {"d3": 2, "d7": 2, "d14": 2, "d30": 2, "older": 2}


def test_the_343_by_centre_and_trade_are_a_count_of_the_rows_themselves(
    demo: Program, report: Figures
) -> None:
    edges = (Condition("reported", "from", ("2017-02-16",)), Condition("reported", "to", ("2017-07-31",)))
    source = demo.services.lists["tickets"]
    counted = {}
    for trade in report.trades:
        for site in report.sites:
            pair = (Condition("trade", "in", (trade.key,)), Condition("site", "in", (site.key,)))
            counted[trade.key, site.key] = source.count(ListQuery(conditions=(*edges, *pair)))
    assert counted == report.by_site
    assert (len(report.sites), len(report.trades), sum(counted.values())) == (2, 6, 343)
    assert [row.sums.cases for row in report.sites] == [
        sum(counted[trade.key, site.key] for trade in report.trades) for site in report.sites
    ]


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize(
    "period", [MARCH, Period.of_year(2026), Period(date(2026, 3, 5), date(2026, 3, 9))], ids=str
)
def test_rows_add_up_to_the_total_however_they_are_told_apart(
    office: Program, by: By, period: Period
) -> None:
    shown = office.services.figures.read(period, by)
    assert sum((row.sums for row in shown.rows), Sums()) == shown.total
    for row in shown.rows:
        one = row.sums
        judged = (one.kept, one.late, one.overdue, one.running, one.unknown, one.dropped)
        assert sum(judged) == one.cases, "each case has exactly one outcome"


@pytest.mark.parametrize("by", By)
def test_calendar_hours_are_used_and_named_when_working_hours_are_too_many(
    office: Program, monkeypatch: pytest.MonkeyPatch, by: By
) -> None:
    monkeypatch.setattr(service, "WORKING_LIMIT", 0)
    march = office.services.figures.read(MARCH, by)
    assert not march.working
    assert march.total.minutes == (2 + 65 + 3 + 28) * 60
    assert march.median_hours == Decimal("15.5")  # of 2, 3, 28 and 65
    assert "日曆時數" in definitions(march)["repair_time"]
    assert sum((row.sums for row in march.rows), Sums()) == march.total


def test_the_median_is_found_by_narrowing_too(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair_figures, "NARROW_FROM", 0)
    with office.services.base.read() as session:
        sums = RepairSums(session)
        for period in (MARCH, Period.of_year(2026), Period(date(2026, 3, 2), date(2026, 3, 4))):
            cases = sums.finished_cases(period)
            minutes = sorted(int((c.finished_at - c.reported_at).total_seconds()) // 60 for c in cases)
            middle = minutes[(len(minutes) - 1) // 2 : len(minutes) // 2 + 1]
            assert sums.median_minutes(period, sums.total(period)) == middle


def test_what_was_not_finished_in_time_turns_overdue_as_time_passes(
    office: Program, clock: FixedClock
) -> None:
    before = office.services.figures.read(MARCH).total
    due = moment("12-31T17:00")
    assert due is not None
    clock.move(due - clock.now())
    assert office.services.figures.read(MARCH).total == before, "due this very minute is not late"
    clock.move(timedelta(minutes=1))
    after = office.services.figures.read(MARCH).total
    assert (after.overdue, after.running) == (before.overdue + 1, before.running - 1)


def test_the_period_before_is_read_with_the_same_clock(office: Program) -> None:
    april = office.services.figures.read(Period(date(2026, 4, 1), date(2026, 4, 30)))
    assert april.before == MARCH
    assert april.earlier == office.services.figures.read(MARCH).total


def test_a_time_before_any_record_is_not_known_and_never_nothing(office: Program) -> None:
    march = office.services.figures.read(MARCH)
    assert march.before == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert against(march, "cases") == "+8"  # the lift's of 2/20 was recorded
    february = office.services.figures.read(Period(date(2026, 2, 1), date(2026, 2, 28)))
    assert february.earlier is None
    assert [against(february, name) for name in ("cases", "share_on_time", "mean_hours", "known_cost")] == [
        "－"
    ] * 4
    assert set(office.services.figures.plain(february)["before"].values()) == {
        "2026-01-01",
        "2026-01-31",
        None,
    }


def test_a_period_without_cases_knows_nothing_and_says_so(office: Program) -> None:
    empty = office.services.figures.read(Period.of_year(2020))
    assert empty.total == Sums()
    assert (empty.total.share_on_time, empty.total.mean_hours, empty.total.known_cost) == (None, None, None)
    assert empty.median_hours is None
    assert empty.rows == ()
    assert sentence(empty) == "本期無報修案件。"


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ((Condition("outcome", "in", ("kept", "now")),), 3),
        ((Condition("outcome", "in", ("late", "now")),), 1),
        ((Condition("outcome", "in", ("overdue", "now")),), 1),
        ((Condition("outcome", "in", ("missed", "now")),), 2),
        ((Condition("outcome", "in", ("finished", "now")),), 4),
        ((Condition("outcome", "in", ("judged", "now")),), 5),
        ((Condition("outcome", "in", ("running", "now")),), 1),
        ((Condition("outcome", "in", ("unknown", "now")),), 1),
        ((Condition("outcome", "in", ("dropped", "now")),), 2),
        ((Condition("cost", "empty"),), 6),
        ((Condition("repeat", "in", (True,)),), 3),
    ],
    ids=str,
)
def test_each_figure_opens_as_many_rows_as_it_counts(
    office: Program, conditions: tuple[Condition, ...], count: int
) -> None:
    edges = (Condition("reported", "from", ("2026-03-01",)), Condition("reported", "to", ("2026-03-31",)))
    source = office.services.lists["tickets"]
    assert source.count(ListQuery(conditions=(*edges, *conditions))) == count


def test_an_outcome_nobody_knows_is_refused(office: Program) -> None:
    query = ListQuery(conditions=(Condition("outcome", "in", ("splendid", "now")),))
    with pytest.raises(Invalid) as caught:
        office.services.lists["tickets"].count(query)
    assert caught.value.code == "list.no_such_value"


# -- the report's period ---------------------------------------------------------------------------

REPORT = Period(date(2017, 2, 16), date(2017, 7, 31))


@pytest.fixture
def report(demo: Program) -> Figures:
    """The business report's half-year."""
    return demo.services.figures.read(REPORT)


def test_the_reports_343_cases_with_both_centres_and_six_trades(report: Figures) -> None:
    assert report.total.cases == 343
    assert sum(report.by_site.values()) == sum(report.by_month.values()) == 343
    assert [row.name for row in report.trades] == ["水電", "土木", "通訊", "消防", "空調", "電梯"]
    assert [row.name for row in report.sites] == ["四維行政中心", "鳳山行政中心"]
    assert all(report.by_site[trade.key, site.key] for trade in report.trades for site in report.sites)
    assert [row.key.month for row in report.months] == [2, 3, 4, 5, 6, 7]


def test_figures_of_invented_cases_say_so(report: Figures) -> None:
    assert report.demo


def test_figures_of_an_offices_own_cases_do_not(office: Program) -> None:
    assert not office.services.figures.read(MARCH).demo


def test_the_reports_sentence_comes_from_the_rows(report: Figures) -> None:
    assert sentence(report) == (
        "辦理四維行政中心及鳳山行政中心水電、土木、通訊、消防、空調、電梯等設施維修案，本期共計處理 343 件。"
    )


def test_every_figure_has_its_definition_in_both_languages(report: Figures) -> None:
    for tongue in texts.LANGUAGES:
        texts.use(tongue)
        found = definitions(report)
        assert set(found) == {
            "cases",
            "on_time",
            "response",
            "repair_time",
            "faults",
            "repeats",
            "downtime",
            "cost",
            "budget",
            "ages",
        }
        assert all(found.values())


def test_open_cases_by_age_are_those_of_the_overview(demo: Program, report: Figures) -> None:
    assert report.ages == demo.services.overview.read().ages


@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".csv"])
def test_the_rows_are_written_as_they_are_shown(
    demo: Program, report: Figures, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"x{ending}"
    written = demo.services.figures.write(report, out, DateStyle.ROC)
    assert written.rows == len(report.rows) == 6
    assert out.stat().st_size
    if ending == ".csv":
        rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
        assert rows[0][:2] == ["類別", "件數"]
        assert sum(int(row[1]) for row in rows[1:7]) == 343


@pytest.mark.parametrize("by", By)
def test_a_years_figures_are_read_from_their_indexes_alone(demo: Program, by: By) -> None:
    """Each statement over the tickets goes through the index made for it."""
    with demo.services.base.read() as session:
        sums, seen = RepairSums(session), []
        run = sums._session.execute

        def execute(statement: object, values: object = None) -> object:
            if values and "first" in values:  # type: ignore[operator]
                plan = run(text(f"EXPLAIN QUERY PLAN {statement}"), values).all()  # type: ignore[call-overload]
                seen.append(" ".join(str(row[3]) for row in plan))
            return run(statement, values)  # type: ignore[call-overload]

        session.execute = execute  # type: ignore[method-assign,assignment]
        period = Period.of_year(2026)
        sums.fine(period)
        list(sums.faults(period))
        column = COLUMNS.get(by)
        if column:
            sums.grouped(column, period)
        sums.median_minutes(period, sums.total(period))
    assert len(seen) >= 4
    assert all("ix_tickets_figures" in plan for plan in seen)


# now is 11-23 09:00; what was promised and when somebody came, worked by hand
ANSWERS = """
trade status response_due   responded      # how it stands
6     80     03-02T13:00    03-02T10:00    # kept
6     80     03-02T13:00    03-02T13:00    # kept: to the minute
6     40     03-03T13:00    03-03T13:01    # late by a minute
1     30     03-04T13:00    -              # overdue: nobody came
1     30     12-31T13:00    -              # running
1     80     03-05T13:00    -              # unknown: done, but nobody wrote down when somebody came
1     40     -              03-05T13:00    # unknown: nothing was promised
2     95     03-05T13:00    03-09T13:00    # cancelled: not counted
2     30     12-31T13:00    -              # running
"""


@pytest.fixture
def answers(program: Program, make: Make) -> Program:
    centre = make.place("四維行政中心")
    reported = moment("03-01T09:00")
    assert reported is not None
    for serial, line in enumerate(ANSWERS.strip().splitlines()[1:], 1):
        trade, status, due, came = line.split("#")[0].split()
        make._add(
            Ticket(
                number=f"115-{serial:04d}",
                year=115,
                serial=serial,
                summary=line.partition("#")[2].strip(),
                place_id=centre,
                site_id=centre,
                trade_id=int(trade),
                priority=3,
                status=int(status),
                is_open=int(status) < 80,
                reported_at=reported,
                reported_on=reported.date(),
                due_at=moment("12-31T17:00"),
                response_due_at=moment(due),
                responded_at=moment(came),
            )
        )
    return program


def test_a_missed_answer_is_counted_and_what_is_not_known_is_not(answers: Program) -> None:
    found = answers.services.figures.read(MARCH, By.TRADE)
    assert found.responses == Responses(kept=2, late=1, overdue=1, running=2, unknown=2)
    assert share_answered(found) == Decimal("50.0")  # 2 of 2 + 1 + 1
    assert response_detail(found) == "4 件中 2 件準時，期限未到 2 件，不明 2 件"
    assert {row.key: found.share_answered(row.key) for row in found.rows} == {
        6: Decimal("66.7"),  # 2 of 3
        1: Decimal("0.0"),  # 0 of 1
        2: None,  # still running, and one cancelled
    }
    plain = answers.services.figures.plain(found)
    assert plain["response"]["share_on_time"] == 50.0
    assert [row["share_arrived_on_time"] for row in plain["rows"]] == [0.0, None, 66.7]


def test_what_nobody_answered_in_time_has_its_own_tab_and_opens_from_the_figure(answers: Program) -> None:
    source = answers.services.lists["tickets"]
    tab = next(view.query for view in source.info.presets if view.key == "late_arrival")
    assert [row[1] for row in source.page(tab, 0, 9)] == ["115-0004"]
    for name, count in (
        ("kept", 2),
        ("late", 1),
        ("overdue", 1),
        ("running", 2),
        ("missed", 2),
        ("judged", 4),
    ):
        query = ListQuery(conditions=(Condition("response", "in", (name, "now")),))
        assert source.count(query) == count, name


def test_no_answer_at_all_is_unknown_and_not_nought(office: Program) -> None:
    found = office.services.figures.read(MARCH)
    assert found.responses == Responses(unknown=7)
    assert share_answered(found) is None
