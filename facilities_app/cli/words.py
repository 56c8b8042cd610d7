"""The standard library's own words of the command line, in the program's language."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from resources.texts import language, tr


@contextmanager
def spoken() -> Iterator[None]:
    """While it lasts argparse says "usage" and "the following arguments are required" in the active language.

    argparse has every word translated by two names of its own module; these are set, and put back after.
    """
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=_said, ngettext=_counted)
    try:
        yield
    finally:
        names.update(before)


def _said(source: str) -> str:
    return _words(language()).get(source, source)


def _counted(one: str, many: str, n: int) -> str:
    return _said(one if n == 1 else many)


@cache
def _words(_language: str) -> dict[str, str]:
    """What a person can be shown. The others are told to whoever writes the parser; they stay as they are."""
    return {
        "usage: ": tr("usage: "),
        "options": tr("options"),
        "positional arguments": tr("positional arguments"),
        "show this help message and exit": tr("show this help message and exit"),
        "show program's version number and exit": tr("show program's version number and exit"),
        "%(prog)s: error: %(message)s\n": tr("%(prog)s: error: %(message)s\n"),
        "argument %(argument_name)s: %(message)s": tr("argument %(argument_name)s: %(message)s"),
        "the following arguments are required: %s": tr("the following arguments are required: %s"),
        "one of the arguments %s is required": tr("one of the arguments %s is required"),
        "unrecognized arguments: %s": tr("unrecognized arguments: %s"),
        "not allowed with argument %s": tr("not allowed with argument %s"),
        "ignored explicit argument %r": tr("ignored explicit argument %r"),
        "expected one argument": tr("expected one argument"),
        "expected at least one argument": tr("expected at least one argument"),
        "ambiguous option: %(option)s could match %(matches)s": tr(
            "ambiguous option: %(option)s could match %(matches)s"
        ),
        "invalid choice: %(value)r (choose from %(choices)s)": tr(
            "invalid choice: %(value)r (choose from %(choices)s)"
        ),
        "invalid %(type)s value: %(value)r": tr("invalid %(type)s value: %(value)r"),
    }
