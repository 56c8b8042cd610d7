"""Cells of lists: heights, colours, selection, the action, and that painting is cheap."""

from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from ui import theme
from ui.delegates import (
    ActionDelegate,
    CellDelegate,
    DueDelegate,
    IconTextDelegate,
    NumberDelegate,
    PillDelegate,
    PriorityDelegate,
    TwoTextDelegate,
    roles,
    row_height,
)

CELLS: list[tuple[type[CellDelegate], dict[int, str]]] = [
    (CellDelegate, {roles.TEXT: "115-0318"}),
    (PillDelegate, {roles.TEXT: "處理中", roles.TONE: "blue", roles.ICON: "circle-play"}),
    (DueDelegate, {roles.TEXT: "逾期 3 天", roles.TONE: "red", roles.ICON: "clock-alert"}),
    (PriorityDelegate, {roles.TEXT: "緊急", roles.TONE: "red", roles.ICON: "siren"}),
    (NumberDelegate, {roles.TEXT: "1,234"}),
    (IconTextDelegate, {roles.TEXT: "客梯 3 號", roles.ICON: "arrow-up-down", roles.SECONDARY: "EL-03"}),
    (TwoTextDelegate, {roles.TEXT: "冰水管滴水", roles.SECONDARY: "115-0318"}),
    (ActionDelegate, {roles.TEXT: "派工"}),
]


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    """A screen full of rows with one column of every kind."""
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(0, len(CELLS), view)
    for _ in range(25):
        items = []
        for _, data in CELLS:
            item = QStandardItem()
            for role, value in data.items():
                item.setData(value, role)
            items.append(item)
        model.appendRow(items)
    view.setModel(model)
    view.setShowGrid(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(row_height())
    for column, (kind, _) in enumerate(CELLS):
        view.setItemDelegateForColumn(column, kind(view))
        view.setColumnWidth(column, 120)
    view.resize(1000, 700)
    view.show()
    return view


def shot(table: QTableView) -> QImage:
    """What the rows look like now."""
    return table.viewport().grab().toImage()


def test_every_cell_has_the_fixed_height_and_room_for_its_words(table: QTableView) -> None:
    option = QStyleOptionViewItem()
    for column in range(len(CELLS)):
        hint = table.itemDelegateForColumn(column).sizeHint(option, table.model().index(0, column))
        assert hint.height() == row_height() == 36
        assert hint.width() > 12


def test_a_selected_row_has_the_accent_ground_and_a_bar_of_three_pixels(table: QTableView) -> None:
    table.selectRow(1)
    picture, middle = shot(table), row_height() + 18
    current = theme.current()
    assert [picture.pixelColor(x, middle).name() for x in (0, 2)] == [current.accent.name()] * 2
    assert picture.pixelColor(4, middle).name() == current.accent_bg.name()
    assert picture.pixelColor(4, 18).name() == current.surface.name()


def test_the_bar_stays_at_the_left_when_columns_move(table: QTableView) -> None:
    table.horizontalHeader().moveSection(3, 0)
    table.selectRow(0)
    assert shot(table).pixelColor(1, 18).name() == theme.current().accent.name()


def test_a_hairline_lies_below_every_row(table: QTableView) -> None:
    assert shot(table).pixelColor(3, row_height() - 1).name() == theme.current().line.name()


def test_a_late_date_is_drawn_in_red_and_a_calm_one_is_not(table: QTableView) -> None:
    column = 2

    def reddish() -> bool:
        picture, left = shot(table), table.columnViewportPosition(2)
        pixels = (picture.pixelColor(x, y) for x in range(left, left + 120) for y in range(4, 30))
        return any(pixel.red() - pixel.blue() > 80 for pixel in pixels)

    assert reddish()
    table.model().setData(table.model().index(0, column), None, roles.TONE)
    assert not reddish()


def test_a_click_on_the_action_triggers_it(table: QTableView, qtbot: QtBot) -> None:
    column = len(CELLS) - 1
    delegate = table.itemDelegateForColumn(column)
    assert isinstance(delegate, ActionDelegate)
    told: list[QModelIndex] = []
    delegate.triggered.connect(told.append)
    at = table.visualRect(table.model().index(2, column)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert [(index.row(), index.column()) for index in told] == [(2, column)]


def test_a_screen_of_cells_paints_within_a_frame(table: QTableView) -> None:
    shot(table)
    times = []
    for _ in range(9):
        start = perf_counter()
        table.viewport().repaint()
        times.append(perf_counter() - start)
    assert sorted(times)[1] < 0.030  # 7 ms on a quiet machine
