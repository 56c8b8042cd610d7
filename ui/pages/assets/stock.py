"""材料: the parts in stock, beside the assets they mend."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from facilities_app.domain.lists import ListInfo, Row
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_ASSETS, PageSegments
from ui.context import UiContext
from ui.models.cells import Cells
from ui.pages.assets.stock_pane import PartPane
from ui.pages.assets.stock_sheets import CountSheet, PartForm, ReceiveSheet
from ui.widgets.buttons import IconButton


class StockPage(ListPage):
    """The list of parts with a PartPane."""

    pane: PartPane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["parts"]
        super().__init__(context, source, make_look(source.info), PartPane(context))
        self.segments = PageSegments(context, OF_ASSETS, "parts", self)
        self.views.tabs.add_lead(self.segments)
        self.new_button = IconButton("plus", tr("New part (Insert)"), on_click=self.new_part)
        self.filters.tools.insertWidget(0, self.new_button)
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), self)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.new_part)
        self.pane.edit_asked.connect(self.edit)
        self.pane.receive_asked.connect(self.receive)
        self.pane.count_asked.connect(self.count)
        self.pane.back_asked.connect(self.table.setFocus)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's, and those of a part."""
        return {**super().commands(), "new": self.new_part, "edit": self.edit}

    def new_part(self) -> None:
        """Enter a part."""
        form = PartForm(self.context, self.window())
        form.saved.connect(lambda key: self.choose(int(key)))
        form.open()

    def edit(self) -> None:
        """Edit the part in front."""
        if self.pane.part is not None:
            PartForm(self.context, self.window(), self.pane.part).open()

    def receive(self) -> None:
        """Parts came in."""
        if self.pane.part is not None:
            ReceiveSheet(self.context, self.window(), self.pane.part).open()

    def count(self) -> None:
        """Somebody counted."""
        if self.pane.part is not None:
            CountSheet(self.context, self.window(), self.pane.part).open()

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("name") - 1))

    def _on_first_step(self) -> None:
        self.new_part()


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    return ListLook(
        columns={
            "code": ColumnLook(76),
            "name": ColumnLook(),
            "stock": ColumnLook(76, cells=Cells(tone=_stock_tone(info))),
            "unit": ColumnLook(52),
            "reorder": ColumnLook(100),
            "unit_price_twd": ColumnLook(112),
            "trade_id": ColumnLook(72),
            "shelf": ColumnLook(124),
        },
        stretch="name",
        counted=lambda n: (tr("{n} part") if n == "1" else tr("{n} parts")).format(n=n),
        empty=EmptyLook(
            "package",
            tr("No parts here"),
            tr("What repairs take from the shelf is kept here: enter a part, then what came in."),
            tr("New part"),
        ),
        kind="part",
    )


def _stock_tone(info: ListInfo) -> Callable[[Any, Row], str]:
    level = info.index("reorder")

    def tone(value: Any, row: Row) -> str:
        if not value:
            return "red"
        return "amber" if 0 < row[level] >= value else "neutral"

    return tone


def create(context: UiContext) -> StockPage:
    """Make the page."""
    return StockPage(context)
