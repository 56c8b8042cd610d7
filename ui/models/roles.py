"""What a list model tells the delegates beside the text: plain ints, since enums cost paint time."""

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole) + 100

TONE = _FIRST + 1
ICON = _FIRST + 2
EMPHASIS = _FIRST + 3
SECONDARY = _FIRST + 4
ROW_ID = _FIRST + 5
VALUE = _FIRST + 6  # the stored value of the cell
LOADING = _FIRST + 7
SPEC = _FIRST + 20  # the ColumnSpec
ROW = _FIRST + 21  # the whole Row, or None while its page is on the way

DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)

LOOKS = frozenset((TONE, ICON, EMPHASIS, SECONDARY))
OF_ROW = frozenset((DISPLAY, ACCESSIBLE, TOOLTIP, VALUE, ROW, LOADING)) | LOOKS
