"""What a new edition changes, in words: the same in the window and on the command line."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from facilities_app.domain.checklist_changes import (
    ADDED,
    CHANGED,
    LEFT_OUT,
    FieldChange,
    ItemChange,
    TemplateChange,
)
from facilities_app.domain.checklist_template import TemplateItem, condition
from facilities_app.domain.checklist_words import COLUMNS, EVIDENCE, HEAD, KIND, VERDICT, said
from facilities_app.messages import sentence
from facilities_app.presenting import EMPTY
from facilities_app.services.template_reading import FileProblem
from resources.texts import pick, tr

_CODES = {"kind": KIND, "evidence": EVIDENCE}


def title(change: TemplateChange) -> str:
    """What becomes of the checklist."""
    after = change.after
    name = f"{after.code} {pick(after.name_zh, after.name_en)}".strip()
    if change.before is None:
        return tr("{name}: new, {n} items").format(name=name, n=len(after.items))
    if change.is_nothing:
        return tr("{name}: as it is").format(name=name)
    return tr("{name}: a new edition").format(name=name)


def lines(change: TemplateChange) -> Iterator[str]:
    """One line a change; nothing for a checklist that is new or stays as it is."""
    if change.before is None:
        return
    for one in change.head:
        yield tr("{where}: {what}").format(where=said(HEAD[one.field]), what=_from_to(one))
    for item in change.items:
        yield item_line(item)


def item_line(change: ItemChange) -> str:
    """Item 3 added: …"""
    words = pick(change.item.zh, change.item.en)
    if change.what == ADDED:
        return tr("Item {n} added: {words}").format(n=change.number, words=words)
    if change.what == LEFT_OUT:
        return tr("Item {n} left out: {words}").format(n=change.number, words=words)
    if change.what == CHANGED:
        told = tr("; ", "between changes").join(
            f"{said(COLUMNS[one.field])} {_from_to(one)}" for one in change.fields
        )
        return tr("Item {n} changed: {words} ({what})").format(n=change.number, words=words, what=told)
    return tr("Item {n}, before {was}: {words}").format(n=change.number, was=change.was, words=words)


def problem_line(problem: FileProblem) -> str:
    """C7: what is wrong and what to do."""
    return tr("{where}: {what}").format(where=problem.where, what=sentence(problem.error))


def condition_words(item: TemplateItem) -> str:
    """Answer only if item 3 fails; "" for always."""
    asked = condition(item.shown_if)
    return "" if asked is None else condition_said(asked.number, asked.answer)


def condition_said(number: int, answer: str) -> str:
    """As it stands beside an item on paper and screen."""
    word = said(VERDICT[answer]) if answer in VERDICT else tr("“{text}”").format(text=answer)
    return tr("only if item {n} is {answer}").format(n=number, answer=word)


def _from_to(one: FieldChange) -> str:
    return f"{_value(one.field, one.before)} → {_value(one.field, one.after)}"


def _value(field: str, value: Any) -> str:
    if field in _CODES and value in _CODES[field]:
        return said(_CODES[field][value])
    if isinstance(value, bool):
        return tr("yes", "template") if value else tr("no", "template")
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return tr(", ", "list").join(value) or EMPTY
    if field == "picture":
        return tr("a picture") if value else EMPTY
    return str(value) if value not in (None, "") else EMPTY
