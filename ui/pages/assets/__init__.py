"""設備: the places, the assets in them, and everything about one asset."""

from ui.pages.assets.page import create

__all__ = ["create"]
