"""The line below the head of the keying screen: what was restored, who else keys this sheet, where both differ."""

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView


class KeyingNotice(QWidget):
    """Hidden until something is said; one saying at a time, with at most one way to act on it."""

    def __init__(self) -> None:
        super().__init__()
        sizes = theme.current().sizes
        self._tone = "blue"
        self._then: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, sizes.xs, sizes.m, sizes.xs)
        row.setSpacing(sizes.s)
        self._icon = IconView("info", "blue")
        self.words = Label("", wrap=True)
        self.action = GhostButton("", on_click=self._act)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(IconButton("x", tr("Dismiss"), on_click=self.hide))
        self.hide()

    def say(
        self, words: str, tone: str = "blue", action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Say it; ``action`` is the word for ``then``."""
        self._tone, self._then = tone, then
        self._icon.set_icon("info" if tone == "blue" else "triangle-alert", tone)
        self.words.setText(words)
        self.action.set_content(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(words)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().tone(self._tone).bg)
        painter.end()

    def _act(self) -> None:
        if self._then is not None:
            self._then()
