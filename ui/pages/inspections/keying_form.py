"""The form in the middle of the keying screen: sections, lines, and the walk through them."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.keying import KeyingItem
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.keying_row import KeyingRow
from ui.pages.inspections.keying_state import KeyingState
from ui.widgets.labels import Label
from ui.widgets.surfaces import Card


class KeyingLines(QScrollArea):
    """All lines. ``changed`` after each answer, ``arrived`` with the item's id where the focus goes,
    ``ended`` when Enter leaves the last line, ``photo_asked`` with the item and what was pasted.
    """

    changed = Signal()
    arrived = Signal(int)
    ended = Signal()
    photo_asked = Signal(object, list)

    def __init__(self, context: UiContext, state: KeyingState) -> None:
        super().__init__()
        self._context, self._state = context, state
        self.rows: dict[int, KeyingRow] = {}
        self._heads: list[tuple[str, Label, Card]] = []
        self._at = 0
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.setWidget(self._build())
        self.refresh()

    def refresh(self) -> None:
        """Show what is asked now, with its answers."""
        for item in self._state.form.items:
            row = self.rows[item.id]
            row.refresh()
            row.setVisible(self._state.is_shown(item))
        for section, count, card in self._heads:
            mine = [item for item in self._state.shown() if item.section == section]
            count.setText(f"{sum(map(self._state.is_done, mine))}/{len(mine)}")
            card.setVisible(bool(mine))

    def go_to(self, item_id: int, what: str = "answer") -> None:
        """Bring the keyboard to a line."""
        row = self.rows.get(item_id)
        if row is not None:
            self._arrive(row.item)
            row.take_focus(what)

    def begin(self) -> None:
        """Go to the first line without an answer, else to the first."""
        shown = self._state.shown()
        first = next((item for item in shown if not self._state.is_done(item)), shown[0] if shown else None)
        if first is not None:
            self.go_to(first.id)

    def current(self) -> KeyingItem | None:
        """The item with the focus."""
        row = self.rows.get(self._at)
        return row.item if row is not None else None

    def _build(self) -> QWidget:
        sizes = theme.current().sizes
        whole = QWidget()
        whole.setProperty("plain", True)
        column = QVBoxLayout(whole)
        column.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.l)
        column.setSpacing(sizes.s)
        section, card = None, None
        for item in self._state.form.items:
            if card is None or item.section != section:
                section, card = item.section, Card(padding=1)
                card.body.setSpacing(0)
                column.addLayout(self._head(item.section, card))
                column.addWidget(card)
            row = KeyingRow(self._context, self._state, item)
            self.rows[item.id] = row
            card.body.addWidget(row)
            self._wire(row)
        column.addStretch(1)
        return whole

    def _head(self, section: str, card: Card) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.s)
        count = Label("", "secondary")
        row.addSpacing(theme.current().sizes.m)
        row.addWidget(Label(section, "section"))
        row.addWidget(count)
        row.addStretch(1)
        self._heads.append((section, count, card))
        return row

    def _wire(self, row: KeyingRow) -> None:
        item = row.item
        row.changed.connect(self._on_changed)
        row.next_asked.connect(lambda: self._walk(item, 1, ends=True))
        row.moved.connect(lambda step: self._walk(item, step))
        row.focused.connect(lambda: self._arrive(item))
        row.photo_asked.connect(lambda found: self.photo_asked.emit(item, found))

    def _on_changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _walk(self, item: KeyingItem, step: int, *, ends: bool = False) -> None:
        shown = self._state.shown()
        place = shown.index(item) + step
        if 0 <= place < len(shown):
            self.go_to(shown[place].id)
        elif ends and step > 0:
            self.ended.emit()

    def _arrive(self, item: KeyingItem) -> None:
        if self._at != item.id:
            before = self.rows.get(self._at)
            if before is not None:
                before.set_current(False)
            self._at = item.id
            self.rows[item.id].set_current(True)
        QTimer.singleShot(0, self, self._reveal)  # once the line has grown
        self.arrived.emit(item.id)

    def _reveal(self) -> None:
        row = self.rows.get(self._at)
        if row is not None:
            self.ensureWidgetVisible(row, 0, 60)
