"""What the panes behind 巡檢 share: a record read beside the window, its frame, and reading it again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from ui import theme
from ui.context import UiContext
from ui.widgets.labels import Hairline
from ui.widgets.surfaces import EmptyState
from ui.worker import Task


class ReadingPane(QWidget):
    """Subclasses give ``entities``, ``_reader()``, ``_build()`` (which ends in ``_lay``) and ``_on_read``, which keeps
    what it shows in ``_shown``.
    """

    closed = Signal()
    back_asked = Signal()

    entities: tuple[str, ...] = ()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._task: Task | None = None
        self._shown: Any = None
        self._build()
        context.bus.changed.connect(self._on_changed)

    def show_record(self, record: int | None) -> None:
        """Show one record, or the hint to choose one."""
        if record == self._id and self._shown is not None:
            return
        self._id, self._shown = record, None
        if record is None:
            self._stack.setCurrentIndex(0)
        else:
            self.read()

    def read(self) -> None:
        """Read the record again."""
        if self._task is not None:
            self._task.cancel()
        if self._id is not None:
            read = partial(self._reader(), self._id)
            self._task = self._context.worker.read(read, self._on_read, self._on_failed)

    # -- what subclasses say ---------------------------------------------------------------------

    def _reader(self) -> Callable[[int], Any]:
        """Reads the record of an id; on a reader's thread."""
        raise NotImplementedError

    def _build(self) -> None:
        raise NotImplementedError

    def _on_read(self, found: Any) -> None:
        raise NotImplementedError

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _lay(self, empty: EmptyState, bar: QWidget, head: QWidget, chapters: QWidget) -> None:
        """The hint, and behind it the record: its bar and head stand, its chapters scroll."""
        self.setMinimumWidth(theme.current().sizes.sheet * 2 // 5)
        chapters.setProperty("plain", True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(area.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(chapters)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for part in (bar, head, Hairline()):
            outer.addWidget(part)
        outer.addWidget(area, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(whole)
        fill = QVBoxLayout(self)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(self._stack)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._id = self._shown = None
            self._stack.setCurrentIndex(0)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._id is not None and changes.touches(*self.entities):
            self.read()
