"""THE action table: menus, palette, shortcuts and their overview all read it."""

from typing import NamedTuple

from resources.texts import tr


class Action(NamedTuple):
    """One thing the program does. ``title`` is English source text.

    ``local`` actions belong to a list or form, which handles their keys itself; here they are only told of.
    """

    key: str
    title: str
    shortcut: str = ""
    icon: str = ""
    group: str = "General"
    local: bool = False
    in_palette: bool = True

    def text(self) -> str:
        """The title in the active language."""
        return tr(self.title)


GROUPS = ("General", "Records", "Lists", "Tickets", "Year planner", "Audits", "Appearance")

ACTIONS = (
    Action("log_repair", "Log a repair", "Ctrl+N", "plus", "Records"),
    Action("start_round", "Start a round", "", "siren", "Records"),
    Action("edit", "Edit", "F2", "pencil", "Records", in_palette=False),
    Action("undo", "Undo", "Ctrl+Z", "undo-2", "Records"),
    Action("redo", "Redo", "Ctrl+Y", "redo-2", "Records"),
    Action("palette", "Search everything", "Ctrl+K", "search", in_palette=False),
    Action("notifications", "Notifications", "Alt+N", "bell"),
    Action("shortcuts", "Keyboard shortcuts", "?", "keyboard"),
    Action("quit", "Quit", "Ctrl+Q", "log-out"),
    Action("find", "Search in this list", "Ctrl+F", "list-filter", "Lists"),
    Action("refresh", "Read again", "F5", "refresh-cw", "Lists"),
    Action("export", "Export what I see", "Ctrl+E", "file-spreadsheet", "Lists"),
    Action("print", "Print", "Ctrl+P", "printer", "Lists"),
    Action("copy", "Copy as a table", "Ctrl+C", "copy", "Lists", local=True),
    Action("all", "Choose all", "Ctrl+A", "check-check", "Lists", local=True),
    Action("pane", "Show or hide the pane", "Space", "panel-right", "Lists", local=True),
    Action("open", "Open wide", "Return", "maximize-2", "Lists", local=True),
    Action("back", "Back", "Esc", "arrow-left", "Lists", local=True),
    Action("first", "First row", "Home", "arrow-up", "Lists", local=True),
    Action("last", "Last row", "End", "arrow-down", "Lists", local=True),
    Action("face_list", "Tickets as a list", "Ctrl+1", "list", "Tickets", local=True, in_palette=False),
    Action(
        "face_board", "Tickets as a board", "Ctrl+2", "columns-3", "Tickets", local=True, in_palette=False
    ),
    Action("face_day", "My work today", "Ctrl+3", "user-check", "Tickets", local=True, in_palette=False),
    Action(
        "card_on",
        "Move the card on",
        "Ctrl+Shift+Right",
        "arrow-right",
        "Tickets",
        local=True,
        in_palette=False,
    ),
    Action("card_menu", "Every step of the card", "M", "ellipsis", "Tickets", local=True, in_palette=False),
    Action("visit", "Plan the visit", "V", "calendar-clock", "Tickets", local=True, in_palette=False),
    Action("step", "Next step of my work", "S", "play", "Tickets", local=True, in_palette=False),
    Action(
        "year_on",
        "Move to the next month",
        "Alt+Right",
        "arrow-right",
        "Year planner",
        local=True,
        in_palette=False,
    ),
    *(
        Action(f"audit_{key}", title, shortcut, icon, "Audits", local=True, in_palette=False)
        for key, title, shortcut, icon in (
            ("finding", "Finding of the visit: 1 to 6", "1", "clipboard-check"),
            ("met", "Who was met: A S D F", "A", "user-check"),
            ("later", "Five minutes later, or earlier with −", "+", "clock"),
            ("time", "To the time of the visit", "V", "calendar-clock"),
            ("absence", "To the reason for absence", "R", "briefcase"),
            ("registration", "To the registration", "H", "house"),
            ("note", "To the note", "N", "pencil"),
            ("photo", "Add photos", "P", "image-plus"),
        )
    ),
    Action("fold", "Fold the rail", "Ctrl+B", "panel-left-close", "Appearance"),
    Action("theme", "Light or dark", "Ctrl+Shift+L", "moon", "Appearance"),
    Action("language", "中文 / English", "Ctrl+Shift+E", "languages", "Appearance"),
)


def action(key: str) -> Action:
    """The action of that key. Raises KeyError if there is none."""
    for found in ACTIONS:
        if found.key == key:
            return found
    raise KeyError(key)
