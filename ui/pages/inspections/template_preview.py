"""The printed sheet beside the editor: the very pages, drawn anew a moment after each change."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from facilities_app.services.template_preview import SheetPreview
from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.template_state import TemplateState
from ui.widgets import drawing
from ui.widgets.photo_viewer import PhotoViewer

DEBOUNCE_MS = 250
_PIXELS = 1240  # 150 dpi: sharp enough to be looked at large
_GAP = 10


class TemplatePreview(QScrollArea):
    """Asks for the pages a moment after ``soon`` was called last. The item at hand is marked and kept in sight."""

    drawn = Signal()

    def __init__(self, context: UiContext, state: TemplateState) -> None:
        super().__init__()
        self._context, self._state = context, state
        self._is_drawing = self._is_stale = False
        self.found: SheetPreview | None = None
        self.sheet = _Pages(self._view)
        self.setWidgetResizable(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Preview of the printed sheet"))
        whole = QWidget()
        whole.setProperty("plain", True)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        column.addStretch(1)
        self.setWidget(whole)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(DEBOUNCE_MS)
        self.timer.timeout.connect(self.read)

    def soon(self) -> None:
        """Something was changed."""
        self.timer.start()

    def read(self) -> None:
        """Draw the sheet now, beside the window."""
        self.timer.stop()
        if self._is_drawing:  # on a busy machine an older page is better than none
            self._is_stale = True
            return
        self._is_drawing, self._is_stale = True, False
        draft, templates = self._state.draft, self._context.services.templates
        self._context.worker.read_long(
            lambda _task: templates.preview(draft, _PIXELS), self._on_drawn, self._on_failed
        )

    def mark(self) -> None:
        """Mark the item at hand and bring it into sight."""
        place = self.found.places.get(self._state.at + 1) if self.found is not None else None
        self.sheet.set_mark(place)
        if place is not None:
            box = self.sheet.marked()
            self.ensureVisible(int(box.center().x()), int(box.center().y()), 0, int(box.height()) + 60)

    def _on_failed(self, error: BaseException) -> None:
        self._is_drawing = False
        self._context.notify.error(error)

    def _on_drawn(self, found: SheetPreview) -> None:
        self._is_drawing = False
        if self._is_stale:
            self.read()
        self.found = found
        self.sheet.set_pages([QImage.fromData(page) for page in found.pages])
        self.mark()
        self.drawn.emit()

    def _view(self, page: int) -> None:
        """A page over the whole window."""
        pages = self.sheet.pages
        viewer = PhotoViewer(self.window())
        viewer.closed.connect(viewer.deleteLater)
        names = [
            tr("Page {page} of {pages}").format(page=at + 1, pages=len(pages)) for at in range(len(pages))
        ]
        viewer.show_photos(names, lambda at: pages[at], page)


class _Pages(QWidget):
    """Pages below each other, as wide as there is room; a click opens one large."""

    def __init__(self, view: "object") -> None:
        super().__init__()
        self._view = view
        self.pages: list[QImage] = []
        self._mark: tuple[int, float, float] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_pages(self, pages: list[QImage]) -> None:
        """Show other pages."""
        self.pages = pages
        self._fit()
        self.update()

    def set_mark(self, mark: tuple[int, float, float] | None) -> None:
        """Mark a band of a page, or nothing."""
        self._mark = mark
        self.update()

    def marked(self) -> QRectF:
        """Where the mark lies."""
        if self._mark is None or self._mark[0] >= len(self.pages):
            return QRectF()
        page, top, bottom = self._mark
        box = self._boxes()[page]
        return QRectF(box.left(), box.top() + top * box.height(), box.width(), (bottom - top) * box.height())

    def sizeHint(self) -> QSize:
        """As high as the pages."""
        return QSize(300, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages' shape."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the page."""
        for at, box in enumerate(self._boxes()):
            if box.contains(event.position()) and callable(self._view):
                self._view(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages and the mark."""
        current = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.pages:
            words = tr("The sheet is being drawn…")
            room = self.rect().adjusted(_GAP, _GAP, -_GAP, 0)
            drawing.text(painter, room, words, current.text2, "small")
        for image, box in zip(self.pages, self._boxes(), strict=True):
            drawing.shadow(painter, box.toRect(), 2, 6)
            ratio = self.devicePixelRatioF()
            size = (box.size() * ratio).toSize()
            smooth = Qt.TransformationMode.SmoothTransformation
            drawn = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            painter.drawImage(box, drawn)
        mark = self.marked()
        if mark.isValid():
            painter.fillRect(
                mark.adjusted(mark.width() * 0.09, 0, -mark.width() * 0.07, 0),
                drawing.faded(current.accent, 0.14),
            )
        painter.end()

    def _boxes(self) -> list[QRectF]:
        boxes, y, width = [], float(_GAP), float(max(1, self.width() - 2 * _GAP))
        for image in self.pages:
            height = width * image.height() / max(1, image.width())
            boxes.append(QRectF(_GAP, y, width, height))
            y += height + _GAP
        return boxes

    def _fit(self) -> None:
        boxes = self._boxes()
        self.setMinimumHeight(int(boxes[-1].bottom()) + _GAP if boxes else 4 * _GAP)
