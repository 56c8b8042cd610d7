"""The audits page: a frozen list, one unit at a time, what follows from it; keys first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import FollowUp, RoundDetail, VisitLine
from facilities_app.domain.changes import Changes
from resources.texts import tr
from ui import theme
from ui.components.page import Page
from ui.context import UiContext
from ui.pages.audits.follow_panel import FollowPanel
from ui.pages.audits.head import AuditHead
from ui.pages.audits.keyer import Keyer
from ui.pages.audits.paper_desk import PaperDesk
from ui.pages.audits.reading import Rounds, Unit, read_rounds, read_unit
from ui.pages.audits.round_desk import RoundDesk
from ui.pages.audits.unit_list import FILTERS, UnitList
from ui.pages.audits.unit_view import UnitView
from ui.pages.audits.words import OPEN
from ui.widgets.labels import Hairline
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_ENTITIES = ("audit_rounds", "audit_visits", "audit_follow_ups", "audit_attempts", "attachment_links")
_KEPT = "audits"
_ROOMY = 1080
"""Logical pixels at the usual text size below which the three columns are too many."""
_MODIFIERS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class AuditsPage(Page):
    """Reads beside the window. Keys that come while a unit is saved or read wait for the next one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        kept = context.prefs.get(_KEPT, {})
        kept = kept if isinstance(kept, dict) else {}
        self._wanted = int(kept.get("round") or 0)
        self.visit = int(kept.get("visit") or 0)
        self._dorm_unit = 0  # somebody was sent to
        self._filter = ""
        self.shown: RoundDetail | None = None
        self.rounds: tuple[tuple[int, str], ...] = ()
        self._reading: Task | None = None
        self._again = self._moving = self._is_narrow = False
        self._waiting: list[QKeyEvent] = []
        self._build()
        self._wire()
        self._read()

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New begins a round, Edit goes to the time of the visit, Print prints the visit forms."""
        if self.shown is None:
            return {"refresh": self._read, "new": self.desk.new_round}
        return {
            "refresh": self._read,
            "find": self.list.search.setFocus,
            "edit": self.unit.evidence.when.setFocus,
            "print": self.papers.print_forms,
        }

    def show_what(self, **what: Any) -> None:
        """``record``: a round's id; ``visit``: a unit of a round; ``unit``: a dormitory unit; ``filter``: a chip."""
        if what.get("filter"):
            self._filter = str(what["filter"])
        if what.get("record"):
            self.show_round(int(what["record"]))
        if what.get("unit"):
            self._dorm_unit = int(what["unit"])
        if what.get("visit"):
            self.go_to(int(what["visit"]))
        self._go_where_sent()

    def set_shown(self, shown: bool) -> None:
        """Who comes here keys."""
        if shown:
            if self._again:
                self._read()
            self.home()

    def toast_host(self) -> QWidget:
        """Toasts lie over the photos: never over a field that Enter, Enter, Enter goes on to."""
        return self if self.shown is None else self.unit.evidence.photo_card

    def keep_state(self) -> None:
        """The round, unless it is closed, and the unit; drafts are kept as they are typed."""
        going_on = self.shown if self.shown is not None and not self.is_closed else None
        self.context.prefs.set(_KEPT, {"round": going_on.id if going_on else 0, "visit": self.visit})

    # -- public ----------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether what is on the screen is not yet, or no longer, what keys are meant for."""
        return self.keyer.saving or self._moving

    @property
    def is_closed(self) -> bool:
        """Whether the round is only looked at."""
        return self.shown is None or self.shown.closed_at is not None or not self.shown.lines

    def home(self) -> None:
        """Bring the keyboard to the list, where plain keys key."""
        front = self.empty.button if self.shown is None and self.rounds_read else self.list.rows
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_round(self, round_id: int) -> None:
        """Show another round."""
        if self.shown is None or self.shown.id != round_id:
            self._wanted, self.visit = round_id, 0
            self.keyer.forget_evening()
        self._read()

    def go_to(self, visit_id: int) -> None:
        """Bring a unit to the front; what was keyed of the one before is kept."""
        self.visit = visit_id
        self._moving = self._moving or self.unit.detail is None or self.unit.detail.id != visit_id
        self.list.set_current(visit_id)
        self.head.cells.set_current(visit_id)
        self.read_unit()

    def step(self, steps: int) -> None:
        """The unit before or after, among those listed."""
        self.list.rows.step(steps)

    def settled(self, visit: int, finding: str) -> None:
        """A unit was keyed: go on, without waiting for the round to be read anew."""
        if self.shown is not None:
            self.shown = replace(
                self.shown,
                lines=tuple(
                    replace(line, finding=finding) if line.id == visit else line for line in self.shown.lines
                ),
            )
        self.go_on()

    def go_on(self) -> None:
        """To the next open unit, if there is one."""
        following = self.following()
        if following is None:
            self.context.notify.toast(tr("No open unit is left in this round"))
            self.read_unit()
        else:
            self.go_to(following.id)
        self.home()

    def following(self) -> VisitLine | None:
        """The next unit nobody visited yet, in route order and round; then one to be visited again."""
        lines = self.shown.lines if self.shown else ()
        at = next((place for place, line in enumerate(lines) if line.id == self.visit), -1)
        ahead = (*lines[at + 1 :], *lines[: max(0, at)])
        for wanted in ("", "not_met"):
            if (found := next((line for line in ahead if line.finding == wanted), None)) is not None:
                return found
        return None

    def show_marks(self) -> None:
        """Show which units are being keyed."""
        if self.shown is not None:
            drafts = frozenset() if self.is_closed else self.keyer.drafts.ids()
            self.head.show_round(self.shown, drafts)
            self.list.show_round(self.shown, drafts)
            self.list.set_current(self.visit)
            self.head.cells.set_current(self.visit)

    def read_unit(self) -> None:
        """Read the unit in front."""
        if self.visit:
            read = partial(read_unit, self.context.services, self.visit)
            self.context.worker.read(read, self._on_unit, self._on_no_unit)

    def forget_keys(self) -> None:
        """What was typed ahead belongs to no unit."""
        self._waiting.clear()

    def fill_rounds(self, menu: QMenu) -> None:
        """The rounds as entries of a menu."""
        for key, name in self.rounds:
            action = menu.addAction(name, partial(self.show_round, key))
            action.setCheckable(True)
            action.setChecked(self.shown is not None and key == self.shown.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys key the unit in front; a field that has the keyboard takes its own first."""
        if self.is_busy:
            self._waiting.append(event.clone())
            return
        if event.matches(QKeySequence.StandardKey.Paste) and not self.is_closed:
            self.unit.evidence.photos.strip.paste()
            return
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if self.shown is None or event.modifiers() & ~_MODIFIERS:
            super().keyPressEvent(event)
        elif steps is not None:
            self.step(steps)
            self.home()
        elif event.key() == Qt.Key.Key_Escape:
            self.home()
        elif not self.keyer.pressed(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where text is large or the window small, what follows makes room and has a button instead."""
        super().resizeEvent(event)
        narrow = self.width() < _ROOMY * theme.current().sizes.row / 36
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.head.follow_button.setVisible(narrow)
            self.follow.setVisible(not narrow)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.keyer = Keyer(self.context, self)
        self.desk = RoundDesk(self.context, self)
        self.papers = PaperDesk(self.context, self)
        self.head = AuditHead(self.context, self.desk.fill_menu, self.papers.fill_menu)
        self.list = UnitList(self.context)
        self.unit = UnitView(self.context)
        self.follow = FollowPanel(self.context)
        self._build_empty()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.unit)
        self._middle.addWidget(self.no_list)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(0)
        for place, part in enumerate((self.list, self._middle, self.follow)):
            if place:
                row.addWidget(Hairline(vertical=True))
            row.addWidget(part, int(part is self._middle))
        column.addLayout(row, 1)
        self._views = QStackedWidget()
        self._views.addWidget(body)
        self._views.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)

    def _build_empty(self) -> None:
        words = tr("A round freezes who should live where; then each unit is visited and keyed by one key.")
        self.empty = EmptyState(
            "door-open",
            tr("No audit round yet"),
            words,
            action=tr("New audit round"),
            on_action=self.desk.new_round,
        )
        self.no_list = EmptyState(
            "clipboard-list",
            tr("This round has no list of units"),
            tr("Only that it took place is known, from an earlier report."),
        )

    def _wire(self) -> None:
        self.head.chosen.connect(self.go_to)
        self.head.follow_button.clicked.connect(lambda: self.follow.setVisible(self.follow.isHidden()))
        self.head.finding_asked.connect(lambda code: self.list.set_filter(FILTERS[0], code))
        self.list.chosen.connect(self.go_to)
        self.list.found.connect(self._on_follow)
        self.follow.opened.connect(self._on_follow)
        self.follow.asked.connect(self._on_step_asked)
        self.follow.new_asked.connect(lambda: self.desk.begin_step(self.unit.detail))
        self.unit.changed.connect(self.keyer.edited)
        self.unit.finding_taken.connect(self.keyer.finding_taken)
        self.unit.save_asked.connect(self.keyer.save)
        self.unit.moved.connect(self.step)
        self.unit.take_back_asked.connect(self.keyer.take_back)
        self.unit.theirs_asked.connect(self.keyer.take_back)
        self.unit.explain_asked.connect(lambda: self.desk.explain(self.unit.detail))
        self.unit.home_asked.connect(self.home)
        self.unit.evidence.photos_changed.connect(self.read_unit)
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

    rounds_read = False

    def _read(self) -> None:
        """Read the round; while a reading is under way, the next begins when it lands."""
        if self._reading is not None:
            self._again = True
            return
        self._again = False
        read = partial(read_rounds, self.context.services, self._wanted)
        self._reading = self.context.worker.read(read, self._on_rounds, self._on_not_read)

    def _on_rounds(self, found: Rounds) -> None:
        self._reading = None
        before, self.shown, self.rounds = self.shown, found.shown, found.all
        first, self.rounds_read = not self.rounds_read, True
        self._views.setCurrentIndex(int(found.shown is None))
        self.set_note(found.shown.name if found.shown else "")
        if found.shown is not None:
            self._wanted = found.shown.id
            self._show(found.shown, before)
        if self.isVisible() and (first or (before is None) != (found.shown is None)):
            self.home()
        if self._again:
            self._read()

    def _show(self, shown: RoundDetail, before: RoundDetail | None) -> None:
        self.follow.show_round(shown)
        self.show_marks()
        self._middle.setCurrentIndex(int(not shown.lines))
        self.follow.new_button.setEnabled(bool(shown.lines))
        if not shown.lines:
            self.visit, self._moving = 0, False
        elif self.visit not in {line.id for line in shown.lines}:
            self.go_to(_first(shown))
        elif before != shown:
            self.go_to(self.visit)
        self._go_where_sent()

    def _on_not_read(self, error: BaseException) -> None:
        self._reading = None
        self.context.notify.error(error)

    def _on_unit(self, unit: Unit) -> None:
        """Show it, unless another one was asked for meanwhile."""
        if unit.detail.id != self.visit or self.shown is None or self.keyer.saving:
            return
        self._moving = False
        self.keyer.show(unit)
        following = self.following()
        self.unit.set_next(following.unit_code if following else "")
        while self._waiting and not self.is_busy:  # keys that came while the unit before was being saved
            self.keyPressEvent(self._waiting.pop(0))

    def _on_no_unit(self, error: BaseException) -> None:
        self._moving = False
        self.context.notify.error(error)

    def _go_where_sent(self) -> None:
        """Once the round is read, go where somebody was sent."""
        if self.shown is None:
            return
        wanted, self._dorm_unit = self._dorm_unit, 0
        line = next((one for one in self.shown.lines if one.unit_id == wanted), None)
        if line is not None:
            self.go_to(line.id)
        if self._filter:
            self.list.set_filter(self._filter)
            self._filter = ""

    # -- slots -----------------------------------------------------------------------------------

    def _on_follow(self, visit_id: int) -> None:
        self.go_to(visit_id)
        self.home()

    def _on_step_asked(self, found: FollowUp, what: str) -> None:
        if what == "print":
            self.papers.print_letter(found)
        else:
            self.desk.step(found, what)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if not changes.touches(*_ENTITIES):
            return
        if self.isVisible():
            self._read()
        else:
            self._again = True


def _first(shown: RoundDetail) -> int:
    """Where one begins: the first open unit."""
    ids = [line.id for line in shown.lines]
    return next((line.id for line in shown.lines if line.finding in OPEN), ids[0] if ids else 0)
