"""Pages that stand together behind one entry of the rail, such as assets, parts and stock-takes."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.texts import tr
from ui.context import UiContext
from ui.widgets.segments import Segment, SegmentedControl


class Part(NamedTuple):
    """One of the pages: its key in the table of pages, its title (English source text) and icon."""

    key: str
    title: str
    icon: str


OF_ASSETS = (
    Part("assets", "Assets", "boxes"),
    Part("parts", "Parts", "package"),
    Part("stocktakes", "Stock-takes", "scan-line"),
)
"""What stands behind 設備. A page here is in the table of pages too, ``within`` the first."""
OF_INSPECTIONS = (
    Part("inspections", "Inspections", "clipboard-check"),
    Part("plans", "Plans", "repeat"),
    Part("rounds", "Rounds", "siren"),
    Part("patrols", "Patrols", "footprints"),
    Part("year_plan", "Year planner", "calendar-range"),
    Part("templates", "Checklists", "clipboard-list"),
    Part("compliance", "Compliance", "shield-check"),
    Part("duties", "Duties", "scale"),
)
"""What stands behind 巡檢."""


class PageSegments(SegmentedControl):
    """Goes to the other pages of the group; Ctrl+1, 2, 3 do the same while the page has the keyboard.

    ``page`` is the widget it stands in, ``key`` that page's own.
    """

    def __init__(self, context: UiContext, parts: tuple[Part, ...], key: str, page: QWidget) -> None:
        segments = [Segment(part.key, tr(part.title, "page")) for part in parts]
        super().__init__(segments, key, quiet=True, name=tr("Part of the page"))
        self._context, self._own = context, key
        self.changed.connect(self._on_changed)
        for place, part in enumerate(parts, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=part.key: self._on_changed(key))

    def _on_changed(self, key: str) -> None:
        self.set_value(self._own)  # this page stays what it is; the other one shows itself
        if key != self._own:
            self._context.navigate(key)
