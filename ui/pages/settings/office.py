"""機關: what this database says of its office; saved by Enter or the button, undone like everything else."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes
from facilities_app.domain.errors import DomainError
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.settings.section import SettingsSection
from ui.widgets.buttons import Button, GhostButton
from ui.widgets.fields import FormField
from ui.widgets.labels import Label

_WIDEST = 560


class OfficeSection(SettingsSection):
    """Two lines and a button that wakes when something was typed."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            tr("Office"),
            tr("For everybody who uses this database. It stands at the head of papers and workbooks."),
        )
        self._context = context
        self._kept: dict[str, str] = {}
        self.fields: dict[str, FormField] = {}
        sizes = theme.current().sizes
        box = QWidget()
        box.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(box)
        column.setContentsMargins(sizes.edge, sizes.l, sizes.edge, sizes.l)
        column.setSpacing(sizes.m)
        self._add(column, "office_name", tr("Name of the office"), tr("as on its letters"))
        self._add(column, "office_hours", tr("Office hours"), tr("the clocks of repairs run in them"))
        self._add(column, "money_unit", tr("Unit of money"), tr("over columns of amounts"))
        rule = tr("per cent; own default for the hint to repair or replace")
        self._add(column, "asset_repair_percent", tr("A year's repairs weigh too much from"), rule)
        self._add(
            column, "asset_age_percent", tr("An asset counts as old from"), tr("per cent of its service life")
        )
        self._add(
            column,
            "patrol_days",
            tr("Breeding places are visited every"),
            tr("days; no law sets it, weekly is the public advice"),
        )
        row = QHBoxLayout()
        row.setSpacing(sizes.s)
        self.unsaved = Label("", "secondary", colour="amber")
        self.discard = GhostButton(tr("Discard"), on_click=self._show_kept)
        self.save_button = Button(tr("Save"), kind="outline", key="Enter", on_click=self.save)
        row.addWidget(self.unsaved)
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.body.addWidget(box)
        self.body.addStretch(1)
        self.setFocusProxy(self.fields["office_name"].field)
        context.bus.changed.connect(self._on_changed)
        self._mark()
        self._read()

    def save(self) -> None:
        """Hand the lines that were changed over."""
        changed = self._typed()
        if not changed:
            return
        for field in self.fields.values():
            field.set_error("")
        reference = self._context.services.reference
        self._context.change(
            lambda: reference.set_office(changed), self, lambda _: self._read(), self._on_failed
        )

    def _add(self, column: QVBoxLayout, key: str, title: str, hint: str) -> None:
        line = QLineEdit()
        line.setMaxLength(80)
        line.textEdited.connect(self._mark)
        line.returnPressed.connect(self.save)
        self.fields[key] = FormField(title, line, required=True, hint=hint)
        column.addWidget(self.fields[key])

    def _line(self, key: str) -> QLineEdit:
        line = self.fields[key].field
        assert isinstance(line, QLineEdit)
        return line

    def _typed(self) -> dict[str, str]:
        return {
            key: self._line(key).text()
            for key in self.fields
            if key in self._kept and self._line(key).text() != self._kept[key]
        }

    def _mark(self) -> None:
        waiting = bool(self._typed())
        self.unsaved.setText(tr("Not saved yet") if waiting else "")
        self.save_button.setEnabled(waiting)
        self.discard.setVisible(waiting)

    def _read(self) -> None:
        self._context.worker.read(
            self._context.services.reference.office, self._on_read, self._context.notify.error
        )

    def _on_read(self, kept: dict[str, str]) -> None:
        self._kept = kept
        self._show_kept()

    def _show_kept(self) -> None:
        for key, field in self.fields.items():
            self._line(key).setText(self._kept.get(key, ""))
            field.set_error("")
        self._mark()

    def _on_failed(self, error: BaseException) -> None:
        field = self.fields.get(error.field) if isinstance(error, DomainError) else None
        if field is None or not isinstance(error, DomainError):
            self._context.notify.error(error)
            return
        field.set_error(self._context.notify.sentence(error))
        field.field.setFocus()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if changes.touches("settings") and not self._typed():
            self._read()
