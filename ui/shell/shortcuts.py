"""The overview of all shortcuts (?)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.shell.actions import ACTIONS, GROUPS
from ui.shell.registry import PageSpec, key_text, page_shortcut, rail_pages
from ui.widgets.labels import KeyCap, Label
from ui.widgets.overlay import Sheet


class ShortcutsSheet(Sheet):
    """Two columns: the pages and the frame at the left, lists, records and audits at the right."""

    def __init__(self, host: QWidget, pages: Sequence[PageSpec]) -> None:
        super().__init__(host, tr("Keyboard shortcuts"))
        columns = QHBoxLayout()
        columns.setSpacing(theme.current().sizes.xl)
        rows = [(spec.text(), page_shortcut(place)) for place, spec in enumerate(rail_pages(pages))]
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(_section(tr("Pages"), rows))
        for group in GROUPS:
            rows = [(a.text(), a.shortcut) for a in ACTIONS if a.group == group and a.shortcut]
            (right if group in ("Lists", "Records", "Audits") else left).addLayout(_section(tr(group), rows))
        for column in (left, right):
            column.setSpacing(theme.current().sizes.l)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.body.addLayout(columns)
        self._foot_line.hide()


def _section(title: str, rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.current().sizes.xs)
    grid.setColumnStretch(0, 1)
    grid.addWidget(Label(title, "section"), 0, 0)
    for place, (text, shortcut) in enumerate(rows, 1):
        grid.addWidget(Label(text), place, 0)
        grid.addWidget(KeyCap(key_text(shortcut)), place, 1, Qt.AlignmentFlag.AlignRight)
    return grid
