"""The order of the walk: site, building, floor from the lowest up, then the asset's code."""

import pytest

from facilities_app.domain.walking import Stop, floor_level, natural, walk_key


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("B2", -2),
        ("B1F", -1),
        ("地下二層", -2),
        ("地下 1 樓", -1),
        ("地下室", -1),
        ("B1 停車場", -1),
        ("1F", 1),
        ("１２Ｆ", 12),
        ("3 樓", 3),
        ("11樓露台", 11),
        ("2MF", 2.5),
        ("RF 屋頂", 1000),
        ("R2F", 1002),
        ("屋頂", 1000),
        ("大禮堂", None),
        ("Basement", None),
        ("Room 5", None),
    ],
)
def test_a_floor_s_height_is_read_from_its_name(name: str, level: float | None) -> None:
    assert floor_level(name) == level


def test_floors_are_walked_from_the_lowest_up() -> None:
    floors = ["12F", "RF", "2F", "B1", "1F", "B2", "11F"]
    site = Stop("site", "四維行政中心")
    walked = sorted(floors, key=lambda name: walk_key((site, Stop("floor", name)), "A-1"))
    assert walked == ["B2", "B1", "1F", "2F", "11F", "12F", "RF"]


def test_sites_stay_together_then_buildings_then_codes_as_people_count() -> None:
    siwei, fengshan = Stop("site", "四維", 0), Stop("site", "鳳山", 1)
    rear, front = Stop("block", "後棟", 1), Stop("block", "前棟", 0)
    first = Stop("floor", "1F")
    stands = [
        ((fengshan, rear, first), "A-1"),
        ((siwei, first), "A-10"),
        ((fengshan, front, first), "B-1"),
        ((siwei, first), "A-2"),
        ((siwei,), "Z-9"),
        ((siwei, first, Stop("space", "梯廳")), "A-1"),
    ]
    walked = sorted(stands, key=lambda stand: walk_key(*stand))
    assert [(len(stops), code) for stops, code in walked] == [
        (1, "Z-9"), (2, "A-2"), (2, "A-10"), (3, "A-1"), (3, "B-1"), (3, "A-1"),
    ]  # fmt: skip
    assert [stops[0] for stops, _code in walked] == [siwei] * 4 + [fengshan] * 2


def test_codes_with_and_without_numbers_are_comparable() -> None:
    assert sorted(["a10", "a2", "甲", "", "7"], key=natural) == ["", "7", "a2", "a10", "甲"]
