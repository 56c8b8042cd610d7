"""Pages that stand together behind one entry of the rail, such as assets, parts and stock-takes."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from resources.texts import tr
from ui import icons
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
    Part("findings", "Findings", "triangle-alert"),
    Part("rounds", "Event rounds", "siren"),
    Part("patrols", "Patrols", "footprints"),
    Part("year_plan", "Year planner", "calendar-range"),
    Part("templates", "Checklists", "clipboard-list"),
    Part("compliance", "Compliance", "shield-check"),
    Part("duties", "Duties", "scale"),
)
"""What stands behind 巡檢."""


_IN_SIGHT = 4  # with more parts the last place is a menu of all
_MORE = ""


class PageSegments(SegmentedControl):
    """Goes to the other pages of the group; Ctrl+1, 2, 3 do the same while the page has the keyboard.

    ``page`` is the widget it stands in, ``key`` that page's own. Of many parts the first and the page's own are in
    sight, and a menu leads to all.
    """

    def __init__(self, context: UiContext, parts: tuple[Part, ...], key: str, page: QWidget) -> None:
        segments = [Segment(part.key, tr(part.title, "page")) for part in in_sight(parts, key)]
        if len(segments) < len(parts):
            segments.append(Segment(_MORE, tr("More")))
        super().__init__(segments, key, quiet=True, name=tr("Part of the page"))
        self._context, self._own, self._parts = context, key, parts
        self.changed.connect(self._on_changed)
        for place, part in enumerate(parts, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=part.key: self._on_changed(key))

    def _on_changed(self, key: str) -> None:
        self.set_value(self._own)  # this page stays what it is; the other one shows itself
        if key == _MORE:
            self._show_all()
        elif key != self._own:
            self._context.navigate(key)

    def _show_all(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for place, part in enumerate(self._parts, 1):
            words = tr(part.title, "page")
            action = menu.addAction(icons.icon(part.icon), words, partial(self._on_changed, part.key))
            action.setShortcut(QKeySequence(f"Ctrl+{place}"))
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetShortcut
            )  # shown here; the page itself has them
            action.setEnabled(part.key != self._own)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


def in_sight(parts: tuple[Part, ...], key: str) -> tuple[Part, ...]:
    """All of a few parts; of many the first ones and the own, with a place left for the menu."""
    if len(parts) <= _IN_SIGHT:
        return parts
    first = parts[: _IN_SIGHT - 1]
    own = tuple(part for part in parts if part.key == key and part not in first)
    return (*first[: len(first) - len(own)], *own)
