"""急迫與影響: which priority each pair makes, and whether a second person must accept a repair before it is closed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.reference import RefRow
from facilities_app.domain.rows import Choice
from resources.texts import tr
from ui import icons, theme
from ui.components.grade_words import impacts, urgencies
from ui.context import UiContext
from ui.pages.settings.section import SettingsSection
from ui.widgets.labels import Hairline, Label
from ui.widgets.segments import Segment, SegmentedControl

_WIDEST = 760
_CELL = 150
_ENTITIES = ("priority_rules", "priorities", "settings")


class MatrixSection(SettingsSection):
    """Nine choices and a switch; each takes effect at once and can be undone."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Urgency and acceptance"),
            tr(
                "Which priority urgency and impact make when a repair is logged. It can still be chosen otherwise."
            ),
        )
        self._context = context
        self._rows: dict[tuple[int, int], RefRow] = {}
        self.cells: dict[tuple[int, int], QComboBox] = {}
        sizes = theme.current().sizes
        box = QWidget()
        box.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(box)
        column.setContentsMargins(sizes.edge, sizes.l, sizes.edge, sizes.l)
        column.setSpacing(sizes.m)
        column.addLayout(self._grid(sizes.m, sizes.s))
        column.addSpacing(sizes.m)
        column.addWidget(Hairline())
        column.addSpacing(sizes.s)
        title = tr("Acceptance by a second person")
        column.addWidget(Label(title, "strong"))
        note = tr(
            "Whoever did a repair does not verify it. Where it is required, only what was verified is closed."
        )
        column.addWidget(Label(note, "secondary", wrap=True))
        choices = (
            Segment("optional", tr("Optional", "acceptance")),
            Segment("required", tr("Required", "acceptance")),
        )
        self.acceptance = SegmentedControl(choices, name=title)
        self.acceptance.setMaximumWidth(_CELL * 2)
        self.acceptance.changed.connect(self._on_acceptance)
        column.addWidget(self.acceptance)
        self.body.addWidget(box)
        self.body.addStretch(1)
        self.setFocusProxy(self.cells[1, 1])
        context.bus.changed.connect(self._on_changed)
        self._read()

    def _grid(self, across: int, down: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(across)
        grid.setVerticalSpacing(down)
        corner = Label(tr("Urgency ↓ Impact →"), "secondary")
        grid.addWidget(corner, 0, 0)
        for place, impact in enumerate(impacts(), 1):
            grid.addWidget(Label(impact.text, "strong"), 0, place)
        for line, urgency in enumerate(urgencies(), 1):
            grid.addWidget(Label(urgency.text, "strong"), line, 0)
            for place, impact in enumerate(impacts(), 1):
                cell = QComboBox()
                cell.setMinimumWidth(_CELL)
                cell.setAccessibleName(f"{tr('Urgency')} {urgency.text}, {tr('Impact')} {impact.text}")
                cell.activated.connect(partial(self._on_cell, (line, place)))
                grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignLeft)
                self.cells[line, place] = cell
        grid.setColumnStretch(4, 1)
        return grid

    def _read(self) -> None:
        services = self._context.services
        self._context.worker.read(
            lambda: (
                services.reference.rows("matrix"),
                services.reference.options("priority"),
                str(services.office.get("acceptance")),
            ),
            self._on_read,
            self._context.notify.error,
        )

    def _on_read(self, found: tuple[tuple[RefRow, ...], tuple[Choice, ...], str]) -> None:
        rows, ranks, acceptance = found
        self._rows = {(row.values["urgency"], row.values["impact"]): row for row in rows}
        for key, cell in self.cells.items():
            cell.clear()
            for rank in ranks:
                cell.addItem(icons.icon(rank.icon), rank.name, rank.code)
            row = self._rows.get(key)
            cell.setEnabled(row is not None)
            cell.setCurrentIndex(cell.findData(row.values["priority_id"]) if row is not None else -1)
        self.acceptance.set_value(acceptance)

    def _on_cell(self, key: tuple[int, int], _place: int) -> None:
        row, chosen = self._rows.get(key), self.cells[key].currentData()
        if row is None or chosen == row.values["priority_id"]:
            return
        edit = self._context.services.reference.edit
        self._context.change(
            partial(edit, "matrix", row.id, row.version, {"priority_id": chosen}),
            self,
            failed=self._on_failed,
        )

    def _on_acceptance(self, value: object) -> None:
        office = self._context.services.office
        self._context.change(partial(office.set, "acceptance", value), self, failed=self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self._context.notify.error(error)
        self._read()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches(*_ENTITIES):
            self._read()
