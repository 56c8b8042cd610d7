"""The header of a list: quiet titles, the sorted one strong with its arrow."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import icons, theme
from ui.models import roles
from ui.widgets import drawing

PAD = 6


class ListHeader(QHeaderView):
    """Columns can be moved and widened; a click sorts, a second one turns the order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setFixedHeight(theme.current().sizes.header)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one title."""
        current, sizes = theme.current(), theme.current().sizes
        painter.save()
        painter.fillRect(rect, current.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, current.line)
        model = self.model()
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        weight = drawing.BOLD if sorted_here else 400
        colour = current.text if sorted_here else current.text2
        room = rect.adjusted(PAD if self.sectionPosition(section) else PAD + 14, 0, -PAD, -1)
        align = model.headerData(section, Qt.Orientation.Horizontal, roles.ALIGNMENT)
        right = bool(align and int(align) & int(Qt.AlignmentFlag.AlignRight))
        width = drawing.text_width(words, "small", weight)
        arrow = sizes.icon_small + sizes.xs if sorted_here else 0
        if right:
            room.setLeft(max(room.left(), room.right() - width - arrow))
        width = drawing.text(painter, room.adjusted(0, 0, -arrow, 0), words, colour, "small", weight)
        if sorted_here:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            at = QRect(room.left() + width + sizes.xs, room.top(), sizes.icon_small, room.height())
            icons.paint(painter, "arrow-up" if up else "arrow-down", at, current.text, sizes.icon_small)
        painter.restore()

    def section_corner(self, section: int) -> QPoint:
        """Where a menu of this column opens."""
        return self.mapToGlobal(QPoint(self.sectionViewportPosition(section), self.height()))
