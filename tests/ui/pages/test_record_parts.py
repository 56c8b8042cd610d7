"""The parts that panes share: deadlines and moments in words, covers, histories, open tickets."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilities_app import messages
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.rows import CoverRow, EventRow, PermitRow, PhotoRow, TicketBrief
from facilities_app.presenting import Presenter
from resources.texts import use
from tests.factories import Make
from ui import theme
from ui.bus import Bus
from ui.components import moments
from ui.components.covers import CoverLine, fill_covers
from ui.components.event_timeline import entry, ticket_entries, when_words
from ui.components.link_button import LinkButton
from ui.components.record_photos import RecordPhotos, read_picture
from ui.components.sections import Section
from ui.components.ticket_briefs import TicketBriefs
from ui.context import UiContext
from ui.notify import Notify, Toast
from ui.prefs import Prefs
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.worker import Worker

TODAY = date(2026, 11, 23)
NOW = at(TODAY, 9)


@pytest.fixture
def context(program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Iterator[UiContext]:
    worker = Worker()
    yield UiContext(
        services=program.services,
        worker=worker,
        bus=Bus(),
        notify=Notify(messages.sentence, lambda done: messages.done(done.label, done.params)),
        prefs=Prefs(tmp_path / "window.ini"),
        theme=theme.manager(),
        clock=clock,
        navigate=lambda page, **what: None,
        presenter=Presenter(program.services.labels),
    )
    worker.close()


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (NOW - timedelta(days=3), "逾期 3 天", "red"),
        (NOW - timedelta(hours=2), "逾期 2 小時", "red"),
        (NOW - timedelta(minutes=5), "剛逾期", "red"),
        (at(TODAY, 17), "今天 17:00", "amber"),
        (at(date(2026, 11, 26), 17), "115/11/26", "amber"),
        (at(date(2026, 11, 27), 17), "115/11/27", "neutral"),
    ],
)
def test_a_deadline_reads_as_a_person_says_it(
    context: UiContext, due: datetime, words: str, tone: str
) -> None:
    found = moments.due_moment(due, NOW, context.presenter)
    assert (found.text, found.tone) == (words, tone)


def test_a_deadline_in_a_pill_says_that_it_is_one(context: UiContext) -> None:
    assert moments.due_long(at(TODAY, 17), NOW, context.presenter).text == "今天 17:00 到期"
    assert moments.due_long(NOW - timedelta(days=2), NOW, context.presenter).text == "逾期 2 天"


def test_a_deadline_of_a_whole_day(context: UiContext) -> None:
    found = [
        moments.due_day(TODAY + timedelta(days=days), TODAY, context.presenter) for days in (-1, 0, 2, 9)
    ]
    assert [one.text for one in found] == ["逾期 1 天", "今天", "115/11/25", "115/12/02"]
    assert [one.tone for one in found] == ["red", "amber", "amber", "neutral"]


def test_moments_near_by_have_names(context: UiContext) -> None:
    presenter = context.presenter
    assert moments.moment_words(at(TODAY, 9, 20), TODAY, presenter) == "今天 09:20"
    assert moments.moment_words(at(date(2026, 11, 22), 8), TODAY, presenter) == "昨天 08:00"
    assert moments.moment_words(at(date(2026, 11, 2), 8), TODAY, presenter) == "115/11/02"
    assert moments.day_words(TODAY + timedelta(days=1), TODAY, presenter) == "明天"


def test_english_counts_one_day(context: UiContext) -> None:
    use("en")
    assert moments.due_moment(NOW - timedelta(days=1), NOW, context.presenter).text == "1 day late"


def test_the_line_of_a_form_says_who_stands_behind_and_what_is_over(context: UiContext) -> None:
    line = CoverLine()
    contract = CoverRow("contract", "南晟空調工程", "07-555-0168", date(2027, 3, 31))
    warranty = CoverRow("warranty", "", "", date(2024, 6, 30), is_over=True)
    line.show_covers(context, (contract, warranty))
    assert line.text() == "保養契約 南晟空調工程，至 116/03/31 07-555-0168 保固已過 113/06/30"
    second = CoverRow("warranty", "原廠", "", date(2027, 1, 1))
    line.show_covers(context, (contract, second))
    assert line.text().endswith("保固至 116/01/01")
    line.show_covers(context, (warranty,))
    assert "目前無有效的保養契約或保固" in line.text()


def test_a_grid_names_cover_telephone_and_permit_and_what_ends_soon(context: UiContext) -> None:
    grid = KeyValueGrid()
    covers = (CoverRow("contract", "穩昇電梯工程", "07-555-0142", date(2026, 12, 31), 2),)
    permits = (
        PermitRow("use_permit", "K1", date(2026, 11, 1)),
        PermitRow("use_permit", "K0", date(2025, 1, 1)),
    )
    fill_covers(grid, context, covers, permits)
    words = {label.text() for label in grid.findChildren(Label)}
    assert {"穩昇電梯工程，至 115/12/31", "剩 38 天", "07-555-0142", "2 小時內到場"} <= words
    assert {"使用許可證", "已於 115/11/01 失效"} <= words
    empty = KeyValueGrid()
    fill_covers(empty, context, ())
    assert "無保養契約或保固" in {label.text() for label in empty.findChildren(Label)}


def test_a_history_says_who_did_what(context: UiContext) -> None:
    moment = datetime(2026, 11, 23, 0, 12, tzinfo=UTC)
    events = [
        EventRow(moment, None, "reported", "民政局 蔡佩珊"),
        EventRow(moment, None, "reported"),
        EventRow(moment, None, "status", "林育成", "缺料", 20, 50),
        EventRow(moment, None, "status", "", "", 20, 40),
        EventRow(moment, None, "call", "林育成", "廠商回覆今日到場"),
        EventRow(moment, None, "photo", "林育成", "門縫.png"),
    ]
    entries = ticket_entries(context, events)
    assert [one.text for one in entries] == [
        "民政局 蔡佩珊 報修",
        "報修",
        "林育成 設為等待中",
        "設為處理中",
        "廠商回覆今日到場",
        "林育成 新增照片",
    ]
    assert entries[2].note == "缺料"
    assert entries[2].tone == "amber"
    assert entries[0].when == "今天 08:12"


def test_a_line_with_a_record_behind_it_can_be_opened_and_rough_dates_stay_rough(context: UiContext) -> None:
    rough = EventRow(None, None, "damage", when="106 年春", ref_kind="damage", ref_id=4, is_future=True)
    made = entry(context, rough, "採光罩滲水")
    assert made.key == ("damage", 4)
    assert made.when == "106 年春"
    assert made.future
    day = EventRow(None, date(2026, 11, 24), "task")
    assert when_words(context, day) == "明天"
    assert when_words(context, EventRow(None, None, "note")) == ""


def test_an_open_ticket_on_hold_says_what_it_waits_for(context: UiContext, qtbot: QtBot) -> None:
    briefs = TicketBriefs(context)
    qtbot.addWidget(briefs)
    held = TicketBrief(1, "115-0001", "冰水管滴水", 50, "林育成", TODAY, NOW, hold_reason="vendor")
    briefs.set_tickets([held])
    briefs.show()
    assert "115-0001 冰水管滴水 待廠商" in {one.accessibleName() for one in briefs.findChildren(QWidget)}


def test_open_tickets_are_opened_by_enter_and_acted_on_by_their_word(
    context: UiContext, qtbot: QtBot
) -> None:
    briefs = TicketBriefs(context, action="補充到此案")
    qtbot.addWidget(briefs)
    rows = [TicketBrief(n, f"115-000{n}", f"第 {n} 件", 40, "林育成", TODAY, NOW) for n in range(1, 6)]
    briefs.set_tickets(rows)
    briefs.show()
    assert len(briefs.buttons) == 3
    assert "另有 2 件" in {label.text() for label in briefs.findChildren(Label)}
    with qtbot.waitSignal(briefs.acted) as acted:
        briefs.buttons[1].click()
    assert acted.args == [2, "115-0002"]
    line = briefs.buttons[0].parentWidget()
    assert line is not None
    line.setFocus()
    with qtbot.waitSignal(briefs.opened) as opened:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == [1]
    with qtbot.waitSignal(briefs.opened):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    briefs.grab()


def test_a_link_that_opens_nothing_is_plain_text(qtbot: QtBot) -> None:
    link = LinkButton("客梯 3 號")
    qtbot.addWidget(link)
    link.hovered = link.ringed = True
    link.grab()
    link.set_words("1F 電梯廳", opens=False)
    assert not link.isEnabled()
    link.grab()


def test_a_section_has_at_most_one_action(qtbot: QtBot) -> None:
    asked: list[str] = []
    section = Section("歷程", action="新增紀錄", on_action=lambda: asked.append("note"))
    qtbot.addWidget(section)
    section.action.click()
    assert asked == ["note"]
    assert not Section().accessibleName()


def test_a_photo_that_cannot_be_made_small_keeps_its_icon(
    context: UiContext, qtbot: QtBot, make: Make
) -> None:
    said: list[Toast] = []
    context.notify.toasted.connect(said.append)
    photos = RecordPhotos(context, "tickets")
    qtbot.addWidget(photos)
    ghost = PhotoRow(99, 1, "x.png", "/nowhere/x.png", True, 1, NOW)
    photos.show_record(make.ticket().id, (ghost,))
    qtbot.waitUntil(context.worker.idle)
    assert photos.strip.photos[0].image is None
    assert said == []


def test_a_large_picture_is_read_no_larger_than_a_screen_needs(tmp_path: Path, qtbot: QtBot) -> None:
    image = QImage(4000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(tmp_path / "wide.png"))
    assert read_picture(str(tmp_path / "wide.png"), 400).width() == 400
    assert read_picture(str(tmp_path / "none.png")).isNull()
