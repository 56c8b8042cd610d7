"""訪查 Audits: the round of actual residence, one unit at a time."""

from ui.components.page import Page
from ui.context import UiContext


def create(context: UiContext) -> Page:
    """Make the page."""
    from ui.pages.audits.page import AuditsPage

    return AuditsPage(context)
