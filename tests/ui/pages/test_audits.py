"""The audits page: the round at a glance, one unit by keys, what follows, in both languages, and when it is empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.audit_rows import KeyedVisit, VisitDetail
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.privacy import MASK
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.audits.page import AuditsPage

TODAY = date(2026, 11, 23)


@contextmanager
def at_round(
    program: Program, clock: FixedClock, qtbot: QtBot, folder: Path, language: str = "zh_TW"
) -> Iterator[tuple[Desk, AuditsPage]]:
    with desk_at(program, clock, qtbot, folder, "audits", language) as desk:
        yield desk, cast(AuditsPage, desk.app.window.stack.page())


def go_to(desk: Desk, page: AuditsPage, code: str) -> int:
    """Bring a unit to the front; gives back its visit."""
    assert page.shown is not None
    visit = next(line.id for line in page.shown.lines if line.unit_code == code)
    page.go_to(visit)
    page.home()
    desk.settle()
    return visit


def kept(desk: Desk, visit: int) -> VisitDetail:
    return desk.services.audits.visit(visit)


@pytest.fixture
def five(make: Make, program: Program) -> int:
    """A round of five units that are lived in."""
    for number in range(1, 6):
        unit = make.unit(f"M10{number}", area_m2=82)
        make.agreement(
            unit, f"林大{number}德", starts_on=date(2025, 7, 1), family="吳小君（配偶）、子女 2 人"
        )
    return program.services.audits.new(
        2026, 2, TODAY - timedelta(days=14), TODAY + timedelta(days=7), "occupied"
    ).value


# -- the round at a glance -------------------------------------------------------------------------


def test_the_head_counts_what_the_round_holds(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(demo, clock, qtbot, tmp_path) as (desk, page):
        assert page.shown is not None
        counts = page.shown.counts
        assert page.head.done.text() == str(counts.done)
        assert str(counts.total) in page.head.total.text()
        assert "剩 17 天" in page.head.period.text()
        assert page.head.counts["unvisited"].count() == counts.unvisited
        assert page.head.counts["residing"].count() == counts.by_finding["residing"]
        cells = page.head.cells.cells()
        assert len(cells) == counts.total
        assert sum(cell.is_final for cell in cells) == counts.done
        assert "115 年第 2 次" in page.note
        assert "居住" in desk.words()


def test_a_cell_tells_its_unit_and_a_click_opens_it(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(demo, clock, qtbot, tmp_path) as (desk, page):
        cells = page.head.cells
        place = next(n for n, cell in enumerate(cells.cells()) if cell.name.startswith("M204"))
        assert "未遇" in cells.part_name(place)
        QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=cells.parts()[place].center())
        desk.settle()
        assert page.unit.code.text() == "M204"


def test_chips_and_counts_list_their_units(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(demo, clock, qtbot, tmp_path) as (_desk, page):
        assert page.shown is not None
        counts = page.shown.counts
        page.list.chips["open"].click()
        assert len(page.list.shown()) == counts.total - counts.done
        page.list.chips["different"].click()
        assert {line.finding for line in page.list.shown()} <= {
            "partly",
            "not_residing",
            "sublet",
            "occupied",
        }
        page.head.counts["not_met"].click()
        assert [line.unit_code for line in page.list.shown()] == ["M204"]
        page.list.chips["all"].click()
        assert len(page.list.shown()) == counts.total


def test_names_are_masked_everywhere(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        words = desk.words() + page.list.rows.accessibleDescription()
        assert "林大" not in words
        assert "吳小" not in words
        assert MASK in words
        assert "子女 2 人" in page.unit.residents.text()


def test_the_list_is_walked_by_the_arrows(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        assert desk.focus is page.list.rows
        assert page.unit.code.text() == "M101"
        for key, code in (
            (Qt.Key.Key_Down, "M102"),
            (Qt.Key.Key_End, "M105"),
            (Qt.Key.Key_Up, "M104"),
            (Qt.Key.Key_Home, "M101"),
        ):
            desk.press(key)
            assert page.unit.code.text() == code


def test_a_unit_is_found_by_its_number_or_by_the_scanned_form(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        for typed, code in (("m104", "M104"), ("DA-11502-002", "M102")):
            desk.press(Qt.Key.Key_F, CONTROL)
            assert desk.focus is page.list.search
            desk.write(typed)
            desk.press(Qt.Key.Key_Return)
            assert page.unit.code.text() == code
            assert page.list.rows.hasFocus()
            assert not page.unit.refusal.isVisible()
        desk.write("1")
        desk.press(Qt.Key.Key_F, CONTROL)
        desk.write("M999")
        desk.press(Qt.Key.Key_Return)
        assert desk.focus is page.list.search
        assert "M999" in desk.said()
        assert page.unit.code.text() == "M102"
        assert page.unit.detail is not None
        assert page.unit.detail.finding == ""


# -- one unit --------------------------------------------------------------------------------------


def test_one_key_finds_and_enter_goes_on(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M101")
        desk.write("a1")
        assert page.unit.unsaved.isVisible()
        desk.press(Qt.Key.Key_Return)
        assert page.unit.code.text() == "M102"
        assert not page.unit.unsaved.isVisible()
        detail = kept(desk, visit)
        assert (detail.finding, detail.attempts[0].met) == ("residing", "borrower")
        assert detail.visitor == desk.services.base.actor_name
        assert page.head.done.text() == "1"
        desk.undo()
        assert kept(desk, visit).finding == ""
        assert page.head.done.text() == "0"


def test_not_met_proposes_two_working_days_on_and_nobody(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M102")
        desk.write("2")
        assert page.unit.revisit.text() == "115/11/25 18:30"
        desk.write("r")
        desk.press(Qt.Key.Key_2)
        assert desk.focus is page.list.rows, "a digit takes the reason and the keyboard goes home"
        desk.press(Qt.Key.Key_Return)
        detail = kept(desk, visit)
        assert (detail.finding, detail.absence) == ("not_met", "business_trip")
        assert detail.revisit_on == date(2026, 11, 25)
        assert detail.attempts[0].met == "nobody"
        assert [(row.found.kind, row.found.due_time) for row in page.follow.rows()] == [("revisit", "18:30")]
        desk.undo()
        assert page.follow.rows() == []


def test_a_finding_that_differs_brings_the_draft_of_a_letter(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M103")
        desk.write("3")
        desk.press(Qt.Key.Key_Return)
        row = page.follow.rows()[0]
        assert (row.found.kind, row.found.state) == ("letter", "draft")
        row.click()
        desk.settle()
        assert page.unit.detail is not None
        assert page.unit.detail.id == visit


def test_the_finding_without_a_key_is_taken_from_the_menu(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M104")
        page.unit.findings.take("occupied")
        page.home()
        desk.press(Qt.Key.Key_Return)
        assert kept(desk, visit).finding == "occupied"


def test_plain_keys_are_words_while_a_text_field_has_the_keyboard(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M101")
        desk.write("1n")
        assert desk.focus is page.unit.note
        desk.write("3 years a+")
        assert page.unit.findings.value == "residing"
        desk.press(Qt.Key.Key_Return)
        assert kept(desk, visit).note == "3 years a+"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("1910", "115/11/23 19:10"), ("45", "115/11/23 19:45"), ("11/20 830", "115/11/20 08:30")],
)
def test_the_time_of_a_visit_is_typed_short(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path, typed: str, shown: str
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        go_to(desk, page, "M101")
        page.unit.evidence.when.set_words("115/11/23 19:20")
        desk.write("v")
        desk.write(typed)
        desk.press(Qt.Key.Key_Return)
        assert page.unit.evidence.when.text() == shown
        assert desk.focus is page.list.rows


def test_what_cannot_be_read_or_is_missing_is_said_where_it_stands(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M101")
        desk.press(Qt.Key.Key_Return)
        assert "請選擇認定" in page.unit.refusal.title.text()
        desk.write("1v")
        desk.write("nonsense")
        desk.press(Qt.Key.Key_Return)
        assert "無法辨識" in page.unit.refusal.title.text()
        assert desk.focus is page.unit.evidence.when
        desk.replace("115/12/24 1910")
        desk.press(Qt.Key.Key_Return)
        assert "未來" in page.unit.refusal.title.text()
        assert kept(desk, visit).finding == ""


def test_photos_are_pasted_into_the_unit(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M101")
        desk.write("1")
        picture = QImage(40, 30, QImage.Format.Format_RGB32)
        picture.fill(QColor("#336699"))
        QGuiApplication.clipboard().setImage(picture)
        desk.press(Qt.Key.Key_V, CONTROL)
        assert kept(desk, visit).photos == 1, desk.toasts
        assert page.unit.findings.value == "residing", "what is keyed stays while photos come"


# -- nothing typed is lost -------------------------------------------------------------------------


def test_what_is_keyed_is_there_again_after_another_unit_page_or_start(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        go_to(desk, page, "M102")
        desk.write("4n")
        desk.write("週末返家")
        go_to(desk, page, "M104")
        assert page.unit.findings.value == ""
        assert "填寫中" in page.head.cells.part_name(1)
        desk.app.window.navigate("overview")
        desk.settle()
        desk.app.window.navigate("audits")
        desk.settle()
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M102")
        assert (page.unit.findings.value, page.unit.note.text()) == ("partly", "週末返家")
        assert page.unit.unsaved.isVisible()
        page.keyer.take_back()
        desk.settle()
        assert page.unit.findings.value == ""
        undo = desk.toasts[-1].undo
        assert undo is not None
        undo()
        assert page.unit.note.text() == "週末返家"
        desk.press(Qt.Key.Key_Return)
        assert kept(desk, visit).finding == "partly"


def test_keys_typed_while_a_unit_is_saved_key_the_next_one(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        first, second = go_to(desk, page, "M102"), go_to(desk, page, "M101")
        window = desk.app.window.windowHandle()
        for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_6):
            QTest.keyClick(window, key)
        desk.settle()
        assert (kept(desk, second).finding, kept(desk, first).finding) == ("residing", "partly")
        assert page.unit.code.text() == "M103"
        assert page.unit.findings.value == "other"


def test_two_people_at_one_unit_are_told_and_neither_is_lost(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit = go_to(desk, page, "M101")
        desk.write("3")
        audits = desk.services.audits
        audits.record(
            visit,
            kept(desk, visit).version,
            KeyedVisit("residing", at(TODAY - timedelta(days=1), 18, 0), visitor="陳同仁"),
        )
        desk.press(Qt.Key.Key_Return)
        assert kept(desk, visit).finding == "residing", "the other's word stands until one is chosen"
        assert "已由他人登錄" in page.unit.refusal.title.text()
        assert "陳同仁" in page.unit.refusal.text.text()
        assert page.unit.findings.value == "not_residing"
        desk.press(Qt.Key.Key_Return)
        detail = kept(desk, visit)
        assert [one.finding for one in detail.attempts] == ["residing", "not_residing"]
        assert detail.finding == "not_residing"


def test_a_route_that_somebody_arranged_meanwhile_is_in_nobodys_way(
    program: Program, five: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(program, clock, qtbot, tmp_path) as (desk, page):
        visit, other = go_to(desk, page, "M102"), go_to(desk, page, "M101")
        desk.write("1")
        desk.services.audits.arrange(five, [visit, other])
        desk.press(Qt.Key.Key_Return)
        assert kept(desk, other).finding == "residing"


def test_a_round_is_shown_in_english(demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> None:
    with at_round(demo, clock, qtbot, tmp_path, "en") as (desk, page):
        words = desk.words(page)
        for part in ("Low use only ever prompts a visit", "Residing", "To follow up", "Save, next"):
            assert part in words


# -- ways there ------------------------------------------------------------------------------------


def test_rail_rack_and_overview_lead_to_the_units_left(
    demo: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with at_round(demo, clock, qtbot, tmp_path) as (desk, page):
        assert page.shown is not None
        counts = page.shown.counts
        assert desk.services.overview.badges()["audits"] == counts.total - counts.done
        desk.app.window.navigate("dormitories", record=desk.services.dormitories.find("M204"))
        desk.settle()
        desk.button("查考未完成，前往登錄").click()
        desk.settle()
        assert desk.app.window.stack.key == "audits"
        assert page.unit.code.text() == "M204"
        desk.app.window.navigate("audits", record=page.shown.id, filter="open")
        desk.settle()
        assert len(page.list.shown()) == counts.total - counts.done
