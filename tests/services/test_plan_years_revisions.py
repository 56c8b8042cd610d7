"""The year's plan put down, approved, compared and undone; and on paper and in a workbook as an office signs it."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.plan_revisions import Change
from facilities_app.domain.year_moves import Move
from facilities_app.domain.year_plan import Revision, YearPlan
from resources import texts
from tests.factories import Make

TODAY = date(2026, 11, 23)


@pytest.fixture
def task(make: Make, program: Program) -> int:
    """A half-yearly inspection of our own schedule on 10 December."""
    asset = make.asset("緊急發電機")
    plan = make.plan(asset=asset, rule="FREQ=MONTHLY;INTERVAL=6", title="發電機負載試運轉")
    return make.task(due=date(2026, 12, 10), asset=asset, plan_id=plan, occurrence_on=date(2026, 12, 10))


def read(program: Program, year: int = 2026) -> YearPlan:
    return program.services.plan_years.read(year)


def approved(program: Program, year: int = 2026) -> Revision:
    revisions = program.services.plan_years.revisions
    revisions.put_down(year)
    found = read(program, year).draft
    assert found is not None
    revisions.approve(found.id, found.version, "王處長", TODAY)
    last = read(program, year).approved
    assert last is not None
    return last


def test_the_first_revision_is_a_draft_until_somebody_approved_it(task: int, program: Program) -> None:
    assert (read(program).draft, read(program).approved) == (None, None)
    found = approved(program)
    assert (found.number, found.approved_by, found.approved_on) == (1, "王處長", TODAY)
    assert read(program).draft is None


def test_a_draft_takes_on_the_plan_of_the_day_and_an_approved_one_gets_a_successor(
    task: int, program: Program
) -> None:
    revisions = program.services.plan_years.revisions
    revisions.put_down(2026, "初稿")
    revisions.put_down(2026, "第二稿")
    (draft,) = read(program).revisions
    assert (draft.number, draft.note) == (1, "第二稿")
    revisions.approve(draft.id, draft.version, "王處長", TODAY)
    revisions.put_down(2026)
    assert [one.number for one in read(program).revisions] == [1, 2]


def test_an_approved_revision_keeps_its_days_and_tells_what_was_moved_since(
    task: int, program: Program
) -> None:
    services = program.services.plan_years
    kept = approved(program)
    services.moves.move([Move(task, 1, date(2026, 12, 28))], "廠商改期")
    (found,) = services.revisions.differences(2026)
    assert (found.change, found.before, found.after) == (
        Change.MOVED,
        date(2026, 12, 10),
        date(2026, 12, 28),
    )
    assert [m.due_on for row in services.revisions.rows(kept.id) for m in row.marks] == [date(2026, 12, 10)]


def test_putting_down_and_approving_are_undone_one_by_one(task: int, program: Program) -> None:
    approved(program)
    program.services.history.undo()
    assert read(program).approved is None
    assert read(program).draft is not None
    program.services.history.undo()
    assert read(program).revisions == ()
    program.services.history.redo()
    assert read(program).draft is not None


def test_an_approval_needs_its_name_its_day_and_a_draft(task: int, program: Program) -> None:
    revisions = program.services.plan_years.revisions
    revisions.put_down(2026)
    draft = read(program).draft
    assert draft is not None
    for name, on, code in (
        ("  ", TODAY, "plan_year.needs_approver"),
        ("王處長", date(2026, 11, 24), "plan_year.approved_in_future"),
        ("王處長", date(2026, 11, 22), "plan_year.approved_before_made"),
    ):
        with pytest.raises(Invalid) as refused:
            revisions.approve(draft.id, draft.version, name, on)
        assert refused.value.code == code
    revisions.approve(draft.id, draft.version, "王處長", TODAY)
    with pytest.raises(Conflict):
        revisions.approve(draft.id, draft.version, "李處長", TODAY)


def test_a_year_without_plans_is_not_put_down(program: Program) -> None:
    with pytest.raises(Invalid) as refused:
        program.services.plan_years.revisions.put_down(2026)
    assert refused.value.code == "plan_year.empty"


@pytest.mark.parametrize(("size", "wide"), [("A3", 420), ("A4", 297)])
def test_the_paper_of_a_revision_names_it_and_has_room_to_sign(
    size: str, wide: int, task: int, program: Program, tmp_path: Path
) -> None:
    found = approved(program)
    out = tmp_path / "plan.pdf"
    written = program.services.plan_years.papers.write(2026, out, size=size, revision=found.id)
    assert written.rows == 1
    (page,) = PdfReader(out).pages
    assert round(float(page.mediabox.width) / 72 * 25.4) == wide
    text = page.extract_text()
    for words in (
        "115 年度檢查計畫表",
        "第 1 版",
        "核定：王處長 115/11/23",
        "發電機負載試運轉",
        "單位主管",
        "第 1 頁，共 1 頁",
    ):
        assert words in text


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_demo_year_fits_one_a3_sheet_with_nothing_cut_off(
    language: str, demo: Program, tmp_path: Path
) -> None:
    texts.use(language)
    out = tmp_path / "plan.pdf"
    written = demo.services.plan_years.papers.write(2026, out, size="A3")
    assert written.warnings == ()
    (page,) = PdfReader(out).pages
    text = page.extract_text()
    titles = {row.duty for row in demo.services.plan_years.read(2026).rows}
    assert [title for title in titles if title not in text] == []


def test_the_boxes_to_sign_never_stand_alone(demo: Program, tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    demo.services.plan_years.papers.write(2026, out, size="A4", each=True)
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert len(pages) > 2
    assert [n for n, text in enumerate(pages) if "單位主管" in text] == [len(pages) - 1]
    assert sum("鳳山" in line or "Q" in line or "宿舍" in line for line in pages[-1].splitlines()) >= 3


def test_the_workbook_holds_the_year_and_no_text_becomes_a_formula(
    make: Make, program: Program, tmp_path: Path
) -> None:
    asset = make.asset()
    plan = make.plan(asset=asset, title='=HYPERLINK("http://x","y")')
    make.task(due=date(2026, 12, 10), asset=asset, plan_id=plan)
    out = tmp_path / "plan.xlsx"
    program.services.plan_years.papers.write(2026, out)
    sheet = load_workbook(out).active
    assert sheet is not None
    assert sheet.cell(1, 1).value == "115 年度檢查計畫表"
    cell = sheet.cell(4, 3)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')
    assert sheet.cell(4, 17).value == "○10"


def test_a_paper_of_a_revision_that_is_gone_or_of_another_kind_is_refused(
    task: int, program: Program, tmp_path: Path
) -> None:
    papers = program.services.plan_years.papers
    with pytest.raises(NotFound):
        papers.write(2026, tmp_path / "plan.pdf", revision=99)
    with pytest.raises(Invalid) as refused:
        papers.write(2026, tmp_path / "plan.csv")
    assert refused.value.code == "report.ending"
