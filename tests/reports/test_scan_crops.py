"""What was written is cut out of a scan where it was written, however the paper lies."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from facilities_app.reports.checklist import write_checklists
from facilities_app.reports.checklist_data import ChecklistLine, ItemKind
from facilities_app.reports.fillable_layout import Area, answer_areas
from facilities_app.reports.scan_crops import crops_of
from tests.reports.conftest import MakeSheet
from tests.reports.reading import picture

DPI = 150
MM = DPI / 25.4


def written_on(image: Image.Image, area: Area) -> Image.Image:
    """A black blot in the middle of an item's answer."""
    x, y = (area.left + area.right) / 2 * MM, (area.top + area.bottom) / 2 * MM
    ImageDraw.Draw(image).rectangle((x - 12, y - 8, x + 12, y + 8), fill=0)
    return image


def jpeg(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "JPEG", quality=80)
    return held.getvalue()


def blot(png: bytes) -> float:
    """How black the middle of a crop is, from 0 to 1."""
    with Image.open(BytesIO(png)) as image:
        width, height = image.size
        middle = image.crop((width // 2 - 7, height // 2 - 5, width // 2 + 7, height // 2 + 5))
        return sum(level < 100 for level in middle.tobytes()) / (middle.width * middle.height)


@pytest.mark.parametrize("angle", [0, 2, -4, 90, 180])
def test_a_blot_is_found_in_the_middle_of_its_crop(sheet: MakeSheet, tmp_path: Path, angle: float) -> None:
    items = (
        *(ChecklistLine(n, f"第 {n} 樣") for n in range(1, 10)),
        ChecklistLine(10, "機房溫度", ItemKind.READING, "°C", None, Decimal(40), "33.5"),
        *(ChecklistLine(n, f"第 {n} 樣") for n in range(11, 19)),
    )
    given = sheet(items=items)
    write_checklists(tmp_path / "a.pdf", [given])
    areas = answer_areas(given)
    assert sorted(areas) == list(range(1, 19))
    assert {area.page for area in areas.values()} == {1, 2}
    page = picture(tmp_path / "a.pdf", 0, DPI)
    for no in (1, 12):
        page = written_on(page, areas[no])
    turned = page.rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    crops = crops_of(jpeg(turned), given.sheet_number, areas)
    assert sorted(crops) == [no for no, area in areas.items() if area.page == 1]
    assert blot(crops[1]) > 0.9
    assert blot(crops[12]) > 0.7
    assert blot(crops[5]) < 0.2


def test_a_photo_from_aside_and_another_sheet_give_none(sheet: MakeSheet, tmp_path: Path) -> None:
    given = sheet()
    write_checklists(tmp_path / "a.pdf", [given])
    page, areas = picture(tmp_path / "a.pdf", 0, DPI), answer_areas(given)
    assert crops_of(jpeg(page), "ELEV-11511-999", areas) == {}
    narrow = page.resize((page.width * 8 // 10, page.height))
    assert crops_of(jpeg(narrow), given.sheet_number, areas) == {}
    assert crops_of(jpeg(Image.new("L", (300, 300), 255)), given.sheet_number, areas) == {}
