"""The overview page: today's work at the left, the figures at the right."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import english_text, roc_text, weekday_en, weekday_zh
from facilities_app.domain.rows import DueItem, Overview
from resources.texts import language, tr, trn
from ui import theme
from ui.components.page import Page
from ui.context import UiContext
from ui.pages.overview.entries import Entry
from ui.pages.overview.figures import FiguresCard
from ui.pages.overview.links import Link, entry_link, group_link, later_tasks_link, later_tickets_link
from ui.pages.overview.todo_list import TodoList
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Hairline, Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.surfaces import Card, EmptyState
from ui.worker import Task

FIGURES_WIDTH = 406
_WIDEST_FIGURES = 560
_FIGURES_HEIGHT = 680
_WAIT_MS = 250
_MINUTE_MS = 60_000
ALL, MINE = "all", "mine"


class _Reading(NamedTuple):
    everything: Overview
    mine: tuple[DueItem, ...]
    has_assets: bool
    solar_category: int | None


class OverviewPage(Page):
    """Reads beside the window, again a moment after anything changed and whenever the minute turns a day."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._reading: Task | None = None
        self._again = self._stale = False
        self._read_on = context.clock.today()
        self.reading: _Reading | None = None
        self._whose = str(context.prefs.get("overview.whose", ALL))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._read)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._build()
        self._wire()
        self._say_date()
        self._read()

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The frame's actions."""
        return {"refresh": self._read, "find": self.todo.setFocus}

    def set_shown(self, shown: bool) -> None:
        """Read what changed while nobody looked; the first thing to do has the focus."""
        if not shown:
            self._minute.stop()
            return
        self._minute.start()
        if self._stale or self._read_on != self.context.clock.today():
            self._read()
        self.todo.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """Whose work is shown."""
        self.context.prefs.set("overview.whose", self._whose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide windows give the figures a little more."""
        super().resizeEvent(event)
        scale = theme.current().sizes.row / 36
        least, most = round(FIGURES_WIDTH * scale), round(_WIDEST_FIGURES * scale)
        self._figures_view.setFixedWidth(max(least, min(most, round(event.size().width() * 0.27))))
        self.figures.set_spare(event.size().height() - round(_FIGURES_HEIGHT * scale))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the list how much room there is."""
        if event.type() == QEvent.Type.Resize and watched is self._todo_view.viewport():
            self.todo.set_room(self._todo_view.viewport().height())
        return super().eventFilter(watched, event)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, sizes.l, sizes.edge, sizes.l)
        row.setSpacing(sizes.l)
        row.addWidget(self._build_todo(), 1)
        self.figures = FiguresCard(self.context)
        self._figures_view = _scrolling(self.figures)
        row.addWidget(self._figures_view)

    def _build_todo(self) -> Card:
        sizes = theme.current().sizes
        card = Card(padding=0)
        card.body.setSpacing(0)
        card.body.setContentsMargins(1, 0, 1, 0)
        head = QWidget()
        head.setFixedHeight(sizes.sheet_head)
        row = QHBoxLayout(head)
        row.setContentsMargins(sizes.l - 1, 0, sizes.l - 1, 0)
        row.setSpacing(sizes.s)
        self.title, self.count = Label(tr("To do today"), "heading"), Label("", "secondary")
        self.whose = SegmentedControl((), quiet=True, name=tr("Whose work"))
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.whose)
        self.todo = TodoList(self.context)
        self._todo_view = _scrolling(self.todo)
        self._todo_view.viewport().installEventFilter(self)
        self.empty = EmptyState("circle-check", "", on_action=lambda: self.context.navigate("assets"))
        self._middle = QStackedWidget()
        self._middle.addWidget(self._todo_view)
        self._middle.addWidget(self.empty)
        card.body.addWidget(head)
        card.body.addWidget(self._middle, 1)
        card.body.addWidget(Hairline())
        card.body.addWidget(self._build_foot())
        return card

    def _build_foot(self) -> QWidget:
        sizes = theme.current().sizes
        foot = QWidget()
        foot.setFixedHeight(sizes.sheet_head - sizes.s)
        row = QHBoxLayout(foot)
        row.setContentsMargins(sizes.l - 1, 0, sizes.s, 0)
        today = self.context.clock.today
        self.later = Label(tr("Within 30 days"), "secondary")
        self.later_tickets = GhostButton("", on_click=lambda: self._go(later_tickets_link(today())))
        self.later_tasks = GhostButton("", on_click=lambda: self._go(later_tasks_link(today())))
        self.nothing_later = Label(tr("nothing more"), "secondary")
        for widget in (self.later, self.later_tickets, self.later_tasks, self.nothing_later):
            row.addWidget(widget)
        row.addStretch(1)
        return foot

    def _wire(self) -> None:
        self.whose.changed.connect(self._on_whose)
        self.todo.run.connect(self._on_run)
        self.todo.all_asked.connect(lambda group: self._go(group_link(group)))
        self.todo.moved_to.connect(self._scroll_to)
        self.figures.opened.connect(self._go)
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read all; while a reading is under way, another begins when it lands."""
        if self._reading is not None:
            self._again = True
            return
        self._again = self._stale = False
        self._read_on = self.context.clock.today()
        services = self.context.services

        def read() -> _Reading:
            everything = services.overview.read(False)
            mine = tuple(services.reminders.due(mine_only=True, limit=200))
            solar = services.labels.code_named("category", "solar_pv")
            return _Reading(
                everything, mine, bool(services.places.tree()), solar if isinstance(solar, int) else None
            )

        self._reading = self.context.worker.read(read, self._on_read, self._on_failed)

    def _on_read(self, reading: _Reading) -> None:
        self._reading, self.reading = None, reading
        self._say_date()
        self.figures.show_overview(reading.everything, reading.solar_category)
        self._show_todo()
        if self._again:
            self._read()

    def _on_failed(self, error: BaseException) -> None:
        self._reading = None
        self.context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if self.isVisible():
            self._timer.start()
        else:
            self._stale = True

    def _on_minute(self) -> None:
        """Time passes without anybody changing anything: what was due turns overdue."""
        if self.isVisible():
            self._read()

    # -- showing ---------------------------------------------------------------------------------

    def _show_todo(self) -> None:
        reading = self.reading
        if reading is None:
            return
        everything, mine = reading.everything, reading.mine
        total = sum(dict(everything.totals).values())
        segments = (
            Segment(ALL, tr("All {n}", "to do").format(n=f"{total:,}")),
            Segment(MINE, tr("Mine {n}").format(n=f"{len(mine):,}")),
        )
        self.whose.set_segments(segments, self._whose if self._whose in (ALL, MINE) else ALL)
        if self._whose == MINE:
            self.todo.set_items(mine, Counter(item.group for item in mine))
        else:
            self.todo.set_items(everything.due, dict(everything.totals))
        shown = len(mine) if self._whose == MINE else total
        self.count.setText(trn("{n} thing", "{n} things", shown) if shown else "")
        self._say_later(everything)
        self._middle.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._say_empty(reading)

    def _say_later(self, everything: Overview) -> None:
        tickets, tasks = everything.later_tickets, everything.later_tasks
        self.later_tickets.setText(trn("{n} repair due", "{n} repairs due", tickets))
        self.later_tasks.setText(trn("{n} inspection due", "{n} inspections due", tasks))
        self.later_tickets.setVisible(bool(tickets))
        self.later_tasks.setVisible(bool(tasks))
        self.nothing_later.setVisible(not tickets and not tasks)

    def _say_empty(self, reading: _Reading) -> None:
        if not reading.has_assets:
            words = tr("Repairs, inspections, permits and contracts that need somebody are listed here.")
            self.empty.set_content("sprout", tr("A fresh start"), words, tr("Add a place", "first step"))
        elif self._whose == MINE:
            words = tr("The work of all others is under All.")
            self.empty.set_content("circle-check", tr("Nothing of yours is due"), words)
        else:
            words = tr("Nothing is overdue, due this week or waiting to be dispatched.")
            self.empty.set_content("circle-check", tr("All done"), words)

    def _say_date(self) -> None:
        today = self.context.clock.today()
        if language() == "en":
            self.set_note(f"{weekday_en(today)} {english_text(today)}")
        else:
            self.set_note(f"{roc_text(today).removeprefix('民國 ')} 星期{weekday_zh(today)}")

    # -- slots -----------------------------------------------------------------------------------

    def _on_whose(self, whose: str) -> None:
        self._whose = whose
        self._show_todo()
        self.todo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_run(self, entry: Entry) -> None:
        self._go(entry_link(entry))

    def _go(self, link: Link) -> None:
        self.context.navigate(link.page, **link.what)

    def _scroll_to(self, box: QRect) -> None:
        head = theme.current().sizes.group_header
        self._todo_view.ensureVisible(0, box.center().y(), 0, box.height() // 2 + head)


def _scrolling(content: QWidget) -> QScrollArea:
    """A scroll area that shows no frame and scrolls only when it must."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget()
    inner.setProperty("plain", True)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(content, 0 if isinstance(content, TodoList) else 1)
    column.addStretch(1 if isinstance(content, TodoList) else 0)
    area.setWidget(inner)
    return area
