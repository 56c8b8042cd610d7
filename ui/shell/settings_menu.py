"""The settings of one person: language, light or dark, how dates read. Each takes effect at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from resources.texts import language, tr
from ui.prefs import Prefs


def settings_menu(parent: QWidget, prefs: Prefs, apply: Callable[[str, str], object]) -> QMenu:
    """A menu whose entries call ``apply(setting, value)``."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Settings"))
    _choices(menu, tr("Language"), (("zh_TW", "繁體中文"), ("en", "English")), "language", language(), apply)
    themes = (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark")))
    _choices(menu, tr("Appearance"), themes, "theme", str(prefs.get("theme", "system")), apply)
    dates = (("roc", tr("民國 (115/03/02)")), ("iso", tr("Western (2026-03-02)")))
    _choices(menu, tr("Dates"), dates, "dates", str(prefs.get("dates", "roc")), apply)
    scales = (("1.0", "100 %"), ("1.15", "115 %"), ("1.3", "130 %"), ("1.5", "150 %"))
    _choices(menu, tr("Text size"), scales, "scale", str(prefs.get("scale", "1.0")), apply)
    return menu


def pop_up(menu: QMenu, over: QWidget) -> None:
    """Open the menu above a widget of the rail."""
    menu.popup(over.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def _choices(
    menu: QMenu,
    title: str,
    choices: Sequence[tuple[str, str]],
    setting: str,
    now: str,
    apply: Callable[[str, str], object],
) -> None:
    inside = menu.addMenu(title)
    group = QActionGroup(inside)
    for value, text in choices:
        action = inside.addAction(text)
        action.setCheckable(True)
        action.setChecked(value == now)
        action.triggered.connect(lambda _=False, value=value: apply(setting, value))
        group.addAction(action)
