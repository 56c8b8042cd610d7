"""A checklist of the office's own, from writing it to a result that keeps the edition it was made with."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.checklist_template import Template, TemplateItem
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import ItemAnswer
from facilities_app.services.template_pictures import picture_of
from tests.factories import Make
from tests.reports.reading import page_texts, squeezed
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.inspections.keying_answer import OneOf
from ui.pages.inspections.keying_date import DateLine
from ui.pages.inspections.keying_open import OpenSheet
from ui.pages.inspections.keying_view import KeyingView
from ui.pages.inspections.page import InspectionsPage
from ui.pages.inspections.template_page import TemplatesPage
from ui.widgets.photo_viewer import PhotoViewer

TODAY = date(2026, 11, 23)
MANY = ("良好無異狀", "輕微銹蝕", "表面剝落", "嚴重銹蝕", "破損", "無法檢視而須另行安排")


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def pump(program: Program) -> int:
    """A checklist with every kind of answer, conditions on conditions, evidence and guidance."""
    picture = picture_of(a_picture(), "泵浦.png")
    items = (
        TemplateItem(
            "運轉無異音", evidence="photo_on_fail", guidance_zh="關窗後聽 30 秒", picture=picture.sha
        ),
        TemplateItem("異音部位", kind="choice", options=("軸承", "葉輪", "不明"), shown_if="1=fail"),
        TemplateItem("不明的說明", kind="text", shown_if="2=不明"),
        TemplateItem("外觀", kind="choice", options=MANY),
        TemplateItem("銘牌", evidence="photo"),
        TemplateItem("下次保養日", kind="date"),
        TemplateItem("會同人員", kind="signature"),
    )
    template = Template("PUMP", "揚水泵檢查表", "Pumps", "", items)
    return program.services.templates.add(template, {picture.sha: picture}).value


def keyed(desk: Desk, number: str) -> KeyingView:
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.sheet(OpenSheet)
    desk.replace(number)
    desk.press(Qt.Key.Key_Return)
    found = cast(InspectionsPage, desk.page).keying.view
    assert found is not None
    return found


def shown(view: KeyingView) -> list[int]:
    return [item.position for item in view.state.shown() if view.lines.rows[item.id].isVisibleTo(view)]


def paste(desk: Desk) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    QGuiApplication.clipboard().setImage(image)
    desk.press(Qt.Key.Key_V, CONTROL)


def test_the_paper_says_when_an_item_is_asked_and_what_it_needs(
    program: Program, make: Make, pump: int, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(), template="PUMP")
    program.services.checklists.print_task(task, tmp_path / "x.pdf")
    page = squeezed("".join(page_texts(tmp_path / "x.pdf")))
    for words in (
        "異音部位（第1項不合格時填）",
        "不明的說明（第2項「不明」時填）",
        "銘牌（須附照片）",
        "關窗後聽30秒",
    ):
        assert words in page
    assert all(option in page for option in MANY)


def test_every_kind_is_keyed_by_one_hand_and_what_is_hidden_needs_no_answer(
    program: Program, make: Make, pump: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset(), template="PUMP")
    with desk_at(program, clock, qtbot, tmp_path, "inspections") as desk:
        view = keyed(desk, desk.services.inspections.detail(task).number)
        items = {item.position: item for item in view.state.form.items}
        rows = {position: view.lines.rows[item.id] for position, item in items.items()}
        view.side.inspector.setText("吳承翰")
        view.lines.begin()
        assert shown(view) == [1, 4, 5, 6, 7]
        assert "關窗後聽 30 秒" in desk.words(rows[1])
        desk.press(Qt.Key.Key_F4)
        desk.sheet(PhotoViewer)
        desk.press(Qt.Key.Key_Escape)
        desk.press(Qt.Key.Key_F)
        desk.write("軸承異音")
        assert shown(view) == [1, 2, 4, 5, 6, 7]
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_3)
        assert shown(view) == [1, 2, 3, 4, 5, 6, 7]
        desk.write("聽不出來")
        view.lines.go_to(items[1].id)
        desk.press(Qt.Key.Key_P)  # what depends on it is gone, and what depends on that
        assert shown(view) == [1, 4, 5, 6, 7]
        box = rows[4].box
        assert isinstance(box, OneOf)
        assert box.height() > rows[1].box.height()  # six long answers take more than one line
        view.lines.go_to(items[4].id)
        desk.press(Qt.Key.Key_6)
        assert view.state.answer(items[4]).text == MANY[5]
        desk.press(Qt.Key.Key_Return)  # 銘牌 passes
        assert "缺照片" in desk.words(rows[5])
        day = rows[6].box
        assert isinstance(day, DateLine)
        desk.write("abc")
        desk.press(Qt.Key.Key_Return)
        assert desk.focus is day
        assert day.property("invalid")
        desk.replace("115/12/1")
        desk.press(Qt.Key.Key_Return)
        assert view.state.answer(items[6]).text == "115/12/01"
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "第 5 項需要照片" in desk.words(view.foot)
        view.lines.go_to(items[5].id)
        view._on_photo_asked(items[5], [QImage(8, 8, QImage.Format.Format_RGB32)])
        desk.settle()
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "第 7 項尚未填答" in desk.words(view.foot)
        desk.press(Qt.Key.Key_N)
        assert view.state.verdict(items[7]) == "na"
        desk.press(Qt.Key.Key_Return, CONTROL)
        detail = desk.services.inspections.detail(task)
        assert (detail.status, detail.outcome) == ("done", "pass")
        answers = {row.position: (row.outcome, row.answer) for row in detail.items}
        assert answers[1] == ("pass", "")
        assert answers[2] == answers[3] == ("", "")
        assert answers[6] == ("", "115/12/01")


def test_a_result_keeps_its_edition_while_the_next_sheet_has_the_new_one(
    program: Program, make: Make, pump: int, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    asset = make.asset(code="P-1")
    done, later = (make.task(due=TODAY, asset=asset, template="PUMP") for _ in range(2))
    services = program.services
    form = services.keying.form(done)
    with pytest.raises(Invalid, match=r"keying\.needs_answer"):
        services.keying.finish(form, form.keyed)
    items = {item.position: item.id for item in form.items}
    given = [ItemAnswer(items[1], "pass"), ItemAnswer(items[4], text=MANY[0]), ItemAnswer(items[5], "na")]
    services.inspections.record(done, 1, TODAY, "pass", "吳承翰", items=given)
    with desk_at(program, clock, qtbot, tmp_path, "templates") as desk:
        desk.choose(pump)
        desk.press(Qt.Key.Key_F2)
        editor = cast(TemplatesPage, desk.page).editor
        assert editor is not None
        assert not editor.foot.correct.isVisible()  # a result rests on it
        desk.press(Qt.Key.Key_End)
        desk.press(Qt.Key.Key_Insert)
        desk.write("電源指示正常")
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert "PUMP 已存為第 2 版" in desk.said()
        words = desk.words(desk.page.pane)
        assert "第 2 版，8 項" in words
        assert "1 份結果" in words
    assert len(services.inspections.detail(done).items) == 7
    assert len(services.keying.form(later).items) == 8
