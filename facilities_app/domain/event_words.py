"""What a line of a ticket's history says: who did what, for window, paper and command line."""

from facilities_app.domain.rows import EventRow
from resources.texts import tr


def event_words(event: EventRow, status: str) -> tuple[str, str]:
    """The line and what stands below it; ``status`` is the name of the state it came to, "" for none."""
    who = event.actor
    if event.kind == "status" and status:
        if not who:
            return tr("Set to {status}").format(status=status), event.text
        return tr("{who} set it to {status}").format(who=who, status=status), event.text
    if event.kind in ("note", "call"):
        return event.text, who
    text = _told(event.kind, who) or who or event.text
    return text, event.text if event.text != text else ""


def _told(kind: str, who: str) -> str:
    """Who did what, for the kinds that are no step of the ticket's life; "" for one there are no words for."""
    words = {
        "reported": tr("{who} reported it") if who else tr("It was reported"),
        "photo": tr("{who} added photos") if who else tr("Photos added"),
        "edited": tr("{who} changed the record") if who else tr("Record changed"),
        "assigned": tr("{who} assigned it") if who else tr("Assigned"),
        "due_set": tr("{who} set the due date") if who else tr("Due date set"),
        "due_free": tr("{who} gave the due date back to the target")
        if who
        else tr("The due date follows the target again"),
        "visit": tr("{who} planned the visit") if who else tr("Visit planned"),
        "visit_off": tr("{who} took the planned visit off") if who else tr("Planned visit taken off"),
        "blocked_by": tr("{who}: it waits for another ticket"),
        "follows": tr("{who}: it follows another ticket"),
        "unlinked": tr("{who}: link taken away"),
        "merged": tr("{who}: a duplicate was merged into it"),
        "split": tr("{who}: a part was split off"),
    }
    return words.get(kind, "").format(who=who)
