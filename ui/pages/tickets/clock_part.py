"""Both clocks of a ticket in its pane: how much working time was promised and used, and why a clock stands."""

from facilities_app.domain.promises import ClockReading, Escalation, PauseReading
from facilities_app.domain.rows import TicketDetail
from resources.texts import tr
from ui.components.clock_words import light_look, used_words
from ui.components.sections import Section
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Pill


class ClockPart(Section):
    """A line for the arrival, one for the repair, one for the pause that lasts. Nothing promised, nothing shown."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._grids: tuple[KeyValueGrid, ...] = ()
        self.lines: list[str] = []

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket's clocks."""
        clocks = detail.clocks
        grid, below = KeyValueGrid(), KeyValueGrid()  # what has no pill takes the whole width
        self.lines = []
        if clocks.response is not None:
            self._line(grid, tr("Arrival"), clocks.response)
        if clocks.repair is not None:
            self._line(grid, tr("Repair", "clock"), clocks.repair, is_fixed=clocks.is_fixed)
        if clocks.paused is not None:
            self._say(below, tr("Paused"), self._pause_words(clocks.paused))
        if clocks.escalation is not None:
            self._say(below, tr("Escalation"), self._told_words(clocks.escalation))
        for old in self._grids:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._grids = (grid, below)
        for made in self._grids:
            self.body.addWidget(made)
        self.setVisible(bool(self.lines))

    def _line(self, grid: KeyValueGrid, title: str, clock: ClockReading, *, is_fixed: bool = False) -> None:
        moment = self._context.presenter.moment
        if clock.met_at is not None:
            when = tr("at {when}").format(when=moment(clock.met_at))
        elif is_fixed:
            when = tr("by {when}, set by hand").format(when=moment(clock.due_at))
        else:
            when = tr("by {when}").format(when=moment(clock.due_at))
        look = light_look(clock.light)
        words = f"{used_words(clock)}\n{when}"
        self.lines.append(f"{title} {look.text} {words}")
        shown = grid.add(title, words, Pill(look.text, look.tone, look.icon))
        shown.setAccessibleName(f"{title} {look.text} {words}")

    def _say(self, grid: KeyValueGrid, title: str, words: str) -> None:
        self.lines.append(f"{title} {words}")
        grid.add(title, words)

    def _told_words(self, passed: Escalation) -> str:
        moment = self._context.presenter.moment
        roles = tr(", ", "between names").join(passed.roles)
        return tr("{percent} % used; since {when} to be told: {roles}").format(
            percent=passed.percent, when=moment(passed.since), roles=roles
        )

    def _pause_words(self, pause: PauseReading) -> str:
        presenter = self._context.presenter
        reason = self._context.services.labels.name("hold_reason", pause.reason)
        since = tr("{reason}, since {when}").format(reason=reason, when=presenter.moment(pause.from_at))
        if pause.granted_until is None:
            return since
        until = presenter.moment(pause.granted_until).partition(" ")[0]
        is_over = pause.granted_until <= self._context.clock.now()
        on = tr("the clock runs again since {date}") if is_over else tr("the clock goes on on {date}")
        return f"{since}\n" + on.format(date=until)
