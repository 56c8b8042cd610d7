"""What reading a filled-in checklist back would change: line by line, now and then, with all that stands against it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from facilities_app.domain import dates, keying
from facilities_app.domain.errors import DomainError
from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_answers import Unread, answer_in
from facilities_app.domain.sheet_back import RawItem, RawSheet, latest_day, same_words
from resources.texts import tr


class Line(StrEnum):
    """How a line of the file stands to what is keyed."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    UNREAD = "unread"
    EMPTY = "empty"


class State(StrEnum):
    """What accepting a sheet would do."""

    CHANGES = "changes"
    NOTHING = "nothing"
    EMPTY = "empty"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item: what is keyed now, what the file says then. ``unread`` says why it is not taken."""

    item: KeyingItem
    line: Line
    now: ItemAnswer | None = None
    then: ItemAnswer | None = None
    unread: Unread | None = None

    @property
    def beyond(self) -> Decimal | None:
        """By how much the reading in the file is out of its limits."""
        reading = self.then.reading if self.then is not None else None
        return keying.beyond(self.item, reading) if reading is not None else None


@dataclass(frozen=True, slots=True)
class HeadLine:
    """done_on, inspector, licence or note: as words."""

    key: str
    line: Line
    now: str = ""
    then: str = ""
    unread: Unread | None = None


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet of the file. ``problem`` says why it is blocked; ``form`` is None if nothing was found to key."""

    number: str
    state: State
    form: KeyingForm | None = None
    head: tuple[HeadLine, ...] = ()
    lines: tuple[ItemLine, ...] = ()
    strangers: tuple[int, ...] = ()
    problem: DomainError | None = None
    licence_id: int | None = field(default=None, compare=False)
    done_on: date | None = field(default=None, compare=False)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The keys of what was keyed otherwise: "6" for an item, "inspector" for a line of the head."""
        return tuple(
            [one.key for one in self.head if one.line is Line.CONFLICT]
            + [str(one.item.position) for one in self.lines if one.line is Line.CONFLICT]
        )

    @property
    def unread(self) -> int:
        """How many lines of the file cannot be taken."""
        told = [one.unread for one in self.head] + [one.unread for one in self.lines]
        return sum(one is not None for one in told) + len(self.strangers)


def keyed_with(preview: SheetPreview, take: Collection[str] = ()) -> Keyed:
    """What is keyed once the sheet is accepted; of the conflicts only those in ``take`` are taken from the file."""
    assert preview.form is not None
    form = preview.form
    answers = {one.item_id: one for one in form.keyed.answers}
    for one in preview.lines:
        wanted = one.line is Line.NEW or (one.line is Line.CONFLICT and str(one.item.position) in take)
        if wanted and one.then is not None:
            answers[one.item.id] = one.then
    shown = {one.id for one in form.items if keying.is_shown(one, form.items, answers)}
    keyed = replace(form.keyed, answers=tuple(one for key, one in answers.items() if key in shown))
    for line in preview.head:
        if line.line is Line.NEW or (line.line is Line.CONFLICT and line.key in take):
            keyed = _with_head(keyed, line, preview)
    return keyed


def lacking(preview: SheetPreview, keyed: Keyed) -> tuple[tuple[KeyingItem, str], ...]:
    """What finishing still needs, as keying.missing."""
    assert preview.form is not None
    photos = {keying.photo_position(one.caption) for one in preview.form.photos}
    have = {at for at in photos if at is not None}
    return keying.missing(preview.form.items, {one.item_id: one for one in keyed.answers}, have)


def can_finish(preview: SheetPreview, keyed: Keyed) -> bool:
    """Whether the result can be recorded, or is only kept until somebody keyed what lacks or could not be read."""
    return bool(keyed.inspector.strip()) and not preview.unread and not lacking(preview, keyed)


def compared(
    form: KeyingForm,
    raw: RawSheet,
    marks: Mapping[int, str],
    labels: Mapping[int, tuple[str, ...]],
    today: date,
) -> SheetPreview:
    """The file beside the form. ``marks`` and ``labels`` say by position what each item asks today."""
    given = {one.position: one for one in raw.items}
    now = {one.item_id: one for one in form.keyed.answers}
    lines = tuple(
        _line(item, given.get(item.position), now.get(item.id), marks, labels, today) for item in form.items
    )
    known = {item.position for item in form.items}
    strangers = tuple(one.position for one in raw.items if one.position not in known and _says(one))
    day = _day(raw, today, form.printed_on)
    licence = next(
        (row for row in form.licences if raw.licence and same_words(row.number, raw.licence)), None
    )
    holder = next(
        (row for row in form.licences if raw.inspector and same_words(row.holder, raw.inspector)), None
    )
    head = _head(form, raw, day, licence.number if licence else "")
    told = [one.line for one in head] + [one.line for one in lines]
    changed = Line.NEW in told or Line.CONFLICT in told
    chosen = licence or (holder if form.keyed.licence_id is None else None)
    return SheetPreview(
        raw.number,
        State.CHANGES if changed else State.NOTHING,
        form,
        head,
        lines,
        strangers,
        licence_id=chosen.id if chosen else None,
        done_on=day if isinstance(day, date) else None,
    )


def _line(
    item: KeyingItem,
    raw: RawItem | None,
    now: ItemAnswer | None,
    marks: Mapping[int, str],
    labels: Mapping[int, tuple[str, ...]],
    today: date,
) -> ItemLine:
    if raw is None or not _says(raw):
        return ItemLine(item, Line.EMPTY, now)
    relabelled = raw.label and not any(same_words(raw.label, one) for one in labels.get(item.position, ()))
    if relabelled or (raw.mark and raw.mark != marks.get(item.position)):
        return ItemLine(item, Line.UNREAD, now, unread=Unread("sheet.label_changed", raw.label))
    then = answer_in(item, raw, today)
    if isinstance(then, Unread):
        return ItemLine(item, Line.UNREAD, now, unread=then)
    if now is None or now == ItemAnswer(item.id):
        return ItemLine(item, Line.NEW, None, then)
    return ItemLine(item, Line.SAME if _same(item, now, then) else Line.CONFLICT, now, then)


def _says(raw: RawItem) -> bool:
    return bool(raw.answer or raw.reading or raw.text or raw.note)


def _same(item: KeyingItem, now: ItemAnswer, then: ItemAnswer | None) -> bool:
    return then is not None and (
        keying.verdict(item, now) == keying.verdict(item, then)
        and now.reading == then.reading
        and same_words(now.text, then.text)
        and same_words(now.note, then.note)
    )


def _day(raw: RawSheet, today: date, printed_on: date | None) -> date | Unread | None:
    if not raw.day:
        return None
    month, stroke, day = raw.day.partition("/")
    found = latest_day(month, day, today) if stroke and "/" not in day else None
    if found is None:
        try:
            found = dates.parse(raw.day, today)
        except DomainError:
            return Unread("sheet.no_date", raw.day)
    if printed_on is not None and found < printed_on:
        return Unread("sheet.before_print", raw.day)
    return Unread("sheet.future_day", raw.day) if found > today else found


def _head(form: KeyingForm, raw: RawSheet, day: date | Unread | None, licence: str) -> tuple[HeadLine, ...]:
    """The lines of the head that the file says something of."""
    kept, drafted = form.keyed, form.draft > 0
    number = next((row.number for row in form.licences if row.id == kept.licence_id), "")
    found = []
    if isinstance(day, Unread):
        found.append(HeadLine("done_on", Line.UNREAD, unread=day))
    elif day is not None:
        found.append(_head_line("done_on", kept.done_on.isoformat(), day.isoformat(), drafted))
    if raw.inspector:
        found.append(_head_line("inspector", kept.inspector, raw.inspector[:80], drafted))
    if raw.licence:
        unknown = Unread("sheet.no_such_licence", raw.licence)
        line = _head_line("licence", number, licence, drafted)
        found.append(line if licence else HeadLine("licence", Line.UNREAD, number, unread=unknown))
    note = note_in(raw)
    if note:
        found.append(_head_line("note", kept.note, note, drafted))
    return tuple(found)


def _head_line(key: str, now: str, then: str, drafted: bool) -> HeadLine:
    """What nobody keyed yet is only proposed by the form, and gives way."""
    if same_words(now, then):
        return HeadLine(key, Line.SAME, now, then)
    return HeadLine(key, Line.CONFLICT if drafted and now else Line.NEW, now, then)


def note_in(raw: RawSheet) -> str:
    """The note of the whole sheet: the remarks, and from when to when."""
    times = tr("Inspected {times}").format(times=raw.times) if raw.times else ""
    return "\n".join(part for part in (times, raw.note) if part)[:2000]


def _with_head(keyed: Keyed, line: HeadLine, preview: SheetPreview) -> Keyed:
    if line.key == "done_on":
        return replace(keyed, done_on=preview.done_on or keyed.done_on)
    if line.key == "inspector":
        return replace(keyed, inspector=line.then, licence_id=preview.licence_id or keyed.licence_id)
    if line.key == "licence":
        return replace(keyed, licence_id=preview.licence_id)
    return replace(keyed, note=line.then)
