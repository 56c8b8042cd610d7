"""What the panes of this page share: a record read beside the window, its head, its buttons and its chapters."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import NotFound
from resources.texts import tr
from ui import icons, theme
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

READ_DELAY_MS = 60


class Wish(NamedTuple):
    """Something that can be done with the record: ``key`` is told, ``main`` ones stand in sight."""

    key: str
    text: str
    icon: str
    main: bool = False


class RecordPane(QWidget):
    """Subclasses give ``read`` (on a reader), ``title``, ``pills``, ``wishes`` and ``chapters``.

    ``wished`` carries what a person wants done; ``record_asked`` page, kind and id of a record to go to.
    """

    closed = Signal()
    wide_asked = Signal()
    wished = Signal(str, object)
    record_asked = Signal(str, str, int)

    entities: tuple[str, ...] = ()
    files_entity = ""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.detail: Any = None
        self._record: int | None = None
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_DELAY_MS)
        self._timer.timeout.connect(self._read)
        self.setMinimumWidth(theme.current().sizes.sheet // 2)
        self._build()
        context.bus.changed.connect(self._on_changed)
        self.show_record(None)

    # -- what subclasses say ---------------------------------------------------------------------

    def read(self, key: int) -> Any:
        """The record, whole; on a reader's thread."""
        raise NotImplementedError

    def empty(self) -> tuple[str, str, str]:
        """Icon, title and sentence while nothing is chosen."""
        raise NotImplementedError

    def title(self) -> tuple[str, str]:
        """Number and title."""
        raise NotImplementedError

    def pills(self) -> Sequence[tuple[str, str, str]]:
        """Words, tone and icon of each."""
        return ()

    def wishes(self) -> Sequence[Wish]:
        """What can be done now."""
        return ()

    def chapters(self) -> Sequence[Section]:
        """The record's chapters, top down."""
        return ()

    # -- Pane --------------------------------------------------------------------------------------

    def show_record(self, record: int | None) -> None:
        """Show this record; while one moves through the list quickly only the last is read."""
        self._record = record
        if record is None:
            self._timer.stop()
            self.detail = None
            self._stack.setCurrentIndex(0)
        elif self.detail is None:
            self._read()
        else:
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def wish(self, key: str, what: object = None) -> None:
        """Tell a wish."""
        self.wished.emit(key, what)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(*self.empty()))
        self._stack.addWidget(self._build_record())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _build_record(self) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        self._title = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.xs + 2)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(sizes.s)
        top = QVBoxLayout()
        top.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        top.setSpacing(sizes.s + 2)
        top.addWidget(self._title)
        top.addLayout(self._pills)
        top.addLayout(self._actions)
        column.addLayout(top)
        column.addWidget(Hairline())
        column.addWidget(self._build_body(), 1)
        return box

    def _build_head(self) -> QHBoxLayout:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setContentsMargins(sizes.edge, sizes.s, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self._number = Label("", "secondary")
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(IconButton("maximize-2", tr("Open wide"), on_click=self.wide_asked.emit))
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return row

    def _build_body(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._chapters = QVBoxLayout()
        self._chapters.setSpacing(0)
        column.addLayout(self._chapters)
        self._files: RecordPhotos | None = None
        if self.files_entity:
            files = Section(tr("Photos and files"))
            self._files = RecordPhotos(self.context, self.files_entity)
            self._files.changed.connect(self._read)
            files.body.addWidget(self._files)
            column.addWidget(files)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        area.setFrameShape(area.Shape.NoFrame)
        area.setWidget(inner)
        return area

    def _show_actions(self) -> None:
        clear_layout(self._actions)
        wishes = self.wishes()
        for wish in wishes:
            if wish.main:
                button = Button(wish.text, wish.icon, kind="outline")
                button.clicked.connect(lambda _=False, key=wish.key: self.wish(key))
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                button.setMaximumWidth(theme.current().sizes.rail)
                self._actions.addWidget(button, 100)
        more = [wish for wish in wishes if not wish.main]
        if more:
            self.more = IconButton("ellipsis", tr("More actions"), boxed=True, compact=False)
            menu = QMenu(self.more)
            for wish in more:
                action = menu.addAction(icons.icon(wish.icon), wish.text)
                action.triggered.connect(lambda _=False, key=wish.key: self.wish(key))
            self.more.set_menu(menu)
            self._actions.addWidget(self.more)
        self._actions.addStretch(1)

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._record is None:
            return
        if self._task is not None:
            self._task.cancel()
        key = self._record
        self._task = self.context.worker.read(lambda: self._both(key), self._on_read, self._on_failed)

    def _both(self, key: int) -> tuple[Any, Any]:
        files = self.context.services.attachments.list(self.files_entity, key) if self.files_entity else ()
        return self.read(key), files

    def _on_read(self, found: tuple[Any, Any]) -> None:
        detail, files = found
        if detail.id != self._record:
            return
        self.detail = detail
        at = self._focused_name()
        number, title = self.title()
        self._number.setText(number)
        self._title.setText(title)
        self.setAccessibleName(f"{number} {title}")
        clear_layout(self._pills)
        for words, tone, icon in self.pills():
            self._pills.addWidget(Pill(words, tone, icon))
        if detail.is_demo:
            labels = self.context.services.labels
            self._pills.addWidget(Pill(labels.name("demo", True), "neutral", "test-tube"))
        self._pills.addStretch(1)
        self._show_actions()
        clear_layout(self._chapters)
        for place, section in enumerate(self.chapters()):
            if place == 0:
                section.layout().itemAt(0).widget().hide()  # type: ignore[union-attr]
            self._chapters.addWidget(section)
        if self._files is not None:
            self._files.show_record(detail.id, files)
        self._stack.setCurrentIndex(1)
        if at:
            # Qt: what was laid out just now is shown by the next turn of the event loop, and only then takes focus.
            QTimer.singleShot(0, self, lambda: self._focus_again(at))

    def _focused_name(self) -> str:
        """What the focused part is called, if it is one that reading makes anew."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return ""
        return focused.accessibleName()

    def _focus_again(self, name: str) -> None:
        """Bring the keyboard back to the part of that name, or to the first thing that can be done."""
        buttons = [button for button in self.findChildren(QAbstractButton) if button.isVisibleTo(self)]
        found = [button for button in buttons if button.accessibleName() == name] or buttons[2:3]
        for button in found[:1]:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self.show_record(None)
        else:
            self.context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._record is not None and not self.isHidden() and changes.touches(*self.entities):
            self._timer.start()
