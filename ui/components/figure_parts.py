"""Small parts of cards with figures: a number that opens its rows, a link in a heading, a padded chapter."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Hairline, Label


class FigureButton(PaintedButton):
    """A large number with its unit; a click opens the rows behind it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._unit = name, ""
        self.setAccessibleName(name)

    def set_figure(self, figure: str, unit: str) -> None:
        """Show another number."""
        self._unit = unit
        self.setText(figure)
        self.setAccessibleName(f"{self._name} {figure} {unit}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Number and unit."""
        current = theme.current()
        width = drawing.text_width(self.text(), "figure", drawing.BOLD) + 4
        width += drawing.text_width(self._unit, "body") + 4
        return QSize(width, current.metrics("figure", drawing.BOLD).height() - current.sizes.s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number and unit on one line."""
        current = theme.current()
        painter = QPainter(self)
        colour = current.accent_strong if self.hovered else current.text
        room = QRect(0, 0, self.width(), self.height())
        width = drawing.text(painter, room, self.text(), colour, "figure", drawing.BOLD)
        unit = QRect(width + 4, self.height() // 5, self.width() - width, self.height() - self.height() // 5)
        drawing.text(painter, unit, self._unit, current.text2, "body")
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.accent, 2)
        painter.end()


class QuietLink(PaintedButton):
    """Quiet words that open something; accent under the mouse. They end, or begin, where the widget does."""

    def __init__(self, parent: QWidget | None = None, *, align: Qt.AlignmentFlag = drawing.RIGHT) -> None:
        super().__init__(parent)
        self._align = align

    def set_words(self, words: str) -> None:
        """Say something else; nothing hides it."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The words."""
        return QSize(drawing.text_width(self.text(), "small") + 2, theme.current().sizes.icon_large)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        current = theme.current()
        painter = QPainter(self)
        colour = current.accent if self.hovered or self.ringed else current.text2
        drawing.text(painter, self.rect(), self.text(), colour, "small", align=self._align)
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.accent, 1.5)
        painter.end()


class Chapter(QWidget):
    """A part of the card: hairline above unless it is the first, heading, and what ``body`` holds."""

    def __init__(self, title: str = "", *, line: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 1, 0)
        outer.setSpacing(0)
        if line:
            outer.addWidget(Hairline())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(sizes.l - 1, sizes.s + 2, sizes.l - 1, sizes.s + 2)
        self.body.setSpacing(sizes.s - 2)
        outer.addLayout(self.body, 1)
        self.head = QHBoxLayout()
        self.head.setSpacing(sizes.s)
        self.title = Label(title, "bold")
        self.note = Label("", "secondary")
        self.head.addWidget(self.title)
        self.head.addWidget(self.note)
        self.head.addStretch(1)
        if title:
            self.body.addLayout(self.head)
            self.setAccessibleName(title)
