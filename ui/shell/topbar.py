"""The top bar: where one is, the door to everything, and the one primary button."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton, PaintedButton, PrimaryButton
from ui.widgets.labels import Label


class TopBar(QWidget):
    """56 px: title with note, search, bell, ＋ repair."""

    search_asked = Signal()
    bell_asked = Signal()
    repair_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.top_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 1)
        row.setSpacing(sizes.l)
        self.title = Label("", "page")
        self.note = Label("", "secondary", elide=True)
        self.search = SearchDoor()
        self.bell = BellButton()
        self.repair = PrimaryButton(tr("Repair"), "plus", on_click=self.repair_asked.emit)
        self.repair.setAccessibleName(tr("Log a repair"))
        self.search.clicked.connect(lambda: self.search_asked.emit())
        self.bell.clicked.connect(lambda: self.bell_asked.emit())
        row.addWidget(self.title)
        row.addSpacing(-sizes.s)
        row.addWidget(self.note, 1)
        for widget in (self.search, self.bell, self.repair):
            row.addWidget(widget)

    def set_page(self, title: str, note: str) -> None:
        """Say where one is."""
        self.title.setText(title)
        self.note.setText(note)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline."""
        current = theme.current()
        painter = QPainter(self)
        drawing.plain(painter, self.rect(), current.surface)
        drawing.plain(painter, QRect(0, self.height() - 1, self.width(), 1), current.line)
        painter.end()


class SearchDoor(PaintedButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Search assets, units, tickets, people …"))
        self.setAccessibleName(tr("Search everything"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As the mock draws it."""
        sizes = theme.current().sizes
        return QSize(sizes.sheet // 2, sizes.control)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows keep the icon and the key."""
        return QSize(theme.current().sizes.sheet // 4, theme.current().sizes.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        line = current.chart if self.hovered else current.line
        ground = current.field if current.dark else current.surface2
        drawing.rounded(painter, self.rect(), sizes.radius, ground, line)
        icons.paint(painter, "search", QRect(10, 0, sizes.icon, self.height()), current.text3)
        key = drawing.keycap_width("Ctrl K")
        left = 10 + sizes.icon + sizes.s
        room = QRect(left, 0, self.width() - left - key - 2 * sizes.s, self.height())
        drawing.text(painter, room, self.text(), current.text3, "body")
        at = QRect(self.width() - key - sizes.s, 0, key, self.height())
        drawing.keycap(painter, at, "Ctrl K", current.text3, current.line, current.surface)
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.radius, None, current.accent, 2)
        painter.end()


class BellButton(IconButton):
    """The bell, with a dot when something is new."""

    def __init__(self) -> None:
        super().__init__("bell", tr("Notifications"), boxed=True, colour="text", compact=False)
        self._count = 0

    def set_count(self, count: int) -> None:
        """Say how much is new."""
        self._count = count
        self.setAccessibleName(tr("Notifications") + (f" {count:,}" if count else ""))
        counted = tr("{n} reminders not dealt with, or dates that nobody has looked at yet")
        told = counted.format(n=f"{count:,}") if count else ""
        self.setToolTip(told or tr("Notifications"))
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        """A little wider than high."""
        control = theme.current().sizes.control
        return QSize(control + theme.current().sizes.m, control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot over the bell."""
        super().paintEvent(event)
        if self._count:
            current = theme.current()
            painter = QPainter(self)
            at = self.rect().center()
            drawing.rounded(painter, QRect(at.x() + 3, at.y() - 9, 8, 8), 4, current.red, current.surface)
            painter.end()
