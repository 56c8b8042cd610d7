"""How the window looks: tokens, the theme in force, and the one place that applies it."""

from ui.theme.manager import ThemeManager, current, manager
from ui.theme.tokens import TEXT_PAIRS, TONES, Sizes, Theme, Tone

__all__ = ["TEXT_PAIRS", "TONES", "Sizes", "Theme", "ThemeManager", "Tone", "current", "manager"]
