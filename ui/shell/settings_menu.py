"""The menu of one's own name: who works here, language, light or dark, how dates read. Each takes effect at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.reference import RefRow
from resources.texts import language, tr
from ui.components.acting import switch_to
from ui.context import UiContext
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


def add_people(menu: QMenu, context: UiContext, users: Sequence[RefRow]) -> None:
    """Put first who may work here: changes are written in the name that is chosen."""
    inside, first = QMenu(tr("Switch user"), menu), menu.actions()[0]
    menu.insertMenu(first, inside)
    menu.insertSeparator(first)
    group = QActionGroup(inside)
    for row in users:
        if row.is_active:
            unit = row.values["unit_name"]
            action = inside.addAction(f"{row.name}　{unit}" if unit else row.name)
            action.setCheckable(True)
            action.setChecked(row.id == context.services.base.actor_id)
            action.triggered.connect(lambda _=False, row=row: _switch(context, row))
            group.addAction(action)


def pop_up(menu: QMenu, over: QWidget) -> None:
    """Open the menu above a widget of the rail."""
    menu.popup(over.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def _switch(context: UiContext, row: RefRow) -> None:
    if row.id != context.services.base.actor_id:
        switch_to(context, row.id, str(row.values["code"]))
        context.notify.toast(tr("{name} works here now").format(name=row.name))


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
