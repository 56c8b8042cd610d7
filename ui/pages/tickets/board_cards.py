"""The cards of one column of the board, of which only those in sight are painted."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from ui.components.list_scroll import OverlayBar
from ui.models import roles
from ui.pages.tickets.board_card import CardDelegate, CardModel

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
