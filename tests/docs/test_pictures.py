"""The pictures in docs/ show every page as the program has it, and every link of the README leads somewhere."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from facilities_app.bootstrap import open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.services.demo import DEMO_USER
from resources.texts import LANGUAGES
from ui import theme
from ui.app import application
from ui.shell.registry import PAGES
from ui.shell.window import Window
from ui.tour import MANIFEST, SIZE, THEMES, told
from ui.widgets.describing import SLACK, Said, colours, differences

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WANTED = sorted(
    f"{page.key}-{language}-{theme}.png" for page in PAGES for language in LANGUAGES for theme in THEMES
)
AGAIN = "run: facilities-app screenshots --out docs/pictures --today 115/11/23"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((PICTURES / MANIFEST).read_text(encoding="utf-8"))
    return kept


@pytest.fixture
def _plain_theme() -> Iterator[None]:
    yield
    theme.manager().apply(mode="light", bundled_font=False)


def test_every_page_has_its_pictures_and_no_other_is_left() -> None:
    found = sorted(path.name for path in PICTURES.glob("*.png"))
    assert found == WANTED, AGAIN


@pytest.mark.parametrize("name", WANTED)
def test_a_picture_has_the_size_of_the_smallest_screen(name: str) -> None:
    with Image.open(PICTURES / name) as picture:
        assert picture.size == (SIZE.width(), SIZE.height())


def test_the_manifest_was_written_with_these_very_pictures(manifest: dict[str, Any]) -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in PICTURES.glob("*.png")}
    assert found == manifest["files"], AGAIN


@pytest.mark.usefixtures("_plain_theme")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_say_what_the_program_shows_today(
    language: str, manifest: dict[str, Any], demo_file: Path, tmp_path: Path, clock: FixedClock
) -> None:
    database = tmp_path / "demo.sqlite"
    shutil.copy(demo_file, database)
    files = demo_file.with_suffix(".attachments")
    if files.exists():
        shutil.copytree(files, database.with_suffix(".attachments"))
    assert clock.today().isoformat() == manifest["today"]

    now = told(
        database, clock, lambda path: open_program(path, clock=clock, actor=DEMO_USER), language, "light"
    )

    for page, said in now.pages.items():
        kept = [Said(*one) for one in manifest["pages"][page]]
        assert differences(kept, said) == [], f"{page} looks otherwise now; {AGAIN}"


@pytest.mark.usefixtures("_plain_theme")
@pytest.mark.parametrize("name", THEMES)
def test_the_pictures_have_the_colours_of_today(name: str, manifest: dict[str, Any]) -> None:
    application()
    theme.manager().apply(mode=name, scale=1.0, bundled_font=True)
    assert colours() == manifest["colours"][name], AGAIN


def test_a_stale_picture_is_told_by_its_words_and_their_places_not_by_its_pixels() -> None:
    kept = [Said("待廠商", 300, 100), Said("待廠商", 300, 136), Said("報修", 10, 10)]
    nudged = [Said(one.words, one.x + SLACK, one.y) for one in kept]
    assert differences(kept, nudged) == []
    assert differences(kept, [*kept[:2], Said("報修", 10 + 2 * SLACK, 10)]) == ["“報修”: 10,10 → 58,10"]
    assert differences(kept, kept[1:]) == ["“待廠商”: 2 → 1"]
    assert differences(kept, [*kept, Said("新", 1, 1)]) == ["“新”: 0 → 1"]


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.usefixtures("_plain_theme")
def test_no_picture_is_made_of_a_page_with_a_fault(
    demo_file: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copy(demo_file, tmp_path / "demo.sqlite"))
    monkeypatch.setattr(Window, "navigate", lambda self, *_: self._notify.error(KeyError("broken")))
    with pytest.raises(RuntimeError, match=r"overview: (?s:.)*broken"):
        told(copy, clock, lambda path: open_program(path, clock=clock), "en", "light")
