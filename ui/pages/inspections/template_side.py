"""The left side of the checklist editor: buttons, and the items as a list."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.pages.inspections.template_items import TemplateItems
from ui.pages.inspections.template_state import TemplateState
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Hairline


class ItemsSide(QWidget):
    """``items`` tells what is asked for, by key, mouse or button alike."""

    def __init__(self, state: TemplateState) -> None:
        super().__init__()
        self._state = state
        self.items = TemplateItems(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_bar())
        column.addWidget(Hairline())
        column.addWidget(self._build_list(), 1)

    def show_current(self) -> None:
        """Show the draft as it is now, the item at hand in sight."""
        self.items.refresh()
        box = self.items.place(self._state.at)
        self._area.ensureVisible(box.center().x(), box.center().y(), 0, 40)
        for tool in self.tools[1:]:
            tool.setEnabled(self._state.item() is not None)

    def _build_bar(self) -> QWidget:
        sizes, items = theme.current().sizes, self.items
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(sizes.m, sizes.xs, sizes.s, sizes.xs)
        row.setSpacing(sizes.xs)
        buttons: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("plus", tr("Add an item (Insert)"), items.add_asked.emit),
            ("copy", tr("Copy the item (Ctrl+D)"), items.copy_asked.emit),
            ("arrow-up", tr("Move up (Alt+↑)"), lambda: self._move(-1)),
            ("arrow-down", tr("Move down (Alt+↓)"), lambda: self._move(1)),
            ("trash-2", tr("Leave the item out (Del)"), items.remove_asked.emit),
        )
        self.tools = [IconButton(icon, name, on_click=act) for icon, name, act in buttons]
        for tool in self.tools:
            row.addWidget(tool)
        row.addStretch(1)
        return bar

    def _build_list(self) -> QScrollArea:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        whole.setProperty("plain", True)
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.items)
        inner.addStretch(1)
        self._area.setWidget(whole)
        return self._area

    def _move(self, step: int) -> None:
        self.items.moved.emit(self._state.at, self._state.at + step)
