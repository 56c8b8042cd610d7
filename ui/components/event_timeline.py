"""The lines of a record's history in words."""

from collections.abc import Iterable

from facilities_app.domain.event_words import event_words
from facilities_app.domain.rows import EventRow
from ui.components.moments import day_words, moment_words
from ui.context import UiContext
from ui.widgets.facts import TimelineEntry

_ICONS = {
    "reported": "inbox",
    "note": "message-square",
    "call": "phone",
    "photo": "image",
    "edited": "pencil",
    "assigned": "user-check",
    "ticket": "wrench",
    "task": "clipboard-check",
    "project": "hammer",
    "damage": "cloud-lightning",
    "agreement": "file-text",
    "permit": "file-badge",
    "contract": "file-text",
    "warranty": "shield-check",
    "due_set": "calendar-clock",
    "due_free": "calendar-clock",
    "visit": "footprints",
    "visit_off": "calendar-x",
    "audit": "scan-search",
    "blocked_by": "link",
    "follows": "link",
    "unlinked": "unplug",
    "merged": "merge",
    "split": "split",
}


def ticket_entries(context: UiContext, events: Iterable[EventRow]) -> list[TimelineEntry]:
    """A ticket's history, each line saying who did what."""
    return [_ticket_entry(context, event) for event in events]


def entry(
    context: UiContext, event: EventRow, text: str, *, icon: str = "", tone: str = "neutral", note: str = ""
) -> TimelineEntry:
    """One line of any record's history in the words given; a line with a record behind it can be opened."""
    return TimelineEntry(
        text,
        when_words(context, event),
        icon or _ICONS.get(event.kind, "circle-dot"),
        tone,
        note,
        event.is_future,
        (event.ref_kind, event.ref_id) if event.ref_id else None,
    )


def when_words(context: UiContext, event: EventRow) -> str:
    """When it was: what the source says, else the moment or day."""
    today = context.clock.today()
    if event.when:
        return event.when
    if event.at is not None:
        return moment_words(event.at, today, context.presenter)
    return day_words(event.on, today, context.presenter) if event.on is not None else ""


def _ticket_entry(context: UiContext, event: EventRow) -> TimelineEntry:
    if event.kind == "status" and event.to_status is not None:
        status = context.services.labels.choice("ticket_status", event.to_status)
        text, note = event_words(event, status.name)
        return entry(context, event, text, icon=status.icon, tone=status.tone, note=note)
    text, note = event_words(event, "")
    return entry(context, event, text, note=note)
