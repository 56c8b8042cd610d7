"""The pictures in docs/ show every page as the program has it, and every link of the README leads somewhere."""

import re
from pathlib import Path

import pytest
from PIL import Image

from resources.texts import LANGUAGES
from ui.shell.registry import PAGES
from ui.tour import SIZE, THEMES

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WANTED = sorted(
    f"{page.key}-{language}-{theme}.png" for page in PAGES for language in LANGUAGES for theme in THEMES
)


def test_every_page_has_its_pictures_and_no_other_is_left() -> None:
    found = sorted(path.name for path in PICTURES.glob("*.png"))
    assert found == WANTED, "run: facilities-app screenshots --out docs/pictures --today 115/11/23"


@pytest.mark.parametrize("name", WANTED)
def test_a_picture_has_the_size_of_the_smallest_screen(name: str) -> None:
    with Image.open(PICTURES / name) as picture:
        assert picture.size == (SIZE.width(), SIZE.height())


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
