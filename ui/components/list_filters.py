"""The chips over a list: one for each filter, lit while it narrows the list."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import Condition, ListInfo, ListQuery
from facilities_app.domain.rows import PlaceRow
from facilities_app.presenting import filter_title
from resources.texts import tr
from ui import theme
from ui.components.filter_menus import ChoiceMenu, DateMenu
from ui.components.list_look import ListLook
from ui.context import UiContext
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.chips import Chip
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.overflow import staying

_SOON = ("+7", "+14", "+30", "+60", "+90")


class FilterBar(QWidget):
    """Shows a query and lets it be narrowed: ``changed`` carries the new one.

    Chips that do not fit stand behind a "…". ``cleared`` asks for the list without any of it.
    """

    changed = Signal(object)
    cleared = Signal()

    def __init__(
        self, context: UiContext, info: ListInfo, look: ListLook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._info, self._look = context, info, look
        self._query = ListQuery()
        self._home = ListQuery()
        self._places: Sequence[PlaceRow] = ()
        self._origin = ""
        self._chips: list[Chip] = []
        self.by_field: dict[str, Chip] = {}
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.tabs)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 20, 1)
        self._row.setSpacing(sizes.s)
        self.search = SearchField(tr("Search in this list"))
        self.search.setMaximumWidth(sizes.rail)
        self.search.setMinimumWidth(sizes.rail * 2 // 3)
        self.search.textChanged.connect(self._on_typed)
        self.search.hide()
        self.clear = GhostButton(tr("Clear"), on_click=self.cleared.emit)
        self.more = IconButton("ellipsis", tr("More filters"), on_click=self._on_more)
        self.more.hide()
        self.count = Label("", "secondary")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(sizes.xs)
        self._row.addWidget(self.search, 1)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self.more)
        self._row.addWidget(self.clear)
        self._row.addStretch(1)
        self._row.addWidget(self.count)
        self._row.addLayout(self.tools)
        if "place" in info.filters.values():
            self._read_places()
            context.bus.changed.connect(self._on_changed)

    def set_query(self, query: ListQuery, home: ListQuery) -> None:
        """Show this query; ``home`` is what Clear goes back to."""
        self._query, self._home = query, home
        if self.search.text() != query.search:
            self.search.blockSignals(True)
            self.search.setText(query.search)
            self.search.blockSignals(False)
        self.search.setVisible(bool(query.search) or self.search.hasFocus())
        self._lay_chips()

    def set_origin(self, origin: str) -> None:
        """From where somebody was sent here: the next query's first chip says so, and takes it all away."""
        self._origin = origin

    def look_for(self, text: str = "") -> None:
        """Bring the search line up, with these first characters."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.search.setText(self.search.text() + text)
        else:
            self.search.selectAll()

    def put_search_away(self) -> None:
        """Hide the search line if it narrows nothing."""
        if not self.search.text():
            self.search.hide()

    def chips(self) -> list[Chip]:
        """The chips, left to right."""
        return self._chips

    def title_of(self, field: str) -> str:
        """What a filter is called."""
        if field in self._look.filter_names:
            return self._look.filter_names[field]
        return filter_title(self._info, field)

    def minimumSizeHint(self) -> QSize:
        """Room for the search line or one chip; the others can stand behind the dots."""
        sizes = theme.current().sizes
        return QSize(2 * sizes.sheet // 5, sizes.tabs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as fit."""
        super().resizeEvent(event)
        self._refit()

    def event(self, event: QEvent) -> bool:
        """A chip or the count became wider, the search line came or went."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._refit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current.line)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _read_places(self) -> None:
        self._context.worker.read(
            self._context.services.places.tree, self._on_places, self._context.notify.error
        )

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        """A place came, went or was renamed: chips and menus name it."""
        if changes.touches("places"):
            self._read_places()

    def _lay_chips(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        lit = {c.field for c in self._query.conditions}
        fields = sorted(self._info.filters, key=lambda field: field not in lit)
        if self._origin and (self._query.conditions or self._query.search):
            self._chips.append(self._make_origin())
        self.by_field = {field: self._make_chip(field) for field in fields}
        self._chips += self.by_field.values()
        for place, chip in enumerate(self._chips):
            self._row.insertWidget(1 + place, chip)
        self.clear.setVisible(self._query.conditions != self._home.conditions or bool(self._query.search))
        self._refit()

    def _refit(self) -> None:
        spacing, margins = self._row.spacing(), self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.tools.sizeHint().width() - spacing
        for widget in (self.clear, self.count):
            room -= 0 if widget.isHidden() else widget.sizeHint().width() + spacing
        if not self.search.isHidden():
            room -= self.search.maximumWidth() * 2 // 3 + spacing
        widths = [chip.sizeHint().width() for chip in self._chips]
        stay = staying(widths, room, spacing, self.more.sizeHint().width())
        for chip, shown in zip(self._chips, stay, strict=True):
            if chip.isHidden() == shown:
                chip.setVisible(shown)
        if self.more.isHidden() != all(stay):
            self.more.setHidden(all(stay))

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for chip in self._chips:
            if chip.isHidden():
                action = menu.addAction(chip.text().replace("&", "&&"))
                # Qt: a menu opened while another closes loses the keyboard, so it waits its turn.
                action.triggered.connect(chip.click, Qt.ConnectionType.QueuedConnection)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _make_origin(self) -> Chip:
        chip = Chip(tr("From {origin}").format(origin=self._origin), "corner-down-right", removable=True)
        chip.removed.connect(self.cleared)
        return chip

    def _make_chip(self, field: str) -> Chip:
        title = self.title_of(field)
        conditions = [c for c in self._query.conditions if c.field == field]
        if conditions:
            words = tr("{filter}: {value}").format(filter=title, value=self._words(field, conditions))
            chip = Chip(words, removable=True)
            chip.removed.connect(lambda: self._emit(self._query.without(field)))
        else:
            chip = Chip(title, drops=True)
        chip.clicked.connect(lambda: self._open_menu(field, chip))
        return chip

    def _open_menu(self, field: str, chip: Chip) -> None:
        kind = self._info.filters[field]
        conditions = [c for c in self._query.conditions if c.field == field]
        if kind == "date":
            menu: ChoiceMenu | DateMenu = DateMenu(
                self, self._context.clock.today, self._context.presenter.style, conditions
            )
        else:
            chosen = next((c.values for c in conditions if c.op == "in"), ())
            menu = ChoiceMenu(self, self._choices(kind), chosen)
        menu.chosen.connect(lambda conditions: self._take(field, conditions))
        under = self.more if chip.isHidden() else chip
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def _take(self, field: str, conditions: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        query = self._query.without(field)
        for op, values in conditions:
            query = query.where(Condition(field, op, values))
        self._emit(query)

    def _choices(self, kind: str) -> list[tuple[Any, str, str]]:
        if kind == "place":
            depth = {place.id: 0 for place in self._places}
            for place in self._places:
                depth[place.id] = depth.get(place.parent_id or 0, -1) + 1
            return [(p.id, "　" * depth[p.id] + p.name, "") for p in self._places if depth[p.id] < 3]
        found = [(c.code, c.name, c.icon) for c in self._context.services.labels.choices(kind)]
        return [("me", tr("Me"), "circle-user"), *found] if kind == "user" else found

    def _words(self, field: str, conditions: Sequence[Condition]) -> str:
        kind = self._info.filters[field]
        if kind == "date":
            return self._date_words(conditions)
        values = [value for c in conditions for value in c.values]
        if len(values) > 2:
            return tr("{n} choices").format(n=len(values))
        names: Callable[[Any], str] = self._place_name if kind == "place" else lambda v: self._name(kind, v)
        return tr(", ", "list").join(names(value) for value in values)

    def _name(self, kind: str, value: Any) -> str:
        return tr("Me") if value == "me" else self._context.services.labels.name(kind, value)

    def _place_name(self, value: Any) -> str:
        return next((place.name for place in self._places if place.id == value), "…")

    def _date_words(self, conditions: Sequence[Condition]) -> str:
        edges = {c.op: str(c.values[0]) for c in conditions if c.values}
        if any(c.op == "empty" for c in conditions):
            return tr("none", "date")
        if "before" in edges:
            return tr("overdue")
        low, high = edges.get("from", ""), edges.get("to", "")
        if low in ("", "today") and high in _SOON:  # of what is not over yet, or of all
            return tr("within {n} days").format(n=high[1:])
        if low == high == "today":
            return tr("today")
        if low == "month" and not high:
            return tr("this month")
        return f"{self._edge(low)}–{self._edge(high)}"

    def _edge(self, value: str) -> str:
        if value == "today":
            return tr("today")
        return self._context.presenter.date(value) if value[:4].isdigit() else ""

    def _on_places(self, places: Sequence[PlaceRow]) -> None:
        self._places = places
        if any(self._info.filters.get(c.field) == "place" for c in self._query.conditions):
            self._lay_chips()

    def _on_typed(self, text: str) -> None:
        query = self._query
        self._emit(ListQuery(text.strip(), query.conditions, query.order, query.descending))

    def _emit(self, query: ListQuery) -> None:
        if query != self._query:
            self.changed.emit(query)
