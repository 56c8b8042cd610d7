"""A round at the right of the list: how far it is, the next stop, what was found, all stops in walking order."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.rounds import RoundDetail
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.pages.inspections.reading_pane import ReadingPane
from ui.pages.inspections.round_chapters import RoundChapters
from ui.widgets.bars import Share, SplitBar
from ui.widgets.buttons import Button, IconButton, SecondaryButton
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import EmptyState


class RoundPane(ReadingPane):
    """Reads the round beside the window; ``round`` is what it shows. The page turns its wishes into changes."""

    next_asked = Signal()
    key_asked = Signal(int, object)
    sheets_asked = Signal()
    route_asked = Signal()
    close_asked = Signal()
    edit_asked = Signal()
    task_asked = Signal(int)
    ticket_asked = Signal(int)
    round_asked = Signal(int)

    entities = ("rounds", "inspection_tasks", "findings", "tickets", "damage_events", "checklist_sheets")

    @property
    def round(self) -> RoundDetail | None:
        """What it shows; None for nothing, and until it is read."""
        shown: RoundDetail | None = self._shown
        return shown

    def _reader(self) -> Callable[[int], RoundDetail]:
        return self._context.services.rounds.detail

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setAccessibleName(tr("Round"))
        self.chapters = RoundChapters(self._context)
        for mine, its in (
            (self.key_asked, self.chapters.key_asked),
            (self.task_asked, self.chapters.task_asked),
            (self.ticket_asked, self.chapters.ticket_asked),
            (self.round_asked, self.chapters.round_asked),
        ):
            its.connect(mine)
        empty = EmptyState("siren", tr("No round chosen"), tr("Choose a round in the list."))
        self._lay(empty, self._build_bar(), self._build_head(), self.chapters)

    def _build_bar(self) -> QWidget:
        sizes = theme.current().sizes
        bar = QWidget()
        bar.setFixedHeight(sizes.tabs)
        row = QHBoxLayout(bar)
        row.setContentsMargins(sizes.edge, 0, sizes.m, 0)
        row.setSpacing(sizes.xs)
        self.number = Label("", "section")
        self.edit = IconButton("pencil", tr("Edit (F2)"), on_click=self.edit_asked.emit)
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.edit)
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
        self.progress = SplitBar(Share("", "", 0.0, "accent"), Share("", "", 1.0, "chart"))
        self.next = Button(
            tr("Key the next stop"), "scan-line", kind="outline", on_click=self.next_asked.emit
        )
        self.close_button = Button(tr("Close the round"), "lock", on_click=self.close_asked.emit)
        first, second = QHBoxLayout(), QHBoxLayout()
        self.sheets = SecondaryButton(tr("Print the checklists"), on_click=self.sheets_asked.emit)
        self.route = SecondaryButton(tr("Route list"), on_click=self.route_asked.emit)
        for row, buttons in ((first, (self.next, self.close_button)), (second, (self.sheets, self.route))):
            row.setSpacing(sizes.s)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._pills)
        column.addWidget(self.progress)
        column.addLayout(first)
        column.addLayout(second)
        return head

    # -- slots -----------------------------------------------------------------------------------

    def _on_read(self, found: RoundDetail) -> None:
        if found.id != self._id:
            return
        self._shown = found
        self.number.setText(found.number)
        self.name.setText(found.title)
        self._show_pills(found)
        left = len(found.open_stops)
        rest = len(found.stops) - found.done
        words = tr("Still open") if left or not rest else tr("Left out", "stops")
        self.progress.set_shares(
            Share(tr("Looked at"), f"{found.done:,}／{len(found.stops):,}", float(found.done), "accent"),
            Share(words, f"{left or rest:,}", float(rest), "chart"),
        )
        is_open = found.closed_on is None
        self.next.setVisible(is_open and left > 0)
        self.close_button.setVisible(is_open)
        self.edit.setVisible(is_open)
        self.sheets.setVisible(is_open and any(stop.template_code for stop in found.open_stops))
        self.chapters.show_round(found)
        self._stack.setCurrentIndex(1)

    def _show_pills(self, found: RoundDetail) -> None:
        clear_layout(self._pills)
        labels = self._context.services.labels
        for code, value in (("round_status", found.state.value), ("round_event", found.event_kind)):
            choice = labels.choice(code, value)
            tone = choice.tone if code == "round_status" else "neutral"
            self._pills.addWidget(Pill(choice.name, tone, choice.icon))
        if found.is_demo:
            self._pills.addWidget(Pill(tr("Demo"), "neutral"))
        self._pills.addStretch(1)
