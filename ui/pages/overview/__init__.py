"""總覽 Overview: what must be done today, and how things stand."""

from ui.components.page import Page
from ui.context import UiContext


def create(context: UiContext) -> Page:
    """Make the page."""
    from ui.pages.overview.page import OverviewPage

    return OverviewPage(context)
