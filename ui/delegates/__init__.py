"""How cells of lists are painted."""

from ui.delegates.base import CellDelegate, row_height
from ui.delegates.cells import (
    ActionDelegate,
    DueDelegate,
    IconTextDelegate,
    NumberDelegate,
    PillDelegate,
    PriorityDelegate,
    TwoTextDelegate,
)

__all__ = [
    "ActionDelegate",
    "CellDelegate",
    "DueDelegate",
    "IconTextDelegate",
    "NumberDelegate",
    "PillDelegate",
    "PriorityDelegate",
    "TwoTextDelegate",
    "row_height",
]
