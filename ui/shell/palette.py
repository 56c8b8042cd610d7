"""The palette (Ctrl+K): any record, page or command by any part of its name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from facilities_app.domain.rows import SearchHit
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.shell.facts import PAGE_OF_KIND
from ui.shell.palette_cell import DETAIL, HINT, ICON, PaletteCell
from ui.widgets import drawing
from ui.widgets.labels import Hairline, Label
from ui.widgets.overlay import Overlay
from ui.widgets.surfaces import IconView
from ui.worker import Task

LIMIT = 30
KEYSTROKE_MS = 30
TOP = 72
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    title: str
    run: Callable[[], object]
    icon: str = "command"
    detail: str = ""
    hint: str = ""

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every word is part of the title or the detail."""
        text = f"{self.title} {self.detail}".casefold()
        return all(word in text for word in words)


class _Entries(QAbstractListModel):
    """The lines shown now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Iterable[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.title
        return {DETAIL: entry.detail, ICON: entry.icon, HINT: entry.hint}.get(role)


class Palette(Overlay):
    """Lies over the window. Arrows move, Enter goes, Esc closes; records come from the services."""

    def __init__(self, host: QWidget, context: UiContext, commands: Callable[[], Sequence[Entry]]) -> None:
        super().__init__(host)
        self._context = context
        self._commands = commands
        self._task: Task | None = None
        self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEYSTROKE_MS)
        self._timer.timeout.connect(self._ask)
        self._panel = _Panel(self)
        self._model = _Entries(self)
        self.field = QLineEdit()
        self.list = QListView()
        self._nothing = Label(tr("Nothing is called that"), "secondary")
        self.setAccessibleName(tr("Search everything"))
        self._build()

    def open(self) -> None:
        """Show, with an empty field."""
        self.field.clear()
        self._asked = ""
        self._show([])
        super().open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def entries(self) -> list[Entry]:
        """The lines shown now."""
        return self._model.entries

    def arrange(self) -> None:
        """At the top of the window, as high as its lines."""
        sizes = theme.current().sizes
        rows = max(1, min(len(self._model.entries), 10))
        width = min(sizes.sheet, self.width() - 2 * sizes.l)
        height = sizes.sheet_head + 1 + rows * sizes.row + 2 * sizes.s
        self._panel.setGeometry((self.width() - width) // 2, TOP, width, min(height, self.height() - 2 * TOP))

    def content_rect(self) -> QRect:
        """The panel."""
        return self._panel.geometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scrim and shadow."""
        super().paintEvent(event)
        painter = QPainter(self)
        drawing.shadow(painter, self._panel.geometry(), theme.current().sizes.radius_sheet, 24)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; arrows and Enter work on the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _STEPS:
                self._move(_STEPS[Qt.Key(key)])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        sizes = theme.current().sizes
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, sizes.s)
        column.setSpacing(0)
        top = QWidget()
        top.setFixedHeight(sizes.sheet_head)
        head = QHBoxLayout(top)
        head.setContentsMargins(sizes.l, 0, sizes.l, 0)
        head.setSpacing(sizes.m)
        self.field.setProperty("bare", True)
        self.field.setFont(theme.current().font("title"))
        self.field.setPlaceholderText(tr("An asset, unit, ticket, person, page or command"))
        self.field.setAccessibleName(tr("Search everything"))
        self.field.textChanged.connect(lambda: self._timer.start())
        self.field.installEventFilter(self)
        head.addWidget(IconView("search", "text3", sizes.icon_large))
        head.addWidget(self.field, 1)
        column.addWidget(top)
        column.addWidget(Hairline())
        column.addSpacing(sizes.s)
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteCell(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Results"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        column.addWidget(self.list, 1)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(sizes.row)
        column.addWidget(self._nothing)
        self._nothing.hide()

    def _ask(self) -> None:
        if self._task is not None:
            self._task.cancel()
        text = self.field.text().strip()
        self._asked = text
        if not text:
            self._show([])
            return
        services = self._context.services
        self._task = self._context.worker.read(
            lambda: services.search.everything(text, LIMIT),
            lambda hits: self._on_hits(text, hits),
            self._context.notify.error,
        )

    def _on_hits(self, text: str, hits: Sequence[SearchHit]) -> None:
        if text == self._asked:
            self._show([self._of_hit(hit) for hit in hits])

    def _of_hit(self, hit: SearchHit) -> Entry:
        page, icon = PAGE_OF_KIND.get(hit.kind, ("overview", "file-text"))
        go = self._context.navigate
        return Entry(hit.title, lambda: go(page, record=hit.id, kind=hit.kind), hit.icon or icon, hit.detail)

    def _show(self, found: list[Entry]) -> None:
        words = self._asked.casefold().split()
        commands = [entry for entry in self._commands() if entry.matches(words)]
        self._model.show_entries(commands[:6] + found if words else commands)
        self._nothing.setVisible(not self._model.entries)
        self.list.setVisible(bool(self._model.entries))
        if self._model.entries:
            self.list.setCurrentIndex(self._model.index(0))
        if self.isVisible():
            self.arrange()
            self.update()

    def _move(self, step: int) -> None:
        count = len(self._model.entries)
        if count:
            row = self.list.currentIndex().row() + step
            row = row % count if abs(step) == 1 else max(0, min(count - 1, row))
            self.list.setCurrentIndex(self._model.index(row))

    def _run(self, row: int | None = None) -> None:
        place = self.list.currentIndex().row() if row is None else row
        if 0 <= place < len(self._model.entries):
            entry = self._model.entries[place]
            self.dismiss()
            entry.run()


class _Panel(QWidget):
    """The ground of the palette."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        current = theme.current()
        painter = QPainter(self)
        line = current.line if current.dark else None
        drawing.rounded(painter, self.rect(), current.sizes.radius_sheet, current.surface, line)
        painter.end()
