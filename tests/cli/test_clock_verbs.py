"""Promises and escalations on the command line: told, and usable in a script."""

import json
from pathlib import Path

from facilities_app.bootstrap import open_program
from tests.cli.conftest import Run


def test_urgency_and_impact_make_the_priority_and_show_prints_both_clocks(run: Run, demo_path: Path) -> None:
    where = ("--database", demo_path, "--asset", "SW-EL-03", "--summary", "異音")
    said = run("ticket", "add", *where, "--urgency", "1", "--impact", "2")
    assert said.code == 0, said.err
    number = said.out.strip()
    with open_program(demo_path) as program:
        made = program.services.tickets.detail(program.services.tickets.find(number))
        assert (made.priority, made.urgency, made.impact) == (2, 1, 2)
    shown = run("ticket", "show", "--database", demo_path, number)
    facts = {line.split("\t")[0]: line.split("\t")[1:] for line in shown.out.splitlines()}
    assert facts["到場"][:2] == ["時限內", "已用 0:00／4:00 小時"]
    assert facts["修復"][0] == "時限內"


def test_a_priority_that_is_named_stands_above_urgency_and_impact(run: Run, demo_path: Path) -> None:
    where = ("--database", demo_path, "--asset", "SW-EL-03", "--summary", "異音")
    number = run("ticket", "add", *where, "--urgency", "1", "--impact", "1", "--priority", "low").out.strip()
    with open_program(demo_path) as program:
        assert program.services.tickets.detail(program.services.tickets.find(number)).priority == 4


def test_remind_tells_who_is_to_be_told(run: Run, demo_path: Path) -> None:
    told = json.loads(run("remind", "--database", demo_path, "--json").out)
    with open_program(demo_path) as program:
        roles = {row.name for row in program.services.reference.rows("roles")}
    assert told["escalations"]
    for one in told["escalations"]:
        assert one["percent"] >= one["step"] > 0
        assert set(one["roles"]) <= roles
    lines = run("remind", "--database", demo_path).out
    first = told["escalations"][0]
    assert f"{first['number']}：修復時間已用 {first['percent']}%" in lines
