"""One tick for each statutory inspection, so that two red of two hundred are seen as two."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resources.texts import tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.chart import Chart

KEPT, MISSED = 0, 1
_MOST_LINES = 6


class ComplianceTicks(Chart):
    """Ticks in as many lines as they need; the ones that were not done stand red at the end.

    Its two parts are those kept and those not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = self._missed = 0
        self.setAccessibleName(tr("Statutory inspections"))

    def set_counts(self, total: int, missed: int) -> None:
        """Show other counts."""
        self._total, self._missed = total, missed
        self.setVisible(total > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line of 8 px, or several lower ones."""
        step, high = self._step()
        lines = -(-self._total // max(1, self._across(step)))
        return QSize(172, max(8, min(lines, _MOST_LINES) * (high + 1)))

    def resizeEvent(self, event: object) -> None:
        """A wider card needs fewer lines."""
        self.updateGeometry()

    def ticks(self) -> list[QRect]:
        """The ticks, in reading order; none where there are more than can be drawn apart."""
        step, high = self._step()
        across = self._across(step)
        if -(-self._total // across) > _MOST_LINES:
            return []
        return [
            QRect(n % across * step, n // across * (high + 1), step - 1, high) for n in range(self._total)
        ]

    def parts(self) -> Sequence[QRect]:
        """The room of those kept, and of those not."""
        split = round(self.width() * (1 - self._missed / self._total)) if self._total else self.width()
        whole = self.rect()
        if not self._missed:
            return [whole]
        return [QRect(0, 0, split, whole.height()), QRect(split, 0, self.width() - split, whole.height())]

    def part_at(self, point: QPoint) -> int:
        """By the tick under the point."""
        for place, tick in enumerate(self.ticks()):
            if tick.adjusted(0, 0, 1, 1).contains(point):
                return MISSED if place >= self._total - self._missed else KEPT
        return super().part_at(point) if not self.ticks() else KEPT if self._total else -1

    def part_name(self, part: int) -> str:
        """How many."""
        if part == MISSED:
            return tr("{n} not done").format(n=f"{self._missed:,}")
        return tr("{n} done").format(n=f"{self._total - self._missed:,}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticks, or a bar where there are too many."""
        current = theme.current()
        painter = QPainter(self)
        good = current.green if self.at != KEPT else current.text
        bad = current.red if self.at != MISSED else current.text
        ticks = self.ticks()
        for place, tick in enumerate(ticks):
            painter.fillRect(tick, bad if place >= self._total - self._missed else good)
        if not ticks and self._total:
            share = max(2, round(self.width() * self._missed / self._total)) if self._missed else 0
            bar = QRect(0, 0, self.width() - share, 8)
            drawing.rounded(painter, bar, 1.5, good)
            painter.fillRect(QRect(bar.right() + 2, 0, share - 1, 8), bad)
        painter.end()

    def _step(self) -> tuple[int, int]:
        """How far apart the ticks stand, and how high they are."""
        room = max(60, self.width())
        if self._total * 5 <= room:
            return min(12, room // max(1, self._total)), 8
        return (4, 6) if self._total * 4 <= 3 * room else (3, 4)

    def _across(self, step: int) -> int:
        return max(1, max(60, self.width()) // step)
