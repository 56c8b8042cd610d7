"""Papers made from the window: written as a job where the last ones went, then offered to be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from facilities_app.domain.dates import roc_code
from facilities_app.services.jobs import JobContext
from resources.texts import tr
from ui.context import UiContext

FOLDER = "export.folder"
Write = Callable[[Path, JobContext], Any]
Then = Callable[[Path], object]


def export_folder(context: UiContext) -> Path:
    """Where files go unless a person says otherwise: the folder of the last export, else Documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    found = Path(str(context.prefs.get(FOLDER, documents or str(Path.home()))))
    return found if found.is_dir() else Path.home()


def folder_is_known(context: UiContext) -> bool:
    """Whether a person said before where files go, and the folder is still there."""
    kept = context.prefs.get(FOLDER)
    return bool(kept) and Path(str(kept)).is_dir()


def choose_file(context: UiContext, name: str, title: str, then: Then, host: QWidget | None = None) -> None:
    """Ask where to save; the folder is remembered, and ``then`` gets the file."""

    def chosen(file: str) -> None:
        context.prefs.set(FOLDER, str(Path(file).parent))
        then(Path(file))

    dialog = QFileDialog(host or QApplication.activeWindow(), title, str(export_folder(context) / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def place_file(context: UiContext, name: str, title: str, then: Then) -> None:
    """``then`` gets a free file of that name in the folder of the last export; the first time a person says where."""
    if folder_is_known(context):
        then(free_name(export_folder(context) / name))
    else:
        choose_file(context, name, title, then)


def offer_file(context: UiContext, path: Path) -> None:
    """Say what was written into which folder, and offer to open it."""
    words = tr("{name} was saved in {folder}").format(name=path.name, folder=path.parent)
    context.notify.offer(words, tr("Open", "file"), lambda: show_file(path))


def write_paper(context: UiContext, name: str, title: str, write: Write) -> None:
    """Write a PDF under a name such as 1151123_修繕派工單.pdf."""
    write_file(context, f"{roc_code(context.clock.today())}_{name}.pdf", title, write)


def write_file(context: UiContext, name: str, title: str, write: Write) -> None:
    """Run ``write(path, job)`` beside the window with a free name like this one; offer to open what it made."""

    def begin(path: Path) -> None:
        context.worker.job(
            lambda job: write(path, job), title, lambda _: offer_file(context, path), context.notify.error
        )

    place_file(context, name, title, begin)


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
