"""The small sheets of the register: a spot, and one visit to it."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.patrols import MOST_CONTAINERS, SpotDraft, SpotRow, VisitDraft, VisitRow
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.context import UiContext
from ui.pages.inspections.plan_fields import combo


class SpotSheet(FormSheet):
    """``saved`` carries the spot's id."""

    def __init__(
        self, context: UiContext, host: QWidget, spot: SpotRow | None = None, route: str = ""
    ) -> None:
        title = tr("Edit spot") if spot else tr("New spot")
        super().__init__(context, host, title, spot.code if spot else "")
        self._spot = spot
        self.name = self.line(spot.name if spot else "", longest=120)
        self.place = PlacePicker(context, name=tr("Place"))
        self.kind = combo(
            tr("Kind"), context.services.labels.choices("patrol_kind"), spot.kind if spot else "gutter"
        )
        self.route = route_box(spot.route if spot else route)
        self.listed_on = self.date(tr("On the register since"))
        self.listed_on.set_value(spot.listed_on if spot else context.clock.today())
        self.note_line = self.line(spot.note if spot else "", longest=400)
        for line in (self.name, self.note_line):
            line.returnPressed.connect(self.save)
        self.lay(self.add("name", tr("Spot"), self.name, required=True))
        self.lay(self.add("place_id", tr("Place"), self.place, required=True))
        self.lay(self.add("kind", tr("Kind"), self.kind), self.add("route", tr("Route"), self.route))
        self.lay(
            self.add("listed_on", tr("On the register since"), self.listed_on),
            self.add("note", tr("Note"), self.note_line),
        )
        if spot is not None:
            self.place.choose_place(spot.place_id)
        context.worker.read(context.services.patrols.routes, self._on_routes, context.notify.error)

    def save(self) -> None:
        """Keep it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        patrols, spot = self.context.services.patrols, self._spot
        draft = SpotDraft(
            self.name.text(),
            self.place.place_id(),
            str(self.kind.currentData()),
            self.route.currentText(),
            self.listed_on.value(),
            self.note_line.text(),
            spot.code if spot else "",
        )
        if spot is None:
            self.submit(lambda: patrols.add(draft))
        else:
            self.submit(lambda: patrols.edit(spot.id, spot.version, draft))

    def _on_routes(self, routes: tuple[str, ...]) -> None:
        fill_routes(self.route, routes)


class VisitSheet(FormSheet):
    """What one visit found. ``saved`` carries the visit's id."""

    def __init__(
        self, context: UiContext, host: QWidget, spot: SpotRow, visit: VisitRow | None = None
    ) -> None:
        title = tr("Correct the visit") if visit else tr("Write down a visit")
        super().__init__(context, host, title, f"{spot.code}　{spot.name}")
        self._spot, self._visit = spot, visit
        self.visited_on = self.date(tr("Visited"))
        self.visited_on.set_value(visit.visited_on if visit else context.clock.today())
        self.visited_by = self.line(
            visit.visited_by if visit else context.services.base.actor_name, longest=80
        )
        self.containers = self.line(str(visit.containers) if visit else "0", longest=4)
        self.positive = self.line(str(visit.positive) if visit else "0", longest=4)
        self.finding = QPlainTextEdit(visit.finding if visit else "")
        self.finding.setTabChangesFocus(True)
        self.finding.setFixedHeight(64)
        for line in (self.visited_by, self.containers, self.positive):
            line.returnPressed.connect(self.save)
        self.lay(
            self.add("containers", tr("Containers with water"), self.containers, required=True),
            self.add("positive", tr("With larvae"), self.positive, required=True),
        )
        self.lay(self.add("finding", tr("Found and done"), self.finding))
        self.lay(
            self.add("visited_on", tr("Visited"), self.visited_on, required=True),
            self.add("visited_by", tr("Who went round"), self.visited_by, required=True),
        )

    def save(self) -> None:
        """Keep it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        day = self.visited_on.value()
        if day is None:
            self.refuse("visited_on", tr("Write the day of the visit."))
            return
        try:
            counts = counted(self.containers, "containers"), counted(self.positive, "positive")
        except Invalid as error:
            self.refuse(error.field, self.context.notify.sentence(error))
            return
        draft = VisitDraft(day, *counts, self.visited_by.text(), self.finding.toPlainText())
        patrols, spot, visit = self.context.services.patrols, self._spot, self._visit
        if visit is None:
            self.submit(lambda: patrols.record(spot.id, draft))
        else:
            self.submit(lambda: patrols.correct(visit.id, visit.version, draft))


def counted(line: QLineEdit, key: str) -> int:
    """The whole number in a line; nothing is none. Raises Invalid beside the field."""
    text = line.text().strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()):
        raise Invalid("patrol.bad_count", field=key, most=MOST_CONTAINERS)
    return int(text)


def route_box(route: str) -> QComboBox:
    """A combo in which a route is chosen, or a new one written."""
    made = QComboBox()
    made.setEditable(True)
    made.setAccessibleName(tr("Route"))
    line = made.lineEdit()
    assert line is not None
    line.setMaxLength(40)
    made.setCurrentText(route)
    return made


def fill_routes(box: QComboBox, routes: tuple[str, ...]) -> None:
    """Offer these; what stands there stays."""
    text = box.currentText()
    box.addItems([route for route in routes if route])
    box.setCurrentText(text)
