"""The sheets of a month or a round in one file, in walking order, pre-filled or blank."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models import ChecklistItem, ChecklistSheet, ChecklistTemplate, Round, RoundRecipe
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.walking import Order
from facilities_app.services.checklist_month import SheetWish
from facilities_app.services.jobs import Cancelled
from facilities_app.services.template_words import condition_said
from tests.factories import Make

TODAY = date(2026, 11, 23)
NOVEMBER = SheetWish(date(2026, 11, 1))


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def bookmarks(path: Path) -> list[str]:
    outline: Any = PdfReader(path).outline
    return [str(entry["/Title"]) for entry in outline]


@pytest.fixture
def floors(make: Make) -> dict[str, int]:
    """A lift on each of three floors of one site, and one on another site; due in the opposite order."""
    first, other = make.site(), make.place("鳳山行政中心")
    made = {}
    for day, (name, parent) in enumerate((("12F", first), ("2F", first), ("B2", first), ("1F", other)), 1):
        floor = make.place(name, parent=parent, kind="floor")
        asset = make.asset(f"客梯 {name}", place=floor)
        made[name] = make.task(due=date(2026, 11, day), asset=asset)
    return made


def test_a_month_is_one_file_in_walking_order_with_a_bookmark_a_sheet(
    program: Program, floors: dict[str, int], tmp_path: Path
) -> None:
    done = program.services.checklists.print_month(NOVEMBER, tmp_path / "m.pdf")
    assert done.value == tuple(f"ELEV-11511-{n:03d}" for n in range(1, 5))
    assert [entry.split("　")[2] for entry in bookmarks(tmp_path / "m.pdf")] == [
        "客梯 B2", "客梯 2F", "客梯 12F", "客梯 1F",
    ]  # fmt: skip


def test_by_due_day_or_as_given_when_that_is_asked(
    program: Program, floors: dict[str, int], tmp_path: Path
) -> None:
    checklists, out = program.services.checklists, tmp_path / "m.pdf"
    checklists.print_month(NOVEMBER, out, order=Order.DUE)
    assert [entry.split("　")[2] for entry in bookmarks(out)] == ["客梯 12F", "客梯 2F", "客梯 B2", "客梯 1F"]
    checklists.print_tasks((floors["2F"], floors["B2"]), out)
    assert [entry.split("　")[2] for entry in bookmarks(out)] == ["客梯 2F", "客梯 B2"]


def test_a_month_is_narrowed_by_site_person_and_checklist(
    program: Program, make: Make, floors: dict[str, int]
) -> None:
    engineer = make.user()
    mine = make.task(due=date(2026, 11, 30), template="FIRE", assignee_id=engineer)
    make.task(due=date(2026, 11, 30), template="", assignee_id=engineer)
    make.task(due=date(2026, 11, 5), status="done", done_on=date(2026, 11, 5))
    make.task(due=date(2026, 12, 1))
    found = program.services.checklists.of_month
    assert len(found(NOVEMBER).task_ids) == 5
    assert found(NOVEMBER).without == 1
    assert found(NOVEMBER).lists[0][1] == 4
    assert found(SheetWish(TODAY, assignee_id=engineer)).task_ids == (mine,)
    assert found(SheetWish(TODAY, template_code="FIRE")).task_ids == (mine,)
    assert len(found(SheetWish(TODAY, site_id=make.site())).task_ids) == 4


def test_the_last_readings_are_printed_or_left_out(program: Program, make: Make, tmp_path: Path) -> None:
    asset, services = make.asset(), program.services
    earlier = make.task(due=date(2026, 10, 21), asset=asset)
    item = services.inspections.detail(earlier).items[5]
    answers = [ItemAnswer(item.id, reading=Decimal("33.5"))]
    services.inspections.record(earlier, 1, date(2026, 10, 21), "pass", "林育成", items=answers)
    make.task(due=TODAY, asset=asset)
    for prefilled in (True, False):
        services.checklists.print_month(NOVEMBER, tmp_path / "m.pdf", prefilled=prefilled)
        text = text_of(tmp_path / "m.pdf")
        assert ("33.5" in text, "前次檢查" in text) == (prefilled, prefilled)


def test_a_month_without_anything_to_print_is_refused(program: Program, make: Make, tmp_path: Path) -> None:
    make.task(due=TODAY, template="")
    with pytest.raises(Invalid, match=r"checklist\.nothing_to_print"):
        program.services.checklists.print_month(NOVEMBER, tmp_path / "m.pdf")
    assert not (tmp_path / "m.pdf").exists()


def test_cancelled_half_way_nothing_is_left_and_the_numbers_are_free(
    program: Program, floors: dict[str, int], tmp_path: Path
) -> None:
    def step(done: int, total: int) -> None:
        if (done, total) == (2, 4):
            raise Cancelled

    checklists = program.services.checklists
    with pytest.raises(Cancelled):
        checklists.print_month(NOVEMBER, tmp_path / "m.pdf", step)
    assert list(tmp_path.glob("*.pdf*")) == []
    with program.services.base.read() as session:
        assert session.scalars(select(ChecklistSheet.number)).all() == []
    assert checklists.print_month(NOVEMBER, tmp_path / "m.pdf").value[0] == "ELEV-11511-001"


def test_sheets_of_another_month_are_numbered_in_that_month(
    program: Program, make: Make, tmp_path: Path
) -> None:
    make.task(due=date(2026, 12, 8), asset=make.asset())
    done = program.services.checklists.print_month(SheetWish(date(2026, 12, 31)), tmp_path / "m.pdf")
    assert done.value == ("ELEV-11512-001",)
    assert "115 年 12 月份" in text_of(tmp_path / "m.pdf")


def test_a_round_is_printed_as_one_walks(program: Program, make: Make, tmp_path: Path) -> None:
    with program.services.base.uow("test.made") as uow:
        recipe = uow.add(
            RoundRecipe(code="T-1", name_zh="颱風", name_en="Typhoon", event_kind="typhoon_before")
        )
        begun = program.services.clock.now()
        row = uow.add(Round(number="R1", recipe_id=recipe.id, title="颱風", started_at=begun, due_on=TODAY))
        round_id = int(uow.commit(row.id, undoable=False).value)
    for name in ("3F", "1F"):
        floor = make.place(name, parent=make.site(), kind="floor")
        make.task(due=TODAY, asset=make.asset(f"梯 {name}", place=floor), round_id=round_id)
    make.task(due=TODAY, asset=make.asset("別的"))
    program.services.checklists.print_round(round_id, tmp_path / "r.pdf")
    assert [entry.split("　")[2] for entry in bookmarks(tmp_path / "r.pdf")] == ["梯 1F", "梯 3F"]


def test_the_sheet_of_a_re_check_asks_for_its_one_item(program: Program, make: Make, tmp_path: Path) -> None:
    services = program.services
    task = make.task(due=TODAY, asset=make.asset())
    items = services.inspections.detail(task).items
    services.inspections.record(
        task, 1, TODAY, "fail", "林育成", items=[ItemAnswer(items[6].id, "fail", note="堆放雜物")]
    )
    (finding,) = services.findings.of_task(task)
    services.findings.recheck(finding.id, finding.version)
    (finding,) = services.findings.of_task(task)
    assert finding.recheck_id is not None
    services.checklists.print_task(finding.recheck_id, tmp_path / "r.pdf")
    text = text_of(tmp_path / "r.pdf")
    assert items[6].text in text
    assert items[0].text not in text


def test_a_condition_and_the_guidance_stand_below_the_item(
    program: Program, make: Make, tmp_path: Path
) -> None:
    services = program.services
    with services.base.uow("test.made") as uow:
        row = uow.session.scalars(
            select(ChecklistItem)
            .join(ChecklistTemplate, ChecklistTemplate.id == ChecklistItem.template_id)
            .where(ChecklistTemplate.code == "ELEV", ChecklistItem.position == 4)
        ).one()
        row.shown_if, row.guidance_zh, row.kind, row.options = "3=fail", "看上傳收據", "choice", "已補\n未補"
        uow.commit(None)
    services.checklists.print_task(make.task(due=TODAY, asset=make.asset()), tmp_path / "x.pdf")
    text = text_of(tmp_path / "x.pdf")
    for words in (condition_said(3, "fail"), "看上傳收據", "已補", "未補"):
        assert words in text, words


def test_the_year_to_write_is_that_of_the_inspection(program: Program, make: Make, tmp_path: Path) -> None:
    make.task(due=date(2027, 1, 8), asset=make.asset())
    program.services.checklists.print_month(SheetWish(date(2027, 1, 1)), tmp_path / "m.pdf")
    text = text_of(tmp_path / "m.pdf")
    assert "116 年 1 月份" in text
    assert "115 年" not in text
