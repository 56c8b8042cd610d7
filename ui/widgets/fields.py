"""Fields of forms: label above, error below; and the search field."""

from PySide6.QtCore import QMetaObject, QObject, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources.texts import tr
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView


class SearchField(QLineEdit):
    """A line with a magnifier, a key cap while it is empty, and ✕ once it is not. Esc clears it first."""

    cleared = Signal()

    def __init__(self, placeholder: str = "", *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setProperty("search", True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder or tr("Search"))
        self._cross = IconButton("x", tr("Clear search"), parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self._on_cross)
        self._cross.hide()
        self.textChanged.connect(lambda words: self._cross.setVisible(bool(words)))
        self._set_margins()

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(theme.current().sizes.sheet // 2, theme.current().sizes.control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ✕ at the right."""
        super().resizeEvent(event)
        side = theme.current().sizes.row_dense
        self._cross.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears what is there."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._on_cross()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw magnifier and key cap over the line."""
        super().paintEvent(event)
        current = theme.current()
        painter = QPainter(self)
        side = current.sizes.icon
        icons.paint(painter, "search", QRect(current.sizes.s + 2, 0, side, self.height()), "text3", side)
        if self._key and not self.text() and not self.hasFocus():
            width = drawing.keycap_width(self._key)
            room = self.rect().adjusted(self.width() - width - current.sizes.s, 0, 0, 0)
            drawing.keycap(painter, room, self._key, current.text2, current.line, current.surface)
        painter.end()

    def _set_margins(self) -> None:
        sizes = theme.current().sizes
        right = max(sizes.row_dense, drawing.keycap_width(self._key) if self._key else 0)
        self.setTextMargins(sizes.icon + sizes.xs + 1, 0, right, 0)

    def _on_cross(self) -> None:
        self.clear()
        self.cleared.emit()


_TOLD_BY = ("textEdited", "textChanged", "changed", "chosen", "toggled", "currentIndexChanged")
"""The signals by which fields of any kind say that a person corrects them, the first that there is."""


class FormField(QWidget):
    """A label above a field, with a quiet hint beside the label and the error below the field.

    The error goes as soon as what is in the field changes.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.field, self._required, self._hint = field, required, hint
        self._watched: list[QMetaObject.Connection] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.xs)
        head = QHBoxLayout()
        head.setSpacing(sizes.s)
        self.label = Label(label, "secondary")
        self.label.setBuddy(field)
        self.hint = Label("", "secondary", colour="text3")
        head.addWidget(self.label)
        head.addWidget(self.hint, 1)
        column.addLayout(head)
        column.addWidget(field)
        self._error_row = QWidget()
        row = QHBoxLayout(self._error_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.xs)
        row.addWidget(IconView("circle-alert", "red", sizes.icon_small), 0, Qt.AlignmentFlag.AlignTop)
        self._error = Label("", "secondary", colour="red", wrap=True)
        row.addWidget(self._error, 1)
        self._error_row.hide()
        column.addWidget(self._error_row)
        column.addStretch(0)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.set_hint(hint)

    def set_hint(self, hint: str) -> None:
        """Say where the value came from, or what it is for."""
        self._hint = hint
        words = [tr("Required")] if self._required else []
        self.hint.setText("  ".join([*words, hint] if hint else words))
        self._describe()

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, or "" for nothing."""
        self._watch(bool(sentence))
        self._error.setText(sentence)
        self._error_row.setVisible(bool(sentence))
        self.field.setProperty("invalid", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self._describe()

    def error(self) -> str:
        """What is wrong, or ""."""
        return self._error.text()

    def _watch(self, wrong: bool) -> None:
        """While something is wrong, listen to the field and to all that is in it now."""
        for connection in self._watched:
            QObject.disconnect(connection)
        self._watched.clear()
        for part in (self.field, *self.field.findChildren(QWidget)) if wrong else ():
            signal = next((found for name in _TOLD_BY if (found := getattr(part, name, None))), None)
            if isinstance(signal, SignalInstance):
                self._watched.append(signal.connect(self._on_corrected))

    def _on_corrected(self) -> None:
        self.set_error("")

    def _describe(self) -> None:
        words = (self.hint.text(), self._error.text())
        self.field.setAccessibleDescription(" ".join(word for word in words if word))
