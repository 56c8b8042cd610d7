"""設定: what one person likes, what the office is called, and the lists that everything else is worded with."""

from ui.pages.settings.page import create

__all__ = ["create"]
