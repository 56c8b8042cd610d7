"""The settings: sections at the left, the chosen one at the right, made on its first visit."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from resources.texts import tr
from ui.components.page import Page
from ui.context import UiContext
from ui.pages.settings import table_sections
from ui.pages.settings.about import AboutSection
from ui.pages.settings.backups import BackupsSection
from ui.pages.settings.general import GeneralSection
from ui.pages.settings.matrix import MatrixSection
from ui.pages.settings.office import OfficeSection
from ui.pages.settings.office_calendar import CalendarSection
from ui.pages.settings.people import PeopleSection
from ui.pages.settings.section import SettingsSection
from ui.pages.settings.section_list import SectionList
from ui.widgets.labels import Hairline

_KEPT = "settings.section"


class _Entry(NamedTuple):
    title: str
    icon: str
    make: Callable[[UiContext], Any]


class SettingsPage(Page):
    """``show_what(section=key)`` opens a section, ``focus=setting`` one of the general settings."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._entries = _entries()
        self._made: dict[str, QWidget] = {}
        self.list = SectionList([(key, entry.title, entry.icon) for key, entry in self._entries.items()])
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._show)
        self.list.entered.connect(lambda: self.section().setFocus(Qt.FocusReason.TabFocusReason))
        kept = str(context.prefs.get(_KEPT, "general"))
        self.list.choose(kept if kept in self._entries else "general")

    def section(self) -> QWidget:
        """The section in front."""
        found = self._stack.currentWidget()
        assert found is not None
        return found

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Those of the section."""
        section = self.section()
        return section.commands() if isinstance(section, SettingsSection) else {}

    def show_what(self, **what: Any) -> None:
        """Open a section."""
        if what.get("section") in self._entries:
            self.list.choose(str(what["section"]))
        section = self.section()
        if "focus" in what and isinstance(section, GeneralSection):
            section.focus_on(str(what["focus"]))

    def set_shown(self, shown: bool) -> None:
        """The keyboard begins at the sections."""
        if shown:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """Keep which section was open."""
        self.context.prefs.set(_KEPT, self.list.current())

    def _show(self, key: str) -> None:
        if key not in self._made:
            self._made[key] = self._entries[key].make(self.context)
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])


def _entries() -> dict[str, _Entry]:
    return {
        "general": _Entry(tr("General"), "sliders-horizontal", GeneralSection),
        "office": _Entry(tr("Office"), "landmark", OfficeSection),
        "people": _Entry(tr("People"), "users", PeopleSection),
        "lists": _Entry(tr("Lists"), "list", table_sections.lists),
        "categories": _Entry(tr("Categories", "settings"), "boxes", table_sections.categories),
        "priorities": _Entry(tr("Due dates", "settings"), "timer", table_sections.priorities),
        "fault_codes": _Entry(tr("Causes and remedies"), "scan-search", table_sections.fault_codes),
        "targets": _Entry(tr("Targets"), "clock", table_sections.targets),
        "matrix": _Entry(tr("Urgency × impact"), "grid-3x3", MatrixSection),
        "escalation": _Entry(tr("Escalation"), "bell", table_sections.escalation),
        "rounds": _Entry(tr("Event rounds", "settings"), "siren", table_sections.round_recipes),
        "duties": _Entry(tr("Statutory inspections"), "scale", table_sections.duties),
        "licences": _Entry(tr("Licences", "settings"), "id-card", table_sections.licences),
        "calendar": _Entry(tr("Calendar"), "calendar-days", CalendarSection),
        "terms": _Entry(tr("Glossary"), "book-open", table_sections.terms),
        "backups": _Entry(tr("Backups"), "history", BackupsSection),
        "about": _Entry(tr("About"), "info", AboutSection),
    }


def create(context: UiContext) -> Page:
    """Make the page."""
    return SettingsPage(context)
