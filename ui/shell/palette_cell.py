"""How a line of the palette is painted: icon, name, quiet detail, key at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.widgets import drawing

DETAIL = int(Qt.ItemDataRole.UserRole) + 1
ICON = DETAIL + 1
HINT = DETAIL + 2


class PaletteCell(QStyledItemDelegate):
    """One row of 36 px."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A fixed height."""
        return QSize(theme.current().sizes.sheet // 2, theme.current().sizes.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        current, sizes = theme.current(), theme.current().sizes
        rect: QRect = option.rect.adjusted(sizes.s, 0, -sizes.s, 0)
        state = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            ground = current.accent_bg if chosen else current.hover
            drawing.rounded(painter, rect, sizes.radius, ground)
        colour = current.accent_strong if chosen else current.text2
        side = QRect(rect.left() + sizes.s, rect.top(), sizes.icon, rect.height())
        icons.paint(painter, str(index.data(ICON) or "command"), side, colour)
        left, right = side.right() + sizes.m, rect.right() - sizes.s
        hint = str(index.data(HINT) or "")
        if hint:
            width = drawing.keycap_width(hint)
            drawing.keycap(
                painter,
                QRect(right - width, rect.top(), width, rect.height()),
                hint,
                current.text2,
                current.line,
            )
            right -= width + sizes.s
        title = str(index.data() or "")
        room = QRect(left, rect.top(), right - left, rect.height())
        width = drawing.text(painter, room, title, current.text, "body", drawing.MEDIUM)
        detail = str(index.data(DETAIL) or "")
        if detail and width + sizes.m < room.width():
            drawing.text(painter, room.adjusted(width + sizes.m, 0, 0, 0), detail, current.text2, "small")
        painter.restore()
