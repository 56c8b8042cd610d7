"""The audits page: a frozen list, one unit at a time, what follows from it; keys first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import FollowUp, RoundDetail
from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import format_moment
from facilities_app.domain.errors import DomainError
from resources.texts import tr
from ui.components.page import Page
from ui.context import UiContext
from ui.pages.audits.evidence import MET_KEYS
from ui.pages.audits.fields import ENTER
from ui.pages.audits.follow_panel import FollowPanel
from ui.pages.audits.head import AuditHead
from ui.pages.audits.keying import Draft, Drafts, Keying, moved, next_revisit, start_of, submitted
from ui.pages.audits.paper_desk import PaperDesk
from ui.pages.audits.reading import Rounds, Unit, read_rounds, read_unit
from ui.pages.audits.round_desk import RoundDesk
from ui.pages.audits.unit_list import UnitList
from ui.pages.audits.unit_view import UnitView
from ui.pages.audits.words import OPEN, mark
from ui.widgets.labels import Hairline
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_ENTITIES = ("audit_rounds", "audit_visits", "audit_follow_ups", "audit_attempts", "attachment_links")
_KEPT = "audits"
_STEP = 5
"""Minutes that + and − move the time of a visit by: from one door to the next."""


class AuditsPage(Page):
    """Reads beside the window. Keys that come while a unit is saved or read wait for the next one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        kept = context.prefs.get(_KEPT, {})
        kept = kept if isinstance(kept, dict) else {}
        self._wanted = int(kept.get("round") or 0)
        self._visit = int(kept.get("visit") or 0)
        self._unit = 0
        """The dormitory unit somebody was sent to."""
        self.drafts = Drafts(context.prefs, str(context.services.base.engines.path))
        self.shown: RoundDetail | None = None
        self.rounds: tuple[tuple[int, str], ...] = ()
        self._start, self._seen, self._version = Keying(), 0, 0
        self._carried: tuple[datetime, str] | None = None
        self._reading: Task | None = None
        self._again = self._saving = self._moving = False
        self._waiting: list[QKeyEvent] = []
        self._build()
        self._wire()
        self._read()

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """New begins a round, Edit goes to the time of the visit."""
        made: dict[str, Callable[[], object]] = {"refresh": self._read, "find": self.list.setFocus}
        if self.shown is None:
            made["new"] = self.desk.new_round
        else:
            made["edit"] = self.unit.evidence.when.setFocus
            made["print"] = self.papers.print_forms
        return made

    def show_what(self, **what: Any) -> None:
        """``record``: a round's id; ``visit``: a unit of a round; ``unit``: a dormitory unit; ``filter``: a chip."""
        if what.get("record"):
            self.show_round(int(what["record"]))
        if what.get("unit"):
            self._unit = int(what["unit"])
            self._go_to_unit()
        if what.get("visit"):
            self.go_to(int(what["visit"]))
        if what.get("filter"):
            self.list.set_filter(str(what["filter"]))

    def set_shown(self, shown: bool) -> None:
        """Who comes here keys."""
        if shown:
            if self._again:
                self._read()
            self.home()

    def keep_state(self) -> None:
        """The round and the unit; drafts are kept as they are typed."""
        self.context.prefs.set(_KEPT, {"round": self.shown.id if self.shown else 0, "visit": self._visit})

    # -- public ----------------------------------------------------------------------------------

    def home(self) -> None:
        """Bring the keyboard to the list, where plain keys key."""
        if self.shown is None:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_round(self, round_id: int) -> None:
        """Show another round."""
        if self.shown is None or self.shown.id != round_id:
            self._wanted, self._visit = round_id, 0
            self._carried = None
        self._read()

    def go_to(self, visit_id: int) -> None:
        """Bring a unit to the front; what was keyed of the one before is kept."""
        self._visit = visit_id
        self._moving = self._moving or self.unit.detail is None or self.unit.detail.id != visit_id
        self.list.set_current(visit_id)
        self.head.cells.set_current(visit_id)
        self._read_unit()

    def step(self, steps: int) -> None:
        """The unit before or after, among those listed."""
        self.list.rows.step(steps)

    def save(self) -> None:
        """Keep the visit and go on to the next open unit; what is unchanged only goes on."""
        if (
            self._is_busy
            or self.shown is None
            or self.shown.closed_at is not None
            or self.unit.detail is None
        ):
            return
        self.unit.evidence.when.commit()
        self.unit.revisit.commit()
        keying = self.unit.keying()
        if keying == self._start and keying.finding:
            self._go_on()
            return
        when = self.unit.evidence.when.value()
        again = self.unit.revisit.value()
        if (lacking := self._lacking(keying, when, again)) is not None:
            words, field = lacking
            self.unit.say(words)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        assert when is not None
        self._saving = True
        record, told = self.context.services.audits.record, submitted(keying, when, again)
        change = partial(record, self._visit, self._version, told)
        done = partial(self._on_saved, self._visit, when, keying)
        self.context.change(change, self, done, self._on_refused)

    def take_back(self) -> None:
        """Throw away what is keyed of this unit."""
        kept = self.unit.keying()
        visit = self._visit
        self.drafts.forget(visit)
        self._show_unit_again()

        def put_back() -> None:
            if self._visit == visit:
                self.unit.put(kept)
                self._on_edited()

        self.context.notify.offer(tr("What was keyed is taken back"), tr("Undo"), put_back)
        self.home()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys key the unit in front; a field that has the keyboard takes its own first."""
        if self._is_busy:
            self._waiting.append(event.clone())
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self.unit.evidence.isEnabled():
            self.unit.evidence.photos.strip.paste()
            return
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if self.shown is None or not plain or not self._pressed(event):
            super().keyPressEvent(event)

    @property
    def _is_busy(self) -> bool:
        """Whether what is on the screen is not yet, or no longer, what keys are meant for."""
        return self._saving or self._moving

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.desk = RoundDesk(self.context, self)
        self.papers = PaperDesk(self.context, self)
        self.head = AuditHead(self.context, self.desk.fill_menu, self.papers.fill_menu)
        self.list = UnitList(self.context)
        self.unit = UnitView(self.context)
        self.follow = FollowPanel(self.context)
        words = tr("A round freezes who should live where; then each unit is visited and keyed by one key.")
        self.empty = EmptyState(
            "door-open",
            tr("No audit round yet"),
            words,
            action=tr("New audit round"),
            on_action=self.desk.new_round,
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.unit, 1)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.follow)
        column.addLayout(row, 1)
        self._views = QStackedWidget()
        self._views.addWidget(body)
        self._views.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._views)

    def _wire(self) -> None:
        self.head.chosen.connect(self.go_to)
        self.head.finding_asked.connect(lambda code: self.list.set_filter("all", code))
        self.list.chosen.connect(self.go_to)
        self.follow.opened.connect(self._on_follow)
        self.follow.asked.connect(self._on_step_asked)
        self.follow.new_asked.connect(lambda: self.desk.begin_step(self.unit.detail))
        self.unit.changed.connect(self._on_edited)
        self.unit.finding_taken.connect(self._on_finding)
        self.unit.save_asked.connect(self.save)
        self.unit.moved.connect(self.step)
        self.unit.take_back_asked.connect(self.take_back)
        self.unit.theirs_asked.connect(self.take_back)
        self.unit.explain_asked.connect(lambda: self.desk.explain(self.unit.detail))
        self.unit.home_asked.connect(self.home)
        self.unit.evidence.photos_changed.connect(self._read_unit)
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

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
        self.rounds = found.all
        before, self.shown = self.shown, found.shown
        self._views.setCurrentWidget(self.empty if found.shown is None else self._views.widget(0))
        if found.shown is None:
            self.set_note("")
        else:
            self.set_note(found.shown.name)
            self._wanted = found.shown.id
            self._show_round(found.shown)
            ids = {line.id for line in found.shown.lines}
            if self._unit:
                self._go_to_unit()
            elif self._visit not in ids:
                self.go_to(self._first(found.shown))
            elif before is None or before != found.shown:
                self.go_to(self._visit)
        if self.isVisible() and (before is None) != (found.shown is None):
            self.home()
        if self._again:
            self._read()

    def _on_not_read(self, error: BaseException) -> None:
        self._reading = None
        self.context.notify.error(error)

    def _show_round(self, shown: RoundDetail) -> None:
        drafts = self.drafts.ids()
        self.head.show_round(shown, drafts)
        self.list.show_round(shown, drafts)
        self.follow.show_round(shown)
        self.list.set_current(self._visit)
        self.head.cells.set_current(self._visit)

    def _read_unit(self) -> None:
        if self._visit:
            read = partial(read_unit, self.context.services, self._visit)
            self.context.worker.read(read, self._on_unit, self._on_no_unit)

    def _on_unit(self, unit: Unit) -> None:
        """Show it, unless another one was asked for meanwhile; what is keyed and not saved stays."""
        if unit.detail.id != self._visit or self.shown is None or self._saving:
            return
        detail, self._moving = unit.detail, False
        when, visitor = self._carried or (self.context.clock.now(), self.context.services.base.actor_name)
        style = self.context.presenter.style
        self._start = start_of(detail, when, visitor, style)
        self._seen, self._version = len(detail.attempts), detail.version
        draft = self.drafts.get(detail.id)
        self.unit.show_visit(self.shown, detail, unit.photos, draft.keying if draft else self._start)
        self.unit.set_unsaved(draft is not None)
        if draft is not None and draft.seen != self._seen:
            self._tell_other(unit)
        following = self._next()
        self.unit.set_next(following.unit_code if following else "")
        self._replay()

    def _on_no_unit(self, error: BaseException) -> None:
        self._moving = False
        self.context.notify.error(error)

    def _tell_other(self, unit: Unit) -> None:
        """Somebody else keyed this unit while words of ours are unsaved: both are kept until one is chosen."""
        last = unit.detail.attempts[-1] if unit.detail.attempts else None
        title = tr("{unit} was keyed by someone else in the meantime").format(
            unit=unit.detail.frozen.unit_code
        )
        if last is None:
            words = tr("They took back what you had seen. Enter keeps yours.")
        else:
            words = tr("{who}, {when}: {finding}. Enter keeps yours beside it.").format(
                who=last.visitor,
                when=self.context.presenter.moment(last.visited_at),
                finding=mark(self.context, last.finding).text,
            )
        self.unit.say(words, title)

    def _show_unit_again(self) -> None:
        self._read_unit()
        if self.shown is not None:
            self._show_round(self.shown)

    # -- keying ----------------------------------------------------------------------------------

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours."""
        key, words = Qt.Key(event.key()), event.text().upper()
        if key in ENTER:
            self._on_enter()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.home()
        elif self.shown is None or self.shown.closed_at is not None:
            return False
        elif words.isdigit():
            return self.unit.findings.take_key(int(words))
        elif words in ("+", "=", "-", "−"):
            self._move_time(_STEP if words in "+=" else -_STEP)
        elif words in MET_KEYS:
            self._take_met(MET_KEYS.index(words))
        else:
            return self._went_to(words)
        return True

    def _went_to(self, letter: str) -> bool:
        part = self.unit.evidence
        fields: dict[str, QWidget] = {
            "V": part.when,
            "P": part.photos.strip,
            "H": part.registration,
            "N": self.unit.note,
            "R": self.unit.absence,
        }
        field = fields.get(letter)
        if letter == "P":
            part.photos.choose_files()
        elif field is not None and field.isVisibleTo(self.unit):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return field is not None

    def _on_enter(self) -> None:
        """In a field before the finding is known: back to the keys; else save."""
        if not self.unit.findings.value and not self.list.rows.hasFocus():
            self.unit.evidence.when.commit()
            self.home()
        else:
            self.save()

    def _move_time(self, minutes: int) -> None:
        line, style = self.unit.evidence.when, self.context.presenter.style
        line.set_words(moved(line.text(), minutes, self.context.clock.today(), style))
        self._on_edited()

    def _take_met(self, place: int) -> None:
        choices = self.context.services.labels.choices("met_person")
        if place < len(choices):
            self.unit.evidence.met.set_value(choices[place].code)
            self._on_edited()

    def _on_finding(self, finding: str) -> None:
        """A second visit is proposed, and nobody was met where nobody was met."""
        keying = self.unit.keying()
        if finding == "not_met":
            again = next_revisit(self.context.clock.today(), self.context.services.workdays)
            words = keying.revisit or format_moment(again, self.context.presenter.style)
            keying = replace(keying, met=keying.met or "nobody", revisit=words)
        self.unit.put(keying)
        self._on_edited()

    def _on_edited(self) -> None:
        if self._is_busy:
            return
        keying = self.unit.keying()
        unsaved = keying != self._start
        known = self._visit in self.drafts.ids()
        if unsaved:
            self.drafts.keep(self._visit, Draft(keying, self._seen_by_draft()))
        else:
            self.drafts.forget(self._visit)
        self.unit.set_unsaved(unsaved)
        if unsaved != known and self.shown is not None:
            self._show_round(self.shown)

    def _seen_by_draft(self) -> int:
        """A draft goes on knowing only what its first word knew."""
        draft = self.drafts.get(self._visit)
        return self._seen if draft is None else draft.seen

    def _lacking(
        self, keying: Keying, when: datetime | None, again: datetime | None
    ) -> tuple[str, QWidget] | None:
        """What has to be keyed before it can be kept, and where."""
        if when is None:
            return tr("The time of the visit cannot be read. Write 115/11/23 19:10, 1910 or 45."), (
                self.unit.evidence.when
            )
        if not keying.finding:
            return tr("Choose what the visit found: 1 to 6."), self.list.rows
        if keying.finding == "not_met" and again is None:
            return tr("Nobody was met: write when to visit again."), self.unit.revisit
        return None

    # -- after saving ----------------------------------------------------------------------------

    def _on_saved(self, visit: int, when: datetime, keying: Keying, _value: object) -> None:
        self._saving = False
        self.drafts.forget(visit)
        self._carried = (when, keying.visitor)
        if self.shown is not None:
            lines = tuple(
                replace(line, finding=keying.finding) if line.id == visit else line
                for line in self.shown.lines
            )
            self.shown = replace(self.shown, lines=lines)
        self._go_on()

    def _go_on(self) -> None:
        following = self._next()
        if following is None:
            self.context.notify.toast(tr("No open unit is left in this round"))
            self._read_unit()
        else:
            self.go_to(following.id)
        self.home()

    def _on_refused(self, error: BaseException) -> None:
        self._saving = False
        self._waiting.clear()
        if not isinstance(error, DomainError):
            self.context.notify.error(error)
            return
        if error.code == "audit.moved_on":
            self._show_unit_again()
            return
        self.unit.say(self.context.notify.sentence(error))
        fields = {"visited_at": self.unit.evidence.when, "revisit_on": self.unit.revisit}
        fields.get(error.field, self.list.rows).setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> Any:
        """The next unit nobody visited yet, in route order and round; then one to be visited again."""
        lines = self.shown.lines if self.shown else ()
        ids = [line.id for line in lines]
        at = ids.index(self._visit) + 1 if self._visit in ids else 0
        ahead = (*lines[at:], *lines[: max(0, at - 1)])
        for wanted in ("", "not_met"):
            if (found := next((line for line in ahead if line.finding == wanted), None)) is not None:
                return found
        return None

    @staticmethod
    def _first(shown: RoundDetail) -> int:
        """Where one begins: the first open unit."""
        open_ones = [line.id for line in shown.lines if line.finding in OPEN]
        return (open_ones or [line.id for line in shown.lines] or [0])[0]

    def _replay(self) -> None:
        """Keys that came while the unit before was being saved."""
        while self._waiting and not self._is_busy:
            self.keyPressEvent(self._waiting.pop(0))

    # -- slots -----------------------------------------------------------------------------------

    def _go_to_unit(self) -> None:
        line = (
            next((one for one in self.shown.lines if one.unit_id == self._unit), None) if self.shown else None
        )
        if self.shown is not None:
            self._unit = 0
        if line is not None:
            self.go_to(line.id)

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

    def fill_rounds(self, menu: QMenu) -> None:
        """The other rounds as entries of a menu."""
        for key, name in self.rounds:
            action = menu.addAction(name, partial(self.show_round, key))
            action.setCheckable(True)
            action.setChecked(self.shown is not None and key == self.shown.id)
