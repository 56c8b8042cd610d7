"""How the cells of one column read and look, beyond their stored value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from facilities_app.domain.lists import Row
from ui.models import roles

Reading = Callable[[Any, Row], str]


@dataclass(frozen=True, slots=True)
class Cells:
    """What to show in a column, each from ``(value, row)``; None leaves it to the list.

    ``tone`` is a status tone, ``icon`` a Lucide name, ``secondary`` a quieter text behind the first,
    ``emphasis`` "strong", "normal" or "faint".
    """

    text: Reading | None = None
    tone: Reading | None = None
    icon: Reading | None = None
    secondary: Reading | None = None
    emphasis: Reading | None = None

    def of(self, role: int) -> Reading | None:
        """The reading behind an item role."""
        if role == roles.TONE:
            return self.tone
        if role == roles.ICON:
            return self.icon
        if role == roles.SECONDARY:
            return self.secondary
        return self.emphasis if role == roles.EMPHASIS else None
