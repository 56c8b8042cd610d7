"""The table of pages: the rail, the palette and Alt+1…9 read it. A page is imported on its first visit."""

import importlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from resources.texts import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.components.page import Page
    from ui.context import UiContext


class Badge(NamedTuple):
    """``number`` beside a page's name, only where a person must act."""

    number: int
    tone: str = "red"
    told: str = ""  # what is counted


class PageSpec(NamedTuple):
    """One page. ``module`` offers ``create(context) -> Page``. ``title`` is English source text."""

    key: str
    title: str
    icon: str
    module: str
    create: "Callable[[UiContext], Page] | None" = None
    at_bottom: bool = False  # of the rail
    within: str = ""  # a part of that page: reached from there, without a place of its own in the rail

    def text(self) -> str:
        """The title in the active language."""
        return tr(self.title, "page")

    def make(self, context: "UiContext") -> "Page":
        """Make the page."""
        make: Callable[[UiContext], Page] = self.create or importlib.import_module(self.module).create
        return make(context)


PAGES = (
    PageSpec("overview", "Overview", "layout-dashboard", "ui.pages.overview"),
    PageSpec("tickets", "Tickets", "wrench", "ui.pages.tickets"),
    PageSpec("assets", "Assets", "boxes", "ui.pages.assets"),
    PageSpec("parts", "Parts", "package", "ui.pages.assets.stock", within="assets"),
    PageSpec("stocktakes", "Stock-takes", "scan-line", "ui.pages.assets.stocktakes", within="assets"),
    PageSpec("inspections", "Inspections", "clipboard-check", "ui.pages.inspections"),
    PageSpec("plans", "Plans", "repeat", "ui.pages.inspections.plan_page", within="inspections"),
    PageSpec("patrols", "Patrols", "footprints", "ui.pages.inspections.patrol_page", within="inspections"),
    PageSpec(
        "patrol_visits",
        "Patrol visits",
        "footprints",
        "ui.pages.inspections.patrol_visits_page",
        within="inspections",
    ),
    PageSpec(
        "findings", "Findings", "triangle-alert", "ui.pages.inspections.finding_page", within="inspections"
    ),
    PageSpec("rounds", "Event rounds", "siren", "ui.pages.inspections.round_page", within="inspections"),
    PageSpec(
        "year_plan", "Year planner", "calendar-range", "ui.pages.inspections.year_page", within="inspections"
    ),
    PageSpec("duties", "Duties", "scale", "ui.pages.inspections.duty_page", within="inspections"),
    PageSpec(
        "templates",
        "Checklists",
        "clipboard-list",
        "ui.pages.inspections.template_page",
        within="inspections",
    ),
    PageSpec("compliance", "Compliance", "shield-check", "ui.pages.reports.compliance", within="inspections"),
    PageSpec("calendar", "Calendar", "calendar-days", "ui.pages.calendar"),
    PageSpec("dormitories", "Dormitories", "house", "ui.pages.dormitories"),
    PageSpec("audits", "Audits", "door-open", "ui.pages.audits"),
    PageSpec("contracts", "Contracts", "file-pen", "ui.pages.contracts"),
    PageSpec("reports", "Reports", "chart-column", "ui.pages.reports"),
    PageSpec("settings", "Settings", "settings", "ui.pages.settings", at_bottom=True),
)
SHEETS = {
    "log_repair": ("ui.pages.tickets", "log_repair"),
    "start_round": ("ui.pages.inspections.round_start", "start_round"),
}
"""What lies over any page: key -> module and ``function(context, host, **what)``."""


def rail_pages(pages: Sequence[PageSpec]) -> tuple[PageSpec, ...]:
    """Those that have a place in the rail and a shortcut."""
    return tuple(spec for spec in pages if not spec.within)


def page_shortcut(place: int) -> str:
    """The shortcut of the page at ``place`` (from 0), the tenth on 0; or ""."""
    return f"Alt+{(place + 1) % 10}" if place < 10 else ""


def key_text(shortcut: str) -> str:
    """A shortcut as the window writes it: "Ctrl K"."""
    if len(shortcut) == 1:
        return shortcut
    return (
        tr(shortcut, "key") if shortcut in ("Space", "Return", "Home", "End") else shortcut.replace("+", " ")
    )


def open_sheet(key: str, context: "UiContext", host: "QWidget", **what: Any) -> None:
    """Lay a sheet over the window."""
    module, function = SHEETS[key]
    getattr(importlib.import_module(module), function)(context, host, **what)
