"""Whatever nobody caught ends at the message door, from any thread, and Qt's own words in the log."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from ui.notify import Notify

_log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Hooks(QObject):
    """Installed while the window lives; ``remove`` puts back what was there."""

    _caught = Signal(object)

    def __init__(self, notify: Notify, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Qt: an error may come from any thread, and in the middle of painting: told later, on the main thread.
        self._caught.connect(notify.error, Qt.ConnectionType.QueuedConnection)
        self._before: tuple[Any, Any, Any] | None = None

    def install(self) -> None:
        """Take over."""
        before = qInstallMessageHandler(_to_log)
        self._before = (sys.excepthook, threading.excepthook, before)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Put back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before[0], self._before[1]
            qInstallMessageHandler(self._before[2])
            self._before = None

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._caught.emit(error.with_traceback(trace))

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught.emit(args.exc_value)


@contextmanager
def qt_in_log() -> Iterator[None]:
    """Qt's own words go into the log and nowhere else, not even where there is no log."""
    nowhere = logging.NullHandler()
    _log.addHandler(nowhere)
    before = qInstallMessageHandler(_to_log)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        _log.removeHandler(nowhere)


def _to_log(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)
