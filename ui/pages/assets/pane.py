"""The asset at the right of the list."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
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
from facilities_app.domain.rows import AssetDetail
from resources.texts import tr
from ui import icons, theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.pages.assets.chapters import Chapters, document_count
from ui.pages.assets.life import LifeChapter
from ui.pages.assets.overview import AssetOverview
from ui.pages.assets.reading import AssetView, reader
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState, IconTile
from ui.widgets.tabs import ViewTab, ViewTabs
from ui.widgets.tips import plain_tip
from ui.worker import Task

READ_DELAY_MS = 60
_TOUCHING = (
    "assets",
    "tickets",
    "inspection_tasks",
    "inspection_results",
    "attachment_links",
    "contracts",
    "permits",
    "warranties",
    "asset_attributes",
    "asset_downtimes",
    "asset_slips",
    "settings",
)


class AssetPane(QWidget):
    """Shows one asset and tells what is wished: the page turns wishes into changes."""

    closed = Signal()
    wide_asked = Signal()
    edit_asked = Signal()
    status_asked = Signal()
    repair_asked = Signal()
    blank_asked = Signal()
    dossier_asked = Signal()
    labels_asked = Signal()
    asset_asked = Signal(int)
    record_asked = Signal(str, int)
    downtime_asked = Signal(object)
    slip_asked = Signal(int)
    slip_wanted = Signal(str)
    paper_asked = Signal(str, int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record: int | None = None
        self._task: Task | None = None
        self.view: AssetView | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_DELAY_MS)
        self._timer.timeout.connect(self._read)
        self.setMinimumWidth(theme.current().sizes.sheet // 2)
        self._build()
        context.bus.changed.connect(self._on_changed)
        self.show_record(None)

    def show_record(self, record: int | None) -> None:
        """Show this asset; while one moves through the list quickly only the last is read."""
        self._record = record
        if record is None:
            self._timer.stop()
            self.view = None
            self._stack.setCurrentIndex(0)
        elif self.view is None:
            self._read()
        else:
            self._timer.start()

    def tab(self) -> str:
        """The tab in front."""
        return self.tabs.key()

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.tabs.set_key(key)
        self._show_tab(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._stack = QStackedWidget()
        words = tr("Choose an asset in the list.")
        self._stack.addWidget(EmptyState("boxes", tr("No asset chosen"), words))
        self._stack.addWidget(self._build_record())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _build_record(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        self.tabs = ViewTabs(compact=True)
        self.tabs.setContentsMargins(theme.current().sizes.edge, 0, theme.current().sizes.edge, 0)
        tabs = self.tabs.layout()
        assert tabs is not None
        tabs.setSpacing(theme.current().sizes.m + 2)  # six chapters, also with English names
        self.tabs.changed.connect(self._show_tab)
        self.tabs.setAccessibleName(tr("Chapters of the asset"))
        column.addWidget(self.tabs)
        self.overview = AssetOverview(self._context)
        self.overview.opened.connect(self.show_tab)
        self.overview.asset_asked.connect(self.asset_asked)
        self.overview.photos.changed.connect(self._read)
        self.chapters = Chapters(self._context)
        self.chapters.opened.connect(self.record_asked)
        self.chapters.paper_asked.connect(self.paper_asked)
        self.overview.attributes_asked.connect(lambda: self.paper_asked.emit("attributes", 0))
        self.chapters.files.changed.connect(self._read)
        self.life = LifeChapter(self._context)
        self.life.downtime_asked.connect(self.downtime_asked)
        self.life.slip_asked.connect(self.slip_asked)
        self._pages = QStackedWidget()
        for page in (self.overview, self.chapters, self.life):
            self._pages.addWidget(_scrolled(page))
        column.addWidget(self._pages, 1)
        column.addWidget(Hairline())
        column.addLayout(self._build_actions())
        return box

    def _build_head(self) -> QHBoxLayout:
        sizes = theme.current().sizes
        self._icon = IconTile("boxes")
        self._title = Label("", "title", elide=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.xs)
        self._where = Label("", "secondary", elide=True)
        title = QHBoxLayout()
        title.setSpacing(sizes.s)
        title.addWidget(self._title, 1)
        for icon, name, signal in (
            ("pencil", tr("Edit"), self.edit_asked),
            ("maximize-2", tr("Open wide"), self.wide_asked),
            ("x", tr("Close the pane"), self.closed),
        ):
            title.addWidget(IconButton(icon, name, on_click=signal.emit))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(title)
        words.addWidget(self._where)
        words.addSpacing(3)
        words.addLayout(self._pills)
        head = QHBoxLayout()
        head.setContentsMargins(sizes.edge, sizes.m, sizes.m, sizes.xs)
        head.setSpacing(sizes.m)
        top = QVBoxLayout()
        top.addWidget(self._icon)
        top.addStretch(1)
        head.addLayout(top)
        head.addLayout(words, 1)
        return head

    def _build_actions(self) -> QHBoxLayout:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.s)
        row.setSpacing(sizes.s)
        self.repair = Button(tr("Log a repair"), "wrench", kind="outline", on_click=self.repair_asked.emit)
        self.status = SecondaryButton(tr("Change status"), on_click=self.status_asked.emit)
        self.more = IconButton("ellipsis", tr("More actions"), boxed=True, compact=False)
        menu = self.menu = QMenu(self)
        for icon, text, run in (
            ("printer", tr("Print a blank checklist"), self.blank_asked.emit),
            ("file-text", tr("Print the asset record"), self.dossier_asked.emit),
            ("tag", tr("Print labels"), self.labels_asked.emit),
            ("image-plus", tr("Add photos or documents"), self.overview.photos.choose_files),
            ("timer", tr("Add downtime"), lambda: self.downtime_asked.emit(None)),
            ("list-checks", tr("Specifications…"), lambda: self.paper_asked.emit("attributes", 0)),
            ("file-badge", tr("New permit or certificate"), lambda: self.paper_asked.emit("permit", 0)),
            ("shield-check", tr("New warranty"), lambda: self.paper_asked.emit("warranty", 0)),
        ):
            menu.addAction(icons.icon(icon), text).triggered.connect(lambda _=False, run=run: run())
        menu.addSeparator()
        self.slip_actions = []
        for icon, text, kind in (
            ("arrow-left-right", tr("Move…"), "move"),
            ("split", tr("Split off…"), "split"),
            ("merge", tr("Merge into another…"), "merge"),
            ("archive-x", tr("Retire…"), "retire"),
        ):
            action = menu.addAction(icons.icon(icon), text)
            action.triggered.connect(lambda _=False, kind=kind: self.slip_wanted.emit(kind))
            self.slip_actions.append(action)
        self.more.set_menu(menu)
        for button in (self.repair, self.status):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMaximumWidth(sizes.rail)
        row.addWidget(self.repair, 100)
        row.addWidget(self.status, 100)
        row.addWidget(self.more)
        row.addStretch(1)
        return row

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._record is None:
            return
        if self._task is not None:
            self._task.cancel()
        read: Callable[[], AssetView] = reader(self._context.services, self._record)
        self._task = self._context.worker.read(read, self._on_read, self._on_failed)

    def _on_read(self, view: AssetView) -> None:
        if view.detail.id != self._record:
            return
        self.view = view
        self._show_head(view.detail)
        key = self.tabs.key() or "overview"
        self.tabs.set_tabs(_tabs(view), key)
        self.overview.show_asset(view.detail, view.life.part_open)
        self._show_tab(key)
        self._stack.setCurrentIndex(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self.show_record(None)
        else:
            self._context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self._record is not None and not self.isHidden() and changes.touches(*_TOUCHING):
            self._timer.start()

    def _show_head(self, asset: AssetDetail) -> None:
        labels = self._context.services.labels
        self._icon.set_icon(asset.icon)
        self._title.setText(asset.name)
        number = asset.property_number or asset.code
        self._where.setText(f"{number} ・ {asset.place_label}")
        status = labels.choice("asset_status", asset.status)
        is_retired = asset.status == "retired"
        self.repair.setEnabled(not is_retired)
        why = tr("It is retired: no repair can be logged about it.") if is_retired else ""
        self.repair.setToolTip(plain_tip(why))
        self.status.setEnabled(not is_retired)
        for action in self.slip_actions:
            action.setEnabled(not is_retired)
        clear_layout(self._pills)
        self._pills.addWidget(Pill(status.name, status.tone, status.icon))
        if asset.is_demo:
            self._pills.addWidget(Pill(labels.name("demo", True), "neutral", "test-tube"))
        self._pills.addStretch(1)
        self.setAccessibleName(f"{asset.name} {status.name}")

    def _show_tab(self, key: str) -> None:
        if self.view is None:
            return
        self._pages.setCurrentIndex({"overview": 0, "life": 2}.get(key, 1))
        if key == "life":
            self.life.show_life(self.view.life)
        elif key != "overview":
            self.chapters.show_chapter(key, self.view)


def _tabs(view: AssetView) -> list[ViewTab]:
    detail = view.detail
    return [
        ViewTab("overview", tr("About", "tab")),
        ViewTab("history", tr("History", "tab")),
        ViewTab("life", tr("Life", "tab")),
        ViewTab("tickets", tr("Tickets", "tab"), view.tickets.total or None),
        ViewTab("tasks", tr("Checks", "tab"), detail.task_count or None),
        ViewTab("documents", tr("Files", "tab"), document_count(detail) or None),
    ]


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    area.setFrameShape(area.Shape.NoFrame)
    content.setProperty("plain", True)
    area.setWidget(content)
    return area
