"""The tokens: every colour and size of the window, in this one file.

Plain classes, not dataclasses: this is imported before the first paint, and start-up counts.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetrics


class Tone(NamedTuple):
    """The colours of a status: ``fg`` for word and icon, ``bg`` for the pill they stand on."""

    fg: QColor
    bg: QColor


class Sizes:
    """Logical pixels. Heights and type grow with the text-size setting; spacing and radii do not."""

    def __init__(self, factor: float = 1.0) -> None:
        for name in Sizes.__annotations__:
            value: int = getattr(Sizes, name)
            self.__dict__[name] = value if name in _FIXED else round(value * factor)

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741
    xl: int = 24
    edge: int = 20  # from the edge of a list or sheet to its words
    radius: int = 6
    radius_card: int = 8
    radius_sheet: int = 10
    ring: int = 2
    bar: int = 3  # the accent bar of a selected row

    control: int = 32
    compact: int = 28
    row: int = 36
    row_dense: int = 24
    header: int = 32
    pill: int = 21
    keycap: int = 20
    chip: int = 28
    tabs: int = 44
    toast: int = 40
    result_row: int = 34
    tree_row: int = 28
    key_column: int = 64
    thumb: int = 52
    split_bar: int = 8
    sheet: int = 640
    sheet_head: int = 48
    sheet_foot: int = 56
    group_header: int = 30
    status_bar: int = 32
    top_bar: int = 56
    rail: int = 208
    rail_folded: int = 60
    rail_item: int = 36

    icon: int = 16
    icon_small: int = 14
    icon_large: int = 20
    icon_hero: int = 40

    caption: int = 11
    small: int = 12
    body: int = 13
    heading: int = 14
    title: int = 16
    page: int = 18
    figure: int = 29


_FIXED = frozenset(
    ("xs", "s", "m", "l", "xl", "edge", "radius", "radius_card", "radius_sheet", "ring", "bar", "split_bar")
)


class Theme:
    """The colours of one theme by role, with its sizes. Read it at paint time: it gets replaced, never changed."""

    def __init__(
        self, dark: bool, sizes: Sizes, family: str, motion: bool, colours: Mapping[str, QColor]
    ) -> None:
        self.name = "dark" if dark else "light"
        self.dark, self.sizes, self.family, self.motion = dark, sizes, family, motion
        self.__dict__.update(colours)

    bg: QColor
    surface: QColor
    surface2: QColor
    rail: QColor
    line: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    accent_strong: QColor  # accent text where it stands on accent_bg
    accent_bg: QColor
    on_accent: QColor
    ring: QColor  # the soft halo around a focused field
    hover: QColor
    pressed: QColor
    field: QColor
    search: QColor  # the ground of search fields
    blue: QColor
    blue_bg: QColor
    amber: QColor
    amber_bg: QColor
    red: QColor
    red_bg: QColor
    green: QColor
    green_bg: QColor
    grey_bg: QColor
    chart: QColor
    plan: QColor
    rack: QColor  # a tile in use, in the miniature rack
    scrim: QColor
    shadow: QColor
    toast: QColor
    toast_text: QColor
    toast_line: QColor
    toast_accent: QColor
    toast_green: QColor

    def color(self, role: str) -> QColor:
        """The colour of a role by its name. Raises KeyError for a role that does not exist."""
        found = getattr(self, role, None)
        if not isinstance(found, QColor):
            raise KeyError(role)
        return found

    def tone(self, name: str) -> Tone:
        """Foreground and background of a status tone; an unknown tone is neutral."""
        if name == "accent":
            return Tone(self.accent_strong, self.accent_bg)
        if name in COLOURED_TONES:
            return Tone(self.color(name), self.color(f"{name}_bg"))
        return Tone(self.text2, self.grey_bg)

    def font(self, size: str = "body", weight: int = QFont.Weight.Normal) -> QFont:
        """The interface font at a type size of Sizes ("body", "small", …). Shared: copy it to change it."""
        return _font(self.family, getattr(self.sizes, size), int(weight))

    def metrics(self, size: str = "body", weight: int = QFont.Weight.Normal) -> QFontMetrics:
        """How wide and high text in that font is."""
        return _metrics(self.family, getattr(self.sizes, size), int(weight))

    @property
    def duration(self) -> int:
        """Milliseconds a pane or toast moves; 0 when motion is off."""
        return 140 if self.motion else 0


@cache
def _font(family: str, pixels: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width, so that columns of figures align
    return font


@cache
def _metrics(family: str, pixels: int, weight: int) -> QFontMetrics:
    return QFontMetrics(_font(family, pixels, weight))


COLOURED_TONES = ("blue", "amber", "red", "green")
TONES = ("neutral", *COLOURED_TONES, "accent")

LIGHT = {
    "bg": "#F5F6F8",
    "surface": "#FFFFFF",
    "surface2": "#F0F2F5",
    "rail": "#FBFCFE",
    "line": "#E3E6EB",
    "text": "#1B2430",
    "text2": "#55606E",
    "text3": "#626D7B",
    "accent": "#0E7C74",
    "accent_hover": "#0B6E67",
    "accent_pressed": "#095E58",
    "accent_strong": "#0B6E67",
    "accent_bg": "#E2F2F0",
    "on_accent": "#FFFFFF",
    "ring": "#380E7C74",
    "hover": "#0A1B2430",
    "pressed": "#141B2430",
    "field": "#FFFFFF",
    "search": "#F0F2F5",
    "blue": "#2459C9",
    "blue_bg": "#E7EEFC",
    "amber": "#9A5B00",
    "amber_bg": "#FCEFD6",
    "red": "#B3261E",
    "red_bg": "#FBE6E4",
    "green": "#1A7446",
    "green_bg": "#E0F3E7",
    "grey_bg": "#ECEFF3",
    "chart": "#A3B1BF",
    "plan": "#55606E",
    "rack": "#9CCAC6",
    "scrim": "#731B2430",
    "shadow": "#2E1B2430",
    "toast": "#1B2430",
    "toast_text": "#F4F6F8",
    "toast_line": "#4A5563",
    "toast_accent": "#5CD0C4",
    "toast_green": "#7BD5A1",
}

DARK = {
    "bg": "#12161B",
    "surface": "#1A1F26",
    "surface2": "#222932",
    "rail": "#171B21",
    "line": "#2C343E",
    "text": "#E7EBF0",
    "text2": "#A6B0BD",
    "text3": "#8E99A7",
    "accent": "#45BDB1",
    "accent_hover": "#5ACBC0",
    "accent_pressed": "#38A89D",
    "accent_strong": "#45BDB1",
    "accent_bg": "#173633",
    "on_accent": "#0B1A18",
    "ring": "#4045BDB1",
    "hover": "#0DE7EBF0",
    "pressed": "#1AE7EBF0",
    "field": "#14181E",
    "search": "#12161B",
    "blue": "#8FB3FF",
    "blue_bg": "#1D2B49",
    "amber": "#F0B65A",
    "amber_bg": "#3B2C12",
    "red": "#FF9A92",
    "red_bg": "#46211F",
    "green": "#7BD5A1",
    "green_bg": "#173825",
    "grey_bg": "#28303A",
    "chart": "#566371",
    "plan": "#A6B0BD",
    "rack": "#2A6660",
    "scrim": "#99000000",
    "shadow": "#80000000",
    "toast": "#2A323C",
    "toast_text": "#F4F6F8",
    "toast_line": "#4A5563",
    "toast_accent": "#5CD0C4",
    "toast_green": "#7BD5A1",
}

TEXT_PAIRS = (
    *(
        (text, ground)
        for text in ("text", "text2", "text3")
        for ground in ("bg", "surface", "surface2", "rail")
    ),
    *((text, "accent_bg") for text in ("text", "text2", "accent_strong", "red", "amber")),
    *((text, "grey_bg") for text in ("text", "text2")),
    *((tone, ground) for tone in COLOURED_TONES for ground in ("surface", "bg", f"{tone}_bg")),
    *(("accent", ground) for ground in ("surface", "bg", "rail")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover")),
    *((text, "toast") for text in ("toast_text", "toast_accent", "toast_green")),
    ("text", "field"),
    ("text3", "field"),
    ("text", "search"),
    ("text3", "search"),
    ("text", "amber_bg"),
    ("accent_strong", "amber_bg"),
)
"""Every (text, ground) pair that widgets draw: held to WCAG AA by a test."""


def build(dark: bool, family: str = "", scale: float = 1.0, motion: bool = True) -> Theme:
    """The light or dark theme at a text size."""
    palette = {role: QColor(value) for role, value in (DARK if dark else LIGHT).items()}
    return Theme(dark, Sizes(scale), family, motion, palette)
