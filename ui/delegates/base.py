"""What all cells share: ground, selection, hover and hairline, and one font for each kind of text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.delegates import roles
from ui.theme import Theme
from ui.widgets import drawing

Index = QModelIndex | QPersistentModelIndex

WORDS_ELIDE = Qt.TextElideMode.ElideRight
PLACE_ELIDE = Qt.TextElideMode.ElideMiddle  # the room is at the end of the way to it

# As numbers: this is asked for each cell of each frame, and enums of Python are slow.
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


class CellDelegate(QStyledItemDelegate):
    """One line of text: subject (``strong``, 13 px medium) or secondary (12 px, quieter).

    Subclasses draw their content in paint_content; ground and hairline are the same for all.
    """

    def __init__(
        self,
        parent: QAbstractItemView | None = None,
        *,
        strong: bool = False,
        align: Qt.AlignmentFlag = drawing.LEFT,
        pad: int = 6,
        dense: bool = False,
        elide: Qt.TextElideMode = WORDS_ELIDE,
    ) -> None:
        super().__init__(parent)
        self._strong, self._align, self._pad, self._dense = strong, align, pad, dense
        self._elide = elide

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A fixed row height; the width of the words."""
        sizes = theme.current().sizes
        height = sizes.row_dense if self._dense else sizes.row
        return QSize(self.content_width(index) + 2 * self._pad + 1, height)

    def content_width(self, index: Index) -> int:
        """How wide the content would like to be."""
        size, weight = self.type_of(index)
        return drawing.text_width(str(index.data(roles.TEXT) or ""), size, weight)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, hairline and content."""
        current = theme.current()
        state: int = option.state.value
        rect: QRect = option.rect
        painter.save()
        selected, first = bool(state & _SELECTED), self._is_first_column(option, index)
        paint_ground(painter, rect, current, selected, bool(state & _HOVERED))
        if selected and first:
            painter.fillRect(rect.left(), rect.top(), current.sizes.bar, rect.height(), current.accent)
        if state & _FOCUSED and not selected:
            painter.setPen(current.accent)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        left = max(self._pad, current.sizes.edge) if first and not self._dense else self._pad
        room = rect.adjusted(left, 0, -self._pad, -1)
        self.paint_content(painter, room, index, current, selected)
        painter.restore()

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw the words."""
        size, weight = self.type_of(index)
        colour = self.colour_of(index, current, selected)
        words = index.data(roles.TEXT)
        if words:
            drawing.text(painter, room, str(words), colour, size, weight, self._align, self._elide)

    def type_of(self, index: Index) -> tuple[str, int]:
        """Type size and weight of the words."""
        emphasis = index.data(roles.EMPHASIS)
        strong = self._strong if emphasis is None else emphasis == "strong"
        return ("body", drawing.MEDIUM) if strong else ("small", 400)

    def colour_of(self, index: Index, current: Theme, selected: bool) -> QColor:
        """The colour of the words: a tone's, the subject's, or the quieter one."""
        tone = index.data(roles.TONE)
        if tone and tone != "neutral":
            return current.tone(tone).fg
        if index.data(roles.EMPHASIS) == "faint":
            return current.text3 if not selected else current.text2
        return current.text if self._strong or selected else current.text2

    @staticmethod
    def _is_first_column(option: QStyleOptionViewItem, index: Index) -> bool:
        """Hidden columns before it have no width, so the first one in sight begins at 0."""
        header = getattr(option.widget, "horizontalHeader", None)
        return int(header().sectionPosition(index.column())) == 0 if header else index.column() == 0


def paint_ground(painter: QPainter, rect: QRect, current: Theme, selected: bool, hovered: bool) -> None:
    """The ground of a cell and the hairline below it."""
    if selected:
        painter.fillRect(rect, current.accent_bg)
    elif hovered:
        painter.fillRect(rect, current.hover)
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, current.line)


def row_height(dense: bool = False) -> int:
    """The fixed height to give a table's rows."""
    sizes = theme.current().sizes
    return sizes.row_dense if dense else sizes.row
