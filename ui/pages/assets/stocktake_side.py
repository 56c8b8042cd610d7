"""The campaigns at the left of the stock-take page: the newest first, each with how far it got."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import ListQuery
from resources.texts import tr
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.context import UiContext
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label

_MOST = 200


class Campaign(NamedTuple):
    """A stock-take in one line."""

    id: int
    code: str
    name: str
    started_on: str
    closed_on: str | None
    listed: int
    seen: int


class CampaignSide(QWidget):
    """``chosen`` carries a campaign's id, ``read`` all campaigns each time they were read."""

    chosen = Signal(int)
    read = Signal(object)
    new_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._current = 0
        self.campaigns: tuple[Campaign, ...] = ()
        sizes = theme.current().sizes
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.add_button = IconButton("plus", tr("New stock-take"), on_click=self.new_asked.emit)
        head = QWidget()
        head.setFixedHeight(sizes.row)
        row = QHBoxLayout(head)
        row.setContentsMargins(sizes.l, sizes.xs, sizes.s, 0)
        row.addWidget(Label(tr("Stock-takes"), "secondary"), 1)
        row.addWidget(self.add_button)
        self.rows = BriefRows()
        self.rows.opened.connect(lambda key: self.chosen.emit(int(str(key))))
        inner = QWidget()
        inner.setProperty("plain", True)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(sizes.l, 0, sizes.s, 0)
        rows.addWidget(self.rows)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        area.setWidget(inner)
        column.addWidget(head)
        column.addWidget(area, 1)
        self.setMinimumWidth(sizes.rail // 2)
        context.bus.changed.connect(self._on_changed)
        self.refresh()

    def add_switch(self, switch: QWidget) -> None:
        """Put the page's segments above the campaigns."""
        sizes = theme.current().sizes
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(sizes.s, sizes.s, sizes.s, 0)
        row.addWidget(switch)
        row.addStretch(1)
        self._column.insertWidget(0, box)
        self.setMinimumWidth(max(self.minimumWidth(), switch.sizeHint().width() + 2 * sizes.s))

    def mark(self, campaign_id: int) -> None:
        """Show which one is in front."""
        if campaign_id != self._current:
            self._current = campaign_id
            self._show()

    def refresh(self) -> None:
        """Read the campaigns."""
        source = self._context.services.lists["stocktakes"]
        keys = ("id", *(spec.key for spec in source.info.columns))

        def look() -> tuple[Campaign, ...]:
            rows = [dict(zip(keys, row, strict=True)) for row in source.page(ListQuery(), 0, _MOST)]
            return tuple(
                Campaign(
                    row["id"],
                    row["code"],
                    row["name"],
                    row["started_on"],
                    row["closed_on"],
                    row["listed"],
                    row["found"] + row["moved"],
                )
                for row in rows
            )

        self._context.worker.read(look, self._on_read, self._context.notify.error)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("stocktakes", "stocktake_lines"):
            self.refresh()

    def _on_read(self, campaigns: tuple[Campaign, ...]) -> None:
        changed, self.campaigns = campaigns != self.campaigns, campaigns
        if changed:
            self._show()
        self.read.emit(campaigns)

    def _show(self) -> None:
        rows = []
        for one in self.campaigns:
            icon = "chevron-right" if one.id == self._current else "clipboard-list"
            rows.append(
                Brief(
                    one.id,
                    one.name,
                    one.code,
                    icon=icon,
                    tone="green" if one.id == self._current else "neutral",
                    aside=tr("closed") if one.closed_on else f"{one.seen:,}／{one.listed:,}",
                )
            )
        self.rows.set_rows(rows, empty=tr("None yet."))
