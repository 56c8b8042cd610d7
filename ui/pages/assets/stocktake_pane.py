"""The scan box of a stock-take: it keeps the focus, so that a scanner that types text and Enter just works."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilities_app.domain.stocktakes import LineState
from facilities_app.services.stocktake_reading import Scanned, StocktakeDetail
from resources.texts import tr
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.place_picker import PlacePicker
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.widgets.bars import Share, SplitBar
from ui.widgets.buttons import Button, SecondaryButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import Notice
from ui.widgets.tips import plain_tip

_LAST = 6


class ScanBox(QLineEdit):
    """A line that leaves Ctrl+Z to the window while there is nothing of its own to take back: it undoes the scan."""

    def event(self, event: QEvent) -> bool:
        """Qt: a line claims the keys of undo even where it has nothing to undo."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not self.isUndoAvailable()
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)


class StocktakePane(QWidget):
    """Tells what is wished; the page turns it into changes. ``scanned`` carries text and place id or None."""

    scanned = Signal(str, object)
    close_asked = Signal()
    apply_asked = Signal()
    print_asked = Signal()
    export_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.take: StocktakeDetail | None = None
        self._last: list[Scanned] = []
        sizes = theme.current().sizes
        self.setMinimumWidth(sizes.sheet // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.s)
        column.setSpacing(sizes.s)
        self._build_head(column)
        self._build_scan(column)
        column.addStretch(1)
        column.addWidget(Hairline())
        self._build_actions(column)
        self.show_take(None)

    def show_take(self, take: StocktakeDetail | None) -> None:
        """Show another campaign, or the same one with what changed."""
        if take is None or self.take is None or take.id != self.take.id:
            self._last = []
            self._tell(None)
        self.take = take
        running = take is not None and take.closed_on is None
        for widget in (self.box, self.here, self._here_label):
            widget.setEnabled(running)
        self.close_button.setVisible(running)
        self.apply_button.setVisible(take is not None and take.to_apply > 0 and not running)
        for button in (self.print_button, self.export_button):
            button.setEnabled(take is not None)
        self._show_head(take)
        self._show_last()

    def show_scan(self, scan: Scanned) -> None:
        """Say clearly what a scan came to."""
        self._last = [scan, *(one for one in self._last if one.line_id != scan.line_id)][:_LAST]
        self._tell(scan)
        self._show_last()
        self.take_focus()

    def take_focus(self, text: str = "") -> None:
        """Bring the keyboard to the box, with what was typed elsewhere."""
        if self.box.isEnabled():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.insert(text)

    def refuse(self, sentence: str) -> None:
        """Say why a scan was not taken; what was scanned stays to be corrected."""
        self._feedback("red", "circle-alert", sentence, "")
        self.box.selectAll()
        self.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().surface)
        painter.end()

    # -- building --------------------------------------------------------------------------------

    def _build_head(self, column: QVBoxLayout) -> None:
        self._title = Label("", "title", elide=True)
        self._where = Label("", "secondary", elide=True)
        self._state = Pill()
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._state)
        column.addLayout(row)
        column.addWidget(self._where)
        self._bar = SplitBar(Share("", "", 0.0, "accent"), Share("", "", 1.0, "chart"))
        column.addWidget(self._bar)

    def _build_scan(self, column: QVBoxLayout) -> None:
        self.box = ScanBox()
        self.box.setProperty("big", True)
        self.box.setFont(theme.current().font("title"))
        self.box.setMaxLength(200)
        self.box.setPlaceholderText(tr("Scan a label, or type a number and press Enter"))
        self.box.setAccessibleName(tr("Scan"))
        self.box.returnPressed.connect(self._on_return)
        column.addSpacing(theme.current().sizes.s)
        column.addWidget(self.box)
        self._slot = QVBoxLayout()
        column.addLayout(self._slot)
        self._here_label = Label(
            tr("I am at (leave open: the place on the list counts)"), "secondary", wrap=True
        )
        self.here = PlacePicker(self._context, name=tr("I am at"))
        self.here.chosen.connect(lambda _place: self.take_focus())
        column.addWidget(self._here_label)
        column.addWidget(self.here)
        self._heading = Label(tr("Last scans"), "section")
        self.last = BriefRows()
        column.addWidget(self._heading)
        column.addWidget(self.last)

    def _build_actions(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.s)
        self.close_button = Button(
            tr("End it", "stock-take"), "lock", kind="outline", on_click=self.close_asked.emit
        )
        self.apply_button = Button(tr("Write moves"), "arrow-left-right", on_click=self.apply_asked.emit)
        self.apply_button.setToolTip(plain_tip(tr("Every asset found elsewhere gets a move slip")))
        self.print_button = SecondaryButton(tr("Print list"), on_click=self.print_asked.emit)
        self.export_button = SecondaryButton("Excel", on_click=self.export_asked.emit)
        for button in (self.close_button, self.apply_button, self.print_button, self.export_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    # -- showing ---------------------------------------------------------------------------------

    def _show_head(self, take: StocktakeDetail | None) -> None:
        self._title.setText(take.name if take else tr("No stock-take chosen"))
        if take is None:
            self._where.setText("")
            self._state.hide()
            self._bar.hide()
            return
        date = self._context.presenter.date
        period = f"{date(take.started_on)} – {date(take.closed_on) if take.closed_on else ''}".strip()
        self._where.setText(
            " ・ ".join(part for part in (take.code, take.place, take.category, period) if part)
        )
        closed = take.closed_on is not None
        words, tone, icon = (
            (tr("closed"), "neutral", "lock") if closed else (tr("running"), "blue", "scan-line")
        )
        self._state.set_status(words, tone, icon)
        self._state.show()
        counts = take.counts
        left = counts.missing if closed else counts.expected
        rest = tr("Missing") if closed else tr("Not yet seen")
        self._bar.set_shares(
            Share(tr("Counted so far"), f"{counts.seen:,}／{counts.listed:,}", float(counts.seen), "accent"),
            Share(rest, f"{left:,}", float(left), "chart"),
        )
        self._bar.show()

    def _show_last(self) -> None:
        labels = self._context.services.labels
        rows = []
        for scan in self._last:
            choice = labels.choice("line_state", scan.state.value)
            rows.append(Brief(None, scan.name or scan.text, scan.text, choice.name, choice.tone, choice.icon))
        self.last.set_rows(rows)
        self._heading.setVisible(bool(rows))

    def _tell(self, scan: Scanned | None) -> None:
        if scan is None:
            clear_layout(self._slot)
            return
        choice = self._context.services.labels.choice("line_state", scan.state.value)
        name = scan.name or scan.text
        title = tr("{name}: {result}").format(name=name, result=choice.name)
        self._feedback(choice.tone, choice.icon, title, self._detail(scan))

    @staticmethod
    def _detail(scan: Scanned) -> str:
        if scan.is_retired:
            return tr("It is retired in the register: check whether that was right.")
        if scan.state is LineState.UNEXPECTED:
            if scan.asset_id is None:
                return tr("Nothing in the register has this number. It is kept on the list as scanned.")
            return tr("It is not on this list; the register has it at {place}.").format(place=scan.place)
        if scan.state is LineState.MOVED:
            return tr("It belongs to {place}.").format(place=scan.place)
        return tr("Scanned before.") if scan.again else scan.place

    def _feedback(self, tone: str, icon: str, title: str, text: str) -> None:
        clear_layout(self._slot)
        notice = Notice(title, text, tone=tone, icon=icon)
        self.feedback = notice
        self._slot.addWidget(notice)

    def _on_return(self) -> None:
        text = self.box.text()
        self.box.setText("")  # unlike clear() it leaves nothing to undo in the line
        if text.strip():
            self.scanned.emit(text, self.here.place_id())
