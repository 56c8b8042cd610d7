"""Six periods of water or power as small bars; a low last period only ever prompts a visit."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilities_app.domain.audit_rows import Usage
from facilities_app.domain.audits import is_low, share_of_usual
from resources.texts import pick, tr
from ui import icons, theme
from ui.context import UiContext
from ui.widgets import drawing
from ui.widgets.chart import Chart

_BAR = 16


class UsageBars(Chart):
    """One kind of meter: name and share of the usual above, a bar a period with its number and month."""

    def __init__(self, context: UiContext, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._usages: tuple[Usage, ...] = ()
        self._name = {
            "water": tr("Water"),
            "electricity": tr("Power", "use"),
        }[kind]
        self.setAccessibleName(self._name)

    def set_usages(self, usages: Sequence[Usage]) -> None:
        """Show these periods, oldest first."""
        self._usages = tuple(one for one in usages if one.kind == self._kind)
        self.at = -1
        words = [f"{self._name} {self.share()}".strip(), *map(self.part_name, range(len(self._usages)))]
        self.setAccessibleDescription("; ".join(words))
        self.update()

    def share(self) -> str:
        """The last period as a share of the usual: 29 %."""
        found = share_of_usual([one.value for one in self._usages])
        return "" if found is None else f"{found * 100:.0f} %"

    def is_low(self) -> bool:
        """Whether it prompts a visit."""
        return is_low([one.value for one in self._usages])

    def sizeHint(self) -> QSize:
        """Head, numbers, bars, months."""
        return QSize(150, theme.current().sizes.row_dense * 4 - 14)

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(100, self.sizeHint().height())

    def parts(self) -> Sequence[QRect]:
        """The periods."""
        count = max(1, len(self._usages))
        step = self.width() / max(6, count)
        high = self.height() - self._head()
        return [QRect(round(n * step), self._head(), round(step), high) for n in range(len(self._usages))]

    def part_name(self, part: int) -> str:
        """From, until, how much."""
        one, dates = self._usages[part], self._context.presenter
        unit = self._unit()
        return f"{dates.date(one.period_from)} – {dates.date(one.period_until)}　{one.value:,f} {unit}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head and bars."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        icon = "droplets" if self._kind == "water" else "zap"
        icons.paint(painter, icon, QRect(0, 0, sizes.icon_small, self._head()), "text2", sizes.icon_small)
        title = QRect(sizes.icon_small + sizes.xs, 0, self.width(), self._head())
        drawing.text(painter, title, f"{self._name}（{self._unit()}）", current.text2, "small")
        low = self.is_low()
        tint, strength = (current.amber, drawing.MEDIUM) if low else (current.text2, 400)
        head = QRect(0, 0, self.width(), self._head())
        drawing.text(painter, head, self.share(), tint, "small", strength, drawing.RIGHT)
        if not self._usages:
            room = self.rect().adjusted(0, self._head(), 0, 0)
            drawing.text(painter, room, tr("No readings"), current.text3, "small")
        top = max((one.value for one in self._usages), default=0) or 1
        for place, (one, box) in enumerate(zip(self._usages, self.parts(), strict=True)):
            self._paint(painter, one, box, float(one.value / top), low and place == len(self._usages) - 1)
            if place == self.at:
                drawing.rounded(painter, box, sizes.xs, current.hover)
        painter.end()

    def _paint(self, painter: QPainter, one: Usage, box: QRect, share: float, is_low: bool) -> None:
        current, line = theme.current(), theme.current().sizes.icon_small
        room = box.height() - 2 * line - 2
        high = max(2.0, room * share)
        wide = min(_BAR, box.width() - 6)
        bottom = box.bottom() - line
        bar = QRectF(box.center().x() - wide / 2 + 1, bottom - high, wide, high)
        drawing.rounded(painter, bar, 1.5, current.amber if is_low else current.chart)
        number = QRect(box.left() - 4, round(bottom - high) - line - 1, box.width() + 8, line)
        colour, weight = (current.amber, drawing.BOLD) if is_low else (current.text2, 400)
        drawing.text(painter, number, f"{one.value:,.0f}", colour, "caption", weight, drawing.CENTRE)
        month = QRect(box.left(), bottom + 1, box.width(), line)
        drawing.text(painter, month, f"{one.period_until:%m}", current.text2, "caption", align=drawing.CENTRE)

    def _unit(self) -> str:
        return pick("度", "m³" if self._kind == "water" else "kWh")

    @staticmethod
    def _head() -> int:
        return theme.current().sizes.keycap
