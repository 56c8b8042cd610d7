"""All widgets on a few pictures: ``python -m ui.widgets.gallery OUT_DIR``. For the docs, and to look at."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilities_app.domain.workdays import Workdays
from resources.texts import DEFAULT_LANGUAGE, LANGUAGES, pick, use
from ui import theme
from ui.widgets.buttons import Button, GhostButton, IconButton, PrimaryButton, SecondaryButton
from ui.widgets.calendar import MonthGrid, month_title, office_days
from ui.widgets.chips import Chip
from ui.widgets.date_field import DateField
from ui.widgets.fields import FormField, SearchField
from ui.widgets.flow import FlowLayout
from ui.widgets.gallery_cards import facts_card, figures_card, rest_card, suggestions
from ui.widgets.labels import Avatar, KeyCap, Label, Pill
from ui.widgets.overlay import Sheet
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.surfaces import Card, Notice
from ui.widgets.tabs import ViewTab, ViewTabs
from ui.widgets.toast import Toast
from ui.widgets.type_ahead import TypeAhead

TODAY = date(2026, 11, 23)
_SIZE = QSize(1120, 720)


def small_things() -> QWidget:
    """Text roles, pills, buttons, chips, tabs, fields."""
    page, column = _page()
    card = Card()
    column.addWidget(card)
    tabs = ViewTabs(
        [
            ViewTab("mine", pick("我的", "Mine"), 7),
            ViewTab("open", pick("未結案", "Open"), 23),
            ViewTab("late", pick("逾期", "Overdue"), 2),
            ViewTab("parts", pick("待料", "Waiting for parts"), 6),
        ],
        "open",
    )
    tabs.add_action(GhostButton(pick("儲存檢視", "Save view"), "plus"))
    tabs.add_corner(IconButton("columns-3", pick("欄位", "Columns")))
    tabs.add_corner(IconButton("printer", pick("列印", "Print")))
    card.body.addWidget(tabs)
    for row in (_chips(), _pills(), _buttons(), _texts(), _segments(), _lines()):
        card.body.addWidget(row)
        card.body.addSpacing(6)
    card.body.addStretch(1)
    return page


def facts_and_figures() -> QWidget:
    """Notices, facts, timeline, photos, charts."""
    page, column = _page()
    row = QHBoxLayout()
    row.setSpacing(16)
    column.addLayout(row)
    for card in (facts_card(), figures_card(), rest_card()):
        row.addWidget(card, 1)
    return page


def sheet_and_toast() -> QWidget:
    """The sheet over a window with type-ahead, notice, fields; and a toast."""
    page, _ = _page()
    page.resize(_SIZE)
    sheet = Sheet(page, pick("報修", "Log a repair"), pick("新案，儲存後取號", "New, numbered on saving"))
    sheet.head.addWidget(Label(pick("草稿已保留", "Draft kept"), "secondary"))
    find = TypeAhead(name=pick("地點或設備", "Place or asset"))
    find.edit.setText("9F 空調")
    find.set_results(suggestions())
    sheet.body.addWidget(FormField(pick("地點或設備", "Place or asset"), find, required=True))
    sheet.body.addWidget(
        Notice(
            pick("此設備有 2 件未結案", "This asset has 2 open tickets"),
            aside=pick("同一狀況請補充到原案", "Add to the old one if it is the same"),
        )
    )
    row = QHBoxLayout()
    row.setSpacing(16)
    trades = [Segment(i, t) for i, t in enumerate(("水電", "空調", "土木", "電梯", "消防", "通訊"))]
    row.addWidget(FormField(pick("類別", "Trade"), SegmentedControl(trades, 1), hint="依設備帶入"), 3)
    levels = [Segment(i, t) for i, t in enumerate(("緊急", "高", "中", "低"))]
    row.addWidget(FormField(pick("優先", "Priority"), SegmentedControl(levels, 2)), 2)
    sheet.body.addLayout(row)
    words = QPlainTextEdit(pick("運轉時有金屬摩擦聲，904 會議室也聽得到。", "A grinding noise."))
    words.setFixedHeight(72)
    sheet.body.addWidget(FormField(pick("狀況", "What is wrong"), words, required=True))
    due = DateField(lambda: TODAY, day_kind=office_days(Workdays()))
    due.set_value(date(2026, 11, 27))
    sheet.body.addWidget(FormField(pick("期限", "Due"), due, hint=pick("依優先帶入", "from the priority")))
    sheet.footer.addWidget(KeyCap("↑ ↓", pick("選擇", "choose")))
    sheet.footer.addWidget(KeyCap("Tab", pick("下一欄", "next field")))
    sheet.footer.addStretch(1)
    sheet.footer.addWidget(SecondaryButton(pick("儲存並新增下一筆", "Save and next"), key="Ctrl+Shift+Enter"))
    sheet.footer.addWidget(PrimaryButton(pick("儲存", "Save"), key="Ctrl+Enter"))
    sheet.open()
    toast = Toast(page)
    toast.show_message(
        pick("已將 115-0342 設為處理中", "115-0342 is now in progress"),
        action=pick("復原", "Undo"),
        key="Ctrl Z",
        seconds=3600,
    )
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "small": small_things,
    "facts": facts_and_figures,
    "sheet": sheet_and_toast,
}


def draw(out: Path, scale: float = 1.5) -> list[Path]:
    """Write every page in both themes and languages as PNG into ``out``; returns the files."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for language in LANGUAGES:
        use(language)
        for mode in ("light", "dark"):
            theme.manager().apply(mode=mode, motion="off")
            for name, make in PAGES.items():
                path = out / f"widgets-{name}-{mode}-{language}.png"
                _picture(make(), scale).save(str(path))
                written.append(path)
    use(DEFAULT_LANGUAGE)
    return written


def _picture(page: QWidget, scale: float) -> QImage:
    page.resize(_SIZE)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.show()
    QApplication.sendPostedEvents()
    image = QImage(_SIZE * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    page.render(image)
    page.close()
    page.deleteLater()
    # Python: the tree goes while it is whole; its collector would take it apart child by child.
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    return image


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    page.setAutoFillBackground(True)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(12)
    return page, column


def _flow(*widgets: QWidget) -> QWidget:
    box = QWidget()
    flow = FlowLayout(box)
    for widget in widgets:
        flow.addWidget(widget)
    return box


def _chips() -> QWidget:
    lit = Chip(pick("全部", "All"), count=66, checkable=True)
    lit.setChecked(True)
    return _flow(
        Chip(pick("狀態：未結案", "Status: open"), removable=True),
        Chip(pick("類別", "Trade"), drops=True),
        Chip(pick("優先", "Priority"), drops=True),
        GhostButton(pick("清除", "Clear")),
        lit,
        Chip(pick("使用中", "In use"), "house", count=45, tone="green", checkable=True),
        Chip(pick("未結報修", "Open repairs"), "wrench", count=5, tone="red", checkable=True),
    )


def _pills() -> QWidget:
    return _flow(
        Pill(pick("處理中", "In progress"), "blue", "circle-play"),
        Pill(pick("待料", "Parts"), "amber", "package"),
        Pill(pick("逾期 12 天", "12 days overdue"), "red", "clock-alert"),
        Pill(pick("完工", "Done"), "green", "circle-check"),
        Pill(pick("新案", "New"), "neutral", "inbox"),
        Pill(pick("今天 17:00 到期", "Due today 17:00"), "amber", "clock"),
        Avatar("林育成"),
        KeyCap("Space", pick("詳細窗格", "pane")),
        KeyCap("F2", pick("編輯", "edit")),
    )


def _buttons() -> QWidget:
    off = PrimaryButton(pick("儲存", "Save"))
    off.setEnabled(False)
    return _flow(
        PrimaryButton(pick("報修", "Repair"), "plus"),
        Button(pick("回報完修", "Report done"), "check", kind="outline"),
        SecondaryButton(pick("待料", "Parts")),
        SecondaryButton(pick("開啟", "Open"), key="Enter"),
        Button(pick("刪除", "Delete"), "trash-2", kind="danger"),
        GhostButton(pick("開啟行事曆", "Open calendar"), "calendar-days"),
        IconButton("bell", pick("通知", "Notifications"), boxed=True, compact=False),
        IconButton("maximize-2", pick("放大", "Enlarge")),
        off,
    )


def _texts() -> QWidget:
    return _flow(
        Label(pick("報修", "Repairs"), "page"),
        Label("94.4", "figure"),
        Label(pick("客梯關門反覆開啟", "Lift doors reopen"), "title"),
        Label(pick("今天要做的事", "To do today"), "heading"),
        Label(pick("歷程", "History"), "section"),
        Label(pick("冰水管滴水", "Chilled-water pipe drips"), "strong"),
        Label("115-0318", "body"),
        Label(pick("四維 6F 空調機房", "Siwei 6F plant room"), "secondary"),
        Label(pick("民國 115 年", "2026"), "caption"),
        Label(pick("全部歷程", "All history"), "link"),
    )


def _segments() -> QWidget:
    quiet = [Segment(1, pick("全部 12", "All 12")), Segment(2, pick("我的 7", "Mine 7"))]
    answers = [
        Segment("ok", pick("1 合格", "1 pass"), "check", "green"),
        Segment("bad", pick("2 不合格", "2 fail"), "x", "red"),
        Segment("na", pick("3 不適用", "3 n/a")),
    ]
    trades = [
        Segment(i, pick(zh, en))
        for i, (zh, en) in enumerate((("水電", "Plumbing"), ("空調", "HVAC"), ("土木", "Civil")))
    ]
    return _flow(
        SegmentedControl(quiet, 1, quiet=True),
        SegmentedControl(trades, 1),
        SegmentedControl(answers, "ok"),
        SegmentedControl(answers, "bad"),
    )


def _lines() -> QWidget:
    box = QWidget()
    row = QGridLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setHorizontalSpacing(16)
    due = DateField(lambda: TODAY, day_kind=office_days(Workdays()))
    due.set_value(TODAY)
    bad = DateField(lambda: TODAY)
    bad.line().setText("115/13/40")
    bad.commit()
    row.addWidget(SearchField(pick("搜尋設備、宿舍、案件、人員…", "Search anything…"), key="Ctrl K"), 0, 0)
    row.addWidget(FormField(pick("期限", "Due"), due, required=True), 1, 0)
    row.addWidget(FormField(pick("完成日", "Done on"), bad), 1, 1)
    grid = MonthGrid(TODAY, office_days(Workdays()))
    grid.move_to(date(2026, 10, 8))
    column = QVBoxLayout()
    column.addWidget(Label(month_title(grid.at), "heading"))
    column.addWidget(grid)
    row.addLayout(column, 0, 2, 3, 1)
    row.setRowStretch(2, 1)
    row.setColumnStretch(0, 1)
    row.setColumnStretch(1, 1)
    return box


def main() -> int:
    """Draw into the folder named on the command line."""
    if len(sys.argv) != 2:
        print("usage: python -m ui.widgets.gallery OUT_DIR")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    for path in draw(Path(sys.argv[1])):
        print(path)
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
