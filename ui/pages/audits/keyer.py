"""Turns keys and edits into what is keyed of the unit in front, keeps it meanwhile, and saves it."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilities_app.domain.dates import format_moment
from facilities_app.domain.errors import DomainError
from resources.texts import tr
from ui.context import UiContext
from ui.pages.audits.evidence import MET_KEYS
from ui.pages.audits.fields import ENTER
from ui.pages.audits.keying import Draft, Drafts, Keying, moved, next_revisit, start_of, submitted
from ui.pages.audits.reading import Unit
from ui.pages.audits.words import mark

if TYPE_CHECKING:
    from ui.pages.audits.page import AuditsPage

_STEP = 5
"""Minutes that + and − move the time of a visit by: from one door to the next."""


class Keyer(QObject):
    """One unit is keyed at a time; drafts of others wait."""

    def __init__(self, context: UiContext, page: "AuditsPage") -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.drafts = Drafts(context.prefs, str(context.services.base.engines.path))
        self.saving = self._once_more = False
        self._start, self._seen, self._version = Keying(), 0, 0
        self._carried: tuple[datetime, str] | None = None

    def show(self, unit: Unit) -> None:
        """Show a unit as it is kept, or as far as it is keyed; what is keyed and not saved stays."""
        page, detail = self._page, unit.detail
        assert page.shown is not None
        when, visitor = self._carried or (self._context.clock.now(), self._context.services.base.actor_name)
        self._start = start_of(detail, when, visitor, self._context.presenter.style)
        self._seen, self._version = len(detail.attempts), detail.version
        draft = None if page.shown.closed_at is not None else self.drafts.get(detail.id)
        page.unit.show_visit(page.shown, detail, unit.photos, draft.keying if draft else self._start)
        page.unit.set_unsaved(draft is not None)
        once_more, self._once_more = self._once_more, False
        if draft is not None and draft.seen != self._seen:
            self._tell_other(unit)
        elif draft is not None and once_more:
            self.save()  # somebody arranged the route or explained: nothing that was keyed

    def forget_evening(self) -> None:
        """Another round: time and visitor of the last visit are no longer proposed."""
        self._carried = None

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours."""
        key, words, unit = Qt.Key(event.key()), event.text().upper(), self._page.unit
        if key in ENTER:
            self._on_enter()
        elif self._page.is_closed:
            return False
        elif words.isdecimal():
            return unit.findings.take_key(int(words))
        elif words in ("+", "=", "-", "−"):
            self._move_time(_STEP if words in "+=" else -_STEP)
        elif words in MET_KEYS:
            self._take_met(MET_KEYS.index(words))
        else:
            return self._went_to(words)
        return True

    def edited(self) -> None:
        """Something in a field changed: keep it."""
        page = self._page
        if page.is_busy:
            return
        keying, visit = page.unit.keying(), page.visit
        unsaved, known = keying != self._start, self.drafts.get(visit)
        if unsaved:
            # A draft goes on knowing only what its first word knew.
            self.drafts.keep(visit, Draft(keying, known.seen if known else self._seen))
        else:
            self.drafts.forget(visit)
        page.unit.set_unsaved(unsaved)
        if unsaved != (known is not None):
            page.show_marks()

    def finding_taken(self, finding: str) -> None:
        """A second visit is proposed, and nobody was met where nobody was met."""
        unit = self._page.unit
        keying = unit.keying()
        if finding == "not_met":
            again = next_revisit(self._context.clock.today(), self._context.services.workdays)
            words = keying.revisit or format_moment(again, self._context.presenter.style)
            keying = replace(keying, met=keying.met or "nobody", revisit=words)
        unit.put(keying)
        self.edited()

    def save(self) -> None:
        """Keep the visit and go on to the next open unit; what is unchanged only goes on."""
        page, unit = self._page, self._page.unit
        if page.is_busy or page.is_closed or unit.detail is None:
            return
        unit.evidence.when.commit()
        unit.revisit.commit()
        keying = unit.keying()
        if keying == self._start and keying.finding:
            page.go_on()
            return
        when, again = unit.evidence.when.value(), unit.revisit.value()
        if (lacking := self._lacking(keying, when, again)) is not None or when is None:
            words, field = lacking or ("", unit.evidence.when)
            self._refuse(words, field)
            return
        self.saving = True
        record, told = self._context.services.audits.record, submitted(keying, when, again)
        change = partial(record, page.visit, self._version, told)
        done = partial(self._on_saved, page.visit, when, keying)
        self._context.change(change, page, done, self._on_refused)

    def take_back(self) -> None:
        """Throw away what is keyed of this unit, with a way back."""
        page = self._page
        keying, visit = page.unit.keying(), page.visit
        self.drafts.forget(visit)
        page.read_unit()
        page.show_marks()

        def put_back() -> None:
            if page.visit == visit:
                page.unit.put(keying)
                self.edited()

        self._context.notify.offer(tr("What was keyed is taken back"), tr("Undo"), put_back)
        page.home()

    # -- keys ------------------------------------------------------------------------------------

    def _on_enter(self) -> None:
        """In a field before the finding is known: back to the keys; else save."""
        page = self._page
        if not page.unit.findings.value and not page.list.rows.hasFocus():
            page.unit.evidence.when.commit()
            page.home()
        else:
            self.save()

    def _move_time(self, minutes: int) -> None:
        line, style = self._page.unit.evidence.when, self._context.presenter.style
        line.set_words(moved(line.text(), minutes, self._context.clock.today(), style))
        self.edited()

    def _take_met(self, place: int) -> None:
        choices = self._context.services.labels.choices("met_person")
        if place < len(choices):
            self._page.unit.evidence.met.set_value(choices[place].code)
            self.edited()

    def _went_to(self, letter: str) -> bool:
        unit, part = self._page.unit, self._page.unit.evidence
        fields: dict[str, QWidget] = {
            "V": part.when,
            "H": part.registration,
            "N": unit.note,
            "R": unit.absence,
        }
        field = fields.get(letter)
        if letter == "P":
            part.photos.choose_files()
        elif field is not None and field.isVisibleTo(unit):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            unit.reveal(field)
        return field is not None or letter == "P"

    # -- saving ----------------------------------------------------------------------------------

    def _lacking(
        self, keying: Keying, when: datetime | None, again: datetime | None
    ) -> tuple[str, QWidget] | None:
        """What has to be keyed before it can be kept, and where."""
        unit = self._page.unit
        if when is None:
            words = tr("The time of the visit cannot be read. Write 115/11/23 19:10, 1910 or 45.")
            return words, unit.evidence.when
        if not keying.finding:
            return tr("Choose what the visit found: 1 to 6."), self._page.list.rows
        if keying.finding == "not_met" and again is None:
            return tr("Nobody was met: write when to visit again."), unit.revisit
        return None

    def _refuse(self, words: str, field: QWidget) -> None:
        self._page.unit.say(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self, visit: int, when: datetime, keying: Keying, _value: object) -> None:
        self.saving = False
        self.drafts.forget(visit)
        self._carried = (when, keying.visitor)
        self._page.settled(visit, keying.finding)

    def _on_refused(self, error: BaseException) -> None:
        self.saving = False
        self._page.forget_keys()
        unit = self._page.unit
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
        elif error.code == "audit.moved_on":
            self._once_more = True
            self._page.read_unit()
        else:
            fields: dict[str, QWidget] = {"visited_at": unit.evidence.when, "revisit_on": unit.revisit}
            field = fields.get(error.field, self._page.list.rows)
            self._refuse(self._context.notify.sentence(error), field)

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
                when=self._context.presenter.moment(last.visited_at),
                finding=mark(self._context, last.finding).text,
            )
        self._page.unit.say(words, title)
