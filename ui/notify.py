"""The one door for messages: toasts, refusals, faults and questions. The frame shows them, tests listen."""

import logging
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot, qVersion

from facilities_app.domain.errors import DomainError

if TYPE_CHECKING:
    from facilities_app.domain.changes import Outcome

_log = logging.getLogger("facilities_app.ui")
_PERSONAL = (
    r"[A-Z][1289A-D]\d{8}"  # identity number
    r"|\(?0\d{1,3}\)?[- ]?\d{3,4}[- ]?\d{3,4}"  # telephone
    r"|[\w.+-]+@[\w-]+\.[\w.]+"  # mail
)
_HOME = r"(/home/|/Users/|[A-Z]:\\Users\\)[^/\\\s\"']+"


class Toast(NamedTuple):
    """A line that goes away by itself; ``undo`` adds the word Undo, ``tone`` its icon's colour.

    ``action`` is another word for what ``undo`` does, such as Open; ``key`` is the key that does it too.
    """

    text: str
    undo: Callable[[], object] | None = None
    tone: str = "green"
    action: str = ""
    key: str = ""


class Fault(NamedTuple):
    """A bug of ours, told calmly; ``details`` may be copied and sent, personal data is masked."""

    summary: str
    details: str


class Answer(NamedTuple):
    """One button of a question."""

    text: str
    then: Callable[[], object] | None = None
    primary: bool = False
    danger: bool = False


class Question(NamedTuple):
    """A decision. The last answer is what Esc means."""

    title: str
    text: str
    answers: tuple[Answer, ...]


class Notify(QObject):
    """What the program says to a person; main thread only.

    ``sentence`` words a refusal, ``done`` words what a change did.
    """

    toasted = Signal(object)
    faulted = Signal(object)
    asked = Signal(object)

    def __init__(
        self,
        sentence: Callable[[DomainError], str] = str,
        done: "Callable[[Outcome[Any]], str]" = lambda outcome: outcome.label,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self._done = done
        self._seen: set[str] = set()

    def toast(self, text: str, undo: Callable[[], object] | None = None, tone: str = "green") -> None:
        """Say what happened, with a way back if there is one."""
        self.toasted.emit(Toast(text, undo, tone))

    def offer(self, text: str, action: str, then: Callable[[], object], key: str = "") -> None:
        """Say what happened and offer what comes next, such as opening the file that was written."""
        self.toasted.emit(Toast(text, then, action=action, key=key))

    def happened(
        self, outcome: "Outcome[Any]", undo: Callable[[], object] | None, action: str = "", key: str = ""
    ) -> None:
        """Say what a change did, with ``undo`` as its way back; a change without a label stays quiet."""
        if outcome.label:
            self.toasted.emit(Toast(self._done(outcome), undo, action=action, key=key))

    @Slot(object)
    def error(self, error: BaseException) -> None:
        """A known refusal becomes its sentence; anything else one calm dialog, once for each fault."""
        if isinstance(error, DomainError):
            self.toasted.emit(Toast(self.sentence(error), tone="red"))
            return
        import platform  # start-up counts, faults are rare
        import traceback

        details = scrub("".join(traceback.format_exception(error)))
        _log.error("fault: %s", details)
        place = _place(error)
        if place in self._seen:
            return
        self._seen.add(place)
        head = (
            f"facilities-app · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}\n\n"
        )
        self.faulted.emit(Fault(f"{type(error).__name__}: {scrub(str(error))}"[:200], head + details))

    def ask(self, title: str, text: str, *answers: Answer) -> None:
        """Ask, and go on; the chosen answer's ``then`` is called later."""
        self.asked.emit(Question(title, text, answers))


def scrub(text: str) -> str:
    """The text with identity numbers, telephones, mail addresses and home folders masked."""
    return re.sub(_HOME, r"\1…", re.sub(_PERSONAL, "•••", text))


def _place(error: BaseException) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__}@{last.filename}:{last.lineno}" if last else repr(error)
