"""Photos of one item of a sheet: pasted, or chosen as files, under the item's number and name."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from facilities_app.domain.keying import KeyingItem
from facilities_app.services.photo_words import no_photo_words
from resources.texts import tr
from ui.components.record_photos import ask_for_files, png
from ui.context import UiContext
from ui.notify import Answer


def add_photos(
    context: UiContext,
    parent: QWidget,
    task_id: int,
    caption: str,
    found: Sequence[object],
    done: Callable[[], object],
) -> None:
    """Attach what was pasted; with nothing pasted ask for files. ``done`` is called after each."""
    attachments = context.services.attachments
    if not found:
        again = partial(add_photos, context, parent, task_id, caption)
        ask_for_files(parent, lambda chosen: again(chosen, done) if chosen else None)
        return
    paths = [Path(one) for one in found if isinstance(one, str)]
    if paths:
        add = partial(attachments.add_files, "inspection_tasks", task_id, paths, caption)
        context.change(add, parent, lambda _: done())
    for image in (one for one in found if isinstance(one, QImage)):
        paste = partial(attachments.add_image, "inspection_tasks", task_id, png(image), "", caption)
        context.change(paste, parent, lambda _: done())


def ask_for_photos(
    context: UiContext,
    bare: tuple[KeyingItem, ...],
    go_on: Callable[[], object],
    add: Callable[[KeyingItem], object],
) -> None:
    """What failed has no photo, though the paper asks for one: add it, or finish and have the result say so."""
    words = tr("The sheet says: {rule}").format(rule=tr("A fail needs a note and a photo."))
    context.notify.ask(
        tr("What failed has no photo"),
        f"{no_photo_words(bare)}\n{words}",
        Answer(tr("Finish all the same"), go_on),
        Answer(tr("Add a photo"), lambda: add(bare[0]), primary=True),
    )
