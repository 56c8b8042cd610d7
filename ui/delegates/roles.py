"""What a model tells the delegates beside the text: custom item roles, as plain ints for speed."""

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole) + 100

TEXT = int(Qt.ItemDataRole.DisplayRole)  # str: the words of the cell
TONE = _FIRST + 1  # str: "neutral" | "blue" | "amber" | "red" | "green"
ICON = _FIRST + 2  # str: a Lucide name
EMPHASIS = _FIRST + 3  # str: "strong" | "normal" | "faint"; the cell's own beats the column's
SECONDARY = _FIRST + 4  # str: a quieter text behind the first
ID = _FIRST + 5  # int: the row's id
RAW = _FIRST + 6  # the stored value, for sorting and copying
LOADING = _FIRST + 7  # bool: the row is on its way
ACTION = _FIRST + 8  # str: what ActionDelegate offers
