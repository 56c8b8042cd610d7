"""行事曆: the days the office has its own word on, and reading the government's yearly calendar in."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.dates import weekday_en, weekday_zh
from facilities_app.domain.reference import DayChange
from facilities_app.messages import refusal
from resources.texts import pick, tr, trn
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.settings import looks
from ui.pages.settings.table_sections import OneTable
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.calendar import MonthGrid, month_title, office_days
from ui.widgets.labels import Hairline, Label

_FOLDER = "settings.calendar_folder"
_SHOWN = 60


class CalendarSection(OneTable):
    """The table of own days; a file is shown before it is taken over."""

    def __init__(self, context: UiContext) -> None:
        note = tr(
            "Holidays of Taiwan are computed. Days written here win: a typhoon day, a make-up workday, "
            "or the yearly calendar of the personnel administration."
        )
        super().__init__(context, tr("Calendar"), note, looks.days(context), "days")
        self._context = context
        self.month = MonthBox(context)
        self.month.picked.connect(self._on_day)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        place = self.body.indexOf(self.panel)
        self.body.removeWidget(self.panel)
        beside.addWidget(self.panel, 1)
        beside.addWidget(Hairline(vertical=True))
        beside.addWidget(self.month)
        self.body.insertLayout(place, beside, 1)
        self.reader = SecondaryButton(tr("Read a calendar file"), "import", on_click=self.choose)
        self.head.addWidget(self.reader)

    def choose(self) -> None:
        """Ask for the file."""
        start = self._context.prefs.get(_FOLDER) or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DownloadLocation
        )
        dialog = QFileDialog(self.window(), tr("Read a calendar file"), str(start))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Office calendars (*.csv)"))
        dialog.fileSelected.connect(self.read_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_file(self, name: str) -> None:
        """Show what the file would change."""
        path, calendar = Path(name), self._context.services.reference.calendar
        self._context.prefs.set(_FOLDER, str(path.parent))
        self._context.worker.read(
            lambda: calendar.preview(path.read_bytes()),
            lambda changes: self._on_preview(changes, path.name),
            self._on_failed,
        )

    def _on_day(self, day: date) -> None:
        """Edit what is written of a day, or begin with the opposite of what is computed."""
        for place in range(self.panel.model.rowCount()):
            row = self.panel.model.row_at(place)
            if row is not None and row.values["day"] == day:
                self.panel.table.take(place)
                self.panel.edit()
                return
        works = self._context.services.workdays.is_workday(day)
        self.panel.open_form(None, {"day": day, "kind": "holiday" if works else "workday"})

    def _on_preview(self, changes: tuple[DayChange, ...], name: str) -> None:
        if not changes:
            self._context.notify.toast(tr("{file} says the same as the calendar.").format(file=name))
            return
        sheet = PreviewSheet(self._context, self.window(), changes, name)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, OSError):
            words = tr("The file cannot be read: {why}").format(why=refusal(error.strerror or ""))
            self._context.notify.toast(words, tone="red")
        else:
            self._context.notify.error(error)


class MonthBox(QWidget):
    """A month as the office works it: holidays, make-up workdays and own days. ``picked`` tells a chosen day."""

    picked = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._services = context.services
        sizes = theme.current().sizes
        self.title = Label(role="heading")
        self.name = Label("", "secondary", colour="red")
        self.grid = MonthGrid(context.clock.today(), self._kind_of)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.l)
        column.setSpacing(sizes.xs)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(
            IconButton("chevron-left", tr("Previous month"), on_click=lambda: self.grid.shift_month(-1))
        )
        head.addWidget(
            IconButton("chevron-right", tr("Next month"), on_click=lambda: self.grid.shift_month(1))
        )
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addWidget(self.name)
        column.addStretch(1)
        self.grid.month_changed.connect(self._on_moved)
        self.grid.picked.connect(self.picked)
        context.bus.changed.connect(lambda *_: self._on_moved())
        self._on_moved()

    def _kind_of(self, day: date) -> tuple[str, str]:
        return office_days(self._services.workdays)(day)

    def _on_moved(self) -> None:
        self.title.setText(month_title(self.grid.at))
        kind, name = self._kind_of(self.grid.at)
        self.name.setText(name or " ")
        self.name.set_colour("red" if kind == "holiday" else "text2")
        self.grid.update()


class PreviewSheet(FormSheet):
    """The days that would change, before they do."""

    def __init__(self, context: UiContext, host: QWidget, changes: tuple[DayChange, ...], name: str) -> None:
        take = trn("Take {n} day over", "Take {n} days over", len(changes))
        super().__init__(context, host, tr("What the file changes"), name, save=take)
        self._changes = changes
        self.body.addWidget(
            Label(tr("All other days of the file are as the calendar has them."), "secondary", wrap=True)
        )
        self.rows = BriefRows()
        self.rows.set_rows([self._brief(change) for change in changes[:_SHOWN]], total=len(changes))
        self.body.addWidget(self.rows)

    def save(self) -> None:
        """Take the days over."""
        calendar, changes = self.context.services.reference.calendar, self._changes
        self.submit(lambda: calendar.take(changes))

    def first_focus(self) -> QWidget | None:
        """The button: there is nothing to type."""
        return self.save_button

    def _brief(self, change: DayChange) -> Brief:
        off = change.kind == "holiday"
        day = f"{self.context.presenter.date(change.day)}  {pick(weekday_zh(change.day), weekday_en(change.day))}"
        was = tr("Day off") if change.was_kind == "holiday" else tr("Working day")
        before = tr("now: {what}").format(what=f"{was} {change.was_name}".strip())
        words = tr("Day off") if off else tr("Working day")
        return Brief(
            None,
            f"{day}  {change.name}".strip(),
            before,
            words,
            "red" if off else "blue",
            "sofa" if off else "briefcase",
        )
