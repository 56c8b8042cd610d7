"""The words of the program in both languages: English is the source, 繁體中文 the default.

One catalogue for window, paper and command line, so none of them needs Qt to speak.
Catalogues are the JSON files of ``i18n/zh_TW/``: English source text to Chinese.
"""

import json
from functools import cache
from os import listdir

from resources import asset

LANGUAGES = ("zh_TW", "en")
DEFAULT_LANGUAGE = "zh_TW"
FRAME = "shell.json"

_active = DEFAULT_LANGUAGE


@cache
def catalogue() -> dict[str, str]:
    """All Chinese texts by their English source, merged from the files of i18n/zh_TW."""
    merged: dict[str, str] = {}
    for name in sorted(listdir(_folder())):
        if name.endswith(".json"):
            merged.update(_area(name))
    return merged


@cache
def _area(name: str) -> dict[str, str]:
    with open(f"{_folder()}/{name}", "rb") as file:  # plain names: paths as objects take twice the time
        read: dict[str, str] = json.loads(file.read())
    return read


@cache
def _folder() -> str:
    return str(asset("i18n/zh_TW"))


def _chinese(key: str, otherwise: str) -> str:
    """The window's frame speaks out of one file: its first paint waits for no other."""
    found = _area(FRAME).get(key)
    return catalogue().get(key, otherwise) if found is None else found


def use(language: str) -> None:
    """Make ``language`` the one that tr answers in. Raises ValueError for a language we do not speak."""
    global _active
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language}")
    _active = language


def language() -> str:
    """The language tr answers in now."""
    return _active


def tr(source: str, context: str = "") -> str:
    """The text for ``source`` in the active language; ``context`` tells apart words English shares.

    Call it with literals only (a test walks all calls), and ``.format()`` the result.
    """
    if _active == "en":
        return source
    return _chinese(f"{context}|{source}" if context else source, source)


def trn(one: str, many: str, n: int) -> str:
    """As tr, for a counted thing: ``{n}`` is filled in, as 2,743. The catalogue's key is ``many``."""
    text = (one if n == 1 else many) if _active == "en" else _chinese(many, many)
    return text.format(n=f"{n:,}")


def pick(zh: str, en: str) -> str:
    """Of a name kept in both languages, the one of the active language (the other if that is empty)."""
    return (en or zh) if _active == "en" else (zh or en)
