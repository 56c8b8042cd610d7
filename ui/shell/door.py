"""Shows what comes through the message door: toasts over the list, faults, questions."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from resources.texts import tr
from ui import theme
from ui.notify import Answer, Fault, Notify, Question, Toast
from ui.widgets.buttons import Button, SecondaryButton
from ui.widgets.labels import Label
from ui.widgets.overlay import Sheet
from ui.widgets.toast import Toast as ToastView


class MessageDoor(QObject):
    """Lives as long as ``window``, what questions lie over; ``host`` tells what toasts lie over now."""

    def __init__(self, notify: Notify, window: QWidget, host: Callable[[], QWidget]) -> None:
        super().__init__(window)
        self._window, self._host = window, host
        self._toast: ToastView | None = None
        notify.toasted.connect(self._on_toast)
        notify.faulted.connect(self._on_fault)
        notify.asked.connect(self._on_asked)

    @property
    def toast(self) -> ToastView:
        """The toast over what is in front."""
        host = self._host()
        toast = self._toast if self._toast is not None and isValid(self._toast) else None
        if toast is None or toast.parentWidget() is not host:
            if toast is not None:
                toast.dismiss()
                toast.deleteLater()
            toast = self._toast = ToastView(host)
        return toast

    def _on_toast(self, toast: Toast) -> None:
        action, key = (tr("Undo"), "Ctrl Z") if toast.undo else ("", "")
        if toast.action:
            action, key = toast.action, ""
        self.toast.show_message(toast.text, tone=toast.tone, action=action, key=key, on_action=toast.undo)

    def _on_fault(self, fault: Fault) -> None:
        FaultDialog(fault, self._window.window()).show()

    def _on_asked(self, question: Question) -> None:
        QuestionSheet(question, self._window.window()).open()


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
