"""Assets: entered, edited, read whole, moved between statuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from db.models import (
    AssetAttribute,
    AssetDamage,
    AssetProject,
    AttributeDefinition,
    DamageEvent,
    FundingShare,
    InspectionResult,
    InspectionTask,
    Project,
    Ticket,
    Warranty,
)
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid, NotFound
from facilities_app.domain.rows import ItemAnswer, NewAsset
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from tests.factories import Make

TODAY = date(2026, 11, 23)


def add(program: Program, row: Any) -> int:
    with program.services.base.uow("test.made") as uow:
        uow.add(row)
        return int(uow.commit(row.id, undoable=False).value)


def new(make: Make, **more: Any) -> NewAsset:
    return replace(NewAsset("客梯 1 號", make.category(), make.site()), **more)


def test_a_new_asset_gets_a_number_a_place_label_and_a_status_history(program: Program, make: Make) -> None:
    done = program.services.assets.create(new(make, in_service_on=date(2020, 1, 1)))

    detail = program.services.assets.detail(done.value)

    assert detail.code.endswith("-001")
    assert program.services.assets.find(detail.code) == done.value
    assert detail.place_label == "四維行政中心"
    assert [(e.kind, e.to_status, e.on) for e in detail.events] == [("status", "in_use", date(2020, 1, 1))]
    second = program.services.assets.create(new(make))
    assert program.services.assets.detail(second.value).code.endswith("-002")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "  "}, "asset.needs_name", "name"),
        ({"name": "長" * 121}, "asset.text_too_long", "name"),
        ({"quantity": 0}, "asset.quantity", "quantity"),
        ({"cost_twd": -1}, "money.negative", "cost_twd"),
        ({"service_life_years": 0}, "asset.service_life", "service_life_years"),
        ({"status": "broken"}, "asset.no_such_status", "status"),
        (
            {"acquired_on": date(2020, 1, 2), "in_service_on": date(2020, 1, 1)},
            "asset.used_before_bought",
            "in_service_on",
        ),
    ],
)
def test_a_new_asset_that_makes_no_sense_is_refused_beside_its_field(
    program: Program, make: Make, change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        program.services.assets.create(new(make, **change))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_number_is_given_only_once(program: Program, make: Make) -> None:
    program.services.assets.create(new(make, code="LIFT-1"))
    with pytest.raises(Invalid, match=r"asset\.code_taken"):
        program.services.assets.create(new(make, code="LIFT-1"))


def test_editing_keeps_repeated_names_in_step_and_can_be_undone(program: Program, make: Make) -> None:
    asset = make.asset("客梯 1 號")
    ticket = make.ticket(asset=asset)
    task = make.task(due=date(2026, 12, 1), asset=asset)
    services = program.services
    version = services.assets.detail(asset).version

    services.assets.edit(asset, version, name="客梯 A", property_number="3100103-01-001", note="更名")

    assert services.assets.detail(asset).property_number == "3100103-01-001"
    assert services.assets.find("3100103-01-001") == asset
    with services.base.read() as session:
        assert session.get_one(Ticket, ticket.id).where_label.endswith("客梯 A")
        assert session.get_one(InspectionTask, task).target_label.endswith("客梯 A")
    services.history.undo()
    with services.base.read() as session:
        assert session.get_one(Ticket, ticket.id).where_label.endswith("客梯 1 號")
    assert services.assets.detail(asset).name == "客梯 1 號"


def test_editing_an_outdated_asset_is_refused(program: Program, make: Make) -> None:
    asset = make.asset()
    version = program.services.assets.detail(asset).version
    program.services.assets.edit(asset, version, model="X")
    with pytest.raises(Conflict, match=r"asset\.moved_on"):
        program.services.assets.edit(asset, version, model="Y")


def test_an_asset_moves_with_its_planned_inspections_and_takes_the_covers_there(
    program: Program, make: Make
) -> None:
    there = make.place("機房", parent=make.site())
    asset = make.asset()
    task = make.task(due=date(2026, 12, 1), asset=asset)
    services = program.services
    version = services.assets.detail(asset).version

    services.assets.edit(
        asset, version, place_id=there, category_id=make.category(), parent_id=None, custodian_id=None
    )

    with services.base.read() as session:
        assert session.get_one(InspectionTask, task).place_id == there
    assert services.assets.detail(asset).place_label == "四維行政中心 › 機房"


def test_an_asset_cannot_be_a_part_of_itself(program: Program, make: Make) -> None:
    whole, part = make.asset("系統"), make.asset("組件")
    services = program.services
    services.assets.edit(part, services.assets.detail(part).version, parent_id=whole)
    assert services.assets.detail(whole).components == ((part, "組件"),)
    assert services.assets.detail(part).parent_name == "系統"
    with pytest.raises(Invalid, match=r"asset\.inside_itself"):
        services.assets.edit(whole, services.assets.detail(whole).version, parent_id=part)


def test_an_unknown_field_is_refused(program: Program, make: Make) -> None:
    asset = make.asset()
    with pytest.raises(Invalid, match=r"asset\.no_such_field"):
        program.services.assets.edit(asset, 1, colour="red")
    with pytest.raises(Invalid, match=r"asset\.needs_code"):
        program.services.assets.edit(asset, 1, code="")


def test_a_status_is_set_for_many_at_once_with_its_history(program: Program, make: Make) -> None:
    lifts = [make.asset(f"客梯 {n} 號") for n in (1, 2, 3)]

    done = program.services.assets.set_status(lifts, "refurbishing", date(2026, 11, 1), "整修")
    again = program.services.assets.set_status(lifts, "refurbishing")

    assert (done.value, again.value, again.operation) == (3, 0, 0)
    detail = program.services.assets.detail(lifts[0])
    assert (detail.status, detail.status_since) == ("refurbishing", date(2026, 11, 1))
    assert detail.events[0].text == "整修"


def test_a_status_that_cannot_be_is_refused(program: Program, make: Make) -> None:
    asset = make.asset(status_since=date(2026, 11, 10))
    for arguments, code in (
        (("refurbishing", date(2026, 11, 24)), "asset.status_in_future"),
        (("refurbishing", date(2026, 11, 9)), "asset.status_too_early"),
        (("retired",), "asset.needs_reason"),
        (("gone",), "asset.no_such_status"),
    ):
        with pytest.raises(Invalid) as refused:
            program.services.assets.set_status([asset], *arguments)
        assert refused.value.code == code


def test_the_detail_tells_money_specs_covers_and_permits(program: Program, make: Make) -> None:
    asset = make.asset("頂樓採光罩", cost_twd=45_100_000, cost_label="新設工程總經費", cost_as_reported=True)
    add(program, FundingShare(asset_id=asset, source="central", amount_twd=39_146_000, as_reported=True))
    add(program, FundingShare(asset_id=asset, source="city", amount_twd=5_954_000, is_remainder=True))
    kind = AttributeDefinition(
        category_id=make.category(),
        code="test_load",
        name_zh="耐風壓",
        name_en="Wind load",
        value_type="number",
    )
    kind.unit = "kgf/㎡"
    definition = add(program, kind)
    add(program, AssetAttribute(asset_id=asset, definition_id=definition, value="4500.5", as_reported=True))
    make.contract(asset, until=date(2026, 12, 31))
    add(program, Warranty(asset_id=asset, starts_on=date(2017, 5, 1), ends_on=date(2020, 4, 30)))
    make.permit(asset, until=date(2027, 6, 30))

    detail = program.services.assets.detail(asset)

    assert [(f.source, f.share.quantize(Decimal("0.001"))) for f in detail.funding] == [
        ("central", Decimal("0.868")),
        ("city", Decimal("0.132")),
    ]
    assert [(a.name, a.value, a.unit, a.as_reported) for a in detail.attributes] == [
        ("耐風壓", "4,500.5", "kgf/㎡", True)
    ]
    assert [(c.kind, c.is_over) for c in detail.covers] == [("contract", False), ("warranty", True)]
    assert [p.expires_on for p in detail.permits] == [date(2027, 6, 30)]


def test_the_events_tell_damage_works_inspections_and_closed_repairs_newest_first(
    program: Program, make: Make
) -> None:
    program.services.office.set("acceptance", "optional")
    asset = make.asset("頂樓採光罩")
    rebuilt = add(
        program,
        Project(
            code="P-105-018",
            name="採光罩重建工程",
            status="done",
            place_id=make.site(),
            started_on=date(2016, 9, 20),
            started_text="105/09 起",
            completed_on=date(2017, 5, 20),
            completed_text="106 汛期前",
        ),
    )
    ahead = add(
        program,
        Project(code="P-1", name="清洗", status="planned", place_id=make.site(), due_on=date(2027, 1, 5)),
    )
    typhoon = add(
        program,
        DamageEvent(
            code="E-1",
            name="莫蘭蒂颱風",
            kind="typhoon",
            occurred_on=date(2016, 9, 14),
            occurred_text="105/09",
        ),
    )
    add(program, AssetDamage(asset_id=asset, event_id=typhoon, project_id=rebuilt, note="大面積破損"))
    add(program, AssetProject(asset_id=asset, project_id=ahead))
    ticket = make.ticket("東側漏水", asset=asset)
    for action in (Action.START, Action.FINISH, Action.CLOSE):
        program.services.tickets.move((ticket.id,), Move(action))
    task = make.task(due=date(2026, 11, 20), asset=asset)
    program.services.inspections.record(task, 1, date(2026, 11, 21), "pass", "林育成")

    detail = program.services.assets.detail(asset)

    assert [(e.kind, e.when, e.is_future) for e in detail.events] == [
        ("project_due", "", True),
        ("ticket", "", False),
        ("inspection", "", False),
        ("project_done", "106 汛期前", False),
        ("project", "105/09 起", False),
        ("damage", "105/09", False),
    ]
    assert (detail.last_done_on, detail.last_outcome) == (date(2026, 11, 21), "pass")
    assert (detail.ticket_count, detail.task_count, len(detail.open_tickets)) == (1, 1, 0)
    assert detail.events[1].ref_code == ticket.number


def test_refreshing_writes_cover_and_next_inspection_into_every_asset(program: Program, make: Make) -> None:
    asset = make.asset()
    make.contract(asset, until=date(2027, 3, 31))
    make.task(due=date(2026, 12, 1), asset=asset)

    done = program.services.assets.refresh()

    assert done.value >= 1
    assert program.services.assets.detail(asset).next_due_on == date(2026, 12, 1)
    row = program.services.lists["assets"].rows([asset])[0]
    info = program.services.lists["assets"].info
    assert (row[info.index("cover_until")], row[info.index("cover_kind")]) == ("2027-03-31", "contract")


def test_what_is_not_there_is_said(program: Program) -> None:
    with pytest.raises(NotFound, match=r"asset\.gone"):
        program.services.assets.detail(9)
    with pytest.raises(NotFound, match=r"asset\.no_such_code"):
        program.services.assets.find("LIFT-9")
    assert ItemAnswer(1).outcome == ""
    with program.services.base.read() as session:
        assert session.scalar(select(Ticket.id)) is None


def test_an_attribute_reads_as_its_type_says(program: Program, make: Make) -> None:
    asset = make.asset("太陽光電")
    for position, (kind, value) in enumerate((("number", "12abc"), ("date", "2026-01-02"), ("text", "鋁"))):
        definition = AttributeDefinition(
            category_id=make.category(),
            code=f"t{position}",
            name_zh=kind,
            name_en=kind,
            value_type=kind,
            position=position,
        )
        add(program, AssetAttribute(asset_id=asset, definition_id=add(program, definition), value=value))
    values = {a.value_type: a.value for a in program.services.assets.detail(asset).attributes}
    assert values == {"number": "12abc", "date": "2026-01-02", "text": "鋁"}


def test_an_inspection_without_a_task_counts_as_the_last_one(program: Program, make: Make) -> None:
    asset = make.asset()
    add(
        program,
        InspectionResult(
            asset_id=asset,
            place_id=make.site(),
            inspected_on=date(2026, 5, 1),
            inspector="林",
            outcome="fail",
        ),
    )
    detail = program.services.assets.detail(asset)
    assert (detail.last_done_on, detail.last_outcome) == (date(2026, 5, 1), "fail")


def test_taken_numbers_are_passed_over(program: Program, make: Make) -> None:
    first = program.services.assets.create(new(make)).params["code"]
    taken = str(first).replace("-001", "-002")
    made = program.services.assets.create(new(make, code=f"X-{taken}"))
    version = program.services.assets.detail(made.value).version
    program.services.assets.edit(made.value, version, code=str(first).replace("-001", "-003"))
    assert program.services.assets.create(new(make)).params["code"] == str(first).replace("-001", "-004")
