"""平準化建議: which planned inspections to move so that the months ask for about as much; all or some are taken."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from facilities_app.domain.year_words import basis_word, month_names
from facilities_app.services.plan_years_levelling import Levelling, Proposed
from resources.texts import tr, trn
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets import drawing
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Label


class LevellingSheet(FormSheet):
    """Each proposal is ticked and may be left out; the bars show what the months become. One step to undo."""

    def __init__(self, context: UiContext, host: QWidget, found: Levelling) -> None:
        note = trn("{n} proposal", "{n} proposals", len(found.proposed))
        super().__init__(context, host, tr("Even out the months"), note, save=tr("Move those ticked"))
        self._found = found
        self.bars = LoadBars(found.load)
        self.body.addWidget(self.bars)
        self.boxes = [QCheckBox(self._words(one)) for one in found.proposed]
        if not self.boxes:
            self._say_nothing()
            return
        self.body.addLayout(self._all_or_none())
        for box in self.boxes:
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._on_ticked())
            self.body.addWidget(box)
        self.reason = self.line(tr("Evening out the months"), longest=400)
        self.reason.returnPressed.connect(self.save)
        self.lay(self.add("reason", tr("Reason"), self.reason, required=True))
        words = tr(
            "What the law sets stays in its window and is never put off past it. Our own schedule moves by a "
            "quarter of its interval, a month at most; what comes round monthly or more often stays."
        )
        self.body.addWidget(Label(words, "secondary", wrap=True))
        self._on_ticked()

    def chosen(self) -> set[int]:
        """The places of the proposals that are ticked."""
        return {place for place, box in enumerate(self.boxes) if box.isChecked()}

    def save(self) -> None:
        """Move what is ticked."""
        chosen = self.chosen()
        if not chosen:
            self.refuse("", tr("Tick at least one proposal."))
            return
        moves = [move for place in sorted(chosen) for move in self._found.proposed[place].moves]
        service, reason = self.context.services.plan_years.moves, self.reason.text()
        self.submit(lambda: service.move(moves, reason, "plan_year.levelled"))

    def _words(self, one: Proposed) -> str:
        show = self.context.presenter.date
        many = f" ×{len(one.moves)}" if len(one.moves) > 1 else ""
        reach = tr("may be done {first}–{last}").format(first=show(one.first), last=show(one.last))
        basis = basis_word(one.statutory)
        words = f"{show(one.before)} → {show(one.after)}　{one.title}{many}\n{one.target}　{basis}　{reach}"
        return words.replace("&", "&&")  # Qt: a single one would underline the letter behind it

    def _all_or_none(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(GhostButton(tr("Tick all"), on_click=lambda: self._tick(True)))
        row.addWidget(GhostButton(tr("Tick none"), on_click=lambda: self._tick(False)))
        row.addStretch(1)
        return row

    def _tick(self, on: bool) -> None:
        for box in self.boxes:
            box.setChecked(on)

    def _on_ticked(self) -> None:
        chosen = self.chosen()
        self.bars.set_after(self._found.after(chosen))
        self.set_title(
            self.title.text(),
            tr("{n} of {all} ticked").format(n=f"{len(chosen):,}", all=f"{len(self.boxes):,}"),
        )

    def _say_nothing(self) -> None:
        words = tr("Nothing that may be moved would make the months evener.")
        self.body.addWidget(Label(words, "body", wrap=True))
        self.save_button.setEnabled(False)


class LoadBars(QWidget):
    """The load of each month now (outlined) and as proposed (filled), with the numbers."""

    def __init__(self, before: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._after = tuple(before), tuple(before)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Inspections a month"))

    def set_after(self, after: Sequence[int]) -> None:
        """Show another proposal."""
        self._after = tuple(after)
        pairs = zip(month_names(), self._before, self._after, strict=True)
        self.setAccessibleDescription(tr(", ", "list").join(f"{name} {a} → {b}" for name, a, b in pairs))
        self.update()

    def sizeHint(self) -> QSize:
        """Bars with a line of numbers and one of names."""
        return QSize(560, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pairs of bars."""
        current = theme.current()
        painter = QPainter(self)
        line = current.metrics("small").height() + 2
        most = max((*self._before, *self._after, 1))
        high, base = self.height() - 2 * line - 4, self.height() - line
        for place, name in enumerate(month_names()):
            left, right = self.width() * place // 12, self.width() * (place + 1) // 12
            before, after = self._before[place], self._after[place]
            middle, bar = (left + right) // 2, max(6, (right - left) // 4)
            one, other = round(high * before / most), round(high * after / most)
            drawing.rounded(painter, QRect(middle - bar - 1, base - one, bar, one), 2, None, current.chart)
            tint = current.accent if after != before else current.chart
            drawing.rounded(painter, QRect(middle + 1, base - other, bar, other), 2, tint)
            words = f"{before}→{after}" if after != before else str(after)
            top = QRect(left, base - max(one, other) - line, right - left, line)
            colour = current.text if after != before else current.text2
            drawing.text(painter, top, words, colour, "caption", align=drawing.CENTRE)
            drawing.text(
                painter,
                QRect(left, base, right - left, line),
                name,
                current.text2,
                "caption",
                align=drawing.CENTRE,
            )
        painter.end()
