"""What the pane says of a unit between its head and its actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.dormitories import AGENCY_STATUSES, is_ending
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import MeterRow, UnitDetail
from facilities_app.domain.units import english_unit
from resources.texts import pick, tr, trn
from ui import theme
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.components.ticket_briefs import TicketBriefs
from ui.components.trend_chapter import TrendChapter
from ui.context import UiContext
from ui.pages.dormitories.agreement_chapter import AgreementChapter
from ui.pages.dormitories.application_chapter import ApplicationChapter
from ui.pages.dormitories.life import unit_entries
from ui.pages.dormitories.words import UnitWords
from ui.widgets.buttons import GhostButton, IconButton
from ui.widgets.facts import KeyValueGrid, Timeline
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView, Notice

_EVENTS = 8


class UnitView(QWidget):
    """Deadline, facts, agreement, meters, open repairs, life, photos."""

    def __init__(self, context: UiContext, words: UnitWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, words
        self._detail: UnitDetail | None = None
        self._unmasked = False
        self._all_events = False
        self.setProperty("plain", True)
        self._build()

    def show_unit(self, detail: UnitDetail) -> None:
        """Show a unit; names are masked again when it is another one."""
        if self._detail is None or self._detail.tile.id != detail.tile.id:
            self._unmasked = self._all_events = False
        self._detail = detail
        self._show_deadline(detail)
        self.audit.setVisible("audit" in detail.tile.flags)
        self._show_facts(detail)
        self.agreement.show_unit(detail)
        self.applications.show_unit(detail)
        self._show_meters(detail.meters)
        self.repairs.setVisible(bool(detail.open_tickets))
        self.tickets.set_tickets(detail.open_tickets, 5)
        self._show_life()
        self.photos.show_record(detail.tile.id, detail.photos)
        trends, place = self._context.services.trends, detail.tile.place_id
        self.trend.show_of(lambda: trends.of_place(place), place_id=place)

    def _build(self) -> None:
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(sizes.edge, 0, sizes.m, sizes.m)
        top.setSpacing(sizes.m)
        self.deadline = Notice(icon="calendar-clock")
        self.facts = KeyValueGrid()
        top.addWidget(self.deadline)
        self.audit = GhostButton(tr("Audit not done: key it"), "door-open", on_click=self._on_audit)
        top.addWidget(self.audit, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.facts)
        column.addLayout(top)
        self.agreement = AgreementChapter(self._context)
        self.applications = ApplicationChapter(self._context)
        self.meters = Section()
        self._meters = QGridLayout()
        self._meters.setHorizontalSpacing(sizes.s - 2)
        self._meters.setVerticalSpacing(sizes.xs)
        self._meters.setColumnStretch(4, 1)
        self.meters.body.addLayout(self._meters)
        self.repairs = Section(tr("Open repairs"))
        self.tickets = TicketBriefs(self._context, narrow=True)
        self.tickets.opened.connect(lambda ticket: self._context.navigate("tickets", record=ticket))
        self.repairs.body.addWidget(self.tickets)
        self.life = Section(tr("Life of the unit"), on_action=self._on_all)
        self.timeline = Timeline()
        self.timeline.opened.connect(self._on_opened)
        self.life.body.addWidget(self.timeline)
        self.pictures = Section(tr("Photos and documents"))
        self.photos = RecordPhotos(self._context, "dorm_units", columns=3)
        self.pictures.body.addWidget(self.photos)
        self.trend = TrendChapter(self._context)
        self.trend.task_asked.connect(lambda task: self._context.navigate("inspections", record=task))
        for section in (
            self.agreement,
            self.applications,
            self.meters,
            self.repairs,
            self.life,
            self.trend,
            self.pictures,
        ):
            column.addWidget(section)
        column.addStretch(1)

    # -- parts -----------------------------------------------------------------------------------

    def _show_deadline(self, detail: UnitDetail) -> None:
        today = self._context.clock.today()
        day = detail.return_by or detail.agreement_until
        self.deadline.setVisible(day is not None and is_ending(day, today))
        if day is None:
            return
        date = self._context.presenter.date(day)
        if detail.return_by is not None:
            title = tr("To be returned by {date}").format(date=date)
        else:
            title = tr("Agreement ends {date}").format(date=date)
        left = (day - today).days
        words = (
            trn("{n} day left", "{n} days left", left)
            if left >= 0
            else trn("{n} day overdue", "{n} days overdue", -left)
        )
        self.deadline.set_words(
            title, pick("，", ", ").join(part for part in (words, detail.return_reason) if part)
        )

    def _show_facts(self, detail: UnitDetail) -> None:
        self.facts.clear()
        tile, dates = detail.tile, self._context.presenter
        is_agency = tile.status in AGENCY_STATUSES or not detail.borrower
        who = (detail.borrower or detail.borrower_agency or tile.resident) if tile.resident else ""
        if who and is_agency:
            self.facts.add(tr("Lent to"), who)
            if detail.purpose:
                self.facts.add(tr("Purpose"), detail.purpose)
        elif who:
            self._add_person(detail)
        if not who:
            self.facts.add(tr("Since", "unit"), dates.date(tile.since))
        if tile.until is not None:
            self.facts.add(tr("Until", "unit"), dates.date(tile.until))
        if tile.note:
            self.facts.add(tr("Note", "unit"), tile.note)
        self.facts.add(tr("Address"), detail.address)
        if detail.parcel:
            self.facts.add(tr("Parcel"), detail.parcel)
        if detail.property_number:
            self.facts.add(tr("Property no."), detail.property_number)
        if detail.note:
            self.facts.add(tr("Remark"), detail.note)

    def _add_person(self, detail: UnitDetail) -> None:
        """The borrower, masked until somebody asks: most who look at the rack need no name."""
        name = detail.borrower if self._unmasked else masked_name(detail.borrower)
        words = "　".join(part for part in (name, detail.borrower_title) if part)
        eye = IconButton(
            "eye-off" if self._unmasked else "eye",
            tr("Hide the name") if self._unmasked else tr("Show the whole name"),
            on_click=self._on_eye,
        )
        eye.setFixedHeight(theme.current().sizes.pill)
        value = QWidget()
        row = QHBoxLayout(value)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.xs)
        row.addWidget(Label(words, "body"))
        row.addWidget(eye)
        row.addStretch(1)
        value.setAccessibleName(f"{tr('Borrower')} {words}")
        self.facts.add(tr("Borrower"), value)
        if detail.borrower_agency:
            self.facts.add(tr("Works at"), detail.borrower_agency)

    def _show_meters(self, meters: tuple[MeterRow, ...]) -> None:
        clear_layout(self._meters)
        self.meters.setVisible(bool(meters))
        right = Qt.AlignmentFlag.AlignRight
        for row, meter in enumerate(meters):
            kind = self._context.services.labels.choice("meter_kind", meter.kind)
            same_year = meter.read_on.year == self._context.clock.today().year
            read_on = self._context.presenter.date(meter.read_on)
            read_on = f"{meter.read_on:%m/%d}" if same_year else read_on
            newest = row == 0 or meter.read_on != meters[row - 1].read_on
            cells = (
                IconView(kind.icon or "gauge", "text2", theme.current().sizes.icon_small),
                Label(kind.name.removesuffix(" meter"), "secondary"),
                Label(f"{meter.value:,.0f}", "strong"),
                Label(pick(meter.unit, english_unit(meter.unit, meter.kind)), "secondary"),
                Label(
                    ""
                    if meter.rise is None
                    else tr("{n}", "since the last reading").format(n=f"{meter.rise:+,.0f}"),
                    "secondary",
                ),
                Label(tr("read {date}").format(date=read_on) if newest else "", "secondary"),
            )
            for column, cell in enumerate(cells):
                self._meters.addWidget(cell, row, column, right if column in (2, 5) else Qt.AlignmentFlag(0))
            cells[4].setToolTip(tr("since the reading before"))
            cells[5].setToolTip(self._context.presenter.date(meter.read_on))

    def _show_life(self) -> None:
        if self._detail is None:
            return
        events = self._detail.events
        shown = events if self._all_events else events[:_EVENTS]
        self.timeline.set_entries(unit_entries(self._context, shown))
        self.life.action.set_content(tr("All {n}").format(n=len(events)))
        self.life.action.setVisible(len(shown) < len(events))
        self.life.setVisible(bool(events))

    def _on_eye(self) -> None:
        self._unmasked = not self._unmasked
        if self._detail is not None:
            self._show_facts(self._detail)

    def _on_audit(self) -> None:
        if self._detail is not None:
            self._context.navigate("audits", unit=self._detail.tile.id)

    def _on_all(self) -> None:
        self._all_events = True
        self._show_life()

    def _on_opened(self, key: object) -> None:
        if isinstance(key, tuple) and key[0] == "ticket":
            self._context.navigate("tickets", record=key[1])
        elif isinstance(key, tuple) and key[0] == "task":
            self._context.navigate("inspections", record=key[1])
