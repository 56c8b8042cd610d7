"""The picture of an item's guidance: chosen, pasted, looked at, taken away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from facilities_app.domain.errors import DomainError
from facilities_app.services.template_pictures import Picture, picture_in, picture_of
from resources.texts import tr
from ui import theme
from ui.components.record_photos import png, read_picture
from ui.context import UiContext
from ui.pages.inspections.template_state import TemplateState
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton, PaintedButton, SecondaryButton
from ui.widgets.photo_viewer import PhotoViewer
from ui.widgets.photos import files_in

_SIDE = 56


class PictureField(QWidget):
    """``chosen`` carries the SHA-256 of the picture, "" for none; ``refused`` why a file is none."""

    chosen = Signal(str)
    refused = Signal(object)

    def __init__(self, context: UiContext, state: TemplateState) -> None:
        super().__init__()
        self._context, self._state = context, state
        self._sha = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.s)
        self.thumb = _Thumb()
        self.thumb.clicked.connect(self.view)
        self.choose = SecondaryButton(tr("Choose a picture"), "image-plus", on_click=self.ask)
        self.drop = GhostButton(tr("Take it away"), on_click=lambda: self.chosen.emit(""))
        for part in (self.thumb, self.choose, self.drop):
            row.addWidget(part)
        row.addStretch(1)
        self.setFocusProxy(self.choose)

    def show_picture(self, sha: str) -> None:
        """Show another item's picture."""
        self.drop.setVisible(bool(sha))
        self.thumb.setVisible(bool(sha))
        if sha != self._sha:
            self._sha = sha
            self.thumb.set_image(QImage())
            if sha:
                self._read(sha, self.thumb.set_image)

    def ask(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, tr("Choose a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Pictures (*.jpg *.jpeg *.png *.webp)"))
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Take the picture of a file."""
        self._context.worker.read(partial(picture_in, path), self._on_read, self._on_refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes a picture."""
        mime = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and mime is not None:
            for found in files_in(mime)[:1]:
                if isinstance(found, QImage):
                    data = png(found)
                    read = partial(picture_of, data, "image.png")
                    self._context.worker.read(read, self._on_read, self._on_refused)
                else:
                    self.take(Path(found))
            return
        super().keyPressEvent(event)

    def view(self) -> None:
        """Look at it large."""
        if self._sha:
            self._read(self._sha, self._show_large)

    def _show_large(self, image: QImage) -> None:
        viewer = PhotoViewer(self.window())
        viewer.closed.connect(viewer.deleteLater)
        viewer.show_photos([tr("Picture of the guidance")], lambda _at: image)

    def _read(self, sha: str, then: "object") -> None:
        fresh, store = self._state.pictures.get(sha), self._context.services.templates.pictures

        def read() -> QImage:
            return (
                QImage.fromData(fresh.content.data)
                if fresh is not None
                else read_picture(str(store.path(sha)))
            )

        def show(image: QImage) -> None:
            if sha == self._sha and callable(then):
                then(image)

        self._context.worker.read(read, show, self._on_refused)

    def _on_read(self, picture: Picture) -> None:
        self._state.pictures[picture.sha] = picture
        self.chosen.emit(picture.sha)

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, DomainError):
            self.refused.emit(error)
        else:
            self._context.notify.error(error)


class _Thumb(PaintedButton):
    """The picture, small."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(tr("Look at the picture"))

    def set_image(self, image: QImage) -> None:
        """Show another one."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it whole in the middle."""
        current = theme.current()
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), current.sizes.radius, current.surface2, current.line)
        if not self._image.isNull():
            from PySide6.QtCore import Qt

            ratio = self.devicePixelRatioF()
            room = QSize(int((_SIDE - 6) * ratio), int((_SIDE - 6) * ratio))
            small = self._image.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            small.setDevicePixelRatio(ratio)
            wide, high = small.width() / ratio, small.height() / ratio
            painter.drawImage(int((_SIDE - wide) / 2), int((_SIDE - high) / 2), small)
        if self.ringed:
            drawing.rounded(painter, self.rect(), current.sizes.radius, None, current.accent, 2)
        painter.end()
