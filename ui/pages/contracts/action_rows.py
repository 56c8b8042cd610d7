"""Rows of a chapter with what can be done to each at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.components.link_button import LinkButton
from ui.components.sections import clear_layout
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Hairline, Label, Pill


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row; ``opens`` makes its text a link. ``actions`` are (key, icon, name) of its buttons."""

    key: int
    text: str
    detail: str = ""
    pill: tuple[str, str, str] | None = None  # words, tone, icon
    aside: str = ""
    opens: bool = False
    actions: tuple[tuple[str, str, str], ...] = ()
    warning: str = ""


class ActionRows(QWidget):
    """``acted`` carries what was wished and the row's key; ``opened`` the key of the row that was opened."""

    acted = Signal(str, int)
    opened = Signal(int)

    def __init__(
        self, rows: Sequence[ActionRow] = (), empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().sizes.xs)
        self.set_rows(rows, empty)

    def set_rows(self, rows: Sequence[ActionRow], empty: str = "") -> None:
        """Show other rows, or the sentence for none."""
        clear_layout(self._column)
        for place, row in enumerate(rows):
            if place:
                self._column.addWidget(Hairline())
            self._column.addLayout(self._line(row))
            if row.detail:
                self._column.addWidget(Label(row.detail, "secondary", wrap=True))
            if row.warning:
                self._column.addWidget(Label(row.warning, "secondary", colour="amber", wrap=True))
        if not rows and empty:
            self._column.addWidget(Label(empty, "secondary", wrap=True))

    def _line(self, row: ActionRow) -> QHBoxLayout:
        sizes = theme.current().sizes
        line = QHBoxLayout()
        line.setSpacing(sizes.s)
        if row.opens:
            link = LinkButton(row.text)
            link.clicked.connect(lambda _=False, key=row.key: self.opened.emit(key))
            line.addWidget(link)
            line.addStretch(1)
        else:
            line.addWidget(Label(row.text, "strong", wrap=True), 1)
        if row.aside:
            line.addWidget(Label(row.aside, "body"))
        if row.pill:
            line.addWidget(Pill(*row.pill))
        for key, icon, name in row.actions:
            button = IconButton(icon, f"{name} {row.text}")
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, key=key, of=row.key: self.acted.emit(key, of))
            line.addWidget(button)
        return line
