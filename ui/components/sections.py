"""A pane's chapters: a hairline, a quiet heading with at most one action, and what belongs to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import Hairline, Label


class Section(QWidget):
    """Put things into ``body``. Without a title only the hairline divides it from what is above."""

    def __init__(
        self,
        title: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        line: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if line:
            outer.addWidget(Hairline())
        inner = QWidget()
        outer.addWidget(inner)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(sizes.edge, sizes.m + 2, sizes.edge, sizes.m + 2)
        self.body.setSpacing(sizes.s)
        self.action = GhostButton(action, on_click=on_action)
        self.title = Label(title, "section")
        if title:
            head = QHBoxLayout()
            head.setSpacing(sizes.s)
            head.addWidget(self.title)
            head.addStretch(1)
            head.addWidget(self.action)
            self.body.addLayout(head)
            # Qt: a widget made visible before it has a parent would flash up as a window of its own.
            self.action.setVisible(bool(action))
            self.setAccessibleName(title)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
