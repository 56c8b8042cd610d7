"""Taking a checklist over from a file: first everything it would change, or everything that is wrong with it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilities_app.services import template_words
from facilities_app.services.template_files import ImportPreview
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice

_MOST = 200


class ImportSheet(FormSheet):
    """``taken`` carries the first edition that was made; ``again_asked``: the file was mended, read it again."""

    taken = Signal(int)
    again_asked = Signal()

    def __init__(self, context: UiContext, host: QWidget, path: Path, preview: ImportPreview) -> None:
        super().__init__(
            context, host, tr("Take over from a file"), path.name, save=tr("Take over", "checklist")
        )
        self._preview = preview
        self.again = SecondaryButton(tr("Read the file again"), "refresh-cw", on_click=self._on_again)
        self.footer.insertWidget(0, self.again)
        if preview.reading.problems:
            self._show_problems()
        else:
            self._show_changes()
        self.save_button.setEnabled(preview.can_take)

    def first_focus(self) -> QWidget | None:
        """What goes on: taking over, or reading the mended file."""
        return self.save_button if self._preview.can_take else self.again

    def save(self) -> None:
        """Take it over, all in one step."""
        if self._preview.can_take:
            reading = self._preview.reading
            templates = self.context.services.templates
            self.submit(lambda: templates.take(reading.templates, reading.pictures))

    def _show_problems(self) -> None:
        problems = self._preview.reading.problems
        words = trn("{n} place is to be mended first", "{n} places are to be mended first", len(problems))
        self.body.addWidget(Notice(words, tr("Nothing was taken over."), tone="red", icon="circle-alert"))
        self._show_lines([template_words.problem_line(one) for one in problems])

    def _show_changes(self) -> None:
        if not self._preview.can_take:
            words = tr("The file says the same as the editions in force.")
            self.body.addWidget(Notice(words, tone="neutral", icon="info"))
        for change in self._preview.changes:
            self.body.addWidget(Label(template_words.title(change), "strong", wrap=True))
            self._show_lines(list(template_words.lines(change)))

    def _show_lines(self, lines: list[str]) -> None:
        for line in lines[:_MOST]:
            self.body.addWidget(Label(line, wrap=True))
        if len(lines) > _MOST:
            more = tr("and {n} more").format(n=f"{len(lines) - _MOST:,}")
            self.body.addWidget(Label(more, "secondary"))

    def _on_again(self) -> None:
        self.dismiss()
        self.again_asked.emit()

    def _on_done(self, value: object) -> None:
        super()._on_done(value)
        if isinstance(value, tuple) and value:
            self.taken.emit(int(value[0]))
