"""What the to-do list says of a thing that is due."""

from typing import NamedTuple

from facilities_app.domain.lateness import item_tone, task_late
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import DueItem
from facilities_app.domain.tickets import Status
from resources.texts import pick, tr, trn
from ui.components.moments import due_day, due_moment
from ui.context import UiContext
from ui.pages.overview.entries import Entry

ICONS = {
    "ticket": "wrench",
    "task": "clipboard-check",
    "permit": "file-badge",
    "contract": "file-pen",
    "bond": "hand-coins",
    "milestone": "flag",
    "part": "package",
    "warranty": "shield-check",
    "agreement": "key-round",
    "insurance": "umbrella",
    "audit": "door-open",
    "licence": "id-card",
    "finding": "triangle-alert",
    "patrol": "footprints",
    "filing": "stamp",
}


class PillWords(NamedTuple):
    """The pill at a line's beginning."""

    text: str
    tone: str
    icon: str


class EntryWords(NamedTuple):
    """A whole line in words."""

    pill: PillWords
    icon: str
    number: str
    what: str
    where: str
    due: str
    due_tone: str
    action: str

    def sentence(self) -> str:
        """The line as a tooltip or a screen reader says it."""
        parts = (self.pill.text, f"{self.number} {self.what}".strip(), self.where, self.due, self.action)
        return pick("，", ", ").join(part for part in parts if part)


def group_title(group: str) -> str:
    """The title of a group."""
    return {
        "overdue": tr("Overdue or behind", "to do"),
        "week": tr("Due within 7 days"),
        "new": tr("New repairs to dispatch"),
        "expiring": tr("Permits and contracts ending"),
    }.get(group, group)


def entry_words(context: UiContext, entry: Entry) -> EntryWords:
    """An entry in the language of the moment."""
    item = entry.item
    late = item_tone(item, context.clock.today())
    tone = {"overdue": late, "week": "amber"}.get(item.group, "")
    return EntryWords(
        _pill(context, item),
        ICONS.get(item.kind, "circle-dot"),
        item.number if item.kind == "ticket" else "",
        _what(entry, context),
        _where(entry),
        context.presenter.date(item.due_on),
        tone,
        action_word(entry),
    )


def action_word(entry: Entry) -> str:
    """The one thing that is done from the line."""
    item = entry.item
    if len(entry.items) > 1 or item.action == "order":
        return tr("Open list")
    if item.action == "renew" and item.kind != "permit":
        return tr("Renew")
    return {
        "record": tr("Record", "action"),
        "dispatch": tr("Dispatch"),
        "progress": tr("Report", "action"),
        "chase": tr("Chase"),
        "verify": tr("Verify"),
        "close": tr("Close ticket"),
        "renew": tr("Apply"),
        "notify": tr("Give notice"),
        "audit": tr("Go on", "audit"),
    }.get(item.action, tr("Open", "record"))


def _pill(context: UiContext, item: DueItem) -> PillWords:
    today = context.clock.today()
    if item.group == "new":
        return PillWords(tr("To dispatch", "pill"), "neutral", "inbox")
    if item.action == "verify":  # done, so no longer late
        waits = context.services.labels.choice("ticket_status", int(Status.DONE))
        return PillWords(waits.name, waits.tone, waits.icon)
    if item.action == "close":
        return PillWords(tr("To close", "pill"), "amber", "check-check")
    if item.kind == "part":
        return PillWords(trn("{n} part short", "{n} parts short", int(item.number)), "amber", "package-open")
    left = (item.due_on - today).days
    if item.kind in ("task", "patrol") and left < 0:
        return PillWords(*task_late(-left, item.is_statutory))
    if item.due_at is not None:
        words = due_moment(item.due_at, context.clock.now(), context.presenter)
    else:
        words = due_day(item.due_on, today, context.presenter)
    if words.tone == "red" or left <= 0:
        return PillWords(words.text, words.tone, words.icon)
    text = trn("{n} day left", "{n} days left", left)
    if item.group == "expiring":
        return PillWords(text, "neutral", "calendar-clock")
    return PillWords(text, "amber", "clock")


def _what(entry: Entry, context: UiContext) -> str:
    item = entry.item
    if item.kind == "task":
        title = context.presenter.term(item.title)
        n = len(entry.items)
        return tr("{title} ({n})").format(title=title, n=n) if n > 1 else title
    if item.kind == "audit":
        return tr("{name}: {n} units left").format(name=item.title, n=item.number)
    if item.kind == "agreement":
        return tr("Loan agreement of {who}").format(who=masked_name(item.title))
    wording = {
        "permit": tr("Permit of {name}"),
        "warranty": tr("Warranty of {name}"),
        "insurance": tr("Insurance of {name}"),
        "contract": tr("Contract: {name}"),
        "licence": tr("Licence: {name}"),
        "bond": tr("Bond to return: {name}"),
        "milestone": tr("Milestone: {name}"),
        "finding": tr("To be put right: {name}"),
        "filing": tr("To be filed: {name}"),
        "part": tr("Parts to order: {name}"),
    }.get(item.kind, "{name}")
    return wording.format(name=context.presenter.term(item.title) if item.kind == "filing" else item.title)


def _where(entry: Entry) -> str:
    places = list(dict.fromkeys(item.where for item in entry.items if item.where))
    if len(places) > 1:
        return tr("{place} and {n} more").format(place=places[0], n=len(places) - 1)
    return places[0] if places else ""
