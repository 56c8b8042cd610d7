"""Marks a repair's photo as taken before or after the work."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.rows import PhotoRow
from facilities_app.domain.work import PhotoStage
from resources.texts import tr
from ui import icons
from ui.context import UiContext


def open_photo_menu(context: UiContext, host: QWidget, photo: PhotoRow, at: QPoint) -> QMenu:
    """A menu at ``at`` (on the screen): before, after, or neither."""
    menu = QMenu(host)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    choices = [
        (PhotoStage.BEFORE, tr("Before work"), "camera"),
        (PhotoStage.AFTER, tr("After work"), "circle-check"),
    ]
    for stage, words, icon in choices:
        if photo.caption != stage.value:
            _entry(
                context, menu, (icon, words), partial(context.services.work.mark_photo, photo.link_id, stage)
            )
    if photo.caption in tuple(PhotoStage):
        take_off = partial(context.services.work.mark_photo, photo.link_id, None)
        _entry(context, menu, ("x", tr("Take the mark off")), take_off)
    menu.popup(at)
    return menu


def _entry(context: UiContext, menu: QMenu, look: tuple[str, str], change: partial[Outcome[int]]) -> None:
    icon, words = look
    menu.addAction(icons.icon(icon), words).triggered.connect(lambda _=False: context.change(change))
