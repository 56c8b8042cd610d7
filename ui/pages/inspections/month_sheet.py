"""列印本月檢查表: which month, site and person, in which order, and how many sheets that makes."""

from datetime import date

from dateutil.relativedelta import relativedelta
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from facilities_app.domain import dates
from facilities_app.domain.rows import Choice
from facilities_app.domain.walking import Order
from facilities_app.services.checklist_month import SheetsFound, SheetWish
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.inspections.plan_fields import combo
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.worker import Task

_BACK, _AHEAD = 2, 12
_NAMED = 4
"""So many checklists are named with their counts; the rest is summed up."""


class MonthSheet(FormSheet):
    """``wanted`` carries the SheetWish, the Order and whether the last readings are printed."""

    wanted = Signal(object, object, bool, int)

    def __init__(
        self, context: UiContext, host: QWidget, sites: tuple[Choice, ...], lists: tuple[Choice, ...]
    ) -> None:
        super().__init__(
            context,
            host,
            tr("Print a month's checklists"),
            tr("One PDF, a bookmark for each sheet"),
            save=tr("Print"),
        )
        self._task: Task | None = None
        self._found: SheetsFound | None = None
        self.month = QComboBox()
        self.month.setAccessibleName(tr("Month", "to print"))
        this = context.clock.today().replace(day=1)
        for ahead in range(-_BACK, _AHEAD + 1):
            first = this + relativedelta(months=ahead)
            self.month.addItem(dates.format_month(first, context.presenter.style), first)
        self.month.setCurrentIndex(_BACK)
        people = context.services.labels.choices("user")
        self.site = combo(tr("Site"), sites, None, tr("all sites"))
        self.assignee = combo(tr("Assignee"), people, None, tr("everybody"))
        self.template = combo(tr("Checklist"), lists, None, tr("all checklists"))
        self.order = SegmentedControl(
            [Segment(Order.WALK, tr("As one walks")), Segment(Order.DUE, tr("By due day"))],
            Order.WALK,
            name=tr("Order of the sheets"),
        )
        self.prefilled = QCheckBox(tr("Print the last readings beside the boxes"))
        self.prefilled.setChecked(True)
        self.told = Label("", "secondary", wrap=True)
        self._arrange()
        for box in (self.month, self.site, self.assignee, self.template):
            box.currentIndexChanged.connect(self._count)
        self._count()

    def wish(self) -> SheetWish:
        """What the fields say."""
        month: date = self.month.currentData()
        template = str(self.template.currentData() or "")
        return SheetWish(month, self.site.currentData(), self.assignee.currentData(), template)

    def save(self) -> None:
        """Hand the wish over; nothing to print is said here."""
        self.clear_errors()
        found = self._found
        if found is None:
            return
        if not found.task_ids:
            self.refuse("month", tr("Nothing open has a checklist in this month."))
            return
        order = Order(str(self.order.value()))
        self.wanted.emit(self.wish(), order, self.prefilled.isChecked(), len(found.task_ids))
        self.dismiss()

    def _arrange(self) -> None:
        self.lay(
            self.add("month", tr("Month", "to print"), self.month),
            self.add("site", tr("Site"), self.site),
        )
        self.lay(
            self.add("assignee", tr("Assignee"), self.assignee),
            self.add("template", tr("Checklist"), self.template),
        )
        self.lay(self.add("order", tr("Order of the sheets"), self.order))
        self.body.addWidget(self.prefilled)
        self.body.addWidget(self.told)

    def _count(self, *_: object) -> None:
        """How many sheets that makes."""
        if self._task is not None:
            self._task.cancel()
        self._found = None
        wish, checklists = self.wish(), self.context.services.checklists
        self._task = self.context.worker.read(
            lambda: checklists.of_month(wish), self._on_counted, self.context.notify.error
        )

    def _on_counted(self, found: SheetsFound) -> None:
        self._found = found
        self.told.setText(counted(found))


def counted(found: SheetsFound) -> str:
    """12 sheets: 8 昇降設備…, 4 消防…; and how many inspections have no checklist."""
    count = len(found.task_ids)
    parts = [
        trn("{n} sheet", "{n} sheets", count) if count else tr("Nothing open has a checklist in this month.")
    ]
    named = [f"{name} {n}" for name, n in found.lists[:_NAMED]]
    rest = sum(n for _name, n in found.lists[_NAMED:])
    if rest:
        named.append(tr("others {n}").format(n=rest))
    if named:
        parts.append(tr(", ", "list").join(named))
    if found.without:
        parts.append(
            trn(
                "{n} inspection has no checklist and is left out",
                "{n} inspections have no checklist and are left out",
                found.without,
            )
        )
    return "\n".join(parts)
