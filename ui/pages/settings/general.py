"""一般: what one person likes on this computer, and who that person is; each takes effect at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.reference import RefRow
from resources.texts import language, tr
from ui import theme
from ui.components.acting import switch_to
from ui.context import UiContext
from ui.pages.settings.section import SettingsSection
from ui.widgets.labels import Hairline, Label
from ui.widgets.segments import Segment, SegmentedControl

_WIDEST = 760
_CONTROL = 340


class SettingRow(QWidget):
    """A setting: what it is and what it does at the left, its control at the right."""

    def __init__(self, title: str, note: str, control: QWidget) -> None:
        super().__init__()
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.m, 0, sizes.m)
        row.setSpacing(sizes.xl)
        words = QVBoxLayout()
        words.setSpacing(2)
        label = Label(title, "strong")
        label.setBuddy(control)
        words.addWidget(label)
        words.addWidget(Label(note, "secondary", wrap=True))
        row.addLayout(words, 1)
        control.setFixedWidth(_CONTROL)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if not control.accessibleName():
            control.setAccessibleName(title)
        control.setAccessibleDescription(note)


class GeneralSection(SettingsSection):
    """Language, appearance, dates, size of text, and who works here."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("General"), tr("For you, on this computer. Everything here takes effect at once.")
        )
        self._context = context
        self.controls: dict[str, SegmentedControl] = {}
        sizes = theme.current().sizes
        box = QWidget()
        box.setMaximumWidth(_WIDEST)
        self._rows = QVBoxLayout(box)
        self._rows.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.l)
        self._rows.setSpacing(0)
        self.body.addWidget(box)
        self.body.addStretch(1)
        self._build()
        self.setFocusProxy(self.controls["language"])
        context.bus.changed.connect(self._on_changed)
        self._read_users()

    def focus_on(self, setting: str) -> None:
        """Bring the focus to a control."""
        control = self.controls.get(setting)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        prefs = self._context.prefs
        self._choice(
            "language",
            tr("Language"),
            tr("Of the window, of papers and of workbooks."),
            (Segment("zh_TW", "繁體中文"), Segment("en", "English")),
            language(),
        )
        themes = (
            Segment("system", tr("As the system")),
            Segment("light", tr("Light")),
            Segment("dark", tr("Dark")),
        )
        self._choice(
            "theme",
            tr("Appearance"),
            tr("Ctrl+Shift+L changes between light and dark."),
            themes,
            str(prefs.get("theme", "system")),
        )
        dates = (Segment("roc", "民國 115/03/02"), Segment("iso", "2026-03-02"))
        self._choice(
            "dates",
            tr("Dates"),
            tr("How dates read. Both ways can be typed everywhere."),
            dates,
            str(prefs.get("dates", "roc")),
        )
        self._choice(
            "week",
            tr("Weeks begin on"),
            tr("In the calendar, and where a date is picked."),
            (Segment("0", tr("Monday")), Segment("6", tr("Sunday"))),
            str(prefs.get("week", "0")),
        )
        scales = [
            Segment(value, text)
            for value, text in (("1.0", "100 %"), ("1.15", "115 %"), ("1.3", "130 %"), ("1.5", "150 %"))
        ]
        self._choice(
            "scale",
            tr("Text size"),
            tr("Of the whole window, on top of the scale of the screen."),
            scales,
            str(prefs.get("scale", "1.0")),
        )
        self.user = QComboBox()
        self.user.activated.connect(self._on_user)
        self._rows.addWidget(
            SettingRow(
                tr("Who is using the program"),
                tr("Changes are written in this name. Remembered on this computer for this database."),
                self.user,
            )
        )

    def _choice(self, setting: str, title: str, note: str, segments: Sequence[Segment], now: str) -> None:
        control = SegmentedControl(segments, now, name=title)
        control.changed.connect(lambda value: self._apply(setting, value))
        self.controls[setting] = control
        self._rows.addWidget(SettingRow(title, note, control))
        self._rows.addWidget(Hairline())

    def _apply(self, setting: str, value: Any) -> None:
        """The frame may make this page anew in the doing: then the new one gets the focus back."""
        context = self._context
        context.apply_setting(setting, str(value))
        context.navigate("settings", section="general", focus=setting)

    def _read_users(self) -> None:
        reference = self._context.services.reference
        self._context.worker.read(lambda: reference.rows("users"), self._on_users, self._context.notify.error)

    def _on_users(self, users: tuple[RefRow, ...]) -> None:
        self._users = {row.id: row for row in users if row.is_active}
        self.user.clear()
        for row in self._users.values():
            unit = row.values["unit_name"]
            self.user.addItem(f"{row.name}　{unit}" if unit else row.name, row.id)
        self.user.setCurrentIndex(self.user.findData(self._context.services.base.actor_id))

    def _on_user(self, _place: int) -> None:
        row = self._users.get(self.user.currentData())
        if row is not None and row.id != self._context.services.base.actor_id:
            switch_to(self._context, row.id, str(row.values["code"]))
            self._context.notify.toast(tr("{name} works here now").format(name=row.name))

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("users"):
            self._read_users()
