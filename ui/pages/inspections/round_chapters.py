"""The chapters of a round's pane."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.rounds import RoundBrief, RoundDetail, Stop
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid


class RoundChapters(QWidget):
    """Shows one round. ``key_asked`` carries the round and the open stop to key; what is done is opened."""

    key_asked = Signal(int, object)
    task_asked = Signal(int)
    ticket_asked = Signal(int)
    round_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)

    def show_round(self, found: RoundDetail) -> None:
        """Show another round."""
        clear_layout(self._column)
        for section in (
            self._facts(found),
            self._next(found),
            self._tickets(found),
            self._others(found),
            self._stops(found),
        ):
            if section is not None:
                self._column.addWidget(section)

    def _facts(self, found: RoundDetail) -> Section:
        section = Section(line=False)
        grid = KeyValueGrid()
        day = self._context.presenter.date
        skipped = sum(stop.status == "skipped" for stop in found.stops)
        rows = [
            (tr("Started"), day(found.started_at.astimezone(TAIPEI).date())),
            (tr("Due"), day(found.due_on)),
            (tr("Closed"), day(found.closed_on) if found.closed_on else ""),
            (tr("Damage event"), found.event),
            (tr("Not in order"), trn("{n} stop", "{n} stops", found.failed) if found.failed else ""),
            (tr("Left out", "stops"), trn("{n} stop", "{n} stops", skipped) if skipped else ""),
            (tr("Note"), found.note),
        ]
        for label, value in rows:
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        return section

    def _next(self, found: RoundDetail) -> Section | None:
        stop = found.next_stop
        if stop is None or found.closed_on is not None:
            return None
        section = Section(tr("Next stop"))
        briefs = BriefRows()
        briefs.set_rows([Brief(stop, stop.target, stop.where, icon="footprints")])
        briefs.opened.connect(lambda key: self.key_asked.emit(found.id, key))
        section.body.addWidget(briefs)
        return section

    def _tickets(self, found: RoundDetail) -> Section | None:
        if not found.tickets:
            return None
        section = Section(tr("Repairs that came of it") + f"　{len(found.tickets)}")
        targets = {key: stop.target for stop in found.stops for key, _number in stop.tickets}
        briefs = BriefRows()
        briefs.set_rows([Brief(key, number, targets[key], icon="wrench") for key, number in found.tickets])
        briefs.opened.connect(lambda key: self.ticket_asked.emit(int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _others(self, found: RoundDetail) -> Section | None:
        if not found.others:
            return None
        section = Section(tr("Other rounds of this event"))
        briefs = BriefRows()
        briefs.set_rows([self._other(brief) for brief in found.others])
        briefs.opened.connect(lambda key: self.round_asked.emit(int(str(key))))
        section.body.addWidget(briefs)
        return section

    def _other(self, brief: RoundBrief) -> Brief:
        kind = self._context.services.labels.choice("round_event", brief.event_kind)
        day = self._context.presenter.date(brief.started_on)
        words = tr("{done} of {total} looked at, {failed} not in order").format(
            done=brief.done, total=brief.total, failed=brief.failed
        )
        title = f"{brief.number}　{self._context.presenter.term(brief.title)}"
        return Brief(brief.id, title, words, kind.name, "neutral", kind.icon, day)

    def _stops(self, found: RoundDetail) -> Section:
        section = Section(tr("Stops in walking order") + f"　{len(found.stops)}")
        open_ids = {stop.task_id: stop for stop in found.open_stops}
        briefs = BriefRows()
        briefs.set_rows([self._stop(place, stop) for place, stop in enumerate(found.stops, 1)])

        def opened(key: object) -> None:
            stop = open_ids.get(int(str(key)))
            if stop is not None and found.closed_on is None:
                self.key_asked.emit(found.id, stop)
            else:
                self.task_asked.emit(int(str(key)))

        briefs.opened.connect(opened)
        section.body.addWidget(briefs)
        return section

    def _stop(self, place: int, stop: Stop) -> Brief:
        labels = self._context.services.labels
        words, tone, icon = tr("open", "stop"), "neutral", "circle-dashed"
        if stop.status == "done":
            choice = labels.choice("result_outcome", stop.outcome)
            words, tone, icon = choice.name, choice.tone, choice.icon
        elif stop.status != "planned":
            choice = labels.choice("task_state", stop.status)
            words, tone, icon = choice.name, choice.tone, choice.icon
        before = ""
        if stop.before:
            found = labels.name("result_outcome", stop.before)
            before = tr("before: {outcome}").format(outcome=found)
        said = stop.reason if stop.status == "skipped" else stop.found
        detail = said or stop.where
        return Brief(stop.task_id, f"{place}　{stop.target}", detail, words, tone, icon, before)
