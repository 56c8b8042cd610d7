"""How an item is done, below it while it has the focus: its guidance, and its picture on demand."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilities_app.domain.keying import KeyingItem
from resources.texts import tr
from ui import theme
from ui.components.record_photos import read_picture
from ui.context import UiContext
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Label
from ui.widgets.photo_viewer import PhotoViewer
from ui.widgets.surfaces import IconView


class GuidanceLine(QWidget):
    """``view`` opens the picture over the window."""

    def __init__(self, context: UiContext, item: KeyingItem) -> None:
        super().__init__()
        self._context, self._item = context, item
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(22 + sizes.m, 0, 0, sizes.xs)
        row.setSpacing(sizes.s)
        row.addWidget(IconView("info", "text2", sizes.icon_small), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(item.guidance, "secondary", wrap=True), 1)
        self.button = GhostButton(tr("Picture", "guidance"), "image", key="F4", on_click=self.view)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.button.setVisible(item.picture_id is not None)
        self.hide()

    def is_needed(self) -> bool:
        """Whether there is anything to say."""
        return bool(self._item.guidance) or self._item.picture_id is not None

    def view(self) -> None:
        """Show the picture."""
        if self._item.picture_id is not None:
            read = partial(self._context.services.templates.pictures.path_of, self._item.picture_id)
            self._context.worker.read(
                lambda: read_picture(str(read())), self._show, self._context.notify.error
            )

    def _show(self, image: QImage) -> None:
        viewer = PhotoViewer(self.window())
        viewer.closed.connect(viewer.deleteLater)
        viewer.show_photos([f"{self._item.position} {self._item.text}"], lambda _at: image)
