"""契約: five chapters, each a list with its pane. The one last seen comes back."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.components.page import Page
from ui.context import UiContext
from ui.models.windowed import WindowedModel
from ui.pages.contracts.chapter import Chapter
from ui.pages.contracts.contract_chapters import ContractChapter, PolicyChapter, VendorChapter
from ui.pages.contracts.project_chapters import EventChapter, ProjectChapter
from ui.pages.contracts.record_pane import RecordPane
from ui.widgets.segments import Segment, SegmentedControl

KEPT = "contracts.chapter"
_MAKE: dict[str, type[Any]] = {
    "contract": ContractChapter,
    "vendor": VendorChapter,
    "insurance": PolicyChapter,
    "project": ProjectChapter,
    "event": EventChapter,
}
"""By kind of record, in the order of the switch; Ctrl+1 … Ctrl+5 show them."""
_KIND_OF = {"bond": "contract", "milestone": "project", "damage": "event"}


class ContractsPage(Page):
    """Hands everything the frame asks to the chapter in front; a chapter is made when somebody looks at it first."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._made: dict[str, Chapter] = {}
        self._shown = False
        self.key = ""
        self._build()
        kept = str(context.prefs.get(KEPT, "contract"))
        self.show_chapter(kept if kept in _MAKE else "contract")

    @property
    def chapter(self) -> Chapter:
        """The chapter in front."""
        return self._made[self.key]

    @property
    def pane(self) -> RecordPane:
        """The pane of the chapter in front."""
        return self.chapter.pane

    @property
    def model(self) -> WindowedModel:
        """The rows of the chapter in front."""
        return self.chapter.model

    def show_chapter(self, key: str) -> Chapter:
        """Bring a chapter to the front."""
        if key != self.key:
            before = self._made.get(self.key)
            chapter = self._made.get(key) or self._make(key)
            self.key = key
            self.switch.set_value(key)
            self._stack.setCurrentWidget(chapter)
            if before is not None:
                before.set_shown(False)
            chapter.set_shown(self._shown)
            self.set_note(chapter.note)
        return self.chapter

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The chapter's."""
        return self.chapter.commands()

    def show_what(self, **what: Any) -> None:
        """``kind`` chooses the chapter, ``record`` what it shows; ``new_for`` begins a contractor's contract."""
        kind = str(what.get("kind") or self.key)
        kind = _KIND_OF.get(kind, kind)
        if kind not in _MAKE:
            return
        chapter = self.show_chapter(kind)
        if what.get("new_for") is not None and isinstance(chapter, ContractChapter):
            chapter.new_for(int(what["new_for"]))
            return
        chapter.show_what(**{**what, "kind": kind})

    def set_shown(self, shown: bool) -> None:
        """The chapter comes to the front with the page."""
        self._shown = shown
        self.chapter.set_shown(shown)

    def toast_host(self) -> QWidget:
        """The chapter's."""
        return self.chapter.toast_host()

    def keep_state(self) -> None:
        """Which chapter, and how each was left."""
        self.context.prefs.set(KEPT, self.key)
        for chapter in self._made.values():
            chapter.keep_state()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the page wants its list."""
        self.chapter.table.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Switch and lists stand on the same ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        names = (
            ("contract", tr("Contracts", "chapter"), "file-pen"),
            ("vendor", tr("Contractors", "chapter"), "truck"),
            ("insurance", tr("Insurance", "chapter"), "umbrella"),
            ("project", tr("Projects", "chapter"), "hammer"),
            ("event", tr("Damage events", "chapter"), "cloud-lightning"),
        )
        self.switch = SegmentedControl(
            [Segment(key, text, icon) for key, text, icon in names], quiet=True, name=tr("Chapters")
        )
        self.switch.changed.connect(self._on_switch)
        for place, (key, _text, _icon) in enumerate(names):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self.show_chapter(key))
        row = QHBoxLayout()
        row.setContentsMargins(sizes.edge, sizes.s, sizes.edge, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _make(self, key: str) -> Chapter:
        chapter: Chapter = _MAKE[key](self.context)
        chapter.note_changed.connect(lambda note, key=key: self._on_note(key, note))
        self._made[key] = chapter
        self._stack.addWidget(chapter)
        return chapter

    def _on_switch(self, key: object) -> None:
        self.show_chapter(str(key))

    def _on_note(self, key: str, note: str) -> None:
        if key == self.key:
            self.set_note(note)


def create(context: UiContext) -> ContractsPage:
    """Make the page."""
    return ContractsPage(context)
