"""A spot at the right of the register: how it stands, what its visits found, and its route's figures."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.patrols import RouteMonth, SpotRow, VisitRow
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.pages.inspections.patrol_chapters import SpotChapters
from ui.pages.inspections.reading_pane import ReadingPane
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import EmptyState

Found = tuple[SpotRow, tuple[VisitRow, ...], tuple[RouteMonth, ...]]


class SpotPane(ReadingPane):
    """Reads the spot beside the window; ``spot`` is what it shows. The page turns its wishes into changes."""

    visit_asked = Signal()
    edit_asked = Signal()
    off_asked = Signal()
    correct_asked = Signal(object)
    remove_asked = Signal(int)
    ticket_wanted = Signal(int)
    ticket_asked = Signal(int)

    entities = ("patrol_spots", "patrol_visits", "attachment_links", "dorm_units", "settings", "tickets")

    @property
    def spot(self) -> SpotRow | None:
        """What it shows; None for nothing, and until it is read."""
        shown: SpotRow | None = self._shown
        return shown

    def _reader(self) -> Callable[[int], Found]:
        return self._found

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(tr("Spot"))
        self.chapters = SpotChapters(self._context)
        for mine, its in (
            (self.correct_asked, self.chapters.correct_asked),
            (self.remove_asked, self.chapters.remove_asked),
            (self.ticket_wanted, self.chapters.ticket_wanted),
            (self.ticket_asked, self.chapters.ticket_asked),
        ):
            its.connect(mine)
        words = tr("Choose a spot in the list.")
        empty = EmptyState("footprints", tr("No spot chosen"), words)
        self._lay(empty, self._build_bar(), self._build_head(), self.chapters)

    def _build_bar(self) -> QWidget:
        sizes = theme.current().sizes
        bar = QWidget()
        bar.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(bar)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self.code = Label("", "section")
        row.addWidget(self.code)
        row.addStretch(1)
        row.addWidget(IconButton("pencil", tr("Edit (F2)"), on_click=self.edit_asked.emit))
        row.addWidget(IconButton("x", tr("Close the pane"), on_click=self.closed.emit))
        return bar

    def _build_head(self) -> QWidget:
        sizes = theme.current().sizes
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(sizes.edge, 0, sizes.edge, sizes.m)
        column.setSpacing(sizes.s + 2)
        self.name = Label("", "title", wrap=True)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.s)
        self.visit = Button(
            tr("Write down a visit"), "footprints", kind="outline", on_click=self.visit_asked.emit
        )
        self.off = SecondaryButton("", on_click=self.off_asked.emit)
        steps = QHBoxLayout()
        steps.setSpacing(sizes.s)
        steps.addWidget(self.visit)
        steps.addWidget(self.off)
        steps.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addLayout(steps)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _found(self, key: int) -> Found:
        patrols = self._context.services.patrols
        spot = patrols.spot(key)
        figures = tuple(row for row in patrols.figures() if row.route == spot.route)
        return spot, patrols.visits(key), figures

    def _on_read(self, found: Found) -> None:
        spot, visits, figures = found
        if spot.id != self._id:
            return
        self._shown = spot
        self.code.setText(spot.code)
        self.name.setText(spot.name)
        self._show_pills(spot)
        self.visit.setVisible(spot.is_active)
        self.off.setText(tr("Take off the register") if spot.is_active else tr("Put on the register"))
        self.off.setAccessibleName(self.off.text())
        self.chapters.show_spot(spot, visits, figures)
        self._stack.setCurrentIndex(1)

    def _show_pills(self, spot: SpotRow) -> None:
        clear_layout(self._pills)
        labels = self._context.services.labels
        for code, value in (("patrol_status", spot.state.value), ("patrol_kind", spot.kind)):
            choice = labels.choice(code, value)
            self._pills.addWidget(Pill(choice.name, choice.tone, choice.icon))
        if spot.is_demo:
            self._pills.addWidget(Pill(tr("Demo"), "neutral"))
        self._pills.addStretch(1)
