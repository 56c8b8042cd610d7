"""The chapters of a spot's pane: facts, the newest visit with its photos, earlier ones, the route's figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.patrols import RouteMonth, SpotRow, VisitRow
from resources.texts import tr
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.record_photos import RecordPhotos
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.inspections.patrol_figures import bars_of
from ui.widgets.buttons import GhostButton
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice

_EARLIER = 8


class SpotChapters(QWidget):
    """Shows one spot. A visit that is clicked is corrected; its finding may become a repair."""

    correct_asked = Signal(object)
    remove_asked = Signal(int)
    ticket_wanted = Signal(int)
    ticket_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._top, self._below = QVBoxLayout(), QVBoxLayout()
        self.photos = RecordPhotos(context, "patrol_visits")
        self._photo_section = Section(tr("Photos of the last visit"))
        self._photo_section.body.addWidget(self.photos)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for layout in (self._top, self._below):
            layout.setSpacing(0)
        outer.addLayout(self._top)
        outer.addWidget(self._photo_section)
        outer.addLayout(self._below)
        outer.addStretch(1)

    def show_spot(self, spot: SpotRow, visits: tuple[VisitRow, ...], figures: tuple[RouteMonth, ...]) -> None:
        """Show another spot."""
        clear_layout(self._top)
        clear_layout(self._below)
        self._top.addWidget(self._facts(spot))
        self._top.addWidget(self._last(visits))
        self._photo_section.setVisible(bool(visits))
        if visits:
            self.photos.show_record(visits[0].id, visits[0].photos)
        if len(visits) > 1:
            self._below.addWidget(self._earlier(visits[1:]))
        if any(row.visits for row in figures):
            self._below.addWidget(self._figures(spot, figures))

    def _facts(self, spot: SpotRow) -> Section:
        section = Section(line=False)
        labels, day = self._context.services.labels, self._context.presenter.date
        if spot.unit and spot.unit not in ("vacant", "recovered"):
            status = labels.name("unit_status", spot.unit)
            words = tr("The unit is no longer empty: {status}").format(status=status)
            section.body.addWidget(
                Notice(
                    words, tr("Take it off the register if it needs no patrol."), tone="blue", icon="house"
                )
            )
        grid = KeyValueGrid()
        order = tr("{route}, stop {n}").format(route=spot.route or tr("no route"), n=spot.position)
        rows = [
            (tr("Place"), spot.place),
            (tr("Route"), order),
            (tr("On the register since"), day(spot.listed_on) if spot.listed_on else ""),
            (tr("Dormitory unit"), labels.name("unit_status", spot.unit) if spot.unit else ""),
            (tr("Note"), spot.note),
        ]
        for label, value in rows:
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        return section

    def _last(self, visits: tuple[VisitRow, ...]) -> Section:
        section = Section(tr("Last visit"))
        if not visits:
            section.body.addWidget(Label(tr("Nobody was there yet."), "secondary", wrap=True))
            return section
        visit = visits[0]
        grid = KeyValueGrid()
        grid.add(tr("Visited"), self._context.presenter.date(visit.visited_on))
        grid.add(tr("Containers with water"), f"{visit.containers:,}")
        grid.add(
            tr("With larvae"),
            Label(f"{visit.positive:,}", "strong", colour="amber" if visit.positive else ""),
        )
        grid.add(tr("Who went round"), visit.visited_by)
        if visit.finding:
            grid.add(tr("Found and done"), visit.finding)
        section.body.addWidget(grid)
        section.body.addLayout(self._steps(visit))
        return section

    def _steps(self, visit: VisitRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.s)
        row.addWidget(GhostButton(tr("Correct"), on_click=lambda: self.correct_asked.emit(visit)))
        if visit.ticket is not None:
            key, number = visit.ticket
            words = tr("Repair {number}").format(number=number)
            row.addWidget(GhostButton(words, on_click=lambda: self.ticket_asked.emit(key)))
        elif visit.finding:
            words = tr("Make it a repair")
            row.addWidget(GhostButton(words, on_click=lambda: self.ticket_wanted.emit(visit.id)))
        row.addWidget(GhostButton(tr("Take away"), on_click=lambda: self.remove_asked.emit(visit.id)))
        row.addStretch(1)
        return row

    def _earlier(self, visits: tuple[VisitRow, ...]) -> Section:
        section = Section(tr("Earlier visits"))
        day = self._context.presenter.date
        known = {visit.id: visit for visit in visits}
        rows = [
            Brief(
                visit.id,
                f"{day(visit.visited_on)}　{visit.positive}／{visit.containers}",
                visit.finding,
                aside=visit.visited_by,
                icon="bug" if visit.positive else "circle-check",
                tone="amber" if visit.positive else "green",
            )
            for visit in visits[:_EARLIER]
        ]
        briefs = BriefRows()
        briefs.set_rows(rows, total=len(visits))
        briefs.opened.connect(lambda key: self.correct_asked.emit(known[int(str(key))]))
        section.body.addWidget(briefs)
        return section

    def _figures(self, spot: SpotRow, figures: tuple[RouteMonth, ...]) -> Section:
        route = spot.route or tr("no route")
        section = Section(tr("Positive rate of {route}").format(route=route))
        section.body.addWidget(bars_of(list(figures), self._context))
        return section
