"""The rack with its chips above, in a view that scrolls; or, where no tile is shown, why."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.pages.dormitories.filter_bar import FilterBar
from ui.pages.dormitories.rack import Rack
from ui.widgets.surfaces import EmptyState


class RackView(QWidget):
    """``bar`` above, ``rack`` or ``empty`` below; ``on_empty`` is what the button of the latter does."""

    def __init__(self, bar: FilterBar, rack: Rack, on_empty: Callable[[], object]) -> None:
        super().__init__()
        self.bar, self.rack = bar, rack
        self.empty = EmptyState("house", "", on_action=on_empty)
        self._has_units = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._build_scroll())
        self._middle.addWidget(self.empty)
        column.addWidget(self._middle, 1)
        rack.moved_to.connect(self._scroll_to)

    def show_tiles(self, shown: int, of: int) -> None:
        """The rack, or why it shows none of so many units."""
        self._has_units = bool(of)
        self.bar.setVisible(self._has_units)
        self._middle.setCurrentIndex(0 if shown else 1)
        if not of:
            words = tr(
                "Each dormitory unit becomes a tile here: who lives there, until when, and what is to be done."
            )
            self.empty.set_content(
                "house", tr("No dormitory units yet"), words, tr("Add a unit", "first step")
            )
            if self.isVisible() and QApplication.focusWidget() in (None, self.rack, self.empty):
                self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not shown:
            words = tr("No unit fits these chips.")
            self.empty.set_content("search-x", tr("Nothing fits"), words, tr("Show all units"))

    def front(self) -> QWidget:
        """What the keyboard goes to."""
        return self.rack if self._has_units else self.empty.button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the rack how much room there is."""
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            self.rack.set_room(self.area.viewport().height() - self._bottom())
        return super().eventFilter(watched, event)

    def _build_scroll(self) -> QScrollArea:
        sizes = theme.current().sizes
        self._inner = QWidget()
        self._inner.setProperty("plain", True)
        around = QVBoxLayout(self._inner)
        around.setContentsMargins(sizes.edge, 0, sizes.edge, self._bottom())
        around.addWidget(self.rack)
        around.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._inner)
        self.area.viewport().installEventFilter(self)
        return self.area

    def _scroll_to(self, box: QRect) -> None:
        at = self.rack.mapTo(self._inner, box.center())
        self.area.ensureVisible(at.x(), at.y(), 0, box.height())

    @staticmethod
    def _bottom() -> int:
        return theme.current().sizes.s - 2
