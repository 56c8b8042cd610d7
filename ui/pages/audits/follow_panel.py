"""待追蹤 at the right: letters and second visits with their deadlines; a click opens the unit."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import FollowUp, RoundDetail
from facilities_app.domain.audits import NEXT_STEP
from facilities_app.domain.privacy import masked_name
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.pages.audits.unit_list import side_width
from ui.pages.audits.words import LETTERS, deadline, left, mark, step
from ui.widgets import drawing
from ui.widgets.buttons import IconButton, PaintedButton, SecondaryButton
from ui.widgets.chips import Chip
from ui.widgets.labels import Hairline, Label
from ui.widgets.surfaces import IconView

WIDTH = 236
_ACTIVE = ("draft", "open")


class FollowPanel(QWidget):
    """``opened`` carries a visit's id, ``asked`` a follow-up and what to do with it, ``new_asked`` nothing."""

    opened = Signal(int)
    asked = Signal(object, str)
    new_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._all: tuple[FollowUp, ...] = ()
        sizes = theme.current().sizes
        self.setFixedWidth(side_width(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(sizes.l, sizes.m, sizes.s, sizes.xs)
        head.setSpacing(sizes.s)
        head.addWidget(Label(tr("To follow up"), "heading"))
        self.count = Label("", "body", colour="text2")
        head.addWidget(self.count, 1)
        self.settled = Chip(tr("Settled", "audit"), checkable=True)
        self.settled.clicked.connect(self._show)
        head.addWidget(self.settled)
        column.addLayout(head)
        inner = QWidget()
        inner.setProperty("plain", True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(sizes.l, 0, sizes.s, sizes.s)
        self._column.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(sizes.l, sizes.s, sizes.l, sizes.s)
        self.new_button = SecondaryButton(tr("Begin a follow-up…"), "plus", on_click=self.new_asked.emit)
        foot.addWidget(self.new_button, 1)
        column.addLayout(foot)

    def show_round(self, shown: RoundDetail) -> None:
        """Show the round's follow-ups."""
        if shown.follow_ups != self._all or not self._column.count():
            self._all = shown.follow_ups
            self._show()

    def rows(self) -> "list[FollowRow]":
        """The rows that are shown."""
        found = [self._column.itemAt(place) for place in range(self._column.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [widget for widget in widgets if isinstance(widget, FollowRow)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    def _show(self) -> None:
        clear_layout(self._column)
        active = [one for one in self._all if one.state in _ACTIVE]
        done = len(self._all) - len(active)
        self.count.setText(str(len(active)))
        self.settled.set_content(tr("Settled", "audit"), done)
        self.settled.setVisible(bool(done))
        shown = list(self._all) if self.settled.isChecked() else active
        self._group(tr("Letters and after"), "mail", [one for one in shown if one.kind in LETTERS])
        self._group(tr("Second visits"), "rotate-ccw", [one for one in shown if one.kind == "revisit"])
        if not shown:
            words = tr("Letters and second visits come here by themselves once a finding asks for them.")
            self._column.addWidget(Label(words, "secondary", wrap=True))
        self._column.addStretch(1)

    def _group(self, title: str, icon: str, found: Sequence[FollowUp]) -> None:
        if not found:
            return
        sizes = theme.current().sizes
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, sizes.s, sizes.s, sizes.xs)
        row.setSpacing(sizes.s)
        row.addWidget(IconView(icon, "text2", sizes.icon_small))
        row.addWidget(Label(title, "secondary"), 1)
        row.addWidget(Label(str(len(found)), "secondary"))
        self._column.addWidget(head)
        self._column.addWidget(Hairline())
        for one in found:
            made = FollowRow(self._context, one)
            made.clicked.connect(lambda _=False, one=one: self.opened.emit(one.visit_id))
            made.asked.connect(lambda what, one=one: self.asked.emit(one, what))
            self._column.addWidget(made)


class FollowRow(PaintedButton):
    """One step in three lines. ``asked`` carries send, finish, drop, or the kind of the step that comes next."""

    asked = Signal(str)

    def __init__(self, context: UiContext, found: FollowUp) -> None:
        super().__init__()
        self.found = found
        self._mark = mark(context, found.finding)
        self._left = left(found, context.clock.today())
        words = step(found.kind)
        self._lines = (
            words if not found.document else f"{words}　{found.document}",
            deadline(context, found),
        )
        self._name = masked_name(found.resident)
        name = (found.unit_code, self._name, *self._lines, self._left.text)
        self.setAccessibleName(" ".join(part for part in name if part))
        self.setToolTip(found.note)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.menu_button = IconButton(
            "ellipsis", tr("Steps of {unit}").format(unit=found.unit_code), parent=self
        )
        self.menu_button.clicked.connect(lambda: self._open_menu(self.mapToGlobal(self.rect().bottomRight())))

    def choices(self) -> list[tuple[str, str]]:
        """What can be done with it: key and words."""
        made = []
        if self.found.kind == "letter" and self.found.state != "dropped":
            made.append(("print", tr("Print the letter")))
        if self.found.state in _ACTIVE:
            if self.found.kind == "letter":
                made.append(
                    ("send", tr("Sent…") if self.found.state == "draft" else tr("Correct the sending…"))
                )
            if self.found.state == "open":
                made.append(("finish", tr("Done…", "audit")))
        if self.found.state != "dropped":
            made += [
                (kind, tr("Next: {step}…").format(step=step(kind))) for kind in NEXT_STEP[self.found.kind]
            ]
        if self.found.state in _ACTIVE:
            made.append(("drop", tr("Not needed…")))
        return made

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(WIDTH - 24, theme.current().sizes.row_dense * 3)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the panel."""
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the menu in its place."""
        super().resizeEvent(event)
        side = theme.current().sizes.pill
        self.menu_button.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The steps."""
        self._open_menu(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw unit and finding, step, deadline."""
        current, sizes = theme.current(), theme.current().sizes
        painter = QPainter(self)
        if self.hovered:
            drawing.rounded(painter, self.rect().adjusted(-4, 1, -2, -2), sizes.radius, current.hover)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current.line)
        high, wide = self.height() // 3, self.width() - sizes.s
        top = QRect(0, 2, wide, high)
        red = self._left.tone == "red"
        words, icon, tone = (tr("Overdue"), "clock-alert", "red") if red else self._mark
        pill = drawing.pill_width(words, icon)
        drawing.pill(painter, QRect(wide - pill, 2, pill, high), words, tone, icon)
        code = drawing.text(painter, top, self.found.unit_code, current.text, "body", drawing.BOLD)
        room = QRect(code + sizes.s, 2, wide - pill - code - 2 * sizes.s, high)
        drawing.text(painter, room, self._name, current.text, "body")
        middle = QRect(0, high, wide - sizes.xl, high)
        drawing.text(painter, middle, self._lines[0], current.text2, "small")
        below = QRect(0, 2 * high - 2, wide, high)
        colour = current.tone(self._left.tone).fg if self._left.tone else current.text
        late = drawing.text(painter, below, self._left.text, colour, "small", drawing.MEDIUM, drawing.RIGHT)
        drawing.text(painter, below.adjusted(0, 0, -late - 4, 0), self._lines[1], current.text2, "small")
        if self.ringed:
            drawing.rounded(painter, self.rect(), sizes.xs, None, current.accent, 1.5)
        painter.end()

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, words in self.choices():
            menu.addAction(words, partial(self.asked.emit, key))
        menu.popup(at)
