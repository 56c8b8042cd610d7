"""Checklists as they are edited: editions, corrections, and what is refused beside which field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from facilities_app.bootstrap import Program
from facilities_app.domain.checklist_changes import compared
from facilities_app.domain.checklist_rules import flaws
from facilities_app.domain.checklist_template import Template, TemplateItem, moved, put, tidy, without
from facilities_app.domain.errors import Conflict, DomainError, Invalid, NotFound
from facilities_app.services.template_pictures import picture_of
from facilities_app.services.templates import TemplateService
from tests.factories import Make

TODAY = date(2026, 11, 23)
PUMP = Template(
    "PUMP",
    "揚水泵檢查表",
    "Pumps",
    "",
    (
        TemplateItem("運轉無異音", section_zh="泵浦"),
        TemplateItem("出口壓力", kind="reading", unit="kPa", minimum=Decimal(100), maximum=Decimal("250.5")),
        TemplateItem("外觀", kind="choice", options=("良好", "普通", "不佳")),
        TemplateItem("銹蝕部位", kind="text", shown_if="3=不佳"),
        TemplateItem("異音說明", kind="text", shown_if="1=fail", guidance_zh="聽 30 秒"),
        TemplateItem("會同人員", kind="signature"),
    ),
)


@pytest.fixture
def templates(program: Program) -> TemplateService:
    return program.services.templates


def a_picture(colour: str = "navy") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def with_item(at: int, **values: object) -> Template:
    items = list(PUMP.items)
    items[at] = replace(items[at], **values)  # type: ignore[arg-type]
    return replace(PUMP, items=tuple(items))


def refusal(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(DomainError) as caught:
        act()
    return caught.value.code, caught.value.field


def test_a_new_checklist_is_edition_one_and_undo_takes_it_away(
    program: Program, templates: TemplateService
) -> None:
    made = templates.add(replace(PUMP, code=" pump "))
    found = templates.detail(made.value)
    assert (found.edition, found.is_current, found.can_correct) == (1, True, True)
    assert found.template == tidy(PUMP)
    assert "PUMP" in [one.code for one in program.services.checklists.templates()]
    program.services.history.undo()
    with pytest.raises(NotFound):
        templates.detail(made.value)


def test_a_code_is_given_once(templates: TemplateService) -> None:
    assert refusal(lambda: templates.add(replace(PUMP, code="elev"))) == ("template.code_taken", "code")


def test_saving_makes_the_next_edition_and_results_keep_theirs(
    program: Program, make: Make, templates: TemplateService, tmp_path: Path
) -> None:
    asset = make.asset()
    task = make.task(due=TODAY, asset=asset)
    program.services.checklists.print_task(task, tmp_path / "x.pdf")
    known = templates.named("ELEV")
    assert not known.can_correct
    changed = replace(known.template, items=without(known.template.items, 0))
    assert refusal(lambda: templates.save(known, changed, correct=True)) == ("template.in_use", "")
    outcome = templates.save(known, changed)
    now = templates.named("elev")
    assert (now.id, now.edition, len(now.template.items)) == (outcome.value, 2, 19)
    assert len(program.services.keying.form(task).items) == 20  # that of the paper
    assert [one.edition for one in now.editions] == [2, 1]
    assert [one.sheets for one in now.editions] == [0, 1]
    program.services.history.undo()
    assert templates.named("ELEV").id == known.id


def test_an_edition_that_nothing_rests_on_is_corrected_and_its_items_keep_their_rows(
    program: Program, templates: TemplateService
) -> None:
    known = templates.detail(templates.add(PUMP).value)
    first = known.template
    items = moved(without(first.items, 3), 0, 2)
    outcome = templates.save(known, replace(first, items=items), correct=True)
    now = templates.detail(outcome.value)
    assert (now.id, now.edition) == (known.id, 1)
    assert [item.key for item in now.template.items] == [item.key for item in items]
    assert [item.shown_if for item in now.template.items] == ["", "", "", "3=fail", ""]
    program.services.history.undo()
    assert templates.detail(known.id).template == first


def test_what_was_changed_meanwhile_is_not_overwritten(templates: TemplateService) -> None:
    known = templates.detail(templates.add(PUMP).value)
    templates.save(known, with_item(0, zh="運轉平順"), correct=True)
    assert refusal(lambda: templates.save(known, with_item(0, zh="無振動"))) == ("template.moved_on", "")
    newer = templates.detail(known.id)
    templates.save(newer, with_item(0, zh="無振動"))
    assert refusal(lambda: templates.save(newer, with_item(0, zh="又改"))) == ("template.moved_on", "")


def test_nothing_changed_is_nothing_saved(templates: TemplateService) -> None:
    known = templates.detail(templates.add(PUMP).value)
    assert not templates.save(known, known.template).operation
    assert refusal(lambda: templates.save(known, replace(PUMP, code="OTHER"))) == ("reference.fixed", "code")


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (replace(PUMP, name_zh=" "), "template.no_title", "name_zh"),
        (replace(PUMP, code="揚水"), "template.code_form", "code"),
        (replace(PUMP, code="A" * 17), "template.code_form", "code"),
        (replace(PUMP, name_en="x" * 121), "template.too_long", "name_en"),
        (replace(PUMP, items=()), "template.no_items", "items"),
        (replace(PUMP, items=PUMP.items[:1] * 201), "template.too_many", "items"),
        (with_item(0, zh="  "), "template.no_words", "1:zh"),
        (with_item(0, short_zh="長" * 41), "template.too_long", "1:short_zh"),
        (with_item(0, kind="guess"), "template.no_such_kind", "1:kind"),
        (with_item(0, evidence="x"), "template.no_such_evidence", "1:evidence"),
        (with_item(5, evidence="photo_on_fail"), "template.cannot_fail", "6:evidence"),
        (with_item(1, minimum=Decimal(300)), "template.limits_crossed", "2:maximum"),
        (with_item(1, minimum=Decimal("1e30")), "template.limit_size", "2:minimum"),
        (with_item(1, minimum=Decimal("NaN")), "template.limit_size", "2:minimum"),
        (with_item(2, options=("良好",)), "template.no_options", "3:options"),
        (with_item(2, options=("不佳", "不佳")), "template.option_twice", "3:options"),
        (with_item(2, options=("長" * 300, "不佳", "良" * 200)), "template.too_long", "3:options"),
        (with_item(0, shown_if="第三項"), "template.condition_form", "1:shown_if"),
        (with_item(0, shown_if="3=不佳"), "template.condition_later", "1:shown_if"),
        (with_item(0, shown_if="1=fail"), "template.condition_later", "1:shown_if"),
        (with_item(4, shown_if="9=fail"), "template.condition_gone", "5:shown_if"),
        (with_item(4, shown_if="0=fail"), "template.condition_gone", "5:shown_if"),
        (with_item(5, shown_if="4=fail"), "template.condition_free", "6:shown_if"),
        (with_item(4, shown_if="3=很好"), "template.condition_answer", "5:shown_if"),
        (with_item(0, picture="f" * 64), "template.no_picture", "1:picture"),
    ],
)
def test_each_slip_is_refused_beside_its_field(
    draft: Template, code: str, field: str, templates: TemplateService
) -> None:
    assert refusal(lambda: templates.add(draft)) == (code, field)


def test_the_same_field_of_a_file_may_be_wrong_where_the_editor_drops_it() -> None:
    assert not flaws(tidy(with_item(0, unit="kPa", options=("a",))))
    told = [(one.code, one.field) for one in flaws(with_item(0, unit="kPa", options=("a",)))]
    assert told == [("template.only_readings", "unit"), ("template.only_choices", "options")]


def test_conditions_follow_the_items_they_name() -> None:
    items = PUMP.items
    assert [one.shown_if for one in moved(items, 2, 0)] == ["", "", "", "1=不佳", "2=fail", ""]
    assert [one.shown_if for one in without(items, 2)] == ["", "", "0=不佳", "1=fail", ""]
    assert [one.shown_if for one in put(items, 0, TemplateItem("新"))] == [
        "",
        "",
        "",
        "",
        "4=不佳",
        "2=fail",
        "",
    ]
    assert moved(items, 0, 99)[-1] == items[0]
    assert moved(items, 3, -9)[0].zh == "銹蝕部位"


def test_what_a_new_edition_changes_is_told_item_by_item() -> None:
    after = with_item(1, maximum=Decimal(300))
    after = replace(
        after, name_en="Pumps and tanks", items=put(without(after.items, 3), 0, TemplateItem("電源"))
    )
    told = compared(PUMP, after)
    assert [one.field for one in told.head] == ["name_en"]
    assert [(one.what, one.number, one.was) for one in told.items] == [
        ("added", 1, 0),
        ("changed", 3, 2),
        ("left_out", 4, 4),
    ]
    assert [one.field for one in told.items[1].fields] == ["maximum"]
    swapped = compared(PUMP, replace(PUMP, items=moved(PUMP.items, 5, 0)))
    assert [(one.what, one.number, one.was) for one in swapped.items] == [("moved", 1, 6)]
    assert compared(PUMP, PUMP).is_nothing
    assert compared(None, PUMP).items[0].what == "added"


def test_a_picture_is_kept_once_and_undo_leaves_it_for_redo(
    program: Program, templates: TemplateService
) -> None:
    picture = picture_of(a_picture(), "閥門.png")
    made = templates.add(with_item(0, picture=picture.sha), {picture.sha: picture})
    assert templates.detail(made.value).template.items[0].picture == picture.sha
    assert templates.pictures.path(picture.sha).read_bytes() == picture.content.data
    program.services.history.undo()
    program.services.history.redo()
    assert templates.detail(made.value).template.items[0].picture == picture.sha
    with pytest.raises(Invalid):
        picture_of(b"%PDF-1.4 no picture", "x.pdf")
    with pytest.raises(NotFound):
        templates.pictures.path("0" * 64)


def test_who_asks_for_a_checklist_is_known(demo: Program) -> None:
    found = demo.services.templates.named("ELEV")
    assert "昇降設備" in found.used_by.categories
    assert any(words.startswith("LIFT-MAINT") for words in found.used_by.duties)
    assert found.used_by.plans
    assert found.last_used is not None
    assert found.editions[0].results > 0
    assert [one.code for one in demo.services.templates.all()] == sorted(demo.services.templates.codes())


def test_a_checklist_that_is_not_there_is_said_with_those_that_are(templates: TemplateService) -> None:
    with pytest.raises(NotFound) as caught:
        templates.named("NOPE")
    assert "ELEV" in str(caught.value.params["known"])
    with pytest.raises(NotFound):
        templates.detail(9999)


def test_conflict_is_told_when_a_sheet_was_printed_while_editing(
    program: Program, make: Make, templates: TemplateService, tmp_path: Path
) -> None:
    known = templates.detail(templates.add(PUMP).value)
    make.asset(code="P-1", category="fire")
    program.services.checklists.print_blank("PUMP", tmp_path / "x.pdf", asset_code="P-1")
    with pytest.raises(Conflict, match=r"template\.in_use"):
        templates.save(known, with_item(0, zh="新字"), correct=True)
