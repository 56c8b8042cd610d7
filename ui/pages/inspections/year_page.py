"""年度檢查計畫: all plans of a year on one sheet, moved within what the law lets move, approved and printed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Invalid
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.year_columns import Column, months_of, weeks_of
from facilities_app.domain.year_plan import Mark, MarkState, YearPlan, YearRow
from facilities_app.services.plan_years_levelling import Levelling
from resources.texts import tr, trn
from ui.components.page import Page
from ui.components.task_move import ask_move
from ui.context import UiContext
from ui.pages.inspections.year_desk import YearDesk
from ui.pages.inspections.year_filter import BY_SITE, BY_SYSTEM, YearFilter
from ui.pages.inspections.year_grid import Spot, YearGrid, carried
from ui.pages.inspections.year_head import MONTHS, WEEKS, YearHead
from ui.pages.inspections.year_hover import CardHand
from ui.pages.inspections.year_legend import YearLegend
from ui.pages.inspections.year_levelling import LevellingSheet
from ui.pages.inspections.year_look import cell_sentence
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_WAIT_MS = 200
_ENTITIES = (
    "inspection_tasks",
    "inspection_plans",
    "plan_targets",
    "plan_years",
    "plan_pauses",
    "duties",
    "places",
)
_KEPT = "year_plan"


class YearPage(Page):
    """Reads the year beside the window, again a moment after anything of it changed."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.year = context.clock.today().year
        self.plan: YearPlan | None = None
        self.shown = _kept_filter(context)
        self._reading: Task | None = None
        self._is_shown = self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.read)
        self._build()
        self._wire()
        self.read()

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The frame's actions."""
        return {
            "refresh": self.read,
            "edit": lambda: self.ask_date(self.grid.at),
            "print": lambda: self.desk.write("pdf", "A3"),
            "export": lambda: self.desk.write("xlsx", ""),
        }

    def show_what(self, **what: Any) -> None:
        """``year``: another one."""
        if isinstance(what.get("year"), int):
            self.turn(what["year"] - self.year)

    def set_shown(self, shown: bool) -> None:
        """Read what changed while nobody looked; the arrows walk through the grid."""
        self._is_shown = shown
        if not shown:
            self.hand.hide()
        if shown:
            if self._stale:
                self.read()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """Scale and grouping; the year is always this one at first."""
        self.context.prefs.set(
            _KEPT, {"scale": self.head.scale.value(), "by": self.shown.by, "each": self.shown.each}
        )

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        kept = self.context.prefs.get(_KEPT, {})
        scale = kept.get("scale") if isinstance(kept, dict) else None
        self.head = YearHead(self.context, self, self.shown, scale if scale in (MONTHS, WEEKS) else MONTHS)
        self.grid = YearGrid(partial(cell_sentence, self.context))
        self.empty = EmptyState(
            "calendar-range",
            tr("Nothing is planned in this year"),
            tr("Plans say what is inspected and how often; their days stand here."),
            action=tr("New plan"),
            on_action=lambda: self.context.navigate("plans"),
        )
        self.desk = YearDesk(self.context, self, self.head, self.shown)
        self.hand = CardHand(self.context, self, self.grid)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._middle, 1)
        column.addWidget(YearLegend())

    def _wire(self) -> None:
        head, grid = self.head, self.grid
        head.year_turned.connect(self.turn)
        head.scale_changed.connect(lambda _scale: self.show_plan())
        head.filter_changed.connect(self.show_plan)
        head.level_asked.connect(self.ask_levelling)
        grid.opened.connect(self.open)
        self.hand.card.open_asked.connect(self.open)
        self.hand.card.date_asked.connect(self.ask_date)
        grid.date_asked.connect(self.ask_date)
        grid.moved.connect(self.ask_move)
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

    def turn(self, years: int) -> None:
        """Show another year."""
        self.year += years
        self.read()

    def read(self) -> None:
        """Read the year; an older reading under way is dropped."""
        self._stale = False
        if self._reading is not None:
            self._reading.cancel()
        service, year = self.context.services.plan_years, self.year
        self._reading = self.context.worker.read(
            lambda: service.read(year), self._on_read, self.context.notify.error
        )

    def columns(self) -> tuple[Column, ...]:
        """The months or weeks across."""
        return weeks_of(self.year) if self.head.scale.value() == WEEKS else months_of(self.year)

    def show_plan(self) -> None:
        """Show the year as the filters want it."""
        plan = self.plan
        if plan is None:
            return
        self.hand.hide()
        within = self.shown.within(plan.rows)
        rows = self.shown.shown(within)
        self.head.set_counts(self.shown.counts(within))
        groups, suffixes = self.shown.groups(rows), self.shown.suffixes(rows)
        self.grid.show_rows(rows, self.columns(), plan.today, groups, suffixes)
        self._middle.setCurrentIndex(0 if plan.rows else 1)
        asked, done = sum(row.asked for row in rows), sum(row.done for row in rows)
        note = trn("{n} inspection", "{n} inspections", asked)
        self.set_note(tr("{count}, {done} done").format(count=note, done=f"{done:,}"))

    def _on_read(self, plan: YearPlan) -> None:
        self._reading, self.plan = None, plan
        roc = self.context.presenter.style is DateStyle.ROC
        self.head.year.setText(tr("Year {year}").format(year=plan.year - 1911 if roc else plan.year))
        self._offer_filters(plan)
        self.show_plan()
        self.desk.take(plan)

    def _offer_filters(self, plan: YearPlan) -> None:
        sites = {row.site_id: row.site for row in plan.rows}
        systems = dict.fromkeys(row.system for row in plan.rows)
        name = self.context.services.labels.name
        people = {who: name("user", who) for row in plan.rows for who in sorted(row.assignees)}
        self.head.set_choices(
            [(key, words, "") for key, words in sites.items()],
            [(words, words, "") for words in systems],
            [(key, words, "circle-user") for key, words in people.items()],
        )

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not changes.touches(*_ENTITIES):
            return
        if self._is_shown:
            self._timer.start()
        else:
            self._stale = True

    # -- what can be done ------------------------------------------------------------------------

    def row(self, spot: Spot) -> YearRow | None:
        """The row of a cell."""
        return self.grid.rows[spot.row] if spot.row < len(self.grid.rows) else None

    def open(self, spot: Spot) -> None:
        """Open the inspection of a cell; several as the list of inspections."""
        self.hand.hide()
        row, marks = self.row(spot), self.grid.marks(spot)
        tasks = [mark.task_id for mark in marks if mark.task_id]
        if row is None or not tasks:
            if marks:
                self._refuse_foreseen()
            return
        if len(tasks) == 1:
            self.context.navigate("inspections", record=tasks[0])
            return
        column = self.grid.columns[spot.column]
        conditions = [
            Condition("due", "from", (column.first.isoformat(),)),
            Condition("due", "to", (column.last.isoformat(),)),
            Condition("plan", "in", row.plan_ids),
            Condition("site", "in", (row.site_id,)),
        ]
        self.context.navigate("inspections", query=ListQuery(conditions=tuple(conditions), order="due_on"))

    def ask_date(self, spot: Spot) -> None:
        """Ask for another day of what is planned in a cell."""
        self.ask_move(spot, spot.column)

    def ask_move(self, spot: Spot, column: int) -> None:
        """Propose days in another column for what is planned in a cell; refused with the sentence why."""
        self.hand.hide()
        marks, columns = self.grid.marks(spot), self.grid.columns
        if not marks or not 0 <= column < len(columns):
            return
        tasks = carried(marks)
        if not tasks:
            self._refuse(marks)
            return
        target = columns[column]
        ask_move(self.context, self.window(), tasks, target.first, target.last)

    def ask_levelling(self) -> None:
        """Propose moves that even the months out."""
        service, year = self.context.services.plan_years.levelling, self.year

        def found(levelling: Levelling) -> None:
            sheet = LevellingSheet(self.context, self.window(), levelling)
            sheet.closed.connect(sheet.deleteLater)
            sheet.open()

        self.context.worker.read(lambda: service.propose(year), found, self.context.notify.error)

    def _refuse(self, marks: tuple[Mark, ...]) -> None:
        if all(mark.state is MarkState.FORESEEN for mark in marks):
            self._refuse_foreseen()
        else:
            self.context.notify.error(Invalid("plan_year.nothing_to_move"))

    def _refuse_foreseen(self) -> None:
        self.context.notify.error(Invalid("plan_year.foreseen"))


def _kept_filter(context: UiContext) -> YearFilter:
    kept = context.prefs.get(_KEPT, {})
    kept = kept if isinstance(kept, dict) else {}
    by = kept.get("by")
    return YearFilter(by=by if by in (BY_SITE, BY_SYSTEM) else BY_SITE, each=bool(kept.get("each", False)))


def create(context: UiContext) -> YearPage:
    """Make the page."""
    return YearPage(context)
