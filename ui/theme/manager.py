"""The theme in force: follows the system or a choice, and dresses the application in it."""

import os
from typing import Any

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from facilities_app import paths
from facilities_app.domain.errors import DomainError
from ui.theme.fonts import choose_family
from ui.theme.tokens import Theme, build

# Qt: setStyle() costs 10 ms in Python, for it hands a QStyle with all its enums back; the argument costs nothing.
STYLE_ARGUMENTS = ("-style", "fusion")
STYLED = "dressed_by_argument"
MODES = ("system", "light", "dark")
MOTIONS = ("system", "on", "off")


class ThemeManager(QObject):
    """Holds the theme in force and applies it to the application. Main thread only.

    ``changed`` comes after every widget already has the new palette and sheet.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = "system"
        self._scale = 1.0
        self._motion = "system"
        self._bundled = False
        self._theme = build(dark=False)
        self._images = ""
        self._applied = False

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def mode(self) -> str:
        """What was asked for: "system", "light" or "dark"."""
        return self._mode

    def apply(
        self,
        mode: str | None = None,
        scale: float | None = None,
        motion: str | None = None,
        bundled_font: bool | None = None,
        sheet: bool = True,
    ) -> None:
        """Dress the application; None leaves a setting as it is. Raises ValueError for an unknown mode.

        Without ``sheet`` Qt's own controls wait for put_on_sheet(): the window's frame has none of them.
        """
        if mode not in (None, *MODES) or motion not in (None, *MOTIONS):
            raise ValueError(f"unknown theme setting: {mode or motion}")
        self._mode = mode or self._mode
        self._scale = scale or self._scale
        self._motion = motion or self._motion
        self._bundled = self._bundled if bundled_font is None else bundled_font
        self._dress(sheet)

    def put_on_sheet(self) -> None:
        """Dress Qt's own controls too."""
        from ui.theme.sheet import style_sheet  # start-up counts: after the first paint

        app = QApplication.instance()
        assert isinstance(app, QApplication), "the theme needs a QApplication"
        self._images = self._images or _image_folder()
        app.setStyleSheet(style_sheet(self._theme, self._images))

    def set_mode(self, mode: str) -> None:
        """Choose "system", "light" or "dark"."""
        self.apply(mode=mode)

    def set_scale(self, scale: float) -> None:
        """Choose the text size, 1.0 being normal."""
        self.apply(scale=scale)

    def set_motion(self, motion: str) -> None:
        """Choose "system", "on" or "off" for panes and toasts that move."""
        self.apply(motion=motion)

    def _dress(self, sheet: bool = True) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication), "the theme needs a QApplication"
        if not self._applied:
            if not app.property(STYLED):
                app.setStyle("Fusion")
            QLocale.setDefault(QLocale("zh_TW"))
            app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
            self._applied = True
        family = choose_family(self._bundled)
        self._theme = build(self._wants_dark(), family, self._scale, self._wants_motion(app))
        app.setFont(self._theme.font())
        app.setPalette(palette(self._theme))
        if sheet:
            self.put_on_sheet()
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode == "dark"

    def _wants_motion(self, app: QApplication) -> bool:
        if self._motion != "system":
            return self._motion == "on"
        # Qt: the accessibility hints learned about motion in a release newer than our oldest.
        hints: Any = getattr(app.styleHints(), "accessibility", lambda: None)()
        wish = getattr(hints, "motionPreference", lambda: None)()
        return "Reduce" not in str(wish)

    def _on_system_changed(self) -> None:
        if self._mode == "system":
            self._dress()


def _image_folder() -> str:
    """Where the sheet's few pictures stay from run to run, so that nothing is left behind by any."""
    try:
        folder = paths.config_folder() / "theme"
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.access(folder, os.W_OK):
            return str(folder)
    except (OSError, DomainError):
        pass
    from facilities_app import scratch  # an account without a folder of its own is rare

    return str(scratch.until_exit())


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours, for everything the sheet does not name."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs: tuple[tuple[QPalette.ColorRole, QColor], ...] = (
        (role.Window, theme.bg),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.surface2),
        (role.Text, theme.text),
        (role.Button, theme.surface),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.red),
        (role.PlaceholderText, theme.text3),
        (role.ToolTipBase, theme.toast),
        (role.ToolTipText, theme.toast_text),
        (role.Highlight, theme.accent_bg),
        (role.HighlightedText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
        (role.Light, theme.surface),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.text3),
        (role.Shadow, theme.shadow),
    )
    for name, colour in pairs:
        made.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, theme.text3)
    return made


_manager: ThemeManager | None = None


def manager() -> ThemeManager:
    """The one manager of this process, made on first use."""
    global _manager
    if _manager is None:
        _manager = ThemeManager()
    return _manager


def current() -> Theme:
    """The theme in force now. Ask at paint time, never keep it."""
    return manager().theme
