"""How often a plan's inspections come round: every so many days, weeks, months or years, and on which of their days."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilities_app.domain.rule_parts import LAST, NTHS, UNITS, RuleParts, read_rule
from facilities_app.services.rule_words import weekday_names
from resources.texts import tr
from ui import theme
from ui.widgets.labels import Label

_MOST = 999
_START, _DAY, _WEEKDAY, _OWN = "start", "last", "weekday", "own"


class RuleField(QWidget):
    """``value`` is an RRULE; one that says more than these fields can is kept and edited as it is written."""

    changed = Signal()

    def __init__(self, rule: str = "FREQ=MONTHLY", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_day = 0
        self.start_month = 1  # a yearly rule on a day of the month means this month where none is named
        self._make()
        self._arrange()
        self.setFocusProxy(self.every)
        self.set_value(rule)
        for combo in (self.unit, self.on, self.nth, self.weekday):
            combo.currentIndexChanged.connect(self._on_changed)
        for line in (self.every, self.raw):
            line.textChanged.connect(self._on_changed)
        for box in self.months:
            box.toggled.connect(self._on_changed)

    def value(self) -> str:
        """The rule as it stands."""
        if self.on.currentData() == _OWN:
            return self.raw.text().strip()
        unit, on = str(self.unit.currentData()), self.on.currentData()
        by_month = unit in ("MONTHLY", "YEARLY")
        weekday = self.weekday.currentData() if on == _WEEKDAY and unit != "DAILY" else None
        day = (LAST if on == _DAY else self._own_day if on == _START else 0) if by_month else 0
        months = tuple(place for place, box in enumerate(self.months, 1) if box.isChecked())
        if unit == "YEARLY" and (day or weekday is not None) and not months:
            months = (self.start_month,)
        return RuleParts(
            unit=unit,
            every=int(self.every.text() or 0) or 1,
            months=months,
            day=day,
            nth=int(self.nth.currentData()) if weekday is not None and by_month else 0,
            weekday=weekday,
        ).text()

    def set_value(self, rule: str) -> None:
        """Show another rule."""
        self.raw.setText(rule)
        parts = read_rule(rule)
        if parts is None:
            self._pick(self.on, _OWN)
            self._show()
            return
        self._own_day = parts.day if parts.day != LAST else 0
        self._pick(self.unit, parts.unit)
        self.every.setText(str(parts.every))
        on = _WEEKDAY if parts.weekday is not None else _DAY if parts.day == LAST else _START
        self._pick(self.on, on)
        self._pick(self.nth, parts.nth or 1)
        self._pick(self.weekday, parts.weekday or 0)
        for place, box in enumerate(self.months, 1):
            box.setChecked(place in parts.months)
        self._show()

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        self.every = QLineEdit("1")
        self.every.setValidator(QIntValidator(1, _MOST, self))
        self.every.setFixedWidth(theme.current().sizes.sheet // 10)
        self.every.setAccessibleName(tr("Every so many"))
        self.unit = self._combo(
            tr("Unit of time"),
            zip(
                (tr("days", "rule"), tr("weeks", "rule"), tr("months", "rule"), tr("years", "rule")),
                UNITS,
                strict=True,
            ),
        )
        self.on = self._combo(
            tr("On which day"),
            (
                (tr("on the day of the start"), _START),
                (tr("on the last day of the month"), _DAY),
                (tr("on a weekday"), _WEEKDAY),
                (tr("by a rule of its own"), _OWN),
            ),
        )
        words = (tr("first"), tr("second"), tr("third"), tr("fourth"), tr("last", "weekday"))
        self.nth = self._combo(tr("Which one"), zip(words, NTHS, strict=True))
        self.weekday = self._combo(tr("Weekday"), ((name, n) for n, name in enumerate(weekday_names())))
        self.raw = QLineEdit()
        self.raw.setMaxLength(200)
        self.raw.setAccessibleName(tr("Rule (RRULE)"))
        self.months = [QCheckBox(str(n)) for n in range(1, 13)]
        for n, box in enumerate(self.months, 1):
            box.setAccessibleName(tr("in month {months}").format(months=n))

    def _combo(self, name: str, choices: object) -> QComboBox:
        made = QComboBox()
        for text, value in choices:  # type: ignore[attr-defined]
            made.addItem(text, value)
        made.setAccessibleName(name)
        return made

    def _arrange(self) -> None:
        sizes = theme.current().sizes
        first = QHBoxLayout()
        first.setSpacing(sizes.s)
        self._every_word = Label(tr("every"), "body")
        for widget in (self._every_word, self.every, self.unit, self.on):
            first.addWidget(widget)
        first.addWidget(self.raw, 1)
        first.addStretch(0)
        self._which = QWidget()
        second = QHBoxLayout(self._which)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(sizes.s)
        second.addWidget(self.nth)
        second.addWidget(self.weekday)
        second.addStretch(1)
        self._season = QWidget()
        grid = QGridLayout(self._season)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.s)
        grid.setVerticalSpacing(sizes.xs)
        grid.addWidget(Label(tr("Only in these months (none: all year)"), "secondary"), 0, 0, 1, 12)
        for place, box in enumerate(self.months):
            grid.addWidget(box, 1, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.s)
        column.addLayout(first)
        column.addWidget(self._which)
        column.addWidget(self._season)

    def _pick(self, combo: QComboBox, value: object) -> None:
        combo.setCurrentIndex(max(combo.findData(value), 0))

    def _on_changed(self, *_: object) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Only what the rule needs."""
        own, weekly = self.on.currentData() == _OWN, self.on.currentData() == _WEEKDAY
        unit = self.unit.currentData()
        for widget in (self._every_word, self.every, self.unit, self._season):
            widget.setVisible(not own)
        self.raw.setVisible(own)
        self.nth.setVisible(weekly and unit in ("MONTHLY", "YEARLY"))
        self._which.setVisible(weekly and unit != "DAILY")
