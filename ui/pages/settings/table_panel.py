"""A table of reference rows with its buttons: add, edit, move, no longer offer or delete; each can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.reference import TABLES, RefRow, RefTable
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.settings.row_sheet import RowSheet
from ui.pages.settings.rows_model import Column, RowsModel
from ui.pages.settings.table import SettingsTable
from ui.pages.settings.words import add_title, edit_title
from ui.widgets.buttons import IconButton, PaintedButton, SecondaryButton
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.surfaces import EmptyState

_ENTITIES = (
    "service_targets",
    "escalation_steps",
    "priority_rules",
    "terms",
    "duties",
    "licences",
    "roles",
)
_READ_ONLY = RefTable("", (), grows=False)
_Reading = tuple[tuple[RefRow, ...], dict[str, tuple[Choice, ...]]]


@dataclass(frozen=True, slots=True)
class PanelLook:
    """How a panel looks: its heading, its columns, whether it has a search line, and what it says when empty.

    A ``narrow`` panel keeps to icons.
    """

    title: str
    columns: Sequence[Column]
    searches: bool = False
    narrow: bool = False
    empty: str = ""


class TablePanel(QWidget):
    """Shows one table (of one owner). ``current_changed`` tells the row that is current now."""

    current_changed = Signal(object)

    def __init__(
        self,
        context: UiContext,
        look: PanelLook,
        table: str,
        owner: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._look = context, look
        self._key, self._owner = table, owner
        self._wanted: int | None = None
        self._told: tuple[Any, ...] = ()
        self._options: dict[str, tuple[Choice, ...]] = {}
        self.model = RowsModel(look.columns, self)
        self.table = SettingsTable(self.model, look.title)
        self.setFocusProxy(self.table)
        self._build()
        self._wire()
        self._show_spec()
        if table:
            self.refresh()

    @property
    def spec(self) -> RefTable:
        """What may be done with the rows shown."""
        return TABLES.get(self._key, _READ_ONLY)

    def current(self) -> RefRow | None:
        """The row that is current."""
        return self.model.row_at(self.table.currentIndex().row())

    def show_table(self, table: str, owner: Any, title: str = "") -> None:
        """Show the rows of another owner."""
        if title:
            self.title.setText(title)
        if (table, owner) != (self._key, self._owner):
            self._key, self._owner = table, owner
            self._show_spec()
            self.refresh()

    def refresh(self) -> None:
        """Read the rows; the current one stays current."""
        reference, key, owner = self._context.services.reference, self._key, self._owner
        codes = {spec.options for spec in self.spec.fields if spec.options}
        self._context.worker.read(
            lambda: (reference.rows(key, owner), {code: reference.options(code) for code in codes}),
            lambda found: self._on_read(found, key, owner),
            self._context.notify.error,
        )

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What the frame's actions do here."""
        found: dict[str, Callable[[], object]] = {"edit": self.edit, "refresh": self.refresh}
        if self._look.searches:
            found["find"] = self.search.setFocus
        return found

    # -- wishes ----------------------------------------------------------------------------------

    def add(self) -> None:
        """Open an empty form."""
        if self.spec.grows:
            self.open_form(None)

    def edit(self) -> None:
        """Open the form of the current row."""
        if self.current() is not None and self.spec.fields:
            self.open_form(self.current())

    def shift(self, step: int) -> None:
        """Move the current row."""
        row, key = self.current(), self._key
        if row is not None and self.spec.orders and not self.search.text():
            services = self._context.services
            self._context.change(lambda: services.reference.move(key, row.id, step), self, self._on_saved)

    def drop(self) -> None:
        """No longer offer the current row (or offer it again); delete it where rows are deleted."""
        row, key, reference = self.current(), self._key, self._context.services.reference
        if row is None:
            return
        if self.spec.hides:
            active = not row.is_active
            self._context.change(lambda: reference.offer(key, row.id, active=active), self, self._on_saved)
        elif self.spec.removes:
            self._context.change(lambda: reference.remove(key, row.id), self)

    def open_form(self, row: RefRow | None, given: Mapping[str, Any] | None = None) -> None:
        """Open the form of a row, or an empty one in which some fields are ``given``."""
        title = add_title(self._key) if row is None else edit_title(self._key)
        sheet = RowSheet(
            self._context, self.window(), self.spec, self._options, title=title, row=row, owner=self._owner
        )
        sheet.put(given or {})
        sheet.saved.connect(self._on_saved)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        head.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(head)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self.title = Label(self._look.title, "strong", elide=True)
        self.count = Label("", "secondary")
        self.search = SearchField(tr("Search in this list"), key="Ctrl F")
        self.up = IconButton("arrow-up", tr("Move up (Alt+↑)"), on_click=lambda: self.shift(-1))
        self.down = IconButton("arrow-down", tr("Move down (Alt+↓)"), on_click=lambda: self.shift(1))
        self.pencil = IconButton("pencil", tr("Edit (F2)"), on_click=self.edit)
        self.dropper = IconButton("trash-2", tr("Delete (Del)"), on_click=self.drop)
        self.plus: PaintedButton = IconButton("plus", tr("Add (Insert)"), on_click=self.add)
        if not self._look.narrow:
            self.plus = SecondaryButton(tr("Add"), "plus", compact=True, on_click=self.add)
            self.plus.setToolTip("Insert")
        row.addWidget(self.title, 1)
        row.addWidget(self.count)
        if self._look.searches:
            row.addSpacing(sizes.m)
            self.search.setMaximumWidth(sizes.rail)
            row.addWidget(self.search, 1)
        row.addSpacing(sizes.s)
        for button in (self.up, self.down, self.pencil, self.dropper, self.plus):
            row.addWidget(button)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        self.empty = EmptyState("inbox", tr("Nothing here yet"), self._look.empty)
        self.empty.hide()
        column.addWidget(self.empty, 1)
        self.search.setVisible(self._look.searches)

    def _wire(self) -> None:
        self.table.edit_asked.connect(self.edit)
        self.table.add_asked.connect(self.add)
        self.table.drop_asked.connect(self.drop)
        self.table.move_asked.connect(self.shift)
        self.table.row_changed.connect(self._on_row)
        self.search.textChanged.connect(self._on_words)
        self._context.bus.changed.connect(self._on_changed)

    def _show_spec(self) -> None:
        spec = self.spec
        self.table.show_columns({field.key for field in spec.fields})
        self.plus.setVisible(spec.grows)
        self.pencil.setVisible(bool(spec.fields))
        self.dropper.setVisible(spec.hides or spec.removes)
        for button in (self.up, self.down):
            button.setVisible(spec.orders)

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, found: _Reading, key: str, owner: Any) -> None:
        if (key, owner) != (self._key, self._owner):
            return
        rows, self._options = found
        before, place = self.current(), self.table.currentIndex().row()
        wanted = self._wanted if self._wanted is not None else before.id if before is not None else -1
        self._wanted = None
        names = {
            spec.key: {choice.code: choice.name for choice in self._options[spec.options]}
            for spec in self.spec.fields
            if spec.options
        }
        self.model.set_rows(rows, names)
        self._say_count()
        at = self.model.row_of(wanted)
        self.table.take(at if at >= 0 else max(0, min(place, self.model.rowCount() - 1)))
        self._on_row()

    def _say_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total()
        self.count.setText(f"{total:,}" if shown == total else f"{shown:,} / {total:,}")
        searching = bool(self.search.text())
        self.empty.set_content(
            "search-x" if searching else "inbox",
            tr("No row has these words") if searching else tr("Nothing here yet"),
            "" if searching else self._look.empty,
        )
        self.empty.setVisible(not shown)
        self.table.setVisible(bool(shown))

    def _on_words(self, words: str) -> None:
        self.model.look_for(words)
        self._say_count()
        self.table.take(0)
        self._on_row()

    def _on_row(self) -> None:
        row = self.current()
        for button in (self.up, self.down, self.pencil, self.dropper):
            button.setEnabled(row is not None)
        if self.spec.hides:
            offered = row is None or row.is_active
            words = tr("No longer offer (Del)") if offered else tr("Offer again (Del)")
            self.dropper.set_content("eye-off" if offered else "eye", words)
        else:
            self.dropper.set_content("trash-2", tr("Delete (Del)"))
        now = (row.id, row.version, row.name) if row is not None else ()
        if now != self._told:
            self._told = now
            self.current_changed.emit(row)

    def _on_saved(self, row_id: object) -> None:
        self._wanted = row_id if isinstance(row_id, int) else None
        self.refresh()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches(*_ENTITIES) and self._key:
            self.refresh()
