"""Reference rows as a table: few enough to be held whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from facilities_app.domain.reference import RefRow
from ui.models import roles

Names = Mapping[str, Mapping[Any, str]]
"""Of each option field, the name behind each code."""

_NO_PARENT = QModelIndex()


class Cell(NamedTuple):
    """What one cell shows."""

    text: str
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title in the active language, its width (0 takes the rest) and what it shows of a row.

    ``kind``: strong, text, pill, icon or number. ``needs`` hides it where the table has no such field.
    """

    title: str
    width: int
    show: Callable[[RefRow, Names], Cell]
    kind: str = "text"
    needs: str = ""


class RowsModel(QAbstractTableModel):
    """The rows that match ``words``; what is no longer offered is faint."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._all: tuple[RefRow, ...] = ()
        self._shown: tuple[RefRow, ...] = ()
        self._names: Names = {}
        self._words = ""

    def set_rows(self, rows: Sequence[RefRow], names: Names) -> None:
        """Show other rows."""
        self._all, self._names = tuple(rows), names
        self._sift()

    def look_for(self, words: str) -> None:
        """Show only the rows that hold all these words."""
        self._words = words
        self._sift()

    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._all)

    def row_at(self, row: int) -> RefRow | None:
        """The reference row in a row of the table."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, row_id: int) -> int:
        """Where a reference row stands, or -1."""
        return next((place for place, row in enumerate(self._shown) if row.id == row_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """The rows that match."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == roles.DISPLAY:
            return self.columns[section].title
        if role == roles.ALIGNMENT and self.columns[section].kind == "number":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words, icon and tone of a cell."""
        if not index.isValid() or role not in roles.OF_ROW:
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == roles.ROW:
            return row
        if role == roles.EMPHASIS:
            return "faint" if not row.is_active else "strong" if column.kind == "strong" else None
        cell = column.show(row, self._names)
        if role == roles.ICON:
            return cell.icon
        if role == roles.TONE:
            return cell.tone
        if role == roles.ACCESSIBLE:
            return f"{column.title} {cell.text}".strip()
        return cell.text if role in (roles.DISPLAY, roles.TOOLTIP) else None

    def _sift(self) -> None:
        wanted = self._words.casefold().split()
        self.beginResetModel()
        self._shown = tuple(row for row in self._all if self._matches(row, wanted))
        self.endResetModel()

    def _matches(self, row: RefRow, wanted: Sequence[str]) -> bool:
        if not wanted:
            return True
        values = [value for value in row.values.values() if isinstance(value, str)]
        text = " ".join([row.name, *values]).casefold()
        return all(word in text for word in wanted)
