"""Checklists on paper: numbered, filled with what is known."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models import ChecklistSheet
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.domain.rows import ItemAnswer
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def numbers(program: Program) -> list[str]:
    with program.services.base.read() as session:
        return list(session.scalars(select(ChecklistSheet.number).order_by(ChecklistSheet.id)))


def test_a_task_s_sheet_has_number_period_permit_and_last_readings(
    program: Program, make: Make, tmp_path: Path
) -> None:
    program.services.base.act_as(make.user("林育成"))
    asset = make.asset("客梯 3 號", property_number="3100103-003")
    make.permit(asset, until=date(2027, 6, 30))
    services = program.services
    earlier = make.task(due=date(2026, 10, 21), asset=asset)
    items = services.inspections.detail(earlier).items
    services.inspections.record(
        earlier,
        1,
        date(2026, 10, 21),
        "pass",
        "林育成",
        items=[ItemAnswer(items[5].id, reading=Decimal("33.5"))],
    )
    task = make.task(due=TODAY, asset=asset)

    done = services.checklists.print_task(task, tmp_path / "x.pdf")

    text = text_of(tmp_path / "x.pdf")
    assert (done.value, done.label) == ("ELEV-11511-001", "checklist.printed")
    for wanted in (
        "ELEV-11511-001",
        "115 年 11 月份",
        "客梯 3 號",
        "116/06/30",
        "33.5",
        "前次檢查 115/10/21",
        "3100103-003",
        "高雄市政府秘書處",
        "林育成",
    ):
        assert wanted in text, wanted
    assert services.inspections.detail(task).sheets == ("ELEV-11511-001",)


def test_sheets_count_on_within_template_and_month(program: Program, make: Make, tmp_path: Path) -> None:
    asset = make.asset(code="LIFT-1")
    make.asset(code="PUMP-1", category="fire")
    checklists = program.services.checklists
    assert checklists.print_blank("elev", tmp_path / "1.pdf", asset_code="LIFT-1").value == "ELEV-11511-001"
    assert checklists.print_blank("FIRE", tmp_path / "2.pdf", asset_code="PUMP-1").value == "FIRE-11511-001"
    many = checklists.print_tasks([make.task(due=TODAY, asset=asset) for _ in range(3)], tmp_path / "3.pdf")
    assert many.value == ("ELEV-11511-002", "ELEV-11511-003", "ELEV-11511-004")
    assert len(PdfReader(tmp_path / "3.pdf").pages) == 6
    assert program.services.history.next_undo() is None


def test_a_unit_and_a_place_have_sheets_too(program: Program, make: Make, tmp_path: Path) -> None:
    make.unit("M204", resident_label="方志宏", address="示範路 1 號", property_number="0010204")
    make.place("地下停車場", parent=make.site(), code="B2")
    checklists = program.services.checklists
    checklists.print_blank("DORMUNIT", tmp_path / "unit.pdf", place_code="M204")
    checklists.print_blank("DORMUNIT", tmp_path / "same.pdf", place_code="U-M204")
    checklists.print_blank("DENGUE", tmp_path / "place.pdf", place_code="B2")
    for name, wanted in (("unit", "示範路 1 號"), ("same", "方志宏"), ("place", "地下停車場")):
        assert wanted in text_of(tmp_path / f"{name}.pdf")


def test_a_site_is_named_once(program: Program, make: Make, tmp_path: Path) -> None:
    make.place("四維行政中心", code="SW")
    program.services.checklists.print_blank("DENGUE", tmp_path / "site.pdf", place_code="SW")
    page = PdfReader(tmp_path / "site.pdf").pages[0].extract_text()
    assert page.count("四維行政中心") == 1


def test_the_sheet_of_an_invented_inspection_says_so(program: Program, make: Make, tmp_path: Path) -> None:
    asset = make.asset(code="LIFT-1")
    for name, is_demo in (("real", False), ("demo", True)):
        task = make.task(due=TODAY, asset=asset, is_demo=is_demo)
        program.services.checklists.print_task(task, tmp_path / f"{name}.pdf")
        assert ("示範資料" in text_of(tmp_path / f"{name}.pdf")) is is_demo


def test_english_sheets_speak_english(program: Program, make: Make, tmp_path: Path) -> None:
    texts.use("en")
    make.asset("Lift 1", code="LIFT-1")
    program.services.checklists.print_blank("ELEV", tmp_path / "x.pdf", asset_code="LIFT-1")
    text = text_of(tmp_path / "x.pdf")
    assert "Elevator" in text
    assert "2026-11" in text
    assert "天" not in text
    assert "days" in text


def test_progress_is_told_and_a_failed_print_gives_its_numbers_back(
    program: Program, make: Make, tmp_path: Path
) -> None:
    task = make.task(due=TODAY, asset=make.asset())
    checklists = program.services.checklists
    with pytest.raises(Unavailable, match=r"file\.cannot_write"):
        checklists.print_task(task, tmp_path / "no" / "x.pdf")
    assert numbers(program) == []
    told: list[tuple[int, int]] = []
    checklists.print_tasks([task], tmp_path / "x.pdf", lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert numbers(program) == ["ELEV-11511-001"]


def test_what_cannot_be_printed_is_refused(program: Program, make: Make, tmp_path: Path) -> None:
    checklists, out = program.services.checklists, tmp_path / "x.pdf"
    make.asset(code="LIFT-1")
    with pytest.raises(Invalid, match=r"task\.no_checklist"):
        checklists.print_task(make.task(due=TODAY, template=""), out)
    with pytest.raises(Invalid, match=r"checklist\.none_chosen"):
        checklists.print_tasks([], out)
    with pytest.raises(NotFound, match=r"task\.gone"):
        checklists.print_task(999, out)
    with pytest.raises(NotFound, match=r"checklist\.no_such_template"):
        checklists.print_blank("NONE", out, asset_code="LIFT-1")
    with pytest.raises(NotFound, match=r"asset\.no_such_code"):
        checklists.print_blank("ELEV", out, asset_code="LIFT-9")
    with pytest.raises(NotFound, match=r"place\.no_such_code"):
        checklists.print_blank("ELEV", out, place_code="nowhere")
    assert not out.exists()


def test_a_checklist_for_something_else_is_refused_with_what_fits(
    program: Program, make: Make, tmp_path: Path
) -> None:
    checklists, out = program.services.checklists, tmp_path / "x.pdf"
    make.asset(code="LIFT-1")
    make.unit("M204")
    for template, target, fitting in (
        ("ELEV", {"place_code": "M204"}, "DORMUNIT"),
        ("ELEV", {"place_code": "U-M204"}, "DORMUNIT"),
        ("FIRE", {"asset_code": "LIFT-1"}, "ELEV"),
        ("DORMUNIT", {"asset_code": "LIFT-1"}, "ELEV"),
    ):
        with pytest.raises(Invalid, match=r"checklist\.does_not_fit") as caught:
            checklists.print_blank(template, out, **target)
        assert fitting in str(caught.value.params["known"])
        assert template not in str(caught.value.params["known"])
    assert numbers(program) == []
    checklists.print_blank("DENGUE", out, place_code="M204")
