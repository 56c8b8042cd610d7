"""What menus offer of sheets that are filled in on a screen: save them so, and read them back."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from resources.texts import tr
from ui import icons


def add_fill_actions(menu: QMenu, wish: Callable[[str], object]) -> None:
    """Save the checklists to be filled in; ``wish`` gets ".pdf" or ".xlsx"."""
    for icon, words, ending in (
        ("file-pen", tr("Save as fillable PDF"), ".pdf"),
        ("file-spreadsheet", tr("Save as Excel to fill in"), ".xlsx"),
    ):
        action = menu.addAction(icons.icon(icon), words)
        action.triggered.connect(lambda _=False, ending=ending: wish(ending))


def add_back_action(menu: QMenu, read: Callable[[], object]) -> None:
    """Read filled-in checklists back; the page itself hears the key that stands beside it."""
    action = menu.addAction(icons.icon("import"), tr("Read a checklist back…") + "\tCtrl+O")
    action.triggered.connect(lambda _=False: read())
