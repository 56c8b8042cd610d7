"""What a script finishes a repair with, and what it reads of one: hours, parts, causes, clocks, history, in words."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from facilities_app.bootstrap import open_program
from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Status
from tests.cli.conftest import Run, Said

PART = "M-0019"


@pytest.fixture
def number(run: Run, demo_path: Path) -> str:
    said = run("ticket", "add", "--database", demo_path, "--asset", "SW-EL-03", "--summary", "關門反覆開啟")
    number = said.out.strip()
    assert _move(run, demo_path, number, "dispatch", "--assignee", "林育成").code == 0
    assert _move(run, demo_path, number, "start").code == 0
    return number


def _move(run: Run, database: Path, number: str, step: str, *words: str) -> Said:
    return run("ticket", "move", number, "--step", step, *words, "--database", database)


def _ticket(database: Path, number: str) -> TicketDetail:
    with open_program(database) as program:
        return program.services.tickets.detail(program.services.tickets.find(number))


def _stock(database: Path) -> int:
    with open_program(database) as program:
        return program.services.stock.detail(program.services.stock.find(PART)).stock_milli


def test_finish_takes_hours_parts_cause_remedy_and_cost(run: Run, demo_path: Path, number: str) -> None:
    before = _stock(demo_path)
    words = ("--hours", "1:30", "--part", f"{PART}=2", "--cause", "lf_edge", "--remedy", "lf_edge_new")
    said = _move(run, demo_path, number, "finish", *words, "--cost", "1,200", "--reason", "換新光電邊條")
    assert said.code == 0, said.err
    work = _ticket(demo_path, number).work
    assert [row.minutes for row in work.labour] == [90]
    assert [row.quantity_milli for row in work.parts] == [2_000]
    assert work.cause is not None
    assert work.remedy is not None
    assert (work.cause.code, work.remedy.code, work.other_twd) == ("lf_edge", "lf_edge_new", 1_200)
    assert _stock(demo_path) == before - 2_000


def test_finish_takes_when_it_was_done(run: Run, demo_path: Path, number: str) -> None:
    done = datetime.now(TAIPEI).replace(second=0, microsecond=0) + timedelta(minutes=-1)
    early = f"{done:%Y-%m-%d %H:%M}"
    said = _move(run, demo_path, number, "finish", "--finished", early)
    assert said.code == 1  # it was begun only just now
    assert "早於" in said.err or "開始" in said.err
    assert _ticket(demo_path, number).status == Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--hours=-1.5",), 1, "工時"),
        (("--hours", "很久"), 1, "很久"),
        (("--part", f"{PART}=100000"), 1, "庫存"),
        (("--part", f"{PART}=-2"), 1, "數量"),
        (("--part", "M-9999=1"), 2, "M-9999"),
        (("--part", PART), 2, PART),
        (("--cause", "魔術"), 2, "魔術"),
        (("--remedy", "魔術"), 2, "魔術"),
        (("--cost", "-5"), 1, ""),
        (("--cost", "很多"), 2, "很多"),
        (("--finished", "昨日"), 2, "14:30"),
        (("--finished", "114/1/1"), 2, "「114/1/1」少了時間"),
        (("--finished", "+1 10:00"), 1, ""),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_saved(
    run: Run, demo_path: Path, number: str, words: tuple[str, ...], code: int, said: str
) -> None:
    before = _stock(demo_path)
    refused = _move(run, demo_path, number, "finish", "--hours", "1", *words)
    assert (refused.code, refused.out) == (code, ""), refused.err
    assert said in refused.err
    assert refused.err.strip()
    ticket = _ticket(demo_path, number)
    assert (ticket.status, ticket.work.labour) == (Status.IN_PROGRESS, ())
    assert _stock(demo_path) == before


def test_work_is_told_with_the_finish_of_one_repair(run: Run, demo_path: Path, number: str) -> None:
    early = _move(run, demo_path, number, "cancel", "--reason", "重複", "--hours", "1")
    assert (early.code, early.out) == (1, "")
    assert "--step finish" in early.err
    other = run(
        "ticket", "add", "--database", demo_path, "--asset", "SW-EL-03", "--summary", "異音"
    ).out.strip()
    _move(run, demo_path, other, "start")
    many = run("ticket", "move", number, other, "--step", "finish", "--hours", "1", "--database", demo_path)
    assert (many.code, many.out) == (1, "")
    assert _ticket(demo_path, number).status == Status.IN_PROGRESS
    assert _ticket(demo_path, other).status == Status.IN_PROGRESS


def _shown(run: Run, database: Path, number: str, language: str = "zh_TW") -> list[str]:
    return run("ticket", "show", number, "--database", database, "--lang", language).out.splitlines()


def test_show_names_lights_and_what_is_waited_for(run: Run, demo_path: Path, number: str) -> None:
    _move(run, demo_path, number, "hold", "--wait", "parts", "--until", "+7")
    lines = _shown(run, demo_path, number)
    facts = dict(line.split("\t", 1) for line in lines)
    assert facts["狀態"] == "待料"
    assert facts["到場"].startswith("準時\t")
    assert facts["修復"].startswith("暫停計時\t")
    assert not facts["暫停"].endswith("00:00")
    assert lines[-1].endswith("待料")
    assert not {"kept", "green", "paused", "等待中"} & {word for line in lines for word in line.split()}
    english = dict(line.split("\t", 1) for line in _shown(run, demo_path, number, "en"))
    assert english["Status"] == "Awaiting parts"
    assert english["Arrival"].startswith("kept\t")


def test_show_says_in_words_what_happened(run: Run, demo_path: Path, number: str) -> None:
    with open_program(demo_path) as program:
        tickets = program.services.tickets
        tickets.add_note(tickets.find(number), "廠商回覆今日到場", "call")
        ticket = tickets.detail(tickets.find(number))
        tickets.edit(ticket.id, ticket.version, requester_phone="3100")
    told = "\n".join(_shown(run, demo_path, number))
    assert "廠商回覆今日到場" in told
    assert "更改內容" in told
    assert "call" not in told
    assert "edited" not in told


def test_a_blocked_ticket_names_what_the_other_waits_for(run: Run, demo_path: Path, number: str) -> None:
    first = run(
        "ticket", "add", "--database", demo_path, "--asset", "SW-EL-03", "--summary", "異音"
    ).out.strip()
    _move(run, demo_path, first, "start")
    _move(run, demo_path, first, "hold", "--wait", "budget", "--until", "+7")
    with open_program(demo_path) as program:
        tickets = program.services.tickets
        program.services.ticket_links.link(tickets.find(number), tickets.find(first), "blocked_by")
    assert any(first in line and line.endswith("待預算") for line in _shown(run, demo_path, number))


def test_the_list_names_what_is_waited_for(run: Run, demo_path: Path, number: str) -> None:
    _move(run, demo_path, number, "hold", "--wait", "vendor", "--until", "+7")
    listed = run("ticket", "list", "--database", demo_path, "--search", "關門反覆開啟").out.splitlines()
    mine = next(line for line in listed if line.startswith(number))
    assert mine.split("\t")[1] == "待廠商"
