"""The chapter of a ticket's pane that tells what the repair took; every line opens its form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Status
from facilities_app.domain.work import BEST, PhotoStage, hours_text, quantity_text
from facilities_app.domain.work_rows import CostLineRow, DowntimeRow, LabourRow, MeterStand, PartUseRow
from facilities_app.presenting import EMPTY, money
from resources.texts import tr
from ui import icons, theme
from ui.components.form_sheet import FormSheet
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.tickets.asset_sheets import DownSheet, ReadingSheet, UpSheet
from ui.pages.tickets.work_sheets import FindingsSheet, LabourSheet, ReturnPartSheet, ShareSheet, UsePartSheet
from ui.widgets.labels import Label
from ui.widgets.line_row import LineRow

MakeSheet = Callable[[UiContext, QWidget, TicketDetail], FormSheet]


class WorkPart(Section):
    """Causes, hours, parts, shares of the cost, downtime, readings; a menu adds to them."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Work done"), action=tr("Add"), on_action=self.open_menu)
        self._context = context
        self._detail: TicketDetail | None = None
        self.rows: list[LineRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        self.body.addLayout(self._lines)

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's work."""
        had_focus = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        self._detail = detail
        self.action.setVisible(detail.may_edit)
        clear_layout(self._lines)
        self.rows = []
        self._show_findings(detail)
        self._show_downtimes(detail)
        self._show_labour(detail)
        self._show_parts(detail)
        self._show_money(detail)
        self._show_meters(detail)
        if not self.rows:
            self._lines.addWidget(Label(tr("Nothing recorded yet"), "secondary"))
        elif had_focus >= 0:  # who edits a line stays at it
            self.rows[min(had_focus, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self) -> None:
        """What can be added to this ticket."""
        if self._detail is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, words, make in self._offers(self._detail):
            menu.addAction(icons.icon(icon), words).triggered.connect(
                lambda _=False, make=make: self.open_sheet(make)
            )
        menu.popup(self.action.mapToGlobal(QPoint(0, self.action.height())))

    def open_sheet(self, make: MakeSheet) -> None:
        """Lay a form over the window."""
        if self._detail is not None:
            make(self._context, self.window(), self._detail).open()

    def _offers(self, detail: TicketDetail) -> list[tuple[str, str, MakeSheet]]:
        found: list[tuple[str, str, MakeSheet]] = [
            ("clock", tr("Hours", "work"), LabourSheet),
            ("package-open", tr("Part from stock"), UsePartSheet),
            ("scan-search", tr("Cause and remedy"), FindingsSheet),
        ]
        if detail.work.unsplit_twd > 0:
            found.append(("wallet", tr("Share of the cost"), ShareSheet))
        if detail.work.is_down:
            found.append(("circle-play", tr("In service again"), UpSheet))
        elif detail.asset_id and Status(detail.status).is_open:
            found.append(("ban", tr("Out of service"), DownSheet))
        for meter in detail.work.meters:
            words = tr("Reading of {meter}").format(meter=meter.code)
            found.append(("gauge", words, partial(_reading, meter)))
        return found

    # -- the lines -------------------------------------------------------------------------------

    def _head(self, words: str, figure: str = "") -> None:
        label = Label(f"{words}　{figure}" if figure else words, "secondary")
        label.setContentsMargins(0, theme.current().sizes.xs, 0, 0)
        self._lines.addWidget(label)

    def _row(
        self, icon: str, text: str, note: str, figure: str, make: MakeSheet | None, *, tone: str = ""
    ) -> None:
        may = make is not None and self._detail is not None and self._detail.may_edit
        row = LineRow(icon, text, note, figure, tone=tone, opens=may)
        if may and make is not None:
            row.clicked.connect(lambda _=False: self.open_sheet(make))
        self.rows.append(row)
        self._lines.addWidget(row)

    def _show_findings(self, detail: TicketDetail) -> None:
        work = detail.work
        if work.cause is not None or work.remedy is not None:
            for title, code, icon in (
                (tr("Cause"), work.cause, "scan-search"),
                (tr("Remedy"), work.remedy, "wrench"),
            ):
                self._row(icon, code.name if code else EMPTY, title, "", FindingsSheet)
        if work.is_green:
            self._row("leaf", tr("Replacement bears the green label"), "", "", FindingsSheet, tone="green")
        if work.satisfaction is not None:
            figure = f"{work.satisfaction}／{BEST}"
            self._row("star", tr("Satisfaction"), "", figure, None)
        before, after = (_count(detail, stage) for stage in PhotoStage)
        if before or after:
            words = tr("{before} before, {after} after").format(before=before, after=after)
            self._row("camera", tr("Photos of the work"), words, "", None)

    def _show_downtimes(self, detail: TicketDetail) -> None:
        for row in detail.work.downtimes:
            text, figure = self._downtime(row)
            tone, make = ("red", UpSheet) if row.until_at is None else ("", None)
            self._row("ban", tr("Out of service"), text, figure, make, tone=tone)

    def _downtime(self, row: DowntimeRow) -> tuple[str, str]:
        presenter = self._context.presenter
        until = row.until_at or self._context.clock.now()
        hours = hours_text(int((until - row.from_at).total_seconds()) // 60)
        end = presenter.moment(row.until_at) if row.until_at else tr("still")
        return f"{presenter.moment(row.from_at)}–{end}", hours

    def _show_labour(self, detail: TicketDetail) -> None:
        if detail.work.labour:
            self._head(tr("Hours", "work"), hours_text(detail.work.minutes))
        for row in detail.work.labour:
            note = "　".join(part for part in (self._context.presenter.date(row.worked_on), row.note) if part)
            charged = money(row.amount_twd) if row.amount_twd is not None else ""
            figure = "　".join(part for part in (charged, hours_text(row.minutes)) if part)
            icon = "circle-user" if row.user_id else "truck"
            self._row(icon, row.who or EMPTY, note, figure, partial(_labour, row))

    def _show_parts(self, detail: TicketDetail) -> None:
        if detail.work.parts:
            self._head(tr("Parts"), money(detail.work.parts_twd))
        for row in detail.work.parts:
            quantity = f"{quantity_text(row.quantity_milli)} {row.unit}"
            note = f"{row.code}　{quantity}"
            icon = "leaf" if row.is_green else "package"
            self._row(icon, row.name, note, money(row.amount_twd), partial(_return, row))

    def _show_money(self, detail: TicketDetail) -> None:
        work = detail.work
        if work.other_twd and (work.labour_twd or work.parts_twd):
            self._head(tr("Other cost"), money(work.other_twd))
        if work.cost_lines:
            self._head(tr("Split of the cost"))
        for line in work.cost_lines:
            text = tr("{year} {line}").format(year=line.year, line=line.budget_line)
            self._row("wallet", text, line.note, money(line.amount_twd), partial(_share, line))
        if work.cost_lines and work.unsplit_twd > 0:
            self._row(
                "circle-alert", tr("Not split yet"), "", money(work.unsplit_twd), ShareSheet, tone="amber"
            )
        elif work.cost_lines and work.unsplit_twd < 0:
            self._row(
                "circle-alert", tr("Split beyond the cost"), "", money(-work.unsplit_twd), None, tone="red"
            )

    def _show_meters(self, detail: TicketDetail) -> None:
        if detail.work.meters:
            self._head(tr("Meters"))
        for meter in detail.work.meters:
            stand = EMPTY if meter.value is None else f"{meter.value:,f} {meter.unit}"
            day = self._context.presenter.date(meter.read_on) if meter.read_on else ""
            self._row("gauge", meter.code, day, stand, partial(_reading, meter))


def _count(detail: TicketDetail, stage: PhotoStage) -> int:
    return sum(photo.caption == stage.value for photo in detail.photos)


def _labour(row: LabourRow, context: UiContext, host: QWidget, detail: TicketDetail) -> FormSheet:
    return LabourSheet(context, host, detail, row)


def _return(row: PartUseRow, context: UiContext, host: QWidget, detail: TicketDetail) -> FormSheet:
    return ReturnPartSheet(context, host, detail, row)


def _share(row: CostLineRow, context: UiContext, host: QWidget, detail: TicketDetail) -> FormSheet:
    return ShareSheet(context, host, detail, row)


def _reading(meter: MeterStand, context: UiContext, host: QWidget, detail: TicketDetail) -> FormSheet:
    return ReadingSheet(context, host, detail, meter)
