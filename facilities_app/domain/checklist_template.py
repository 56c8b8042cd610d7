"""A checklist as people write it: its items with all they ask for, before it becomes an edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from facilities_app.domain.wording import clean_line, clean_text

KINDS = ("pass_fail", "reading", "choice", "text", "photo", "signature", "date")
EVIDENCE = ("", "photo_on_fail", "photo")
"""What an answer needs beside itself. What failed needs a note whatever stands here."""
VERDICTS = ("pass", "fail", "na")
JUDGED = frozenset({"pass_fail", "reading"})
"""Kinds whose answer is one of VERDICTS."""
_TEXTS = ("zh", "en", "guidance_zh", "guidance_en")
_LINES = (
    "section_zh",
    "section_en",
    "short_zh",
    "short_en",
    "unit",
    "limit_source",
    "limit_source_en",
    "shown_if",
)
GONE = 0
"""The number in a condition whose item was deleted."""


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One item, its place in the list is its number. ``shown_if`` "3=fail" names an earlier item and its answer.

    ``picture`` is the SHA-256 of the picture of the guidance, "" for none. ``key`` tells rows of one list apart
    while they move; it is no part of what the item says.
    """

    zh: str = ""
    en: str = ""
    kind: str = "pass_fail"
    section_zh: str = ""
    section_en: str = ""
    short_zh: str = ""
    short_en: str = ""
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    limit_source: str = ""
    limit_source_en: str = ""
    offers_none: bool = False
    options: tuple[str, ...] = ()
    shown_if: str = ""
    evidence: str = ""
    guidance_zh: str = ""
    guidance_en: str = ""
    picture: str = ""
    key: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Template:
    """A whole checklist. ``applies_to`` is what it may be used for; see services/checklist_fit."""

    code: str = ""
    name_zh: str = ""
    name_en: str = ""
    applies_to: str = ""
    items: tuple[TemplateItem, ...] = ()


class Condition(NamedTuple):
    """Shown only if item ``number`` has this answer."""

    number: int
    answer: str

    def text(self) -> str:
        """As it is stored."""
        return f"{self.number}={self.answer}"


def condition(shown_if: str) -> Condition | None:
    """What ``shown_if`` says; None for always, and for what cannot be read."""
    number, equals, answer = shown_if.partition("=")
    if not equals or not number.strip().isdecimal():
        return None
    return Condition(int(number), answer.strip())


def answers(item: TemplateItem) -> tuple[str, ...]:
    """The answers a condition may ask for; none where the answer is free."""
    if item.kind in JUDGED:
        return VERDICTS
    return item.options if item.kind == "choice" else ()


def tidy(template: Template) -> Template:
    """Composed and trimmed texts, and of each item only what its kind has use for."""
    template = cleaned(template)
    return replace(template, items=tuple(map(fitted, template.items)))


def cleaned(template: Template) -> Template:
    """Composed and trimmed texts; nothing is left out."""
    items = tuple(map(_cleaned, template.items))
    head = {key: clean_line(getattr(template, key)) for key in ("name_zh", "name_en", "applies_to")}
    return replace(template, code=clean_line(template.code).upper(), items=items, **head)


def fitted(item: TemplateItem) -> TemplateItem:
    """The item with only what its kind has use for."""
    is_reading = item.kind == "reading"
    limited = is_reading and (item.minimum is not None or item.maximum is not None)
    return replace(
        item,
        unit=item.unit if is_reading else "",
        minimum=item.minimum if is_reading else None,
        maximum=item.maximum if is_reading else None,
        limit_source=item.limit_source if limited else "",
        limit_source_en=item.limit_source_en if limited else "",
        offers_none=item.offers_none and item.kind == "text",
        options=item.options if item.kind == "choice" else (),
    )


def _cleaned(item: TemplateItem) -> TemplateItem:
    words: dict[str, Any] = {key: clean_line(getattr(item, key)) for key in _LINES}
    words |= {key: clean_text(getattr(item, key)) for key in _TEXTS}
    options = tuple(filter(None, map(_option, item.options)))
    evidence = "" if item.evidence == "note_on_fail" else item.evidence
    return replace(item, options=options, evidence=evidence, **words)


def _option(text: str) -> str:
    """Options are kept one a line, so no kind of line end may stand in one."""
    return " ".join(clean_line(text).split())


# -- moving items about: conditions follow the items they name ------------------------------------


def moved(items: Sequence[TemplateItem], start: int, end: int) -> tuple[TemplateItem, ...]:
    """The items after the one at ``start`` (from 0) went to ``end``; past the ends stops there."""
    order = list(range(len(items)))
    order.insert(max(0, min(len(items) - 1, end)), order.pop(start))
    return _arranged(items, order)


def without(items: Sequence[TemplateItem], place: int) -> tuple[TemplateItem, ...]:
    """The items without one; a condition that named it names GONE from now on."""
    return _arranged(items, [at for at in range(len(items)) if at != place])


def put(items: Sequence[TemplateItem], place: int, item: TemplateItem) -> tuple[TemplateItem, ...]:
    """The items with one more at ``place``."""
    numbers = {at + 1: at + 1 + (at >= place) for at in range(len(items))}
    before, after = items[:place], items[place:]
    return (
        *(_renumbered(one, numbers) for one in before),
        item,
        *(_renumbered(one, numbers) for one in after),
    )


def _arranged(items: Sequence[TemplateItem], order: Iterable[int]) -> tuple[TemplateItem, ...]:
    kept = list(order)
    numbers = {at + 1: place for place, at in enumerate(kept, 1)}
    return tuple(_renumbered(items[at], numbers) for at in kept)


def _renumbered(item: TemplateItem, numbers: dict[int, int]) -> TemplateItem:
    asked = condition(item.shown_if)
    if asked is None or numbers.get(asked.number, GONE) == asked.number:
        return item
    return replace(item, shown_if=Condition(numbers.get(asked.number, GONE), asked.answer).text())
