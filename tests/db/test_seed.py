"""Reference data in a new database, and what a second run leaves alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import migrate
from db.engine import connect
from db.models import (
    AssetCategory,
    AttributeDefinition,
    ChecklistItem,
    ChecklistTemplate,
    Choice,
    Duty,
    Priority,
    Role,
    RoundRecipe,
    RoundRecipeLine,
    Setting,
    Term,
    Trade,
    User,
)
from db.seed import seed_reference


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engines = connect(tmp_path / "new.sqlite")
    migrate.upgrade(engines)
    with Session(engines.write) as opened:
        seed_reference(opened)
        opened.commit()
        yield opened
    engines.dispose()


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_six_trades_keep_the_reports_order_as_their_ids(session: Session) -> None:
    names = session.scalars(select(Trade.name_zh).order_by(Trade.id)).all()
    assert names == ["水電", "土木", "通訊", "消防", "空調", "電梯"]
    assert session.scalars(select(Trade.id).order_by(Trade.position)).all() == [1, 2, 3, 4, 5, 6]


def test_a_priority_is_its_rank(session: Session) -> None:
    rows = session.execute(select(Priority.id, Priority.code).order_by(Priority.id)).all()
    assert [tuple(row) for row in rows] == [(1, "urgent"), (2, "high"), (3, "normal"), (4, "low")]


def test_thirteen_checklists_and_three_of_event_rounds_come_in_their_first_edition(session: Session) -> None:
    assert count(session, ChecklistTemplate) == 13 + 3
    assert set(session.scalars(select(ChecklistTemplate.edition))) == {1}
    kinds = dict(session.execute(select(ChecklistItem.kind, func.count()).group_by(ChecklistItem.kind)).all())
    assert kinds == {"pass_fail": 134 + 23, "reading": 66 + 1, "photo": 14 + 3, "text": 14 + 3}


def test_every_item_lies_in_a_section_and_only_readings_have_limits(session: Session) -> None:
    for item in session.scalars(select(ChecklistItem)):
        assert item.section_zh
        assert item.section_en
        assert item.kind == "reading" or (item.minimum is None and item.maximum is None and not item.unit)


def test_a_duty_without_a_statutory_interval_is_not_statutory(session: Session) -> None:
    rows = {row.code: row for row in session.scalars(select(Duty))}
    assert rows["LIFT-MAINT"].is_statutory
    assert rows["LIFT-MAINT"].legal_basis
    assert not rows["HVAC-ROUND"].is_statutory
    assert not rows["SKYLIGHT-EVENT"].rule
    assert all(row.interval_zh and row.who_zh for row in rows.values())


def test_a_duty_names_checklists_and_categories_that_exist(session: Session) -> None:
    templates = set(session.scalars(select(ChecklistTemplate.code)))
    categories = set(session.scalars(select(AssetCategory.code)))
    for duty in session.scalars(select(Duty)):
        assert not duty.template_code or duty.template_code in templates
        assert {code for code in duty.category_codes.split(",") if code} <= categories


def test_recipes_of_rounds_name_what_there_is(session: Session) -> None:
    codes = ["TYPHOON-WARNING", "TYPHOON-AFTER", "EARTHQUAKE", "DENGUE-ALERT"]
    assert session.scalars(select(RoundRecipe.code).order_by(RoundRecipe.position)).all() == codes
    templates = set(session.scalars(select(ChecklistTemplate.code)))
    for line in session.scalars(select(RoundRecipeLine)):
        assert line.template_code in templates
        assert (line.category_id is None) == bool(line.unit_status)


def test_a_recipe_that_was_edited_stays_so(session: Session) -> None:
    recipe = session.scalars(select(RoundRecipe).where(RoundRecipe.code == "EARTHQUAKE")).one()
    recipe.name_zh = "地震巡查"
    for line in session.scalars(select(RoundRecipeLine).where(RoundRecipeLine.recipe_id == recipe.id)).all()[
        1:
    ]:
        session.delete(line)
    session.flush()
    assert seed_reference(session) == 0
    assert recipe.name_zh == "地震巡查"


def test_categories_bring_their_typed_attributes(session: Session) -> None:
    found = session.execute(
        select(AttributeDefinition.code, AttributeDefinition.unit)
        .join(AssetCategory, AssetCategory.id == AttributeDefinition.category_id)
        .where(AssetCategory.code == "skylight")
    ).all()
    assert ("wind_pressure", "kgf/㎡") in [tuple(row) for row in found]
    assert set(session.scalars(select(AttributeDefinition.value_type))) <= {"number", "text", "date", "bool"}


def test_there_is_one_user_who_may_do_everything(session: Session) -> None:
    user = session.scalars(select(User)).one()
    role = session.get_one(Role, user.role_id)
    assert (user.code, role.code, user.is_demo) == ("admin", "admin", False)
    assert "settings" in role.permissions


def test_running_it_again_adds_nothing(session: Session) -> None:
    assert seed_reference(session) == 0


def test_running_it_again_keeps_the_offices_edits_and_adds_what_is_missing(session: Session) -> None:
    session.scalars(select(Setting).where(Setting.key == "office_name")).one().value = "某市政府"
    edited = session.scalars(
        select(Choice).where(Choice.list_code == "unit_status", Choice.code == "vacant")
    ).one()
    edited.name_zh = "閒置"
    session.delete(session.scalars(select(Term).where(Term.zh == "點交")).first())
    session.flush()

    assert seed_reference(session) == 1
    assert session.scalars(select(Setting.value).where(Setting.key == "office_name")).one() == "某市政府"
    assert edited.name_zh == "閒置"
    assert session.scalars(select(Term).where(Term.zh == "點交")).first() is not None
