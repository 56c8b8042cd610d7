"""The two decisions and news that interrupt: a fault told calmly, and a question."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.notify import Answer, Fault, Question
from ui.widgets.buttons import Button, SecondaryButton
from ui.widgets.labels import Label
from ui.widgets.overlay import Sheet


class FaultDialog(QDialog):
    """Tells calmly that something of ours failed; the window behind goes on."""

    def __init__(self, fault: Fault, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(tr("Something went wrong"))
        sizes = theme.current().sizes
        self.setMinimumWidth(sizes.sheet - 2 * sizes.xl)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.xl, sizes.xl, sizes.xl, sizes.l)
        column.setSpacing(sizes.m)
        column.addWidget(Label(tr("Something went wrong"), "title"))
        words = tr(
            "Your data are safe and the program goes on. Please send these details to whoever cares for it."
        )
        column.addWidget(Label(words, wrap=True))
        self.details = QPlainTextEdit(fault.details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("Details"))
        self.details.setMinimumHeight(sizes.sheet // 4)
        column.addWidget(self.details)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(SecondaryButton(tr("Copy details"), "copy", on_click=self._on_copy))
        close = Button(tr("Close"), kind="primary", on_click=self.close)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class QuestionSheet(Sheet):
    """A decision; Esc means the last answer."""

    def __init__(self, question: Question, host: QWidget) -> None:
        super().__init__(host, question.title)
        self._question = question
        self._answer: Answer | None = None
        self.body.addWidget(Label(question.text, wrap=True))
        self.footer.addStretch(1)
        self.buttons: list[Button] = []
        for answer in reversed(question.answers):
            kind = "danger" if answer.danger else "primary" if answer.primary else "secondary"
            button = Button(answer.text, kind=kind)
            button.clicked.connect(lambda _=False, answer=answer: self._choose(answer))
            self.footer.addWidget(button)
            self.buttons.append(button)
        self.closed.connect(self._on_closed)

    def first_focus(self) -> QWidget | None:
        """The primary answer."""
        wanted = [b for b, a in zip(self.buttons, reversed(self._question.answers), strict=True) if a.primary]
        return wanted[0] if wanted else super().first_focus()

    def _choose(self, answer: Answer) -> None:
        self._answer = answer
        self.dismiss()

    def _on_closed(self) -> None:
        answer = self._answer or (self._question.answers[-1] if self._question.answers else None)
        self.deleteLater()
        if answer is not None and answer.then is not None:
            answer.then()
