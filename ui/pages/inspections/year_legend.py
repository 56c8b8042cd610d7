"""The line below the year planner that says what its marks mean."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilities_app.domain.year_plan import MarkState
from facilities_app.domain.year_words import state_words
from resources.texts import tr
from ui import icons, theme
from ui.pages.inspections.year_look import LOOKS
from ui.widgets import drawing

_SHOWN = (
    MarkState.DONE, MarkState.LATE, MarkState.PLANNED, MarkState.FORESEEN, MarkState.OPEN, MarkState.DUE,
    MarkState.OVERDUE, MarkState.BEHIND, MarkState.MISSED, MarkState.SKIPPED, MarkState.PAUSED,
)  # fmt: skip
_ICON, _GAP = 12, 16


class YearLegend(QWidget):
    """Each state with its mark; at the right that dark days are the law's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        names = state_words()
        self.setAccessibleName(tr("Legend"))
        self.setAccessibleDescription(tr(", ", "list").join(names[state] for state in _SHOWN))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(640, theme.current().sizes.pill + 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks with their names."""
        current, names = theme.current(), state_words()
        painter = QPainter(self)
        x, high = current.sizes.edge, self.height()
        for state in _SHOWN:
            look, words = LOOKS[state], names[state]
            fg, bg = current.tone(look.tone)
            wide = _ICON + 4 + drawing.text_width(words, "small")
            if x + wide + _GAP > self.width():
                break
            if look.filled or look.outlined:
                box = QRect(x - 4, (high - 19) // 2, wide + 8, 19)
                drawing.rounded(painter, box, 3, bg if look.filled else None, None if look.filled else fg)
            tint = current.tone(look.icon_tone).fg if look.icon_tone else fg
            icons.paint(painter, look.icon, QRect(x, 0, _ICON, high), tint, _ICON)
            drawing.text(painter, QRect(x + _ICON + 4, 0, wide, high), words, fg, "small")
            x += wide + _GAP
        words = tr("Bold: the law sets the interval")
        if x + drawing.text_width(words, "small") + current.sizes.edge < self.width():
            box = QRect(x, 0, self.width() - x - current.sizes.edge, high)
            drawing.text(painter, box, words, current.text2, "small", align=drawing.RIGHT)
        painter.end()
