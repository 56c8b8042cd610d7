"""The page of the calendar: month, week and agenda of everything that stands on a day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import weekday_en, weekday_zh
from facilities_app.domain.planning import DayEntry, DayKind, DayRange
from resources.texts import language, tr
from ui import theme
from ui.components.day_list import DayList
from ui.components.day_rows import DaySection
from ui.components.day_words import EntryWords, entry_words, open_entry
from ui.components.page import Page
from ui.components.task_move import ask_move
from ui.context import UiContext
from ui.pages.calendar.export import CalendarExport
from ui.pages.calendar.head import CalendarHead
from ui.pages.calendar.sheet import WeekSheet
from ui.pages.calendar.spans import AGENDA, MONTH, WEEK, Span, span_of, title_of, turned
from ui.widgets.calendar import office_days
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_ENTITIES = ("tickets", "inspection_tasks", "contracts", "permits", "calendar_days")
_KEPT = "calendar"


class CalendarPage(Page):
    """Reads the days shown and nothing else; what a chip leaves out is not read."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        kept = context.prefs.get(_KEPT, {})
        kept = kept if isinstance(kept, dict) else {}
        known = {kind.value for kind in DayKind}
        names = [name for name in kept.get("kinds", known) if name in known]
        self.kinds: frozenset[DayKind] = frozenset(DayKind(name) for name in names)
        self.mine = bool(kept.get("mine", False))
        self.view = kept.get("view") if kept.get("view") in (MONTH, WEEK, AGENDA) else MONTH
        self.day = context.clock.today()
        self.entries: tuple[DayEntry, ...] = ()
        self._span: Span | None = None
        self._task: Task | None = None
        self._shown = self._stale = False
        self._words: dict[DayEntry, EntryWords] = {}
        self.exporting = CalendarExport(context, self)
        self._build()
        self._wire()
        self.show_view(str(self.view))

    # -- public ----------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The frame's actions."""
        return {"refresh": self.read, "export": lambda: self.exporting.ask(mine=self.mine)}

    def show_what(self, **what: Any) -> None:
        """``day`` (a date) and ``view`` "month", "week" or "agenda"."""
        if isinstance(what.get("day"), date):
            self.go(what["day"])
        if what.get("view") in (MONTH, WEEK, AGENDA):
            self.show_view(str(what["view"]))

    def set_shown(self, shown: bool) -> None:
        """Read what changed while nobody looked."""
        self._shown = shown
        if shown:
            if self._stale:
                self.read()
            self._front().setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """View and kinds; the day is always today's at first."""
        kinds = [kind.value for kind in DayKind if kind in self.kinds]
        self.context.prefs.set(_KEPT, {"view": self.view, "kinds": kinds, "mine": self.mine})

    def show_view(self, view: str) -> None:
        """Show month, week or agenda around the day one stands on."""
        self.view = view
        self.head.views.set_value(view)
        self._middle.setCurrentWidget(self._front())
        self._span = None
        self.go(self.day)
        if self.isVisible():
            self._front().setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, day: date) -> None:
        """Stand on a day; other days are read where it is not among those shown."""
        self.day = day
        view = str(self.view)
        self.head.title.setText(title_of(view, day, self.context.presenter.style))
        span = span_of(view, day)
        if view != AGENDA:
            month = day.month if view == MONTH else 0
            self.sheet.set_span(span.first, span.rows, tall=view == WEEK, month=month)
            if self.sheet.at != day:
                self.sheet.go(day)
        if span != self._span:
            self._span = span
            self.read()

    def read(self) -> None:
        """Read the days shown again."""
        if self._span is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._stale = False
        days = self.context.services.boards.days
        self._task = self.context.worker.read(
            partial(days, self._span.first, self._span.last, self.kinds, mine_only=self.mine),
            self._on_read,
            self.context.notify.error,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head and sheet stand on the same ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        context = self.context
        self.head = CalendarHead(
            (
                (MONTH, tr("Month", "calendar"), "calendar-days"),
                (WEEK, tr("Week"), "calendar-range"),
                (AGENDA, tr("Agenda"), "list"),
            )
        )
        self.head.set_kinds(self.kinds, self.mine)
        self.sheet = WeekSheet(context.clock.today(), office_days(context.services.workdays), self.words)
        self.agenda = DayList(context, tr("Agenda"))
        self.empty = EmptyState("calendar-check", tr("Nothing stands on these days"))
        self._list = QStackedWidget()
        self._list.addWidget(self.agenda)
        self._list.addWidget(self.empty)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.sheet)
        self._middle.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._middle, 1)

    def _wire(self) -> None:
        self.head.turned.connect(self._on_turned)
        self.head.today_asked.connect(lambda: self.go(self.context.clock.today()))
        self.head.view_asked.connect(self.show_view)
        self.head.kinds_changed.connect(self._on_kinds)
        self.head.export_asked.connect(lambda: self.exporting.ask(mine=self.mine))
        self.head.mine_changed.connect(self._on_mine)
        self.sheet.day_changed.connect(self.go)
        self.sheet.opened.connect(self._open)
        self.sheet.moved.connect(self._on_moved)
        self.sheet.refused.connect(self._on_refused)
        self.sheet.more_asked.connect(self._on_more)
        self.sheet.turned.connect(self._on_turned)
        self.agenda.opened.connect(self._open)
        self.agenda.back_asked.connect(lambda: self.show_view(MONTH))
        self.context.bus.changed.connect(self._on_changed)

    def words(self, entry: DayEntry) -> EntryWords:
        """The words of an entry, made once a reading."""
        found = self._words.get(entry)
        if found is None:
            found = self._words[entry] = entry_words(self.context, entry)
        return found

    def _front(self) -> QWidget:
        if self.view != AGENDA:
            return self.sheet
        return self._list

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, found: DayRange) -> None:
        self._task = None
        self._words.clear()
        self.entries = found.entries
        by_day: dict[date, list[DayEntry]] = {}
        counts: dict[DayKind, int] = dict(found.left_out)
        for entry in found.entries:
            by_day.setdefault(entry.day, []).append(entry)
            counts[entry.kind] = counts.get(entry.kind, 0) + 1
        self.sheet.set_entries(by_day)
        self.agenda.set_sections([self._section(day, by_day[day]) for day in sorted(by_day)])
        self._list.setCurrentIndex(0 if by_day else 1)
        if self._list.hasFocus() and by_day:
            self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.set_counts({kind: counts.get(kind, 0) for kind in self.kinds})
        missing = sum(count for _kind, count in found.left_out)
        words = tr("{n} entries are too many to show: leave a kind out, or look at a week.")
        self.head.note.setText(words.format(n=f"{missing:,}") if missing else "")
        self.set_note("")

    def _section(self, day: date, entries: list[DayEntry]) -> DaySection:
        kind, name = office_days(self.context.services.workdays)(day)
        weekday = f" {weekday_en(day)}" if language() == "en" else f"（{weekday_zh(day)}）"
        title = f"{self.context.presenter.date(day)}{weekday}"
        today = tr("today") if day == self.context.clock.today() else ""
        note = "　".join(part for part in (today, name, f"{len(entries):,}") if part)
        return DaySection(title, note, entries, "red" if kind == "holiday" else "neutral")

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if not changes.touches(*_ENTITIES):
            return
        if self._shown:
            self.read()
        else:
            self._stale = True

    def _on_turned(self, step: int) -> None:
        self.go(turned(str(self.view), self.day, step))

    def _on_kinds(self, kinds: frozenset[DayKind]) -> None:
        self.kinds = kinds
        self.read()

    def _on_mine(self, mine: bool) -> None:
        self.mine = mine
        self.read()

    def _open(self, entry: DayEntry) -> None:
        open_entry(self.context, entry)

    def _on_moved(self, entry: DayEntry, day: date) -> None:
        """A visit was put on another day: no day is refused, and the toast says if it is a day off. An inspection
        asks for its reason; the law may refuse it.
        """
        if entry.kind is DayKind.TASK:
            ask_move(
                self.context, self.window(), (entry.id,), day, day, lambda: self.sheet.go(day, entry.key)
            )
            return
        move = self.context.services.visits.move
        self.context.change(partial(move, (entry.id,), day), self, failed=self._on_move_failed)

    def _on_move_failed(self, error: BaseException) -> None:
        self.context.notify.error(error)
        self.read()

    def _on_refused(self, entry: DayEntry) -> None:
        words = tr(
            "Planned visits and inspections are moved here; what else stands on a day follows from its record."
        )
        self.context.notify.toast(words, tone="amber")

    def _on_more(self, day: date) -> None:
        """All of a day: the agenda that begins with it."""
        self.day = day
        self.show_view(AGENDA)


def create(context: UiContext) -> CalendarPage:
    """The page, for the frame."""
    return CalendarPage(context)
