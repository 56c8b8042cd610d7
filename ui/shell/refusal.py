"""What the window shows when a database cannot be opened: why, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.notify import Answer
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconTile


class RefusalPage(QWidget):
    """One sentence in the middle, its choices below."""

    def __init__(self, sentence: str, answers: Sequence[Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.xl, sizes.xl, sizes.xl, sizes.xl)
        column.setSpacing(sizes.m)
        column.addStretch(2)
        column.addWidget(IconTile("database", "red", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        title = Label(tr("The database was not opened"), "title")
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Label(sentence, wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setFixedWidth(sizes.sheet)
        # Qt: a label that wraps asks a box of stretches for one line only.
        self.sentence.setMinimumHeight(self.sentence.heightForWidth(sizes.sheet))
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(sizes.s)
        row.addStretch(1)
        self.buttons = [
            Button(answer.text, kind="primary" if answer.primary else "secondary", on_click=answer.then)
            for answer in answers
        ]
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        if self.buttons:
            self.buttons[0].setFocus()
