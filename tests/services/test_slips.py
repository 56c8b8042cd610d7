"""Slips of the property ledger: what each changes, that money adds up, and that one undo takes all of it back."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.models import (
    Asset,
    AssetDowntime,
    AssetSlip,
    Attachment,
    AttachmentLink,
    FundingShare,
    InspectionPlan,
    InspectionTask,
    Permit,
    Role,
    Ticket,
    Warranty,
)
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import Invalid
from facilities_app.services.slip_parts import SplitWish
from facilities_app.services.slip_words import MoveWish, RetireWish
from facilities_app.services.tickets import NewTicket
from tests.factories import Make

TODAY = date(2026, 11, 23)


def row(program: Program, model: Any, row_id: int) -> Any:
    with program.services.base.read() as session:
        return session.get_one(model, row_id)


def slips(program: Program) -> list[AssetSlip]:
    with program.services.base.read() as session:
        return list(session.scalars(select(AssetSlip).order_by(AssetSlip.id)))


def everything(program: Program) -> list[str]:
    """All rows a slip may touch, to compare before and after an undo; versions go on counting."""
    models = (Asset, AssetSlip, FundingShare, InspectionPlan, InspectionTask, Permit, Ticket, Warranty)
    with program.services.base.read() as session:
        return [
            repr({c.key: getattr(one, c.key) for c in model.__table__.columns if c.key != "version"})
            for model in (*models, AttachmentLink, AssetDowntime)
            for one in session.scalars(select(model).order_by(model.id))
        ]


@pytest.fixture
def hall(make: Make) -> int:
    return make.place("1F 大廳", parent=make.site())


def test_a_move_takes_components_of_the_same_place_along_one_slip_each(
    program: Program, make: Make, hall: int
) -> None:
    pump = make.asset("揚水泵浦", code="P-1", custodian_id=make.user("林育成"))
    motor = make.asset("馬達", code="P-1-M", parent_id=pump)
    elsewhere = make.asset(
        "控制盤", code="P-1-C", parent_id=pump, place=make.place("機房", parent=make.site())
    )
    before = everything(program)
    done = program.services.slips.move([pump], MoveWish(place_id=hall, reason="配合大廳整修"))
    assert done.value.number == "115-移-0002"
    assert [row(program, Asset, one).place_id == hall for one in (pump, motor, elsewhere)] == [
        True,
        True,
        False,
    ]
    assert row(program, Asset, pump).place_label == "四維行政中心 › 1F 大廳"
    first, second = slips(program)
    assert (first.asset_id, first.from_label, first.to_label) == (
        pump,
        "四維行政中心／林育成",
        "四維行政中心 › 1F 大廳／林育成",
    )
    assert (second.asset_id, second.number, second.reason) == (motor, "115-移-0002", "配合大廳整修")
    program.services.history.undo(done.operation)
    assert everything(program) == before


def test_a_move_of_the_custodian_alone_is_a_slip_too(program: Program, make: Make) -> None:
    asset = make.asset()
    keeper = make.user("陳怡君")
    program.services.slips.move([asset], MoveWish(custodian_id=keeper, using_unit="總務科"))
    assert slips(program)[0].to_label == "四維行政中心／陳怡君／總務科"
    with pytest.raises(Invalid, match=r"slip\.nothing_moves"):
        program.services.slips.move([asset], MoveWish(custodian_id=keeper))


def test_moving_many_is_all_or_none(program: Program, make: Make, hall: int) -> None:
    good, gone = make.asset("甲"), make.asset("乙", status="retired")
    with pytest.raises(Invalid, match=r"slip\.is_retired"):
        program.services.slips.move([good, gone], MoveWish(place_id=hall))
    assert row(program, Asset, good).place_id == make.site()
    assert slips(program) == []


def test_pieces_are_split_off_with_their_share_of_cost_and_funding(program: Program, make: Make) -> None:
    chairs = make.asset("會議椅", code="CH-1", quantity=3, cost_twd=1000, acquired_on=date(2020, 1, 1))
    for source, amount in (("central", 700), ("city", 300)):
        make._add(FundingShare(asset_id=chairs, source=source, amount_twd=amount))
    make._add(Warranty(asset_id=chairs, starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1)))
    before = everything(program)
    done = program.services.slip_parts.split(chairs, SplitWish("會議椅（鳳山）", quantity=1, reason="移撥"))
    made = row(program, Asset, done.value.other_id)
    left = row(program, Asset, chairs)
    assert (made.quantity, made.cost_twd, made.code) == (1, 333, "CH-1-1")
    assert (left.quantity, left.cost_twd) == (2, 667)
    assert made.acquired_on == date(2020, 1, 1)
    assert made.cover_kind == "warranty"
    with program.services.base.read() as session:
        shares = {
            (share.asset_id, share.source): share.amount_twd
            for share in session.scalars(select(FundingShare))
        }
    assert shares == {
        (chairs, "central"): 467,
        (chairs, "city"): 200,
        (made.id, "central"): 233,
        (made.id, "city"): 100,
    }
    assert done.value.number == "115-拆-0001"
    program.services.history.undo(done.operation)
    assert everything(program) == before


def test_a_component_becomes_an_asset_of_its_own_with_the_cost_that_is_said(
    program: Program, make: Make
) -> None:
    chiller = make.asset("冰水主機", code="CHI", cost_twd=1_000_000)
    wish = SplitWish(
        "壓縮機", cost_twd=250_000, stays_part=True, property_number="3010504-01-0007", reason="移撥"
    )
    made = row(program, Asset, program.services.slip_parts.split(chiller, wish).value.other_id)
    assert (made.parent_id, made.cost_twd, made.quantity) == (chiller, 250_000, 1)
    assert (row(program, Asset, chiller).cost_twd, row(program, Asset, chiller).quantity) == (750_000, 1)


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        (SplitWish("", quantity=1, reason="移撥"), "asset.needs_name", "name"),
        (SplitWish("x", quantity=1), "slip.needs_reason", "reason"),
        (SplitWish("會議椅", cost_twd=10, reason="移撥"), "slip.needs_quantity", "quantity"),
        (SplitWish("x", quantity=3, reason="移撥"), "slip.quantity", "quantity"),
        (SplitWish("x", quantity=-1, reason="移撥"), "slip.quantity", "quantity"),
        (SplitWish("x", cost_twd=1001, reason="移撥"), "slip.share", "cost_twd"),
        (SplitWish("x", cost_twd=-1, reason="移撥"), "slip.share", "cost_twd"),
        (SplitWish("x", reason="移撥"), "slip.needs_share", "cost_twd"),
        (SplitWish("x", quantity=1, code="CH-1", reason="移撥"), "asset.code_taken", "code"),
        (
            SplitWish("x", quantity=1, property_number="abc", reason="移撥"),
            "property_number.form",
            "property_number",
        ),
        (SplitWish("x", quantity=1, on=TODAY + timedelta(1), reason="移撥"), "slip.in_future", "on"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused_beside_its_field(
    program: Program, make: Make, wish: SplitWish, code: str, field: str
) -> None:
    chairs = make.asset("會議椅", code="CH-1", quantity=3, cost_twd=1000)
    with pytest.raises(Invalid) as refused:
        program.services.slip_parts.split(chairs, wish)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert slips(program) == []


def test_a_component_of_a_single_asset_has_a_name_of_its_own(program: Program, make: Make) -> None:
    pump = make.asset("揚水泵浦")
    with pytest.raises(Invalid) as refused:
        program.services.slip_parts.split(pump, SplitWish("揚水泵浦", reason="拆換"))
    assert (refused.value.code, refused.value.field) == ("slip.same_name", "name")


def test_an_unknown_cost_stays_unknown_on_both_sides(program: Program, make: Make) -> None:
    chairs = make.asset("會議椅", quantity=3)
    with pytest.raises(Invalid, match=r"slip\.cost_unknown"):
        program.services.slip_parts.split(chairs, SplitWish("x", quantity=1, cost_twd=5, reason="移撥"))
    made = program.services.slip_parts.split(chairs, SplitWish("x", quantity=1, reason="移撥")).value.other_id
    assert (row(program, Asset, made).cost_twd, row(program, Asset, chairs).cost_twd) == (None, None)
    known = make.asset("桌", cost_twd=100)
    program.services.slip_parts.merge(known, chairs)
    assert row(program, Asset, chairs).cost_twd is None


def test_merging_hands_over_what_runs_and_leaves_what_is_over(program: Program, make: Make) -> None:
    old = make.asset("舊泵浦", code="OLD", cost_twd=100, quantity=2)
    new = make.asset("新泵浦", code="NEW", cost_twd=900)
    part = make.asset("馬達", parent_id=old)
    make._add(FundingShare(asset_id=old, source="city", amount_twd=100))
    make._add(FundingShare(asset_id=new, source="city", amount_twd=900))
    permit = make.permit(old, until=date(2027, 1, 1))
    running, over = make.ticket(asset=old), make.ticket(asset=old)
    with program.services.base.uow("test.made") as uow:
        closed = uow.get(Ticket, over.id)
        closed.status, closed.is_open = 80, False
        uow.commit(None, undoable=False)
    planned, done_task = (
        make.task(due=date(2026, 12, 1), asset=old),
        make.task(due=date(2026, 1, 1), asset=old, status="done"),
    )
    files = [
        make._add(
            Attachment(
                sha256=str(n) * 64,
                extension=".jpg",
                size=1,
                name=f"{n}",
                added_at=program.services.clock.now(),
            )
        )
        for n in range(2)
    ]
    for asset, attachment in ((old, files[0]), (old, files[1]), (new, files[1])):
        make._add(AttachmentLink(attachment_id=attachment, entity="assets", entity_id=asset))
    before = everything(program)
    done = program.services.slip_parts.merge(old, new, "整併為一組")
    merged, other = row(program, Asset, old), row(program, Asset, new)
    assert (merged.status, other.quantity, other.cost_twd) == ("retired", 3, 1000)
    assert row(program, Asset, part).parent_id == new
    assert row(program, Permit, permit).asset_id == new
    assert (row(program, Ticket, running.id).asset_id, row(program, Ticket, over.id).asset_id) == (new, old)
    assert row(program, InspectionTask, planned).asset_id == new
    assert row(program, InspectionTask, done_task).asset_id == old
    with program.services.base.read() as session:
        links = sorted(
            (link.attachment_id, link.entity_id) for link in session.scalars(select(AttachmentLink))
        )
        shares = [(s.asset_id, s.amount_twd) for s in session.scalars(select(FundingShare))]
    assert links == [(files[0], new), (files[1], new)]
    assert shares == [(new, 1000)]
    assert slips(program)[0].other_id == new
    assert "115-併-0001 → NEW" in [event.text for event in program.services.assets.detail(old).events]
    program.services.history.undo(done.operation)
    assert everything(program) == before


def test_nothing_is_merged_into_itself_its_component_or_something_retired(
    program: Program, make: Make
) -> None:
    asset = make.asset("甲")
    part = make.asset("乙", parent_id=make.asset("丙", parent_id=asset))
    for into, code in (
        (asset, r"slip\.into_itself"),
        (part, r"slip\.into_part"),
        (make.asset("丁", status="retired"), r"slip\.is_retired"),
    ):
        with pytest.raises(Invalid, match=code):
            program.services.slip_parts.merge(asset, into)


def test_open_tickets_must_be_decided_before_an_asset_is_retired(program: Program, make: Make) -> None:
    lift = make.asset("客梯", code="L-1", in_service_on=date(2020, 1, 1), service_life_years=15)
    make.asset("門機", parent_id=lift)
    ticket = make.ticket(asset=lift)
    check = program.services.slips.retire_check(lift)
    assert (check.years, check.ends_on, check.reached) == (15, date(2035, 1, 1), False)
    assert [number for _id, number, _summary in check.tickets] == [ticket.number]
    assert check.parts == ("門機",)
    with pytest.raises(Invalid) as refused:
        program.services.slips.retire(lift, RetireWish("汰換"))
    assert (refused.value.code, refused.value.params["numbers"]) == ("slip.open_tickets", ticket.number)
    assert row(program, Asset, lift).status == "in_use"


@pytest.mark.parametrize(("decision", "status"), [("keep", 10), ("cancel", 95)])
def test_a_retired_asset_ends_its_plans_and_takes_no_new_ticket(
    program: Program, make: Make, clock: FixedClock, decision: str, status: int
) -> None:
    lift = make.asset("客梯", code="L-1", in_service_on=date(2000, 1, 1), service_life_years=15)
    part = make.asset("門機", parent_id=lift)
    plan, task = make.plan(asset=lift), make.task(due=date(2026, 12, 1), asset=lift)
    ticket = make.ticket(asset=lift)
    down = make._add(AssetDowntime(asset_id=lift, from_at=clock.now() - timedelta(days=9)))
    before = everything(program)
    wish = RetireWish("逾使用年限不堪使用", "高市秘字第1號", tickets=decision, with_parts=True)
    done = program.services.slips.retire(lift, wish)
    assert [row(program, Asset, one).status for one in (lift, part)] == ["retired", "retired"]
    assert row(program, InspectionPlan, plan).is_active is False
    assert row(program, InspectionTask, task).status == "skipped"
    assert row(program, AssetDowntime, down).until_at is not None
    assert row(program, Ticket, ticket.id).status == status
    first, second = slips(program)
    assert (first.number, first.to_label, first.document) == ("115-減-0001", "已達使用年限", "高市秘字第1號")
    assert second.to_label == "使用年限不明" or second.asset_id == part
    with pytest.raises(Invalid) as refused:
        program.services.tickets.log(NewTicket("又壞了", asset_id=lift))
    assert refused.value.code == "ticket.asset_retired"
    assert program.services.targets.search("客梯") == []
    program.services.history.undo(done.operation)
    assert everything(program) == before


def test_a_retirement_needs_a_reason_and_happens_once(program: Program, make: Make) -> None:
    asset = make.asset()
    with pytest.raises(Invalid) as refused:
        program.services.slips.retire(asset, RetireWish("  "))
    assert (refused.value.code, refused.value.field) == ("asset.needs_reason", "reason")
    program.services.slips.retire(asset, RetireWish("不堪使用"))
    with pytest.raises(Invalid, match=r"slip\.is_retired"):
        program.services.slips.retire(asset, RetireWish("不堪使用"))


def test_numbers_go_on_within_their_year(program: Program, make: Make, hall: int) -> None:
    first, second = make.asset("甲"), make.asset("乙")
    program.services.slips.move([first], MoveWish(place_id=hall, on=date(2025, 12, 31)))
    program.services.slips.move([first], MoveWish(place_id=make.site()))
    program.services.slips.move([second], MoveWish(place_id=hall))
    assert [slip.number for slip in slips(program)] == ["114-移-0001", "115-移-0001", "115-移-0002"]


def test_only_who_may_edit_assets_writes_slips_counts_and_papers(program: Program, make: Make) -> None:
    asset, base, services = make.asset(), program.services.base, program.services
    take = services.stocktakes.start("", make.site()).value
    with base.read() as session:
        role = session.scalar(select(Role.id).where(Role.code == "supervisor"))
    base.act_as(make.user("處長", role_id=role))
    now = services.clock.now()
    for change in (
        lambda: services.slips.move([asset], MoveWish(using_unit="總務科")),
        lambda: services.slips.retire(asset, RetireWish("逾齡")),
        lambda: services.slip_parts.split(asset, SplitWish("x", reason="移撥")),
        lambda: services.slip_parts.merge(asset, make.asset()),
        lambda: services.stocktakes.scan(take, "A-001"),
        lambda: services.stocktakes.close(take),
        lambda: services.asset_life.add_downtime(asset, now - timedelta(1)),
        lambda: services.asset_papers.set_attributes(asset, {}),
    ):
        with pytest.raises(Invalid, match=r"record\.not_allowed"):
            change()
    assert slips(program) == []
