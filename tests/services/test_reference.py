"""Reference data: words edited, rows added, moved, hidden and deleted, all with a way back."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from db.models import (
    Asset,
    AssetAttribute,
    AttributeDefinition,
    CalendarDay,
    Role,
    Setting,
    User,
)
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, DomainError, Invalid
from facilities_app.domain.reference import OPEN_LISTS, TABLES, RefRow
from facilities_app.domain.tickets import Action
from facilities_app.messages import done, sentence
from facilities_app.services.all import Services
from facilities_app.services.reference import ReferenceService
from facilities_app.services.tickets import Move
from resources import texts
from tests.factories import Make


@pytest.fixture
def services(program: Program) -> Services:
    return program.services


@pytest.fixture
def reference(services: Services) -> ReferenceService:
    return services.reference


def row(reference: ReferenceService, table: str, owner: Any = None, **values: Any) -> RefRow:
    """The first row with these values."""
    for found in reference.rows(table, owner):
        if all(found.values.get(key) == value for key, value in values.items()):
            return found
    raise AssertionError(f"no {table} with {values}")


def refusal(code: str, field: str, act: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        act()
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.code not in sentence(caught.value), "a refusal has a sentence"
    return caught.value


# -- words, order, offering ----------------------------------------------------------------------


def test_a_new_name_is_what_every_label_says_and_undo_takes_it_back(services: Services) -> None:
    reference = services.reference
    vacant = row(reference, "fixed_choices", "unit_status", code="vacant")
    outcome = reference.edit("fixed_choices", vacant.id, vacant.version, {"name_zh": "閒置"})
    assert services.labels.name("unit_status", "vacant") == "閒置"
    assert "閒置" in done(outcome.label, outcome.params)
    assert outcome.changes.widened().everything

    services.history.undo()
    assert services.labels.name("unit_status", "vacant") == "空屋"
    services.history.redo()
    assert services.labels.name("unit_status", "vacant") == "閒置"


def test_both_languages_have_their_own_word(services: Services) -> None:
    fire = row(services.reference, "trades", code="fire")
    services.reference.edit("trades", fire.id, fire.version, {"name_en": "Fire protection"})
    assert services.labels.name("trade", fire.id) == "消防"
    texts.use("en")
    assert services.labels.name("trade", fire.id) == "Fire protection"


@pytest.mark.parametrize(
    ("table", "owner"),
    [("choices", "permit_kind"), ("trades", None), ("terms", None), ("users", None)],
)
def test_an_empty_value_is_refused_beside_its_field(
    reference: ReferenceService, table: str, owner: str | None
) -> None:
    first = reference.rows(table, owner)[0]
    for spec in TABLES[table].fields:
        if spec.required and not spec.fixed:
            empty = None if spec.options else " "
            refusal(
                "reference.empty",
                spec.key,
                lambda key=spec.key, empty=empty: reference.edit(
                    table, first.id, first.version, {key: empty}
                ),
            )
        if spec.required:
            missing = {key: value for key, value in first.values.items() if key != spec.key}
            refusal("reference.empty", spec.key, lambda missing=missing: reference.add(table, missing, owner))


def test_what_cannot_be_kept_is_refused_with_a_sentence(reference: ReferenceService) -> None:
    good = {"code": "garden", "name_zh": "租約", "name_en": "Lease"}
    add = reference.add
    cases: list[tuple[str, str, dict[str, Any]]] = [
        ("reference.too_long", "name_zh", {"name_zh": "長" * 81}),
        ("reference.code_form", "code", {"code": "two words"}),
        ("reference.no_such_icon", "icon", {"icon": "no-such-icon"}),
        ("reference.no_such_value", "tone", {"tone": "pink"}),
        ("reference.no_such_field", "colour", {"colour": "red"}),
    ]
    for code, field, wrong in cases:
        refusal(code, field, lambda wrong=wrong: add("choices", good | wrong, "permit_kind"))
    add("choices", good, "permit_kind")
    refusal("reference.already_there", "code", lambda: add("choices", good, "permit_kind"))
    add("choices", good, "contract_kind")  # another list may have the same code


def test_a_code_is_given_once(reference: ReferenceService) -> None:
    fire = row(reference, "trades", code="fire")
    refusal(
        "reference.fixed", "code", lambda: reference.edit("trades", fire.id, fire.version, {"code": "water"})
    )


def test_lists_that_the_rules_rest_on_keep_their_entries(reference: ReferenceService) -> None:
    new = {"code": "x", "name_zh": "新", "name_en": "New"}
    refusal("reference.fixed_list", "", lambda: reference.add("choices", new, "ticket_status"))
    refusal("reference.fixed_list", "", lambda: reference.add("fixed_choices", new, "ticket_status"))
    first = reference.rows("fixed_choices", "ticket_status")[0]
    for table in ("choices", "fixed_choices"):
        refusal(
            "reference.fixed_list", "", lambda table=table: reference.offer(table, first.id, active=False)
        )
    refusal("reference.fixed_list", "", lambda: reference.add("priorities", new))
    refusal("reference.cannot_delete", "", lambda: reference.remove("trades", 1))
    refusal("reference.no_order", "", lambda: reference.move("terms", 1, 1))
    refusal("reference.fixed_list", "", lambda: reference.offer("terms", 1, active=False))


def test_a_row_someone_else_saved_is_not_overwritten(reference: ReferenceService) -> None:
    fire = row(reference, "trades", code="fire")
    reference.edit("trades", fire.id, fire.version, {"name_zh": "消防安全"})
    with pytest.raises(Conflict) as caught:
        reference.edit("trades", fire.id, fire.version, {"name_zh": "防火"})
    assert caught.value.code == "reference.moved_on"
    assert "消防安全" in sentence(caught.value)


def test_a_trade_is_added_moved_and_no_longer_offered(services: Services) -> None:
    reference = services.reference
    made = reference.add("trades", {"code": "garden", "name_zh": "園藝", "name_en": "Gardens"}).value
    assert services.labels.choices("trade")[-1].name == "園藝"
    reference.move("trades", made, -2)
    assert [choice.name for choice in services.labels.choices("trade")][-3:] == ["園藝", "空調", "電梯"]
    reference.move("trades", made, 99)
    assert services.labels.choices("trade")[-1].name == "園藝"
    reference.offer("trades", made, active=False)
    assert "園藝" not in [choice.name for choice in services.labels.choices("trade")]
    assert services.labels.name("trade", made) == "園藝", "records that have it keep their word"
    assert not row(reference, "trades", code="garden").is_active
    reference.offer("trades", made, active=True)
    for _step in range(5):
        services.history.undo()
    assert [choice.name for choice in services.labels.choices("trade")] == [
        "水電",
        "土木",
        "通訊",
        "消防",
        "空調",
        "電梯",
    ]


def test_moving_past_the_end_changes_nothing(reference: ReferenceService) -> None:
    assert not reference.move("trades", reference.rows("trades")[0].id, -1).operation


def test_the_working_days_of_a_priority_are_a_whole_number(services: Services) -> None:
    low = services.reference.rows("priorities")[-1]
    for wrong in ("soon", "1.5", "-1", "10000"):
        refusal(
            "reference.not_a_count",
            "repair_workdays",
            lambda wrong=wrong: services.reference.edit(
                "priorities", low.id, low.version, {"repair_workdays": wrong}
            ),
        )
    services.reference.edit("priorities", low.id, low.version, {"repair_workdays": "20"})
    assert services.reference.rows("priorities")[-1].values["repair_workdays"] == 20


def test_every_code_list_is_there_by_its_name(reference: ReferenceService) -> None:
    lists = {found.opens[1]: found for found in reference.rows("lists") if found.opens}
    assert lists[None].name == "類別"
    assert lists["unit_status"].opens == ("fixed_choices", "unit_status")
    assert lists["permit_kind"].opens == ("choices", "permit_kind")
    assert set(lists) >= OPEN_LISTS
    for code, found in lists.items():
        assert len(reference.rows(found.opens[0], code)) == found.values["count"]  # type: ignore[index]


# -- categories and attributes -------------------------------------------------------------------


def test_an_admin_defines_an_attribute_with_its_unit(services: Services) -> None:
    reference = services.reference
    lift = row(reference, "categories", code="elevator")
    assert lift.opens == ("attributes", lift.id)
    values = {"code": "rope", "name_zh": "鋼索直徑", "name_en": "Rope", "value_type": "number", "unit": "mm"}
    made = reference.add("attributes", values, lift.id).value
    assert row(reference, "attributes", lift.id, code="rope").values["unit"] == "mm"
    assert reference.rows("attributes", lift.id)[-1].id == made
    services.history.undo()
    assert made not in [found.id for found in reference.rows("attributes", lift.id)]


def test_an_attribute_in_use_is_renamed_but_not_deleted(services: Services, make: Make) -> None:
    reference = services.reference
    lift = row(reference, "categories", code="elevator")
    definition = reference.rows("attributes", lift.id)[0]
    asset = make.asset(category="elevator")
    make._add(AssetAttribute(asset_id=asset, definition_id=definition.id, value="8"))

    assert reference.rows("attributes", lift.id)[0].used == 1
    caught = refusal("reference.still_used", "", lambda: reference.remove("attributes", definition.id))
    assert definition.name in sentence(caught)
    other = "text" if definition.values["value_type"] != "text" else "number"
    refusal(
        "reference.type_in_use",
        "value_type",
        lambda: reference.edit("attributes", definition.id, definition.version, {"value_type": other}),
    )
    reference.edit("attributes", definition.id, definition.version, {"name_zh": "新名稱"})
    assert services.assets.detail(asset).attributes[0].name == "新名稱"

    unused = reference.rows("attributes", lift.id)[1]
    reference.remove("attributes", unused.id)
    assert unused.id not in [found.id for found in reference.rows("attributes", lift.id)]
    services.history.undo()
    assert unused.id in [found.id for found in reference.rows("attributes", lift.id)]


def test_a_category_goes_with_its_attributes_unless_something_uses_it(services: Services, make: Make) -> None:
    reference = services.reference
    trade = reference.options("trade")[0]
    values = {"code": "clock", "name_zh": "時鐘", "name_en": "Clock", "trade_id": trade.code, "icon": "clock"}
    made = reference.add("categories", values).value
    attribute = {"code": "dial", "name_zh": "鐘面", "name_en": "Dial", "value_type": "text"}
    reference.add("attributes", attribute, made)
    assert services.labels.name("category", made) == "時鐘"

    asset = make.asset(category="clock")
    refusal("reference.still_used", "", lambda: reference.remove("categories", made))
    with services.base.uow("test.gone") as uow:
        uow.session.delete(uow.get(Asset, asset))
        uow.commit(None, undoable=False)
    reference.remove("categories", made)
    with services.base.read() as session:
        left = session.scalar(select(func.count()).where(AttributeDefinition.category_id == made))
    assert left == 0
    services.history.undo()
    assert [found.name for found in reference.rows("attributes", made)] == ["鐘面"]

    lift = row(reference, "categories", code="elevator")
    refusal("reference.still_used", "", lambda: reference.remove("categories", lift.id))
    for key, wrong in (("trade_id", 9999), ("template_code", "NONE")):
        refusal(
            "reference.no_such_value",
            key,
            lambda key=key, wrong=wrong: reference.edit("categories", lift.id, lift.version, {key: wrong}),
        )


# -- duties, terms, users, office ----------------------------------------------------------------


def test_a_duty_is_reworded_and_marked_confirmed(services: Services) -> None:
    reference = services.reference
    duty = next(found for found in reference.rows("duties") if not found.values["is_confirmed"])
    values = {"interval_zh": "每二年一次", "retention_years": "5", "is_confirmed": True, "note_zh": "已電詢"}
    reference.edit("duties", duty.id, duty.version, values)
    now = next(found for found in reference.rows("duties") if found.id == duty.id)
    assert (now.values["interval_zh"], now.values["retention_years"]) == ("每二年一次", 5)
    assert now.values["is_confirmed"]
    services.history.undo()
    assert next(f for f in reference.rows("duties") if f.id == duty.id).values == duty.values


def test_terms_are_added_edited_and_deleted(services: Services) -> None:
    reference = services.reference
    made = reference.add("terms", {"zh": "鑰匙箱", "en": "key cabinet", "topic": "宿舍"}).value
    term = row(reference, "terms", zh="鑰匙箱")
    reference.edit("terms", made, term.version, {"en": "key box"})
    refusal(
        "reference.already_there", "en", lambda: reference.add("terms", {"zh": "鑰匙箱", "en": "key box"})
    )
    reference.remove("terms", made)
    assert not [found for found in reference.rows("terms") if found.id == made]
    services.history.undo()
    assert row(reference, "terms", zh="鑰匙箱").values["en"] == "key box"


def test_a_user_is_entered_with_a_role_and_shut_out_again(services: Services) -> None:
    reference = services.reference
    roles = {choice.name: choice.code for choice in reference.options("role")}
    values = {"code": "lin", "name": "林育成", "role_id": roles["廳舍工程師"], "unit_name": "總務科"}
    made = reference.add("users", values).value
    assert "林育成" in [choice.name for choice in services.labels.choices("user")]
    reference.offer("users", made, active=False)
    assert "林育成" not in [choice.name for choice in services.labels.choices("user")]
    services.history.undo()
    assert "林育成" in [choice.name for choice in services.labels.choices("user")]
    refusal(
        "reference.no_such_value",
        "role_id",
        lambda: reference.add("users", values | {"code": "new", "role_id": 9999}),
    )


def test_nobody_shuts_out_the_last_administrator_or_oneself(services: Services, make: Make) -> None:
    reference = services.reference
    admin = row(reference, "users", code="admin")
    refusal("reference.own_user", "", lambda: reference.offer("users", admin.id, active=False))
    other = make.user("陳怡安")
    with services.base.uow("test.role") as uow:
        viewer = uow.session.scalars(select(Role).where(Role.code == "viewer")).one().id
        uow.get(User, other).role_id = viewer
        uow.commit(None, undoable=False)
    services.base.act_as(other)
    refusal("reference.last_admin", "role_id", lambda: reference.offer("users", admin.id, active=False))
    refusal(
        "reference.last_admin",
        "role_id",
        lambda: reference.edit("users", admin.id, admin.version, {"role_id": viewer}),
    )


def test_roles_say_what_they_may_do(reference: ReferenceService) -> None:
    roles = {found.name: found.values["permissions"] for found in reference.rows("roles")}
    assert "編輯宿舍" in roles["宿舍管理人"]
    assert "使用者管理" not in roles["宿舍管理人"]


def test_the_office_has_a_name(services: Services) -> None:
    reference = services.reference
    refusal("reference.empty", "office_name", lambda: reference.set_office({"office_name": "  "}))
    refusal("office.no_such_setting", "motto", lambda: reference.set_office({"motto": "!"}))
    reference.set_office({"office_name": "某市政府秘書處", "money_unit": "新臺幣元"})
    assert services.office.get("office_name") == "某市政府秘書處"
    services.history.undo()
    assert services.office.get("office_name") == "高雄市政府秘書處"


def test_options_of_fields_are_in_the_language_of_the_moment(reference: ReferenceService) -> None:
    assert [choice.name for choice in reference.options("value_type")] == ["數字", "文字", "日期", "是或否"]
    assert reference.options("template")[0].code == ""
    texts.use("en")
    assert [choice.name for choice in reference.options("day_kind")] == ["Day off", "Working day"]


# -- calendar ------------------------------------------------------------------------------------

_HEAD = "西元日期,星期,是否放假,備註\n"


def test_a_day_of_the_offices_own_wins_over_the_computed_calendar(services: Services) -> None:
    reference = services.reference
    day = date(2026, 11, 24)
    assert services.workdays.is_workday(day)
    reference.add("days", {"day": day, "kind": "holiday", "name": "颱風停班"})
    assert not services.workdays.is_workday(day)
    assert services.workdays.name(day).zh == "颱風停班"
    refusal("reference.already_there", "day", lambda: reference.add("days", {"day": day, "kind": "workday"}))
    refusal("reference.empty", "day", lambda: reference.add("days", {"day": None, "kind": "workday"}))
    refusal("reference.no_such_value", "kind", lambda: reference.add("days", {"day": day, "kind": "x"}))
    services.history.undo()
    assert services.workdays.is_workday(day)


def test_the_governments_file_shows_first_what_it_would_change(services: Services) -> None:
    calendar = services.reference.calendar
    data = f"{_HEAD}20261123,一,0,\n20261124,二,2,颱風停班\n20261128,六,0,補行上班\n".encode("cp950")
    changes = calendar.preview(data)
    assert [(found.day.day, found.kind, found.was_kind) for found in changes] == [
        (24, "holiday", "workday"),
        (28, "workday", "holiday"),
    ]
    assert services.workdays.is_workday(date(2026, 11, 24)), "a preview changes nothing"

    outcome = calendar.take(changes)
    assert outcome.value == 2
    assert done(outcome.label, outcome.params) == "已將 2 天套用到行事曆"
    assert services.workdays.is_makeup(date(2026, 11, 28))
    assert calendar.preview(data) == ()
    services.history.undo()
    assert services.workdays.is_workday(date(2026, 11, 24))


def test_a_file_corrects_a_day_that_was_written_by_hand(services: Services) -> None:
    reference = services.reference
    reference.add("days", {"day": date(2026, 11, 24), "kind": "holiday", "name": "停班"})
    changes = reference.calendar.preview(f"{_HEAD}20261124,二,0,\n".encode())
    reference.calendar.take(changes)
    assert services.workdays.is_workday(date(2026, 11, 24))
    with services.base.read() as session:
        assert session.scalar(select(func.count()).select_from(CalendarDay)) == 1


def test_another_file_or_an_empty_one_changes_nothing(services: Services) -> None:
    calendar = services.reference.calendar
    with pytest.raises(Invalid) as caught:
        calendar.preview(b"name,phone\n")
    assert caught.value.code == "calendar.not_recognised"
    refusal("reference.no_days", "", lambda: calendar.take(()))


def test_a_number_that_must_be_given_is_asked_for(services: Services) -> None:
    low = services.reference.rows("priorities")[-1]
    refusal(
        "reference.empty",
        "repair_workdays",
        lambda: services.reference.edit("priorities", low.id, low.version, {"repair_workdays": " "}),
    )


def test_an_office_setting_nobody_wrote_yet_is_written(services: Services) -> None:
    with services.base.uow("test.gone") as uow:
        for setting in uow.session.scalars(select(Setting).where(Setting.key == "money_unit")):
            uow.session.delete(setting)
        uow.commit(None, undoable=False)
    services.reference.set_office({"money_unit": "元"})
    assert services.office.get("money_unit") == "元"


def test_renaming_a_person_renames_the_labels_that_repeat_the_name_and_undo_too(
    program: Program, make: Make
) -> None:
    services = program.services
    person = make.user("林育成")
    ticket = make.ticket().id
    services.tickets.move((ticket,), Move(Action.DISPATCH, assignee_id=person))
    row = next(row for row in services.reference.rows("users") if row.id == person)
    services.reference.edit("users", person, row.version, {"name": "林育晟"})
    assignee = services.lists["tickets"].info.index("assignee_label")
    assert services.lists["tickets"].rows([ticket])[0][assignee] == "林育晟"
    assert services.health.check() == []
    services.history.undo()
    assert services.lists["tickets"].rows([ticket])[0][assignee] == "林育成"
    assert services.health.check() == []
