"""What tickets are linked to, on the command line."""

from pathlib import Path

from facilities_app.bootstrap import open_program
from facilities_app.services.tickets import NewTicket
from tests.cli.conftest import Run


def test_show_tells_the_links_and_a_blocked_ticket_is_finished_with_a_reason_only(
    run: Run, demo_path: Path
) -> None:
    with open_program(demo_path) as program:
        services = program.services
        _kind, place = services.targets.by_code(asset="SW-EL-03")
        first, second = (
            services.tickets.log(NewTicket(words, asset_id=place)).value for words in ("換鋼索", "調整門機")
        )
        services.ticket_links.link(second.id, first.id, "blocked_by")
    said = run("ticket", "show", "--database", demo_path, second.number)
    assert f"須待下列案件完工\t{first.number} 換鋼索 新案" in said.out
    move = ("ticket", "move", "--database", demo_path, second.number, "--step")
    assert run(*move, "start").code == 0
    refused = run(*move, "finish")
    assert refused.code != 0
    assert f"須待 {first.number} 完工" in refused.err
    assert run(*move, "finish", "--despite", "門機已可獨立運轉").code == 0
    told = run("ticket", "show", "--database", demo_path, second.number).out
    assert f"先於 {first.number} 完工：門機已可獨立運轉" in told
