"""What the scanned sheet says at the line one keys: a strip of the paper above the foot of the keying screen."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.keying_view import KeyingView
from ui.widgets.labels import Label
from ui.worker import Task

_HEIGHT = 84


class ScanStrip(QWidget):
    """Hangs itself into the screen; hidden while no scan shows the current item."""

    def __init__(self, context: UiContext, view: KeyingView) -> None:
        super().__init__(view)
        self._context, self._view = context, view
        self._crops: Mapping[int, bytes] = {}
        self._task: Task | None = None
        self.paper = _Paper()
        row = QHBoxLayout(self)
        sizes = theme.current().sizes
        row.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.s)
        row.setSpacing(sizes.m)
        self.words = Label("", "secondary")
        row.addWidget(self.words)
        row.addWidget(self.paper, 1)
        self.setFixedHeight(_HEIGHT)
        self.hide()
        column = view.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(column.count() - 2, self)
        view.lines.arrived.connect(lambda _: self._show())
        view.side.photos_changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Look at the scans anew."""
        if self._task is not None:
            self._task.cancel()
        services, form = self._context.services, self._view.state.form
        if not form.task_id:
            return

        def crops() -> Mapping[int, bytes]:
            photos = services.attachments.list("inspection_tasks", form.task_id)
            return services.sheet_crops.of_form(replace(form, photos=photos))

        self._task = self._context.worker.read(crops, self._on_read, self._context.notify.error)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, with a hairline towards the lines."""
        current = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.surface)
        painter.fillRect(0, 0, self.width(), 1, current.line)
        painter.end()

    def _on_read(self, crops: Mapping[int, bytes]) -> None:
        self._crops = crops
        self._show()

    def _show(self) -> None:
        item = self._view.lines.current()
        png = self._crops.get(item.position) if item is not None else None
        self.setVisible(png is not None)
        if item is not None and png is not None:
            words = tr("Scan, item {position}").format(position=item.position)
            self.words.setText(words)
            self.setAccessibleName(words)
            self.paper.set_picture(QImage.fromData(png))


class _Paper(QWidget):
    """A piece of paper, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_picture(self, image: QImage) -> None:
        """Show this piece."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the strip gives."""
        return QSize(theme.current().sizes.sheet, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper with a hairline around it."""
        if self._image.isNull():
            return
        fitted = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, (self.height() - fitted.height()) / 2, fitted.width(), fitted.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._image)
        painter.setPen(theme.current().line)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()
