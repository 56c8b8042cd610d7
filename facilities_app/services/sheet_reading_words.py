"""What is said of a checklist that is read back: answers, what stands against them, and what comes of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from facilities_app.domain import keying
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import DomainError
from facilities_app.domain.keying import KeyingItem
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_answers import Unread
from facilities_app.domain.sheet_preview import HeadLine, ItemLine, Line, SheetPreview, State
from facilities_app.messages import sentence
from facilities_app.reports.text import number_text
from resources.texts import tr, trn


def answer_words(item: KeyingItem, answer: ItemAnswer | None) -> str:
    """An answer in one line: 42.5 °C, fail: fan stopped; "" for none."""
    if answer is None:
        return ""
    told = [_reading(item, answer.reading), _verdicts().get(keying.verdict(item, answer), ""), answer.text]
    words = tr(", ", "between names").join(part for part in told if part)
    return (
        tr("{what}: {note}").format(what=words, note=answer.note)
        if words and answer.note
        else (words or answer.note)
    )


def then_words(line: ItemLine) -> str:
    """What the file says of an item, with how far it is beyond its limits, or why it is not taken."""
    if line.unread is not None:
        return unread_words(line.unread)
    words, over = answer_words(line.item, line.then), line.beyond
    if over is not None:
        far = tr("{n} {unit} too high") if over > 0 else tr("{n} {unit} too low")
        words = f"{words}　{far.format(n=number_text(abs(over)), unit=line.item.unit)}".strip()
    if line.overridden:
        ticked = tr("“{answer}” was ticked, the reading counts.")
        words = f"{words}　{ticked.format(answer=_verdicts()[line.overridden])}"
    return words


def head_title(line: HeadLine) -> str:
    """What a line of the head is called."""
    return {
        "done_on": tr("Done on"),
        "inspector": tr("Inspector"),
        "licence": tr("Licence no."),
        "note": tr("Note"),
    }[line.key]


def head_words(line: HeadLine, style: DateStyle, *, now: bool = False) -> str:
    """A value of the head, then or now."""
    if line.unread is not None and not now:
        return unread_words(line.unread)
    value = line.now if now else line.then
    return format_date(date.fromisoformat(value), style) if line.key == "done_on" and value else value


def unread_words(unread: Unread) -> str:
    """Why something is not taken."""
    return sentence(DomainError(unread.code, text=unread.text))


def line_words(line: Line) -> str:
    """How a line stands to what is keyed."""
    return {
        Line.NEW: tr("new", "read back"),
        Line.SAME: tr("same", "read back"),
        Line.CONFLICT: tr("keyed otherwise"),
        Line.UNREAD: tr("not taken"),
        Line.NOT_ASKED: tr("not asked"),
        Line.EMPTY: tr("left empty"),
    }[line]


def state_words(sheet: SheetPreview) -> str:
    """What accepting a sheet would do, in a sentence."""
    if sheet.problem is not None:
        return sentence(sheet.problem)
    if sheet.state is State.EMPTY:
        return tr("Nothing is filled in.")
    if sheet.state is State.NOTHING and not sheet.unread:
        return tr("Everything in it is keyed already; nothing changes.")
    told = [trn("{n} answer is new", "{n} answers are new", _count(sheet, Line.NEW))]
    if sheet.conflicts:
        told.append(trn("{n} was keyed otherwise", "{n} were keyed otherwise", len(sheet.conflicts)))
    if sheet.unread:
        told.append(tr("{n} cannot be taken").format(n=sheet.unread))
    return tr(", ", "between names").join(told)


def lacking_words(lacking: Sequence[tuple[KeyingItem, str]]) -> str:
    """What finishing still needs, the first few."""
    sentences = {
        keying.ANSWER: "keying.needs_answer",
        keying.NOTE: "keying.needs_note",
        keying.PHOTO: "keying.needs_photo",
    }
    return " ".join(
        sentence(DomainError(sentences[what], position=item.position)) for item, what in lacking[:3]
    )


def _count(sheet: SheetPreview, line: Line) -> int:
    return sum(one.line is line for one in sheet.lines) + sum(one.line is line for one in sheet.head)


def _reading(item: KeyingItem, value: Decimal | None) -> str:
    return f"{number_text(value)} {item.unit}".strip() if value is not None else ""


def _verdicts() -> dict[str, str]:
    return {"pass": tr("Pass"), "fail": tr("Fail"), "na": tr("N/A")}
