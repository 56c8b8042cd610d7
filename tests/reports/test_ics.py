"""The calendar file: read back line by line as a calendar program does, it says what was put in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities_app.reports.ics import LONGEST_LINE, CalendarEvent, escaped, folded, write_calendar
from tests.ics_reading import read_events, unescaped, unfolded

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_an_event_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    out = tmp_path / "office.ics"
    event = CalendarEvent(
        "tasks-7@office",
        date(2026, 12, 31),
        "客梯月保養；紀錄, 簽收\\存查" + "長" * 60,
        "第一行\r\n第二行",
        "四維 1F",
        sequence=3,
        modified=NOW,
        alarms=(60, 7, 0),
    )
    assert write_calendar(out, "辦公室", [event], NOW) == 1
    (read,) = read_events(out)
    assert read["UID"] == ["tasks-7@office"]
    assert read["SUMMARY"] == [event.summary]
    assert read["DESCRIPTION"][0] == "第一行\n第二行"
    assert (read["SEQUENCE"], read["LAST-MODIFIED"]) == (["3"], ["20261123T010000Z"])
    assert (read["DTSTART"], read["DTEND"]) == (["20261231"], ["20270101"])
    assert read["TRIGGER"] == ["-P59DT15H", "-P6DT15H", "PT9H"]


def test_what_was_left_out_is_cancelled_and_reminds_nobody(tmp_path: Path) -> None:
    out = tmp_path / "office.ics"
    write_calendar(out, "", [CalendarEvent("1@o", date(2026, 1, 1), "停用", cancelled=True)], NOW)
    (read,) = read_events(out)
    assert read["STATUS"] == ["CANCELLED"]
    assert "TRIGGER" not in read
    assert "LAST-MODIFIED" not in read


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_the_calendars_own(ending: str) -> None:
    assert escaped(f"甲{ending}乙") == "甲\\n乙"


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=300))
def test_any_text_survives_escaping_and_folding(text: str) -> None:
    lines = folded("SUMMARY:" + escaped(text))
    assert lines.endswith(b"\r\n")
    assert all(len(line) <= LONGEST_LINE for line in lines.split(b"\r\n"))
    for line in lines.split(b"\r\n"):
        line.decode("utf-8")
    assert unescaped(unfolded(lines)[0].removeprefix("SUMMARY:")) == text
