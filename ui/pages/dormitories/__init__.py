"""宿舍 Dormitories: the rack of units, on any day of their history."""

from typing import TYPE_CHECKING

from ui.components.page import Page
from ui.context import UiContext
from ui.shell.registry import Badge

if TYPE_CHECKING:
    from facilities_app.services.all import Services


def create(context: UiContext) -> Page:
    """Make the page."""
    from ui.pages.dormitories.page import DormitoriesPage

    return DormitoriesPage(context)


def badge(services: "Services") -> Badge | None:
    """How many agreements have run out or must have been returned by today."""
    count = services.overview.badges().get("dormitories", 0)
    return Badge(count, "amber") if count else None
