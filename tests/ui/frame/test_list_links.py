"""Lists that somebody was sent to, and searches that find nothing where they were asked."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import Desk, desk_at

OPEN = Condition("state", "in", ("open",))


@pytest.fixture
def tickets(make: Make, program: Program) -> tuple[int, int]:
    """One open, one closed."""
    first, second = make.ticket("冰水管滴水"), make.ticket("走廊日光燈閃爍")
    program.services.tickets.move((second.id,), Move(Action.REJECT, reason="重複通報"))
    return first.id, second.id


def lit(desk: Desk) -> list[str]:
    return [chip.text() for chip in desk.page.filters.chips() if chip.lit]


def send(desk: Desk, query: ListQuery) -> None:
    desk.app.window.navigate("overview")
    desk.settle()
    desk.app.window.navigate("tickets", query=query)
    desk.settle()


@pytest.mark.usefixtures("tickets")
def test_clear_after_a_link_takes_everything_away(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "tickets") as desk:
        send(desk, ListQuery("冰水", conditions=(OPEN, Condition("priority", "in", (3,)))))
        assert desk.page.views.key == ""
        assert lit(desk)[0] == "來自總覽"
        assert len(desk.column("number")) == 1
        desk.page.filters.clear.click()
        desk.settle()
        assert desk.page.views.key == "all"
        assert lit(desk) == []
        assert desk.page.model.query.search == ""
        assert len(desk.column("number")) == 2
        assert desk.page.filters.clear.isHidden()


@pytest.mark.usefixtures("tickets")
def test_the_chip_of_the_link_takes_it_all_away_and_goes_with_it(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "tickets") as desk:
        send(desk, ListQuery(conditions=(OPEN,)))
        desk.page.filters.chips()[0].removed.emit()
        desk.settle()
        assert desk.page.model.query.conditions == ()
        assert lit(desk) == []


@pytest.mark.usefixtures("tickets")
def test_a_tab_of_its_own_forgets_where_one_came_from(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "tickets") as desk:
        send(desk, ListQuery(conditions=(OPEN,)))
        desk.page.views.tabs.changed.emit("open")
        desk.settle()
        assert lit(desk) == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_search_that_finds_nothing_in_a_tab_leads_to_where_it_does(
    tickets: tuple[int, int],
    program: Program,
    clock: FixedClock,
    qtbot: QtBot,
    tmp_path: Path,
    language: str,
) -> None:
    closed = tickets[1]
    with desk_at(program, clock, qtbot, tmp_path, "tickets", language) as desk:
        page = desk.page
        assert page.views.key == "open"
        page.filters.look_for("115-0002")
        desk.settle()
        assert page.empty.isVisible()
        words = {"zh_TW": "在「全部」搜尋（有 1 件）", "en": "Search in All (1 ticket found)"}
        assert page.empty.button.text() == words[language]
        page.empty.button.click()
        desk.settle()
        assert page.views.key == "all"
        assert page.filters.search.text() == "115-0002"
        assert page.model.id_at(0) == closed


@pytest.mark.usefixtures("tickets")
def test_a_search_that_finds_nothing_anywhere_offers_to_clear(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "tickets") as desk:
        desk.page.filters.look_for("沒有這回事")
        desk.settle()
        assert desk.page.empty.button.text() == "清除"
        desk.page.empty.button.click()
        desk.settle()
        assert len(desk.column("number")) == 1
        assert desk.page.views.key == "open"
