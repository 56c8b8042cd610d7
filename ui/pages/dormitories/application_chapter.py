"""The pane's chapter of a vacant unit: who asked for one of its kind, whose turn it is, and to whom it is given."""

from collections.abc import Callable, Sequence
from functools import partial
from random import SystemRandom

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.application_rows import ApplicationRow
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import UnitDetail
from resources.texts import pick, tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.dormitories.agreement_form import SignForm
from ui.pages.dormitories.application_forms import ApplicationForm, CheckForm, ReasonForm, applied_on
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label

_SHOWN = 6


class ApplicationChapter(Section):
    """Shown for a vacant unit of a kind that is lent; hidden for every other."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Applications"), action=tr("New application"), on_action=self._on_new, parent=parent
        )
        self._context = context
        self._unit: UnitDetail | None = None
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().sizes.s)
        self.body.addWidget(self._rows)

    def show_unit(self, unit: UnitDetail) -> None:
        """Show who asked for a unit like this one."""
        self._unit = unit
        self.setVisible(unit.takes_applications)
        clear_layout(self._column)
        given = [row for row in unit.applications if row.state == "allocated"]
        new = [row for row in unit.applications if row.state == "received"]
        queue = [row for row in unit.applications if row.state == "queued"]
        for row in given:
            self._add(row, tr("the unit is given to them"), self._given_acts(row))
        for row in new:
            self._add(row, tr("to be checked"), [(tr("Check", "application"), partial(self._check, row))])
        for row in queue[:_SHOWN]:
            acts = [] if given else [(tr("Give the unit"), partial(self._give, row, queue))]
            self._add(row, self._turn(row), acts)
        if len(queue) > _SHOWN:
            words = tr("and {n} more who wait").format(n=len(queue) - _SHOWN)
            self._column.addWidget(Label(words, "secondary"))
        if not unit.applications:
            self._column.addWidget(Label(tr("Nobody waits for a unit of this kind."), "secondary", wrap=True))
        if len(queue) > 1 and not given:
            self._column.addWidget(Button(tr("Draw the order"), compact=True, on_click=self._draw))

    def _add(self, row: ApplicationRow, state: str, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        who = masked_name(row.person.name)
        line = QHBoxLayout()
        line.addWidget(Label(pick("　", " ").join(p for p in (who, row.person.title) if p), "strong"), 1)
        line.addWidget(Label(row.number, "secondary"))
        self._column.addLayout(line)
        self._column.addWidget(Label(state, "secondary", wrap=True))
        if acts:
            buttons = QWidget()
            flow = FlowLayout(buttons, theme.current().sizes.xs)
            for words, act in acts:
                button = Button(words, compact=True, on_click=act)
                button.setAccessibleName(f"{words} {row.number}")
                flow.addWidget(button)
            self._column.addWidget(buttons)

    def _turn(self, row: ApplicationRow) -> str:
        parts = [tr("place {n}").format(n=row.place)]
        if row.draw_order is not None:
            parts.append(tr("by draw"))
        elif row.points is not None:
            parts.append(tr("{points} points").format(points=f"{row.points.normalize():f}"))
        parts.append(applied_on(self._context, row.applied_on))
        return pick("，", ", ").join(parts)

    def _given_acts(self, row: ApplicationRow) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Sign"), lambda: self._sign(row)), (tr("Withdraw"), lambda: self._withdraw(row))]

    # -- what can be done ------------------------------------------------------------------------

    def _on_new(self) -> None:
        if self._unit is not None:
            self._open(ApplicationForm(self._context, self.window(), self._unit.tile.kind))

    def _check(self, row: ApplicationRow) -> None:
        self._open(CheckForm(self._context, self.window(), row))

    def _give(self, row: ApplicationRow, queue: Sequence[ApplicationRow]) -> None:
        """In turn at once; out of turn after a reason."""
        if self._unit is None:
            return
        unit, applications = self._unit.tile.id, self._context.services.applications
        if row.id == queue[0].id:
            self._context.change(lambda: applications.allocate(row.id, row.version, unit), self)
            return
        note = f"{row.number}  {masked_name(row.person.name)}"
        self._open(
            ReasonForm(
                self._context,
                self.window(),
                tr("Give the unit out of turn"),
                note,
                lambda reason: applications.allocate(row.id, row.version, unit, reason),
            )
        )

    def _withdraw(self, row: ApplicationRow) -> None:
        applications = self._context.services.applications
        self._open(
            ReasonForm(
                self._context,
                self.window(),
                tr("Withdraw the application"),
                f"{row.number}  {masked_name(row.person.name)}",
                lambda reason: applications.withdraw(row.id, row.version, reason),
            )
        )

    def _sign(self, row: ApplicationRow) -> None:
        if self._unit is not None:
            self._open(SignForm(self._context, self.window(), self._unit, row))

    def _draw(self) -> None:
        if self._unit is not None:
            kind, applications = self._unit.tile.kind, self._context.services.applications
            self._context.change(lambda: applications.draw(kind, SystemRandom()), self)

    def _open(self, sheet: FormSheet) -> None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
