"""Findings from a file: every row is kept or none, each refusal names its row, one undo takes all of it back."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.changes import Changes
from facilities_app.domain.clock import at
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.messages import sentence
from facilities_app.services.audit_import import AuditImportService, Imported
from resources import texts
from tests.factories import Make
from tests.services.test_audits import begun

HEAD = "unit,finding,visited,visitor,met,absence,revisit,note"


@pytest.fixture
def imports(program: Program) -> AuditImportService:
    return program.services.audit_import


@pytest.fixture
def round_id(program: Program, make: Make) -> int:
    for code in ("M101", "M102", "M103"):
        make.unit(code)
    return begun(program.services.audits)


def written(path: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path.write_text("\n".join((head, *lines)) + "\n", encoding=encoding)
    return path


def findings(program: Program, round_id: int) -> list[str]:
    return [one.finding for one in program.services.audits.detail(round_id).lines]


def refusal(imports: AuditImportService, round_id: int, path: Path) -> str:
    with pytest.raises(Invalid) as caught:
        imports.read(round_id, path)
    return sentence(caught.value)


def test_a_file_of_findings_is_kept_as_visits_with_what_follows_and_one_undo_takes_it_back(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "a.csv",
        "M101,1,115/11/20 19:10,林工程師,本人,,,",
        "m102,not_met,2026-11-20T19:30,,nobody,出差,115/11/26,約好再訪",
        "M103,未居住,1151121 08:05,,,,,",
    )
    assert imports.read(round_id, path).value == Imported(3, 0, 0)
    assert findings(program, round_id) == ["residing", "not_met", "not_residing"]
    audits = program.services.audits
    first, second, _third = (audits.visit(one.id) for one in audits.detail(round_id).lines)
    assert (first.visitor, first.visited_at) == ("林工程師", at(date(2026, 11, 20), 19, 10))
    assert (second.absence, second.revisit_on, second.note) == (
        "business_trip",
        date(2026, 11, 26),
        "約好再訪",
    )
    assert [step.kind for step in program.services.follow_ups.open()] == ["revisit", "letter"]
    program.services.history.undo()
    assert findings(program, round_id) == ["", "", ""]
    assert program.services.follow_ups.open() == ()


def test_the_same_file_twice_adds_nothing_and_a_second_visit_is_another_row(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "a.csv",
        "M101,1,115/11/20 19:10,,,,,",
        "M101,2,115/11/19 10:00,,,,115/11/20,",
        "M102,,,,,,,還沒去",
    )
    assert imports.read(round_id, path).value == Imported(2, 0, 1)
    assert findings(program, round_id) == ["residing", "", ""]
    again = imports.read(round_id, path)
    assert (again.value, again.changes) == (Imported(0, 2, 1), Changes())
    visit = program.services.audits.visit(program.services.audits.detail(round_id).lines[0].id)
    assert [one.finding for one in visit.attempts] == ["not_met", "residing"]
    assert [(step.kind, step.state) for step in visit.follow_ups] == [("revisit", "done")]


def test_an_older_paper_does_not_undo_what_a_later_visit_found(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    imports.read(round_id, written(tmp_path / "a.csv", "M101,1,115/11/20 19:10,,,,,"))
    said = refusal(imports, round_id, written(tmp_path / "b.csv", "M101,3,115/11/19 10:00,,,,,"))
    assert "115/11/20" in said
    assert findings(program, round_id)[0] == "residing"


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.csv", "M101,1,115/11/20 19:10,,,,,")
    assert imports.read(round_id, path, dry_run=True).value == Imported(1, 0, 0)
    assert findings(program, round_id) == ["", "", ""]


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_row_that_cannot_be_used_is_named_and_nothing_is_half_saved(
    program: Program, imports: AuditImportService, round_id: int, language: str, tmp_path: Path
) -> None:
    texts.use(language)
    path = written(
        tmp_path / "a.csv",
        "M101,1,115/11/20 19:10,,,,,",
        "X999,1,115/11/20 19:10,,,,,",
        "M102,住得很好,115/11/20 19:10,,,,,",
        "M102,1,115/11/20,,,,,",
        "M102,1,115/11/20 25:10,,,,,",
        "M102,2,115/11/20 19:10,,,,,",
        "M102,1,116/11/20 19:10,,,,,",
        "M102,1,115/13/20 19:10,,,,,",
        "M102,1,115/11/20 19:10,,貓,,,",
        "M102,1,115/11/08 19:10,,,,,",
    )
    said = refusal(imports, round_id, path)
    lines = said.splitlines()
    assert len(lines) == 10
    for number, line in enumerate(lines[1:], 3):
        assert line.startswith(f"第 {number} 列：" if language == "zh_TW" else f"Row {number}: ")
    assert "X999" in lines[1]
    assert ("確有居住" if language == "zh_TW" else "Residing") in lines[2]
    assert findings(program, round_id) == ["", "", ""]


def test_a_workbook_with_a_title_above_its_columns_is_read_by_their_chinese_names(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: Sequence[Sequence[object]] = (
        ("115 年第 2 次查考結果",),
        ("戶號", "認定", "訪查時間", "再訪日期", "備註"),
        ("M101", 1, datetime.fromisoformat("2026-11-20 19:10"), None, "=1+1"),
        (None, None, None, None, None),
        ("M102", "未遇，再訪", "115/11/20 19:30", date(2026, 11, 26), None),
    )
    for row in rows:
        sheet.append(list(row))
    book.save(tmp_path / "a.xlsx")
    assert imports.read(round_id, tmp_path / "a.xlsx").value == Imported(2, 0, 0)
    assert findings(program, round_id) == ["residing", "not_met", ""]


def test_a_file_in_big5_is_read(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    path = written(
        tmp_path / "a.csv",
        "M101,部分居住,115/11/20 19:10",
        head="宿舍編號,查考認定,訪查時間",
        encoding="cp950",
    )
    imports.read(round_id, path)
    assert findings(program, round_id)[0] == "partly"


def test_a_file_that_is_no_list_of_findings_is_refused(
    program: Program, imports: AuditImportService, round_id: int, make: Make, tmp_path: Path
) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK no")
    (tmp_path / "bad.csv").write_bytes(b"\x81\xff\xff")
    for path, words in (
        (tmp_path / "bad.xlsx", "無法將"),
        (tmp_path / "bad.csv", "無法將"),
        (written(tmp_path / "none.csv", "1,2", head="甲,乙"), "欄名列"),
        (written(tmp_path / "few.csv", "M101,1", head="unit,finding"), "visited"),
        (written(tmp_path / "more.csv", "M101,1,x,y", head="unit,finding,visited,colour"), "colour"),
        (written(tmp_path / "a.doc"), ".csv"),
        (written(tmp_path / "long.csv", *["M101,,,,,,,x"] * 5_002), "5000"),
    ):
        assert words in refusal(imports, round_id, path), path
    with pytest.raises(Unavailable):
        imports.read(round_id, tmp_path / "nowhere.csv")
    program.services.base.act_as(make.user("檢視者", role_id=make.role("viewer")))
    with pytest.raises(Invalid, match=r"record\.not_allowed"):
        imports.read(round_id, written(tmp_path / "ok.csv", "M101,1,115/11/20 19:10,,,,,"))


def test_a_closed_round_takes_no_more(
    program: Program, imports: AuditImportService, round_id: int, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.csv", *(f"M10{n},1,115/11/20 19:10,,,,," for n in (1, 2, 3)))
    imports.read(round_id, path)
    program.services.audits.close(round_id)
    with pytest.raises(Invalid, match=r"audit\.is_closed"):
        imports.read(round_id, path)
