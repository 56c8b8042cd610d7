"""Reads a calendar file as RFC 5545 says, independently of what writes it."""

import re
from collections import defaultdict
from pathlib import Path


def unfolded(data: bytes) -> list[str]:
    """The content lines."""
    assert b"\n" not in data.replace(b"\r\n", b"")
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def unescaped(value: str) -> str:
    """The text of a value."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def read_events(path: Path) -> list[dict[str, list[str]]]:
    """Each event's values by name, those of its alarms among them."""
    lines = unfolded(path.read_bytes())
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, list[str]]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append(defaultdict(list))
        elif events:
            events[-1][name.partition(";")[0]].append(unescaped(value))
    return [dict(event) for event in events]
