"""The audit by keyboard: sixty-six units as docs/stories/audit-66-units.md says, and each finding to its end."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.audits import STEPS
from facilities_app.domain.clock import FixedClock
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, NONE, Desk, desk_at
from ui.pages.audits.page import AuditsPage
from ui.pages.audits.step_sheets import BeginSheet, FinishSheet, SendSheet

TODAY = date(2026, 11, 23)
STORY = Path(__file__).resolve().parents[2] / "docs" / "stories" / "audit-66-units.md"
KEYS_A_SECOND = 4
MOST_SECONDS = 15 * 60
ORDINARY = 6
"""Strokes that an ordinary unit may take."""
KEYS = {
    "Enter": (Qt.Key.Key_Return, NONE),
    "Ctrl+V": (Qt.Key.Key_V, CONTROL),
    **{digit: (getattr(Qt.Key, f"Key_{digit}"), NONE) for digit in "123456"},
}


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the story's tables."""

    words: str
    keys: tuple[str, ...]
    strokes: int


@dataclass(slots=True)
class Part:
    """So many units that are keyed alike."""

    units: int
    steps: list[Step] = field(default_factory=list)


def script() -> list[Part]:
    """The story's parts, in the order of the route."""
    parts: list[Part] = []
    for line in STORY.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"## (\d+) unit", line):
            parts.append(Part(int(found[1])))
        elif line.startswith("| ") and not line.startswith("| step"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            keys = tuple(re.findall("`([^`]+)`", cells[1]))
            parts[-1].steps.append(Step(cells[0], keys, int(cells[2])))
    return parts


def play(desk: Desk, keys: tuple[str, ...]) -> int:
    """Press the keys; how many strokes they are."""
    strokes = 0
    for key in keys:
        if key in KEYS:
            strokes += 1
            desk.press(*KEYS[key])
        else:
            strokes += sum(1 if sign.isascii() else 3 for sign in key)
            desk.write(key)
    return strokes


def begun(program: Program, make: Make, units: int) -> int:
    """A round over so many units that are lived in."""
    for number in range(units):
        make.unit(f"M{101 + number}")
    audits = program.services.audits
    return audits.new(2026, 2, TODAY - timedelta(days=14), TODAY + timedelta(days=7), "occupied").value


def page_of(desk: Desk) -> AuditsPage:
    return cast(AuditsPage, desk.app.window.stack.page())


def test_sixty_six_units_are_keyed_with_as_many_keys_as_the_story_says(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    parts = script()
    assert sum(part.units for part in parts) == 66
    round_id = begun(program, make, 66)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    QGuiApplication.clipboard().setImage(picture)
    total = 0
    with desk_at(program, clock, qtbot, tmp_path, "audits") as desk:
        for part in parts:
            for _ in range(part.units):
                for step in part.steps:
                    strokes = play(desk, step.keys)
                    assert strokes == step.strokes, step.words
                    total += strokes
        shown = desk.services.audits.detail(round_id)
        last = desk.services.audits.visit(shown.lines[-1].id)
        assert not page_of(desk).keyer.drafts.ids()

    ordinary = max(parts, key=lambda part: part.units)
    assert sum(step.strokes for step in ordinary.steps) <= ORDINARY
    seconds = -(-total // KEYS_A_SECOND)
    assert seconds < MOST_SECONDS
    told = f"All sixty-six: {total} strokes, {seconds} seconds at four a second."
    assert told in STORY.read_text(encoding="utf-8"), told

    assert Counter(line.finding for line in shown.lines) == {
        "residing": 54,
        "not_met": 8,
        "partly": 2,
        "not_residing": 1,
        "sublet": 1,
    }
    assert Counter(one.kind for one in shown.follow_ups) == {"revisit": 8, "letter": 4}
    assert (last.finding, last.attempts[0].met) == ("sublet", "other")
    visits = [program.services.audits.visit(line.id) for line in shown.lines[:51]]
    times = [one.visited_at for one in visits if one.visited_at is not None]
    assert {later - sooner for sooner, later in pairwise(times)} == {timedelta(minutes=5)}
    assert program.services.audits.visit(shown.lines[64].id).photos == 1


@pytest.mark.parametrize(
    ("key", "finding", "follows"),
    [
        ("1", "residing", []),
        ("2", "not_met", [("revisit", "open")]),
        ("3", "not_residing", [("letter", "draft")]),
        ("4", "partly", [("letter", "draft")]),
        ("5", "sublet", [("letter", "draft")]),
        ("6", "other", []),
        ("", "occupied", [("letter", "draft")]),
    ],
)
def test_what_follows_each_finding(
    program: Program,
    make: Make,
    clock: FixedClock,
    qtbot: QtBot,
    tmp_path: Path,
    key: str,
    finding: str,
    follows: list[tuple[str, str]],
) -> None:
    round_id = begun(program, make, 2)
    with desk_at(program, clock, qtbot, tmp_path, "audits") as desk:
        page = page_of(desk)
        if key:
            play(desk, (key,))
        else:
            page.unit.findings.take(finding)
            page.home()
        play(desk, ("Enter",))
        shown = desk.services.audits.detail(round_id)
        assert shown.lines[0].finding == finding
        assert [(row.found.kind, row.found.state) for row in page.follow.rows()] == follows
        assert page.unit.code.text() == "M102"
        desk.undo()
        assert desk.services.audits.detail(round_id).lines[0].finding == ""
        assert page.follow.rows() == []


def test_from_nobody_at_home_to_the_recovery(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    round_id = begun(program, make, 2)
    with desk_at(program, clock, qtbot, tmp_path, "audits") as desk:
        page = page_of(desk)
        play(desk, ("2", "Enter", "1", "Enter"))
        assert page.head.done.text() == "1"
        clock.move(timedelta(days=2))

        # the second visit: nobody lives there; the first one ends by itself, the letter begins
        assert page.unit.code.text() == "M101"
        assert "未遇" in page.unit.known.text()
        page.unit.evidence.when.set_words("115/11/25 18:30")
        page.keyer.edited()
        play(desk, ("3", "Enter"))
        assert [row.found.kind for row in page.follow.rows()] == ["letter"]

        page.follow.rows()[0].asked.emit("send")
        desk.sheet(SendSheet)
        desk.write("高市秘總字第11531234500號")
        desk.press(Qt.Key.Key_Return, CONTROL)
        for before, kind in (
            ("letter", "statement"),
            ("statement", "decision"),
            ("decision", "contract_end"),
            ("contract_end", "recovery"),
        ):
            row = next(one for one in page.follow.rows() if one.found.kind == before)
            row.asked.emit(kind)
            desk.sheet(BeginSheet)
            desk.press(Qt.Key.Key_Return, CONTROL)
            row = next(one for one in page.follow.rows() if one.found.kind == before)
            row.asked.emit("finish")
            desk.sheet(FinishSheet)
            desk.press(Qt.Key.Key_Return, CONTROL)
        assert [row.found.kind for row in page.follow.rows()] == ["recovery"]

        desk.app.window.context.announce(desk.services.audits.close(round_id))
        desk.settle()
        page.follow.rows()[0].asked.emit("finish")
        desk.sheet(FinishSheet)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert page.follow.rows() == []
        detail = desk.services.audits.visit(page.shown.lines[0].id if page.shown else 0)
        assert detail.finding == "not_residing"
        assert {one.kind: one.state for one in detail.follow_ups} == dict.fromkeys(STEPS, "done")
