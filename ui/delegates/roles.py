"""The item roles that delegates read: those of the list models, and what only delegates need."""

from ui.models.roles import DISPLAY as TEXT
from ui.models.roles import EMPHASIS, ICON, LOADING, SECONDARY, TONE

__all__ = ["EMPHASIS", "ICON", "LOADING", "SECONDARY", "TEXT", "TONE"]
