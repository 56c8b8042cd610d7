"""A checklist filled in as PDF is read back: what it would change is shown first, and accepted once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.models import Attachment, AttachmentLink, ChecklistItem, InspectionResult, Licence
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, DomainError, Unavailable
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import ItemAnswer
from facilities_app.domain.sheet_preview import Line, SheetPreview, State, doubtful_licence, keyed_with
from facilities_app.messages import sentence
from facilities_app.services.sheet_reading_words import then_words
from tests.factories import Make
from tests.filling import fill_pdf, fill_workbook, passed

TODAY = date(2026, 11, 23)


class Desk:
    """One lift with its open inspection and a fillable sheet of it."""

    def __init__(self, program: Program, make: Make, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.reading = program.services.sheet_reading
        lift = make.asset("客梯 2 號", category="elevator", next_due_on=TODAY)
        self.task = make.task(due=TODAY, asset=lift, target_label="四維行政中心 客梯 2 號")
        self.blank = folder / "blank.pdf"
        self.number = program.services.sheet_files.pdf.print_task(self.task, self.blank).value

    def filled(self, name: str = "filled.pdf", **other: str) -> Path:
        return fill_pdf(self.blank, passed(**other), self.folder / name)

    def sheet(self, path: Path) -> SheetPreview:
        return self.reading.read(path).sheets[0]

    def status(self) -> str:
        return self.program.services.inspections.detail(self.task).status

    def files(self) -> list[str]:
        detail = self.program.services.inspections.detail(self.task)
        return [photo.name for photo in detail.photos]


@pytest.fixture
def desk(program: Program, make: Make, tmp_path: Path) -> Desk:
    return Desk(program, make, tmp_path)


def lines(sheet: SheetPreview) -> dict[int, Line]:
    return {one.item.position: one.line for one in sheet.lines}


def test_what_was_filled_in_is_shown_line_by_line_and_nothing_is_saved(desk: Desk) -> None:
    path = desk.filled(a6="fail", r6="42.5", n6="排風扇停轉，堃")
    sheet = desk.sheet(path)
    assert (sheet.number, sheet.state, sheet.conflicts, sheet.unread) == (desk.number, State.CHANGES, (), 0)
    assert set(lines(sheet).values()) == {Line.NEW}
    hot = sheet.lines[5]
    assert hot.then is not None
    assert (str(hot.then.reading), hot.then.note, str(hot.beyond)) == ("42.5", "排風扇停轉，堃", "2.5")
    assert [(one.key, one.then) for one in sheet.head] == [("done_on", "2026-11-23"), ("inspector", "吳承翰")]
    assert desk.status() == "planned"
    assert desk.files() == []


def test_an_accepted_sheet_is_recorded_with_its_finding_its_repair_and_its_file(desk: Desk) -> None:
    path = desk.filled(a6="fail", r6="42.5", n6="排風扇停轉")
    file = desk.reading.read(path)
    done = desk.reading.accept(file, desk.number)
    assert (done.value.finished, done.value.outcome, len(done.value.tickets)) == (True, "fail", 1)
    assert desk.status() == "done"
    assert desk.files() == ["filled.pdf"]
    finding = desk.program.services.findings.of_task(desk.task)[0]
    assert (finding.position, finding.note, finding.ticket_number) == (6, "排風扇停轉", done.value.tickets[0])

    again = desk.sheet(path)
    assert again.state is State.NOTHING
    with pytest.raises(DomainError, match=r"sheet\.nothing_new"):
        desk.reading.accept(desk.reading.read(path), desk.number)
    other = desk.sheet(desk.filled("other.pdf"))
    assert other.state is State.BLOCKED
    assert other.problem is not None
    assert "不同" in sentence(other.problem)
    assert lines(other)[6] is Line.CONFLICT


def test_one_undo_takes_result_and_file_back(desk: Desk) -> None:
    desk.reading.accept(desk.reading.read(desk.filled()), desk.number)
    desk.program.services.history.undo()
    assert (desk.status(), desk.files()) == ("planned", [])
    with desk.program.services.base.read() as session:
        assert session.query(AttachmentLink).count() == session.query(Attachment).count() == 0
        assert session.query(InspectionResult).count() == 0
    assert desk.sheet(desk.folder / "filled.pdf").state is State.CHANGES
    assert desk.program.services.health.check() == []


def test_a_fail_without_a_note_is_kept_until_it_is_keyed(desk: Desk) -> None:
    file = desk.reading.read(desk.filled(a6="fail", r6="42.5"))
    done = desk.reading.accept(file, desk.number)
    assert not done.value.finished
    assert desk.status() == "planned"
    form = desk.program.services.keying.find(desk.number)
    assert len(form.keyed.answers) == 20
    assert (form.keyed.inspector, form.keyed.done_on) == ("吳承翰", TODAY)
    assert desk.sheet(desk.folder / "filled.pdf").state is State.NOTHING


def test_what_was_keyed_otherwise_stays_unless_it_is_chosen(desk: Desk) -> None:
    keying = desk.program.services.keying
    form = keying.find(desk.number)
    kept = (ItemAnswer(form.items[0].id, "fail", note="缺"), ItemAnswer(form.items[2].id, "pass"))
    keying.save(form, replace(form.keyed, inspector="林工程師", answers=kept))
    path = desk.filled()
    sheet = desk.sheet(path)
    assert sheet.conflicts == ("inspector", "1")
    assert lines(sheet)[3] is Line.SAME

    desk.reading.accept(desk.reading.read(path), desk.number)
    with desk.program.services.base.read() as session:
        assert session.query(InspectionResult).one().inspector == "林工程師"
    assert desk.program.services.inspections.detail(desk.task).outcome == "fail"
    desk.program.services.history.undo()
    desk.reading.accept(desk.reading.read(path), desk.number, sheet.conflicts)
    detail = desk.program.services.inspections.detail(desk.task)
    assert (detail.outcome, detail.inspector) == ("pass", "吳承翰")


@pytest.mark.parametrize(
    ("other", "position", "words"),
    [
        ({"r6": "四十"}, 6, "「四十」不是數字"),
        ({"r6": "", "a6": "pass"}, 6, "沒有填讀值"),
        ({"a5": "some"}, 5, "沒有填寫內容"),
        ({"month": "13"}, 0, "「13/23」不是日期"),
        ({"day": "29"}, 0, ""),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_left_and_told(
    desk: Desk, other: dict[str, str], position: int, words: str
) -> None:
    sheet = desk.sheet(desk.filled(**other))
    told = [one.unread for one in sheet.head] + [one.unread for one in sheet.lines]
    wrong = [one for one in told if one]
    if words:
        assert words in sentence(DomainError(wrong[0].code, text=wrong[0].text))
        assert not desk.reading.accept(
            desk.reading.read(desk.folder / "filled.pdf"), desk.number
        ).value.finished
    else:  # the last 29 November was a year ago, before the print
        assert wrong[0].code == "sheet.before_print"
    if position:
        assert lines(sheet)[position] is Line.UNREAD
        form = desk.program.services.keying.find(desk.number)
        assert form.items[position - 1].id not in {one.item_id for one in form.keyed.answers}


def test_full_width_readings_count_and_a_licence_is_found(desk: Desk, make: Make) -> None:
    make._add(Licence(holder="吳承翰", kind="lift", number="昇技字 01872", expires_on=TODAY))
    path = desk.filled(r6="３６．５", licence="昇技字01872", from_hour="9", to_hour="10", to_minute="15")
    desk.reading.accept(desk.reading.read(path), desk.number)
    detail = desk.program.services.inspections.detail(desk.task)
    assert (str(detail.items[5].reading), detail.licence) == ("36.5", "昇技字 01872")
    assert "9:00–10:15" in detail.result_note


def test_a_tick_that_the_reading_overrides_is_named(desk: Desk) -> None:
    hot = desk.sheet(desk.filled(a6="pass", r6="42.5", n6="過熱")).lines[5]
    assert hot.overridden == "pass"
    assert then_words(hot).endswith("勾選「合格」，以讀值為準。")
    assert desk.sheet(desk.filled(a6="fail", r6="42.5", n6="過熱")).lines[5].overridden == ""
    assert desk.sheet(desk.filled(a6="pass", r6="36")).lines[5].overridden == ""


def test_a_sheet_of_somebody_else_does_not_take_the_reader_s_licence(desk: Desk, make: Make) -> None:
    user = make.user("林工程師")
    make._add(Licence(user_id=user, holder="林工程師", kind="lift", number="昇技 01872"))
    desk.program.services.base.act_as(user)
    desk.reading.accept(desk.reading.read(desk.filled()), desk.number)
    detail = desk.program.services.inspections.detail(desk.task)
    assert (detail.inspector, detail.licence, detail.result_note) == ("吳承翰", "", "")


def test_a_licence_on_the_sheet_that_somebody_else_holds_is_told_before_and_for_good(
    desk: Desk, make: Make
) -> None:
    make._add(Licence(holder="林工程師", kind="lift", number="昇技 01872"))
    file = desk.reading.read(desk.filled(licence="昇技 01872"))
    (sheet,) = file.sheets
    doubtful = doubtful_licence(sheet, keyed_with(sheet))
    assert doubtful is not None
    assert doubtful.holder == "林工程師"
    desk.reading.accept(file, desk.number)
    detail = desk.program.services.inspections.detail(desk.task)
    assert detail.licence == "昇技 01872"
    assert "為 林工程師 所持有，檢查人員為 吳承翰" in detail.result_note


def test_an_item_changed_since_is_not_taken(desk: Desk) -> None:
    path = desk.filled()
    with desk.program.services.base.uow("test.made") as uow:
        item = uow.session.query(ChecklistItem).filter_by(position=1).first()
        assert item is not None
        uow.session.query(ChecklistItem)
        for one in uow.session.query(ChecklistItem).filter_by(zh="使用許可證張貼於出入口上方明顯處且未逾期"):
            one.zh = "改過的題目"
        uow.commit(None, undoable=False)
    sheet = desk.sheet(path)
    assert lines(sheet)[1] is Line.UNREAD
    assert sheet.lines[0].unread is not None
    assert sheet.lines[0].unread.code == "sheet.label_changed"


def test_what_the_other_answers_do_not_ask_for_is_not_taken(desk: Desk) -> None:
    with desk.program.services.base.uow("test.made") as uow:
        for one in uow.session.query(ChecklistItem).filter_by(position=4):
            one.shown_if = "3=fail"
        uow.commit(None, undoable=False)
    path = desk.filled()
    assert lines(desk.sheet(path))[4] is Line.NOT_ASKED
    desk.reading.accept(desk.reading.read(path), desk.number)
    assert desk.program.services.inspections.detail(desk.task).items[3].outcome == ""
    assert desk.sheet(path).state is State.NOTHING
    other = desk.sheet(desk.filled("other.pdf", a3="fail", n3="缺"))
    assert lines(other)[4] is not Line.NOT_ASKED


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_a_blank_sheet_becomes_its_own_inspection(
    program: Program, make: Make, tmp_path: Path, ending: str
) -> None:
    with program.services.base.read() as session:
        from db.models import Asset

        code = session.get_one(Asset, make.asset(category="elevator")).code
    blank, filled = tmp_path / f"blank{ending}", tmp_path / f"filled{ending}"
    files = program.services.sheet_files.by_ending(blank)
    number = files.print_blank("ELEV", blank, asset_code=code).value
    (fill_pdf if ending == ".pdf" else fill_workbook)(blank, passed(), filled)
    reading = program.services.sheet_reading
    assert reading.accept(reading.read(filled), number).value.finished
    assert reading.read(filled).sheets[0].state is State.NOTHING
    tasks = program.services.lists["tasks"]
    done = program.services.inspections.detail(tasks.page(ListQuery(), 0, 5)[0][0])
    assert (done.status, done.outcome, done.sheets, len(done.photos)) == ("done", "pass", (number,), 1)
    program.services.history.undo()
    assert tasks.count(ListQuery()) == 0
    assert reading.read(filled).sheets[0].state is State.CHANGES


def test_a_file_changed_after_the_preview_is_read_again(desk: Desk) -> None:
    file = desk.reading.read(desk.filled())
    desk.filled(r6="39")
    with pytest.raises(Conflict, match=r"sheet\.file_changed"):
        desk.reading.accept(file, desk.number)


def test_an_inspection_keyed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    file = desk.reading.read(desk.filled())
    keying = desk.program.services.keying
    form = keying.find(desk.number)
    keying.save(form, replace(form.keyed, answers=(ItemAnswer(form.items[0].id, "pass"),)))
    with pytest.raises(Conflict, match=r"keying\.moved_on"):
        desk.reading.accept(file, desk.number)
    assert desk.files() == []


def test_a_sheet_of_another_database_is_blocked(desk: Desk) -> None:
    path = desk.filled()
    with desk.program.services.base.uow("test.made") as uow:
        from db.models import ChecklistSheet

        uow.session.delete(uow.session.query(ChecklistSheet).one())
        uow.commit(None, undoable=False)
    sheet = desk.sheet(path)
    assert sheet.state is State.BLOCKED
    assert sheet.problem is not None
    assert desk.number in sentence(sheet.problem)


def test_an_empty_sheet_says_that_it_is_empty(desk: Desk) -> None:
    assert desk.sheet(desk.blank).state is State.EMPTY


def test_several_sheets_in_one_file_are_read_each_for_itself(
    program: Program, make: Make, tmp_path: Path
) -> None:
    tasks = [make.task(due=TODAY, asset=make.asset(category="elevator")) for _ in range(3)]
    blank = tmp_path / "three.pdf"
    numbers = program.services.sheet_files.pdf.print_tasks(tasks, blank).value
    filled = fill_pdf(blank, passed(), tmp_path / "f.pdf", numbers[1])
    file = program.services.sheet_reading.read(filled)
    assert [one.state for one in file.sheets] == [State.EMPTY, State.CHANGES, State.EMPTY]
    program.services.sheet_reading.accept(file, numbers[1])
    assert [program.services.inspections.detail(task).status for task in tasks] == [
        "planned", "done", "planned",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF-1.7\nnonsense", "sheet.damaged"),
        ("a.pdf", b"not a pdf", "sheet.damaged"),
        ("a.pdf", b"", "sheet.damaged"),
        ("a.docx", b"x", "sheet.kind"),
        ("gone.pdf", None, "sheet.not_there"),
    ],
    ids=str,
)
def test_a_file_of_no_use_says_what_to_do(
    program: Program, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        program.services.sheet_reading.read(path)
    assert refused.value.code == code
    assert name in sentence(refused.value)


def test_a_protected_file_and_one_without_fields_are_told(desk: Desk) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(desk.blank))
    writer.encrypt("geheim", algorithm="RC4-128")
    locked = desk.folder / "locked.pdf"
    writer.write(locked)
    paper = desk.folder / "paper.pdf"
    desk.program.services.checklists.print_task(desk.task, paper)
    for path, code in ((locked, "sheet.encrypted"), (paper, "sheet.no_fields")):
        with pytest.raises(Unavailable) as refused:
            desk.reading.read(path)
        assert refused.value.code == code


def test_a_huge_file_is_refused_before_it_is_read(desk: Desk) -> None:
    path = desk.folder / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(31 * 1024 * 1024)
    with pytest.raises(Unavailable, match=r"sheet\.too_big"):
        desk.reading.read(path)
