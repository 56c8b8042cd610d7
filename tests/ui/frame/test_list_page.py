"""The list frame as a page author and a person use it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.presenting import Presenter
from tests.ui.frame.fake_program import CLOCK, FakePane, FakeProgram, list_page
from ui import theme
from ui.bus import Bus
from ui.components import list_export
from ui.components.filter_menus import ChoiceMenu, DateMenu
from ui.components.list_page import ListPage
from ui.components.list_views import NameSheet
from ui.context import UiContext
from ui.models import roles
from ui.notify import Notify
from ui.prefs import Prefs
from ui.worker import Worker

Open = Callable[..., ListPage]


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram(230)


@pytest.fixture
def context(program: FakeProgram, worker: Worker, prefs: Prefs) -> UiContext:
    theme.manager().apply(mode="light", motion="off")
    presenter = Presenter(program.services.labels, DateStyle.ROC)
    notify = Notify()
    return UiContext(
        program.services,
        worker,
        Bus(),
        notify,
        prefs,
        theme.manager(),
        CLOCK,
        lambda page, **what: None,
        presenter,
    )


@pytest.fixture
def page(context: UiContext, qtbot: QtBot) -> ListPage:
    return shown(context, qtbot)


def shown(context: UiContext, qtbot: QtBot) -> ListPage:
    made = list_page(context)
    qtbot.addWidget(made)
    made.resize(1158, 652)
    made.show()
    made.set_shown(True)
    qtbot.waitUntil(lambda: made.model.exact() and made.views.count("open") is not None)
    return made


def pane(page: ListPage) -> FakePane:
    assert isinstance(page.pane, FakePane)
    return page.pane


def reordered(page: ListPage, qtbot: QtBot, query: ListQuery) -> None:
    with qtbot.waitSignal(page.model.ordered):
        page.set_query(query)


def test_rows_counts_and_the_note_are_shown(page: ListPage) -> None:
    assert page.table.model().rowCount() == 230
    assert "230" in page.note
    assert "230" in page.filters.count.text()


def test_choosing_a_row_fills_the_pane_and_the_footer(page: ListPage, qtbot: QtBot) -> None:
    page.table.selectRow(4)
    assert pane(page).records[-1] == 5
    assert "1" in page.footer.chosen.text()


def test_space_hides_and_shows_the_pane_and_enter_opens_it_wide(page: ListPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert pane(page).isHidden()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert pane(page).isVisible()
    with qtbot.waitSignal(page.opened) as blocker:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert blocker.args == [1]
    assert not page.table.isVisible()
    assert page.toast_host() is page
    page.set_wide(False)
    assert page.table.isVisible()


def test_home_and_end_jump(page: ListPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.current == 230)
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.current == 1


def test_typing_searches_and_esc_clears(page: ListPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.table, "3")
    qtbot.waitUntil(lambda: page.model.query.search == "3")
    assert page.filters.search.isVisible()
    page.filters.search.setText("冰水管")
    qtbot.waitUntil(lambda: page.model.rowCount() == 46)
    assert "46／230" in page.filters.count.text()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 230)


def test_every_keystroke_cancels_the_one_before(page: ListPage, qtbot: QtBot) -> None:
    page.commands()["find"]()
    for text in ("冰", "冰水", "冰水管", "污"):
        page.filters.search.setText(text)
    qtbot.waitUntil(lambda: page.model.rowCount() == 46)
    qtbot.waitUntil(page.context.worker.idle)
    assert "污" in str(page.model.index(0, 1).data())


def test_a_header_click_sorts_and_shows_its_arrow(page: ListPage, qtbot: QtBot) -> None:
    header = page.table.horizontalHeader()
    assert header.sortIndicatorSection() == 0, "the list's own order"
    with qtbot.waitSignal(page.model.ordered):
        header.setSortIndicator(3, Qt.SortOrder.DescendingOrder)
    assert page.model.query.order == "due"
    assert page.model.query.descending


def test_a_chip_narrows_and_clear_goes_back(page: ListPage, qtbot: QtBot) -> None:
    menu = ChoiceMenu(page, [(60, "完工", ""), (10, "新案", "")], ())
    heard: list[object] = []
    menu.chosen.connect(heard.append)
    menu._toggle(menu.actions()[0])
    assert heard == [[("in", (60,))]]
    page.filters._take("status", [("in", (60,))])
    qtbot.waitUntil(lambda: page.model.rowCount() == 33)
    assert page.filters.chips()[0].lit
    assert "完工" in page.filters.chips()[0].text()
    page.filters.chips()[0].removed.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 230)
    page.filters._take("status", [("in", (60,))])
    page.filters.clear.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 230)


def test_date_and_place_chips_say_what_they_do(page: ListPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.filters._places))
    query = ListQuery(conditions=(Condition("due", "to", ("+7",)), Condition("place", "in", (1,))))
    reordered(page, qtbot, query)
    words = [chip.text() for chip in page.filters.chips()]
    assert any("7 天內" in text for text in words)
    assert any("四維行政中心" in text for text in words)
    span = ListQuery(
        conditions=(Condition("due", "from", ("2026-11-01",)), Condition("due", "to", ("2026-11-30",)))
    )
    reordered(page, qtbot, span)
    assert any("115/11/01–115/11/30" in chip.text() for chip in page.filters.chips())


def test_the_date_menu_takes_a_span_of_ones_own(page: ListPage, qtbot: QtBot) -> None:
    menu = DateMenu(page, CLOCK.today, DateStyle.ROC)
    heard: list[object] = []
    menu.chosen.connect(heard.append)
    menu.low.line().setText("1151101")
    menu.high.line().setText("115/11/30")
    menu._on_apply()
    assert heard == [[("from", ("2026-11-01",)), ("to", ("2026-11-30",))]]


def test_views_switch_and_can_be_saved_and_dropped(page: ListPage, qtbot: QtBot) -> None:
    page.views.tabs.changed.emit("done")
    qtbot.waitUntil(lambda: page.model.rowCount() == 33)
    page.views.save.click()
    sheet = page.findChild(NameSheet)
    assert sheet is not None
    sheet.line.setText("我的完工")
    sheet.ok.click()
    qtbot.waitUntil(lambda: page.views.view("saved:1") is not None)
    qtbot.waitUntil(lambda: page.views.key == "saved:1")
    page.views.drop.click()
    qtbot.waitUntil(lambda: page.views.view("saved:1") is None)
    assert page.views.key == "open"


def test_copy_gives_text_and_html_of_the_visible_columns(page: ListPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    with qtbot.waitSignal(page.context.notify.toasted):
        qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QApplication.clipboard().mimeData()
    assert mime.text().splitlines()[1].split("\t") == ["115-0001", "污水泵浦 2 號跳脫 1", "受理", "115/11/02"]
    assert "<td>115-0001</td>" in mime.html()


def test_select_all_counts_without_loading(page: ListPage, program: FakeProgram, qtbot: QtBot) -> None:
    page.table.selectAll()
    assert "230" in page.footer.chosen.text()
    found: list[int] = []
    page.chosen_ids(lambda ids: found.extend(ids))
    qtbot.waitUntil(lambda: bool(found))
    assert found == list(range(1, 231))


def test_columns_can_be_hidden_and_the_last_one_stays(page: ListPage) -> None:
    for key in page.table.shown_keys():
        page.table.show_column(key, False)
    assert len(page.table.shown_keys()) == 1
    page.table.show_column("cost", True)
    assert "cost" in page.table.shown_keys()


def test_state_comes_back(context: UiContext, qtbot: QtBot) -> None:
    first = shown(context, qtbot)
    first.table.show_column("cost", True)
    first.table.horizontalHeader().moveSection(3, 0)
    first.table.setColumnWidth(3, 133)
    first.show_pane(False)
    reordered(first, qtbot, ListQuery(search="客梯", order="due", descending=True))
    first.keep_state()
    second = shown(context, qtbot)
    assert second.table.shown_keys() == first.table.shown_keys()
    assert second.table.columnWidth(3) == 133
    assert pane(second).isHidden()
    assert second.model.query == ListQuery(search="客梯", order="due", descending=True)
    assert second.filters.search.text() == "客梯"


def test_export_writes_what_is_seen_as_a_job(
    page: ListPage, program: FakeProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.export.file_name("xlsx").startswith("1151123_")
    with qtbot.waitSignal(page.context.notify.toasted) as blocker:
        page.export.write(tmp_path / "x.xlsx")
    code, path, query, columns = program.services.exports.calls[0]
    assert (code, path.name, query) == ("tickets", "x.xlsx", page.model.query)
    assert list(columns) == page.table.shown_keys()
    assert "x.xlsx" in blocker.args[0].text


def test_looking_at_the_paper_leaves_the_export_folder_alone(
    page: ListPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def show(path: Path) -> bool:
        looked.append(path.name)
        return True

    monkeypatch.setattr(list_export, "_show", show)
    page.context.prefs.set("export.folder", str(tmp_path))
    page.export.preview()
    qtbot.waitUntil(lambda: bool(looked))
    assert looked[0].endswith(".pdf")
    assert page.context.prefs.get("export.folder") == str(tmp_path)


def test_a_change_elsewhere_is_seen_and_the_choice_stays(
    page: ListPage, program: FakeProgram, qtbot: QtBot
) -> None:
    page.table.selectRow(9)
    program.source.gone = {1, 2}
    with qtbot.waitSignal(page.model.modelReset):
        page.context.bus.publish(Changes({"ticket": frozenset({1, 2})}))
    qtbot.waitUntil(lambda: page.model.rowCount() == 228)
    assert page.current == 10
    assert page.table.currentIndex().row() == 7


def test_an_empty_list_says_why(page: ListPage, qtbot: QtBot) -> None:
    page.filters.look_for("qqq")
    qtbot.waitUntil(lambda: page.empty.isVisible())
    assert page.empty.title.text() == "沒有符合的資料"
    page.empty.button.click()
    qtbot.waitUntil(lambda: page.table.isVisible())


def test_a_record_can_be_shown_from_elsewhere(page: ListPage, qtbot: QtBot) -> None:
    page.show_what(view="open", record=150)
    qtbot.waitUntil(lambda: page.current == 150 and page.table.currentIndex().row() == 149)
    assert pane(page).records[-1] == 150


def test_a_record_of_another_kind_is_left_to_the_page(page: ListPage, qtbot: QtBot) -> None:
    page.show_what(record=150, kind="place")
    assert page.current != 150
    page.show_what(record=150, kind="ticket")
    assert page.current == 150


def test_codes_carry_icon_and_tone_for_the_delegates(page: ListPage) -> None:
    status = page.model.index(2, 2)
    assert status.data(roles.TONE) == "blue"
    assert status.data(roles.ICON) == "circle-play"
    assert status.data() == "處理中"


def test_a_closed_page_leaves_no_listener(context: UiContext, program: FakeProgram, qtbot: QtBot) -> None:
    made = list_page(context)
    qtbot.waitUntil(lambda: made.model.exact())
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    context.bus.publish(Changes({"ticket": frozenset({1})}))
    qtbot.waitUntil(context.worker.idle)


def test_columns_fit_without_a_sideways_bar_and_the_scroll_bar_takes_no_room(
    page: ListPage, qtbot: QtBot
) -> None:
    table = page.table
    page.show_pane(False)
    for width in (1158, 1058, 1258):
        page.resize(width, 652)
        assert table.horizontalScrollBar().maximum() == 0
        assert table.viewport().width() == table.width()
    assert table.bar.isVisible()
    table.bar.setValue(table.bar.maximum())
    assert table.rowAt(table.viewport().height() - 1) == 229


def test_the_last_row_is_whole_at_the_end(page: ListPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    last = page.table.visualRect(page.model.index(229, 0))
    assert last.bottom() <= page.table.viewport().rect().bottom()


def test_chips_that_do_not_fit_stand_behind_the_dots(page: ListPage, qtbot: QtBot) -> None:
    page.resize(620, 652)
    filters = page.filters
    hidden = [chip for chip in filters.chips() if chip.isHidden()]
    assert filters.more.isVisible() == bool(hidden)
    page.filters.setFixedWidth(260)
    QApplication.sendPostedEvents()
    assert filters.more.isVisible()
