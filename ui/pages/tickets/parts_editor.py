"""The parts a repair took, line by line: type, Enter, how many, Enter, and the next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.work import quantity_text, read_quantity
from facilities_app.domain.work_rows import PartRow, PartUse
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.tickets.code_pick import PartPick
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label


class PartsEditor(QWidget):
    """Chosen parts with their quantities, and the line that finds the next one. Nothing here is written yet."""

    changed = Signal()

    def __init__(
        self, context: UiContext, trade_id: int | None, submitted: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.lines: list[PartLine] = []
        self.pick = PartPick(context, trade_id, submitted=submitted)
        self.pick.chosen.connect(self._on_part)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().sizes.xs)
        self._column.addWidget(self.pick)
        self.setFocusProxy(self.pick)

    def uses(self) -> tuple[PartUse, ...]:
        """What the lines say. Raises Invalid for the first that cannot be read or is not there; it gets the focus."""
        return tuple(line.use() for line in self.lines)

    def has_unfinished(self) -> bool:
        """Whether words stand in the line that found no part yet."""
        return bool(self.pick.words().strip())

    def _on_part(self, value: object) -> None:
        if not isinstance(value, PartRow):
            return
        self.pick.choose(None)
        self.pick.edit.clear()
        self.pick.set_results(())
        twin = next((line for line in self.lines if line.part.id == value.id), None)
        line = twin or self._add(value)
        line.quantity.setFocus(Qt.FocusReason.OtherFocusReason)
        line.quantity.selectAll()
        self.changed.emit()

    def _add(self, part: PartRow) -> "PartLine":
        line = PartLine(part)
        line.quantity.returnPressed.connect(lambda: self.pick.setFocus(Qt.FocusReason.TabFocusReason))
        line.quantity.textEdited.connect(lambda _: self.changed.emit())
        line.remove.clicked.connect(partial(self._drop, line))
        self.lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.show()  # Qt: what its layout has not shown yet cannot take the focus
        return line

    def _drop(self, line: "PartLine") -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class PartLine(QWidget):
    """One part: its name, how many, what lies there."""

    def __init__(self, part: PartRow) -> None:
        super().__init__()
        self.part = part
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.s)
        self.quantity = QLineEdit("1")
        self.quantity.setMaxLength(12)
        self.quantity.setFixedWidth(sizes.key_column)
        self.quantity.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.quantity.setAccessibleName(tr("How many of {name}").format(name=part.name))
        there = tr("{quantity} {unit} there").format(quantity=quantity_text(part.stock_milli), unit=part.unit)
        self.remove = IconButton("x", tr("Take {name} off").format(name=part.name))
        row.addWidget(Label(part.name, "strong", elide=True), 1)
        row.addWidget(Label(there, "secondary"))
        row.addWidget(self.quantity)
        row.addWidget(Label(part.unit, "secondary"))
        row.addWidget(self.remove)

    def use(self) -> PartUse:
        """What the line says. Raises Invalid beside "parts"."""
        try:
            milli = read_quantity(self.quantity.text(), "parts")
            if milli > self.part.stock_milli:
                raise Invalid(
                    "part.not_enough",
                    field="parts",
                    name=self.part.name,
                    stock=f"{quantity_text(self.part.stock_milli)} {self.part.unit}",
                    wanted=f"{quantity_text(milli)} {self.part.unit}",
                )
        except Invalid:
            self.quantity.setFocus(Qt.FocusReason.OtherFocusReason)
            self.quantity.selectAll()
            raise
        return PartUse(self.part.id, milli)
