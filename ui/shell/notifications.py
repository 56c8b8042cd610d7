"""The bell's popover: what the program wants a person to know, and what reached a rung of its ladder."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.shell.notice_line import WIDTH, Hands, Notice, NoticeLine
from ui.widgets.labels import Label
from ui.widgets.surfaces import EmptyState

HIGHEST = 460


class NotificationsPopover(QFrame):
    """Opens below the bell; a click on a line goes there, Esc closes. Ctrl+Z takes back what was done to a line."""

    def __init__(self, parent: QWidget, hands: Hands) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._hands = Hands(self._go, self._snooze, hands.acknowledge, hands.undo)
        self._outer = hands
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Notifications"))
        self.lines: list[NoticeLine] = []
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)

    def show_notices(self, notices: Sequence[Notice], below: QWidget, more: int = 0) -> None:
        """Show these lines under a button; ``more`` are not shown."""
        sizes = theme.current().sizes
        head = Label(tr("Notifications"), "heading")
        head.setContentsMargins(sizes.l, sizes.m, sizes.l, sizes.s)
        self._column.addWidget(head)
        self.refresh(notices, more)
        self.setFixedWidth(WIDTH)
        self.move(below.mapToGlobal(QPoint(below.width() - WIDTH, below.height() + sizes.xs)))
        self.show()
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self, notices: Sequence[Notice], more: int = 0) -> None:
        """Show other lines and leave the focus where it was, or on the line that took its place."""
        focused = next((at for at, line in enumerate(self.lines) if self._has_focus(line)), -1)
        key = self.lines[focused].notice.key if focused >= 0 else ""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.lines = [NoticeLine(notice, self._hands) for notice in notices]
        for line in self.lines:
            line.walked.connect(self._on_walked)
            line.grown.connect(self._on_grown)
        self._body = self._scrolled(more) if notices else self._empty()
        self._column.addWidget(self._body)
        self._body.show()
        self.adjustSize()
        if focused >= 0 and self.lines:
            same = next((line for line in self.lines if line.notice.key == key), None)
            (same or self.lines[min(focused, len(self.lines) - 1)]).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes back."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._outer.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.setPen(current.line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @staticmethod
    def _has_focus(line: NoticeLine) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is line or line.isAncestorOf(focus))

    def _empty(self) -> QWidget:
        empty = EmptyState("bell", tr("Nothing new"), tr("What is due or overdue is told here."))
        empty.setFixedHeight(200)
        return empty

    def _scrolled(self, more: int) -> QScrollArea:
        sizes = theme.current().sizes
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, sizes.s)
        column.setSpacing(0)
        for line in self.lines:
            column.addWidget(line)
        if more:
            rest = Label(tr("{n} more").format(n=f"{more:,}"), "secondary")
            rest.setContentsMargins(sizes.l, sizes.s, sizes.l, sizes.s)
            column.addWidget(rest)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setFixedHeight(min(HIGHEST, inside.sizeHint().height()))
        return scroll

    def _on_walked(self, step: int) -> None:
        at = next((at for at, line in enumerate(self.lines) if self._has_focus(line)), -step)
        line = self.lines[(at + step) % len(self.lines)]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(self._body, QScrollArea):
            self._body.ensureWidgetVisible(line)

    def _on_grown(self) -> None:
        area, line = self._body, self.sender()
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inside is not None and isinstance(line, NoticeLine):
            layout = inside.layout()
            if layout is not None:
                layout.activate()
            area.setFixedHeight(min(HIGHEST, inside.sizeHint().height()))
            self.adjustSize()
            area.ensureWidgetVisible(line)

    def _go(self, notice: Notice) -> None:
        self.close()
        self._outer.go(notice)

    def _snooze(self, notice: Notice, choice: str) -> None:
        if choice == "pick":
            self.close()  # the day is asked for over the window
        self._outer.snooze(notice, choice)
