"""Sixty random kills while repairs are logged: nothing acknowledged is lost, and the database stays sound."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.lists import ListQuery
from facilities_app.services.tickets import NewTicket
from tests.factories import Make
from tests.source_code import ROOT

LOOP_KILLS, VERB_KILLS = 50, 10


@pytest.fixture
def database(program: Program, make: Make) -> Path:
    """A fresh database with one place, SW, closed."""
    make.place("四維行政中心", code="SW")
    program.close()
    assert program.path is not None
    return program.path


def start(*words: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


class Loop:
    """A process that logs repairs, again and again, each time until it is killed."""

    def __init__(self, database: Path) -> None:
        self._process = start("-m", "tests.fault.ticket_loop", database, "SW")
        self._child, self._first = 0, ""

    def begin(self) -> None:
        """Start logging; comes back once the first number is out."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        word, child = self._process.stdout.readline().split()
        assert word == "pid"
        self._child = int(child)
        self._first = self._process.stdout.readline()

    def kill(self) -> list[str]:
        """Kill it, and give back the numbers it had printed whole."""
        assert self._process.stdout
        os.kill(self._child, signal.SIGKILL)
        printed = [self._first, *iter(self._process.stdout.readline, "over\n")]
        return [line.strip() for line in printed if re.fullmatch(r"\d{3}-\d{4,}\n", line)]

    def end(self) -> None:
        """Let the process go."""
        self._process.communicate()


def stand(database: Path) -> tuple[set[str], list[object]]:
    """The numbers in the database, and what is wrong with it."""
    with open_program(database, create=False) as program:
        source = program.services.lists["tickets"]
        rows = source.rows(source.ids(ListQuery(), lambda: False))
        return {str(row[1]) for row in rows}, list(program.services.health.check())


@pytest.mark.fault
def test_no_acknowledged_ticket_is_lost_by_sixty_random_kills(database: Path) -> None:
    rng = random.Random(20261123)
    loop, acknowledged = Loop(database), list[str]()
    for _ in range(LOOP_KILLS):
        loop.begin()
        time.sleep(rng.uniform(0, 0.06))
        acknowledged += loop.kill()
    loop.end()
    from_loop = len(acknowledged)
    for _ in range(VERB_KILLS):
        acknowledged += add_and_kill(database, rng.uniform(0.2, 1.2))
    assert from_loop > LOOP_KILLS, "it went on after its first ticket"
    assert len(set(acknowledged)) == len(acknowledged), "a number was given twice"
    kept, problems = stand(database)
    assert set(acknowledged) <= kept
    assert problems == []
    serials = sorted(int(number.split("-")[1]) for number in kept)
    assert serials == list(range(1, len(kept) + 1)), "numbers without a gap"


def add_and_kill(database: Path, seconds: float) -> list[str]:
    """Run the verb itself, kill it after so long unless it is done, and give back what it had printed."""
    words = ["ticket", "add", "--database", database, "--place", "SW", "--summary", "漏水"]
    verb = start("-m", "facilities_app", *words)
    try:
        verb.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        verb.kill()
    printed, _ = verb.communicate()
    return [line for line in printed.splitlines(keepends=False) if re.fullmatch(r"\d{3}-\d{4,}", line)]


@pytest.mark.fault
def test_two_processes_that_write_at_once_wait_for_each_other(database: Path) -> None:
    loops = [Loop(database) for _ in range(2)]
    for loop in loops:
        loop.begin()
    with open_program(database) as program:  # and a third beside the two
        place, log = program.services.targets.by_code(place="SW")[1], program.services.tickets.log
        mine = [log(NewTicket("關門", place_id=place)).value.number for _ in range(40)]
    theirs = [loop.kill() for loop in loops]
    for loop in loops:
        loop.end()
    assert all(theirs), "neither gave up with 'database is locked'"
    numbers = [*mine, *theirs[0], *theirs[1]]
    assert len(set(numbers)) == len(numbers)
    kept, problems = stand(database)
    assert set(numbers) <= kept
    assert problems == []
