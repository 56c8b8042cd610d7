"""Nothing typed into a sheet is lost: kept with each key, restored, and put together with what others keyed."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.keying import Keyed, KeyedBy, KeyingForm
from facilities_app.domain.keying_merge import Clash, Merged, merge
from resources.texts import tr, trn
from ui.components.moments import moment_words
from ui.context import UiContext
from ui.pages.inspections import keying_draft
from ui.pages.inspections.keying_notice import KeyingNotice
from ui.pages.inspections.keying_state import KeyingState
from ui.pages.inspections.keying_words import as_text, items_words
from ui.worker import Task

_log = logging.getLogger("facilities_app.ui")
_TOUCHING = ("inspection_results", "inspection_tasks", "checklist_sheets")


class Screen(Protocol):
    """What the guard asks of the keying screen."""

    def typed(self) -> Keyed:
        """All that stands there now."""

    def show_keyed(self, keyed: Keyed) -> None:
        """Let this stand there."""


class KeyingGuard(QObject):
    """Keeps a draft on disk and an eye on the others. ``ended`` when someone else finished the sheet."""

    ended = Signal()

    def __init__(self, context: UiContext, state: KeyingState, screen: Screen, notice: KeyingNotice) -> None:
        super().__init__(notice)
        self._context, self._state, self._screen, self._notice = context, state, screen, notice
        self._path = self._place()
        self._before = state.form.keyed
        self._claimed = bool(state.form.draft) or not state.form.task_id
        self._reading: Task | None = None
        self._claim = 0
        self._is_stopped = self._is_asked = False
        self.is_over = False
        context.bus.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Restore what was typed and never kept, and say so; else say who keyed before."""
        keying_draft.sweep(self._context.clock.now())
        draft = keying_draft.load(self._path)
        if draft is None:
            self._say_who()
            return
        merged = merge(draft.before, draft.mine, self._state.form.keyed)
        if merged.keyed == self._state.form.keyed and not merged.clashes:
            self.forget()
            self._say_who()
            return
        self._state.changed = True
        self._screen.show_keyed(merged.keyed)
        when = moment_words(draft.at, self._context.clock.today(), self._context.presenter)
        words = tr("Restored: what was typed {when} and not kept yet.").format(when=when)
        if merged.clashes:
            self._say_clashes(merged.clashes, words)
        else:
            self._notice.say(words, action=tr("Throw away", "draft"), then=self._throw_away)

    def keep(self) -> None:
        """Something was typed: write it down on this computer, and say to the others that one keys here."""
        if not self._state.changed or self.is_over:
            return
        draft = keying_draft.Draft(self._before, self._screen.typed(), self._context.clock.now())
        try:
            keying_draft.keep(self._path, draft)
        except OSError as error:  # the keying goes on; leaving it writes to the database
            _log.warning("no draft of the sheet could be written: %s", error)
        if not self._claimed:
            self._claimed = True
            self._context.change(self._make_claim, self, self._on_claimed, lambda _: self.look())

    def made(self, task_id: int) -> None:
        """The blank sheet has its inspection now: read it, and keep the draft under it."""
        self.forget()
        self._claimed = True
        self._state.form = replace(self._state.form, task_id=task_id, version=1)
        self._path = self._place()
        self.keep()

    def forget(self) -> None:
        """What was typed is in the database."""
        keying_draft.forget(self._path)

    def sure(self, form: KeyingForm) -> KeyingForm:
        """The form after one's own claim, which may still be on its way to the screen. Writer's thread."""
        return replace(form, draft=max(form.draft, self._claim))

    def stop(self) -> None:
        """The screen goes: hear no more."""
        self._is_stopped = True
        self._context.bus.changed.disconnect(self._on_changed)
        if self._reading is not None:
            self._reading.cancel()

    def look(self, *, is_asked: bool = False) -> None:
        """Read the sheet as it stands now, and put both together; ``is_asked`` says so in any case."""
        if self._is_stopped:
            return
        self._is_asked = self._is_asked or is_asked
        if self._reading is not None:
            self._reading.cancel()
        services, form = self._context.services, self._state.form
        self._reading = self._context.worker.read(
            lambda: services.keying.now(form), self._on_now, self._context.notify.error
        )

    def _place(self) -> Path:
        database = self._context.services.base.engines.url.render_as_string()
        return keying_draft.path_of(database, self._state.form)

    # -- slots -----------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.touches(*_TOUCHING) and not self.is_over:
            self.look()

    def _make_claim(self) -> Outcome[int]:
        outcome = self._context.services.keying.claim(self._state.form)
        self._claim = outcome.value
        return outcome

    def _on_claimed(self, version: int) -> None:
        self._state.form = replace(self._state.form, draft=version)

    def _on_now(self, now: KeyingForm | KeyedBy) -> None:
        if isinstance(now, KeyedBy):
            self._say_over(now)
            return
        form = self._state.form
        same = (now.draft, now.version, now.task_id) == (form.draft, form.version, form.task_id)
        if same:
            return
        merged = merge(self._before, self._screen.typed(), now.keyed)
        self._state.form = replace(
            form, task_id=now.task_id, version=now.version, draft=now.draft, number=now.number
        )
        self._claimed = self._claimed or bool(now.draft)
        if now.task_id != form.task_id:
            self.forget()
            self._path = self._place()
        self._before = now.keyed
        if merged.keyed.answers != self._screen.typed().answers or merged.taken:
            self._screen.show_keyed(merged.keyed)
        self._say_other(now, merged)
        self.keep()

    # -- words -----------------------------------------------------------------------------------

    def _say_who(self) -> None:
        form = self._state.form
        if not form.draft or form.draft_at is None:
            return
        when = moment_words(form.draft_at, self._context.clock.today(), self._context.presenter)
        count = len(form.keyed.answers)
        mine = form.draft_by == self._context.services.base.actor_name
        if count:
            items = trn("{n} item", "{n} items", count)
            words = tr("{who} kept {items} {when}: go on from there.")
            self._notice.say(words.format(who=form.draft_by or tr("Somebody"), items=items, when=when))
        elif not mine:
            words = tr("{who} began to key this sheet {when} and has kept nothing so far.")
            self._notice.say(words.format(who=form.draft_by or tr("Somebody"), when=when), "amber")

    def _say_other(self, now: KeyingForm, merged: Merged) -> None:
        who = now.draft_by or tr("Somebody")
        if merged.clashes:
            self._say_clashes(merged.clashes, tr("{who} keyed this sheet too.").format(who=who))
        elif merged.taken:
            items = items_words(self._state.form.items, merged.taken)
            words = tr("{who} keyed this sheet too: {items} came from there.")
            self._notice.say(words.format(who=who, items=items), "amber")
        elif now.draft_by != self._context.services.base.actor_name:
            self._notice.say(tr("{who} keys this sheet too.").format(who=who), "amber")
        elif self._is_asked:
            words = tr("It was changed in the meantime. Look at it, then finish again.")
            self._notice.say(words, "amber")
        self._is_asked = False

    def _say_clashes(self, clashes: tuple[Clash, ...], first: str, theirs: bool = False) -> None:
        items = items_words(self._state.form.items, [one.item_id for one in clashes])
        if theirs:
            words = tr("{items} differ: the other answers stand here now.")
            action = tr("Take mine back")
        else:
            words = tr("{items} differ: your answers stand here.")
            action = tr("Take the others")
        sentence = tr("{first} {second}", "sentences").format(first=first, second=words.format(items=items))
        self._notice.say(sentence, "amber", action, lambda: self._swap(clashes, first, not theirs))

    def _swap(self, clashes: tuple[Clash, ...], first: str, theirs: bool) -> None:
        """Take the other's answers where both differ, or one's own again."""
        chosen = {one.item_id: one.theirs if theirs else one.mine for one in clashes}
        keyed = self._screen.typed()
        rest = tuple(one for one in keyed.answers if one.item_id not in chosen)
        self._state.changed = True
        self._screen.show_keyed(replace(keyed, answers=(*rest, *chosen.values())))
        self._say_clashes(clashes, first, theirs)
        self.keep()

    def _say_over(self, by: KeyedBy) -> None:
        self.is_over = True
        who = by.name or tr("Somebody")
        outcome = self._context.services.labels.name("result_outcome", by.outcome) if by.outcome else ""
        words = (
            tr("{who} finished this sheet in the meantime: {outcome}. What you keyed was not written.")
            if outcome
            else tr("This inspection was ended in the meantime. What you keyed was not written.")
        )
        copy: Callable[[], object] = self._copy
        self._notice.say(words.format(who=who, outcome=outcome), "red", tr("Copy what I keyed"), copy)
        self.ended.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._state.form, self._screen.typed()))
        self._context.notify.toast(tr("Copied: it can be pasted anywhere."))

    def _throw_away(self) -> None:
        """Go back to what the database holds, with a way back."""
        typed = self._screen.typed()
        self._screen.show_keyed(self._state.form.keyed)
        self._state.changed = False
        self.forget()
        self._notice.hide()
        self._context.notify.offer(tr("Draft thrown away"), tr("Undo"), lambda: self._bring_back(typed))

    def _bring_back(self, typed: Keyed) -> None:
        self._state.changed = True
        self._screen.show_keyed(typed)
        self.keep()
