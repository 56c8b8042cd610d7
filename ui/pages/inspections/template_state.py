"""What is being written of a checklist: the draft, the item at hand, and every step back and forth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilities_app.domain.checklist_rules import Flaw, flaws
from facilities_app.domain.checklist_template import Template, TemplateItem, moved, put, tidy, without
from facilities_app.services.template_pictures import Picture
from facilities_app.services.templates import TemplateDetail

HEAD = -1
"""The place of the checklist itself, above its items."""


@dataclass(frozen=True, slots=True)
class Step:
    """One state one can go back to."""

    draft: Template
    at: int


class TemplateState:
    """Plain values; the editor shows them. Letters typed into one field are one step."""

    def __init__(self, known: TemplateDetail | None, draft: Template) -> None:
        self.known = known
        self.draft, self.at = draft, HEAD if known is None else 0
        self.pictures: dict[str, Picture] = {}
        self._before: list[Step] = []
        self._after: list[Step] = []
        self._typing = ""
        self._fresh_key = 0

    # -- asking ----------------------------------------------------------------------------------

    def item(self) -> TemplateItem | None:
        """The item at hand; None for the checklist itself."""
        return self.draft.items[self.at] if 0 <= self.at < len(self.draft.items) else None

    def flaws(self) -> tuple[Flaw, ...]:
        """What stands in the way of saving."""
        return flaws(tidy(self.draft))

    def is_changed(self) -> bool:
        """Whether there is something to save."""
        start = self.known.template if self.known is not None else Template()
        return tidy(self.draft) != start

    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return any(step.draft != self.draft for step in self._before)

    def can_redo(self) -> bool:
        """Whether there is a step forth."""
        return bool(self._after)

    def sections(self) -> tuple[tuple[str, str], ...]:
        """The headings so far, in their order."""
        found = ((item.section_zh, item.section_en) for item in self.draft.items)
        return tuple(dict.fromkeys(pair for pair in found if pair[0]))

    # -- changing --------------------------------------------------------------------------------

    def go_to(self, at: int) -> None:
        """Take another item into hand."""
        self.at = max(HEAD, min(at, len(self.draft.items) - 1))
        self._typing = ""

    def set_head(self, key: str, value: str) -> None:
        """Write one field of the checklist itself."""
        words: dict[str, Any] = {key: value}
        self._take(replace(self.draft, **words), self.at, f"head:{key}")

    def set_item(self, **values: Any) -> None:
        """Write fields of the item at hand."""
        item = self.item()
        if item is None:
            return
        items = list(self.draft.items)
        items[self.at] = replace(item, **values)
        words = "+".join(values)
        self._take(replace(self.draft, items=tuple(items)), self.at, f"{self.at}:{words}")

    def add(self, like: TemplateItem | None = None) -> None:
        """A new item below the one at hand, under the same heading; or a copy of one."""
        here = self.item()
        self._fresh_key -= 1
        fresh = (
            TemplateItem(section_zh=here.section_zh, section_en=here.section_en) if here else TemplateItem()
        )
        fresh = replace(like or fresh, key=self._fresh_key)
        place = self.at + 1
        self._take(replace(self.draft, items=put(self.draft.items, place, fresh)), place)

    def remove(self) -> None:
        """Leave the item at hand out."""
        if self.item() is not None:
            items = without(self.draft.items, self.at)
            self._take(replace(self.draft, items=items), min(self.at, len(items) - 1))

    def move(self, start: int, end: int) -> None:
        """Move an item to another place; it stays at hand."""
        end = max(0, min(len(self.draft.items) - 1, end))
        if start != end and 0 <= start < len(self.draft.items):
            self._take(replace(self.draft, items=moved(self.draft.items, start, end)), end)

    def undo(self) -> bool:
        """One step back; whether there was one."""
        return self._turn(self._before, self._after)

    def redo(self) -> bool:
        """One step forth."""
        return self._turn(self._after, self._before)

    def _take(self, draft: Template, at: int, typing: str = "") -> None:
        if draft == self.draft and at == self.at:
            return
        if not typing or typing != self._typing:
            self._before.append(Step(self.draft, self.at))
        self._typing = typing
        self._after.clear()
        self.draft, self.at = draft, at

    def _turn(self, source: list[Step], target: list[Step]) -> bool:
        here = Step(self.draft, self.at)
        while source:
            step = source.pop()
            if step.draft != self.draft:
                target.append(here)
                self.draft, self.at, self._typing = step.draft, step.at, ""
                return True
        return False


def earlier(items: Sequence[TemplateItem], at: int) -> tuple[tuple[int, TemplateItem], ...]:
    """The items before a place that a condition may ask about, with their numbers."""
    return tuple(
        (number, item)
        for number, item in enumerate(items[: max(at, 0)], 1)
        if item.kind in ("pass_fail", "reading") or (item.kind == "choice" and any(item.options))
    )
