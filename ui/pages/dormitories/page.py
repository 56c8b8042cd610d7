"""The dormitories page: rack or list, and the pane of one unit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QWidget,
)

from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import PlaceRow, UnitTile
from resources.texts import tr, trn
from ui import theme
from ui.components.list_page import ListPage
from ui.components.page import Page
from ui.context import UiContext
from ui.pages.dormitories.facets import Facets, facets_of
from ui.pages.dormitories.filter_bar import GROUPINGS, FilterBar
from ui.pages.dormitories.grouping import Grouping
from ui.pages.dormitories.look import units_look
from ui.pages.dormitories.pane import WIDTH, UnitPane
from ui.pages.dormitories.rack import Rack
from ui.pages.dormitories.rack_view import RackView
from ui.pages.dormitories.unit_form import UnitForm
from ui.pages.dormitories.words import FLAGS, UnitWords
from ui.widgets.buttons import IconButton
from ui.worker import Task

_WAIT_MS = 150
_ENTITIES = (
    "dorm_units",
    "unit_status_changes",
    "agreements",
    "people",
    "tickets",
    "inspection_tasks",
    "audit_rounds",
    "audit_visits",
    "places",
)


class _Reading(NamedTuple):
    day: date | None
    tiles: list[UnitTile]
    first: date | None


class DormitoriesPage(Page):
    """Reads the rack beside the window; while a day is being dragged to, the last one asked for wins."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words = UnitWords(context)
        self._grouping = Grouping(context, self._words)
        kept = context.prefs.get("dormitories", {})
        self._kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        by = str(self._kept.get("by", ""))
        self._by = by if by in GROUPINGS else GROUPINGS[0]
        self._day: date | None = None
        self._tiles: tuple[UnitTile, ...] = ()
        self._facets = Facets()
        self._reading: Task | None = None
        self._again = self._stale = False
        self._wanted: int | None = None
        self._list: ListPage | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._read)
        self._build()
        self._wire()
        self._read()
        if self._kept.get("view") == "list":
            self.show_list()

    # -- public ----------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The frame's actions: the list answers its own while it is shown."""
        if self._list is not None and self._views.currentWidget() is self._list:
            return {**self._list.commands(), "edit": self.pane.edit}
        return {
            "refresh": self._read,
            "edit": self.pane.edit,
            "print": self.pane.ask_print,
            "find": self.rack.setFocus,
        }

    def show_what(self, **what: Any) -> None:
        """``record`` (a unit), ``query`` (statuses, kinds, flags), ``flag`` (or "any"), ``view`` "rack" or "list"."""
        if what.get("view") == "list":
            self.show_list()
        elif what.get("view") == "rack":
            self.show_rack()
        query = what.get("query")
        if isinstance(query, ListQuery):
            self.set_day(None)
            self._on_facets(facets_of(query))
            if self._list is not None and self._views.currentWidget() is self._list:
                self._list.show_what(query=query, origin=what.get("origin"))
        if what.get("flag"):
            self.show_rack()
            self.set_day(None)
            wanted = str(what["flag"])
            self._on_facets(Facets(flags=frozenset(FLAGS if wanted == "any" else (wanted,))))
        if what.get("record") is not None:
            self._open_record(int(what["record"]))

    def set_shown(self, shown: bool) -> None:
        """Read what changed while nobody looked."""
        if self._list is not None:
            self._list.model.set_active(shown)
        if shown:
            if self._stale:
                self._read()
            self._front().setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """View, grouping, pane and unit."""
        is_list = self._list is not None and self._views.currentWidget() is self._list
        self.context.prefs.set(
            "dormitories",
            {
                "view": "list" if is_list else "rack",
                "by": self._by,
                "pane": not self.pane.isHidden(),
                "unit": self.rack.current,
            },
        )
        if self._list is not None:
            self._list.keep_state()

    def set_day(self, day: date | None) -> None:
        """Show the rack as it stood on a day; None for today."""
        if day == self.context.clock.today():
            day = None
        if day != self._day:
            self._day = day
            self.bar.set_day(day or self.context.clock.today())
            self.pane.set_past(day)
            self._read()

    def show_pane(self, shown: bool) -> None:
        """Show or hide the pane."""
        self.pane.setVisible(shown)
        if shown:
            self.pane.show_record(self._current())

    def show_list(self) -> None:
        """Show the units as a list."""
        if self._list is None:
            self._make_list()
        assert self._list is not None
        self._views.setCurrentWidget(self._list)
        self._list.model.set_active(True)
        self.set_note(self._list.note)
        self._list.table.setFocus()
        if self.rack.current is not None:
            self._list.choose(self.rack.current)

    def show_rack(self) -> None:
        """Show the units as tiles."""
        self._views.setCurrentWidget(self.rack_view)
        if self._list is not None:
            self._list.model.set_active(False)
        self._say_count()
        self.rack.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_unit(self) -> None:
        """Enter a unit; the first of all may bring its site along."""
        places = self.context.services.places
        self.context.worker.read(places.tree, self._on_new_unit, self.context.notify.error)

    @property
    def list(self) -> ListPage | None:
        """The list, once it was shown."""
        return self._list

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.bar = FilterBar(self.context, self._words)
        self.bar.set_grouping(self._by)
        self.rack = Rack(self._words, lambda group: self._grouping.summary(group, self._by))
        self.pane = UnitPane(self.context, self._words)
        self.pane.setFixedWidth(round(WIDTH * theme.current().sizes.row / 36))
        self.rack_view = RackView(self.bar, self.rack, self._on_empty)
        self.empty = self.rack_view.empty
        self._views = QStackedWidget()
        self._views.addWidget(self.rack_view)
        row.addWidget(self._views, 1)
        row.addWidget(self.pane)
        # Qt: shown before it has a parent it would be a window of its own and take the focus away.
        self.pane.setVisible(bool(self._kept.get("pane", True)))

    def _make_list(self) -> None:
        made = ListPage(self.context, self.context.services.lists["units"], units_look())
        made.filters.tools.addWidget(IconButton("plus", tr("Add a unit"), on_click=self.new_unit))
        made.filters.tools.addWidget(IconButton("layout-grid", tr("Show the rack"), on_click=self.show_rack))
        made.current_changed.connect(lambda unit: self.pane.show_record(unit))
        made.note_changed.connect(self._on_list_note)
        made.table.pane_asked.connect(self._toggle_pane)
        made.opened.connect(lambda _: self.show_pane(True))
        self._list = made
        self._views.addWidget(made)

    def _wire(self) -> None:
        self.bar.facets_changed.connect(self._on_facets)
        self.bar.grouping_changed.connect(self._on_grouping)
        self.bar.day_changed.connect(self.set_day)
        self.bar.list_asked.connect(self.show_list)
        self.bar.add_button.clicked.connect(self.new_unit)
        self.rack.chosen.connect(self._on_chosen)
        self.rack.opened.connect(self._on_opened)
        self.rack.pane_asked.connect(self._toggle_pane)
        self.rack.back_asked.connect(self._on_back)
        self.pane.closed.connect(self._on_pane_closed)
        self.pane.left.connect(lambda: self._front().setFocus(Qt.FocusReason.OtherFocusReason))
        self.context.bus.changed.connect(self._on_changed)

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        """Read the day wanted; while a reading is under way, the next begins when it lands."""
        if self._reading is not None:
            self._again = True
            return
        self._stale = self._again = False
        day, services = self._day, self.context.services

        def read() -> _Reading:
            services.labels.choices("unit_status")  # read here once, so that painting never does
            return _Reading(day, services.dormitories.rack(day), services.dormitories.first_day())

        self._reading = self.context.worker.read(read, self._on_read, self._on_failed)

    def _on_read(self, reading: _Reading) -> None:
        self._reading = None
        self._tiles = tuple(reading.tiles)
        self.bar.set_first(reading.first)
        self._show()
        if self._wanted is not None:
            self._open_record(self._wanted)
        elif self.rack.current is None:
            self._choose_first()
        if self._again or reading.day != self._day:
            self._read()

    def _on_failed(self, error: BaseException) -> None:
        self._reading = None
        self.context.notify.error(error)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if not changes.touches(*_ENTITIES):
            return
        if self.isVisible():
            self._timer.start()
        else:
            self._stale = True

    # -- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        shown = [tile for tile in self._tiles if self._facets.shows(tile)]
        self.bar.set_tiles(self._tiles, self._facets)
        self.rack.set_groups(self._grouping.groups(shown, self._by))
        self.rack_view.show_tiles(len(shown), len(self._tiles))
        self._say_count()

    def _say_count(self) -> None:
        parts = [trn("{n} unit", "{n} units", len(self._tiles))]
        if self._day is not None:
            parts.append(tr("as of {date}").format(date=self.context.presenter.date(self._day)))
        self.set_note("　".join(parts) if self._tiles else "")

    def _choose_first(self) -> None:
        """Begin where one left off, else at the first unit that wants something."""
        ids = {tile.id for tile in self._tiles}
        kept = self._kept.get("unit")
        shown = self.rack.tiles()
        first = next((tile.id for tile in shown if tile.flags), shown[0].id if shown else None)
        self.rack.choose(kept if kept in ids else first)

    def _open_record(self, unit_id: int) -> None:
        """Choose a unit; chips that hide it are taken away, and if the rack is not read yet it waits."""
        self._wanted = unit_id
        tile = next((tile for tile in self._tiles if tile.id == unit_id), None)
        if tile is None and self._reading is not None:
            return
        self._wanted = None
        if tile is not None and not self._facets.shows(tile):
            self._on_facets(Facets())
        self.show_rack()
        self.show_pane(True)
        self.rack.choose(unit_id)
        self.pane.show_record(unit_id)

    def _current(self) -> int | None:
        if self._list is not None and self._views.currentWidget() is self._list:
            return self._list.current
        return self.rack.current

    def _front(self) -> QWidget:
        if self._list is not None and self._views.currentWidget() is self._list:
            return self._list.table
        return self.rack_view.front()

    # -- slots -----------------------------------------------------------------------------------

    def _on_empty(self) -> None:
        if self._tiles:
            self._on_facets(Facets())
        else:
            self.new_unit()

    def _on_new_unit(self, places: Sequence[PlaceRow]) -> None:
        form = UnitForm(self.context, self.window(), has_places=bool(places))
        form.saved.connect(lambda key: self._on_entered(int(key)))
        form.closed.connect(form.deleteLater)
        form.open()

    def _on_entered(self, unit_id: int) -> None:
        """Who entered a unit looks at it."""
        if self._list is not None and self._views.currentWidget() is self._list:
            self._list.choose(unit_id)
            return
        self._wanted = unit_id
        self._read()

    def _on_facets(self, facets: Facets) -> None:
        """Other chips: the pane shows a unit that is drawn."""
        self._facets = facets
        self._show()
        shown = self.rack.tiles()
        if shown and self.rack.current not in {tile.id for tile in shown}:
            self.rack.choose(shown[0].id)

    def _on_grouping(self, by: str) -> None:
        self._by = by
        self._show()

    def _on_chosen(self, unit_id: int) -> None:
        if not self.pane.isHidden():
            self.pane.show_record(unit_id)

    def _on_opened(self, unit_id: int) -> None:
        """Enter goes into the pane."""
        self.show_pane(True)
        self.pane.show_record(unit_id)
        self.pane.change_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle_pane(self) -> None:
        self.show_pane(self.pane.isHidden())

    def _on_pane_closed(self) -> None:
        self.show_pane(False)
        self._front().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        if self._facets != Facets():
            self._on_facets(Facets())
        else:
            self.set_day(None)

    def _on_list_note(self, note: str) -> None:
        if self._list is not None and self._views.currentWidget() is self._list:
            self.set_note(note)
