"""The menus behind the chips: several choices at once, or a span of dates."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget, QWidgetAction

from facilities_app.domain.dates import DateStyle
from facilities_app.domain.lists import Condition
from resources.texts import tr
from ui import icons, theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.labels import Label


class ChoiceMenu(QMenu):
    """Stays open while entries are ticked; ``chosen`` carries the conditions each time."""

    chosen = Signal(object)  # [("in", values)] or []

    def __init__(
        self, parent: QWidget, choices: Sequence[tuple[Any, str, str]], values: Sequence[Any]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, name, icon in choices:
            action = self.addAction(name)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value in values)
            if icon:
                action.setIcon(icons.icon(icon))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks and leaves the menu open."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            self._toggle(action)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Enter ticks and closes."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and event.key() == Qt.Key.Key_Space:
            self._toggle(action)
            return
        if action is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(action)
            self.close()
            return
        super().keyPressEvent(event)

    def _toggle(self, action: QAction) -> None:
        action.toggle()
        values = tuple(found.data() for found in self.actions() if found.isChecked())
        self.chosen.emit([("in", values)] if values else [])


class DateMenu(QMenu):
    """Common spans, and a span of one's own."""

    chosen = Signal(object)  # conditions: [("from", (iso,)), ("to", (iso,))], [("empty", ())] …

    def __init__(
        self,
        parent: QWidget,
        today: Callable[[], date],
        style: DateStyle,
        conditions: Sequence[Condition] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer(tr("Already past"), [("to", ("yesterday",))])
        self._offer(tr("Today"), [("from", ("today",)), ("to", ("today",))])
        for days in (7, 30, 90):
            self._offer(tr("Within {n} days").format(n=days), [("to", (f"+{days}",))])
        self._offer(tr("Since the first of this month"), [("from", ("month",))])
        self._offer(tr("None", "date"), [("empty", ())])
        self.addSeparator()
        edges = {c.op: str(c.values[0]) for c in conditions if c.values}
        self.low = DateField(today, style=style, name=tr("From"))
        self.high = DateField(today, style=style, name=tr("To"))
        for field, op in ((self.low, "from"), (self.high, "to")):
            if edges.get(op, "")[:4].isdigit():
                field.set_value(date.fromisoformat(edges[op][:10]))
        own = QWidgetAction(self)
        own.setDefaultWidget(self._span())
        self.addAction(own)

    def _offer(self, text: str, conditions: list[tuple[str, tuple[Any, ...]]]) -> None:
        self.addAction(text).triggered.connect(lambda: self.chosen.emit(conditions))

    def _span(self) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(sizes.s, sizes.xs, sizes.s, sizes.s)
        grid.setSpacing(sizes.xs)
        for row, (text, field) in enumerate(((tr("From"), self.low), (tr("To"), self.high))):
            grid.addWidget(Label(text, "secondary"), row, 0)
            grid.addWidget(field, row, 1)
            field.setMinimumWidth(sizes.sheet // 4)
        grid.addWidget(Button(tr("Apply"), kind="outline", compact=True, on_click=self._on_apply), 2, 1)
        return box

    def _on_apply(self) -> None:
        if not (self.low.commit() and self.high.commit()):
            return
        spans = (("from", self.low.value()), ("to", self.high.value()))
        self.chosen.emit([(op, (day.isoformat(),)) for op, day in spans if day is not None])
        self.close()
