"""The verbs around tickets: list, show and move them; work orders and labels on paper."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from facilities_app.bootstrap import open_program
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.tickets import Status
from facilities_app.domain.work_rows import NewLabour, PartUse
from tests.cli.conftest import Run


def _add(run: Run, database: Path, summary: str = "關門反覆開啟") -> str:
    said = run(
        "ticket", "add", "--database", database, "--asset", "SW-EL-03", "--summary", summary, "--as", "lin"
    )
    assert said.code == 0, said.err
    return said.out.strip()


def _status(database: Path, number: str) -> int:
    with open_program(database) as program:
        return program.services.tickets.detail(program.services.tickets.find(number)).status


def test_list_prints_one_open_ticket_a_line_number_first(run: Run, demo_path: Path) -> None:
    said = run("ticket", "list", "--database", demo_path)
    with open_program(demo_path) as program:
        source = program.services.lists["tickets"]
        open_view = next(view for view in source.info.presets if view.key == "open")
        expected = [row[1] for row in source.page(open_view.query, 0, 500)]
    assert [line.split("\t")[0] for line in said.out.splitlines()] == expected


def test_list_narrows_by_state_trade_and_text(run: Run, demo_path: Path) -> None:
    number = _add(run, demo_path, "獨一無二的狀況")
    said = run(
        "ticket",
        "list",
        "--database",
        demo_path,
        "--search",
        "獨一無二",
        "--trade",
        "電梯",
        "--status",
        "新案",
    )
    assert [line.split("\t")[0] for line in said.out.splitlines()] == [number]
    assert run("ticket", "list", "--database", demo_path, "--search", "獨一無二", "--trade", "土木").out == ""


def test_list_all_has_every_ticket(run: Run, demo_path: Path) -> None:
    said = run("ticket", "list", "--database", demo_path, "--all")
    with open_program(demo_path) as program:
        assert len(said.out.splitlines()) == program.services.lists["tickets"].count(ListQuery())


def test_show_tells_everything_and_what_can_be_done(run: Run, demo_path: Path) -> None:
    number = _add(run, demo_path)
    said = run("ticket", "show", number, "--database", demo_path)
    facts = dict(line.split("\t", 1) for line in said.out.splitlines() if "\t" in line)
    assert facts["案號"] == number
    assert facts["主旨"] == "關門反覆開啟"
    assert facts["可進行的步驟"].split()[0] == "dispatch"


def test_show_tells_what_the_repair_took(run: Run, demo_path: Path) -> None:
    number = _add(run, demo_path)
    with open_program(demo_path) as program:
        services = program.services
        ticket, part = services.tickets.find(number), services.stock.find("M-0019")
        services.work.add_labour(ticket, NewLabour(90, user_id=services.base.actor_id, note="更換插座"))
        services.work.use_part(ticket, PartUse(part, 2_000))
    said = run("ticket", "show", number, "--database", demo_path)
    facts = dict(line.split("\t", 1) for line in said.out.splitlines() if "\t" in line)
    assert "1:30" in facts["工時"]
    assert "NT$" in facts["材料"]
    assert facts["實支"].startswith("NT$")


def test_move_takes_tickets_through_their_life(run: Run, demo_path: Path) -> None:
    number = _add(run, demo_path)
    steps = [
        ("dispatch", "--assignee", "林育成"),
        ("start",),
        ("hold", "--wait", "parts", "--until", "+7"),
        ("resume",),
        ("finish",),
    ]
    for step, *words in steps:
        said = run("ticket", "move", number, "--step", step, *words, "--database", demo_path, "--as", "lin")
        assert said.code == 0, said.err
        assert number in said.out
    for step in ("close", "verify"):
        said = run("ticket", "move", number, "--step", step, "--database", demo_path, "--as", "lin")
        assert (said.code, said.out) == (1, "")
        assert "謝淑芬" in said.err
        assert "林育成、" not in said.err
    assert _status(demo_path, number) == Status.DONE
    for step, who in (("verify", "hsieh"), ("close", "lin")):
        said = run("ticket", "move", number, "--step", step, "--database", demo_path, "--as", who)
        assert said.code == 0, said.err
    assert _status(demo_path, number) == Status.CLOSED


def test_move_moves_all_or_none(run: Run, demo_path: Path) -> None:
    first, second = _add(run, demo_path), _add(run, demo_path)
    assert run("ticket", "move", first, "--step", "start", "--database", demo_path).code == 0
    said = run("ticket", "move", second, first, "--step", "start", "--database", demo_path)
    assert (said.code, said.out) == (1, "")
    assert _status(demo_path, second) == Status.REPORTED


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["move", "000-0000", "--step", "start"], 2),
        (["show", "000-0000"], 2),
        (["list", "--status", "魔術"], 2),
        (["list", "--trade", "魔術"], 2),
    ],
)
def test_what_is_not_there_is_named(run: Run, demo_path: Path, words: list[str], code: int) -> None:
    said = run("ticket", *words, "--database", demo_path)
    assert (said.code, said.out) == (code, "")
    assert "000-0000" in said.err or "魔術" in said.err


def test_a_step_that_lacks_its_reason_says_so(run: Run, demo_path: Path) -> None:
    number = _add(run, demo_path)
    assert run("ticket", "move", number, "--step", "reject", "--database", demo_path).code == 1
    said = run("ticket", "move", number, "--step", "dispatch", "--database", demo_path)
    assert said.code == 1
    assert number in said.err


def test_work_orders_have_a_page_a_ticket(run: Run, demo_path: Path, tmp_path: Path) -> None:
    numbers = [_add(run, demo_path), _add(run, demo_path)]
    out = tmp_path / "orders.pdf"
    assert run("workorder", *numbers, "--database", demo_path, "--out", out).code == 0
    with pypdfium2.PdfDocument(out) as document:
        pictures = [page.render(scale=150 / 72).to_pil() for page in document]
    assert [zxingcpp.read_barcodes(picture)[0].text for picture in pictures] == numbers


def test_labels_of_a_place_carry_the_codes_of_its_assets(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    assert (
        run(
            "labels", "--database", demo_path, "--asset", "SW-EL-03", "--asset", "SKYLIGHT", "--out", out
        ).code
        == 0
    )
    with pypdfium2.PdfDocument(out) as document:
        codes = {code.text for code in zxingcpp.read_barcodes(document[0].render(scale=200 / 72).to_pil())}
    assert codes == {"SW-EL-03", "SKYLIGHT"}
    said = run("labels", "--database", demo_path, "--place", "SW", "--out", tmp_path / "all.pdf")
    assert said.code == 0, said.err


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (["--asset", "NONE"], 2, "NONE"),
        (["--asset", "SW-EL-03", "--sheet", "9x9"], 2, "9x9"),
        (["--asset", "SW-EL-03", "--start", "99"], 2, "21"),
        (["--asset", "SW-EL-03", "--start", "abc"], 2, "「abc」不是整數"),
    ],
)
def test_labels_that_cannot_be_printed_say_why(
    run: Run, demo_path: Path, tmp_path: Path, words: list[str], code: int, named: str
) -> None:
    said = run("labels", *words, "--database", demo_path, "--out", tmp_path / "labels.pdf")
    assert said.code == code
    assert named in said.err
    assert not (tmp_path / "labels.pdf").exists()


def test_one_label_is_looked_at_before_a_sheet_is_printed(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out, words = tmp_path / "one.png", ("--database", demo_path, "--asset", "SW-EL-03")
    said = run("labels", *words, "--sheet", "2x7", "--codes", "bar", "--preview", out)
    assert said.code == 0, said.err
    (code,) = zxingcpp.read_barcodes(Image.open(out))
    assert (code.text, code.format.name) == ("SW-EL-03", "Code128")


@pytest.mark.parametrize("verb", ["workorder", "labels"])
def test_paper_is_pdf(run: Run, demo_path: Path, tmp_path: Path, verb: str) -> None:
    words = ["115-0001"] if verb == "workorder" else ["--asset", "SKYLIGHT"]
    said = run(verb, *words, "--database", demo_path, "--out", tmp_path / "x.txt")
    assert said.code == 2
    assert ".pdf" in said.err


def test_a_dossier_has_the_figures_of_the_report(run: Run, demo_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.pdf"
    assert run("dossier", "SKYLIGHT", "--database", demo_path, "--out", out).code == 0
    with pypdfium2.PdfDocument(out) as document:
        text = document[0].get_textpage().get_text_range()
    for words in ("NT$45,100,000（依報告）", "NT$39,146,000（依報告）", "NT$5,954,000", "莫蘭蒂颱風"):
        assert words in text
    assert run("dossier", "NONE", "--database", demo_path, "--out", out).code == 2


def test_what_a_verb_did_is_not_the_windows_next_undo(run: Run, demo_path: Path) -> None:
    with open_program(demo_path) as program:
        before = program.services.history.next_undo()
    said = run("ticket", "add", "--database", demo_path, "--place", "SW", "--summary", "漏水")
    assert said.code == 0
    assert run("ticket", "move", said.out.strip(), "--step", "accept", "--database", demo_path).code == 0
    with open_program(demo_path) as program:
        assert program.services.history.next_undo() == before
