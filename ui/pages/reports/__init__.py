"""報表 Reports: figures of repairs over a period, each opening its rows."""

from ui.components.page import Page
from ui.context import UiContext


def create(context: UiContext) -> Page:
    """Make the page."""
    from ui.pages.reports.page import ReportsPage

    return ReportsPage(context)
