"""The tree of places."""

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import NotFound
from tests.factories import Make


def test_the_tree_goes_depth_first_and_counts_the_assets_below(program: Program, make: Make) -> None:
    site = make.place("四維行政中心")
    roof = make.place("RF 屋頂", parent=site, kind="floor")
    other = make.place("鳳山行政中心")
    room = make.place("機房", parent=roof)
    make.asset("冷卻水塔", place=roof)
    make.asset("冰水主機", place=room)

    tree = program.services.places.tree()

    assert [(row.id, row.assets) for row in tree] == [(site, 2), (roof, 2), (room, 1), (other, 0)]
    assert tree[2].label == "四維行政中心 › RF 屋頂 › 機房"


def test_a_place_is_found_by_code_and_known_by_its_label(program: Program, make: Make) -> None:
    site = make.place("四維行政中心", code="SW")
    assert program.services.places.find(" SW ") == site
    assert program.services.places.label(site) == "四維行政中心"


def test_an_unknown_place_is_refused(program: Program) -> None:
    with pytest.raises(NotFound, match=r"place\.no_such_code"):
        program.services.places.find("nowhere")
    with pytest.raises(NotFound, match=r"place\.gone"):
        program.services.places.label(999)
