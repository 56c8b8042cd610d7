"""What a change touched: what flows from the journal to the bus to the views."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids that one step inserted, updated or deleted, by entity (the table's name)."""

    touched: Mapping[str, frozenset[int]] = field(default_factory=dict)
    everything: bool = False  # after an import or restore: read all again

    def ids(self, entity: str) -> frozenset[int]:
        """The touched ids of one entity."""
        return self.touched.get(entity, frozenset())

    def touches(self, *entities: str) -> bool:
        """Whether any of these entities was touched."""
        return self.everything or any(self.touched.get(entity) for entity in entities)

    def widened(self) -> "Changes":
        """The same; but when a row of NAMES changed, everything is to be read again."""
        return Changes(self.touched, everything=True) if self.touches(*NAMES) else self


NAMES = frozenset(
    {
        "choices",
        "trades",
        "priorities",
        "asset_categories",
        "attribute_definitions",
        "users",
        "calendar_days",
        "places",
        "settings",
    }
)
"""Tables whose rows other rows are shown with."""
KEPT = NAMES | {"inspection_plans"}
"""Tables whose names are kept in memory and read anew when one of them changed."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a service's change gives back: its value, what it touched, and how the toast words it.

    ``operation`` is the journal's number of the step (0 if nothing changed); ``label`` the message code.
    """

    value: T
    changes: Changes
    operation: int = 0
    label: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
