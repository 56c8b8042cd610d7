"""Asks for the period whose penalties are exported."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilities_app.domain.errors import DomainError
from facilities_app.domain.periods import Period
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.segments import Segment, SegmentedControl


class PenaltyExportSheet(FormSheet):
    """``wanted`` carries the Period and the file's kind."""

    wanted = Signal(object, str)

    def __init__(self, context: UiContext, host: QWidget, note: str, start: date, end: date) -> None:
        super().__init__(context, host, tr("Export penalties"), note, save=tr("Export"))
        self.start, self.end = self.date(tr("Dispatched from")), self.date(tr("Dispatched until"))
        self.start.set_value(start)
        self.end.set_value(end)
        kinds = (("xlsx", "Excel"), ("pdf", "PDF"), ("csv", "CSV"))
        self.kind = SegmentedControl([Segment(*kind) for kind in kinds], "xlsx", name=tr("File"))
        self.lay(
            self.add("start", tr("Dispatched from"), self.start, required=True),
            self.add("end", tr("Dispatched until"), self.end, required=True),
        )
        self.lay(self.add("kind", tr("File"), self.kind))

    def save(self) -> None:
        """Hand the wish over."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        start, end = self.start.value(), self.end.value()
        if start is None or end is None:
            self.refuse("start" if start is None else "end", tr("Write a date."))
            return
        try:
            period = Period(start, end)
        except DomainError as error:
            self.refuse("end", self.context.notify.sentence(error))
            return
        self.wanted.emit(period, str(self.kind.value()))
        self.dismiss()
