"""The editor of a checklist over the page: its items, the fields of one, and the sheet as it will be printed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.checklist_template import Template
from facilities_app.domain.errors import DomainError
from facilities_app.services.templates import TemplateDetail
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.template_bars import EditorFoot, EditorHead
from ui.pages.inspections.template_boxes import wish
from ui.pages.inspections.template_fields import HeadFields, uses
from ui.pages.inspections.template_item_fields import ItemFields
from ui.pages.inspections.template_picture import PictureField
from ui.pages.inspections.template_preview import TemplatePreview
from ui.pages.inspections.template_side import ItemsSide
from ui.pages.inspections.template_state import HEAD, TemplateState
from ui.widgets.labels import Hairline
from ui.widgets.overlay import Overlay

_LIST, _FIELDS, _SHEET = 250, 440, 430


class TemplateEditor(Overlay):
    """``saved`` carries the edition's id. Ctrl+Enter saves a new edition, Esc leaves."""

    saved = Signal(int)

    def __init__(
        self,
        context: UiContext,
        host: QWidget,
        known: TemplateDetail | None = None,
        draft: Template | None = None,
    ) -> None:
        super().__init__(host)
        self._context = context
        self.state = TemplateState(known, draft or (known.template if known is not None else Template()))
        self._is_busy = self._warned = False
        self.setAccessibleName(tr("Checklist editor"))
        self.head = EditorHead(context, self.state)
        self.side = ItemsSide(self.state)
        self.items = self.side.items
        self.head_fields = HeadFields(self.state, uses(self.state.draft.applies_to))
        self.item_fields = ItemFields(self.state, PictureField(context, self.state))
        self.preview = TemplatePreview(context, self.state)
        self.foot = EditorFoot(self.state, self.leave, self.save, self.correct)
        self._build()
        self._wire()
        self._show()
        self.preview.read()

    # -- wishes ----------------------------------------------------------------------------------

    def save(self) -> None:
        """Save as the next edition, if nothing is wrong; else go where it is."""
        self._submit(correct=False)

    def correct(self) -> None:
        """Change this edition itself; only while nothing rests on it."""
        if self.state.known is not None and self.state.known.can_correct:
            self._submit(correct=True)

    def leave(self) -> None:
        """Close; what is not saved is lost only at the second wish."""
        if self._is_busy:
            return
        if self.state.is_changed() and not self._warned:
            self._warned = True
            self.foot.say(tr("Not saved: Esc once more throws it away"))
            return
        self.dismiss()

    def undo(self) -> None:
        """One step back."""
        if self.state.undo():
            self._changed()

    def redo(self) -> None:
        """One step forth."""
        if self.state.redo():
            self._changed()

    def go_to(self, at: int, key: str = "") -> None:
        """Take an item into hand; with a key, bring the keyboard to its field."""
        self.state.go_to(at)
        self._show()
        if key:
            self._fields().take_focus(key)

    # -- Qt --------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget | None:
        """The list of items, or the code of a new checklist."""
        return self.items if self.state.known is not None else self.head_fields.fields["code"].field

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y are the editor's while it is open, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and wish(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Ctrl+Shift+Enter corrects, Ctrl+Z and Ctrl+Y walk, Esc leaves."""
        asked, modifiers = wish(event), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if asked:
            (self.undo if asked == "undo" else self.redo)()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            (self.correct if modifiers & Qt.KeyboardModifier.ShiftModifier else self.save)()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Insert:
            self._add()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground: nothing of the list shines through."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.fillRect(self._sheet_side.geometry().translated(self._split.pos()), current.bg)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.head_fields)
        self._middle.addWidget(self.item_fields)
        self._sheet_side = self.preview
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for part, least in ((self.side, 180), (self._middle, 320), (self._sheet_side, 260)):
            part.setMinimumWidth(least)
            self._split.addWidget(part)
        self._split.setStretchFactor(1, 1)
        self._split.setStretchFactor(2, 1)
        self._split.setSizes([_LIST, _FIELDS, _SHEET])
        column.addWidget(self.head)
        column.addWidget(Hairline())
        column.addWidget(self._split, 1)
        column.addWidget(Hairline())
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.items.chosen.connect(self.go_to)
        self.items.moved.connect(self._move)
        self.items.add_asked.connect(self._add)
        self.items.remove_asked.connect(self._remove)
        self.items.copy_asked.connect(self._copy)
        self.items.edit_asked.connect(lambda: self._fields().take_focus())
        self.head_fields.typed.connect(self._on_head)
        self.item_fields.typed.connect(self._on_item)
        self.item_fields.picture.chosen.connect(lambda sha: self._on_item("picture", sha))
        self.item_fields.picture.refused.connect(
            lambda error: self.item_fields.fields["picture"].set_error(self._context.notify.sentence(error))
        )
        self.head.undo.clicked.connect(self.undo)
        self.head.redo.clicked.connect(self.redo)
        self.foot.flaw_asked.connect(self._go_to_flaw)

    # -- slots -----------------------------------------------------------------------------------

    def _on_head(self, key: str, value: object) -> None:
        self.state.set_head(key, str(value))
        self._changed(fields=False)

    def _on_item(self, key: str, value: object) -> None:
        self.state.set_item(**{key: value})
        self._changed(fields=key not in ("zh", "en", "minimum", "maximum", "options"))

    def _add(self) -> None:
        self.state.add()
        self._changed()
        self.item_fields.take_focus("zh")

    def _copy(self) -> None:
        item = self.state.item()
        if item is not None:
            self.state.add(item)
            self._changed()

    def _remove(self) -> None:
        self.state.remove()
        self._changed()

    def _move(self, start: int, end: int) -> None:
        self.state.move(start, end)
        self._changed()

    def _go_to_flaw(self) -> None:
        """The first thing that is wrong, beside its field."""
        if key := self.item_fields.unread():
            self.item_fields.take_focus(key)
            return
        for flaw in self.state.flaws():
            at = flaw.number - 1 if flaw.number else HEAD
            self.go_to(at, flaw.field)
            return

    # -- private ---------------------------------------------------------------------------------

    def _fields(self) -> HeadFields | ItemFields:
        return self.head_fields if self.state.item() is None else self.item_fields

    def _changed(self, *, fields: bool = True) -> None:
        self._warned = False
        self.foot.say("")
        self.preview.soon()
        self._show(fields=fields)

    def _show(self, *, fields: bool = True) -> None:
        shown = self._fields()
        self._middle.setCurrentWidget(shown)
        if fields:
            shown.refresh()
        flaws = self.state.flaws()
        shown.show_flaws(flaws, self.state.at + 1)
        self.side.show_current()
        self.head.refresh()
        self.foot.refresh(len(flaws) + bool(self.item_fields.unread()))
        self.preview.mark()

    def _submit(self, *, correct: bool) -> None:
        if self._is_busy:
            return
        if self.state.flaws() or self.item_fields.unread():
            self._go_to_flaw()
            return
        self._is_busy = True
        templates, state = self._context.services.templates, self.state
        known, draft, pictures = state.known, state.draft, dict(state.pictures)
        if known is None:
            self._context.change(
                lambda: templates.add(draft, pictures), self, self._on_saved, self._on_failed
            )
        else:
            self._context.change(
                lambda: templates.save(known, draft, pictures, correct=correct),
                self,
                self._on_saved,
                self._on_failed,
            )

    def _on_saved(self, template_id: object) -> None:
        self._is_busy = False
        self.saved.emit(int(str(template_id)))
        self.dismiss()

    def _on_failed(self, error: BaseException) -> None:
        self._is_busy = False
        if not isinstance(error, DomainError):
            self._context.notify.error(error)
            return
        words = self._context.notify.sentence(error)
        number, colon, key = error.field.partition(":")
        if colon and number.isdecimal():
            self.go_to(int(number) - 1, key)
        elif error.field in self.head_fields.fields:
            self.go_to(HEAD, error.field)
            self.head_fields.fields[error.field].set_error(words)
        self.foot.say(words)
