"""The lines over the year planner: which year and scale, what is shown, its revision, and what can be done."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.components.filter_menus import ChoiceMenu
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.context import UiContext
from ui.pages.inspections.year_filter import BY_SITE, BY_SYSTEM, YearFilter
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.chips import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl

MONTHS, WEEKS = "months", "weeks"
Choices = Sequence[tuple[Any, str, str]]


class YearHead(QWidget):
    """Tells wishes; the page answers."""

    year_turned = Signal(int)
    scale_changed = Signal(object)
    filter_changed = Signal()
    level_asked = Signal()
    print_asked = Signal()

    def __init__(self, context: UiContext, page: QWidget, shown: YearFilter, scale: str) -> None:
        super().__init__(page)
        self.shown = shown
        self._choices: dict[str, Choices] = {"sites": (), "systems": (), "people": ()}
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.s)
        column.setSpacing(sizes.s)
        column.addLayout(self._first(context, page))
        column.addWidget(self._chips(scale))

    # -- building --------------------------------------------------------------------------------

    def _first(self, context: UiContext, page: QWidget) -> QHBoxLayout:
        sizes = theme.current().sizes
        row = QHBoxLayout()
        row.setSpacing(sizes.s)
        self.segments = PageSegments(context, OF_INSPECTIONS, "year_plan", page)
        self.before = IconButton(
            "chevron-left", tr("The year before"), on_click=lambda: self.year_turned.emit(-1)
        )
        self.after = IconButton(
            "chevron-right", tr("The year after"), on_click=lambda: self.year_turned.emit(1)
        )
        self.year = Label("", "bold")
        for part in (self.segments, self.before, self.year, self.after):
            row.addWidget(part)
        row.addStretch(1)
        self.approval = Label("", "secondary")
        row.addWidget(self.approval)
        self.revision = SecondaryButton("", "stamp")
        row.addWidget(self.revision)
        self.level = SecondaryButton(tr("Even out"), "scale", on_click=self.level_asked.emit)
        row.addWidget(self.level)
        self.printing = SecondaryButton(tr("Print", "button"), "printer")
        row.addWidget(self.printing)
        return row

    def _chips(self, scale: str) -> QWidget:
        sizes, box = theme.current().sizes, QWidget()
        flow = FlowLayout(box, sizes.s)
        scales = [Segment(MONTHS, tr("Month", "calendar")), Segment(WEEKS, tr("Week"))]
        self.scale = SegmentedControl(scales, scale, quiet=True, name=tr("Months or weeks"))
        self.scale.changed.connect(self.scale_changed)
        flow.addWidget(self.scale)
        self.chips = {
            "all": Chip(tr("All", "year plan"), checkable=True),
            "law": Chip(tr("Law", "year plan"), checkable=True),
            "due": Chip(tr("Due", "year plan"), "clock", tone="amber", checkable=True),
            "late": Chip(tr("Past due"), "triangle-alert", tone="red", checkable=True),
            "missed": Chip(tr("Missed", "year plan"), "x", tone="red", checkable=True),
        }
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, key=key: self._on_chip(key))
            flow.addWidget(chip)
        self.filters: dict[str, Chip] = {}
        for key in self._choices:
            chip = Chip(self._title(key), drops=True, checkable=True)
            chip.clicked.connect(lambda _=False, key=key: self._offer(key))
            flow.addWidget(chip)
            self.filters[key] = chip
        self._grouping(flow)
        return box

    def _grouping(self, flow: FlowLayout) -> None:
        self.by = SegmentedControl(
            [Segment(BY_SITE, tr("By site", "year plan")), Segment(BY_SYSTEM, tr("By system", "year plan"))],
            self.shown.by,
            quiet=True,
            name=tr("Grouped by"),
        )
        self.by.changed.connect(self._on_by)
        flow.addWidget(self.by)
        self.each = Chip(tr("Each plan"), "list", checkable=True)
        self.each.setChecked(self.shown.each)
        self.each.toggled.connect(self._on_each)
        flow.addWidget(self.each)

    # -- showing ---------------------------------------------------------------------------------

    def set_choices(self, sites: Choices, systems: Choices, people: Choices) -> None:
        """What the menus offer."""
        self._choices = {"sites": sites, "systems": systems, "people": people}
        self._light()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many rows each chip would leave."""
        for key, chip in self.chips.items():
            chip.set_content(chip.text(), counts.get(key, 0))
        self._light()

    def _light(self) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == self.shown.chip)
        for key, filter_chip in self.filters.items():
            values = getattr(self.shown, key)
            names = [name for value, name, _icon in self._choices[key] if value in values]
            words = tr(", ", "between names").join(names[:2]) + (" …" if len(names) > 2 else "")
            filter_chip.set_content(words or self._title(key))
            filter_chip.setChecked(bool(values))

    @staticmethod
    def _title(key: str) -> str:
        return {"sites": tr("Site"), "systems": tr("System"), "people": tr("Assignee")}[key]

    # -- slots -----------------------------------------------------------------------------------

    def _on_chip(self, key: str) -> None:
        self.shown.chip = key
        self._light()
        self.filter_changed.emit()

    def _offer(self, key: str) -> None:
        chip = self.filters[key]
        menu: QMenu = ChoiceMenu(self, self._choices[key], tuple(getattr(self.shown, key)))
        menu.chosen.connect(lambda found: self._on_chosen(key, found))  # type: ignore[attr-defined]
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
        self._light()

    def _on_chosen(self, key: str, found: list[tuple[str, tuple[Any, ...]]]) -> None:
        setattr(self.shown, key, frozenset(found[0][1]) if found else frozenset())
        self._light()
        self.filter_changed.emit()

    def _on_by(self, by: str) -> None:
        self.shown.by = by
        self.filter_changed.emit()

    def _on_each(self, each: bool) -> None:
        self.shown.each = each
        self.filter_changed.emit()
