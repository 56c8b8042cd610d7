"""Rows of tabs and chips whose last items give way."""

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui.widgets.overflow import staying
from ui.widgets.tabs import ViewTab, ViewTabs

TABS = tuple(ViewTab(f"v{n}", f"View number {n}", n * 100) for n in range(8))


def test_all_stay_where_all_fit() -> None:
    assert staying([50, 50, 50], 170, 10, 30) == [True, True, True]


def test_the_last_ones_give_way_and_the_one_shown_stays() -> None:
    assert staying([50, 50, 50], 160, 10, 30) == [True, True, False]
    assert staying([50, 50, 50, 50], 160, 10, 30, must=3) == [True, False, False, True]


def test_nothing_gives_way_to_nothing() -> None:
    assert staying([], 10, 10, 30) == []


def test_tabs_that_do_not_fit_are_chosen_behind_the_dots(qtbot: QtBot) -> None:
    tabs = ViewTabs(TABS, "v0")
    qtbot.addWidget(tabs)
    tabs.resize(400, 44)
    tabs.show()
    assert tabs.more.isVisible()
    chosen: list[str] = []
    tabs.changed.connect(chosen.append)
    tabs.more.click()
    menu = tabs.findChild(QMenu)
    assert menu is not None
    last = menu.actions()[-1]
    assert last.text() == "View number 7 700"
    last.trigger()
    menu.close()
    assert chosen == ["v7"]
    assert tabs.key() == "v7"
    shown = [button.text() for button in tabs._group.buttons() if button.isVisible()]
    assert "View number 7" in shown
    tabs.resize(2000, 44)
    assert not tabs.more.isVisible()
