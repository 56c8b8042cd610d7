"""A record's photos and documents: thumbnails, adding by drop, paste or file, the viewer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QImageReader, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from facilities_app.domain.errors import DomainError
from facilities_app.domain.rows import PhotoRow
from facilities_app.domain.work import PhotoStage
from resources.texts import tr
from ui.context import UiContext
from ui.widgets.photo_viewer import PhotoViewer
from ui.widgets.photos import Photo, PhotoStrip
from ui.worker import Task

THUMB_PIXELS = 256
FOLDED_ROWS = 3
"""Hundreds of photos would push everything else out of sight; a tile shows the rest."""
_VIEW_PIXELS = 2560

Found = str | QImage
"""What a drop or paste carries: the path of a file, or the picture itself."""


class RecordPhotos(QWidget):
    """What is attached to one record of ``entity`` (its table). Adding says so with Undo; a refused file says why."""

    changed = Signal()
    menu_asked = Signal(object, QPoint)  # the PhotoRow, and where on the screen

    def __init__(
        self, context: UiContext, entity: str, *, columns: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._entity = context, entity
        self._id, self._editable = 0, True
        self._rows: tuple[PhotoRow, ...] = ()
        self._images: dict[int, QImage] = {}
        self._tasks: list[Task] = []
        self.strip = PhotoStrip(columns=columns, most=columns * FOLDED_ROWS - 2, removable=True)
        self.strip.unfolded.connect(self._read_thumbnails)
        self.strip.files_dropped.connect(self.add)
        self.strip.add_requested.connect(self.choose_files)
        self.strip.opened.connect(self.view)
        self.strip.removed.connect(self._on_removed)
        self.strip.menu_asked.connect(lambda place, at: self.menu_asked.emit(self._rows[place], at))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.strip.paste)

    def show_record(self, entity_id: int, rows: Sequence[PhotoRow]) -> None:
        """Show the photos of a record; their thumbnails follow, of those in sight."""
        if (entity_id, tuple(rows)) == (self._id, self._rows):
            return
        if entity_id != self._id:
            self._images.clear()
        self._id, self._rows = entity_id, tuple(rows)
        self._show()
        # Later: decoding would slow down what the pane still has to lay out.
        QTimer.singleShot(0, self, self._read_thumbnails)

    def set_editable(self, editable: bool) -> None:
        """Whether photos come and go, or are only looked at."""
        self._editable = editable
        self.strip.set_editable(editable)

    def add(self, found: Sequence[Found]) -> None:
        """Attach files and pictures to the record shown."""
        if self._id and self._editable:
            attach(self._context, self._entity, self._id, found, self, self.changed.emit)

    def choose_files(self) -> None:
        """Ask for files, beside the window."""
        ask_for_files(self, self.add)

    def view(self, place: int) -> None:
        """Open a photo over the window, or a document in its own program."""
        row = self._rows[place]
        if not row.is_image:
            copy = partial(self._context.services.attachments.reading_copy, row.id)
            self._context.worker.read(copy, _open, self._context.notify.error)
            return
        shown = [photo for photo in self._rows if photo.is_image]
        viewer = PhotoViewer(self.window())
        viewer.closed.connect(viewer.deleteLater)
        captions = [_words(photo.caption) or photo.name for photo in shown]
        viewer.show_photos(captions, lambda at: read_picture(shown[at].path), shown.index(row))

    def _show(self) -> None:
        photos = [
            Photo(
                row.link_id,
                self._images.get(row.id),
                _words(row.caption),
                "image" if row.is_image else "file-text",
            )
            for row in self._rows
        ]
        self.strip.set_photos(photos)

    def _read_thumbnails(self) -> None:
        """Where they keep no page waiting; what is out of sight by then is not read."""
        for task in self._tasks:
            task.cancel()
        self._tasks = [
            self._context.worker.read_long(
                partial(_thumbnail, self._context, row.id),
                partial(self._on_thumbnail, row),
                self._on_no_thumbnail,
            )
            for row in self._rows[: self.strip.shown()]
            if row.is_image and row.id not in self._images
        ]

    def _on_thumbnail(self, row: PhotoRow, image: QImage) -> None:
        self._images[row.id] = image
        self.strip.set_image(row.link_id, image)

    def _on_no_thumbnail(self, error: BaseException) -> None:
        """Where no small picture can be made the icon stays; anything else is a fault of ours."""
        if not isinstance(error, DomainError):
            self._context.notify.error(error)

    def _on_removed(self, link_id: int) -> None:
        attachments = self._context.services.attachments
        self._context.change(partial(attachments.remove, link_id), self, lambda _: self.changed.emit())


def _words(caption: str) -> str:
    """A caption as people read it: the marks of a repair's photos are told in the language of the moment."""
    return {
        PhotoStage.BEFORE.value: tr("Before work"),
        PhotoStage.AFTER.value: tr("After work"),
    }.get(caption, caption)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def attach(
    context: UiContext,
    entity: str,
    entity_id: int,
    found: Sequence[Found],
    initiator: object = None,
    done: Callable[[], object] | None = None,
    refused: Callable[[DomainError], object] | None = None,
) -> None:
    """Attach files in one step and each pasted picture in another. A refusal is told and loses nothing else."""
    attachments = context.services.attachments

    def failed(error: BaseException) -> None:
        if refused is not None and isinstance(error, DomainError):
            refused(error)
        else:
            context.notify.error(error)

    def landed(_: object) -> None:
        if done is not None:
            done()

    paths = [Path(one) for one in found if isinstance(one, str)]
    if paths:
        context.change(partial(attachments.add_files, entity, entity_id, paths), initiator, landed, failed)
    for image in (one for one in found if isinstance(one, QImage)):
        context.change(
            partial(attachments.add_image, entity, entity_id, png(image)), initiator, landed, failed
        )


def ask_for_files(parent: QWidget, then: Callable[[list[Found]], object]) -> None:
    """Let a person choose files; ``then`` is called with their paths."""
    dialog = QFileDialog(parent, tr("Choose photos or documents"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then(list(names)))
    dialog.open()


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def read_picture(path: str, longest: int = _VIEW_PIXELS) -> QImage:
    """A picture file, upright, no larger than a screen needs; a null image if it cannot be read."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _thumbnail(context: UiContext, attachment_id: int, _task: Task) -> QImage:
    return read_picture(
        str(context.services.attachments.thumbnail(attachment_id, THUMB_PIXELS)), THUMB_PIXELS
    )
