"""What becomes of typed text: composed, without control characters, edges trimmed; nothing else is changed."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def clean_text(text: str) -> str:
    """Text of several lines."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def clean_line(text: str) -> str:
    """Text of one line: line ends and tabs become a space."""
    return re.sub(r"[\n\t]+", " ", clean_text(text)).strip()
