"""The dormitory rack in miniature, with its legend: each tile and each count opens its units."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilities_app.domain.rows import Choice, UnitTile
from resources.texts import tr
from ui import icons, theme
from ui.context import UiContext
from ui.widgets import drawing
from ui.widgets.chart import Chart

TODO = "todo"
_KINDS = ("head", "single", "multi", "family")
_SIZES = (20, 18, 16, 14, 12, 10, 8, 6, 4)
_GAP = 2
_LINES = 8


class MiniRack(Chart):
    """Tiles of 12 px in the rack's order, kind by kind; smaller where there are many."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = context.services.labels
        self._tiles: list[UnitTile] = []
        self._boxes: list[QRect] = []
        self._names: list[tuple[QRect, str]] = []
        self._legend: list[tuple[Choice, int]] = []
        self._high = 0
        self._largest = 12
        self.setAccessibleName(tr("Dormitory rack", "figure"))

    def set_tiles(self, tiles: Sequence[UnitTile]) -> None:
        """Show other units."""
        counts = Counter(tile.status for tile in tiles)
        known = [choice for choice in self._labels.choices("unit_status") if counts[str(choice.code)]]
        self._legend = [(choice, counts[str(choice.code)]) for choice in known]
        waiting = sum(bool(tile.flags) for tile in tiles)
        if waiting:
            self._legend.append((Choice(TODO, tr("of these, to do"), "", "amber"), waiting))
        order = [*_KINDS, *dict.fromkeys(tile.kind for tile in tiles if tile.kind not in _KINDS)]
        self._tiles = sorted(tiles, key=lambda tile: order.index(tile.kind))
        self._place()
        self.updateGeometry()
        self.update()

    def set_largest(self, side: int) -> None:
        """How large tiles may be."""
        if side != self._largest:
            self._largest = side
            self._place()
            self.updateGeometry()
            self.update()

    def unit(self, part: int) -> UnitTile | None:
        """The unit of a part, or None for a line of the legend."""
        return self._tiles[part] if part < len(self._boxes) else None

    def status(self, part: int) -> str:
        """The status of a legend's line, or TODO."""
        return str(self._legend[part - len(self._boxes)][0].code)

    def counts(self) -> dict[str, int]:
        """What the legend says."""
        return {str(choice.code): count for choice, count in self._legend}

    def sizeHint(self) -> QSize:
        """Tiles or legend, whichever is higher."""
        return QSize(360, max(self._high, len(self._legend) * self._line()))

    def resizeEvent(self, event: object) -> None:
        """Set the tiles anew."""
        self._place()

    def parts(self) -> Sequence[QRect]:
        """The tiles, then the legend's lines."""
        wide = self._legend_width()
        left = self.width() - wide
        lines = [QRect(left, n * self._line(), wide, self._line()) for n in range(len(self._legend))]
        return [*self._boxes, *lines]

    def part_name(self, part: int) -> str:
        """Unit and status, or status and count."""
        tile = self.unit(part)
        if tile is not None:
            return f"{tile.code} {self._labels.name('unit_status', tile.status)}"
        choice, count = self._legend[part - len(self._boxes)]
        return f"{choice.name} {count:,}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, tiles and legend."""
        current = theme.current()
        painter = QPainter(self)
        for box, name in self._names:
            drawing.text(painter, box, name, current.text2, "small")
        for place, (tile, box) in enumerate(zip(self._tiles, self._boxes, strict=False)):
            self._paint_tile(painter, box, tile.status, bool(tile.flags))
            if place == self.at:
                drawing.rounded(painter, box.adjusted(-2, -2, 2, 2), 3, None, current.text, 1.4)
        for line, (choice, count) in zip(self.parts()[len(self._boxes) :], self._legend, strict=True):
            if self.at >= 0 and self.parts()[self.at] == line:
                drawing.rounded(painter, line, current.sizes.xs, current.hover)
            mark = QRect(line.left() + 2, line.center().y() - 5, 12, 12)
            self._paint_tile(painter, mark, str(choice.code), choice.code == TODO)
            room = line.adjusted(21, 0, -2, 0)
            number = f"{count:,}"
            wide = drawing.text_width(number, "small", drawing.MEDIUM) + 4
            drawing.text(painter, room, number, current.text, "small", drawing.MEDIUM, drawing.RIGHT)
            drawing.text(painter, room.adjusted(0, 0, -wide, 0), choice.name, current.text2, "small")
        painter.end()

    def _paint_tile(self, painter: QPainter, box: QRect, status: str, waiting: bool) -> None:
        current = theme.current()
        if waiting:
            drawing.rounded(painter, box, 2, current.amber)
            if box.width() >= 10:
                drawing.text(painter, box, "!", current.surface, "caption", drawing.BOLD, drawing.CENTRE)
            return
        tone = current.tone(self._labels.choice("unit_status", status).tone)
        if status == "in_use":
            drawing.rounded(painter, box, 2, current.rack)
        elif status in ("provided", "rented"):
            drawing.rounded(painter, box, 2, current.chart)
        elif status == "vacant":
            drawing.rounded(painter, box, 2, current.surface, current.text2, 1.4)
        elif status in ("recovered", "demolished", "handed_over"):
            drawing.rounded(painter, box, 2, current.grey_bg, current.line)
        else:
            drawing.rounded(painter, box, 2, tone.bg, tone.fg)
            if box.width() >= 10 and status == "renovating":
                icons.paint(painter, "wrench", box, tone.fg, 9)

    def _place(self) -> None:
        room = max(60, self.width() - self._legend_width() - theme.current().sizes.m)
        for side in (one for one in _SIZES if one <= self._largest):
            self._high = self._set(room, side)
            if self._high <= _LINES * self._largest:
                return
        self._boxes, self._names, self._high = [], [], 0  # too many to draw: the legend tells

    def _set(self, room: int, side: int) -> int:
        """Place names and tiles with this side; returns the height."""
        self._boxes, self._names = [], []
        line, step = max(side + _GAP, 14), side + _GAP
        label = max((drawing.text_width(self._kind(kind), "small") for kind in _KINDS), default=40) + 8
        x, y, kind = 0, 0, ""
        for tile in self._tiles:
            if tile.kind != kind:
                size = sum(one.kind == tile.kind for one in self._tiles)
                fits = kind and x + 12 + label + size * step <= room and y == 0
                if fits:
                    x += 12
                elif kind:
                    x, y = 0, y + line + 5
                kind, start = tile.kind, x + label
                self._names.append((QRect(x, y - 2, label, 16), self._kind(kind)))
                x = start
            elif x + side > room:
                x, y = start, y + step
            self._boxes.append(QRect(x, y, side, side))
            x += step
        return y + side if self._boxes else 0

    def _kind(self, kind: str) -> str:
        """A kind, as short as it is clear."""
        return {
            "head": tr("Heads", "kind"),
            "single": tr("Single", "kind"),
            "multi": tr("Multi", "kind"),
            "family": tr("Family", "kind"),
        }.get(kind) or self._labels.name("unit_kind", kind)

    def _legend_width(self) -> int:
        names = [drawing.text_width(choice.name, "small") for choice, _ in self._legend]
        numbers = [drawing.text_width(f"{count:,}", "small", drawing.MEDIUM) for _, count in self._legend]
        return max(names, default=0) + max(numbers, default=0) + 21 + theme.current().sizes.s

    @staticmethod
    def _line() -> int:
        return theme.current().sizes.icon
