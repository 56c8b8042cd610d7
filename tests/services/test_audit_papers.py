"""The audit on paper: forms and letters name people whole and are journalled, route lists are masked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import select

from db.models import Agreement, AuditUsage, Disclosure
from facilities_app.bootstrap import Program
from facilities_app.domain.audit_rows import KeyedVisit
from facilities_app.domain.clock import at
from facilities_app.domain.errors import DomainError, Invalid, Unavailable
from facilities_app.services.audit_papers import AuditPaperService
from tests.factories import Make
from tests.services.test_audits import TODAY, begun


def pages_of(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code


@pytest.fixture
def papers(program: Program) -> AuditPaperService:
    return program.services.audit_papers


@pytest.fixture
def round_id(program: Program, make: Make) -> int:
    """Two units, one with a borrower and what it used, one occupied by somebody."""
    lived = make.unit("M101", area_m2=82.5)
    make.agreement(
        lived, "林育德", starts_on=date(2025, 7, 1), ends_on=date(2028, 6, 30), family="吳素君（配偶）"
    )
    make.unit("Q01", kind="family", status="occupied")
    with program.services.base.uow("test.usage") as uow:
        for month, kind, value in (
            (8, "water", 9),
            (10, "water", 5),
            (10, "electricity", 96),
            (12, "water", 7),
        ):
            uow.add(
                AuditUsage(
                    unit_id=lived,
                    kind=kind,
                    period_from=date(2026, month - 1, 1),
                    period_until=date(2026, month, 28),
                    value=value,
                )
            )
        uow.commit(None)
    return begun(program.services.audits)


def disclosures(program: Program) -> list[tuple[str, int | None, int, str]]:
    with program.services.base.read() as session:
        rows = session.scalars(select(Disclosure).order_by(Disclosure.id))
        return [(row.what, row.person_id, row.rows, row.purpose) for row in rows]


def test_forms_are_one_page_a_unit_with_names_whole_and_what_was_used(
    papers: AuditPaperService, round_id: int, tmp_path: Path
) -> None:
    assert papers.forms(round_id, tmp_path / "a.pdf").rows == 2
    first, second = pages_of(tmp_path / "a.pdf")
    for words in (
        "DA-11502-001第1戶，共2戶",
        "林育德",
        "吳素君（配偶）",
        "114/07/01–117/06/30",
        "82.5㎡，市有地",
        "115/08115/10訪查當日表數",
        "用水（度）95",
        "用電（度）96",
    ):
        assert words in first, words
    assert "115/12" not in first, "a bill of after today is not known yet"
    assert "DA-11502-002第2戶，共2戶" in second


def test_whoever_prints_names_whole_stands_in_the_journal(
    program: Program, papers: AuditPaperService, round_id: int, tmp_path: Path
) -> None:
    papers.forms(round_id, tmp_path / "a.pdf", unit_codes=["q01"])
    assert disclosures(program) == [], "nobody's name stands on it"
    papers.forms(round_id, tmp_path / "a.pdf")
    with program.services.base.read() as session:
        person = session.scalar(select(Agreement.person_id))
    assert disclosures(program) == [("audit_form", person, 1, "115 年第 2 次居住事實查考")]
    papers.route(round_id, tmp_path / "r.pdf")
    papers.blank(round_id, tmp_path / "b.pdf")
    assert len(disclosures(program)) == 1


def test_what_could_not_be_written_was_not_disclosed(
    program: Program, papers: AuditPaperService, round_id: int, tmp_path: Path
) -> None:
    with pytest.raises(Unavailable, match=r"file\.cannot_write"):
        papers.forms(round_id, tmp_path / "nowhere" / "a.pdf")
    assert disclosures(program) == []


def test_who_may_not_see_borrowers_prints_no_names(
    program: Program, papers: AuditPaperService, round_id: int, make: Make, tmp_path: Path
) -> None:
    program.services.base.act_as(make.user("檢視者", role_id=make.role("viewer")))
    with refused("record.not_allowed"):
        papers.forms(round_id, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    papers.route(round_id, tmp_path / "r.pdf")
    assert "林○德" in pages_of(tmp_path / "r.pdf")[0]


def test_what_is_asked_for_wrongly_is_said(papers: AuditPaperService, round_id: int, tmp_path: Path) -> None:
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("audit.no_such_unit", lambda: papers.forms(round_id, tmp_path / "a.pdf", unit_codes=["X9"])),
        ("audit.gone", lambda: papers.forms(99, tmp_path / "a.pdf")),
        ("audit.gone", lambda: papers.route(99, tmp_path / "a.pdf")),
        ("file.unknown_kind", lambda: papers.forms(round_id, tmp_path / "a.doc")),
        ("audit.too_many_blank", lambda: papers.blank(round_id, tmp_path / "a.pdf", 51)),
        ("audit.step_gone", lambda: papers.letter(99, tmp_path / "a.pdf")),
    )
    for code, ask in asked:
        with refused(code):
            ask()
    assert list(tmp_path.glob("*.pdf")) == []


def test_blank_forms_ask_everything(papers: AuditPaperService, round_id: int, tmp_path: Path) -> None:
    assert papers.blank(round_id, tmp_path / "b.pdf", 3).rows == 3
    page = pages_of(tmp_path / "b.pdf")[2]
    assert "1確有居住2未遇，再訪" in page
    assert "DA-" not in page


def test_the_route_list_follows_the_order_one_chose(
    program: Program, papers: AuditPaperService, round_id: int, tmp_path: Path
) -> None:
    _first, second = (one.id for one in program.services.audits.detail(round_id).lines)
    program.services.audits.arrange(round_id, [second], "東線")
    assert papers.route(round_id, tmp_path / "r.pdf").rows == 2
    east, rest = pages_of(tmp_path / "r.pdf")
    assert "東線" in east
    assert "Q01" in east
    assert "M101" in rest


@pytest.mark.parametrize("finding", ["not_residing", "occupied"])
def test_the_letter_says_what_was_found_and_until_when_to_explain(
    program: Program, papers: AuditPaperService, round_id: int, finding: str, tmp_path: Path
) -> None:
    audits, steps = program.services.audits, program.services.follow_ups
    visit = audits.visit(audits.detail(round_id).lines[0].id)
    audits.record(visit.id, visit.version, KeyedVisit(finding, at(date(2026, 11, 20), 19, 10)))
    (letter,) = steps.open()
    papers.letter(letter.id, tmp_path / "l.pdf")
    (page,) = pages_of(tmp_path / "l.pdf")
    for words in ("函（稿）", "林育德君", "文到15日內", "民國115年11月20日19:10", "DA-11502-001"):
        assert words in page, words
    assert ("權源" in page) == (finding == "occupied")
    steps.send(letter.id, "高市秘字第1號", TODAY)
    papers.letter(letter.id, tmp_path / "l.pdf")
    (page,) = pages_of(tmp_path / "l.pdf")
    assert "高市秘字第1號" in page
    assert "（稿）" not in page
    assert "民國115年12月8日前" in page
    assert [row[0] for row in disclosures(program)] == ["audit_letter"] * 2
    statement = steps.begin(visit.id, "statement", letter.id).value
    with pytest.raises(Invalid, match=r"audit\.no_letter"):
        papers.letter(statement, tmp_path / "l.pdf")


def test_printing_is_no_step_that_undo_takes_back(
    program: Program, papers: AuditPaperService, round_id: int, tmp_path: Path
) -> None:
    papers.forms(round_id, tmp_path / "a.pdf")
    program.services.history.undo()
    assert program.services.audits.rounds() == [], "undo took back the round, which was begun before"
