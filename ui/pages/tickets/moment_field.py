"""A field for a moment: a day and a time of Taiwan's clock."""

import re
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilities_app.domain.clock import TAIPEI, at
from resources.texts import tr
from ui import theme
from ui.widgets.date_field import DateField

_TIME = re.compile(r"(\d{1,2})[:：]?(\d{2})")


class MomentField(QWidget):
    """``day`` is the date field it is given. Enter in the time calls ``submitted``."""

    def __init__(self, day: DateField, name: str, submitted: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.day = day
        self._was: datetime | None = None
        self.time = QLineEdit()
        self.time.setMaxLength(5)
        self.time.setPlaceholderText("14:30")
        self.time.setAccessibleName(tr("{what}, time").format(what=name))
        self.time.setMaximumWidth(theme.current().sizes.key_column + theme.current().sizes.xl)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.s)
        row.addWidget(day, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(day)
        self.setAccessibleName(name)
        if submitted is not None:
            self.time.returnPressed.connect(submitted)

    def set_value(self, moment: datetime) -> None:
        """Show a moment, to the minute."""
        local = moment.astimezone(TAIPEI)
        self._was = moment
        self.day.set_value(local.date())
        self.time.setText(f"{local:%H:%M}")

    def value(self) -> datetime | None:
        """The moment, exactly the one it was given while nobody changed it; None while unreadable."""
        found = _TIME.fullmatch(self.time.text().strip())
        day = self.day.value()
        if found is None or day is None:
            return None
        hour, minute = int(found[1]), int(found[2])
        if hour > 23 or minute > 59:
            return None
        made = at(day, hour, minute)
        unchanged = self._was is not None and made == self._was.replace(second=0, microsecond=0)
        return self._was if unchanged else made

    def is_changed(self) -> bool:
        """Whether it no longer says what it was given."""
        return self.value() != self._was

    def complaint(self) -> str:
        """What is wrong with what stands there."""
        return tr("Write the day, and the time as 14:30.")
