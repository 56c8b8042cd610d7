"""The story docs/stories/a-sheet-goes-round.md, played key by key: its tables are the script."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from db.models import InspectionResult, Licence
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.dates import roc_code
from facilities_app.domain.tickets import Action, Status
from facilities_app.services.tickets import Move
from tests.factories import Make
from tests.reports.reading import qr_codes
from tests.ui.pages.record_desk import CONTROL, NONE, Desk, desk_at
from ui.pages.inspections.page import InspectionsPage

STORY = Path(__file__).resolve().parents[2] / "docs" / "stories" / "a-sheet-goes-round.md"
TODAY = date(2026, 11, 23)
KEYS_A_SECOND = 4
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = {
    "Ctrl+P": (Qt.Key.Key_P, CONTROL),
    "Ctrl+V": (Qt.Key.Key_V, CONTROL),
    "Ctrl+Enter": (Qt.Key.Key_Return, CONTROL),
    "Ctrl+Shift+A": (Qt.Key.Key_A, CONTROL | SHIFT),
    "Enter": (Qt.Key.Key_Return, NONE),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the story's tables."""

    keys: tuple[str, ...]
    strokes: int


def script() -> list[list[Step]]:
    """The tables of the story, one a scene."""
    scenes: list[list[Step]] = []
    for line in STORY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| step"):
            scenes.append([])
        elif line.startswith("| "):
            scenes[-1].append(Step(tuple(re.findall("`([^`]+)`", cells[1])), int(cells[2])))
    return scenes


def strokes(words: str) -> int:
    return sum(1 if character.isascii() else 3 for character in words)


def play(desk: Desk, step: Step, known: Mapping[str, str]) -> int:
    """Press the step's keys; how many a person's were. What a scanner reads is typed by it, Enter included."""
    count = 0
    for key in step.keys:
        if key == "scan":
            sheet = next(Path(known["folder"]).glob("*_ELEV-*.pdf"))
            desk.replace(qr_codes(sheet)[0])
            desk.press(Qt.Key.Key_Return)
        elif key == "number":
            desk.replace(known["number"])
            count += strokes(known["number"])
        elif key in KEYS:
            desk.press(*KEYS[key])
            count += 1
        else:
            desk.write(key)
            count += strokes(key)
    return count


def scene(desk: Desk, number: int, known: Mapping[str, str]) -> int:
    """Play one table; every step costs what the story says."""
    whole = 0
    for step in script()[number]:
        assert (step.keys, play(desk, step, known)) == (step.keys, step.strokes)
        whole += step.strokes
    return whole


@pytest.fixture
def task(program: Program, make: Make) -> int:
    """The lift's monthly check, due today, and the engineer with a licence at the computer."""
    user = make.user("吳承翰")
    make._add(
        Licence(user_id=user, holder="吳承翰", kind="lift", number="昇技 01872", expires_on=date(2027, 3, 31))
    )
    program.services.base.act_as(user)
    lift = make.asset("客梯 2 號", category="elevator", next_due_on=TODAY)
    label = "四維行政中心 客梯 2 號"
    return make.task(due=TODAY, asset=lift, target_label=label)


def test_the_sheet_goes_round_as_the_story_tells(
    program: Program, make: Make, clock: FixedClock, qtbot: QtBot, tmp_path: Path, task: int
) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    QGuiApplication.clipboard().setImage(picture)
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        services, known = desk.services, {"folder": str(tmp_path)}
        keyed = scene(desk, 0, known)
        assert (tmp_path / f"{roc_code(TODAY)}_ELEV-11511-001.pdf").is_file()
        assert f"{keyed} strokes, {-(-keyed // KEYS_A_SECOND)} seconds" in STORY.read_text(encoding="utf-8")
        assert cast(InspectionsPage, desk.page).keying.view is None
        detail = services.inspections.detail(task)
        assert (detail.outcome, detail.inspector, detail.licence) == ("fail", "吳承翰", "昇技 01872")
        (finding,) = services.findings.of_task(task)
        ticket = services.tickets.detail(finding.ticket_id or 0)
        assert ticket.summary == "機房溫度 42.5 °C不合格：排風扇停轉"
        assert len(ticket.photos) == 1

        services.tickets.move((ticket.id,), Move(Action.START))
        services.tickets.move((ticket.id,), Move(Action.FINISH))
        scene(desk, 1, {"number": services.findings.of_task(task)[0].recheck_number})
        assert services.tickets.detail(ticket.id).status == Status.IN_PROGRESS

        services.tickets.move((ticket.id,), Move(Action.FINISH))
        clock.move(timedelta(days=2))
        scene(desk, 2, {"number": services.findings.of_task(task)[0].recheck_number})
        assert services.findings.of_task(task)[0].state == "resolved"
        with services.base.read() as session:
            result = session.query(InspectionResult).filter_by(task_id=task).one()
            assert (result.inspected_on, result.complied_on) == (TODAY, TODAY + timedelta(days=2))
        assert services.health.check() == []
