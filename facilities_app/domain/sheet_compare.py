"""A filled-in checklist laid beside what is keyed: what is new, what was keyed otherwise, what cannot be taken."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from facilities_app.domain import dates, keying
from facilities_app.domain.errors import DomainError
from facilities_app.domain.keying import KeyingForm, KeyingItem, LicenceRow
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_answers import Unread, answer_in
from facilities_app.domain.sheet_back import RawItem, RawSheet, latest_day, same_words, verdict_in
from facilities_app.domain.sheet_preview import HeadLine, ItemLine, Line, SheetPreview, State
from resources.texts import tr


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
    lines = _asked(
        form,
        [
            _line(item, given.get(item.position), now.get(item.id), marks, labels, today)
            for item in form.items
        ],
    )
    known = {item.position for item in form.items}
    strangers = tuple(one.position for one in raw.items if one.position not in known and _says(one))
    day = _day(raw, today, form.printed_on)
    licence = _licence(form, raw)
    head = _head(form, raw, day, licence.number if licence else "")
    told = [one.line for one in head] + [one.line for one in lines]
    proposed = form.draft == 0 or form.keyed.licence_id is None
    chosen = licence or (_licence_of(form, raw.inspector) if proposed else None)
    return SheetPreview(
        raw.number,
        State.CHANGES if Line.NEW in told or Line.CONFLICT in told else State.NOTHING,
        form,
        head,
        lines,
        strangers,
        licence_id=chosen.id if chosen else None,
        done_on=day if isinstance(day, date) else None,
    )


def _licence(form: KeyingForm, raw: RawSheet) -> LicenceRow | None:
    """The licence whose number is written."""
    found = (row for row in form.licences if raw.licence and same_words(row.number, raw.licence))
    return next(found, None)


def _licence_of(form: KeyingForm, inspector: str) -> LicenceRow | None:
    """The licence of who inspected."""
    return next((row for row in form.licences if keying.is_held_by(row, inspector)), None)


def _asked(form: KeyingForm, lines: list[ItemLine]) -> tuple[ItemLine, ...]:
    """What the other answers do not ask for is not taken, however it was filled in."""
    answers = {one.item_id: one for one in form.keyed.answers}
    answers |= {one.item.id: one.then for one in lines if one.then is not None}
    return tuple(
        one
        if one.then is None or keying.is_shown(one.item, form.items, answers)
        else replace(one, line=Line.NOT_ASKED)
        for one in lines
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
    ticked = _overridden(item, raw, then)
    if now is None or now == ItemAnswer(item.id):
        return ItemLine(item, Line.NEW, None, then, overridden=ticked)
    line = Line.SAME if _same(item, now, then) else Line.CONFLICT
    return ItemLine(item, line, now, then, overridden=ticked)


def _overridden(item: KeyingItem, raw: RawItem, then: ItemAnswer | None) -> str:
    """The tick that the reading beside it contradicts; "" if it has none."""
    ticked = verdict_in(raw.answer) or ""
    if then is None or then.reading is None or ticked == keying.verdict(item, then):
        return ""
    return ticked


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
