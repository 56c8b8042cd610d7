"""The strips above and below the checklist editor."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.texts import pick, tr, trn
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.template_state import TemplateState
from ui.widgets.buttons import GhostButton, IconButton, PrimaryButton, SecondaryButton
from ui.widgets.labels import Label, Pill


class EditorHead(QWidget):
    """What is edited, on which edition it stands, and the steps back and forth."""

    def __init__(self, context: UiContext, state: TemplateState) -> None:
        super().__init__()
        self._state = state
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 0, sizes.edge, 0)
        row.setSpacing(sizes.m)
        self._title = Label("", "title", elide=True)
        self._count = Label("", "secondary")
        self._edition = Pill("", "neutral", "layers")
        self.undo = IconButton("undo-2", tr("Undo (Ctrl+Z)"))
        self.redo = IconButton("redo-2", tr("Redo (Ctrl+Y)"))
        row.addWidget(self._title, 1)
        row.addWidget(self._edition)
        row.addWidget(self._count)
        row.addSpacing(sizes.l)
        row.addWidget(self.undo)
        row.addWidget(self.redo)

    def refresh(self) -> None:
        """Show the draft's name and whether there are steps."""
        draft, known = self._state.draft, self._state.known
        name = pick(draft.name_zh, draft.name_en)
        self._title.setText(f"{draft.code}　{name}".strip() or tr("New checklist"))
        self._count.setText(trn("{n} item", "{n} items", len(draft.items)))
        words = tr("new") if known is None else tr("edition {n}").format(n=known.edition)
        self._edition.set_status(words, "neutral", "layers")
        self.undo.setEnabled(self._state.can_undo())
        self.redo.setEnabled(self._state.can_redo())


class EditorFoot(QWidget):
    """What is wrong, and the ways on. ``flaw_asked`` leads to the first thing that is wrong."""

    flaw_asked = Signal()

    def __init__(
        self,
        state: TemplateState,
        leave: Callable[[], object],
        save: Callable[[], object],
        correct: Callable[[], object],
    ) -> None:
        super().__init__()
        self._state = state
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.tabs + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 0, sizes.edge, 0)
        row.setSpacing(sizes.m)
        self.flaws = GhostButton("", "circle-alert", on_click=self.flaw_asked.emit)
        self.message = Label("", "strong", colour="red", elide=True)
        self.leave = GhostButton(tr("Close"), key="Esc", on_click=leave)
        self.correct = SecondaryButton("", key="Ctrl Shift Enter", on_click=correct)
        self.save = PrimaryButton("", key="Ctrl Enter", on_click=save)
        row.addWidget(self.flaws)
        row.addWidget(self.message, 1)
        for button in (self.leave, self.correct, self.save):
            row.addWidget(button)

    def say(self, words: str) -> None:
        """Say something in the place of the keys; "" says nothing."""
        self.message.setText(words)

    def refresh(self, wrong: int) -> None:
        """How much is wrong, and what saving makes."""
        known = self._state.known
        self.flaws.set_content(trn("{n} thing to mend", "{n} things to mend", wrong), "circle-alert")
        self.flaws.setVisible(bool(wrong))
        edition = 1 if known is None else max(one.edition for one in known.editions) + 1
        words = tr("Save") if known is None else tr("Save as edition {n}").format(n=edition)
        self.save.set_content(words, key="Ctrl Enter")
        can = known is not None and known.can_correct
        self.correct.setVisible(can)
        if known is not None:
            words = tr("Correct edition {n}").format(n=known.edition)
            self.correct.set_content(words, key="Ctrl Shift Enter")
        self.save.setEnabled(self._state.is_changed())
        self.correct.setEnabled(self._state.is_changed())
