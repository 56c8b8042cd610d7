"""A ticket of two faults becomes two: what the new one is about, and which notes and photos go there."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import TicketDetail
from facilities_app.services.ticket_merging import Split
from resources.texts import tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.components.moments import moment_words
from ui.components.record_photos import read_picture
from ui.context import UiContext
from ui.pages.tickets.repair_target import TargetPicker
from ui.worker import Task

_LONGEST = 60


class SplitSheet(FormSheet):
    """Space chooses notes and photos, Ctrl+Enter splits. The ticket's own asset or place is taken already."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail) -> None:
        super().__init__(context, host, tr("Split a ticket"), detail.number, save=tr("Split off", "ticket"))
        self._detail = detail
        self.summary = self.line(longest=200)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.current().sizes.control * 2)
        self.target = TargetPicker(context)
        kind, key = ("asset", detail.asset_id) if detail.asset_id else ("place", detail.place_id)
        self.target.take_by_id(kind, int(key))
        self.fields["target"] = self.target.field
        self.lay(self.add("summary", tr("Subject"), self.summary, required=True))
        self.lay(self.target)
        self.lay(self.add("description", tr("What is wrong"), self.words))
        self.notes = {
            event.id: self._box(event.text, moment_words(event.at, context.clock.today(), context.presenter))
            for event in detail.events
            if event.kind in ("note", "call") and event.at is not None
        }
        self.photos = {
            row.link_id: self._box(row.caption or row.name, context.presenter.moment(row.added_at))
            for row in detail.photos
        }
        for row in detail.photos:
            if row.is_image:
                self._picture(row.id, self.photos[row.link_id])
        self._lay_boxes("notes", tr("Notes that go along"), list(self.notes.values()))
        self._lay_boxes("photos", tr("Photos that go along"), list(self.photos.values()))
        self.body.addStretch(1)
        self.closed.connect(self.deleteLater)

    def save(self) -> None:
        """Make the new ticket."""
        self.clear_errors()
        hit = self.target.hit
        if hit is None:
            self.refuse("target", self.context.notify.sentence(Invalid("ticket.needs_place")))
            return
        is_asset = hit.kind == "asset"
        part = Split(
            self.summary.text(),
            self.words.toPlainText(),
            asset_id=hit.id if is_asset else None,
            place_id=None if is_asset else hit.id,
            event_ids=_ticked(self.notes),
            photo_ids=_ticked(self.photos),
        )
        split = self.context.services.merging.split
        self.submit(partial(split, self._detail.id, part, version=self._detail.version))

    def _picture(self, attachment_id: int, box: QCheckBox) -> None:
        """A name such as IMG_0042 tells nobody which one it is."""
        side = theme.current().sizes.thumb
        box.setIconSize(QSize(side, side))

        def shown(image: QImage) -> None:
            box.setIcon(QIcon(QPixmap.fromImage(image)))

        thumbnail = self.context.services.attachments.thumbnail

        def read(_task: Task) -> QImage:
            return read_picture(str(thumbnail(attachment_id, side)), side * 2)

        self.context.worker.read_long(read, shown, lambda _error: None)  # the name stays

    def _lay_boxes(self, key: str, title: str, boxes: list[QCheckBox]) -> None:
        if not boxes:
            return
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().sizes.xs)
        for box in boxes:
            column.addWidget(box)
        self.lay(self.add(key, title, holder))

    @staticmethod
    def _box(text: str, when: str) -> QCheckBox:
        line = " ".join(text.split())
        short = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
        box = QCheckBox(f"{short}　{when}")
        box.setAccessibleName(box.text())
        return box


def _ticked(boxes: dict[int, QCheckBox]) -> tuple[int, ...]:
    return tuple(key for key, box in boxes.items() if box.isChecked())
