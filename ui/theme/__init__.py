"""How the window looks: tokens, the theme in force, and the one place that applies it."""

from ui.theme.manager import STYLE_ARGUMENTS, STYLED, ThemeManager, current, manager
from ui.theme.tokens import TEXT_PAIRS, TONES, Sizes, Theme, Tone

__all__ = [
    "STYLED",
    "STYLE_ARGUMENTS",
    "TEXT_PAIRS",
    "TONES",
    "Sizes",
    "Theme",
    "ThemeManager",
    "Tone",
    "current",
    "manager",
]
