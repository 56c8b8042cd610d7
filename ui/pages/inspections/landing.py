"""Where one lands after a change: the record is the row in front, and the keyboard is in the list."""

from PySide6.QtCore import QObject, Qt

from ui.components.list_page import ListPage


class Landing(QObject):
    """Of one page. A list reads a change a moment after it was made, so the row is taken once it is there."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self._record: int | None = None
        page.model.ordered.connect(self._on_ordered)

    def at(self, record: object) -> None:
        """Go to this record, also where the change took it out of what the list shows."""
        key = int(str(record))
        self._page.choose(key)
        self._page.take_focus()
        self._record = key if self._page.model.behind() else None

    def _on_ordered(self) -> None:
        key, self._record = self._record, None
        if key is None:
            return
        self._page.choose(key)
        if not self._page.model.rowCount():
            self._page.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
