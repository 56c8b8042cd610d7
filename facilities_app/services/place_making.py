"""Entering a place: its code, its way down the tree and what all of that must obey."""

import re
import unicodedata

from sqlalchemy import func, select

from db.models import Place
from db.uow import UnitOfWork
from facilities_app.domain.errors import Invalid
from facilities_app.domain.naming import place_label
from facilities_app.domain.places import LONGEST, LONGEST_LABEL, may_hold
from facilities_app.domain.rows import NewPlace
from facilities_app.domain.wording import clean_line

_SHORT = re.compile(r"[A-Z0-9]+")
_ROOM_FOR_SERIAL = 4


def make_place(uow: UnitOfWork, new: NewPlace) -> Place:
    """Add the place below its parent, after its siblings. Raises Invalid beside the field that needs it."""
    parent = uow.get(Place, new.parent_id, "place.gone") if new.parent_id is not None else None
    check_kind(parent, new.kind)
    row = Place(parent_id=new.parent_id, kind=new.kind)
    for field in ("name", "name_en", "note"):
        setattr(row, field, read_line(field, getattr(new, field)))
    row.code = read_line("code", new.code)
    check_name(uow, row, parent)
    row.code = row.code or _proposal(uow, parent, row)
    check_code(uow, row)
    row.label = place_label(parent.label if parent else "", row.name)
    row.position = after_siblings(uow, new.parent_id) if new.position is None else new.position
    uow.add(row)
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    row.site_id = (parent.site_id or parent.id) if parent else row.id
    uow.session.flush()
    return row


def read_line(field: str, text: str) -> str:
    """The text as it is kept. Raises Invalid if it is too long."""
    words = clean_line(text or "")
    if len(words) > LONGEST[field]:
        raise Invalid("place.text_too_long", field=field, longest=LONGEST[field])
    return words


def check_name(uow: UnitOfWork, row: Place, parent: Place | None, field: str = "name") -> None:
    """A name that its siblings do not have, and a way that is not too long to be shown.

    ``field`` is the one that would make it wrong.
    """
    if not row.name:
        raise Invalid("place.needs_name", field="name")
    with uow.session.no_autoflush:
        siblings = uow.session.execute(
            select(Place.id, Place.name).where(
                Place.parent_id.is_(None) if parent is None else Place.parent_id == parent.id
            )
        )
        if any(_same(name, row.name) for key, name in siblings if key != row.id):
            raise Invalid("place.name_taken", field=field, name=row.name)
    if len(place_label(parent.label if parent else "", row.name)) > LONGEST_LABEL:
        raise Invalid("place.too_deep", field=field, longest=LONGEST_LABEL)


def check_code(uow: UnitOfWork, row: Place) -> None:
    """A code that no other place has."""
    if not row.code:
        raise Invalid("place.needs_code", field="code")
    with uow.session.no_autoflush:
        twin = uow.session.scalar(
            select(Place.label).where(Place.code == row.code, Place.id != (row.id or 0))
        )
    if twin is not None:
        raise Invalid("place.code_taken", field="code", code=row.code, name=twin)


def check_kind(parent: Place | None, kind: str, field: str = "kind") -> None:
    """A kind that may stand where it is to stand."""
    if may_hold(parent.kind if parent else None, kind):
        return
    if parent is None:
        raise Invalid("place.needs_parent", field="parent_id")
    if kind == "site":
        raise Invalid("place.site_stands_alone", field=field)
    raise Invalid("place.cannot_hold", field=field, name=parent.name)


def _proposal(uow: UnitOfWork, parent: Place | None, row: Place) -> str:
    """The parent's code and what the name says in plain letters (SW-11F), else a running number (SW-03)."""
    # Safe: the unit of work holds the only write lock from its first read to its commit.
    stem = f"{parent.code}-" if parent else ""
    plain = unicodedata.normalize("NFKC", f"{row.name} {row.name_en}").upper()
    found = _SHORT.search(plain)
    short = found.group() if found else ""
    stem = stem[: LONGEST["code"] - _ROOM_FOR_SERIAL]
    if short and _is_free(uow, stem + short):
        return stem + short
    serial = 1
    while not _is_free(uow, f"{stem or 'S'}{serial:02d}"):
        serial += 1
    return f"{stem or 'S'}{serial:02d}"


def _is_free(uow: UnitOfWork, code: str) -> bool:
    with uow.session.no_autoflush:
        taken = uow.session.scalar(select(Place.id).where(Place.code == code))
    return taken is None and len(code) <= LONGEST["code"]


def after_siblings(uow: UnitOfWork, parent_id: int | None) -> int:
    """The position after all that stand there."""
    with uow.session.no_autoflush:
        last = uow.session.scalar(
            select(func.max(Place.position)).where(
                Place.parent_id.is_(None) if parent_id is None else Place.parent_id == parent_id
            )
        )
    return 0 if last is None else last + 1


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFKC", one).casefold() == unicodedata.normalize("NFKC", other).casefold()
