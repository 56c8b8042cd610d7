"""The sections that are tables: one, or a table whose current row opens another beside it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from facilities_app.domain.reference import RefRow
from resources.texts import tr
from ui.context import UiContext
from ui.pages.settings import looks
from ui.pages.settings.section import SettingsSection
from ui.pages.settings.table_panel import PanelLook, TablePanel
from ui.widgets.surfaces import Notice

_MASTER = 300


class OneTable(SettingsSection):
    """A section of one table."""

    def __init__(self, context: UiContext, title: str, note: str, look: PanelLook, table: str) -> None:
        super().__init__(title, note)
        self.panel = TablePanel(context, look, table)
        self.panel.title.setText("")  # the section's own heading says it
        self.panel.table.setAccessibleName(look.title)
        self.body.addWidget(self.panel, 1)
        self.setFocusProxy(self.panel)
        spec = self.panel.spec
        self.add_keys(moves=spec.orders, grows=spec.grows, drops=spec.hides or spec.removes)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The table's."""
        return self.panel.commands()


class TwoTables(SettingsSection):
    """What is current in the table at the left is opened in the table at the right."""

    def __init__(
        self,
        context: UiContext,
        title: str,
        note: str,
        masters: tuple[PanelLook, str],
        below: PanelLook,
        fixed_note: str = "",
    ) -> None:
        super().__init__(title, note)
        self.master = TablePanel(context, *masters)
        self.detail = TablePanel(context, below, "")
        self._fixed = Notice(fixed_note, tone="neutral", icon="lock")
        self._fixed.hide()
        layout = self.detail.layout()
        if fixed_note and layout is not None:
            layout.addWidget(self._fixed)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.master)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_MASTER, 3 * _MASTER])
        self.body.addWidget(splitter, 1)
        self.setFocusProxy(self.master)
        self.master.current_changed.connect(self._on_master)
        self.add_keys(moves=True)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Those of the table that has the focus."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.detail.isAncestorOf(focused)
        return (self.detail if inside else self.master).commands()

    def _on_master(self, row: RefRow | None) -> None:
        if row is None or row.opens is None:
            return
        table, owner = row.opens
        self.detail.show_table(table, owner, row.name)
        self._fixed.setVisible(table == "fixed_choices")


def lists(context: UiContext) -> QWidget:
    """The code lists and their entries."""
    return TwoTables(
        context,
        tr("Lists"),
        tr("The words, icons and colours of every choice. A code stays; its name can be changed."),
        (looks.lists(), "lists"),
        looks.choices(),
        tr("The rules of the program rest on this list: its words can be changed, its entries stay."),
    )


def categories(context: UiContext) -> QWidget:
    """The categories of assets and their attributes."""
    return TwoTables(
        context,
        tr("Categories and attributes"),
        tr("What kinds of assets there are, and which figures are kept of each. What is in use stays."),
        (looks.categories(), "categories"),
        looks.attributes(),
    )


def priorities(context: UiContext) -> QWidget:
    """How soon a repair is due."""
    note = tr(
        "What priorities are called, and how many working days a repair may take where no target holds."
    )
    return OneTable(context, tr("Priorities and due dates"), note, looks.priorities(), "priorities")


def fault_codes(context: UiContext) -> QWidget:
    """Why things break and what mends them."""
    note = tr("What a finished repair may name, by trade. The figures of faults are counted by these codes.")
    return OneTable(context, tr("Causes and remedies"), note, looks.fault_codes(), "fault_codes")


def targets(context: UiContext) -> QWidget:
    """What repairs are held to."""
    note = tr(
        "How soon somebody is there and how soon a repair is done, in working time. The row that names most holds; "
        "tickets keep what they were promised."
    )
    return OneTable(context, tr("Targets"), note, looks.targets(), "targets")


def escalation(context: UiContext) -> QWidget:
    """Who is told when a repair's time runs out."""
    note = tr("When so much of a repair's time is used up, people of this role are to be told.")
    return OneTable(context, tr("Escalation"), note, looks.escalation(), "escalation")


def round_recipes(context: UiContext) -> QWidget:
    """The recipes of event rounds and their lines."""
    note = tr(
        "What an event asks to be looked at: all assets of a category or tag, or dormitory units of a status. "
        "No rule sets these lists; a round that was started keeps its stops."
    )
    return TwoTables(
        context,
        tr("Event rounds", "settings"),
        note,
        (looks.round_recipes(), "round_recipes"),
        looks.round_lines(),
    )


def duties(context: UiContext) -> QWidget:
    """The statutory catalogue."""
    note = tr(
        "What the law asks for, and what the office has set itself. Only what the law sets is statutory."
    )
    return OneTable(context, tr("Statutory inspections"), note, looks.duties(), "duties")


def licences(context: UiContext) -> QWidget:
    """The licences of those who inspect."""
    note = tr("Who may inspect, by which licence, until when. Two months before one ends, the bell reminds.")
    return OneTable(context, tr("Licences", "settings"), note, looks.licences(context), "licences")


def terms(context: UiContext) -> QWidget:
    """The glossary."""
    note = tr("The terms of the trade in both languages, for texts and translations.")
    return OneTable(context, tr("Glossary"), note, looks.terms(), "terms")
