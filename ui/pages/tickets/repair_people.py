"""The line for who reported it: former requesters are offered by name or telephone, and bring the telephone along."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from facilities_app.domain.rows import Requester
from ui.context import UiContext

_NAME, _PHONE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class RequesterLine(QLineEdit):
    """``picked`` carries the telephone of whoever was chosen from the list."""

    picked = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._phones: dict[str, str] = {}
        self._model = QStandardItemModel(self)
        completer = _People(self._model, self)
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.setCompleter(completer)

    def read(self) -> None:
        """Ask anew who reported lately."""
        self._context.worker.read(self._context.services.requesters.recent, self._on_read)

    def phone_of(self, name: str) -> str:
        """The last telephone of exactly this person, "" if unknown."""
        return self._phones.get(name.strip(), "")

    def _on_read(self, people: tuple[Requester, ...]) -> None:
        self._phones = {}
        self._model.clear()
        for person in people:
            self._phones.setdefault(person.name, person.phone)
            item = QStandardItem("　".join(part for part in (person.name, person.phone) if part))
            item.setData(person.name, _NAME)
            item.setData(person.phone, _PHONE)
            self._model.appendRow(item)

    def _on_activated(self, index: QModelIndex) -> None:
        phone = index.data(_PHONE)
        if phone:
            self.picked.emit(str(phone))


class _People(QCompleter):
    """Matches name and telephone, writes the name."""

    def __init__(self, model: QStandardItemModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(8)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is written into the line."""
        return str(index.data(_NAME) or "")
