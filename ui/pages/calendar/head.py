"""The lines over the calendar: which days, which view, which kinds of things."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.planning import DayKind
from resources.texts import tr
from ui import theme
from ui.components.day_words import ICONS, kind_name
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.chips import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl


class CalendarHead(QWidget):
    """Turns, views and the kinds shown; the page answers."""

    turned = Signal(int)
    today_asked = Signal()
    view_asked = Signal(object)
    kinds_changed = Signal(object)  # frozenset of DayKind
    mine_changed = Signal(bool)
    export_asked = Signal()

    def __init__(self, views: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.title = Label("", "title")
        self.note = Label("", "secondary")
        first = QHBoxLayout()
        first.setSpacing(sizes.xs)
        first.addWidget(IconButton("chevron-left", tr("Back in time"), on_click=lambda: self.turned.emit(-1)))
        first.addWidget(IconButton("chevron-right", tr("On in time"), on_click=lambda: self.turned.emit(1)))
        self.today = GhostButton(tr("Today"), on_click=self.today_asked.emit)
        first.addWidget(self.today)
        first.addSpacing(sizes.s)
        first.addWidget(self.title)
        first.addSpacing(sizes.m)
        first.addWidget(self.note)
        first.addStretch(1)
        self.views = SegmentedControl(
            [Segment(key, text, icon) for key, text, icon in views],
            quiet=True,
            name=tr("View of the calendar"),
        )
        self.views.changed.connect(self.view_asked)
        first.addWidget(self.views)
        self.export = IconButton(
            "calendar-plus", tr("Export to a calendar (.ics)"), on_click=self.export_asked.emit
        )
        first.addWidget(self.export)
        chips = QWidget()
        flow = FlowLayout(chips, sizes.s)
        self.kinds: dict[DayKind, Chip] = {}
        for kind in DayKind:
            chip = Chip(kind_name(kind), ICONS[kind], checkable=True)
            chip.toggled.connect(lambda _: self.kinds_changed.emit(self.shown_kinds()))
            flow.addWidget(chip)
            self.kinds[kind] = chip
        self.mine = Chip(tr("Only mine"), "circle-user", checkable=True)
        self.mine.toggled.connect(self.mine_changed)
        flow.addWidget(self.mine)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.s)
        column.setSpacing(sizes.s)
        column.addLayout(first)
        column.addWidget(chips)

    def shown_kinds(self) -> frozenset[DayKind]:
        """The kinds whose chips are on."""
        return frozenset(kind for kind, chip in self.kinds.items() if chip.isChecked())

    def set_kinds(self, kinds: Collection[DayKind], mine: bool) -> None:
        """Show which kinds are on, without telling."""
        for kind, chip in self.kinds.items():
            chip.blockSignals(True)
            chip.setChecked(kind in kinds)
            chip.blockSignals(False)
        self.mine.blockSignals(True)
        self.mine.setChecked(mine)
        self.mine.blockSignals(False)

    def set_counts(self, counts: dict[DayKind, int]) -> None:
        """How many of each kind the days shown have."""
        for kind, chip in self.kinds.items():
            chip.set_content(kind_name(kind), counts.get(kind) if chip.isChecked() else None)
