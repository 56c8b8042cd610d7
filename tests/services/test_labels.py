"""Names of codes in the language of the moment, from the database and from the code."""

import pytest

from db.models import AssetCategory, Choice, Trade, User
from facilities_app.bootstrap import Program
from facilities_app.domain import rows
from facilities_app.domain.tickets import Priority, Status
from resources import texts
from tests.factories import Make

CODE_LISTS = (
    "ticket_status",
    "priority",
    "trade",
    "category",
    "user",
    "hold_reason",
    "asset_status",
    "unit_kind",
    "unit_status",
    "land_ownership",
    "permit_kind",
    "contract_kind",
    "insurance_kind",
    "funding_source",
    "place_kind",
    "task_status",
    "task_state",
    "result_outcome",
    "audit_finding",
    "agreement_kind",
    "meter_kind",
    "project_kind",
    "project_status",
    "event_kind",
    "cover_kind",
    "basis",
    "demo",
    "yes_no",
)


def _has_chinese(text: str) -> bool:
    return any("\u2e80" <= letter <= "\u9fff" for letter in text)


@pytest.mark.parametrize("list_code", CODE_LISTS)
def test_every_list_speaks_both_languages(program: Program, list_code: str) -> None:
    labels = program.services.labels
    chinese = labels.choices(list_code)
    assert chinese
    texts.use("en")
    english = labels.choices(list_code)
    assert [one.code for one in chinese] == [one.code for one in english]
    if list_code != "user":  # people have one name
        named = [(c.name, e.name) for c, e in zip(chinese, english, strict=True) if c.name or e.name]
        assert [pair for pair in named if not all(pair) or pair[0] == pair[1] or _has_chinese(pair[1])] == []


def test_every_status_and_priority_of_the_rules_has_a_name_an_icon_and_a_tone(program: Program) -> None:
    for list_code, codes in (("ticket_status", Status), ("priority", Priority)):
        for code in codes:
            choice = program.services.labels.choice(list_code, int(code))
            assert choice.code == int(code)
            assert choice.icon, choice
            assert choice.tone in ("neutral", "blue", "amber", "red", "green")


def test_an_unknown_code_is_shown_as_it_is_and_none_as_nothing(program: Program) -> None:
    labels = program.services.labels
    assert labels.choice("asset_status", "melted") == rows.Choice("melted", "melted")
    assert labels.choice("no_such_list", "x").name == "x"
    assert labels.name("asset_status", None) == ""
    assert labels.choices("no_such_list") == ()


def test_marks_read_as_stored_zero_and_one_too(program: Program) -> None:
    labels = program.services.labels
    assert labels.name("demo", 1) == "示範"
    assert labels.name("demo", 0) == ""
    assert labels.name("basis", True) == "法定"
    assert labels.name("yes_no", 0) == "否"


@pytest.mark.parametrize(
    ("list_code", "typed", "code"),
    [
        ("ticket_status", "40", 40),
        ("ticket_status", "處理中", 40),
        ("ticket_status", "In Progress", 40),
        ("priority", "urgent", 1),
        ("priority", "緊急", 1),
        ("priority", "1", 1),
        ("trade", " 空調 ", 5),
        ("trade", "hvac", 5),
        ("category", "elevator", 1),
        ("unit_status", "空屋", "vacant"),
        ("basis", "法定", True),
        ("basis", "STATUTORY", True),
        ("user", "admin", 1),
        ("trade", "魔術", None),
        ("unit_kind", "", None),
    ],
)
def test_people_name_a_code_by_itself_or_by_its_name_in_either_language(
    program: Program, list_code: str, typed: str, code: object
) -> None:
    assert program.services.labels.code_named(list_code, typed) == code


def test_what_is_no_longer_used_is_not_offered_but_still_named(program: Program, make: Make) -> None:
    gone = make.user("離職者", is_active=False)
    with program.services.base.uow("test.retired") as uow:
        uow.get(Trade, 3).is_active = False
        choice = uow.session.query(Choice).filter_by(list_code="hold_reason", code="parts").one()
        choice.is_active = False
        uow.commit(None)
    program.services.base.forget()
    labels = program.services.labels
    assert gone not in [c.code for c in labels.choices("user")]
    assert labels.name("user", gone) == "離職者"
    assert 3 not in [c.code for c in labels.choices("trade")]
    assert labels.name("trade", 3) == "通訊"
    assert "parts" not in [c.code for c in labels.choices("hold_reason")]
    assert labels.name("hold_reason", "parts") == "待料"
    assert labels.code_named("trade", "通訊") == 3


def test_a_renamed_entry_is_read_anew_after_forget(program: Program) -> None:
    labels = program.services.labels
    assert labels.name("trade", 1) == "水電"
    with program.services.base.uow("test.renamed") as uow:
        uow.get(Trade, 1).name_zh = "給排水"
        uow.get(AssetCategory, 1).name_en = ""
        uow.get(User, 1).name = "王大同"
        uow.commit(None)
    assert labels.name("trade", 1) == "水電"
    labels.forget()
    assert labels.name("trade", 1) == "給排水"
    assert labels.name("user", 1) == "王大同"
    texts.use("en")
    assert labels.name("category", 1), "without an English name the Chinese one is shown"
