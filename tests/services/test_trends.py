"""Readings over the years of an asset, an inspection and a place, through editions, and as a table."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.models import ChecklistItem, ChecklistTemplate, DormUnit, Meter, MeterReading
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import NotFound
from facilities_app.domain.rows import ItemAnswer
from tests.factories import Make

TODAY = date(2026, 11, 23)
HOT = 6


def measured(program: Program, make: Make, asset: int, values: Sequence[tuple[date, str]]) -> int:
    """The machine room's temperature on these days; the last inspection's id."""
    task = 0
    for on, value in values:
        task = make.task(due=on, asset=asset)
        detail = program.services.inspections.detail(task)
        item = next(one for one in detail.items if one.position == HOT)
        answer = ItemAnswer(item.id, reading=Decimal(value), note="熱")
        fails = Decimal(value) > (item.maximum or 99)
        program.services.inspections.record(
            task, 1, on, "fail" if fails else "pass", "吳承翰", items=[answer]
        )
    return task


def test_the_readings_of_an_asset_are_in_order_with_limits_inspector_and_inspection(
    program: Program, make: Make
) -> None:
    asset = make.asset()
    task = measured(
        program, make, asset, [(date(2024, 3, 1), "36.5"), (date(2026, 5, 1), "42.5"), (TODAY, "39")]
    )
    (hot,) = program.services.trends.of_asset(asset)
    assert (hot.name, hot.unit, hot.of) == ("機房溫度", "°C", "昇降設備（電梯）每月檢查表")
    assert [(point.on.year, point.value, point.fails) for point in hot.points] == [
        (2024, Decimal("36.5"), False),
        (2026, Decimal("42.5"), True),
        (2026, Decimal(39), False),
    ]
    newest = hot.points[-1]
    number = program.services.inspections.detail(task).number
    assert (newest.maximum, newest.who, newest.task_id, newest.number) == (
        Decimal(40),
        "吳承翰",
        task,
        number,
    )
    assert program.services.trends.of_task(task) == (hot,)
    assert program.services.trends.of_asset(make.asset("另一部")) == ()
    with pytest.raises(NotFound, match=r"task\.gone"):
        program.services.trends.of_task(9999)


def test_what_is_only_half_keyed_is_no_reading_yet(program: Program, make: Make) -> None:
    asset = make.asset()
    task = make.task(due=TODAY, asset=asset)
    form = program.services.keying.form(task)
    answer = ItemAnswer(form.items[HOT - 1].id, reading=Decimal(30))
    program.services.keying.save(form, type(form.keyed)(TODAY, "吳", answers=(answer,)))
    assert program.services.trends.of_asset(asset) == ()


def test_an_item_goes_on_in_the_next_edition_of_its_checklist(program: Program, make: Make) -> None:
    asset = make.asset()
    measured(program, make, asset, [(date(2025, 1, 5), "36")])
    with program.services.base.uow("test.made") as uow:
        old = uow.session.query(ChecklistTemplate).filter_by(code="ELEV").one()
        old.is_current = False
        new = uow.add(ChecklistTemplate(code="ELEV", edition=2, name_zh=old.name_zh, name_en=old.name_en))
        was = uow.session.query(ChecklistItem).filter_by(template_id=old.id, position=HOT).one()
        for position, words in ((5, "新的一項"), (HOT, was.zh)):
            uow.add(
                ChecklistItem(
                    template_id=new.id,
                    position=position + 1,
                    zh=words,
                    en=was.en,
                    kind="reading",
                    unit=was.unit,
                    maximum=Decimal(38),
                )
            )
        uow.commit(None, undoable=False)
    task = make.task(due=TODAY, asset=asset)
    items = program.services.inspections.detail(task).items
    answers = [ItemAnswer(item.id, reading=Decimal(37)) for item in items]
    program.services.inspections.record(task, 1, TODAY, "pass", "吳承翰", items=answers)
    first, hot = program.services.trends.of_asset(asset)
    assert (first.name, len(first.points)) == ("新的一項", 1)
    limits = [(str(point.value), str(point.maximum)) for point in hot.points]
    assert limits == [("36", "40"), ("37", "38")]
    form = program.services.keying.form(make.task(due=TODAY, asset=asset))
    assert [value for _on, value in form.items[1].past] == [Decimal(36), Decimal(37)]
    shown = program.services.inspections.detail(form.task_id).items
    assert [(item.position, item.last) for item in shown] == [(6, Decimal(37)), (7, Decimal(37))]
    program.services.history.undo()  # back to what the first edition read, two places higher
    shown = program.services.inspections.detail(form.task_id).items
    assert [(item.position, item.last) for item in shown] == [(6, None), (7, Decimal(36))]


def test_meters_of_an_asset_and_of_a_unit_have_their_readings_too(program: Program, make: Make) -> None:
    asset = make.asset("光電")
    meter = make.meter(asset)
    with program.services.base.read() as session:
        place = session.get_one(DormUnit, make.unit()).place_id
    water = make._add(Meter(code="M101-W", kind="water", unit="度", place_id=place))
    for key, base in ((meter, 100), (water, 7)):
        for month in (9, 10, 11):
            make._add(MeterReading(meter_id=key, read_on=date(2026, month, 1), value=Decimal(base * month)))
    (sun,) = program.services.trends.of_asset(asset)
    assert (sun.is_meter, sun.of, sun.points[-1].value) == (True, "PV-1", Decimal(1100))
    (flow,) = program.services.trends.of_place(place)
    assert (flow.of, [point.value for point in flow.points]) == (
        "M101-W",
        [Decimal(63), Decimal(70), Decimal(77)],
    )


def test_the_values_are_written_as_workbook_and_as_plain_text(
    program: Program, make: Make, tmp_path: Path
) -> None:
    asset = make.asset("客梯 2 號")
    measured(program, make, asset, [(date(2025, 12, 1), "36.5"), (TODAY, "42.5")])
    (hot,) = program.services.trends.of_asset(asset)
    service = program.services.trends
    assert service.write(tmp_path / "a.csv", hot, asset_id=asset).rows == 2
    head, *rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert head == ["日期", "機房溫度 (°C)", "下限", "上限", "判定", "檢查人員", "檢查編號"]
    assert [row[:5] for row in rows] == [
        ["114/12/01", "36.5", "", "40", "合格"],
        ["115/11/23", "42.5", "", "40", "不合格"],
    ]
    service.write(tmp_path / "a.xlsx", hot, asset_id=asset)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "讀值紀錄：客梯 2 號 機房溫度" in words
    assert 42.5 in [cell.value for row in sheet.iter_rows() for cell in row]
