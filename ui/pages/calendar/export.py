"""Takes the days along: inspections and deadlines as a file for people's own calendars."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from resources.texts import tr
from ui.context import UiContext

if TYPE_CHECKING:
    from facilities_app.services.exports import ExportResult


class CalendarExport:
    """Asks for the file and writes it beside the window. ``mine`` keeps one's own inspections and one's role's."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        self._context, self._host = context, host

    def ask(self, *, mine: bool) -> None:
        """Ask for the file, then write it; the same name again updates what was imported."""
        folder = Path(str(self._context.prefs.get("export.folder", str(Path.home()))))
        name = f"{tr('Inspections and deadlines')}.ics".replace(" ", "_")
        dialog = QFileDialog(self._host, tr("Export to a calendar"), str(folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen), mine=mine))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path, *, mine: bool) -> None:
        """Write the file."""
        context = self._context
        service = context.services.calendar_files
        context.prefs.set("export.folder", str(path.parent))

        def finished(result: "ExportResult") -> None:
            told = tr("{name} written: {n} dates. Import it again later to update them.")
            context.notify.toast(told.format(name=path.name, n=f"{result.rows:,}"))

        context.worker.job(
            lambda _job: service.write(path, mine_only=mine),
            tr("Export {name}").format(name=path.name),
            finished,
            context.notify.error,
        )
