"""The audit of actual residence: frozen at its start, walked, followed up, frozen again at its close."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from db.models import AuditUsage
from facilities_app.bootstrap import Program
from facilities_app.domain.audit_rows import KeyedVisit
from facilities_app.domain.clock import at
from facilities_app.domain.errors import Conflict, DomainError, Invalid
from facilities_app.services.audits import AuditService
from tests.conftest import NOW
from tests.factories import Make

TODAY = date(2026, 11, 23)
EVENING = at(TODAY - timedelta(days=3), 19, 10)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code


@pytest.fixture
def audits(program: Program) -> AuditService:
    return program.services.audits


@pytest.fixture
def three(make: Make) -> tuple[int, int, int]:
    """A unit that is lived in, one that stands empty, one that somebody occupies."""
    lived = make.unit("M101", area_m2=82)
    make.agreement(
        lived, "林育德", starts_on=date(2025, 7, 1), ends_on=date(2028, 6, 30), family="吳○君（配偶）"
    )
    return lived, make.unit("M102", status="vacant"), make.unit("Q01", kind="family", status="occupied")


def begun(audits: AuditService, scope: str = "occupied") -> int:
    return audits.new(2026, 2, date(2026, 11, 9), date(2026, 11, 30), scope).value


def keyed(finding: str, when: datetime = EVENING, **more: object) -> KeyedVisit:
    return KeyedVisit(finding=finding, visited_at=when, **more)  # type: ignore[arg-type]


def record(audits: AuditService, visit_id: int, finding: str, **more: object) -> None:
    audits.record(visit_id, audits.visit(visit_id).version, keyed(finding, **more))  # type: ignore[arg-type]


@pytest.mark.usefixtures("three")
def test_a_round_freezes_who_should_live_where(audits: AuditService, make: Make) -> None:
    shown = audits.detail(begun(audits))
    assert [(one.unit_code, one.resident, one.number) for one in shown.lines] == [
        ("M101", "林育德", "DA-11502-001"),
        ("Q01", "", "DA-11502-002"),
    ]
    frozen = audits.visit(shown.lines[0].id).frozen
    assert (frozen.family, frozen.agreement_until) == ("吳○君（配偶）", date(2028, 6, 30))
    make.unit("M103")
    assert len(audits.detail(shown.id).lines) == 2, "a later unit is not on a frozen list"


@pytest.mark.usefixtures("three")
def test_the_scope_says_which_units_are_visited(audits: AuditService) -> None:
    shown = audits.detail(begun(audits, "quarters"))
    assert [one.unit_code for one in shown.lines] == ["M101", "M102"]


@pytest.mark.usefixtures("three")
def test_what_happens_to_a_unit_later_does_not_rewrite_the_round(
    audits: AuditService, program: Program, three: tuple[int, int, int]
) -> None:
    round_id = begun(audits)
    units = program.services.dormitories
    units.edit(three[0], units.detail(three[0]).version, code="M999")
    assert audits.detail(round_id).lines[0].unit_code == "M101"


@pytest.mark.usefixtures("three")
def test_a_year_has_two_rounds_and_each_once(audits: AuditService) -> None:
    begun(audits)
    with refused("audit.there_is_one"):
        begun(audits)
    for year, ordinal, start, due, code in (
        (2026, 3, date(2026, 1, 1), date(2026, 2, 1), "audit.bad_ordinal"),
        (2026, 1, date(2026, 2, 1), date(2026, 1, 1), "audit.due_before_start"),
        (2025, 1, date(2026, 1, 1), date(2026, 2, 1), "audit.other_year"),
    ):
        with refused(code):
            audits.new(year, ordinal, start, due, "occupied")
    with refused("audit.no_such_scope"):
        audits.new(2026, 1, date(2026, 1, 1), date(2026, 2, 1), "all")


def test_a_round_without_units_is_refused(audits: AuditService) -> None:
    with refused("audit.nobody_to_visit"):
        begun(audits)


@pytest.mark.usefixtures("three")
def test_not_met_needs_a_second_visit_and_the_visit_ends_it(audits: AuditService) -> None:
    visit = audits.detail(begun(audits)).lines[0].id
    with refused("audit.needs_revisit"):
        record(audits, visit, "not_met")
    record(audits, visit, "not_met", met="nobody", absence="business_trip", revisit_on=date(2026, 11, 26))
    found = audits.visit(visit)
    assert [(step.kind, step.state, step.due_on) for step in found.follow_ups] == [
        ("revisit", "open", date(2026, 11, 26))
    ]
    assert audits.detail(found.round_id).counts.done == 0
    record(audits, visit, "residing", met="borrower")
    found = audits.visit(visit)
    assert [(step.kind, step.state, step.outcome) for step in found.follow_ups] == [
        ("revisit", "done", "residing")
    ]
    assert [one.finding for one in found.attempts] == ["not_met", "residing"]
    assert audits.detail(found.round_id).counts.done == 1


@pytest.mark.usefixtures("three")
def test_who_does_not_live_there_gets_a_letter_and_the_case_goes_on_to_the_recovery(
    audits: AuditService, program: Program
) -> None:
    steps = program.services.follow_ups
    visit = audits.detail(begun(audits)).lines[0].id
    record(audits, visit, "not_residing")
    record(audits, visit, "not_residing", note="再看一次仍無人")
    (letter,) = audits.visit(visit).follow_ups
    assert (letter.kind, letter.state) == ("letter", "draft")
    with refused("audit.needs_document"):
        steps.send(letter.id, " ", TODAY)
    with refused("audit.delivered_in_future"):
        steps.send(letter.id, "高市秘字第1號", TODAY + timedelta(days=1))
    steps.send(letter.id, "高市秘字第1號", TODAY)
    assert audits.visit(visit).follow_ups[0].due_on == date(2026, 12, 8)
    before = letter.id
    for kind in ("statement", "decision", "contract_end", "recovery"):
        with refused("audit.step_out_of_order"):
            steps.begin(visit, "recovery" if kind != "recovery" else "statement", before)
        steps.finish(before, TODAY, document="號")
        before = steps.begin(visit, kind, before).value
    steps.finish(before, TODAY)
    assert steps.open() == ()
    with refused("audit.step_settled"):
        steps.drop(before, "不需要")


@pytest.mark.usefixtures("three")
def test_a_step_is_dropped_with_a_reason_and_never_done_before_it_began(
    audits: AuditService, program: Program
) -> None:
    steps = program.services.follow_ups
    visit = audits.detail(begun(audits)).lines[0].id
    record(audits, visit, "sublet")
    (letter,) = steps.open()
    with refused("audit.needs_reason"):
        steps.drop(letter.id, "")
    with refused("audit.done_before_begun"):
        steps.finish(letter.id, TODAY - timedelta(days=9))
    with refused("audit.done_in_future"):
        steps.finish(letter.id, TODAY + timedelta(days=1))
    steps.drop(letter.id, "已於當日返還")
    assert steps.open() == ()


@pytest.mark.usefixtures("three")
def test_what_is_keyed_must_hang_together(audits: AuditService) -> None:
    visit = audits.detail(begun(audits)).lines[0].id
    for code, finding, more in (
        ("audit.no_such_finding", "gone", {}),
        ("audit.visit_in_future", "residing", {"when": NOW + timedelta(days=2)}),
        ("audit.no_absence_here", "residing", {"absence": "hospital"}),
        ("audit.revisit_before_visit", "not_met", {"revisit_on": TODAY - timedelta(days=9)}),
    ):
        with refused(code):
            record(audits, visit, finding, **more)
    assert audits.visit(visit).attempts == ()


@pytest.mark.usefixtures("three")
def test_two_people_at_one_unit_are_told_of_each_other(audits: AuditService) -> None:
    visit = audits.visit(audits.detail(begun(audits)).lines[0].id)
    record(audits, visit.id, "residing")
    with pytest.raises(Conflict, match=r"audit\.moved_on"):
        audits.record(visit.id, visit.version, keyed("partly"))


@pytest.mark.usefixtures("three")
def test_a_round_is_closed_once_when_every_open_unit_is_explained_and_then_never_changes(
    audits: AuditService, program: Program
) -> None:
    round_id = begun(audits)
    first, second = (one.id for one in audits.detail(round_id).lines)
    record(audits, first, "residing")
    with pytest.raises(Invalid, match=r"audit\.still_open") as caught:
        audits.close(round_id)
    assert caught.value.params["names"] == "Q01"
    audits.explain(second, "訴訟中，由法院點交")
    audits.close(round_id)
    before = audits.detail(round_id)
    for change in (
        lambda: audits.close(round_id),
        lambda: record(audits, first, "partly"),
        lambda: audits.explain(second, "改"),
        lambda: audits.arrange(round_id, [second, first]),
    ):
        with refused("audit.is_closed"):
            change()
    assert audits.detail(round_id) == before
    assert program.services.history.undo() is not None
    assert audits.detail(round_id).closed_at is None, "undo opens it again, and says so in the journal"


@pytest.mark.usefixtures("three")
def test_units_are_walked_in_the_order_one_chooses(audits: AuditService) -> None:
    round_id = begun(audits)
    first, second = (one.id for one in audits.detail(round_id).lines)
    audits.arrange(round_id, [second], "東線")
    assert [(one.id, one.route, one.position) for one in audits.detail(round_id).lines] == [
        (second, "東線", 1),
        (first, "", 2),
    ]


@pytest.mark.usefixtures("three")
def test_the_next_round_knows_what_the_last_one_found(audits: AuditService) -> None:
    old = audits.new(2026, 1, date(2026, 5, 4), date(2026, 6, 30), "occupied").value
    record(audits, audits.detail(old).lines[0].id, "partly", when=at(date(2026, 5, 6), 18, 0))
    frozen = audits.visit(audits.detail(begun(audits)).lines[0].id).frozen
    assert (frozen.previous_finding, frozen.previous_on) == ("partly", date(2026, 5, 6))


@pytest.mark.usefixtures("three")
def test_a_visit_is_undone_with_all_that_followed(audits: AuditService, program: Program) -> None:
    visit = audits.detail(begun(audits)).lines[0].id
    record(audits, visit, "not_residing")
    program.services.history.undo()
    found = audits.visit(visit)
    assert (found.finding, found.attempts, found.follow_ups) == ("", (), ())


def test_a_closed_round_keeps_its_photos_and_its_periods(
    audits: AuditService, program: Program, make: Make, tmp_path: Path
) -> None:
    unit = make.unit("M101")
    shown = audits.detail(begun(audits))
    visit = shown.lines[0].id
    picture = tmp_path / "door.png"
    Image.new("RGB", (40, 30), "#336699").save(picture)
    photos = program.services.attachments
    kept = photos.add_files("audit_visits", visit, [picture]).value
    record(audits, visit, "residing")
    audits.close(shown.id)
    with refused("audit.is_closed"):
        photos.add_files("audit_visits", visit, [picture])
    with refused("audit.is_closed"):
        photos.remove(kept[0])
    for months, value in ((-1, 20), (2, 90)):
        until = TODAY + timedelta(days=30 * months)
        row = AuditUsage(
            unit_id=unit, kind="water", period_from=until - timedelta(days=60), period_until=until
        )
        row.value = Decimal(value)
        make._add(row)
    assert [one.value for one in audits.visit(visit).usages] == [20]
