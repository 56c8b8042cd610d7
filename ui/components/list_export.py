"""Export what I see: the rows, columns and order of the moment, as a workbook, paper or plain text."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from facilities_app import scratch
from facilities_app.domain.dates import roc_year
from facilities_app.domain.lists import ListQuery, ListSource
from resources.texts import tr
from ui import icons
from ui.context import UiContext

if TYPE_CHECKING:
    from facilities_app.services.exports import ExportResult

KINDS = (("xlsx", "file-spreadsheet"), ("pdf", "file-text"), ("csv", "table"))


class ListExport(QObject):
    """Asks where to, then writes as a job; ``seen`` tells query and columns of the moment."""

    def __init__(
        self,
        context: UiContext,
        source: ListSource,
        seen: Callable[[], tuple[ListQuery, Sequence[str]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._source, self._seen, self._host = context, source, seen, parent

    def menu(self) -> QMenu:
        """Excel, PDF or CSV."""
        menu = QMenu(self._host)
        names = {"xlsx": tr("Excel workbook"), "pdf": tr("PDF, ready to print"), "csv": tr("CSV, plain text")}
        for kind, icon in KINDS:
            action = menu.addAction(icons.icon(icon), names[kind])
            action.triggered.connect(lambda _=False, kind=kind: self.ask(kind))
        return menu

    def file_name(self, kind: str) -> str:
        """The name proposed, as 1151123_報修清單.xlsx."""
        today = self._context.clock.today()
        title = tr(self._source.info.title).replace("/", "_").replace(" ", "_")
        return f"{roc_year(today):03d}{today:%m%d}_{title}.{kind}"

    def ask(self, kind: str) -> None:
        """Ask for the file, then write it."""
        folder = Path(str(self._context.prefs.get("export.folder", str(Path.home()))))
        dialog = QFileDialog(self._host, tr("Export what I see"), str(folder / self.file_name(kind)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self.file_name(kind))
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path, done: Callable[[Path], object] | None = None) -> None:
        """Write the file as a job with progress, and offer to open it; then call ``done``."""
        self._context.prefs.set("export.folder", str(path.parent))

        def finished(result: "ExportResult") -> None:
            words = tr("{name} written").format(name=path.name)
            if result.warnings:
                self._context.notify.toast(" ".join((words, *result.warnings)), tone="amber")
            else:
                self._context.notify.offer(words, tr("Open", "file"), lambda: _show(path))
            if done is not None:
                done(path)

        self._write(path, finished)

    def _write(self, path: Path, finished: "Callable[[ExportResult], None]") -> None:
        query, columns = self._seen()
        exports, code = self._context.services.exports, self._source.info.code
        style = self._context.presenter.style
        title = tr("Export {name}").format(name=path.name)
        self._context.worker.job(
            lambda job: exports.write_list(code, query, path, columns, job.step, style=style),
            title,
            finished,
            self._context.notify.error,
        )

    def preview(self) -> None:
        """Make the paper in a folder of its own and hand it to the system's viewer."""
        path = scratch.until_exit() / self.file_name("pdf")

        def finished(_result: object) -> None:
            if not _show(path):
                self._context.notify.toast(tr("{name} written").format(name=path), tone="neutral")

        self._write(path, finished)


def _show(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
