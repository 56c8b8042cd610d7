"""The frame of a list: views, chips, table, footer, pane. Every page with a list is built on it."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.lists import Condition, ListQuery, ListSource, ViewPreset
from resources.texts import tr
from ui import theme
from ui.components.list_copy import MOST_ROWS, copy_rows
from ui.components.list_empty import ListEmpty, view_of_all
from ui.components.list_export import ListExport
from ui.components.list_filters import FilterBar
from ui.components.list_footer import ListFooter
from ui.components.list_look import ListLook, cells_of, widths_of
from ui.components.list_table import ListTable
from ui.components.list_views import ListViews
from ui.components.page import Page
from ui.context import UiContext
from ui.models.windowed import WindowedModel
from ui.widgets.buttons import IconButton


class Pane(Protocol):
    """What stands at the right of a list. ``show_record(None)`` empties it."""

    def show_record(self, record: int | None) -> None:
        """Show one record; called shortly after the current row changed."""
        ...


class ListPage(Page):
    """A page that is a list with an optional ``pane`` (a QWidget that is a Pane) and ``sidebar``.

    Signals: ``current_changed(id or None)``, ``chosen_changed(count)``, ``opened(id)`` for Enter and double
    click. The pane may emit ``closed`` and ``wide_asked`` if it has such signals.
    """

    current_changed = Signal(object)
    chosen_changed = Signal(int)
    opened = Signal(object)

    def __init__(
        self,
        context: UiContext,
        source: ListSource,
        look: ListLook,
        pane: QWidget | None = None,
        sidebar: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.source, self.look, self.pane, self.sidebar = source, look, pane, sidebar
        self._state = context.prefs.list_state(source.info.code)
        self._home = ListQuery()
        self._wide = False
        text = context.presenter.text
        self.model = WindowedModel(context.worker, source, text, cells_of(source.info, look, context), self)
        self.views = ListViews(context, source)
        self.filters = FilterBar(context, source.info, look)
        self.table = ListTable(self.model, look, widths_of(source.info, look, context))
        self.footer = ListFooter()
        self.export = ListExport(context, source, lambda: (self.model.query, self.table.shown_keys()), self)
        self._build()
        self._wire()
        self._restore()

    # -- the page's own words ----------------------------------------------------------------------

    def set_query(self, query: ListQuery) -> None:
        """Ask the list something else."""
        self.model.set_query(query)
        self.filters.set_query(query, self._home)
        self.table.mark_order(query)

    def narrow(self, condition: Condition | None, field: str = "") -> None:
        """Put one condition in (or take the field's away): what a sidebar does."""
        query = self.model.query
        self.set_query(query.where(condition) if condition is not None else query.without(field))

    def show_view(self, view: ViewPreset) -> None:
        """Show a view from its beginning."""
        self._home = view.query
        self.views.mark(view.key)
        self.filters.set_origin("")
        self.set_query(view.query)

    def clear(self) -> None:
        """Take away what narrows the list: back to the view that is marked, or to all where a link led here."""
        query = self.model.query
        view = self.views.view(self.views.key)
        if view is None and (view := view_of_all(self.source)) is not None:
            self.show_view(view)
            self.set_query(view.query)
            return
        self._home = view.query if view is not None else ListQuery()
        self.filters.set_origin("")
        self.set_query(ListQuery("", self._home.conditions, query.order, query.descending))

    def choose(self, record: int) -> None:
        """Make this record the current one and show its pane."""
        self.show_pane(True)
        self.table.chosen.choose(record)
        row = self.model.find(record)
        if row >= 0:
            self.table.scrollTo(self.model.index(row, 0))

    def chosen_ids(self, then: Callable[["array[int]"], None]) -> None:
        """Hand over the chosen ids, in list order."""
        self.table.chosen.with_ids(then)

    @property
    def current(self) -> int | None:
        """The current record."""
        return self.table.chosen.current

    def show_pane(self, shown: bool) -> None:
        """Show or hide the pane."""
        if self.pane is not None:
            self.pane.setVisible(shown)
            if not shown:
                self.set_wide(False)
            else:
                self._show_record()

    def set_wide(self, wide: bool) -> None:
        """Give the pane the whole page, or give the list its place back."""
        was, self._wide = self._wide, wide and self.pane is not None
        self._column.setVisible(not self._wide)
        if self.sidebar is not None:
            self.sidebar.setVisible(not self._wide)
        if self.pane is not None and self._wide:
            self.pane.show()
            self.pane.setFocus()
        elif was and self.isVisible():
            self.take_focus()

    def take_focus(self) -> None:
        """Bring the keyboard to the list, or to what stands in its place."""
        self.table.setFocus()

    def show_face(self, face: QWidget | None, *, filtered: bool = True) -> None:
        """Show the same records another way in the list's place; None shows the list. ``filtered``: the chips
        narrow that face too.
        """
        if face is not None and self._faces.indexOf(face) < 0:
            self._faces.addWidget(face)
        self._faces.setCurrentWidget(face or self._middle)
        self.filters.setVisible(filtered)
        self.footer.setVisible(face is None)

    # -- Page ------------------------------------------------------------------------------------

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's share of the frame's actions."""
        return {
            "find": self.filters.look_for,
            "refresh": self._on_refresh,
            "export": lambda: self.export.menu().popup(self._export_button.mapToGlobal(QPoint(0, 28))),
            "print": self.export.preview,
        }

    def show_what(self, **what: Any) -> None:
        """``record`` (of this list's kind, if ``kind`` is told), ``view`` or ``query`` (and its ``origin``)."""
        view = self.views.view(str(what.get("view", "")))
        if view is not None:
            self.show_view(view)
        query = what.get("query")
        if isinstance(query, ListQuery):
            self._home = ListQuery()
            self.views.mark("")
            self.filters.set_origin(str(what.get("origin") or tr("a link")))
            self.set_query(query)
        if what.get("record") is not None and what.get("kind") in (None, "", self.look.kind):
            self.choose(int(what["record"]))

    def come_home(self) -> None:
        """Back to the list, also from a pane that has the whole page."""
        self.set_wide(False)
        super().come_home()

    def set_shown(self, shown: bool) -> None:
        """A list nobody sees waits with reading again."""
        self.model.set_active(shown)
        if shown:
            self.take_focus()

    def toast_host(self) -> QWidget:
        """The list, unless the pane has the whole page."""
        return self if self._wide else self._column

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the page wants its list. Qt: a focus proxy beside menus would cut the page off from Tab."""
        self.table.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """List and pane stand on the same ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def keep_state(self) -> None:
        """Columns, view, query, sizes."""
        self._state.view = self.views.key
        self._state.remember(self.model.query)
        self._state.pane = self.pane is not None and not self.pane.isHidden()
        if not self._wide and self._splitter.isVisible():
            self._state.sizes = self._splitter.sizes()
        self.table.write_state(self._state)
        self.context.prefs.keep_list_state(self.source.info.code, self._state)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.empty = ListEmpty(self.context, self.source, self.look)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        column.addWidget(self.views)
        column.addWidget(self.filters)
        self._faces = QStackedWidget()
        self._faces.addWidget(self._middle)
        column.addWidget(self._faces, 1)
        column.addWidget(self.footer)
        self._build_tools()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for widget in (self.sidebar, self._column, self.pane):
            if widget is not None:
                self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(self._splitter.indexOf(self._column), 1)
        if self.sidebar is not None:
            # Qt: what stretches at all shares in proportion. On a wide screen long names find room, but no more.
            self._splitter.setStretchFactor(self._splitter.indexOf(self.sidebar), 1)
            self.sidebar.setMaximumWidth(theme.current().sizes.rail * 3 // 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self.table.setAccessibleName(tr(self.source.info.title))

    def _build_tools(self) -> None:
        self._columns_button = IconButton("columns-3", tr("Columns"), on_click=self._on_columns)
        self._export_button = IconButton("file-spreadsheet", tr("Export what I see"))
        self._export_button.set_menu(self.export.menu())
        self._print_button = IconButton("printer", tr("Print preview"), on_click=self.export.preview)
        for button in (self._columns_button, self._export_button, self._print_button):
            if self.look.tools == "chips":
                self.filters.tools.addWidget(button)
            else:
                self.views.tabs.add_corner(button)

    def _wire(self) -> None:
        self.views.chosen.connect(self.show_view)
        self.views.tabs.pointed.connect(self.take_focus)
        self.views.save_asked.connect(lambda: self.views.save_as(self.model.query, self.window()))
        self.views.counted.connect(lambda: self._show_count(self.model.rowCount()))
        self.filters.changed.connect(self.set_query)
        self.filters.cleared.connect(self.clear)
        self.filters.search.returnPressed.connect(self._to_table)
        self.filters.search.cleared.connect(self._to_table)
        self.empty.cleared.connect(self.clear)
        self.empty.stepped.connect(self._on_first_step)
        self.empty.elsewhere.connect(self._on_elsewhere)
        self.model.failed.connect(self.context.notify.error)
        self.model.counted.connect(self._on_counted)
        self.context.bus.changed.connect(self._on_changed)
        table = self.table
        table.opened.connect(self._on_opened)
        table.pane_asked.connect(lambda: self.show_pane(self.pane is not None and self.pane.isHidden()))
        table.back_asked.connect(self._on_back)
        table.typed.connect(self.filters.look_for)
        table.copy_asked.connect(self._on_copy)
        table.sort_asked.connect(self._on_sort)
        table.chosen.changed.connect(self._on_chosen)
        table.chosen.current_changed.connect(self._on_current)
        table.horizontalHeader().customContextMenuRequested.connect(lambda _: self._on_columns())
        for name, slot in (("closed", self._on_pane_closed), ("wide_asked", self._on_wide_asked)):
            signal = getattr(self.pane, name, None)
            if signal is not None:
                signal.connect(slot)

    def _restore(self) -> None:
        self.table.apply_state(self._state)
        count = self._splitter.count()
        share = self._state.sizes if len(self._state.sizes) == count else list(self.look.pane_share)
        if count > len(share):
            share = [180, *share]
        self._splitter.setSizes(share[:count])
        if self.pane is not None:
            self.pane.setVisible(self._state.pane)
        presets = self.source.info.presets
        wanted = (self._state.view, self.look.first_view, presets[0].key if presets else "")
        by_key = {view.key: view for view in presets}
        view = next((by_key[key] for key in wanted if key in by_key), None)
        kept = self._state.query() if self._state.view else None
        self._home = view.query if view is not None else ListQuery()
        self.views.mark(self._state.view or (view.key if view else ""))
        self.set_query(kept if kept is not None else self._home)
        self.views.read()

    # -- slots -----------------------------------------------------------------------------------

    def _on_counted(self, count: int) -> None:
        self._middle.setCurrentIndex(0 if count else 1)
        if count:
            self.empty.forget()
        else:
            self._show_empty()
        self._show_count(count)

    def _show_count(self, count: int) -> None:
        if not self.model.exact():
            return
        total = self._total()
        shown = f"{count:,}" if total is None or total == count else f"{count:,}／{total:,}"
        self.filters.count.setText(self.look.counted(shown))
        self.set_note(self.look.counted(f"{count:,}"))

    def _total(self) -> int | None:
        """How many rows the view has without what narrows it further, if that is known."""
        query = self.model.query
        if query.conditions == self._home.conditions and not query.search:
            return None
        return self.views.count(self.views.key)

    def _show_empty(self) -> None:
        query = self.model.query
        self.empty.show_for(query, bool(query.search) or query.conditions != self._home.conditions)

    def _on_first_step(self) -> None:
        if self.look.empty.action:
            self.context.navigate(self.look.empty.action)

    def _on_elsewhere(self) -> None:
        """The same search in all rows."""
        search, everything = self.model.query.search, view_of_all(self.source)
        if everything is not None:
            self.show_view(everything)
            self.set_query(replace(everything.query, search=search))
            self.table.setFocus()

    def _on_changed(self, changes: Any, initiator: object) -> None:
        self.model.on_changed(changes, initiator)
        if changes.touches(self.source.info.entity):
            self.views.read()

    def _on_refresh(self) -> None:
        self.model.refresh()
        self.views.read()

    def _on_sort(self, key: str, descending: bool) -> None:
        query = self.model.query
        self.set_query(ListQuery(query.search, query.conditions, key, descending))

    def _on_chosen(self, count: int) -> None:
        self.footer.set_chosen(count)
        self.chosen_changed.emit(count)

    def _on_current(self, record: int | None) -> None:
        self._show_record()
        self.current_changed.emit(record)

    def _show_record(self) -> None:
        show = getattr(self.pane, "show_record", None)
        if show is not None and not self.pane.isHidden():  # type: ignore[union-attr]
            show(self.current)

    def _on_opened(self, record: int) -> None:
        self.opened.emit(record)
        self.set_wide(True)

    def _on_back(self) -> None:
        if self._wide:
            self.set_wide(False)
        elif self.filters.search.text():
            self.filters.search.clear()
        self._to_table()

    def _on_pane_closed(self) -> None:
        if self._wide:
            self.set_wide(False)
        else:
            self.show_pane(False)
            self.take_focus()

    def _on_wide_asked(self) -> None:
        self.set_wide(not self._wide)

    def _to_table(self) -> None:
        self.take_focus()
        self.filters.put_search_away()

    def _on_columns(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for spec in self.source.info.columns:
            action = menu.addAction(tr(spec.title))
            action.setCheckable(True)
            action.setChecked(self.table.is_in_sight(spec.key))
            action.toggled.connect(lambda on, key=spec.key: self.table.show_column(key, on, asked=on))
        menu.popup(self._columns_button.mapToGlobal(QPoint(0, self._columns_button.height())))

    def _on_copy(self) -> None:
        count = self.table.chosen.count()
        if count > MOST_ROWS:
            self.context.notify.toast(tr("Too many rows to copy; export them instead."), tone="amber")
        elif count:
            keys = self.table.shown_keys()
            self.chosen_ids(lambda ids: copy_rows(self.context, self.source, keys, ids))
