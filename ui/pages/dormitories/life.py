"""A unit's life in words: statuses, agreements, audits and repairs, newest first."""

from collections.abc import Iterable

from facilities_app.domain.agreement_words import departure_word
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import EventRow
from resources.texts import pick, tr
from ui.components.event_timeline import entry
from ui.context import UiContext
from ui.widgets.facts import TimelineEntry


def unit_entries(context: UiContext, events: Iterable[EventRow]) -> list[TimelineEntry]:
    """The lines of a unit's timeline."""
    return [_entry(context, event) for event in events]


def _entry(context: UiContext, event: EventRow) -> TimelineEntry:
    labels = context.services.labels
    if event.kind == "status":
        status = labels.choice("unit_status", event.to_status)
        note = pick("・", ", ").join(part for part in (event.text, event.detail) if part)
        return entry(context, event, status.name, icon=status.icon, tone=status.tone, note=note)
    if event.kind == "audit":
        finding = labels.choice("audit_finding", event.to_status)
        words = finding.name if event.to_status else tr("not settled")
        note = pick("・", ", ").join(part for part in (event.text, event.detail) if part)
        return entry(
            context,
            event,
            tr("Audit: {finding}").format(finding=words),
            icon=finding.icon or "clipboard-list",
            tone=finding.tone,
            note=note,
        )
    if event.kind in _AGREEMENT:
        return _agreement(context, event)
    if event.kind == "revisit":
        text, icon = tr("Visit again"), "footprints"
        return entry(context, event, text, icon=icon, tone="amber", note=event.text)
    return entry(context, event, event.text or event.ref_code, note=event.detail or event.ref_code)


_AGREEMENT = frozenset(
    ("agreement", "agreement_renewed", "departure", "agreement_ended", "agreement_ends", "return_by")
)


def _agreement(context: UiContext, event: EventRow) -> TimelineEntry:
    who = event.text if event.to_status == "lending" else masked_name(event.text)
    words = {
        "agreement": (tr("{who} moves in"), "key-round", "neutral"),
        "agreement_renewed": (tr("Agreement of {who} renewed"), "repeat", "neutral"),
        "departure": (tr("{who} leaves the post"), "log-out", "neutral"),
        "agreement_ended": (tr("{who} moves out"), "door-open", "neutral"),
        "agreement_ends": (tr("Agreement of {who} ends"), "calendar-clock", "neutral"),
        "return_by": (tr("To be returned by then"), "calendar-clock", "amber"),
    }
    text, icon, tone = words[event.kind]
    note = departure_word(event.detail) if event.kind == "departure" else event.detail
    made = entry(context, event, text.format(who=who), icon=icon, tone=tone, note=note)
    return TimelineEntry(made.text, made.when, made.icon, made.tone, made.note, made.future)
