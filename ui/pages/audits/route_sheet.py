"""The order in which units are walked, by drag or Alt+Up and Down, and the route each is on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from facilities_app.domain.audit_rows import RoundDetail
from facilities_app.domain.privacy import masked_name
from resources.texts import tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.audits.words import mark
from ui.widgets.buttons import SecondaryButton

_ID = Qt.ItemDataRole.UserRole
_ROUTE = Qt.ItemDataRole.UserRole + 1
_WORDS = Qt.ItemDataRole.UserRole + 2


class RouteSheet(FormSheet):
    """Keeps order and routes of the whole round in one step."""

    def __init__(self, context: UiContext, host: QWidget, shown: RoundDetail, current: int) -> None:
        super().__init__(context, host, tr("Arrange the route"), shown.name)
        self._round = shown.id
        self.list = _RouteList(self.move_by)
        for line in shown.lines:
            words = f"{line.unit_code}　{masked_name(line.resident)}　{mark(context, line.finding).text}"
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, theme.current().sizes.compact))
            item.setData(_ID, line.id)
            item.setData(_WORDS, words)
            _put(item, line.route)
            self.list.addItem(item)
            if line.id == current:
                self.list.setCurrentItem(item)
        self.body.addWidget(self.list, 1)
        self._build_tools()

    def move_by(self, step: int) -> None:
        """Move the chosen units by a place, as one block."""
        chosen = self.list.selectedItems()
        rows = sorted(self.list.row(item) for item in chosen)
        if not rows or rows[0] + step < 0 or rows[-1] + step >= self.list.count():
            return
        for row in rows if step < 0 else reversed(rows):
            self.list.insertItem(row + step, self.list.takeItem(row))
        self.list.clearSelection()
        for item in chosen:
            item.setSelected(True)
        self.list.scrollToItem(chosen[0])

    def put_on_route(self) -> None:
        """The chosen units are on the route of that name; an empty name takes them off."""
        for item in self.list.selectedItems():
            _put(item, self.name.text().strip())

    def save(self) -> None:
        """Keep order and routes."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ids = [int(item.data(_ID)) for item in items]
        routes = {int(item.data(_ID)): str(item.data(_ROUTE) or "") for item in items}
        self.submit(partial(self.context.services.audits.arrange, self._round, ids, routes))

    def _build_tools(self) -> None:
        self.name = self.line(longest=40, placeholder=tr("such as: Monday evening, Lin"))
        self.name.setAccessibleName(tr("Name of the route"))
        self.name.returnPressed.connect(self.put_on_route)
        put = SecondaryButton(tr("Put the chosen on this route"), on_click=self.put_on_route)
        up = SecondaryButton(tr("Up", "route"), "arrow-up", key="Alt ↑", on_click=lambda: self.move_by(-1))
        down = SecondaryButton(
            tr("Down", "route"), "arrow-down", key="Alt ↓", on_click=lambda: self.move_by(1)
        )
        for parts in ((up, down), (self.name, put)):
            row = QHBoxLayout()
            row.setSpacing(theme.current().sizes.s)
            for part in parts:
                row.addWidget(part, int(part is self.name))
            if self.name not in parts:
                row.addStretch(1)
            self.body.addLayout(row)


class _RouteList(QListWidget):
    """Rows that are dragged, or moved by Alt and an arrow."""

    def __init__(self, move: Callable[[int], None]) -> None:
        super().__init__()
        self._move = move
        self.setAccessibleName(tr("Units in route order"))
        self.setMinimumHeight(theme.current().sizes.row * 9)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)


def _put(item: QListWidgetItem, route: str) -> None:
    item.setData(_ROUTE, route)
    words = str(item.data(_WORDS))
    item.setText(f"{words}　〔{route}〕" if route else words)
