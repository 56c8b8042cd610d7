"""What a round came to: counts that add up, the sentence for the report, summary and roster with who signs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.models import Disclosure
from facilities_app.bootstrap import Program
from facilities_app.domain.audit_words import result_sentence, round_code
from facilities_app.domain.audits import FINDINGS, Counts
from facilities_app.domain.errors import DomainError
from facilities_app.services.audit_reports import AuditReportService
from resources import texts
from tests.factories import Make
from tests.services.test_audits import begun, record


def text_of(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code


@pytest.fixture
def reports(program: Program) -> AuditReportService:
    return program.services.audit_reports


@pytest.fixture
def round_id(program: Program, make: Make) -> int:
    """Five units: two residing, one partly, one not met, one nobody visited yet."""
    for n in range(1, 5):
        unit = make.unit(f"M10{n}")
        make.agreement(unit, ("林育德", "吳素君", "陳大廷", "方志宏")[n - 1], starts_on=date(2025, 7, 1))
    make.unit("Q01", kind="family", resident_label="江明珠")
    audits = program.services.audits
    made = begun(audits)
    found = [one.id for one in audits.detail(made).lines]
    record(audits, found[0], "residing")
    record(audits, found[1], "partly", note="週末返家，平日居住")
    record(audits, found[2], "not_met", revisit_on=date(2026, 11, 26), absence="business_trip")
    record(audits, found[4], "residing")
    return made


def test_the_sentence_of_the_report_is_written_from_the_rows(
    reports: AuditReportService, round_id: int
) -> None:
    figures = reports.figures(round_id)
    assert figures.sentence == (
        "115 年第 2 次居住事實查考應查 5 戶，已查 3 戶，其中確有居住 2 戶、部分居住 1 戶；其餘"
        "未遇待再訪 1 戶、尚未訪查 1 戶。"
    )
    assert [(kind, counts.total, counts.done) for kind, counts in figures.by_kind] == [
        ("multi", 4, 2),
        ("family", 1, 1),
    ]
    texts.use("en")
    assert reports.figures(round_id).sentence == (
        "Audit 115-2 of actual residence: 5 units to audit, 3 done, of these Residing 2, Partly residing 1; "
        "still open: not met and to be visited again 1, not yet visited 1."
    )


@given(st.lists(st.sampled_from(("", *FINDINGS)), max_size=60))
def test_what_the_sentence_counts_adds_up(findings: list[str]) -> None:
    counts = Counts.of(findings)
    said = result_sentence(2026, 2, counts, lambda code: code)
    numbers = [int(word) for word in said.replace("；", " ").replace("、", " ").split() if word.isdigit()]
    total, done, *parts = numbers[2:]
    assert total == len(findings)
    assert sum(parts) == total
    assert done == total - findings.count("") - findings.count("not_met")
    assert said.endswith("。")


def test_the_summary_has_the_counts_by_kind_their_sum_and_who_signs(
    reports: AuditReportService, round_id: int, tmp_path: Path
) -> None:
    assert reports.write(round_id, tmp_path / "a.pdf").rows == 2
    text = text_of(tmp_path / "a.pdf")
    for words in (
        "查考結果彙整表",
        "多房間職務宿舍4211010001",
        "合計5321010001",
        "尚未訪查1戶。",
        "尚未結束",
    ):
        assert words in text, words
    places = [text.index(title) for title in ("尚未訪查1戶。", "承辦人", "股長", "科長", "處長")]
    assert places == sorted(places)
    reports.write(round_id, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0][:4] == ("多房間職務宿舍", 4, 2, 1)
    below = [str(row[0]) for row in rows if row[0]]
    assert reports.figures(round_id).sentence in below
    assert "處長：" in below[-1]


def test_the_roster_masks_names_unless_whole_ones_are_asked_for_and_journalled(
    program: Program, reports: AuditReportService, round_id: int, tmp_path: Path
) -> None:
    assert reports.write(round_id, tmp_path / "a.pdf", roster=True).rows == 5
    text = text_of(tmp_path / "a.pdf")
    for words in (
        "查考清冊",
        "DA-11502-005",
        "林○德",
        "江○珠",
        "週末返家",
        "未訪查",
        "函請說明草稿",
        "出差",
        "115/11/26",
    ):
        assert words in text, words
    assert "林育德" not in text
    reports.write(round_id, tmp_path / "b.xlsx", roster=True, whole_names=True)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert "江明珠" in [row[4] for row in sheet.iter_rows(values_only=True)]
    with program.services.base.read() as session:
        kept = session.scalars(select(Disclosure).order_by(Disclosure.id)).all()
    assert [(row.what, row.rows) for row in kept] == [("audit_roster", 1)] * 5


def test_whole_names_are_only_for_who_may_see_them(
    program: Program, reports: AuditReportService, round_id: int, make: Make, tmp_path: Path
) -> None:
    program.services.base.act_as(make.user("檢視者", role_id=make.role("viewer")))
    with refused("record.not_allowed"):
        reports.write(round_id, tmp_path / "a.pdf", roster=True, whole_names=True)
    with refused("report.ending"):
        reports.write(round_id, tmp_path / "a.doc")
    with refused("audit.gone"):
        reports.write(99, tmp_path / "a.pdf")
    assert list(tmp_path.glob("a.*")) == []
    assert reports.write(round_id, tmp_path / "a.csv", roster=True).rows == 5


def test_a_closed_round_says_when_and_by_whom(
    program: Program, reports: AuditReportService, round_id: int, tmp_path: Path
) -> None:
    audits = program.services.audits
    for one in audits.detail(round_id).lines:
        if one.finding in ("", "not_met"):
            audits.explain(one.id, "出國進修")
    audits.close(round_id)
    reports.write(round_id, tmp_path / "a.pdf", roster=True)
    text = text_of(tmp_path / "a.pdf")
    assert "本次查考已於115/11/23由" in text
    assert "出國進修" in text


def test_a_round_is_named_by_its_republican_year() -> None:
    assert round_code(2026, 2) == "115-2"
