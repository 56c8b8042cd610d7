"""What was being written of a checklist when the window closed, kept for the next time."""

import json
from dataclasses import asdict, fields, replace
from decimal import Decimal
from typing import Any, NamedTuple

from facilities_app.domain.checklist_template import Template, TemplateItem
from ui.context import UiContext
from ui.pages.inspections.template_state import TemplateState

_KEY = "templates.draft"
_LIMITS = ("minimum", "maximum")


class Kept(NamedTuple):
    """A draft, and the edition it was begun from (0: a new checklist)."""

    template_id: int
    draft: Template


def keep(context: UiContext, state: TemplateState) -> None:
    """Keep the draft. Pictures that were not stored yet are left out."""
    items = [replace(one, picture="") if one.picture in state.pictures else one for one in state.draft.items]
    draft = asdict(replace(state.draft, items=tuple(items)))
    known = state.known.id if state.known is not None else 0
    context.prefs.set(_KEY, json.dumps([known, draft], default=str, ensure_ascii=False))


def forget(context: UiContext) -> None:
    """It was saved, or thrown away."""
    if context.prefs.get(_KEY, ""):
        context.prefs.set(_KEY, "")


def kept(context: UiContext) -> Kept | None:
    """What was kept, if there is something that can be read."""
    try:
        known, draft = json.loads(str(context.prefs.get(_KEY, "") or "null"))
        items = tuple(_item(one) for one in draft.pop("items"))
        return Kept(int(known), Template(**draft, items=items))
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _item(values: dict[str, Any]) -> TemplateItem:
    known = {one.name for one in fields(TemplateItem)}
    found = {key: value for key, value in values.items() if key in known}
    for key in _LIMITS:
        found[key] = None if found.get(key) is None else Decimal(found[key])
    found["options"] = tuple(found.get("options", ()))
    return TemplateItem(**found)
