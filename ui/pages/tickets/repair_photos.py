"""The photos of a repair that is not logged yet: looked at as soon as they come, refused beside the field."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from facilities_app.domain.errors import DomainError
from resources.texts import tr
from ui.components.record_photos import ask_for_files, read_picture
from ui.context import UiContext
from ui.pages.tickets import repair_draft
from ui.widgets.fields import FormField
from ui.widgets.photos import Photo, PhotoStrip, files_in
from ui.widgets.surfaces import Notice

_THUMB = 160


class RepairPhotos(QWidget):
    """``paths`` are those taken in. Reading and judging happens beside the window; ``busy`` until it is over.

    ``refusal`` says what could become no photo; the owner lays it over the whole width below.
    """

    edited = Signal()
    settled = Signal()

    def __init__(
        self, context: UiContext, title: str = "", columns: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.paths: list[str] = []
        self._images: dict[str, QImage] = {}
        self._awaited = 0
        self.strip = PhotoStrip(columns=columns, removable=True)
        self.field = FormField(title or tr("Photos"), self.strip)
        self.refusal = Notice(" ", tone="red", icon="circle-alert")
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.strip.files_dropped.connect(self.add)
        self.strip.add_requested.connect(lambda: ask_for_files(self, self.add))
        self.strip.removed.connect(self._on_removed)
        self._show()

    @property
    def busy(self) -> bool:
        """Whether something that was added is still looked at."""
        return self._awaited > 0

    def refused(self) -> str:
        """What could become no photo, and why; "" for nothing."""
        return "" if self.refusal.isHidden() else self.refusal.title.text()

    def watch(self, line: QLineEdit | QPlainTextEdit) -> None:
        """A picture or file that is pasted while the cursor stands there becomes a photo."""
        line.setAcceptDrops(False)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take in what is no text on the clipboard."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            mime = QGuiApplication.clipboard().mimeData()
            found = files_in(mime)
            if found and (mime.hasUrls() or not mime.hasText()):
                self.add(found)
                return True
        return super().eventFilter(watched, event)

    def add(self, found: Sequence[str | QImage]) -> None:
        """Take in files and pictures; what cannot become a photo is said beside the field, the others stay."""
        self._refuse("")
        for one in found:
            self._await(partial(_taken_in, self._context, one))

    def restore(self, paths: Sequence[str]) -> None:
        """Show what was taken in before."""
        self.paths = list(paths)
        self._refuse("")
        self._show()
        for path in paths:
            self._context.worker.read(partial(_small, path), partial(self._on_image, path))

    def _await(self, read: Callable[[], tuple[str, QImage]]) -> None:
        self._awaited += 1
        self._context.worker.read(read, self._on_taken_in, self._on_refused)

    def _on_taken_in(self, taken: tuple[str, QImage]) -> None:
        path, image = taken
        if path not in self.paths:
            self.paths.append(path)
        self._images[path] = image
        self._show()
        self.edited.emit()
        self._landed()

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, DomainError):
            said = [self.refused(), self._context.notify.sentence(error)]
            self._refuse("\n".join(words for words in said if words))
        else:
            self._context.notify.error(error)
        self._landed()

    def _refuse(self, words: str) -> None:
        self.refusal.set_words(words)
        self.refusal.setVisible(bool(words))

    def _landed(self) -> None:
        self._awaited -= 1
        if not self._awaited:
            self.settled.emit()

    def _on_image(self, path: str, image: QImage) -> None:
        self._images[path] = image
        self._show()

    def _on_removed(self, key: object) -> None:
        self.paths.remove(str(key))
        repair_draft.sweep([str(key)])
        self._refuse("")
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        shown = []
        for path in self.paths:
            image = self._images.get(path)
            is_picture = image is not None and not image.isNull()
            shown.append(
                Photo(path, image if is_picture else None, "", "image" if is_picture else "file-text")
            )
        self.strip.set_photos(shown)
        count = len(self.paths)
        self.field.set_hint(tr("{n} added").format(n=count) if count else tr("drop or Ctrl+V"))


def _taken_in(context: UiContext, one: str | QImage) -> tuple[str, QImage]:
    """The file of it and its small picture. Raises Invalid("attachment.…"); any thread."""
    path = repair_draft.keep_picture(one) if isinstance(one, QImage) else one
    try:
        context.services.attachments.check_file(Path(path))
    except DomainError:
        repair_draft.sweep([path])
        raise
    return path, _small(path)


def _small(path: str) -> QImage:
    return read_picture(path, _THUMB)
