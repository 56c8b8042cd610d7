"""What becomes of typed text: composed, without control characters and half characters, edges trimmed."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_LONGEST_SEARCH, _MOST_WORDS = 200, 12


def clean_text(text: str) -> str:
    """Text of several lines."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def clean_line(text: str) -> str:
    """Text of one line: line ends and tabs become a space."""
    return re.sub(r"[\n\t]+", " ", clean_text(text)).strip()


def searched(text: str) -> str:
    """What is looked for: one line, of which the first 200 characters and 12 words count, without half characters.

    A pasted page would else be a pattern that no database takes.
    """
    return " ".join(_HALF.sub("\ufffd", text[:_LONGEST_SEARCH]).split()[:_MOST_WORDS])
