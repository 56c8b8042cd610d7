"""Columns in wide and narrow windows: what stays whole, what goes first, what a person asked for."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilities_app.domain.lists import ColumnKind, ColumnSpec, ListInfo
from facilities_app.domain.rows import Choice
from facilities_app.presenting import Presenter
from resources import texts
from tests.ui.frame.fake_program import CLOCK, FakeProgram
from tests.ui.frame.fakes import FakeSource
from ui import theme
from ui.bus import Bus
from ui.components.list_look import ListLook, make_delegate
from ui.components.list_page import ListPage
from ui.components.list_widths import ENOUGH, PLACE, fitted, pill_room
from ui.context import UiContext
from ui.delegates.base import PLACE_ELIDE
from ui.notify import Notify
from ui.prefs import Prefs
from ui.widgets import drawing
from ui.worker import Worker

NUMBER = ColumnSpec("number", "No.", lesser=1)
SUMMARY = ColumnSpec("summary", "Summary", width=30)
WHERE = ColumnSpec("place", "Place", width=38, is_place=True)
STATUS = ColumnSpec("status", "Status", ColumnKind.CHOICE, choices="ticket_status")
ASSIGNEE = ColumnSpec("assignee", "Assignee", lesser=2)
COST = ColumnSpec("cost", "Cost", ColumnKind.MONEY, lesser=3)
SPECS = (NUMBER, WHERE, STATUS, ASSIGNEE, COST)
WANTED = {"number": 80, "place": 140, "status": 120, "assignee": 70, "cost": 80}


class Source(FakeSource):
    """Rows with a way to a place in them."""

    def make(self, key: int) -> tuple[object, ...]:
        return (key, f"115-{key:04d}", f"冰水管滴水 {key}", f"四維行政中心 {key}", 40, "林育成", key)


@pytest.fixture
def open_list(worker: Worker, prefs: Prefs, qtbot: QtBot) -> Callable[[int], ListPage]:
    theme.manager().apply(mode="light", motion="off")
    program = FakeProgram(20)
    info = ListInfo(
        "tickets",
        "ticket",
        "Tickets",
        (NUMBER, SUMMARY, WHERE, STATUS, ASSIGNEE, COST),
        default_order="number",
    )
    context = UiContext(
        program.services,
        worker,
        Bus(),
        Notify(),
        prefs,
        theme.manager(),
        CLOCK,
        lambda page, **what: None,
        Presenter(program.services.labels),
    )

    def show(width: int) -> ListPage:
        page = ListPage(context, Source(20, info), ListLook(stretch="summary"))
        qtbot.addWidget(page)
        page.resize(width, 400)
        page.show()
        page.set_shown(True)
        qtbot.waitUntil(page.model.exact)
        return page

    return show


def in_sight(page: ListPage) -> list[str]:
    return [key for key in page.table.shown_keys() if page.table.is_in_sight(key)]


def test_with_room_every_column_has_what_it_wants() -> None:
    assert fitted(SPECS, WANTED, {}, 700) == WANTED


def test_words_give_way_before_a_column_goes_and_figures_stay_whole() -> None:
    tight = fitted(SPECS, WANTED, {}, 620)
    assert tight.keys() == WANTED.keys()
    assert tight["place"] < 140
    assert (tight["cost"], tight["status"]) == (80, 120)


def test_the_least_of_the_columns_goes_first() -> None:
    assert "cost" not in fitted(SPECS, WANTED, {}, 540)
    narrow = fitted(SPECS, WANTED, {}, 440)
    assert list(narrow) == ["number", "place", "status"]
    assert list(fitted(SPECS, WANTED, {}, 360)) == ["place", "status"]


@pytest.mark.parametrize("room", range(360, 1400, 20))
def test_a_pill_is_never_narrowed_and_a_place_never_below_its_least(room: int) -> None:
    widths = fitted(SPECS, WANTED, {}, room)
    assert widths["status"] == 120
    assert widths["place"] >= PLACE
    assert room - sum(widths.values()) >= ENOUGH


def test_what_a_person_asked_for_or_widened_stays() -> None:
    assert "cost" in fitted(SPECS, WANTED, {}, 440, asked={"cost"})
    assert fitted(SPECS, WANTED, {"place": 300}, 440)["place"] == 300


def test_room_that_the_subject_does_not_need_shows_the_other_words_whole() -> None:
    specs = (ColumnSpec("place", "Place", width=38), ColumnSpec("due", "Due", ColumnKind.DATE))
    wanted = {"place": 88, "due": 92}
    assert fitted(specs, wanted, {}, 500) == wanted
    assert fitted(specs, wanted, {}, 1600) == {"place": 280, "due": 92}
    assert fitted(specs, wanted, {"place": 100}, 1600)["place"] == 100


def test_a_status_has_room_for_its_longest_choice_but_not_for_a_whole_sentence(qtbot: QtBot) -> None:
    long = Choice(50, "Awaiting contractor", "truck")
    room = pill_room((Choice(10, "New", "inbox"), long))
    assert room > drawing.pill_width(long.name, long.icon)
    assert pill_room((Choice(10, "x" * 200),)) < 250


def test_a_narrow_list_leaves_the_lesser_columns_out_of_sight_only(
    open_list: Callable[[int], ListPage],
) -> None:
    page = open_list(1100)
    everything = in_sight(page)
    page.resize(440, 400)
    assert in_sight(page) == ["number", "summary", "place", "status"]
    assert page.table.shown_keys() == everything, "paper and clipboard keep what was chosen"
    page.resize(1100, 400)
    assert in_sight(page) == everything


def test_the_menu_brings_a_column_back_and_it_is_there_next_time(
    open_list: Callable[[int], ListPage],
) -> None:
    page = open_list(440)
    page._on_columns()
    menu = page.findChildren(QMenu)[-1]
    cost = next(action for action in menu.actions() if action.text() == texts.tr("Cost"))
    assert not cost.isChecked()
    cost.trigger()
    menu.close()
    assert "cost" in in_sight(page)
    page.keep_state()
    assert "cost" in in_sight(open_list(440))


def test_the_column_that_orders_the_list_stays_in_sight(open_list: Callable[[int], ListPage]) -> None:
    page = open_list(440)
    page.table.sort_asked.emit("cost", True)
    assert "cost" in in_sight(page)


def test_a_way_to_a_place_is_shortened_in_its_middle(open_list: Callable[[int], ListPage]) -> None:
    page = open_list(800)
    made = make_delegate(WHERE, page.look, page.table, strong=False)
    assert getattr(made, "_elide") == PLACE_ELIDE  # noqa: B009
