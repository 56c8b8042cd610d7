"""What an entry of a day says: when, what, where, who, and how pressing it is."""

from typing import NamedTuple

from facilities_app.domain.dates import taipei
from facilities_app.domain.inspections import TaskState
from facilities_app.domain.lateness import task_late
from facilities_app.domain.planning import DayEntry, DayKind
from facilities_app.domain.tickets import Priority, Status
from resources.texts import tr
from ui.components.moments import Due, due_day, due_lit
from ui.context import UiContext

ICONS: dict[DayKind, str] = {
    DayKind.VISIT: "footprints",
    DayKind.DUE: "wrench",
    DayKind.HOLD: "package-open",
    DayKind.TASK: "clipboard-check",
    DayKind.FINDING: "triangle-alert",
    DayKind.CONTRACT: "file-text",
    DayKind.PERMIT: "file-badge",
}
_TONES: dict[DayKind, str] = {
    DayKind.VISIT: "blue",
    DayKind.DUE: "neutral",
    DayKind.HOLD: "amber",
    DayKind.TASK: "accent",
    DayKind.FINDING: "amber",
    DayKind.CONTRACT: "neutral",
    DayKind.PERMIT: "neutral",
}
PAGES: dict[str, str] = {"tickets": "tickets", "inspection_tasks": "inspections", "assets": "assets"}
"""Which page opens the record of an entry; a contract's is found by ``contract_page``."""


class EntryWords(NamedTuple):
    """The words of one entry."""

    time: str
    icon: str
    tone: str
    kind: str
    number: str
    title: str
    where: str
    who: str
    due: Due
    state: str
    state_tone: str
    priority_icon: str
    priority_tone: str
    over: bool

    def whole(self) -> str:
        """All of it in one line, for who cannot see it."""
        parts = (
            self.kind, self.time, self.number, self.title, self.where, self.state, self.due.text, self.who,
        )  # fmt: skip
        return tr(", ", "list").join(part for part in parts if part)


def kind_name(kind: DayKind) -> str:
    """What a kind is called."""
    return {
        DayKind.VISIT: tr("Planned visit"),
        DayKind.DUE: tr("Ticket due"),
        DayKind.HOLD: tr("Hold ends"),
        DayKind.TASK: tr("Inspection due"),
        DayKind.FINDING: tr("To be put right by"),
        DayKind.CONTRACT: tr("Contract ends"),
        DayKind.PERMIT: tr("Permit ends"),
    }[kind]


def tone_of(entry: DayEntry) -> str:
    """Late is red, or amber where only our own schedule says so; what is over is quiet, the rest has its kind's."""
    if entry.is_over:
        return "neutral"
    if not entry.is_late or entry.kind is DayKind.VISIT:
        return _TONES[entry.kind]
    return task_late(1, entry.is_statutory).tone if entry.kind is DayKind.TASK else "red"


def time_of(entry: DayEntry) -> str:
    """The hour of a planned visit."""
    if entry.kind is not DayKind.VISIT or entry.at is None:
        return ""
    return f"{taipei(entry.at):%H:%M}"


def entry_words(context: UiContext, entry: DayEntry) -> EntryWords:
    """The words of one entry."""
    labels = context.services.labels
    state = labels.choice("ticket_status", entry.status) if entry.status is not None else None
    if entry.kind is DayKind.TASK and entry.is_over:
        state = labels.choice("task_state", entry.task_state)
    rank = labels.choice("priority", entry.priority) if entry.priority is not None else None
    pressing = entry.priority is not None and entry.priority <= Priority.HIGH
    return EntryWords(
        time=time_of(entry),
        icon=_icon(entry),
        tone=tone_of(entry),
        kind=kind_name(entry.kind),
        number=entry.number,
        title=entry.title,
        where=entry.where,
        who=entry.who,
        due=_due(context, entry),
        state=state.name if state is not None else "",
        state_tone=state.tone if state is not None else "neutral",
        priority_icon=rank.icon if rank is not None and pressing else "",
        priority_tone=rank.tone if rank is not None else "neutral",
        over=entry.is_over,
    )


def _icon(entry: DayEntry) -> str:
    """The kind's; a check for what was done, and none for what never was."""
    if not entry.is_over:
        return ICONS[entry.kind]
    never: dict[str, str] = {TaskState.MISSED: "x", TaskState.SKIPPED: "circle-slash"}
    return never.get(entry.task_state, "check")


def _due(context: UiContext, entry: DayEntry) -> Due:
    if entry.is_over or (entry.status is not None and entry.status >= Status.DONE):
        return Due("")
    if entry.due_at is not None:
        waits = entry.status == Status.ON_HOLD
        return due_lit(entry.due_at, context.clock.now(), context.presenter, entry.amber_at, waits=waits)
    if entry.kind is DayKind.TASK and entry.is_late:
        return Due(*task_late((context.clock.today() - entry.day).days, entry.is_statutory))
    return due_day(entry.day, context.clock.today(), context.presenter)


def open_entry(context: UiContext, entry: DayEntry) -> None:
    """Show the record behind an entry on its page."""
    if entry.entity == "contracts":
        context.navigate("contracts", record=entry.id, kind="contract")
        return
    context.navigate(PAGES[entry.entity], record=entry.id)
