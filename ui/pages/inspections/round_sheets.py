"""The small sheets of a round: its day, event and note; and closing it, with a word on each stop left out."""

from PySide6.QtWidgets import QLineEdit, QWidget

from facilities_app.domain.rounds import RoundDetail
from facilities_app.domain.rows import Choice
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.inspections.plan_fields import combo
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Label

_LONGEST = 400


class EditRoundSheet(FormSheet):
    """What can still be changed of a round under way."""

    def __init__(self, context: UiContext, host: QWidget, found: RoundDetail) -> None:
        super().__init__(context, host, tr("Edit round"), found.number)
        self.closed.connect(self.deleteLater)
        self._found = found
        self.title_line = self.line(found.title, longest=120)
        self.due_on = self.date(tr("Due"))
        self.due_on.set_value(found.due_on)
        self.event_box = combo(tr("Damage event"), (), None, tr("none"))
        self.note_line = self.line(found.note, longest=_LONGEST)
        for line in (self.title_line, self.note_line):
            line.returnPressed.connect(self.save)
        self.lay(self.add("title", tr("Title"), self.title_line, required=True))
        self.lay(
            self.add("due_on", tr("Due"), self.due_on, required=True, hint=tr("open stops go along")),
            self.add("event_id", tr("Damage event"), self.event_box),
        )
        self.lay(self.add("note", tr("Note"), self.note_line))
        services = context.services
        context.worker.read(
            lambda: services.rounds.events(found.recipe_id)[0], self._on_events, context.notify.error
        )

    def save(self) -> None:
        """Keep it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        found, rounds = self._found, self.context.services.rounds
        title = self.title_line.text()
        fields = {
            # A recipe's own name is shown in the person's language, and kept in Chinese.
            **({"title": title} if title.strip() != found.title else {}),
            "due_on": self.due_on.value(),
            "event_id": self.event_box.currentData(),
            "note": self.note_line.text(),
        }
        self.submit(lambda: rounds.edit(found.id, found.version, **fields))

    def _on_events(self, events: tuple[Choice, ...]) -> None:
        found = self._found
        if found.event_id is not None and all(one.code != found.event_id for one in events):
            self.event_box.addItem(found.event, found.event_id)
        for choice in events:
            self.event_box.addItem(choice.name, choice.code)
        self.event_box.setCurrentIndex(max(self.event_box.findData(found.event_id), 0))


class CloseSheet(FormSheet):
    """Every open stop needs its word: one for all of them, or each its own."""

    def __init__(self, context: UiContext, host: QWidget, found: RoundDetail) -> None:
        note = f"{found.number}　{found.title}"
        super().__init__(context, host, tr("Close the round"), note, save=tr("Close the round"))
        self.closed.connect(self.deleteLater)
        self._found = found
        self.reasons: dict[int, QLineEdit] = {}
        left = found.open_stops
        if left:
            self._ask_reasons(found)
        else:
            self.body.addWidget(Label(tr("Every stop was looked at."), "body"))
        self.note_line = self.line(found.note, longest=_LONGEST)
        self.note_line.returnPressed.connect(self.save)
        self.lay(self.add("note", tr("Note"), self.note_line))

    def save(self) -> None:
        """Close it."""
        found, rounds, note = self._found, self.context.services.rounds, self.note_line.text()
        reasons = {key: line.text() for key, line in self.reasons.items()}
        self.submit(lambda: rounds.close(found.id, found.version, reasons, note))

    def fill_all(self) -> None:
        """What stands in the line for all goes into every empty line."""
        words = self.for_all.text().strip()
        for line in self.reasons.values():
            if words and not line.text().strip():
                line.setText(words)

    def _ask_reasons(self, found: RoundDetail) -> None:
        count = len(found.open_stops)
        words = trn(
            "{n} stop was not looked at. Write why; it stays in the list as left out.",
            "{n} stops were not looked at. Write why; they stay in the list as left out.",
            count,
        )
        self.body.addWidget(Label(words, "secondary", wrap=True))
        self.for_all = self.line(longest=_LONGEST)
        self.for_all.returnPressed.connect(self.fill_all)
        self.lay(self.add("for_all", tr("For all that are empty"), self.for_all, hint=tr("Enter fills them")))
        self.body.addWidget(GhostButton(tr("Fill the empty ones"), on_click=self.fill_all))
        for stop in found.open_stops:
            line = self.line(stop.reason, longest=_LONGEST)
            self.reasons[stop.task_id] = line
            label = f"{stop.target}　{stop.where}" if stop.where != stop.target else stop.target
            self.lay(self.add(f"stop:{stop.task_id}", label, line, required=True))
