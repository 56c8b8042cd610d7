"""What every settings section is: a heading with a sentence, the content, and the keys that help below."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.widgets.labels import Hairline, KeyCap, Label


class SettingsSection(QWidget):
    """Put the content into ``body`` (edge to edge); ``head`` takes buttons at the right of the heading."""

    def __init__(self, title: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(sizes.edge, sizes.l, sizes.edge, sizes.m)
        row.setSpacing(sizes.s)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, "title"))
        words.addWidget(Label(note, "secondary", wrap=True))
        row.addLayout(words, 1)
        self.head = QHBoxLayout()
        self.head.setSpacing(sizes.s)
        row.addLayout(self.head)
        self.body.addWidget(top)
        self.body.addWidget(Hairline())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What the frame's actions do here."""
        return {}

    def add_keys(self, *, moves: bool = False, grows: bool = True, drops: bool = True) -> None:
        """The line at the bottom that tells the table's keys."""
        keys: list[tuple[str, str]] = [("Enter", tr("edit", "key"))]
        if grows:
            keys.append(("Insert", tr("add", "key")))
        if moves:
            keys.append(("Alt ↑ ↓", tr("move", "key")))
        if drops:
            keys.append(("Del", tr("remove", "key")))
        keys.append(("Ctrl Z", tr("undo", "key")))
        self.body.addWidget(_KeyLine(keys))


class _KeyLine(QWidget):
    """32 px with key caps at the right."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.header)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 1, sizes.edge, 0)
        row.setSpacing(sizes.m)
        row.addStretch(1)
        for key, words in keys:
            row.addWidget(KeyCap(key, words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.current().line)
        painter.end()
