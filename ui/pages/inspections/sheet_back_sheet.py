"""讀回檢查表: all that a filled-in file would change, before anything is; Ctrl+Enter takes it over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilities_app.domain.sheet_preview import State
from facilities_app.services.sheet_reading import FilePreview
from resources.texts import tr, trn
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.sheet_back_rows import SheetBlock
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import Hairline, Label
from ui.widgets.overlay import Sheet
from ui.widgets.surfaces import Notice

_MOST_WHOLE = 5
"""A file of more sheets shows of each only what wants a look."""


class BackSheet(Sheet):
    """``taken`` carries, by sheet number, the conflicts in which the file counts."""

    taken = Signal(object)
    keeps_words = True

    def __init__(self, context: UiContext, host: QWidget, file: FilePreview) -> None:
        super().__init__(host, tr("Read a checklist back"), file.path.name)
        self.context, self.file = context, file
        filled = [one for one in file.sheets if one.state is not State.EMPTY] or list(file.sheets[:1])
        self.blocks = [SheetBlock(context, one, brief=len(filled) > _MOST_WHOLE) for one in filled]
        self.notice = Notice(tone="red", icon="circle-alert")
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.body.addLayout(self._heads())
        for number, block in enumerate(self.blocks):
            if number:
                self.body.addWidget(Hairline())
            self.body.addWidget(block)
        empty = len(file.sheets) - len(filled)
        if empty:
            words = trn("{n} other sheet is empty.", "{n} other sheets are empty.", empty)
            self.body.addWidget(Label(words, "secondary"))
        self.body.addStretch(1)
        count = len(self._wanted())
        words = trn("Take over {n} sheet", "Take over {n} sheets", count) if count > 1 else tr("Take over")
        self.accept_button = PrimaryButton(words, key="Ctrl+Enter", on_click=self.accept)
        self.close_button = SecondaryButton(tr("Cancel") if count else tr("Close"), on_click=self.dismiss)
        self.footer.addWidget(Label(tr("Nothing is saved yet."), "secondary"))
        self.footer.addStretch(1)
        self.footer.addWidget(self.close_button)
        self.footer.addWidget(self.accept_button)
        self.accept_button.setVisible(bool(count))  # with a parent, or it would be a window of its own

    def first_focus(self) -> QWidget | None:
        """What has nothing to decide is taken over by one key."""
        boxes = [row.take for block in self.blocks for row in block.rows if row.take is not None]
        return boxes[0] if boxes else self.accept_button if self._wanted() else self.close_button

    def accept(self) -> None:
        """Hand over what is to be taken."""
        wanted = self._wanted()
        if wanted and self.accept_button.isEnabled():
            self.accept_button.setEnabled(False)
            self.notice.hide()
            self.taken.emit({block.preview.number: block.take() for block in wanted})

    def refuse(self, sentence: str) -> None:
        """Say why it could not be taken over."""
        self.accept_button.setEnabled(True)
        self.notice.set_words(sentence)
        self.notice.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes over."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.accept()
            return
        super().keyPressEvent(event)

    def _wanted(self) -> list[SheetBlock]:
        return [block for block in self.blocks if block.is_wanted]

    def _heads(self) -> QHBoxLayout:
        """The titles of the columns."""
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.m)
        for words, width in ((tr("Item", "checklist"), 172), (tr("Now", "read back"), 120)):
            label = Label(words, "section")
            label.setFixedWidth(width)
            row.addWidget(label)
        row.addWidget(Label(tr("In the file"), "section"), 1)
        return row
