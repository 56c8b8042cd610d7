"""The kinds of cell a list shows: pill, due date, priority, figures, icon with name, two texts, action."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from ui import icons, theme
from ui.delegates import roles
from ui.delegates.base import CellDelegate, Index
from ui.theme import Theme
from ui.widgets import drawing

_GAP = 6


class PillDelegate(CellDelegate):
    """A status as a pill: TEXT, TONE, ICON."""

    def content_width(self, index: Index) -> int:
        """As wide as the pill."""
        return drawing.pill_width(str(index.data(roles.TEXT) or ""), str(index.data(roles.ICON) or ""))

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw the pill; an empty status draws nothing."""
        words = index.data(roles.TEXT)
        if words:
            tone = str(index.data(roles.TONE) or "neutral")
            drawing.pill(painter, room, str(words), tone, str(index.data(roles.ICON) or ""))


class DueDelegate(CellDelegate):
    """A deadline: words in the tone of its urgency, with the icon behind (or in a fixed slot before)."""

    def __init__(self, parent: QAbstractItemView | None = None, *, icon_first: bool = False) -> None:
        super().__init__(parent)
        self._icon_first = icon_first

    def content_width(self, index: Index) -> int:
        """The words and a slot for the icon, so that columns do not jump."""
        words = str(index.data(roles.TEXT) or "")
        slot = theme.current().sizes.icon_small + _GAP
        return drawing.text_width(words, "small", drawing.BOLD) + slot

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw words and icon."""
        words, tone = str(index.data(roles.TEXT) or ""), str(index.data(roles.TONE) or "neutral")
        icon, side = str(index.data(roles.ICON) or ""), current.sizes.icon_small
        calm = tone == "neutral"
        colour = self.colour_of(index, current, selected)
        weight = 400 if calm else drawing.MEDIUM
        left = room.left()
        if self._icon_first:
            if icon:
                slot = QRect(left, room.top(), side, room.height())
                icons.paint(painter, icon, slot, current.text3 if calm else colour, side)
            left += side + 4
        words_room = QRect(left, room.top(), room.right() - left + 1, room.height())
        width = drawing.text(painter, words_room, words, colour, "small", weight)
        if icon and not self._icon_first:
            slot = QRect(left + width + _GAP, room.top(), side, room.height())
            if slot.right() <= room.right() + self._pad:
                icons.paint(painter, icon, slot, colour, side)


class PriorityDelegate(CellDelegate):
    """A priority: icon and word, no pill; only what has the red tone is coloured."""

    def content_width(self, index: Index) -> int:
        """Icon and word."""
        slot = theme.current().sizes.icon_small + 4
        return drawing.text_width(str(index.data(roles.TEXT) or ""), "small", drawing.MEDIUM) + slot

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw icon and word."""
        emphasis, red = index.data(roles.EMPHASIS), index.data(roles.TONE) == "red"
        colour = current.red if red else current.text if emphasis == "strong" or selected else current.text2
        side = current.sizes.icon_small
        icon = str(index.data(roles.ICON) or "")
        if icon:
            slot = QRect(room.left(), room.top(), side, room.height())
            icons.paint(painter, icon, slot, colour, side)
        weight = drawing.MEDIUM if red or emphasis == "strong" else 400
        words = room.adjusted(side + 4, 0, 0, 0)
        drawing.text(painter, words, str(index.data(roles.TEXT) or ""), colour, "small", weight)


class NumberDelegate(CellDelegate):
    """Figures: right-aligned, digits of one width."""

    def __init__(self, parent: QAbstractItemView | None = None, *, strong: bool = False) -> None:
        super().__init__(parent, strong=strong, align=drawing.RIGHT, pad=10)


class IconTextDelegate(CellDelegate):
    """An icon and a name: ICON, TEXT, and a quieter SECONDARY behind it where there is one."""

    def __init__(self, parent: QAbstractItemView | None = None, *, strong: bool = True, pad: int = 6) -> None:
        super().__init__(parent, strong=strong, pad=pad)

    def content_width(self, index: Index) -> int:
        """Icon, name and secondary text."""
        width = super().content_width(index) + theme.current().sizes.icon + _GAP + 2
        secondary = index.data(roles.SECONDARY)
        return width + (drawing.text_width(str(secondary), "small") + 2 * _GAP if secondary else 0)

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw icon, name and secondary text."""
        icon, side = index.data(roles.ICON), current.sizes.icon
        if icon:
            slot = QRect(room.left(), room.top(), side, room.height())
            icons.paint(painter, str(icon), slot, current.text2, side)
            room = room.adjusted(side + _GAP + 2, 0, 0, 0)
        paint_two(self, painter, room, index, current, selected)


class TwoTextDelegate(CellDelegate):
    """A quiet number or kind (SECONDARY) before or behind the subject (TEXT)."""

    def __init__(
        self, parent: QAbstractItemView | None = None, *, before: bool = False, strong: bool = True
    ) -> None:
        super().__init__(parent, strong=strong)
        self._before = before

    def content_width(self, index: Index) -> int:
        """Both texts."""
        secondary = str(index.data(roles.SECONDARY) or "")
        return super().content_width(index) + drawing.text_width(secondary, "small") + 2 * _GAP

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw both texts."""
        if self._before:
            secondary = str(index.data(roles.SECONDARY) or "")
            width = drawing.text(painter, room, secondary, current.text2, "small")
            room = room.adjusted(width + _GAP + 2 if width else 0, 0, 0, 0)
            super().paint_content(painter, room, index, current, selected)
        else:
            paint_two(self, painter, room, index, current, selected)


class ActionDelegate(CellDelegate):
    """The one action of a row as accent words; in the row of the focus it is a filled button."""

    triggered = Signal(QModelIndex)

    def __init__(self, parent: QAbstractItemView | None = None) -> None:
        super().__init__(parent, align=drawing.RIGHT)

    def content_width(self, index: Index) -> int:
        """The words with a button's padding."""
        return drawing.text_width(str(index.data(roles.TEXT) or ""), "small", drawing.MEDIUM) + 20

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw words or button."""
        words = str(index.data(roles.TEXT) or "")
        if not words:
            return
        if not selected:
            drawing.text(painter, room, words, current.accent, "small", drawing.MEDIUM, drawing.RIGHT)
            return
        width = drawing.text_width(words, "small", drawing.MEDIUM) + 20
        height = current.sizes.row_dense + 2
        box = QRect(room.right() - width + 1, room.center().y() - height // 2 + 1, width, height)
        drawing.rounded(painter, box, current.sizes.radius, current.accent)
        drawing.text(painter, box, words, current.on_accent, "small", drawing.MEDIUM, drawing.CENTRE)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A click on the words triggers the action."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and index.data(roles.TEXT)
        ):
            self.triggered.emit(model.index(index.row(), index.column(), index.parent()))
            return True
        return super().editorEvent(event, model, option, index)


def paint_two(
    cell: CellDelegate, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
) -> None:
    """TEXT as the cell writes it, then SECONDARY in what room is left."""
    size, weight = cell.type_of(index)
    colour = cell.colour_of(index, current, selected)
    width = drawing.text(painter, room, str(index.data(roles.TEXT) or ""), colour, size, weight)
    secondary = index.data(roles.SECONDARY)
    rest = room.adjusted(width + 2 * _GAP, 0, 0, 0)
    if secondary and rest.width() > 2 * _GAP:
        drawing.text(painter, rest, str(secondary), current.text2, "small")
