"""Logging to a rotating file, with personal data masked before anything is written."""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "facilities-app.log"
_MASKS = (
    # Not \b: in Chinese text no blank stands before or after a number.
    (re.compile(r"(?<![A-Za-z0-9])[A-Za-zＡ-Ｚ][1289A-Da-d１２８９]\d{8}(?!\d)"), "[id]"),
    # ASCII, and begun at an edge: a long Chinese text is one "word", and looking from each of its letters is slow.
    (re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII), "[mail]"),
    (re.compile(r"(?<!\d)(?:\+?886[- ]?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}(?!\d)"), "[phone]"),
    (re.compile(r"(?<!\d)\(?0\d{1,2}[-) ]{0,2}\d{3,4}[- ]?\d{3,4}(?!\d)"), "[phone]"),
)


def scrubbed(text: str) -> str:
    """The text with ID numbers, phones and mail addresses masked, and the home folder shortened."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    with suppress(RuntimeError):  # an account may have no home
        text = text.replace(str(Path.home()), "~")
    return text


class _File(RotatingFileHandler):
    """A full disk or a lost folder must not fill the screen with the logging's own troubles."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
        self.failures = 0

    def handleError(self, _record: logging.LogRecord) -> None:
        self.failures += 1


class _Scrubber(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))


def start(folder: Path | None, *, debug: bool = False) -> None:
    """Send the program's log to ``folder`` (none: nowhere), at most 3 MB in all."""
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    if folder is None:
        return
    handler = _File(folder / FILE)
    handler.setFormatter(_Scrubber("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)


def wrote(say: Callable[[], object]) -> bool:
    """Whether what ``say`` logs came into a file."""
    files = [handler for handler in logging.getLogger().handlers if isinstance(handler, _File)]
    before = sum(file.failures for file in files)
    say()
    return bool(files) and sum(file.failures for file in files) == before


def stop() -> None:
    """Close what start opened."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(handler)
        with suppress(OSError):  # a full disk
            handler.close()
