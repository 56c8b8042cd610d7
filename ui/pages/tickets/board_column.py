"""One column of the board: its head with the count, its cards, and the veil that says why nothing fits here."""

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.boards import Drop
from facilities_app.domain.tickets import Status
from facilities_app.presenting import EMPTY
from resources.texts import language, tr, trn
from ui import icons, theme
from ui.context import UiContext
from ui.pages.tickets.board_card import BAR, CardDelegate, CardModel, CardReader
from ui.pages.tickets.board_cards import CardList
from ui.pages.tickets.board_target import paint_target
from ui.widgets import drawing


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
