"""Walking a route: one spot after another by keyboard, each visit kept when it is left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.patrols import SpotRow, VisitDraft
from resources.texts import tr
from ui.components.brief_rows import Brief, BriefRows
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.inspections.patrol_sheets import counted
from ui.widgets.bars import Tick, TickBar
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Label


class WalkSheet(FormSheet):
    """Enter goes from the containers to the larvae, to what was found, and to the next spot.

    A spot that already has a visit on the day is passed over; "Skip" leaves one for later.
    """

    likely_height = 560
    keeps_words = True

    def __init__(self, context: UiContext, host: QWidget, route: str | None = None) -> None:
        super().__init__(context, host, tr("Walk a route"), save=tr("Keep, next spot"))
        self._wanted = route
        self._spots: tuple[SpotRow, ...] = ()
        self._at = 0
        self.done: dict[int, tuple[int, int]] = {}
        self._make()
        self._arrange()
        self._wire()
        context.worker.read(context.services.patrols.routes, self._on_routes, context.notify.error)

    @property
    def spot(self) -> SpotRow | None:
        """Where one stands now; None past the last."""
        return self._spots[self._at] if self._at < len(self._spots) else None

    def save(self) -> None:
        """Keep this visit and go on."""
        self.clear_errors()
        spot, day = self.spot, self.visited_on.value()
        if spot is None or not self.save_button.isEnabled() or not self.dates_are_readable():
            return
        if day is None:
            self.refuse("visited_on", tr("Write the day of the visit."))
            return
        try:
            counts = counted(self.containers, "containers"), counted(self.positive, "positive")
        except Invalid as error:
            self.refuse(error.field, self.context.notify.sentence(error))
            return
        draft = VisitDraft(day, *counts, self.visited_by.text(), self.finding.text())
        patrols = self.context.services.patrols
        self.save_button.setEnabled(False)
        self.context.change(
            lambda: patrols.record(spot.id, draft), self, lambda _: self._on_kept(spot, counts), self._on_no
        )

    def skip(self) -> None:
        """Leave this spot for later."""
        if self.spot is not None:
            self._at += 1
            self._show()

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        self.route = QComboBox()
        self.route.setAccessibleName(tr("Route"))
        self.visited_on = self.date(tr("Visited"))
        self.visited_on.set_value(self.context.clock.today())
        self.visited_by = self.line(self.context.services.base.actor_name, longest=80)
        self.ticks = TickBar()
        self.where = Label("", "title", wrap=True)
        self.place = Label("", "secondary", wrap=True)
        self.containers, self.positive = self.line("0", longest=4), self.line("0", longest=4)
        self.finding = self.line(longest=1000)
        self.next_spots = BriefRows()
        self.skip_button = SecondaryButton(tr("Skip this spot"), on_click=self.skip)
        self.footer.insertWidget(0, self.skip_button)

    def _arrange(self) -> None:
        self.lay(
            self.add("route", tr("Route"), self.route),
            self.add("visited_on", tr("Visited"), self.visited_on, required=True),
            self.add("visited_by", tr("Who went round"), self.visited_by, required=True),
        )
        self.body.addWidget(self.ticks)
        self.body.addWidget(self.where)
        self.body.addWidget(self.place)
        self.lay(
            self.add("containers", tr("Containers with water"), self.containers, required=True),
            self.add("positive", tr("With larvae"), self.positive, required=True),
        )
        self.lay(self.add("finding", tr("Found and done"), self.finding, hint=tr("Enter: the next spot")))
        self.body.addWidget(self.next_spots)

    def _wire(self) -> None:
        self.route.currentIndexChanged.connect(self._on_route)
        self.visited_on.changed.connect(self._begin_day)
        self.containers.returnPressed.connect(lambda: self._step(self.positive))
        self.positive.returnPressed.connect(lambda: self._step(self.finding))
        self.finding.returnPressed.connect(self.save)

    def first_focus(self) -> QWidget | None:
        """The counts: day and name are mostly right."""
        return self.containers

    # -- slots -----------------------------------------------------------------------------------

    def _on_routes(self, routes: tuple[str, ...]) -> None:
        self.route.blockSignals(True)
        for route in routes:
            self.route.addItem(route or tr("no route"), route)
        self.route.setCurrentIndex(max(self.route.findData(self._wanted), 0))
        self.route.blockSignals(False)
        self._on_route()

    def _on_route(self, *_: object) -> None:
        route, patrols = self.route.currentData(), self.context.services.patrols
        if route is None:
            self.refuse("route", tr("There is no spot on the register yet."))
            return
        self.context.worker.read(lambda: patrols.walk(route), self._on_spots, self.context.notify.error)

    def _on_spots(self, spots: tuple[SpotRow, ...]) -> None:
        self._spots = spots
        self._begin_day()

    def _begin_day(self, *_: object) -> None:
        """What was visited on the day already is done."""
        day = self.visited_on.value()
        self.done = {
            spot.id: (spot.last.containers, spot.last.positive)
            for spot in self._spots
            if spot.last is not None and spot.last.visited_on == day
        }
        self._at = 0
        self._show()

    def _step(self, line: QLineEdit) -> None:
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.selectAll()

    def _on_kept(self, spot: SpotRow, counts: tuple[int, int]) -> None:
        self.save_button.setEnabled(True)
        self.done[spot.id] = counts
        self._at += 1
        self._show()

    def _on_no(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, DomainError):
            self.refused(error)
        else:
            self.context.notify.error(error)

    # -- showing ---------------------------------------------------------------------------------

    def _show(self) -> None:
        while self.spot is not None and self.spot.id in self.done:
            self._at += 1
        spot = self.spot
        self._show_ticks()
        self.set_title(tr("Walk a route"), self._progress())
        for line, text in ((self.containers, "0"), (self.positive, "0"), (self.finding, "")):
            line.setText(text)
            line.setEnabled(spot is not None)
        self.save_button.setEnabled(spot is not None)
        self.skip_button.setEnabled(spot is not None)
        if spot is None:
            self.where.setText(tr("The route is walked."))
            self.place.setText("")
            self.next_spots.set_rows(())
            return
        self.where.setText(f"{self._at + 1}　{spot.name}")
        self.place.setText(
            "　".join(part for part in (spot.place, self._last(spot), self._unit(spot)) if part)
        )
        rows = [
            Brief(None, f"{place}　{one.name}", icon="footprints")
            for place, one in enumerate(self._spots[self._at + 1 : self._at + 4], self._at + 2)
        ]
        self.next_spots.set_rows(rows)
        self._step(self.containers)

    def _show_ticks(self) -> None:
        ticks = []
        for place, spot in enumerate(self._spots):
            counts = self.done.get(spot.id)
            role = "chart" if counts is None else "amber" if counts[1] else "accent"
            ticks.append(Tick(role, spot.name, filled=counts is not None or place == self._at))
        self.ticks.set_ticks(ticks)

    def _progress(self) -> str:
        done = sum(spot.id in self.done for spot in self._spots)
        total = len(self._spots)
        return tr("{done} of {n} spots").format(done=done, n=total)

    def _last(self, spot: SpotRow) -> str:
        if spot.last is None:
            return tr("not visited yet")
        day = self.context.presenter.date(spot.last.visited_on)
        return tr("last {date}: {positive} of {containers} with larvae").format(
            date=day, positive=spot.last.positive, containers=spot.last.containers
        )

    def _unit(self, spot: SpotRow) -> str:
        return self.context.services.labels.name("unit_status", spot.unit) if spot.unit else ""
