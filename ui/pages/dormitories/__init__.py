"""宿舍 Dormitories: the rack of units, on any day of their history."""

from ui.components.page import Page
from ui.context import UiContext


def create(context: UiContext) -> Page:
    """Make the page."""
    from ui.pages.dormitories.page import DormitoriesPage

    return DormitoriesPage(context)
