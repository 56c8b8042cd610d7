"""The chapters of a ticket's pane: what it is about, what is wrong, what happened, what it costs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilities_app.domain.naming import PLACE_SEPARATOR
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Status
from facilities_app.presenting import EMPTY, money
from resources.texts import tr
from ui import theme
from ui.components.covers import fill_covers
from ui.components.event_timeline import ticket_entries
from ui.components.link_button import LinkButton
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section
from ui.context import UiContext
from ui.widgets.buttons import Button, GhostButton
from ui.widgets.facts import KeyValueGrid, Timeline
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconTile

RECENT = 12
"""So many lines of the history are shown at once; the older ones are asked for."""


class AboutPart(Section):
    """The asset or place, who stands behind it, who does it and when, and who reported it."""

    visit_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._detail: TicketDetail | None = None
        sizes = theme.current().sizes
        self._tile = IconTile("map-pin")
        self.link = LinkButton()
        self.link.clicked.connect(self._on_open)
        self._code = Label("", "secondary")
        self._path = Label("", "secondary", elide=True)
        row = QHBoxLayout()
        row.setSpacing(sizes.m)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(sizes.s)
        first.addWidget(self.link)
        first.addWidget(self._code)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._path)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self._facts = QVBoxLayout()
        self.body.addLayout(self._facts)
        self._grid: KeyValueGrid | None = None
        self.visit: LinkButton | None = None

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's asset and people."""
        self._detail = detail
        self._tile.set_icon(detail.asset_icon)
        above, _, place = detail.place_label.rpartition(PLACE_SEPARATOR)
        self.link.set_words(detail.asset_name or place, bool(detail.asset_id))
        self._code.setText(detail.asset_code)
        self._path.setText(detail.place_label if detail.asset_id else above)
        grid = KeyValueGrid()
        if detail.asset_id:
            fill_covers(grid, self._context, detail.covers, detail.permits)
        grid.add(tr("Assignee"), detail.assignee or EMPTY)
        if detail.vendor:
            grid.add(tr("Contractor"), detail.vendor)
        reported = "　".join(part for part in (detail.requester, detail.requester_phone) if part)
        if reported:
            value = grid.add(tr("Requester"), reported)
            if isinstance(value, Label):
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add_visit(grid, detail)
        if self._grid is not None:
            self._facts.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = grid
        self._facts.addWidget(grid)

    def _add_visit(self, grid: KeyValueGrid, detail: TicketDetail) -> None:
        """When somebody comes; a click plans it anew while the work is not done."""
        self.visit = None
        can_plan = detail.may_edit and detail.status < Status.DONE
        if not can_plan and detail.visit_at is None:
            return
        words = self._context.presenter.moment(detail.visit_at) if detail.visit_at else tr("plan it…")
        self.visit = LinkButton()
        self.visit.set_words(words, can_plan)
        self.visit.setAccessibleName(f"{tr('Planned visit')} {words}")
        self.visit.clicked.connect(self.visit_asked)
        # Qt: alone in its cell the narrow link would keep the whole column narrow.
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.visit)
        row.addStretch(1)
        grid.add(tr("Planned visit"), holder)

    def _on_open(self) -> None:
        if self._detail is not None and self._detail.asset_id:
            self._context.navigate("assets", record=self._detail.asset_id)


class TextPart(Section):
    """What is wrong, in the reporter's words, and the photos."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("What is wrong"))
        self.text = Label("", "body", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.photos = RecordPhotos(context, "tickets")
        self.photos.setMaximumWidth(theme.current().sizes.sheet * 2 // 3)
        self.body.addWidget(self.text)
        self.body.addWidget(self.photos)

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's words and photos."""
        self.text.setText(detail.description or detail.summary)
        self.photos.show_record(detail.id, detail.photos)


class HistoryPart(Section):
    """What happened, newest first, and a line to add. ``noted`` carries the words of a new note."""

    noted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("History"), action=tr("Add a note"), on_action=self.begin_note)
        self._context = context
        sizes = theme.current().sizes
        self.editor = QWidget()
        column = QVBoxLayout(self.editor)
        column.setContentsMargins(0, 0, 0, sizes.xs)
        column.setSpacing(sizes.xs + 2)
        self.note = _NoteEdit()
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("What was found, said or agreed"))
        self.note.setFixedHeight(sizes.control * 2)
        self.note.submitted.connect(self._on_submit)
        self.note.given_up.connect(self.end_note)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(sizes.s)
        row.addStretch(1)
        row.addWidget(GhostButton(tr("Cancel"), on_click=self.end_note))
        self.save = Button(tr("Save"), kind="outline", compact=True, key="Ctrl+Enter")
        self.save.clicked.connect(self._on_submit)
        row.addWidget(self.save)
        column.addLayout(row)
        self.editor.hide()
        self.timeline = Timeline(most=RECENT)
        self.body.addWidget(self.editor)
        self.body.addWidget(self.timeline)

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's history; a note that is being written stays."""
        self.action.setVisible(detail.may_note)
        self.timeline.set_entries(ticket_entries(self._context, detail.events))

    def begin_note(self) -> None:
        """Open the line for a note."""
        self.editor.show()
        self.note.setFocus()

    def end_note(self) -> None:
        """Put the line away; the words stay in it."""
        self.editor.hide()
        self.action.setFocus()

    def forget_note(self) -> None:
        """The note is saved, or the pane shows another ticket."""
        self.note.clear()
        self.editor.hide()

    def _on_submit(self) -> None:
        text = self.note.toPlainText().strip()
        if text:
            self.noted.emit(text)


class _NoteEdit(QPlainTextEdit):
    """Ctrl+Enter saves, Esc gives up, Tab goes on."""

    submitted = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its own two keys; the rest is text."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class CostPart(Section):
    """Estimated, actual, and from which budget."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Costs"), action=tr("Edit"))
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.m)
        self._values: list[Label] = []
        for title in (tr("Estimate"), tr("Actual"), tr("Budget")):
            column = QVBoxLayout()
            column.setSpacing(1)
            value = Label("", "strong", elide=True)
            column.addWidget(Label(title, "secondary"))
            column.addWidget(value)
            row.addLayout(column, 1)
            self._values.append(value)
        self.body.addLayout(row)

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's figures."""
        self.action.setVisible(detail.may_edit)
        texts = (money(detail.estimate_twd), money(detail.cost_twd), detail.budget or EMPTY)
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
