"""Pages of a PDF as pictures: as wide as asked for, from several threads at once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from facilities_app.reports.checklist_template_pages import write_noted
from facilities_app.reports.pdf_pictures import page_pictures
from tests.reports.conftest import MakeSheet, shipped_checklists, shipped_items


def test_a_page_is_as_wide_as_asked_for_and_keeps_its_shape(sheet: MakeSheet, tmp_path: Path) -> None:
    items = shipped_items(shipped_checklists()[0], "zh")
    places = write_noted(tmp_path / "a.pdf", sheet(items=items))
    pages = page_pictures((tmp_path / "a.pdf").read_bytes(), 600)
    assert len(pages) == 1 + max(page for page, _top, _bottom in places.values())
    for page in pages:
        image = Image.open(BytesIO(page))
        assert image.width == 600
        assert image.height == pytest.approx(849, abs=2)
    assert sorted(places) == [item.no for item in items]
    tops = [places[number][:2] for number in sorted(places)]
    assert tops == sorted(tops)


def test_threads_take_turns(sheet: MakeSheet, tmp_path: Path) -> None:
    write_noted(tmp_path / "a.pdf", sheet())
    data = (tmp_path / "a.pdf").read_bytes()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: page_pictures(data, 200), range(8)))
    assert len(set(found)) == 1


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        page_pictures(b"hello", 200)
