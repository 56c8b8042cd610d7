"""Slips on paper: everything said is on the page, in the order an office signs."""

from pathlib import Path

import pytest

from facilities_app.domain.errors import Invalid
from facilities_app.reports.slip import write_slips
from facilities_app.reports.slip_data import SlipPaper
from tests.reports.reading import page_texts, squeezed

SLIP = SlipPaper(
    office="高雄市政府秘書處",
    title="財產移動單",
    number="115-移-0003",
    dated="115/11/23",
    pairs=((("財產編號", "3010504-01-0001"), ("名稱", "客梯 <b>&</b> 3 號")),),
    texts=(("原位置", "四維行政中心 › 1F"), ("新位置", "鳳山行政中心 › " + "很長的位置" * 30)),
    printed="列印 115/11/23　林育成",
    demo=True,
)


def test_a_slip_says_what_moved_and_who_signs_in_the_order_of_an_office(tmp_path: Path) -> None:
    path = tmp_path / "slip.pdf"
    assert write_slips(path, [SLIP, SLIP]) == 2
    first, second = (squeezed(text) for text in page_texts(path))
    assert first == second
    for words in ("高雄市政府秘書處", "財產移動單", "115-移-0003", "客梯<b>&</b>3號", "示範資料", "林育成"):
        assert words in first
    assert squeezed("很長的位置" * 30) in first
    signs = [first.index(title) for title in ("經辦", "單位主管", "財產管理", "機關首長")]
    assert signs == sorted(signs)


def test_no_slip_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"slip\.none_chosen"):
        write_slips(tmp_path / "slip.pdf", [])
    assert not list(tmp_path.iterdir())
