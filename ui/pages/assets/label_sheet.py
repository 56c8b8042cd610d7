"""列印標籤: on which sheet, from which label on, with which codes; one label is shown as it will be printed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.reports.label_data import SHEETS, LabelCodes
from facilities_app.services.labels_sheets import DEFAULT_SHEET, LabelPreview
from resources.texts import tr, trn
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.components.papers import write_paper
from ui.context import UiContext
from ui.pages.assets.start_cell import StartCell, known_sheet, sheet_words
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.worker import Task

KEPT = "labels.choice"
"""Sheet, codes and the first free label of the sheet that was begun last."""

_WIDE = 300  # of the picture, in pixels of the screen


class LabelsSheet(FormSheet):
    """Prints labels of these assets. The last choice comes back, behind the labels printed then."""

    def __init__(self, context: UiContext, host: QWidget, asset_ids: Sequence[int]) -> None:
        note = trn("{n} asset", "{n} assets", len(asset_ids))
        super().__init__(context, host, tr("Print labels"), note, save=tr("Make the PDF"))
        self._ids = tuple(asset_ids)
        self._task: Task | None = None
        self._found: LabelPreview | None = None
        kept = context.prefs.get(KEPT, {})
        kept = kept if isinstance(kept, dict) else {}
        self.sheet = QComboBox()
        for code, sheet in SHEETS.items():
            self.sheet.addItem(sheet_words(sheet), code)
        self.sheet.setCurrentIndex(self.sheet.findData(known_sheet(kept.get("sheet"), DEFAULT_SHEET)))
        choices = (
            Segment(LabelCodes.BOTH.value, tr("Both")),
            Segment(LabelCodes.QR.value, tr("QR code")),
            Segment(LabelCodes.BAR.value, tr("Bar code")),
        )
        codes = kept.get("codes")
        codes = codes if codes in list(LabelCodes) else LabelCodes.BOTH.value
        self.codes = SegmentedControl(choices, codes, name=tr("Codes"))
        self.start = StartCell(SHEETS[self.sheet.currentData()])
        self.start.show_count(len(self._ids))
        self.start.set_value(kept.get("start", 1) if isinstance(kept.get("start", 1), int) else 1)
        self._begun = self.start.value() > 1
        self.picture = _Picture()
        self.words = Label("", "secondary", wrap=True)
        self._lay()
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.codes.changed.connect(lambda _: self._read())
        self.start.changed.connect(lambda _: self._show_words())
        self._on_sheet()

    def save(self) -> None:
        """Write the sheets and offer to open them."""
        sheets, ids = self.context.services.label_sheets, self._ids
        sheet, codes, start = self._sheet_code(), self._codes(), self.start.value()
        after = (start - 1 + len(ids)) % SHEETS[sheet].count + 1
        self.context.prefs.set(KEPT, {"sheet": sheet, "codes": codes.value, "start": after})
        title = tr("Asset labels")
        write_paper(
            self.context,
            title,
            title,
            lambda path, _job: sheets.write(path, ids=ids, sheet=sheet, start=start, codes=codes),
        )
        self.dismiss()

    def preview(self) -> LabelPreview | None:
        """What is shown; None while it is drawn."""
        return self._found

    def _lay(self) -> None:
        sizes = theme.current().sizes
        self.lay(self.add("sheet", tr("Label sheet (A4)"), self.sheet))
        self.lay(self.add("codes", tr("Codes"), self.codes))
        row, right = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(sizes.l)
        row.addWidget(self.add("start", tr("First label"), self.start), 0, Qt.AlignmentFlag.AlignTop)
        right.setSpacing(sizes.s)
        right.addWidget(self.add("picture", tr("So it will look"), self.picture))
        right.addWidget(self.words)
        right.addStretch(1)
        row.addLayout(right, 1)
        self.body.addLayout(row)

    def _sheet_code(self) -> str:
        return str(self.sheet.currentData())

    def _codes(self) -> LabelCodes:
        return LabelCodes(self.codes.value() or LabelCodes.BOTH.value)

    def _on_sheet(self) -> None:
        self.start.show_sheet(SHEETS[self._sheet_code()])
        self._read()

    def _read(self) -> None:
        if self._task is not None:
            self._task.cancel()
        sheets, ids, sheet, codes = (
            self.context.services.label_sheets,
            self._ids,
            self._sheet_code(),
            self._codes(),
        )
        width = round(_WIDE * max(2.0, self.devicePixelRatioF()))
        self._found = None
        self._task = self.context.worker.read(
            lambda: sheets.preview(ids=ids, sheet=sheet, codes=codes, width=width),
            self._on_drawn,
            self.context.notify.error,
        )

    def _on_drawn(self, found: LabelPreview) -> None:
        self._found = found
        self.start.show_count(found.labels)
        self.picture.show_label(QImage.fromData(found.picture))
        self._show_words()

    def _show_words(self) -> None:
        found = self._found
        if found is None:
            return
        pages = SHEETS[self._sheet_code()].pages(found.labels, self.start.value())
        labels = trn("{n} label", "{n} labels", found.labels)
        told = [tr("{labels} on {pages}").format(labels=labels, pages=trn("{n} page", "{n} pages", pages))]
        told.append(self.start.accessibleDescription())
        if self._codes() is not LabelCodes.QR and found.barred < found.labels:
            without = trn("{n} label", "{n} labels", found.labels - found.barred)
            told.append(tr("{labels} without room for a bar code: QR code only.").format(labels=without))
        if self._begun:
            told.append(tr("It goes on behind the labels printed last; Home goes to the first."))
        self.words.setText("\n".join(told))
        self.picture.setAccessibleDescription(" ".join(told))


class _Picture(QWidget):
    """One label, black on white paper in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(tr("So it will look"))
        self.setFixedSize(QSize(_WIDE + 2, round(_WIDE * 0.62)))

    def show_label(self, image: QImage) -> None:
        """Show this one."""
        self._image = image
        self.setFixedHeight(image.height() * _WIDE // max(1, image.width()) + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label with the edge along which it is torn off."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(self.rect().adjusted(1, 1, -1, -1), self._image)
        painter.setPen(theme.current().text3)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
