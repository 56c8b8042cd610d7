"""人員: who uses the program or is given work, and what each role may do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.reference import RefRow
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.pages.settings import looks
from ui.pages.settings.table_sections import OneTable
from ui.widgets.labels import Hairline, Label


class PeopleSection(OneTable):
    """The table of people over the roles in words."""

    def __init__(self, context: UiContext) -> None:
        note = tr("Who uses the program or is given work. People who left stay in the records.")
        super().__init__(context, tr("People"), note, looks.users(), "users")
        self._context = context
        sizes = theme.current().sizes
        box = QWidget()
        self._roles = QVBoxLayout(box)
        self._roles.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.m)
        self._roles.setSpacing(sizes.xs)
        self.body.insertWidget(self.body.count() - 1, Hairline())
        self.body.insertWidget(self.body.count() - 1, box)
        context.bus.changed.connect(self._on_changed)
        self._read()

    def _read(self) -> None:
        reference = self._context.services.reference
        self._context.worker.read(lambda: reference.rows("roles"), self._on_roles, self._context.notify.error)

    def _on_roles(self, roles: tuple[RefRow, ...]) -> None:
        clear_layout(self._roles)
        self._roles.addWidget(Label(tr("What the roles may do"), "section"))
        for role in roles:
            words = tr("{role}: {permissions}").format(
                role=role.name, permissions=tr(", ", "list").join(role.values["permissions"])
            )
            self._roles.addWidget(Label(words, "secondary", wrap=True))

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("roles"):
            self._read()
