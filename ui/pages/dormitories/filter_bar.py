"""What stands above the rack: statuses and grouping, flags and the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from facilities_app import messages
from facilities_app.domain.rows import UnitTile
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.dormitories.chips import ChipLine, ChipSpec
from ui.pages.dormitories.facets import Facets
from ui.pages.dormitories.slider import HistorySlider
from ui.pages.dormitories.words import FLAGS, UnitWords, flag
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.calendar import office_days
from ui.widgets.date_field import DateField
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl

ALL = "all"
GROUPINGS = ("kind", "place", "status")


class FilterBar(QWidget):
    """Two lines of chips with the grouping and the day at their ends; three where the window is narrow."""

    facets_changed = Signal(object)
    grouping_changed = Signal(str)
    day_changed = Signal(object)
    list_asked = Signal()

    def __init__(self, context: UiContext, words: UnitWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, words
        self._facets = Facets()
        self._tiles: tuple[UnitTile, ...] = ()
        self.statuses = ChipLine(tr("Statuses"))
        self.flags = ChipLine(tr("What needs attention"))
        self.grouping = SegmentedControl(self._segments(), "kind", quiet=True, name=tr("Group by"))
        self.add_button = IconButton("plus", tr("Add a unit"), boxed=True)
        self.list_button = IconButton("list", tr("Show as a list"), boxed=True)
        self.slider = HistorySlider(context.clock.today(), context.presenter.style)
        self.back = IconButton("chevron-left", tr("One month earlier"))
        self.forth = IconButton("chevron-right", tr("One month later"))
        self.day = DateField(
            context.clock.today,
            style=context.presenter.style,
            day_kind=office_days(context.services.workdays),
            explain=messages.sentence,
            name=tr("Rack as of"),
        )
        self.now = GhostButton(tr("Back to today"), "undo-2")
        self._build()
        self._wire()
        self.set_day(context.clock.today())

    def set_tiles(self, tiles: Sequence[UnitTile], facets: Facets) -> None:
        """Count the chips anew."""
        self._tiles, self._facets = tuple(tiles), facets
        self.statuses.set_chips(self._status_chips())
        self.flags.set_chips(self._flag_chips())
        self._lay(self.width())

    def set_first(self, first: date | None) -> None:
        """How far back the slider goes."""
        today = self._context.clock.today()
        self.slider.set_range(first or today, today)

    def set_day(self, day: date) -> None:
        """Show a day without telling."""
        past = day != self._context.clock.today()
        self.slider.set_day(day)
        self.day.set_value(day)
        self.now.setVisible(past)
        self.forth.setEnabled(past)

    def set_grouping(self, grouping: str) -> None:
        """Show a grouping without telling."""
        self.grouping.set_value(grouping)

    def minimumSizeHint(self) -> QSize:
        """Three lines fit."""
        margins = self._grid.contentsMargins()
        widest = max(line.minimumSizeHint().width() for line in (self.statuses, self.flags))
        height = super().minimumSizeHint().height()
        return QSize(widest + margins.left() + margins.right(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The word before the grouping shows where there is room; where there is little, the ends move down."""
        super().resizeEvent(event)
        self._label.setVisible(event.size().width() >= theme.current().sizes.sheet * 3 // 2)
        self._lay(event.size().width())

    def _segments(self) -> list[Segment]:
        names = {"kind": tr("Kind", "unit"), "place": tr("Place", "unit"), "status": tr("Status", "unit")}
        return [Segment(key, names[key]) for key in GROUPINGS]

    def _build(self) -> None:
        sizes = theme.current().sizes
        self._grid = grid = QGridLayout(self)
        # Qt: the lines laid now say how narrow the window may get; narrower, they are laid otherwise.
        grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        grid.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.s - 2)
        grid.setHorizontalSpacing(sizes.s)
        grid.setVerticalSpacing(sizes.s)
        self._ends, self._time = QWidget(), QWidget()
        ends = QHBoxLayout(self._ends)
        ends.setContentsMargins(0, 0, 0, 0)
        ends.setSpacing(sizes.s)
        self._label = Label(tr("Group by"), "secondary")
        ends.addWidget(self._label)
        ends.addWidget(self.grouping)
        ends.addWidget(self.list_button)
        ends.addWidget(self.add_button)
        self._lines = [QHBoxLayout() for _ in range(3)]
        for place, row in enumerate(self._lines):
            row.setSpacing(sizes.m)
            grid.addLayout(row, place, 0)
        time = QHBoxLayout(self._time)
        time.setContentsMargins(0, 0, 0, 0)
        time.setSpacing(2)
        time.addWidget(self.now)
        time.addWidget(self.back)
        time.addWidget(self.slider, 1)
        time.addWidget(self.forth)
        time.addSpacing(sizes.s - 2)
        self.day.line().setFixedHeight(sizes.compact)
        self.day.setFixedWidth(sizes.compact * 5 - 4)
        time.addWidget(self.day)
        first, second, _third = self._lines
        first.addWidget(self.statuses)
        first.addStretch(1)
        first.addWidget(self._ends)
        second.addWidget(self.flags)
        second.addWidget(self._time, 1)
        for button in (self.back, self.forth):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the slider's arrows do the same

    def _lay(self, width: int) -> None:
        """Grouping and day stand at the ends of the chips, or below them."""
        margins, gap = self._grid.contentsMargins(), theme.current().sizes.m
        room = width - margins.left() - margins.right()
        needed = self.statuses.minimumSizeHint().width() + 2 * gap + self._ends.sizeHint().width()
        first, second, third = self._lines
        narrow = room < needed
        if narrow == (third.count() > 0):
            return
        (second if narrow else first).addWidget(self._ends)
        (third if narrow else second).addWidget(self._time, 1)
        self.updateGeometry()

    def _wire(self) -> None:
        self.statuses.clicked.connect(self._on_status)
        self.flags.clicked.connect(self._on_flag)
        self.grouping.changed.connect(lambda by: self.grouping_changed.emit(by))
        self.list_button.clicked.connect(self.list_asked)
        self.slider.changed.connect(self._on_day)
        self.back.clicked.connect(lambda: self.slider.step(-1))
        self.forth.clicked.connect(lambda: self.slider.step(1))
        self.day.changed.connect(self._on_day)
        self.now.clicked.connect(lambda: self._on_day(None))

    def _status_chips(self) -> list[ChipSpec]:
        counts = self._facets.status_counts(self._tiles)
        known = [str(one.code) for one in self._context.services.labels.choices("unit_status")]
        order = [*known, *(code for code in counts if code not in known)]
        every = not self._facets.statuses
        chips = [ChipSpec(ALL, tr("All", "units"), sum(counts.values()), lit=every)]
        for code in order:
            lit = code in self._facets.statuses
            if counts[code] or lit:
                status = self._words.status(code)
                chips.append(ChipSpec(code, status.name, counts[code], status.icon, status.tone, lit))
        return chips

    def _flag_chips(self) -> list[ChipSpec]:
        counts = self._facets.flag_counts(self._tiles)
        shown = [
            code
            for code in FLAGS
            if counts[code] or code in self._facets.flags or self.slider.day() == self._context.clock.today()
        ]
        marks = {code: flag(code) for code in shown}
        return [
            ChipSpec(code, mark.name, counts[code], mark.icon, mark.tone, code in self._facets.flags)
            for code, mark in marks.items()
        ]

    def _on_status(self, key: str) -> None:
        taken = self._facets.statuses == {key} or key == ALL
        kinds = frozenset[str]() if key == ALL else self._facets.kinds
        self._tell(replace(self._facets, statuses=frozenset(() if taken else (key,)), kinds=kinds))

    def _on_flag(self, key: str) -> None:
        taken = self._facets.flags == {key}
        self._tell(replace(self._facets, flags=frozenset(() if taken else (key,))))

    def _tell(self, facets: Facets) -> None:
        self.set_tiles(self._tiles, facets)
        self.facets_changed.emit(facets)

    def _on_day(self, day: date | None) -> None:
        today = self._context.clock.today()
        shown = min(day or today, today)
        self.set_day(shown)
        self.day_changed.emit(shown)
