"""Log a repair: the sheet over any page, meant to take less than twenty seconds without a mouse."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.rows import TargetHit, TargetInfo
from facilities_app.services.tickets import LoggedTicket, NewTicket
from resources.texts import tr, trn
from ui import theme
from ui.components.covers import CoverLine
from ui.components.ticket_briefs import TicketBriefs
from ui.context import UiContext
from ui.pages.tickets import repair_draft
from ui.pages.tickets.repair_fields import RepairFields
from ui.pages.tickets.repair_saving import RepairSaver
from ui.pages.tickets.repair_target import TargetPicker, packed
from ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from ui.widgets.fields import FormField
from ui.widgets.labels import KeyCap, Label
from ui.widgets.overlay import Sheet
from ui.widgets.photos import files_in
from ui.widgets.surfaces import Notice

DRAFT_DELAY_MS = 400
ADD_KEYS = (1, 2, 3)
"""Ctrl with one of them adds what was typed to that open ticket instead."""


class RepairSheet(Sheet):
    """Closing keeps a draft; the next sheet begins with it, also after a restart."""

    keeps_words = True

    def __init__(self, host: QWidget, context: UiContext) -> None:
        super().__init__(host, tr("Log a repair"), tr("new, numbered on saving"))
        self._context = context
        self._saver = RepairSaver(context, self)
        self._info: TargetInfo | None = None
        self._again = self._saving = False
        self._trade_asked = False
        self._after_photos: Callable[[], object] | None = None
        self._database = str(context.services.base.engines.path)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_DELAY_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._build()
        self._wire()
        self._restore(repair_draft.load(context.prefs, self._database))

    # -- what the page asks ----------------------------------------------------------------------

    def begin_at(self, kind: str, target_id: int) -> None:
        """Begin with this asset or place taken."""
        self.target.take_by_id(kind, target_id)
        QTimer.singleShot(0, self, self._on_taken)

    def save(self, again: bool = False) -> None:
        """Log it, or say beside the first field what is missing."""
        if self._saving:
            return
        if self.fields.photos.busy:
            self._after_photos = lambda: self.save(again)
            return
        self.refusal.hide()
        if not self._is_complete():
            return
        self._saving, self._again = True, again
        self._enable(False)
        draft = self.fields.draft()
        hit = self.target.hit
        assert hit is not None
        new = NewTicket(
            summary=repair_draft.summary_of(draft.text),
            description=repair_draft.description_of(draft.text),
            asset_id=hit.id if hit.kind == "asset" else None,
            place_id=None if hit.kind == "asset" else hit.id,
            trade_id=self.fields.trade.value(),
            priority=self.fields.priority.value(),
            urgency=draft.urgency,
            impact=draft.impact,
            requester=draft.requester,
            requester_phone=draft.phone,
            due_on=draft.due_on,
            is_down=draft.is_down and hit.kind == "asset",
        )
        self._saver.log(new, draft.photos, self._on_logged, self._on_refused)

    def keep_draft(self) -> None:
        """Write down what stands in the sheet."""
        self._draft_timer.stop()
        draft = self.fields.draft()
        draft.target = packed(self.target.hit) if self.target.hit else None
        draft.words = self.target.words()
        draft.database = self._database
        repair_draft.keep(self._context.prefs, draft)
        self._show_kept(not draft.is_empty)

    def first_focus(self) -> QWidget | None:
        """The place or asset, in a draft too: what is scanned is never taken for words."""
        return self.target

    def discard(self) -> None:
        """Throw the draft away and begin anew."""
        repair_draft.sweep(self.fields.photos.paths)
        self._begin_anew()
        self.fields.requester.clear()
        self.fields.phone.clear()
        self.target.setFocus()

    def dismiss(self) -> None:
        """Close; what was typed is kept. While it is being saved the sheet waits for the answer."""
        if self._saving:
            return
        if self._draft_timer.isActive():
            self.keep_draft()
        super().dismiss()

    # -- Qt --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the sheet."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them as photos."""
        found = files_in(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.fields.photos.add(found)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.likely_height = theme.current().sizes.sheet
        self.body.setSpacing(theme.current().sizes.s + 2)
        self.target = TargetPicker(self._context)
        self.notice = Notice(" ", aside=tr("add to it if it is the same"))
        keys = [f"Ctrl+{place}" for place in ADD_KEYS]
        self.briefs = TicketBriefs(self._context, action=tr("Add to this ticket"), keys=keys)
        self.notice.body.addWidget(self.briefs)
        self.notice.hide()
        self.cover = CoverLine()
        self.fields = RepairFields(self._context)
        self.refusal = Notice(" ", tone="red", icon="circle-alert")
        self.refusal.hide()
        self.restored = Notice(tr("What you did not finish before was kept"), tone="blue", icon="history")
        self.clear_button = GhostButton(tr("Clear it"), key="Ctrl+Shift+Del", on_click=self.discard)
        self.restored.body.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.restored.hide()
        for widget in (self.refusal, self.restored, self.target, self.notice, self.cover, self.fields):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.kept = Label("", "secondary")
        self.throw_away = GhostButton(tr("Discard draft"), on_click=self.discard)
        self.throw_away.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.head.addWidget(self.kept)
        self.head.addWidget(self.throw_away)
        self.footer.addWidget(KeyCap("↑ ↓", tr("choose")))
        self.footer.addWidget(KeyCap("Tab", tr("next field")))
        self.footer.addStretch(1)
        self.next_button = SecondaryButton(
            tr("Save and next"), key="Ctrl+Shift+Enter", on_click=lambda: self.save(again=True)
        )
        self.save_button = PrimaryButton(tr("Save"), key="Ctrl+Enter", on_click=self.save)
        self.footer.addWidget(self.next_button)
        self.footer.addWidget(self.save_button)

    def _wire(self) -> None:
        self.target.info_changed.connect(self._on_info)
        self.target.taken.connect(self._on_taken)
        self.target.edited.connect(self._on_edited)
        self.target.lookup.edit.installEventFilter(self.fields)
        self.fields.edited.connect(self._on_edited)
        self.fields.photos.settled.connect(self._on_photos)
        self.fields.trade.changed.connect(self._on_trade)
        self.briefs.acted.connect(self._on_add_to)
        self.briefs.opened.connect(self._on_open)
        for keys, again in (
            ("Ctrl+Return", False),
            ("Ctrl+Enter", False),
            ("Ctrl+Shift+Return", True),
            ("Ctrl+Shift+Enter", True),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda again=again: self.save(again))
        clear = QShortcut(QKeySequence("Ctrl+Shift+Del"), self)
        clear.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clear.activated.connect(self.clear_button.click)
        for place in ADD_KEYS:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda place=place: self._on_add_key(place))

    def _restore(self, draft: repair_draft.Draft) -> None:
        self.fields.fill(draft)
        if draft.target:
            self.target.recall(TargetHit(**draft.target))
        else:
            self.target.set_words(draft.words)
            self.target.lookup.edit.selectAll()  # to be typed over
        self._draft_timer.stop()
        self._show_kept(not draft.is_empty)
        self.restored.setVisible(not draft.is_empty)

    # -- slots -----------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._draft_timer.start()

    def _on_info(self, info: TargetInfo | None) -> None:
        self._info = info
        self.fields.propose(info)
        briefs = (*info.open_tickets, *info.nearby) if info else ()
        self.notice.setVisible(bool(briefs))
        if info and briefs:
            self.notice.set_words(_about_open(info))
        self.briefs.set_tickets(briefs)
        if info is None:
            self.cover.say(tr("Contract and warranty are shown once the asset is chosen"))
        elif info.kind == "asset":
            self.cover.show_covers(self._context, info.covers)
        else:
            self.cover.say(tr("A place has no contract or warranty of its own"))

    def _on_taken(self) -> None:
        """Go on to what has to be typed: the words, or first the trade where nothing proposes one."""
        hit = self.target.hit
        is_open = hit is not None and hit.kind != "asset" and self.fields.trade.value() is None
        reason = Qt.FocusReason.TabFocusReason
        self._trade_asked = is_open
        if is_open:
            self.fields.trade.setFocus(reason)
        else:
            self.fields.text.setFocus(reason)

    def _on_trade(self) -> None:
        """One digit answered what was asked on the way: on to the words."""
        if self._trade_asked:
            self._trade_asked = False
            # Later: a segment takes the focus once it has told what was chosen.
            QTimer.singleShot(0, self, lambda: self.fields.text.setFocus(Qt.FocusReason.TabFocusReason))

    def _on_add_to(self, ticket_id: int, number: str) -> None:
        if self.fields.photos.busy:
            self._after_photos = lambda: self._on_add_to(ticket_id, number)
            return
        if self._saving:
            return
        draft = self.fields.draft()
        text = draft.text.strip()
        if not text and not draft.photos:
            field = self.fields.text_field
            field.set_error(tr("Write what you saw; it will be added to {number}.").format(number=number))
            self.fields.text.setFocus()
            return
        who = " ".join(part for part in (draft.requester.strip(), draft.phone.strip()) if part)
        note = f"{text}\n{who}" if who else text
        self._saving = True
        self._enable(False)
        if text:
            self._saver.add_note(ticket_id, note, draft.photos, self._on_added, self._on_refused)
        else:
            self._saver.add_photos(ticket_id, draft.photos, self._on_added, self._on_refused)

    def _on_add_key(self, place: int) -> None:
        if self.notice.isVisible() and len(self.briefs.buttons) >= place:
            self.briefs.buttons[place - 1].click()

    def _on_photos(self) -> None:
        """What waited for the photos goes on; where one was refused, a person looks first."""
        after, self._after_photos = self._after_photos, None
        if after is not None and not self.fields.photos.refused():
            after()

    def _on_open(self, ticket_id: int) -> None:
        self.keep_draft()
        self.dismiss()
        self._context.navigate("tickets", record=ticket_id)

    def _on_logged(self, ticket: LoggedTicket) -> None:
        self._enable(True)
        self._saving = False
        self._begin_anew()
        if self._again:
            self.set_title(
                tr("Log a repair"), tr("{number} logged; the next one").format(number=ticket.number)
            )
            self.target.setFocus()
        else:
            self.dismiss()

    def _on_added(self) -> None:
        self._saving = False
        self._enable(True)
        self._begin_anew()
        self.dismiss()

    def _on_refused(self, error: BaseException) -> None:
        self._enable(True)
        self._saving = False
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
        elif not self._show_error(error):
            self.refusal.set_words(self._context.notify.sentence(error))
            self.refusal.show()

    # -- checks ----------------------------------------------------------------------------------

    def _is_complete(self) -> bool:
        """Say beside each field what is missing; the first gets the focus."""
        missing = []
        if self.target.hit is None:
            missing.append(Invalid("ticket.needs_place", field="target"))
        if self.fields.trade.value() is None:
            missing.append(Invalid("ticket.needs_trade", field="trade_id"))
        if not self.fields.text.toPlainText().strip():
            missing.append(Invalid("ticket.needs_summary", field="summary"))
        for error in reversed(missing):
            self._show_error(error)
        return not missing and self.fields.due.commit()

    def _show_error(self, error: DomainError) -> bool:
        where: dict[str, tuple[FormField, QWidget]] = {
            "target": (self.target.field, self.target),
            "trade_id": (self.fields.trade_field, self.fields.trade),
            "summary": (self.fields.text_field, self.fields.text),
            "description": (self.fields.text_field, self.fields.text),
            "requester": (self.fields.requester_field, self.fields.requester),
            "due_on": (self.fields.due_field, self.fields.due),
        }
        if error.field not in where:
            return False
        field, focus = where[error.field]
        field.set_error(_words(self._context, error))
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _begin_anew(self) -> None:
        repair_draft.forget(self._context.prefs)
        self.target.clear()
        self.fields.clear()
        self._draft_timer.stop()
        self._show_kept(False)
        self.restored.hide()

    def _show_kept(self, kept: bool) -> None:
        self.kept.setText(tr("Draft kept") if kept else "")
        self.throw_away.setVisible(kept)

    def _enable(self, enabled: bool) -> None:
        for button in (self.save_button, self.next_button, *self.briefs.buttons):
            button.setEnabled(enabled)


def _about_open(info: TargetInfo) -> str:
    """What is open already, of the asset or place itself, and of the asset's room."""
    count, around = len(info.open_tickets), len(info.nearby)
    said = []
    if count and info.kind == "asset":
        said.append(trn("This asset has {n} open ticket", "This asset has {n} open tickets", count))
    elif count:
        said.append(trn("This place has {n} open ticket", "This place has {n} open tickets", count))
    if around:
        said.append(trn("Its room has {n} open ticket", "Its room has {n} open tickets", around))
    return tr("; ", "between sentences").join(said)


def _words(context: UiContext, error: DomainError) -> str:
    if error.code == "ticket.needs_trade":
        return tr("Choose the trade.")
    return context.notify.sentence(error)


def log_repair(
    context: UiContext, host: QWidget, *, target: tuple[str, int] | None = None, **_: Any
) -> RepairSheet:
    """Open the sheet over the window, at ``target`` if there is one: ("asset", its id) or ("place", its id)."""
    sheet = RepairSheet(host, context)
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
    if target is not None:
        sheet.begin_at(*target)
    return sheet
