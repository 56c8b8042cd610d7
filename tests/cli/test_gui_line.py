"""The window's line is read without the parser when it is written out, and by the parser in every other case."""

import pytest

from facilities_app.cli import gui
from facilities_app.cli.parser import build_parser

PLAIN = (
    (),
    ("--database", "a.sqlite"),
    ("--database", "postgresql://server/name", "--lang", "en", "--theme", "dark"),
    ("--demo", "--debug"),
    ("--lang", "zh_TW", "--lang", "en"),
)
FOR_THE_PARSER = (
    ("--database=a.sqlite",),
    ("--database",),
    ("--database", "--demo"),
    ("--theme", "blue"),
    ("--lang", "fr"),
    ("--today", "115/11/23"),
    ("--as", "lin"),
    ("--deb",),
    ("--help",),
    ("--nonsense",),
    ("a.sqlite",),
)


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_what_is_read_at_once_means_what_the_parser_says(words: tuple[str, ...]) -> None:
    start, parsed = gui.plain(["gui", *words]), build_parser().parse_args(["gui", *words])
    assert start is not None
    options = [name for name in vars(gui.Start) if not name.startswith("_")]
    assert {name: getattr(start, name) for name in options} == {
        name: getattr(parsed, name) for name in options
    }


@pytest.mark.parametrize("words", FOR_THE_PARSER, ids=" ".join)
def test_the_parser_reads_the_rest(words: tuple[str, ...]) -> None:
    assert gui.plain(["gui", *words]) is None


def test_other_verbs_are_the_parsers() -> None:
    assert gui.plain(["demo", "--database", "a.sqlite"]) is None
    assert gui.plain([]) is None
