"""The log holds what helps and nothing about people, and never grows without end."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilities_app import log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The root logger is left as it was."""
    level = logging.getLogger().level
    yield
    log.stop()
    logging.getLogger().setLevel(level)


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("身分證 A123456789。", "身分證 [id]。"),
        ("居留證 AC01234567", "居留證 [id]"),
        ("新式居留證 A800000014", "新式居留證 [id]"),
        ("mail wang.x+1@kcg.gov.tw now", "mail [mail] now"),
        ("0912-345-678", "[phone]"),
        ("0912345678", "[phone]"),
        ("+886 912 345 678", "[phone]"),
        ("07-555-0142", "[phone]"),
        ("02 2345 6789", "[phone]"),
        ("115-0342 stays", "115-0342 stays"),
        ("2026-11-23T01:00:00Z stays", "2026-11-23T01:00:00Z stays"),
        ("3140308-12-1 stays", "3140308-12-1 stays"),
        (f"{Path.home()}/x.sqlite", "~/x.sqlite"),
    ],
)
def test_people_are_masked_and_records_are_not(text: str, scrubbed: str) -> None:
    assert log.scrubbed(text) == scrubbed


def test_what_is_written_is_masked_even_in_a_traceback(tmp_path: Path) -> None:
    log.start(tmp_path)
    try:
        raise ValueError("A123456789 of 0912-345-678")
    except ValueError:
        logging.getLogger("x").exception("could not save %s", "a@b.tw")
    log.stop()
    written = (tmp_path / "facilities-app.log").read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "[id]" in written
    assert "[phone]" in written
    assert "[mail]" in written
    assert "A123456789" not in written


def test_the_log_stays_within_three_megabytes(tmp_path: Path) -> None:
    log.start(tmp_path)
    for _ in range(500):
        logging.getLogger("x").info("字" * 4000)
    log.stop()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3_100_000


@pytest.mark.parametrize(("debug", "level"), [(False, logging.INFO), (True, logging.DEBUG)])
def test_more_is_logged_on_request_and_nothing_is_kept_open(tmp_path: Path, debug: bool, level: int) -> None:
    before = list(logging.getLogger().handlers)
    log.start(tmp_path, debug=debug)
    assert logging.getLogger().level == level
    log.stop()
    log.start(None)
    assert logging.getLogger().handlers == before
