"""Names that records keep in Chinese read English where the reference data has English for them."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models import Duty
from facilities_app.bootstrap import Program
from facilities_app.domain.inspections import TaskState
from facilities_app.domain.lists import ListQuery
from facilities_app.presenting import Presenter
from resources import texts
from tests.factories import Make

TITLE = "昇降設備安全檢查"


@pytest.fixture
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT_LANGUAGE)


@pytest.fixture
def task(make: Make, program: Program) -> int:
    with program.services.base.read() as session:
        duty = session.scalar(select(Duty.id).where(Duty.code == "LIFT-INSPECT"))
    lift = make.asset("客梯 3 號", code="EL-03")
    return make.task(due=date(2026, 11, 25), asset=lift, title=TITLE, duty_id=duty)


def written(program: Program, code: str, path: Path) -> list[list[str]]:
    program.services.exports.write_list(code, ListQuery(), path)
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))


def test_a_chinese_name_stays_in_chinese(program: Program) -> None:
    assert program.services.labels.name("term", TITLE) == TITLE


def test_a_title_without_its_brackets_is_found_too(program: Program, english: None) -> None:
    names = program.services.labels
    assert names.name("term", TITLE) == "Lift safety inspection"
    assert names.name("term", "昇降設備安全檢查（未滿 15 年）") == "Lift safety inspection (under 15 years)"
    assert names.name("term", "收回空屋空地巡查表") == "Recovered vacant unit patrol"
    assert names.name("term", "採光罩") != "採光罩"


def test_what_nobody_has_english_for_stands_as_it_is(program: Program, english: None) -> None:
    assert program.services.labels.name("term", "東側停車場崗哨週查") == "東側停車場崗哨週查"
    assert program.services.labels.name("term", None) == ""


def test_a_name_that_the_office_changed_is_read_anew(program: Program, english: None) -> None:
    names = program.services.labels
    assert names.name("term", "孳生源巡檢") == "Breeding-site patrol"
    names.forget()
    assert names.name("term", "孳生源巡檢") == "Breeding-site patrol"


def test_every_text_of_the_statutory_catalogue_is_english_in_an_english_file(
    program: Program, english: None, tmp_path: Path
) -> None:
    head, *rows = written(program, "duties", tmp_path / "duties.csv")
    wanted = [head.index(texts.tr(name)) for name in ("System", "Inspection", "Interval", "Who")]
    assert rows
    chinese = [
        row[place]
        for row in rows
        for place in wanted
        if any("\u4e00" <= sign <= "\u9fff" for sign in row[place])
    ]
    assert chinese == []


def test_list_record_search_and_toast_say_the_same_english_title(
    program: Program, task: int, english: None, tmp_path: Path
) -> None:
    services = program.services
    source = services.lists["tasks"]
    spec = next(column for column in source.info.columns if column.key == "title")
    row = source.page(ListQuery(search="safety inspection"), 0, 5)[0]
    shown = Presenter(services.labels).text(spec, row[source.info.index("title")])
    assert shown == "Lift safety inspection"
    assert written(program, "tasks", tmp_path / "t.csv")[1][1] == shown
    detail = services.inspections.detail(task)
    assert (detail.title, detail.state) == (shown, TaskState.DUE_SOON)
    assert [
        hit.title.endswith(shown) for hit in services.search.everything("Lift safety") if hit.kind == "task"
    ]
    done = services.inspections.postpone(task, detail.version, date(2026, 12, 1), "x")
    assert done.params["title"] == shown
