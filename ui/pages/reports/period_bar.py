"""Which days the figures are about: the stretches an office reports on, or any from–to."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilities_app.domain.errors import DomainError
from facilities_app.domain.figures import calendar_period
from facilities_app.domain.periods import Period
from facilities_app.messages import sentence
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.widgets.date_field import DateField
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl

CUSTOM = "custom"
NAMES = ("this_month", "last_month", "quarter", "half_year", "year", CUSTOM)


class PeriodBar(QWidget):
    """Named stretches in sight; from–to appear for a stretch of one's own. ``changed`` carries the Period."""

    changed = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: tuple[date, date] | None = None
        words = {
            "this_month": tr("This month", "period"),
            "last_month": tr("Last month", "period"),
            "quarter": tr("Quarter", "period"),
            "half_year": tr("Half-year", "period"),
            "year": tr("Year", "period"),
            CUSTOM: tr("From – to", "period"),
        }
        segments = [Segment(name, words[name]) for name in NAMES]
        self.names = SegmentedControl(segments, "this_month", quiet=True, name=tr("Period"))
        self.first = self._field(tr("First day"))
        self.last = self._field(tr("Last day"))
        self.joint = Label("–", "secondary")
        self.error = Label("", "secondary", colour="red")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.s)
        for part in (self.names, self.first, self.joint, self.last, self.error):
            row.addWidget(part)
        row.addStretch(1)
        self.names.changed.connect(self._on_named)
        self.first.changed.connect(self._on_typed)
        self.last.changed.connect(self._on_typed)
        self._show_fields()

    def set_choice(self, name: str, period: Period | None = None) -> None:
        """Take a stretch without telling; ``period`` is the one of CUSTOM."""
        if period is not None:
            self.first.set_value(period.start)
            self.last.set_value(period.end)
        self.names.set_value(name if name in NAMES else "this_month")
        self._show_fields()

    def choice(self) -> str:
        """The stretch taken."""
        return str(self.names.value())

    def period(self) -> Period | None:
        """The days, or None while from–to is not whole or turned round."""
        today = self._context.clock.today()
        if self.choice() != CUSTOM:
            return calendar_period(self.choice(), today)
        first, last = self.first.value(), self.last.value()
        self.error.setText("")
        if first is None or last is None:
            return None
        try:
            return Period(first, last)
        except DomainError as error:
            self.error.setText(sentence(error))
            return None

    def _field(self, name: str) -> DateField:
        sizes = theme.current().sizes
        field = DateField(self._context.clock.today, style=self._context.presenter.style, name=name)
        field.setFixedWidth(sizes.rail * 3 // 4)
        return field

    def _on_named(self, name: object) -> None:
        if name == CUSTOM and self.first.value() is None:
            shown = calendar_period("last_month", self._context.clock.today())
            self.first.set_value(shown.start)
            self.last.set_value(shown.end)
        self._show_fields()
        if name == CUSTOM:
            self.first.setFocus()
        self._tell()

    def _on_typed(self, _day: object) -> None:
        self._tell()

    def _tell(self) -> None:
        period = self.period()
        if period is not None:
            self.changed.emit(period)

    def _show_fields(self) -> None:
        custom = self.choice() == CUSTOM
        for part in (self.first, self.joint, self.last, self.error):
            part.setVisible(custom)
