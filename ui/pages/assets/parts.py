"""Small parts of an asset's pane: the tag 依報告, three facts, the lines of events."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView
from ui.widgets.tips import plain_tip


class ReportTag(QWidget):
    """Marks a value that was taken over from the report and not measured by the office."""

    def __init__(self, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = tr("as reported")
        self.setAccessibleName(self._text)
        self.setToolTip(plain_tip(note) or tr("Taken over from the report"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Icon and words in a small box."""
        sizes = theme.current().sizes
        return QSize(
            2 * 6 + sizes.icon_small + sizes.xs + drawing.text_width(self._text, "small"), sizes.keycap
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), sizes.xs, current.surface2)
        slot = self.rect().adjusted(6, 0, 0, 0)
        slot.setWidth(sizes.icon_small)
        icons.paint(painter, "file-text", slot, "text2", sizes.small)
        room = self.rect().adjusted(6 + sizes.icon_small + 3, 0, 0, 0)
        drawing.text(painter, room, self._text, current.text2, "small")
        painter.end()


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, its value and what explains the value; ``link`` makes the value an accent word."""

    label: str
    value: str
    detail: str = ""
    tone: str = ""
    link: str = ""


class Facts(QWidget):
    """Facts side by side in columns of one width; ``opened`` carries a fact's link."""

    opened = Signal(str)

    def __init__(self, facts: Sequence[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.m)
        for fact in facts:
            column = _FactColumn(fact)
            column.opened.connect(self.opened)
            row.addWidget(column, 1)


class _FactColumn(QWidget):
    """One fact."""

    opened = Signal(str)

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._link = fact.link
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Label(fact.label, "secondary", elide=True))
        column.addSpacing(3)
        colour = "accent" if fact.link else fact.tone
        column.addWidget(Label(fact.value, "strong", colour=colour, elide=True))
        column.addWidget(Label(fact.detail, "secondary", elide=True))
        self.setAccessibleName(" ".join(p for p in (fact.label, fact.value, fact.detail) if p))
        if fact.link:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what the fact is about."""
        if self._link:
            self.opened.emit(self._link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it."""
        if self._link and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._link)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            drawing.rounded(painter, self.rect(), theme.current().sizes.xs, None, theme.current().accent, 1.5)
            painter.end()


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of 事件與工程: icon, when, what, and a short aside."""

    icon: str
    when: str
    text: str
    aside: str = ""
    tone: str = ""
    link: bool = False


class EventLines(QWidget):
    """Damages and works in aligned columns."""

    def __init__(self, lines: Sequence[EventLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.s)
        grid.setVerticalSpacing(sizes.s)
        grid.setColumnStretch(2, 1)
        for row, line in enumerate(lines):
            grid.addWidget(IconView(line.icon, line.tone or "text"), row, 0)
            grid.addWidget(Label(line.when, "secondary"), row, 1)
            colour = line.tone if line.tone == "red" else ""
            words = Label(line.text, "strong", colour=colour, elide=True)
            grid.addWidget(words, row, 2, 1, 1 if line.aside else 2)
            if not line.aside:
                continue
            aside = Label(line.aside, "secondary", colour="accent" if line.link else "")
            grid.addWidget(aside, row, 3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
