"""The card beside a cell of the year planner: what it is, by which law and until when, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facilities_app.domain.year_plan import Mark, MarkState, YearRow, leading
from facilities_app.domain.year_words import counted_title, state_words
from facilities_app.services.plan_years_card import CellCard
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.components.task_words import standing
from ui.context import UiContext
from ui.pages.inspections.year_grid import Spot, carried
from ui.pages.inspections.year_look import look_of
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Hairline, Label, Pill

_WIDTH = 336
_EDGE = 14  # room for the shadow


class YearCard(QWidget):
    """Lies over the grid beside its cell, never takes the focus; keys stay the grid's, the buttons name them."""

    open_asked = Signal(object)  # Spot
    date_asked = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.spot: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        pad = _EDGE + theme.current().sizes.m
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(theme.current().sizes.s)
        self.setFixedWidth(_WIDTH + 2 * _EDGE)
        self.hide()

    def show_cell(self, spot: Spot, row: YearRow, marks: Sequence[Mark], found: CellCard | None) -> None:
        """Fill it for a cell; without a task in it (``found`` None) it says what is foreseen."""
        self.spot = spot
        clear_layout(self._column)
        self._column.addLayout(self._head(row, marks, found))
        self._column.addWidget(self._facts(row, marks, found))
        if found is not None:
            self._column.addWidget(Hairline())
            self._column.addLayout(self._actions(spot, marks))
        # Qt: adjustSize() asks wrapped words for the height they like, not for the one they need at this width.
        self._column.activate()
        self.setFixedHeight(max(1, self._column.totalHeightForWidth(self.width())))

    def place(self, box: QRect, within: QRect) -> None:
        """Stand beside the cell: at the right where there is room, else at the left; inside ``within``."""
        x = box.right() - _EDGE + 8
        if x + self.width() > within.right() + _EDGE:
            x = box.left() - self.width() + _EDGE - 8
        top = min(box.top() - _EDGE, within.bottom() - self.height() + _EDGE)
        self.move(QPoint(max(within.left() - _EDGE, x), max(within.top() - _EDGE, top)))
        self.show()
        self.raise_()

    def words(self) -> str:
        """All it says, for who cannot see it."""
        labels = [label.text() for label in self.findChildren(QLabel) if label.text()]
        return tr(", ", "list").join(labels)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and shadow."""
        current = theme.current()
        painter = QPainter(self)
        box = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        drawing.shadow(painter, box, current.sizes.radius_card, _EDGE)
        drawing.rounded(painter, box, current.sizes.radius_card, current.surface, current.line)
        painter.end()

    # -- private ---------------------------------------------------------------------------------

    def _head(self, row: YearRow, marks: Sequence[Mark], found: CellCard | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(Label(counted_title(row.duty, row.count), "heading", wrap=True), 1)
        state = leading(marks)
        look = look_of(state, row.statutory)
        if found is None or state in (MarkState.DONE, MarkState.LATE, MarkState.OPEN):
            line.addWidget(Pill(state_words()[state], look.icon_tone or look.tone, look.icon))
        else:
            task = found.task
            said = standing(self._context, task.state, task.due_on, task.is_statutory)
            line.addWidget(Pill(said.text, said.tone, said.icon))
        return line

    def _facts(self, row: YearRow, marks: Sequence[Mark], found: CellCard | None) -> KeyValueGrid:
        show, grid = self._context.presenter.date, KeyValueGrid()
        if found is None:
            grid.add(tr("Due"), tr(", ", "list").join(show(mark.due_on) for mark in marks[:6]))
            grid.add(tr("Why then"), tr("If the one before is done on its day."))
            return grid
        task, reach = found.task, found.reach
        grid.add(tr("Due"), show(task.due_on))
        if reach is not None and reach.last is not None:
            grid.add(tr("May be done"), f"{show(reach.first)} – {show(reach.last)}")
        law = tr(", ", "list").join(part for part in (task.legal_basis, task.interval) if part)
        grid.add(tr("Basis"), law if task.is_statutory and law else tr("Own schedule"))
        who = "　".join(part for part in (found.vendor, task.assignee) if part)
        if who:
            grid.add(tr("By", "year plan"), who)
        if task.history:
            day, outcome, _who = task.history[0]
            name = self._context.services.labels.name("result_outcome", outcome) if outcome else ""
            grid.add(tr("Last time"), "　".join(part for part in (show(day), name) if part))
        if task.template_name:
            grid.add(tr("Checklist"), task.template_name)
        if found.together:
            lines = [f"{show(due)}　{label}" for label, due in found.together]
            left = len(marks) - len(found.together)
            lines += [tr("{n} more").format(n=f"{left:,}")] if left > 0 else []
            grid.add(tr("Together"), "\n".join(lines))
        elif task.target:
            grid.add(tr("Asset / place"), task.target)
        if task.reason:
            grid.add(tr("Reason"), task.reason)
        return grid

    def _actions(self, spot: Spot, marks: Sequence[Mark]) -> QHBoxLayout:
        line = QHBoxLayout()
        if carried(marks):
            move = GhostButton(f"{tr('Set the date')}　M", on_click=lambda: self.date_asked.emit(spot))
            move.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.addWidget(move)
        line.addStretch(1)
        show = GhostButton(f"{tr('Open', 'record')}　Enter", on_click=lambda: self.open_asked.emit(spot))
        show.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(show)
        return line
