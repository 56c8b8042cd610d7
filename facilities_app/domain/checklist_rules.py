"""What a checklist must be before it can be saved: each thing that is wrong, with the field it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from facilities_app.domain.checklist_template import (
    EVIDENCE,
    JUDGED,
    KINDS,
    Template,
    TemplateItem,
    answers,
    condition,
)
from facilities_app.domain.errors import Invalid

LONGEST_CODE, MOST_ITEMS, OPTIONS_ROOM = 16, 200, 400
_CODE = re.compile(rf"[A-Z0-9][A-Z0-9_-]{{0,{LONGEST_CODE - 1}}}")
_HEAD = {"name_zh": 120, "name_en": 120, "applies_to": 40}
LONGEST = {
    "zh": 200,
    "en": 200,
    "section_zh": 80,
    "section_en": 80,
    "short_zh": 40,
    "short_en": 60,
    "unit": 20,
    "limit_source": 200,
    "limit_source_en": 200,
    "shown_if": 80,
    "guidance_zh": 400,
    "guidance_en": 400,
}
"""Room for each text of an item."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: ``number`` is the item's (0: the checklist itself), ``field`` where to mend it."""

    code: str
    field: str
    number: int = 0
    params: dict[str, Any] = made(default_factory=dict)

    def error(self) -> Invalid:
        """The same as a refusal beside "field" or "3:field"."""
        where = f"{self.number}:{self.field}" if self.number else self.field
        return Invalid(self.code, field=where, **self.params)


def flaws(template: Template) -> tuple[Flaw, ...]:
    """All that is wrong with a tidied template, in the order of the paper; nothing if it can be saved."""
    return (*_of_head(template), *(found for at in range(len(template.items)) for found in _of(template, at)))


def check(template: Template) -> None:
    """Raise Invalid at the first problem; its field is "name_zh" or "3:maximum"."""
    for found in flaws(template):
        raise found.error()


def _of_head(template: Template) -> Iterator[Flaw]:
    if not _CODE.fullmatch(template.code):
        yield Flaw("template.code_form", "code", params={"longest": LONGEST_CODE})
    if not template.name_zh:
        yield Flaw("template.no_title", "name_zh")
    for key, longest in _HEAD.items():
        if len(getattr(template, key)) > longest:
            yield Flaw("template.too_long", key, params={"longest": longest})
    if not template.items:
        yield Flaw("template.no_items", "items")
    elif len(template.items) > MOST_ITEMS:
        yield Flaw("template.too_many", "items", params={"most": MOST_ITEMS})


def _of(template: Template, at: int) -> Iterator[Flaw]:
    item, number = template.items[at], at + 1
    if not item.zh:
        yield Flaw("template.no_words", "zh", number)
    for key, longest in LONGEST.items():
        if len(getattr(item, key)) > longest:
            yield Flaw("template.too_long", key, number, {"longest": longest})
    if item.kind not in KINDS:
        yield Flaw("template.no_such_kind", "kind", number, {"text": item.kind})
    if item.evidence not in EVIDENCE:
        yield Flaw("template.no_such_evidence", "evidence", number, {"text": item.evidence})
    elif item.evidence == "photo_on_fail" and item.kind in KINDS and item.kind not in JUDGED:
        yield Flaw("template.cannot_fail", "evidence", number)
    yield from _of_reading(item, number)
    yield from _of_choice(item, number)
    yield from _of_condition(template, item, number)


def _of_reading(item: TemplateItem, number: int) -> Iterator[Flaw]:
    if item.kind not in KINDS:
        return  # what it may have is not known
    if item.kind != "reading":
        given = {"unit": item.unit, "minimum": item.minimum, "maximum": item.maximum}
        for key, value in given.items():
            if value not in (None, ""):
                yield Flaw("template.only_readings", key, number)
        return
    low, high = item.minimum, item.maximum
    for key, limit in (("minimum", low), ("maximum", high)):
        if limit is not None and (not limit.is_finite() or len(f"{limit:f}") > 20):
            yield Flaw("template.limit_size", key, number)
            return
    if low is not None and high is not None and low > high:
        yield Flaw("template.limits_crossed", "maximum", number, {"low": f"{low:f}", "high": f"{high:f}"})


def _of_choice(item: TemplateItem, number: int) -> Iterator[Flaw]:
    if item.kind != "choice":
        if item.options and item.kind in KINDS:
            yield Flaw("template.only_choices", "options", number)
        return
    if len(item.options) < 2:
        yield Flaw("template.no_options", "options", number)
    elif twice := next((one for one in item.options if item.options.count(one) > 1), ""):
        yield Flaw("template.option_twice", "options", number, {"option": twice})
    elif len("\n".join(item.options)) > OPTIONS_ROOM:
        yield Flaw("template.too_long", "options", number, {"longest": OPTIONS_ROOM})


def _of_condition(template: Template, item: TemplateItem, number: int) -> Iterator[Flaw]:
    if not item.shown_if:
        return
    asked = condition(item.shown_if)
    if asked is None:
        yield Flaw("template.condition_form", "shown_if", number, {"text": item.shown_if})
    elif not 1 <= asked.number <= len(template.items):
        yield Flaw("template.condition_gone", "shown_if", number)
    elif asked.number >= number:
        yield Flaw("template.condition_later", "shown_if", number, {"asked": asked.number})
    elif not (offered := answers(template.items[asked.number - 1])):
        yield Flaw("template.condition_free", "shown_if", number, {"asked": asked.number})
    elif asked.answer not in offered:
        yield Flaw(
            "template.condition_answer", "shown_if", number, {"asked": asked.number, "answer": asked.answer}
        )
