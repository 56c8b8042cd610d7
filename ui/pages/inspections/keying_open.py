"""登錄檢查表: a number field that takes what a scanner types, and what it opens."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilities_app.domain.errors import DomainError
from facilities_app.domain.keying import KeyingForm
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label


class OpenSheet(FormSheet):
    """Asks for a sheet's number, its QR code or an inspection's number. ``found`` carries the form."""

    found = Signal(object)

    def __init__(self, context: UiContext, host: QWidget, number: str = "") -> None:
        super().__init__(context, host, tr("Key a checklist"), save=tr("Open", "record"))
        self.number = self.line(number, longest=60, placeholder="ELEV-11511-001")
        self.number.setModified(False)
        self.number.returnPressed.connect(self.save)
        self.lay(self.add("number", tr("Sheet or inspection no."), self.number, required=True))
        words = tr("Scan the QR code, or type the number printed below it.")
        self.body.addWidget(Label(words, "secondary", wrap=True))

    def open(self) -> None:
        """What stands there is typed over."""
        super().open()
        self.number.selectAll()

    def save(self) -> None:
        """Look for the sheet."""
        self.clear_errors()
        services, text = self.context.services, self.number.text()
        self.context.worker.read(lambda: services.keying.find(text), self._on_found, self._on_not_found)

    def _on_found(self, form: KeyingForm) -> None:
        self.dismiss()
        self.found.emit(form)

    def _on_not_found(self, error: BaseException) -> None:
        if isinstance(error, DomainError):
            self.refuse("number", self.context.notify.sentence(error))
        else:
            self.context.notify.error(error)
