"""關於: versions, where the database lies, and the work of others that the program stands on."""

from functools import partial

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from facilities_app.services.about import About, about
from resources import asset
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.settings.section import SettingsSection
from ui.widgets.buttons import GhostButton, SecondaryButton
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Hairline, Label
from ui.widgets.overlay import Sheet

_TEXTS = (("Noto Sans TC", "SIL Open Font License 1.1", "fonts/OFL.txt"), ("Lucide", "ISC", "icons/LICENSE"))


class AboutSection(SettingsSection):
    """Facts to copy into a report, and licences to read."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("About"), tr("Copy these lines into a report when something does not work."))
        self._context = context
        self.lines: list[tuple[str, str]] = []
        self.copy_button = SecondaryButton(tr("Copy"), "copy", on_click=self.copy)
        self.copy_button.setEnabled(False)
        self.head.addWidget(self.copy_button)
        sizes = theme.current().sizes
        inner = QWidget()
        inner.setProperty("plain", True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(sizes.edge, sizes.l, sizes.edge, sizes.l)
        self._column.setSpacing(sizes.m)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(tr("About"))
        self.body.addWidget(scroll, 1)
        self.setFocusProxy(self.copy_button)
        base = context.services.base
        context.worker.read(lambda: about(base), self._on_read, context.notify.error)

    def copy(self) -> None:
        """Put the facts onto the clipboard."""
        QApplication.clipboard().setText("\n".join(f"{title}: {value}" for title, value in self.lines))
        self._context.notify.toast(tr("Copied"))

    def _on_read(self, facts: About) -> None:
        self.lines = [
            (tr("Facilities"), facts.version),
            ("Python", facts.python),
            ("Qt", str(qVersion())),
            (tr("Database program"), facts.sqlite),
            (tr("Computer"), facts.system),
            (tr("Database"), facts.database),
            (tr("Schema"), facts.schema),
        ]
        grid = KeyValueGrid()
        for title, value in self.lines:
            grid.add(title, value)
        self._column.addWidget(grid)
        self._column.addWidget(Hairline())
        self._column.addWidget(Label(tr("The work of others in this program"), "section"))
        note = tr(
            "The program itself is under the MIT licence. Qt is used under the LGPL and can be exchanged."
        )
        self._column.addWidget(Label(note, "secondary", wrap=True))
        parts = KeyValueGrid()
        for part in facts.parts:
            parts.add(part.name, f"{part.version}　{part.licence}".strip("　"))
        for name, licence, path in _TEXTS:
            open_text = GhostButton(tr("Read the licence"), on_click=partial(self._read_text, name, path))
            parts.add(name, licence, open_text)
        self._column.addWidget(parts)
        self._column.addStretch(1)
        self.copy_button.setEnabled(True)

    def _read_text(self, name: str, path: str) -> None:
        sheet = Sheet(self.window(), name)
        text = Label(asset(path).read_text(encoding="utf-8"), "secondary", wrap=True)
        sheet.body.addWidget(text)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
