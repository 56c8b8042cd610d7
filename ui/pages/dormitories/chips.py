"""A line of chips that drops words, never chips, when the window is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.chips import Chip

_GAP, _TIGHT = 6, 3
"""Between the chips; where that keeps every word, a little less."""


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """One chip: its key, words, count, icon and tone; ``lit`` for taken."""

    key: str
    text: str
    count: int
    icon: str = ""
    tone: str = ""
    lit: bool = False


class ChipLine(QWidget):
    """Chips in one line. ``clicked`` carries the key. Left and Right walk."""

    clicked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: tuple[ChipSpec, ...] = ()
        self._chips: list[Chip] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_chips(self, specs: Sequence[ChipSpec]) -> None:
        """Show other chips; those with the same keys only change their words."""
        if [one.key for one in specs] != [one.key for one in self._specs]:
            self._make(specs)
        self._specs = tuple(specs)
        for chip, spec in zip(self._chips, specs, strict=True):
            chip.setChecked(spec.lit)
        self.updateGeometry()
        self._arrange()

    def counts(self) -> dict[str, int]:
        """By key, the number written on its chip."""
        return {spec.key: spec.count for spec in self._specs}

    def chip(self, key: str) -> Chip:
        """The chip of that key. Raises KeyError."""
        return {spec.key: chip for spec, chip in zip(self._specs, self._chips, strict=True)}[key]

    def sizeHint(self) -> QSize:
        """All chips with all their words."""
        width = sum(self._width(spec, True) for spec in self._specs) + _GAP * max(0, len(self._specs) - 1)
        return QSize(width, theme.current().sizes.chip)

    def minimumSizeHint(self) -> QSize:
        """All chips without words."""
        width = sum(self._width(spec, not spec.icon) for spec in self._specs)
        return QSize(width + _TIGHT * max(0, len(self._specs) - 1), theme.current().sizes.chip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the chips anew."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the line."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        focused = self.focusWidget()
        if event.key() in step and isinstance(focused, Chip) and focused in self._chips:
            place = (self._chips.index(focused) + step[Qt.Key(event.key())]) % len(self._chips)
            self._chips[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _make(self, specs: Sequence[ChipSpec]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for spec in specs:
            chip = Chip(spec.text, spec.icon, count=spec.count, tone=spec.tone, checkable=True, parent=self)
            chip.clicked.connect(lambda _=False, key=spec.key: self.clicked.emit(key))
            chip.show()
            self._chips.append(chip)

    def _arrange(self) -> None:
        worded = [True] * len(self._specs)
        gap = _GAP if self.sizeHint().width() <= self.width() else _TIGHT
        gaps = gap * max(0, len(self._specs) - 1)
        # The words that go first are the last ones; what is lit keeps its own.
        for place in sorted(range(len(worded)), key=lambda at: (self._specs[at].lit, -at)):
            used = sum(self._width(s, w) for s, w in zip(self._specs, worded, strict=True)) + gaps
            if used <= self.width():
                break
            worded[place] = not self._specs[place].icon
        left = 0
        for chip, spec, words in zip(self._chips, self._specs, worded, strict=True):
            chip.set_content(spec.text if words else "", spec.count)
            chip.setAccessibleName(f"{spec.text} {spec.count:,}")
            chip.setToolTip("" if words else spec.text)
            width = chip.sizeHint().width()
            chip.setGeometry(left, 0, width, self.height())
            left += width + gap

    def _width(self, spec: ChipSpec, worded: bool) -> int:
        return Chip(spec.text if worded else "", spec.icon, count=spec.count).sizeHint().width()
