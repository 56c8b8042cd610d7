"""What lies over the window instead of a dialog: a scrim, and the sheet in its middle."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from resources.texts import tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Hairline, Label
from ui.widgets.stops import go_round, stops_in


class Overlay(QWidget):
    """Covers ``host`` with a scrim while open. Keeps the focus inside and gives it back on closing.

    Esc or a click on the scrim closes. The overlay lives on: open() shows it again as it was.
    """

    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.host = host
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        host.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_focus)
        self.hide()

    def open(self) -> None:
        """Cover the host and take the focus."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self.host.rect())
        self.arrange()
        self.show()
        self.raise_()
        (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def arrange(self) -> None:
        """Place the content; called when the host or the content changes its size."""

    def content_rect(self) -> QRect:
        """Where a click does not close."""
        return self.rect()

    def first_focus(self) -> QWidget | None:
        """What gets the focus on opening: the first that can take it."""
        stops = stops_in(self)
        return stops[0] if stops else None

    def _keep_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """What is covered and takes the focus, as a page that reads anew, gets it when the overlay closes."""
        if now is None or self.isHidden() or now is self.host or not self.host.isAncestorOf(now):
            return
        above: QWidget | None = now
        while above is not None and not isinstance(above, Overlay):
            above = above.parentWidget()
        if above is None:
            self._before = now
            inside = old is not None and self.isAncestorOf(old) and old.isEnabled()
            ((old if inside else self.first_focus()) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the overlay."""
        return go_round(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the scrim closes; nothing below hears of it."""
        if not self.content_rect().contains(event.position().toPoint()):
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the host."""
        if event.type() == QEvent.Type.Resize and not self.isHidden() and watched is self.host:
            self.setGeometry(self.host.rect())
            self.arrange()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scrim."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().scrim)
        painter.end()


class Sheet(Overlay):
    """A sheet of 640 px in the middle of the window: head, ``body`` that scrolls, ``footer``.

    ``head`` takes widgets at the right of the title, left of the Esc key. ``likely_height`` is how high it may
    grow while it is filled in: it opens with room for that. Typed words are not lost by one Esc or a click
    beside the sheet, unless it ``keeps_words`` itself.
    """

    likely_height = 0
    keeps_words = False

    def __init__(self, host: QWidget, title: str = "", note: str = "") -> None:
        super().__init__(host)
        sizes = theme.current().sizes
        self._height_on_opening = -1
        self._panel = _Panel(self)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head(title, note))
        column.addWidget(self._build_body(), 1)
        self._foot_line = Hairline()
        column.addWidget(self._foot_line)
        foot = QWidget()
        foot.setFixedHeight(sizes.sheet_foot)
        self.footer = QHBoxLayout(foot)
        self.footer.setContentsMargins(20, 0, 20, 0)
        self.footer.setSpacing(sizes.s)
        column.addWidget(foot)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the title and the quiet words beside it."""
        self.title.setText(title)
        self.note.setText(note)
        self.setAccessibleName(title)

    def arrange(self) -> None:
        """Hang the sheet up where it stays: what grows below never moves the line one is typing in."""
        sizes = theme.current().sizes
        width = min(sizes.sheet, self.width() - 2 * sizes.l)
        inner = self.body.totalHeightForWidth(width)
        wanted = inner if inner >= 0 else self.body.totalSizeHint().height()
        height = min(sizes.sheet_head + wanted + 1 + sizes.sheet_foot, self.height() - 2 * sizes.xl)
        if self._height_on_opening < 0:
            self._height_on_opening = height
        top = (self.height() - max(self._height_on_opening, self.likely_height)) // 2
        top = max(sizes.xl, min(top, self.height() - height - sizes.xl))
        self._panel.setGeometry((self.width() - width) // 2, top, width, height)
        self.update()  # the shadow moves too

    def open(self) -> None:
        """Open in the middle of the window."""
        self._height_on_opening = -1
        super().open()

    def content_rect(self) -> QRect:
        """The sheet."""
        return self._panel.geometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; where words were typed, the second one."""
        if event.key() == Qt.Key.Key_Escape and self._warned():
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet closes, but never throws typed words away."""
        beside = not self.content_rect().contains(event.position().toPoint())
        if not (beside and self._typed()):
            super().mousePressEvent(event)
        else:
            self._warned()

    def _typed(self) -> bool:
        lines = any(line.isModified() for line in self._content.findChildren(QLineEdit))
        texts = any(text.document().isModified() for text in self._content.findChildren(QPlainTextEdit))
        return not self.keeps_words and (lines or texts)

    def _warned(self) -> bool:
        """Say once that typed words would be lost."""
        words = tr("Not saved: Esc once more throws it away")
        if not self._typed() or self.note.text() == words:
            return False
        note = self.note.text()
        self.note.setText(words)
        once = Qt.ConnectionType.SingleShotConnection
        for line in self._content.findChildren(QLineEdit):
            line.textChanged.connect(lambda _: self._calm(words, note), once)
        for text in self._content.findChildren(QPlainTextEdit):
            text.textChanged.connect(lambda: self._calm(words, note), once)
        return True

    def _calm(self, words: str, note: str) -> None:
        """Who goes on typing is not about to leave: the next Esc warns again."""
        if self.note.text() == words:
            self.note.setText(note)

    def first_focus(self) -> QWidget | None:
        """The first field of the body, not the close button of the head."""
        return next((w for w in stops_in(self) if self._content.isAncestorOf(w)), super().first_focus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the content."""
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.arrange()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scrim and the sheet's shadow."""
        super().paintEvent(event)
        painter = QPainter(self)
        drawing.shadow(painter, self._panel.geometry(), theme.current().sizes.radius_sheet, 24)
        painter.end()

    def _build_head(self, title: str, note: str) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        box.setFixedHeight(sizes.sheet_head)
        row = QHBoxLayout(box)
        row.setContentsMargins(20, sizes.xs, 20 - sizes.xs, 0)
        row.setSpacing(sizes.s)
        self.title = Label(title, "title")
        self.note = Label(note, "secondary")
        self.head = QHBoxLayout()
        self.head.setSpacing(sizes.m)
        close = _CloseKey(self)
        close.clicked.connect(self.dismiss)
        row.addWidget(self.title)
        row.addSpacing(sizes.xs)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addLayout(self.head)
        row.addSpacing(sizes.xs)
        row.addWidget(close)
        self.setAccessibleName(title)
        return box

    def _build_body(self) -> QScrollArea:
        sizes = theme.current().sizes
        self._content = QWidget()
        self._content.setProperty("plain", True)
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(20, sizes.s, 20, sizes.l)
        self.body.setSpacing(sizes.m)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._content.installEventFilter(self)
        return self._scroll


class _Panel(QWidget):
    """The sheet itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        current = theme.current()
        painter = QPainter(self)
        line = current.line if current.dark else None
        drawing.rounded(painter, self.rect(), current.sizes.radius_sheet, current.surface, line)
        painter.end()


class _CloseKey(PaintedButton):
    """The Esc key cap with its word, as a button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(tr("Close"))
        self.setAccessibleName(tr("Close"))

    def sizeHint(self) -> QSize:
        """Key cap and word."""
        sizes = theme.current().sizes
        words = drawing.text_width(self.text(), "small")
        return QSize(drawing.keycap_width("Esc") + sizes.s + words, sizes.keycap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw key cap and word."""
        current = theme.current()
        painter = QPainter(self)
        drawing.keycap(painter, self.rect(), "Esc", current.text2, current.line, current.surface)
        room = self.rect().adjusted(drawing.keycap_width("Esc") + current.sizes.s - 2, 0, 1, 0)
        colour = current.text if self.hovered else current.text2
        drawing.text(painter, room, self.text(), colour, "small")
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.xs, None, current.accent, 1.5)
        painter.end()
