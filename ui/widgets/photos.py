"""Photos of a record: a strip of thumbnails that takes drops and pastes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from resources.texts import tr, trn
from ui import icons, theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton, PaintedButton
from ui.widgets.tips import plain_tip

COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Photo:
    """A thumbnail: its key, its small picture (None while it loads, or for a document), its caption."""

    key: object
    image: QImage | None = None
    caption: str = ""
    icon: str = "image"


def files_in(mime: QMimeData) -> list[str | QImage]:
    """What a drop or paste carries: paths of local files, or the picture itself."""
    paths: list[str | QImage] = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if paths:
        return paths
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return [image]
    return []


class PhotoStrip(QWidget):
    """Thumbnails, four across and 52 high, with a tile to add more by click, drop or Ctrl+V.

    With ``most`` only so many are shown until ``unfold``; ``unfolded`` tells of it.
    """

    files_dropped = Signal(list)
    add_requested = Signal()
    opened = Signal(int)
    removed = Signal(object)
    menu_asked = Signal(int, QPoint)
    unfolded = Signal()

    def __init__(
        self,
        photos: Sequence[Photo] = (),
        *,
        columns: int = COLUMNS,
        most: int = 0,
        addable: bool = True,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._addable, self._removable = columns, addable, removable
        self._most, self._tiles = most, dict[object, _Thumb]()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().sizes.s)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.setAcceptDrops(addable)
        self.setAccessibleName(tr("Photos"))
        self.set_photos(photos)

    def set_photos(self, photos: Sequence[Photo]) -> None:
        """Show other photos, folded if they are many."""
        self.photos = tuple(photos)
        count = len(self.photos)
        self._lay(self._most if self._most and count > self._most + 1 else count)

    def set_editable(self, editable: bool) -> None:
        """Whether photos come and go, or are only looked at."""
        if editable != self._addable:
            self._addable = self._removable = editable
            self.setAcceptDrops(editable)
            self.set_photos(self.photos)

    def shown(self) -> int:
        """How many of them have a tile."""
        return len(self._tiles)

    def set_image(self, key: object, image: QImage) -> None:
        """The small picture of a photo is here."""
        if key in self._tiles:
            self._tiles[key].set_image(image)

    def unfold(self) -> None:
        """Show all of them."""
        place = len(self._tiles)
        self._lay(len(self.photos))
        self.unfolded.emit()
        item = self._grid.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay(self, count: int) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._tiles.clear()
        for place, photo in enumerate(self.photos[:count]):
            tile = _Thumb(photo, self._removable)
            tile.clicked.connect(lambda _=False, place=place: self.opened.emit(place))
            tile.menu_asked.connect(lambda at, place=place: self.menu_asked.emit(place, at))
            tile.removed.connect(lambda key=photo.key: self.removed.emit(key))
            self._tiles[photo.key] = tile
            self._put(tile)
        if count < len(self.photos):
            more = _MoreTile(len(self.photos) - count)
            more.clicked.connect(self.unfold)
            self._put(more)
        if self._addable:
            add = _AddTile()
            add.clicked.connect(self.add_requested)
            self._put(add)

    def _put(self, tile: QWidget) -> None:
        place = self._grid.count()
        self._grid.addWidget(tile, place // self._columns, place % self._columns)

    def paste(self) -> bool:
        """Take what the clipboard holds; whether it held a picture or files."""
        found = files_in(QGuiApplication.clipboard().mimeData())
        if found:
            self.files_dropped.emit(found)
        return bool(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes."""
        if self._addable and event.matches(QKeySequence.StandardKey.Paste) and self.paste():
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        found = files_in(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.files_dropped.emit(found)


class _Thumb(PaintedButton):
    """One thumbnail, cropped to its tile, with its caption below."""

    removed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, photo: Photo, removable: bool) -> None:
        super().__init__()
        self._photo, self._removable = photo, removable
        self.setAccessibleName(photo.caption or tr("Photo"))
        self.setToolTip(plain_tip(photo.caption))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if removable:
            self._cross = IconButton("circle-x", tr("Remove photo"), parent=self)
            self._cross.clicked.connect(self.removed)

    def set_image(self, image: QImage) -> None:
        """Show this picture from now on."""
        self._photo = replace(self._photo, image=image)
        self.update()

    def sizeHint(self) -> QSize:
        """The tile, and a line for the caption if there is one."""
        sizes = theme.current().sizes
        below = sizes.icon_large - 2 if self._photo.caption else 0
        return QSize(sizes.thumb + sizes.xl, sizes.thumb + below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross in its corner."""
        super().resizeEvent(event)
        if self._removable:
            side = theme.current().sizes.pill
            self._cross.setGeometry(self.width() - side, 0, side, side)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right mouse button, or the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(self.mapToGlobal(self.rect().bottomLeft()) if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes."""
        if self._removable and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture or icon, and the caption."""
        current = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tile = QRect(0, 0, self.width(), current.sizes.thumb)
        image = self._photo.image
        drawing.rounded(painter, tile, current.sizes.radius, current.surface2)
        if image is None or image.isNull():
            icons.paint(painter, self._photo.icon, tile, "text2", current.sizes.icon_large - 2)
        else:
            painter.save()
            path = QPainterPath()
            path.addRoundedRect(QRectF(tile), current.sizes.radius, current.sizes.radius)
            painter.setClipPath(path)
            painter.drawImage(tile, image, cover(image.size(), tile.size()))
            painter.restore()
        if self._photo.caption:
            room = QRect(0, current.sizes.thumb + 2, self.width(), current.sizes.icon_large - 2)
            drawing.text(painter, room, self._photo.caption, current.text2, "caption")
        if self.ringed or self.hovered:
            width = 2.0 if self.ringed else 1.0
            drawing.rounded(painter, tile, current.sizes.radius, None, current.accent, width)
        painter.end()


class _MoreTile(PaintedButton):
    """Tells how many more there are, and shows them."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setText(f"+{count}")
        self.setAccessibleName(trn("Show {n} more photo", "Show {n} more photos", count))
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As a thumbnail."""
        sizes = theme.current().sizes
        return QSize(sizes.thumb + sizes.xl, sizes.thumb)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the count."""
        current = theme.current()
        painter = QPainter(self)
        line = current.accent if self.ringed or self.hovered else None
        width = 2 if self.ringed else 1
        drawing.rounded(painter, self.rect(), current.sizes.radius, current.surface2, line, width)
        middle = Qt.AlignmentFlag.AlignCenter
        drawing.text(painter, self.rect(), self.text(), current.text2, "body", drawing.MEDIUM, middle)
        painter.end()


class _AddTile(PaintedButton):
    """The dashed tile that adds a photo."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Add photo"))
        self.setToolTip(tr("Click, drop files here, or paste with Ctrl+V"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As a thumbnail."""
        sizes = theme.current().sizes
        return QSize(sizes.thumb + sizes.xl, sizes.thumb)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed tile."""
        current = theme.current()
        painter = QPainter(self)
        lit = self.hovered or self.ringed
        line = current.accent if lit else current.text3
        fill = current.accent_bg if self.hovered else current.surface
        drawing.rounded(painter, self.rect(), current.sizes.radius, fill, line, 2 if self.ringed else 1, True)
        icons.paint(
            painter, "image-plus", self.rect(), "accent" if lit else "text2", current.sizes.icon_large - 2
        )
        painter.end()


def cover(image: QSize, tile: QSize) -> QRect:
    """The middle part of an image that fills a tile without distortion."""
    scale = max(tile.width() / max(1, image.width()), tile.height() / max(1, image.height()))
    width, height = round(tile.width() / scale), round(tile.height() / scale)
    return QRect((image.width() - width) // 2, (image.height() - height) // 2, width, height)
