"""Help and wrong words speak the person's language to the last word."""

import argparse
import re

import pytest

from facilities_app.cli import words
from facilities_app.cli.parser import build_parser
from resources import texts
from tests.cli.conftest import Run
from tests.cli.test_the_line import VERBS

# Names of verbs, options, values, files and libraries, and what is quoted: the same in both languages.
SAME = re.compile(
    r"facilities-app|[-\w]*--?[-\w]+|`[^`]*`|\{[^}]*\}|[A-Z][A-Z_.\[\],=…-]*(?:\.pdf)?|\bOR-?URL\b|-or-URL"
)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_chinese_help_has_no_english_of_the_library(run: Run, verb: tuple[str, ...]) -> None:
    said = run(*verb, "--help", *(() if verb == ("ticket",) else ("--lang", "zh_TW"))).out
    assert said.startswith("用法：")
    assert "顯示說明後結束" in said
    for english in ("usage", "options", "positional", "show this help"):
        assert english not in SAME.sub("", said), english


def test_english_help_stays_english(run: Run) -> None:
    said = run("ticket", "add", "--help", "--lang", "en").out
    assert said.startswith("usage: ")
    assert "show this help message and exit" in said


WRONG = {
    "the following arguments are required: FILE": ("demo",),
    "invalid choice: 'fly' (choose from": ("ticket", "move", "1", "--step", "fly"),
    "unrecognized arguments: --loudly": ("check", "--loudly"),
    "expected one argument": ("check", "--database"),
    "not allowed with argument --asset": (
        *("ticket", "add", "--summary", "x", "--asset", "a", "--place", "b"),
    ),
    "one of the arguments --asset --place is required": ("ticket", "add", "--summary", "x"),
    "“x” is not a whole number": ("demo", "a", "--seed", "x"),
    "“-5” is less than one": ("demo", "a", "--tickets", "-5"),
    "ambiguous option: --t could match": ("demo", "a", "--t", "1"),
    "ignored explicit argument 'x'": ("check", "--help=x"),
}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("english", WRONG)
def test_wrong_words_are_answered_in_the_persons_language(run: Run, english: str, language: str) -> None:
    verb, *rest = WRONG[english]
    inner = [rest.pop(0)] if verb == "ticket" else []
    said = run(verb, *inner, "--lang", language, *rest)
    assert (said.code, said.out) == (2, "")
    last = said.err.splitlines()[-1]
    if language == "en":
        assert english in last
    else:
        assert re.search("[\\u4e00-\\u9fff]", last)
        assert not re.search("argument|invalid|expected|choose|could match|error", last)


def test_the_library_speaks_as_before_afterwards() -> None:
    with words.spoken():
        inside = build_parser().format_help()
    assert inside.startswith("用法：")
    assert argparse.ArgumentParser("x").format_help().startswith("usage: ")
