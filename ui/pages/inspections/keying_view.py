"""The keying screen over the page: index, form, side; Enter by Enter to the finished result."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.errors import Conflict, DomainError
from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem, photo_caption
from facilities_app.domain.rows import PhotoRow
from resources.texts import tr, trn
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.keying_bars import KeyingFoot, KeyingHead
from ui.pages.inspections.keying_form import KeyingLines
from ui.pages.inspections.keying_guard import KeyingGuard
from ui.pages.inspections.keying_marks import KeyingIndex
from ui.pages.inspections.keying_notice import KeyingNotice
from ui.pages.inspections.keying_photos import add_photos, ask_for_photos
from ui.pages.inspections.keying_side import KeyingSide
from ui.pages.inspections.keying_state import KeyingState
from ui.pages.inspections.keying_words import missing_words
from ui.widgets.labels import Hairline
from ui.widgets.overlay import Overlay


class KeyingView(Overlay):
    """Keys one inspection. Esc keeps what was keyed and leaves; Ctrl+Enter finishes.

    Ctrl+Z takes back what one key passed, in a text with steps of its own those first.
    """

    def __init__(self, context: UiContext, host: QWidget, form: KeyingForm) -> None:
        super().__init__(host)
        self._context, self.state = context, KeyingState(form)
        self._is_busy = False
        self._passed: list[tuple[int, ...]] = []
        self._go_without: tuple[KeyingItem, ...] = ()
        self.setAccessibleName(tr("Key {sheet}").format(sheet=form.sheet_number or form.number))
        self.head = KeyingHead(context, self.state)
        self.lines = KeyingLines(context, self.state)
        self.index = KeyingIndex(self.state)
        self.side = KeyingSide(context, self.state)
        self.foot = KeyingFoot(self.pass_rest, self.leave, self.finish)
        self.notice = KeyingNotice()
        self.guard = KeyingGuard(context, self.state, self, self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        column.addWidget(self.notice)
        column.addLayout(self._build_middle(), 1)
        column.addWidget(Hairline())
        column.addWidget(self.foot)
        self._wire()
        self._refresh()

    def open(self) -> None:
        """Begin at the first line without an answer, with what was typed before."""
        self.guard.begin()
        super().open()
        self.lines.begin()

    def take_focus(self) -> None:
        """Bring the keyboard back to the line one was at."""
        item = self.lines.current()
        if item is not None:
            self.lines.go_to(item.id)

    def keyed(self) -> Keyed:
        """What is keyed now, without the answers to what is not asked any more."""
        shown = {item.id for item in self.state.shown()}
        typed = self.typed()
        return replace(typed, answers=tuple(one for one in typed.answers if one.item_id in shown))

    def typed(self) -> Keyed:
        """All that stands there now."""
        form = self.state.form
        return replace(
            form.keyed,
            done_on=self.side.done_on() or form.keyed.done_on,
            inspector=self.side.inspector.text(),
            licence_id=self.side.licence_id(),
            correct_by=self.side.correct_by(),
            one_repair=self.side.one_repair(),
            answers=tuple(self.state.answers.values()),
        )

    def show_keyed(self, keyed: Keyed) -> None:
        """Let this stand there."""
        self.state.show(keyed.answers)
        self.side.show_keyed(keyed)
        self._refresh()

    def pass_rest(self) -> None:
        """All pass or fail items without an answer pass, with a way back."""
        ids = self.state.pass_rest()
        if not ids:
            return
        self._refresh()
        words = trn("{n} item passed", "{n} items passed", len(ids))
        self._passed.append(ids)
        self._context.notify.offer(words, tr("Undo"), partial(self._take_back, ids), "Ctrl Z")
        lacking = self.state.missing()
        if lacking:
            self.lines.go_to(lacking[0][0].id, lacking[0][1])
        else:
            self.foot.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Take back what one key passed last."""
        if self._passed:
            ids = self._passed[-1]
            self._take_back(ids)
            words = trn("{n} item is open again", "{n} items are open again", len(ids))
            self._context.notify.toast(words)

    def finish(self) -> None:
        """Write the result down; what is missing gets the keyboard and is told below."""
        if self._is_busy or self.guard.is_over:
            return
        lacking = self.state.missing()
        if lacking:
            item, what = lacking[0]
            self.foot.say(missing_words(what).format(position=item.position))
            self.lines.go_to(item.id, what)
            return
        if self.side.done_on() is None:
            self.foot.say(tr("Write the day it was done."))
            self.side.take_focus("done_on")
            return
        bare = self.state.without_photo()
        if bare and self._go_without != bare:
            ask_for_photos(self._context, bare, partial(self._finish_without, bare), self._add_photo_of)
            return
        self._write()

    def _write(self) -> None:
        self._is_busy = True
        services, guard, form, keyed = self._context.services, self.guard, self.state.form, self.keyed()
        self._context.change(
            lambda: services.keying.finish(guard.sure(form), keyed),
            guard,
            self._on_finished,
            self._on_failed,
        )

    def leave(self) -> None:
        """Keep what was keyed, and go back to the list."""
        if self._is_busy:
            return
        if self.state.changed and not self.guard.is_over:
            services, guard, form, keyed = self._context.services, self.guard, self.state.form, self.keyed()
            self._context.change(
                lambda: services.keying.save(guard.sure(form), keyed), guard, lambda _: guard.forget()
            )
        self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter finishes, Ctrl+Shift+A passes the rest, Ctrl+Z asks again, F4 shows a picture, Esc keeps."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.finish()
        elif (
            event.key() == Qt.Key.Key_A and control and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.pass_rest()
        elif _undoes(event):
            self.undo()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_F4 and (item := self.lines.current()) is not None:
            self.lines.rows[item.id].help.view()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the keying while it is open, not to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _undoes(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A line that has nothing of its own to take back would swallow the key."""
        if event.type() == QEvent.Type.KeyPress and _undoes(event) and isinstance(watched, QLineEdit):
            if watched.isUndoAvailable():
                return False
            self.undo()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: nothing of the list shines through."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().bg)
        painter.fillRect(self.head.geometry(), theme.current().surface)
        painter.fillRect(self.foot.geometry(), theme.current().surface)
        for part in (self._index_area, self.side):
            painter.fillRect(part.geometry(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build_middle(self) -> QHBoxLayout:
        area = QScrollArea()
        area.setFrameShape(area.Shape.NoFrame)
        area.setFixedWidth(218)
        area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.index)
        self._index_area = area
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(area)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.lines, 1)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.side)
        return row

    def _wire(self) -> None:
        self.lines.changed.connect(self._refresh_around)
        self.lines.arrived.connect(self._on_arrived)
        self.lines.ended.connect(lambda: self.foot.finish.setFocus(Qt.FocusReason.OtherFocusReason))
        self.lines.photo_asked.connect(self._on_photo_asked)
        self.index.chosen.connect(self.lines.go_to)
        self.side.photos_changed.connect(self._read_photos)
        self.side.changed.connect(self._on_side)
        self.guard.ended.connect(self._on_ended)
        self.closed.connect(self.guard.stop)
        for line in self.findChildren(QLineEdit):
            line.installEventFilter(self)

    # -- slots -----------------------------------------------------------------------------------

    def _on_side(self) -> None:
        self.foot.say("")
        self.guard.keep()

    def _refresh(self) -> None:
        self.lines.refresh()
        self._refresh_around()

    def _refresh_around(self) -> None:
        self.foot.say("")  # what was missing may be there now
        item = self.lines.current()
        self.index.set_current(item.id if item else 0)
        self.head.refresh()
        self.side.refresh()
        self.foot.set_rest(len(self.state.untouched()))
        self.guard.keep()

    def _on_arrived(self, item_id: int) -> None:
        self.index.set_current(item_id)
        place = self.index.line_of(item_id)
        self._index_area.ensureVisible(place.center().x(), place.center().y(), 0, 40)

    def _on_ended(self) -> None:
        """Someone else finished the sheet: nothing more is written here."""
        for button in (self.foot.finish, self.foot.rest):
            button.setEnabled(False)

    def _take_back(self, ids: tuple[int, ...]) -> None:
        if ids not in self._passed:
            return
        self._passed.remove(ids)
        self.state.take_back(ids)
        self._refresh()
        self.lines.go_to(ids[0])

    def _finish_without(self, bare: tuple[KeyingItem, ...]) -> None:
        self._go_without = bare
        self.finish()

    def _add_photo_of(self, item: KeyingItem) -> None:
        self.lines.go_to(item.id, "photo")

    def _on_finished(self, _done: object) -> None:
        self.guard.forget()
        self.dismiss()

    def _on_failed(self, error: BaseException) -> None:
        self._is_busy = False
        if isinstance(error, Conflict):
            self.guard.look(is_asked=True)  # both are put together, and what differs is told
            return
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
            return
        self.foot.say(self._context.notify.sentence(error))
        self.side.take_focus(error.field)

    def _on_photo_asked(self, item: KeyingItem, found: list[object]) -> None:
        """A blank sheet's inspection is made first: a photo belongs to one."""
        if self.state.form.task_id:
            self._add_photos(item, found)
            return
        services, form, keyed = self._context.services, self.state.form, self.keyed()
        self._context.change(
            lambda: services.keying.begin(form, keyed), self.guard, partial(self._on_made, item, found)
        )

    def _on_made(self, item: KeyingItem, found: list[object], task_id: int) -> None:
        self.guard.made(task_id)
        self.side.show_photos()
        self._add_photos(item, found)

    def _add_photos(self, item: KeyingItem, found: list[object]) -> None:
        caption = photo_caption(item.position, item.short)
        add_photos(self._context, self, self.state.form.task_id, caption, found, self._read_photos)

    def _read_photos(self) -> None:
        services, key = self._context.services, self.state.form.task_id
        self._context.worker.read(
            lambda: services.attachments.list("inspection_tasks", key),
            self._on_photos,
            self._context.notify.error,
        )

    def _on_photos(self, rows: tuple[PhotoRow, ...]) -> None:
        self.state.form = replace(self.state.form, photos=rows)
        self.state.count_photos(self.state.form)
        self.side.photos.show_record(self.state.form.task_id, rows)
        self._refresh()


def _undoes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
