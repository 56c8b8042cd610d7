"""Type-ahead that opens inside the layout, so that what follows it moves down and stays in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import trn
from ui import theme
from ui.widgets import drawing
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView
from ui.widgets.type_ahead_rows import ResultRows, Suggestion, TakenLine


class TypeAhead(QWidget):
    """A search line with result rows below it; collapses to one line when a result is taken.

    The owner answers ``wanted`` (the words typed) with set_results, at once or later. ``highlighted``
    carries the value under the bar while the list is open, ``chosen`` the value taken or None.
    """

    wanted = Signal(str)
    highlighted = Signal(object)
    chosen = Signal(object)

    def __init__(self, placeholder: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Suggestion | None = None
        self._outdated = self._take_first = False
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name or placeholder)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self._count = Label("", "secondary")
        self._results = ResultRows()
        self._results.taken.connect(self._on_taken)
        self._results.moved.connect(self._on_moved)
        self._taken = TakenLine()
        self._taken.change.clicked.connect(self.reopen)
        self._build()
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> object:
        """The value taken, or None."""
        return self._chosen.value if self._chosen else None

    def words(self) -> str:
        """What stands in the line."""
        return self.edit.text()

    def set_words(self, words: str) -> None:
        """Put words into the line and ask for results."""
        self.edit.setText(words)
        self._on_edited(words)

    def set_results(self, results: Sequence[Suggestion], total: int | None = None) -> None:
        """Show results; ``total`` when there are more than are given.

        They answer the words that were wanted last. Who pressed Enter before they came takes the first.
        """
        self._outdated = False
        if self._chosen is not None:
            return
        count = len(results) if total is None else total
        typed = bool(self.edit.text().strip())
        self._count.setText(trn("{n} match", "{n} matches", count) if typed or results else "")
        self._results.set_results(results, self.edit.text().split())
        self._results.setVisible(bool(results))
        self.updateGeometry()
        self.update()
        if self._take_first:
            self._take_first = False
            if results:
                self._results.take()

    def has_results(self) -> bool:
        """Whether the list is open."""
        return not self._results.isHidden()

    def choose(self, suggestion: Suggestion | None) -> None:
        """Take a result without telling, or none."""
        self._chosen = suggestion
        self._take_first = False
        self._count.setText("")
        if suggestion is not None:
            self._taken.show_suggestion(suggestion)
            self._results.set_results((), ())
        self._results.hide()
        self._stack.setCurrentIndex(1 if suggestion else 0)
        self.setFocusProxy(self._taken.change if suggestion else self.edit)
        self.updateGeometry()
        self.update()

    def reopen(self) -> None:
        """Give the result up and search again with the same words."""
        self.choose(None)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        self.chosen.emit(None)
        self._on_edited(self.edit.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows and Enter of the line belong to the results."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QFocusEvent):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the common box, with its halo while the line has the focus."""
        current = theme.current()
        painter = QPainter(self)
        focused = self.edit.hasFocus() and self._chosen is None
        box = self.rect()
        drawing.rounded(painter, box, current.sizes.radius, current.field)
        invalid = bool(self.property("invalid"))
        line = current.red if invalid else current.accent if focused else current.line
        drawing.rounded(painter, box, current.sizes.radius, None, line, 1.5 if focused else 1)
        if not self._results.isHidden():
            y = self._results.y() - 1
            painter.fillRect(1, y, self.width() - 2, 1, current.accent if focused else current.line)
        painter.end()

    def _build(self) -> None:
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        searching = QWidget()
        row = QHBoxLayout(searching)
        row.setContentsMargins(sizes.s + 2, 0, sizes.m, 0)
        row.setSpacing(sizes.s)
        row.addWidget(IconView("search", "text2"))
        row.addWidget(self.edit, 1)
        row.addWidget(self._count)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stack.setFixedHeight(sizes.control)
        self._stack.addWidget(searching)
        self._stack.addWidget(self._taken)
        column.addWidget(self._stack)
        column.addWidget(self._results)
        self._results.hide()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self._outdated:
            # What is shown answers older words: a scanner presses Enter before anything could be found.
            self._take_first = bool(self.edit.text().strip())
            return True
        if self._results.isHidden():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._results.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._results.take()
            return True
        if key == Qt.Key.Key_Tab and self.edit.text().strip() and not self._outdated:
            self._results.take()
        return False

    def _on_edited(self, words: str) -> None:
        self._outdated, self._take_first = True, False
        self.wanted.emit(words)

    def _on_moved(self, suggestion: Suggestion) -> None:
        self.edit.setAccessibleDescription(f"{suggestion.text} {suggestion.detail} {suggestion.note}".strip())
        self.highlighted.emit(suggestion.value)

    def _on_taken(self, suggestion: Suggestion) -> None:
        had_focus = self.edit.hasFocus()
        self.choose(suggestion)
        if had_focus:
            self._taken.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(suggestion.value)
