"""Shows what comes through the message door: toasts over the list, faults, questions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from resources.texts import tr
from ui.notify import Fault, Notify, Question, Toast

if TYPE_CHECKING:
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
    def toast(self) -> "ToastView":
        """The toast over what is in front."""
        from ui.widgets.toast import Toast as ToastView

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
            action, key = toast.action, toast.key
        self.toast.show_message(toast.text, tone=toast.tone, action=action, key=key, on_action=toast.undo)

    def _on_fault(self, fault: Fault) -> None:
        from ui.shell.dialogs import FaultDialog

        FaultDialog(fault, self._window.window()).show()

    def _on_asked(self, question: Question) -> None:
        from ui.shell.dialogs import QuestionSheet

        QuestionSheet(question, self._window.window()).open()
