"""One column of the board: its head with the count, its cards, and the veil that says why nothing fits here."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QVBoxLayout, QWidget

from facilities_app.domain.boards import Drop
from facilities_app.domain.tickets import Status
from facilities_app.presenting import EMPTY
from resources.texts import language, tr, trn
from ui import icons, theme
from ui.components.list_scroll import OverlayBar
from ui.context import UiContext
from ui.models import roles
from ui.pages.tickets.board_card import BAR, CardDelegate, CardModel, CardReader
from ui.widgets import drawing

_LEFT = Qt.MouseButton.LeftButton


class CardList(QListView):
    """The cards of one state, of which only those in sight are painted. Keys are told as wishes."""

    key_pressed = Signal(object)  # QKeyEvent; accepted by who took it
    lifted = Signal(object, QPoint, QPoint)  # the row, the mouse, where in the card it was taken
    dragged = Signal(QPoint)
    let_go = Signal(QPoint)
    came = Signal()  # the keyboard came here

    def __init__(self, model: CardModel, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self.is_dragging = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("plain", True)
        self.setModel(model)
        self.setModelColumn(0)
        self.setItemDelegate(delegate)
        self.bar = OverlayBar(self)
        self.verticalScrollBar().valueChanged.connect(self._tell_window)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The board's keys first, then the list's own: up, down, Home, End, pages."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to the search line instead."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A card may be about to be lifted."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        self._pressed = at if event.button() == _LEFT and self.indexAt(at).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lift the card once the mouse went far enough, then carry it."""
        where = event.globalPosition().toPoint()
        if self.is_dragging:
            self.dragged.emit(where)
            return
        here = event.position().toPoint()
        far = QApplication.startDragDistance()
        if self._pressed is None or (here - self._pressed).manhattanLength() < far:
            if self._pressed is None:
                super().mouseMoveEvent(event)
            return
        index = self.indexAt(self._pressed)
        row = index.data(roles.ROW)
        if row is not None:
            self.is_dragging = True
            self.lifted.emit(row, where, self._pressed - self.visualRect(index).topLeft())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the card go."""
        self._pressed = None
        if self.is_dragging:
            self.is_dragging = False
            self.let_go.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first card in sight is current when the keyboard comes."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(max(0, self.indexAt(QPoint(4, 8)).row()), 0))
        self.came.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the model what is in sight."""
        super().resizeEvent(event)
        self._tell_window()

    def reset(self) -> None:
        """Stay where one was when the cards are read again."""
        before = self.verticalScrollBar().value()
        super().reset()
        self.doItemsLayout()
        self.verticalScrollBar().setValue(before)
        self._tell_window()

    def _tell_window(self) -> None:
        model = self.model()
        if isinstance(model, CardModel):
            first = max(0, self.indexAt(QPoint(4, 4)).row())
            height = max(1, self.sizeHintForRow(0))
            model.set_window(first, min(first + self.height() // height + 1, max(0, model.rowCount() - 1)))


class BoardColumn(QWidget):
    """Head, cards and veil of one state. ``drop`` is what dropping the lifted card here would do."""

    def __init__(self, context: UiContext, status: Status, reader: CardReader) -> None:
        super().__init__()
        self._context, self.status = context, status
        self.drop: Drop | None = None
        self.is_source = self.is_over = self.is_narrowed = False
        self.model = CardModel(
            context.worker, context.services.lists["tickets"], context.presenter.text, None, self
        )
        self.model.reader = reader
        self.delegate = CardDelegate(reader)
        self.list = CardList(self.model, self.delegate)
        self.delegate.setParent(self.list)
        sizes = theme.current().sizes
        self._head = sizes.tabs - 6
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.s, self._head, sizes.s - BAR, sizes.xs)
        column.addWidget(self.list)
        self.setMinimumWidth(round((180 if language() == "en" else 154) * sizes.row / 36))
        self.veil = _Veil(self)
        self.veil.hide()
        self.model.counted.connect(lambda _: self.say_count())
        self.say_count()

    def title(self) -> str:
        """The state's name."""
        return self._context.services.labels.name("ticket_status", int(self.status))

    def count_text(self) -> str:
        """How many cards there are; "－" where a filter leaves this state out, "…" until it is known."""
        if self.is_narrowed:
            return EMPTY
        return f"{self.model.rowCount():,}" if self.model.exact() else "…"

    def say_count(self) -> None:
        """Tell a screen reader, and paint it."""
        words = trn("{n} ticket", "{n} tickets", self.model.rowCount())
        self.list.setAccessibleName(tr("{status}, {count}").format(status=self.title(), count=words))
        self.update(0, 0, self.width(), self._head)

    def show_drop(self, drop: Drop | None, words: str = "", *, is_source: bool = False) -> None:
        """While a card is lifted: dim what cannot take it, and say why; None ends that."""
        self.drop, self.is_source, self.is_over = drop, is_source, False
        self.veil.words = words
        shown = drop is not None and not is_source
        self.veil.setVisible(shown)
        if shown:
            self.veil.raise_()
        self.update()

    def show_over(self, over: bool) -> None:
        """The lifted card is over this column."""
        if over != self.is_over:
            self.is_over = over
            self.veil.update()

    def current_id(self) -> int | None:
        """The current card's ticket."""
        index = self.list.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def choose_row(self, row: int) -> None:
        """Make a card current and bring it into sight."""
        index: QModelIndex = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The veil covers all."""
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect().adjusted(0, 0, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the head."""
        current = theme.current()
        sizes = current.sizes
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), sizes.radius_card, current.bg)
        if event.rect().top() < self._head:
            choice = self._context.services.labels.choice("ticket_status", int(self.status))
            side = sizes.icon_small
            line = QRect(sizes.m, 0, self.width() - 2 * sizes.m, self._head)
            icons.paint(painter, choice.icon or "circle", line.adjusted(0, 0, side - line.width(), 0),
                        current.tone(choice.tone).fg, side)  # fmt: skip
            line.setLeft(line.left() + side + 6)
            width = drawing.text(painter, line, choice.name, current.text, "body", drawing.MEDIUM)
            line.setLeft(line.left() + width + sizes.s)
            drawing.text(painter, line, self.count_text(), current.text2, "small")
            if not self.model.rowCount() and self.model.exact():
                self._paint_empty(painter)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        words = tr("left out by the filter") if self.is_narrowed else tr("none here")
        box = QRect(0, self._head, self.width(), theme.current().sizes.row)
        drawing.text(painter, box, words, theme.current().text3, "small", align=drawing.CENTRE)


class _Veil(QWidget):
    """Lies over a column while a card is lifted: bright where it fits, dim with the reason where it does not."""

    def __init__(self, column: BoardColumn) -> None:
        super().__init__(column)
        self._column = column
        self.words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        drop = self._column.drop
        if drop is not None:
            paint_target(painter, self.rect(), self.words, drop.is_allowed, self._column.is_over)
        painter.end()


def paint_target(painter: QPainter, box: QRect, words: str, allowed: bool, over: bool) -> None:
    """A place to drop a card: what happens there, or why nothing does."""
    current = theme.current()
    radius = current.sizes.radius_card
    inside = box.adjusted(1, 1, -1, -1)
    tag = QRect(box.left() + 4, box.top() + current.sizes.tabs, box.width() - 8, current.sizes.row)
    tag.moveTop(min(tag.top(), box.center().y() - tag.height() // 2))
    if not allowed:
        drawing.rounded(painter, box, radius, drawing.faded(current.bg, 0.72))
        _paint_tag(painter, tag, words, current.text2, current.surface2)
        return
    ground = drawing.faded(current.accent_bg, 0.6 if over else 0.15)
    drawing.rounded(painter, inside, radius, ground, current.accent, 2 if over else 1.4, dashed=not over)
    fill = current.accent if over else current.accent_bg
    _paint_tag(painter, tag, words, current.on_accent if over else current.accent_strong, fill)


def _paint_tag(painter: QPainter, room: QRect, words: str, colour: Any, fill: Any) -> None:
    width = min(room.width(), drawing.text_width(words, "small", drawing.MEDIUM) + 20)
    box = QRect(room.center().x() - width // 2, room.top() + 4, width, room.height() - 8)
    drawing.rounded(painter, box, box.height() / 2, fill)
    drawing.text(painter, box.adjusted(8, 0, -8, 0), words, colour, "small", drawing.MEDIUM, drawing.CENTRE)
