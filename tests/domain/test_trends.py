"""A reading over the years: gaps stay gaps, and an item is itself through the editions of its checklist."""

from datetime import date, timedelta
from decimal import Decimal

from facilities_app.domain.trends import Trend, TrendItem, TrendPoint, rises, runs, same_items

FIRST = date(2020, 1, 10)


def points(*days: int) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint(FIRST + timedelta(days=day), Decimal(day)) for day in days)


def test_a_pause_of_much_more_than_usual_is_a_gap() -> None:
    assert [len(run) for run in runs(points(0, 30, 61, 91, 300, 330))] == [4, 2]
    assert [len(run) for run in runs(points(0, 365, 730, 1096))] == [4]


def test_weekly_readings_with_a_month_off_have_no_gap() -> None:
    assert len(runs(points(0, 7, 14, 44))) == 1
    assert runs(()) == ()
    assert runs(points(5)) == (points(5),)


def test_limits_are_those_of_the_day_of_the_reading() -> None:
    loose, tight = Decimal(50), Decimal(40)
    trend = Trend(
        "item:ELEV:6",
        "機房溫度",
        "",
        "°C",
        (TrendPoint(FIRST, Decimal(45), None, loose), TrendPoint(FIRST, Decimal(45), None, tight)),
    )
    assert [point.fails for point in trend.points] == [False, True]
    assert (trend.failed, trend.mean) == (1, Decimal(45))


def test_a_meter_s_rise_is_since_the_reading_before() -> None:
    assert rises(points(0, 10, 25)) == (None, Decimal(10), Decimal(15))


def item(key: int, edition: int, position: int, words: str, unit: str = "°C") -> TrendItem:
    return TrendItem(key, "ELEV", edition, position, words, "", unit)


def test_an_item_that_moved_is_known_by_its_words_and_a_reworded_one_by_its_place() -> None:
    rows = (
        item(1, 1, 1, "機房溫度"),
        item(2, 1, 2, "車廂溫度"),
        item(3, 2, 1, "井道溫度"),
        item(4, 2, 2, "機房溫度"),
        item(5, 2, 3, "車廂內溫度"),
        item(6, 3, 2, "機房的溫度"),
    )
    heads = {key: head.id for key, head in same_items(rows).items()}
    assert heads[4] == 6  # reworded in the newest edition, in its old place
    assert heads[1] == 6
    assert (heads[2], heads[3], heads[5]) == (2, 3, 5)


def test_two_items_of_one_edition_are_never_the_same() -> None:
    rows = (item(1, 1, 1, "a"), item(2, 1, 2, "a"), item(3, 2, 1, "a"), item(4, 2, 2, "a"))
    heads = {key: head.id for key, head in same_items(rows).items()}
    assert (heads[1], heads[2]) == (3, 4)
    assert heads[3] != heads[4]
