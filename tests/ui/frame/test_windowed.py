"""The windowed model: any length, nothing waits, nothing late, nothing lost."""

import threading
import tracemalloc
from array import array

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from facilities_app.domain.changes import Changes
from facilities_app.domain.lists import ListQuery
from tests.ui.frame.fakes import FakeSource, plain_text
from ui.models import roles
from ui.models.pages import KEPT, PAGE
from ui.models.selection import IdSelection
from ui.models.windowed import WindowedModel
from ui.worker import Worker

TESTABLE = 1000  # the tester walks every cell at every signal
ALL = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def opened(worker: Worker, source: FakeSource, qtbot: QtBot, query: ListQuery | None = None) -> WindowedModel:
    model = WindowedModel(worker, source, plain_text)
    if source.size <= TESTABLE:
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    with qtbot.waitSignal(model.ordered):
        model.set_query(query or ListQuery())
    return model


def text(model: WindowedModel, row: int, column: int = 0) -> object:
    return model.index(row, column).data()


@pytest.mark.parametrize("size", [0, 1, 10, 100, 101, 350])
def test_it_passes_the_model_tester_at_every_size(
    size: int, worker: Worker, qtbot: QtBot, qtmodeltester: object
) -> None:
    model = opened(worker, FakeSource(size), qtbot)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.rowCount() == size
    assert model.exact()


def test_the_first_page_shows_before_the_count_is_known(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(1_000_000)
    model = WindowedModel(worker, source, plain_text)
    with qtbot.waitSignal(model.loaded):
        model.set_query(ListQuery())
    assert model.rowCount() in (PAGE, 1_000_000)
    assert text(model, 0) == "115-0001"
    with qtbot.waitSignal(model.ordered):
        pass
    assert model.rowCount() == 1_000_000


def test_a_missing_page_reads_as_an_ellipsis_is_asked_for_once_and_lands(
    worker: Worker, qtbot: QtBot
) -> None:
    source = FakeSource(100_000)
    model = opened(worker, source, qtbot)
    with qtbot.waitSignal(model.dataChanged) as blocker:
        assert text(model, 99_999) == "…"
        assert text(model, 99_998) == "…"
    assert blocker.args[0].row() == 99_900
    assert text(model, 99_999) == "115-100000"
    assert len(source.fetched) == PAGE


def test_a_jump_before_the_order_is_known_goes_by_offset(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(100_000)
    model = WindowedModel(worker, source, plain_text)
    with qtbot.waitSignal(model.counted):
        model.set_query(ListQuery())
    with qtbot.waitSignal(model.dataChanged):
        assert text(model, 99_999) == "…"
    assert source.pages[-1] == (99_900, PAGE)
    assert text(model, 99_999) == "115-100000"


def test_at_most_so_many_pages_are_kept(worker: Worker, qtbot: QtBot) -> None:
    model = opened(worker, FakeSource(20_000), qtbot)
    for page in range(1, 100):
        with qtbot.waitSignal(model.dataChanged):
            text(model, page * PAGE)
    assert len(model._cache.loaded()) == KEPT


def test_scrolling_past_pages_does_not_fetch_them_all(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(1_000_000)
    model = opened(worker, source, qtbot)
    source.pages.clear()
    for row in range(0, 1_000_000, 10_000):
        text(model, row)
    qtbot.waitUntil(worker.idle)
    assert len(source.fetched) <= 10 * PAGE


def test_a_million_rows_cost_little_more_than_ten_thousand(worker: Worker, qtbot: QtBot) -> None:
    def cost(size: int) -> int:
        tracemalloc.start()
        model = opened(worker, FakeSource(size), qtbot)
        for row in range(0, size, size // 90):
            text(model, row)
            qtbot.waitUntil(worker.idle)
        used = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return used

    small, large = cost(10_000), cost(1_000_000)
    assert large - small < 10_000_000, "the ids, eight bytes each, and nothing else"


def test_sorting_asks_again_and_keeps_the_old_rows_until_the_new_ones_are_here(
    worker: Worker, qtbot: QtBot
) -> None:
    source = FakeSource(500)
    model = opened(worker, source, qtbot)
    source.gate = threading.Event()
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert text(model, 0) == "115-0001"
    with qtbot.waitSignal(model.ordered):
        source.gate.set()
    assert text(model, 0) == "115-0500"


def test_a_late_answer_to_an_older_question_is_dropped(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(500)
    model = opened(worker, source, qtbot)
    source.gate = threading.Event()
    model.set_query(ListQuery(search="冰水管"))
    model.set_query(ListQuery(search="污水"))
    with qtbot.waitSignal(model.ordered):
        source.gate.set()
    qtbot.waitUntil(worker.idle)
    assert model.rowCount() == 100
    assert "污水" in str(text(model, 0, 1))


def test_a_row_that_was_deleted_meanwhile_leaves_its_place_empty(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(1000)
    model = opened(worker, source, qtbot)
    source.gone = {955}
    with qtbot.waitSignal(model.dataChanged):
        text(model, 960)
    assert text(model, 954, 1) == "－"
    assert text(model, 955) == "115-0956"


def test_a_change_of_its_entity_is_read_again_when_visible(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(1000)
    model = opened(worker, source, qtbot)
    model.set_window(480, 495)
    source.gone = {490}
    with qtbot.waitSignal(model.modelReset):
        model.on_changed(Changes({"ticket": frozenset({490})}))
    assert model.rowCount() == 999
    assert text(model, 489) == "115-0491"


def test_changes_of_others_are_ignored_and_hidden_lists_wait(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(50)
    model = opened(worker, source, qtbot)
    source.pages.clear()
    model.on_changed(Changes({"asset": frozenset({1})}))
    model.set_active(False)
    model.on_changed(Changes({"ticket": frozenset({1})}))
    assert not model._refresh_timer.isActive()
    with qtbot.waitSignal(model.modelReset):
        model.set_active(True)
    assert len(source.pages) == 1


def test_an_error_is_told_and_the_old_rows_stay(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(50)
    model = opened(worker, source, qtbot)
    source.error = OSError("gone")
    with qtbot.waitSignal(model.failed):
        model.set_query(ListQuery(search="x"))
    assert text(model, 0) == "115-0001"


def test_numbers_stand_right_and_the_roles_answer(worker: Worker, qtbot: QtBot) -> None:
    model = opened(worker, FakeSource(5), qtbot)
    cost = model.index(2, 4)
    assert cost.data(roles.ALIGNMENT) & int(Qt.AlignmentFlag.AlignRight)
    assert cost.data(roles.VALUE) == 30
    assert cost.data(roles.ROW_ID) == 3
    assert cost.data(roles.SPEC).key == "cost"
    assert cost.data(roles.ROW)[1] == "115-0003"
    assert model.headerData(0, Qt.Orientation.Horizontal) in ("Number", "編號")


def test_selection_survives_sorting_and_reading_again(worker: Worker, qtbot: QtBot) -> None:
    model = opened(worker, FakeSource(500), qtbot)
    selection = QItemSelectionModel(model)
    chosen = IdSelection(model, selection)
    for row in (3, 4, 90):
        selection.select(model.index(row, 0), ALL)
    selection.setCurrentIndex(model.index(4, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    with qtbot.waitSignal(model.ordered):
        model.sort(0, Qt.SortOrder.DescendingOrder)
    found: list[array[int]] = []
    chosen.with_ids(found.append)
    assert sorted(found[0]) == [4, 5, 91]
    assert chosen.current == 5
    assert selection.currentIndex().row() == 495


def test_what_is_filtered_away_is_not_chosen_any_more(worker: Worker, qtbot: QtBot) -> None:
    model = opened(worker, FakeSource(20), qtbot)
    selection = QItemSelectionModel(model)
    chosen = IdSelection(model, selection)
    selection.select(model.index(0, 0), ALL)
    selection.select(model.index(1, 0), ALL)
    with qtbot.waitSignal(model.ordered):
        model.set_query(ListQuery(search="客梯"))
    assert chosen.count() == 1, "number 2 is the lift; number 1 went"


def test_selecting_all_of_a_million_loads_no_page(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(1_000_000)
    model = opened(worker, source, qtbot)
    source.pages.clear()
    selection = QItemSelectionModel(model)
    chosen = IdSelection(model, selection)
    from PySide6.QtCore import QItemSelection

    selection.select(QItemSelection(model.index(0, 0), model.index(999_999, 4)), ALL)
    assert chosen.count() == 1_000_000
    found: list[array[int]] = []
    chosen.with_ids(found.append)
    assert len(found[0]) == 1_000_000
    assert not source.pages
    assert not source.fetched


def test_everything_is_read_off_the_main_thread(worker: Worker, qtbot: QtBot) -> None:
    source = FakeSource(1000)
    model = opened(worker, source, qtbot)
    with qtbot.waitSignal(model.dataChanged):
        text(model, 900)
    assert threading.main_thread().name not in source.threads
