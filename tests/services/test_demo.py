"""Making a demo database through its service: complete, repeatable, and nothing left when it fails."""

import errno
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models import AssetDamage, DamageEvent, InspectionTask, Ticket
from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Conflict, Unavailable
from facilities_app.services.demo import DEMO_USER, make_demo
from tests.source_code import ROOT

TODAY = date(2026, 11, 23)


def test_the_demo_passes_the_programs_own_check(demo: Program) -> None:
    assert demo.services.health.check() == []


def test_it_says_what_it_made_and_opens_as_its_engineer(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "new" / "demo.sqlite"
    made = dict(make_demo(path, TODAY, tickets=400))
    assert made["宿舍"] == 66
    assert made["報修案件"] == 400
    assert path.stat().st_mode & 0o077 == 0
    with open_program(path, clock=clock, actor=DEMO_USER) as program:
        assert program.services.tickets.detail(1).number == "106-0001"


def test_a_file_that_is_there_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    path.write_text("mine")
    with pytest.raises(Conflict) as refused:
        make_demo(path, TODAY)
    assert refused.value.code == "demo.file_exists"
    assert path.read_text() == "mine"


def test_a_build_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_demo(tmp_path / "demo.sqlite", TODAY, tickets=400, step=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_is_killed_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    """The name appears with the last act, so `gui --demo` never opens half a demo."""
    path = tmp_path / "demo.sqlite"
    seen: list[bool] = []
    make_demo(path, TODAY, tickets=400, step=lambda done, total: seen.append(path.exists()))
    assert seen
    assert not any(seen)
    assert path.exists()


KILLED = (
    "import os, signal, sys; from datetime import date; from pathlib import Path\n"
    "from facilities_app.services.demo import make_demo\n"
    "kill = lambda done, total: os.kill(os.getpid(), signal.SIGKILL)\n"
    "make_demo(Path(sys.argv[1]), date(2026, 11, 23), tickets=400, step=kill)"
)


def test_what_a_killed_build_left_goes_with_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "demo.sqlite"
    (tmp_path / ".demo.sqlite.mine").mkdir()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob(".demo.sqlite.making-*"))) == 1
    make_demo(path, TODAY, tickets=400)
    names = sorted(found.name for found in tmp_path.iterdir())
    assert names == [".demo.sqlite.mine", "demo.attachments", "demo.sqlite"]


def test_a_file_that_comes_meanwhile_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "demo.sqlite"

    def another_arrives(done: int, total: int) -> None:
        path.write_text("mine")

    with pytest.raises(Conflict):
        make_demo(path, TODAY, tickets=400, step=another_arrives)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "database.disk_full"), (errno.EACCES, "file.cannot_write")]
)
def test_a_disk_that_refuses_a_picture_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("db.demo.add_pictures", refuse)
    with pytest.raises(Unavailable) as refused:
        make_demo(tmp_path / "demo.sqlite", TODAY, tickets=400)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_the_rack_shows_the_flags_of_the_day(demo: Program) -> None:
    tiles = demo.services.dormitories.rack()
    flags = [flag for tile in tiles for flag in tile.flags]
    assert len(tiles) == 66
    assert {name: flags.count(name) for name in ("ending", "audit", "repair", "patrol")} == {
        "ending": 4,
        "audit": 8,
        "repair": 5,
        "patrol": 6,
    }


def test_the_overview_has_something_in_every_corner(demo: Program) -> None:
    page = demo.services.overview.read()
    assert {item.group for item in page.due} == {"overdue", "week", "new", "expiring"}
    assert page.statutory_total > page.statutory_overdue > 0
    assert all(count for _name, count in page.ages)
    assert len(page.trades) == 6
    assert (page.audit_done, page.audit_total) == (37, 45)
    assert page.solar_plan == 310_000
    assert page.solar_year < page.solar_plan_to_date


def test_its_inspections_are_what_its_plans_ask_for(demo: Program) -> None:
    """Generation moves nothing and adds nothing but the days of the new horizon; the same again adds nothing."""

    def tasks() -> dict[int, tuple[date, date | None, str]]:
        with demo.services.base.read() as session:
            return {
                row.id: (row.due_on, row.occurrence_on, row.status)
                for row in session.scalars(select(InspectionTask).where(InspectionTask.origin != "round"))
            }

    before = tasks()
    done = demo.services.plans.generate().value
    after = tasks()
    assert (done.moved, done.missed, done.skipped, done.resumed) == (0, 0, 0, 0)
    assert {key: after[key] for key in before} == before
    new = [after[key] for key in after.keys() - before.keys()]
    assert len(new) == done.added > 0
    assert all(due > TODAY + timedelta(days=366) and on == due for due, on, _status in new)
    assert all(on is not None for _due, on, _status in before.values())
    assert demo.services.plans.generate().value.added == 0


def test_the_rainstorm_broke_only_what_rain_breaks(demo: Program) -> None:
    with demo.services.base.read() as session:
        storm = session.scalars(select(DamageEvent).where(DamageEvent.kind == "flood")).one()
        notes = session.scalars(select(AssetDamage.note).where(AssetDamage.event_id == storm.id)).all()
    assert notes
    assert [note for note in notes if not any(word in note for word in ("水", "泵浦", "天溝"))] == []


def test_nothing_that_is_in_use_is_said_to_be_switched_off(demo: Program) -> None:
    with demo.services.base.read() as session:
        said = select(Ticket.number).where(Ticket.description.contains("已先停用並掛"))
        assert session.scalars(said).all() == []
