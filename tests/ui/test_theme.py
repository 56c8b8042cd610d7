"""The theme: contrast, completeness, and that one call dresses the application."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

from ui import icons, theme
from ui.theme.manager import ThemeManager
from ui.theme.tokens import DARK, LIGHT, Sizes, build


@pytest.fixture(autouse=True)
def strict_icons() -> None:
    """An icon that does not exist is an error here."""
    icons.set_strict(True)


NORMAL_TEXT_AA = 4.5


def luminance(colour: QColor) -> float:
    """WCAG's relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("pair", theme.TEXT_PAIRS, ids="-on-".join)
def test_every_text_reads_on_every_ground_it_stands_on(pair: tuple[str, str], dark: bool) -> None:
    made = build(dark)
    assert contrast(made.color(pair[0]), made.color(pair[1])) >= NORMAL_TEXT_AA


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("tone", theme.TONES)
def test_every_pill_reads(tone: str, dark: bool) -> None:
    fg, bg = build(dark).tone(tone)
    assert contrast(fg, bg) >= NORMAL_TEXT_AA


def test_both_themes_have_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_an_unknown_tone_is_neutral_and_an_unknown_role_is_a_mistake() -> None:
    made = build(dark=False)
    assert made.tone("mauve") == made.tone("neutral")
    with pytest.raises(KeyError):
        made.color("mauve")


def test_text_size_grows_type_and_heights_but_not_spacing() -> None:
    large = Sizes(1.5)
    assert (large.body, large.row, large.control) == (20, 54, 48)
    assert (large.m, large.radius) == (Sizes().m, Sizes().radius)


def test_choosing_dark_dresses_the_whole_application(qapp: QApplication) -> None:
    manager = theme.manager()
    before = manager.mode
    told: list[str] = []
    manager.changed.connect(lambda: told.append(theme.current().name))
    try:
        manager.set_mode("dark")
        assert qapp.palette().color(QPalette.ColorRole.Base) == theme.current().surface
        assert DARK["surface"].lower() == theme.current().surface.name()
        assert qapp.font().pixelSize() == theme.current().sizes.body
        assert told == ["dark"]
    finally:
        manager.set_mode(before)


def test_motion_can_be_switched_off(qapp: QApplication) -> None:
    manager = theme.manager()
    try:
        manager.set_motion("off")
        assert theme.current().duration == 0
        manager.set_motion("on")
        assert theme.current().duration > 0
    finally:
        manager.set_motion("system")


def test_an_unknown_mode_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="unknown theme setting"):
        theme.manager().set_mode("sepia")


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    manager = theme.manager()
    before = manager.mode
    made = icons.icon("square-check", "accent")
    try:
        manager.set_mode("light")
        light = made.pixmap(32, 32).toImage()
        manager.set_mode("dark")
        assert made.pixmap(32, 32).toImage() != light
    finally:
        manager.set_mode(before)


def test_a_picture_of_an_icon_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    made = icons.pixmap("wrench", "text", 16, 2.0)
    assert (made.width(), made.devicePixelRatio()) == (32, 2.0)
    assert icons.pixmap("wrench", "text", 16, 2.0).cacheKey() == made.cacheKey()


def test_an_unknown_icon_is_a_mistake_in_tests_and_a_square_for_people(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.pixmap("no-such-thing")
    icons.set_strict(False)
    icons._source.cache_clear()
    try:
        assert not icons.pixmap("no-such-thing").isNull()
    finally:
        icons.set_strict(True)
        icons._source.cache_clear()


def test_every_shipped_icon_draws_something(qapp: QApplication) -> None:
    def is_blank(name: str) -> bool:
        image = icons.pixmap(name, QColor("black"), 24).toImage()
        return not any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))

    assert not [name for name in sorted(icons.names()) if is_blank(name)]


def test_the_sheets_pictures_stay_in_one_folder_from_run_to_run(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "廳舍 管家 #1"
    monkeypatch.setenv("FACILITIES_APP_CONFIG", str(home))
    seen = []
    for _ in range(2):
        ThemeManager().apply(mode="light", motion="off")
        seen.append(sorted(path.name for path in (home / "theme").iterdir()))
    assert seen[0] == seen[1]
    assert len(seen[0]) == 4
    broken = home / "theme" / seen[0][0]
    broken.write_text("cut off", encoding="utf-8")
    ThemeManager().apply(mode="light", motion="off")
    assert "<svg" in broken.read_text(encoding="utf-8")

    box = QCheckBox()
    box.setChecked(True)
    box.resize(box.sizeHint())
    shown = box.grab().toImage()
    white = theme.current().color("on_accent").rgb()
    assert any(shown.pixel(x, y) == white for x in range(24) for y in range(shown.height())), "the tick"
    theme.manager().apply()


def test_an_account_without_a_folder_of_its_own_still_has_a_theme(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    monkeypatch.setenv("FACILITIES_APP_CONFIG", str(in_the_way))
    ThemeManager().apply(mode="light", motion="off")
    theme.manager().apply()
