"""What reading a filled-in checklist back would change: line by line, now and then, with all that stands against it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from facilities_app.domain import keying
from facilities_app.domain.errors import DomainError
from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem, LicenceRow
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_answers import Unread


class Line(StrEnum):
    """How a line of the file stands to what is keyed."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    UNREAD = "unread"
    NOT_ASKED = "not_asked"
    EMPTY = "empty"


class State(StrEnum):
    """What accepting a sheet would do."""

    CHANGES = "changes"
    NOTHING = "nothing"
    EMPTY = "empty"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item: what is keyed now, what the file says then. ``unread`` says why it is not taken.

    ``overridden`` is what was ticked beside a reading that says otherwise: the reading counts.
    """

    item: KeyingItem
    line: Line
    now: ItemAnswer | None = None
    then: ItemAnswer | None = None
    unread: Unread | None = None
    overridden: str = ""

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


def doubtful_licence(preview: SheetPreview, keyed: Keyed) -> LicenceRow | None:
    """The licence that would be kept though somebody else holds it."""
    assert preview.form is not None
    row = next((one for one in preview.form.licences if one.id == keyed.licence_id), None)
    return None if row is None or keying.is_held_by(row, keyed.inspector) else row


def _with_head(keyed: Keyed, line: HeadLine, preview: SheetPreview) -> Keyed:
    if line.key == "done_on":
        return replace(keyed, done_on=preview.done_on or keyed.done_on)
    if line.key == "inspector":
        assert preview.form is not None
        kept = keyed.licence_id if preview.form.draft else None  # what is only proposed is the reader's own
        return replace(keyed, inspector=line.then, licence_id=preview.licence_id or kept)
    if line.key == "licence":
        return replace(keyed, licence_id=preview.licence_id)
    return replace(keyed, note=line.then)
