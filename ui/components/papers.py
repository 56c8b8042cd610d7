"""Papers made from the window: written into the export folder as a job, then offered to be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from facilities_app.domain.dates import roc_code
from facilities_app.services.jobs import JobContext
from resources.texts import tr
from ui.context import UiContext

FOLDER = "export.folder"
Write = Callable[[Path, JobContext], Any]


def export_folder(context: UiContext) -> Path:
    """Where files go unless a person says otherwise: the folder of the last export, else Documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    found = Path(str(context.prefs.get(FOLDER, documents or str(Path.home()))))
    return found if found.is_dir() else Path.home()


def write_paper(context: UiContext, name: str, title: str, write: Write) -> None:
    """Run ``write(path, job)`` beside the window with a free name such as 1151123_修繕派工單.pdf; offer to open it."""
    path = free_name(export_folder(context) / f"{roc_code(context.clock.today())}_{name}.pdf")

    def done(_value: object) -> None:
        words = tr("{name} is ready").format(name=path.name)
        context.notify.offer(words, tr("Open", "file"), lambda: show_file(path))

    context.worker.job(lambda job: write(path, job), title, done, context.notify.error)


def show_file(path: Path) -> None:
    """Hand a file to the system's own viewer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def free_name(path: Path) -> Path:
    """This name, or the same with a count where a file of it is there."""
    serial, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem}_{serial}")
        serial += 1
    return found
