"""What one sheet of a read-back file would change: a line for each answer, now and then, conflicts to decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.sheet_preview import (
    HeadLine,
    ItemLine,
    Line,
    SheetPreview,
    State,
    can_finish,
    doubtful_licence,
    keyed_with,
    lacking,
)
from facilities_app.services import sheet_reading_words as said
from facilities_app.services.licences import doubt_words
from resources.texts import tr, trn
from ui import theme
from ui.context import UiContext
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import Notice

_WHAT, _NOW = 172, 120
_TONES = {
    Line.NEW: ("green", "plus"),
    Line.CONFLICT: ("amber", "triangle-alert"),
    Line.UNREAD: ("red", "circle-alert"),
    Line.NOT_ASKED: ("neutral", "minus"),
}
_QUIET = (Line.SAME, Line.EMPTY)


class ChangeRow(QWidget):
    """One line: what, now, then, how it stands; a conflict has a box to let the file count."""

    changed = Signal()

    def __init__(self, key: str, what: str, now: str, then: str, line: Line, *, wrong: bool = False) -> None:
        super().__init__()
        self.key, self.line, self.wrong, sizes = key, line, wrong, theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.xs, 0, sizes.xs)
        row.setSpacing(sizes.m)
        name = Label(what, "strong", wrap=True)
        name.setFixedWidth(_WHAT)
        before = Label(now or "－", "secondary", wrap=True)
        before.setFixedWidth(_NOW)
        after = Label(then, colour="red" if wrong else "", wrap=True)
        after.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for label in (name, before, after):
            row.addWidget(label, 0 if label is not after else 1, Qt.AlignmentFlag.AlignTop)
        self.take: QCheckBox | None = None
        if line is Line.CONFLICT:
            self.take = QCheckBox(tr("take this"))
            self.take.setAccessibleName(tr("{item}: take the answer of the file").format(item=what))
            self.take.toggled.connect(lambda _: self.changed.emit())
            row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        tone, icon = _TONES[line]
        row.addWidget(Pill(said.line_words(line), tone, icon), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(
            " ".join(part for part in (what, now, "→", then, said.line_words(line)) if part)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.current().line)
        painter.end()


class SheetBlock(QWidget):
    """One sheet of the file; a brief one leaves out what simply passed. ``take`` are the conflicts ticked."""

    changed = Signal()

    def __init__(self, context: UiContext, preview: SheetPreview, *, brief: bool = False) -> None:
        super().__init__()
        self._context, self.preview, self._brief = context, preview, brief
        self.rows: list[ChangeRow] = []
        sizes = theme.current().sizes
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, sizes.m)
        self._column.setSpacing(sizes.xs)
        self._build_head()
        self.outcome = Label("", "secondary", wrap=True)
        self._column.addWidget(self.outcome)
        self.doubt = Notice(tone="amber", icon="triangle-alert")
        self.doubt.hide()
        self._column.addWidget(self.doubt)
        if preview.state is not State.EMPTY:
            self._build_rows()
        self._tell()

    @property
    def is_wanted(self) -> bool:
        """Whether accepting would change anything."""
        return self.preview.state is State.CHANGES

    def take(self) -> tuple[str, ...]:
        """The keys of the conflicts in which the file counts."""
        return tuple(row.key for row in self.rows if row.take is not None and row.take.isChecked())

    def _build_head(self) -> None:
        form, preview = self.preview.form, self.preview
        words = preview.number if form is None else f"{preview.number}　{form.template_name}　{form.target}"
        self._column.addWidget(Label(words, "bold", wrap=True))
        tones = {State.BLOCKED: ("red", "circle-alert"), State.CHANGES: ("blue", "clipboard-check")}
        tone, icon = tones.get(preview.state, ("neutral", "circle-check"))
        if preview.state is State.CHANGES and (preview.conflicts or preview.unread):
            tone, icon = "amber", "triangle-alert"
        self._column.addWidget(Notice(said.state_words(preview), tone=tone, icon=icon))

    def _build_rows(self) -> None:
        """What is to be decided or cannot be taken comes first."""
        rows = [self._head_row(head) for head in self.preview.head if head.line not in _QUIET]
        rows += [_item_row(line) for line in self.preview.lines if line.line not in _QUIET]
        for row in sorted(rows, key=lambda row: row.line is Line.NEW):
            if not self._brief or row.wrong or row.line is not Line.NEW:
                self._add(row)
        for position in self.preview.strangers:
            words = self._context.notify.sentence(Invalid("sheet.no_such_item", position=position))
            self._add(ChangeRow("", str(position), "", words, Line.UNREAD, wrong=True))
        same = sum(one.line is Line.SAME for one in self.preview.lines)
        if same:
            self._column.addWidget(
                Label(trn("{n} answer is the same", "{n} answers are the same", same), "secondary")
            )

    def _head_row(self, line: HeadLine) -> ChangeRow:
        style = self._context.presenter.style
        now, then = said.head_words(line, style, now=True), said.head_words(line, style)
        return ChangeRow(line.key, said.head_title(line), now, then, line.line, wrong=line.unread is not None)

    def _add(self, row: ChangeRow) -> None:
        row.changed.connect(self._tell)
        self.rows.append(row)
        self._column.addWidget(row)

    def _tell(self) -> None:
        """What accepting comes to, with the boxes as they are."""
        self.outcome.setVisible(self.is_wanted)
        if not self.is_wanted:
            return
        keyed = keyed_with(self.preview, self.take())
        doubtful = doubtful_licence(self.preview, keyed)
        self.doubt.setVisible(doubtful is not None)
        self.doubt.set_words(doubt_words(doubtful, keyed.inspector) if doubtful else "")
        if can_finish(self.preview, keyed):
            failed = sum(
                one.outcome == "fail" or (line.beyond is not None)
                for line in self.preview.lines
                for one in (line.then,)
                if one is not None and line.line is not Line.NOT_ASKED
            )
            words = trn(
                "Records the result and logs {n} repair.", "Records the result and logs {n} repairs.", failed
            )
            self.outcome.setText(words if failed else tr("Records the result: all passed."))
        else:
            told = said.lacking_words(lacking(self.preview, keyed))
            kept = tr("Keeps what is filled in, then goes on in the keying screen.")
            self.outcome.setText(f"{kept} {told}".strip())
        self.changed.emit()


def _item_row(line: ItemLine) -> ChangeRow:
    what = f"{line.item.position} {line.item.short}"
    failed = line.unread is not None or line.beyond is not None
    if line.then is not None:
        failed = failed or line.then.outcome == "fail"
    return ChangeRow(
        str(line.item.position),
        what,
        said.answer_words(line.item, line.now),
        said.then_words(line),
        line.line,
        wrong=failed,
    )
