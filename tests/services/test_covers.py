"""Who stands behind an asset: contracts over it, its kind or its place, leases and warranties."""

from datetime import date
from typing import Any

from db.models import Asset, Contract, ContractScope, Warranty
from facilities_app.bootstrap import Program
from facilities_app.domain.rows import CoverRow
from facilities_app.services.covers import covers_of
from tests.factories import Make

TODAY = date(2026, 11, 23)
END = date(2026, 12, 31)


def covers(program: Program, asset: int) -> tuple[CoverRow, ...]:
    with program.services.base.read() as session:
        return covers_of(session, session.get_one(Asset, asset), TODAY)


def contract(program: Program, vendor: int, *, kind: str = "maintenance", **scope: Any) -> int:
    starts, ends = scope.pop("starts_on", date(2026, 1, 1)), scope.pop("ends_on", END)
    with program.services.base.uow("test.contract") as uow:
        number = f"K{vendor}-{kind}-{len(scope)}"
        row = uow.add(
            Contract(number=number, title=number, kind=kind, vendor_id=vendor, starts_on=starts, ends_on=ends)
        )
        uow.add(ContractScope(contract_id=row.id, **scope))
        return int(uow.commit(row.id).value)


def test_an_asset_without_contract_or_warranty_has_no_cover(program: Program, make: Make) -> None:
    assert covers(program, make.asset()) == ()


def test_a_contract_covers_its_asset_the_parts_of_it_and_no_other(program: Program, make: Make) -> None:
    lift, other = make.asset(), make.asset("貨梯")
    part = make.asset("門機", parent_id=lift)
    make.contract(lift, until=END, vendor=make.vendor("穩昇電梯工程", phone="07-555-0142"))
    (found,) = covers(program, lift)
    assert (found.kind, found.vendor, found.phone, found.ends_on) == (
        "contract",
        "穩昇電梯工程",
        "07-555-0142",
        END,
    )
    assert (found.response_hours, found.is_over) == (2, False)
    assert covers(program, part) == (found,)
    assert covers(program, other) == ()


def test_a_contract_over_a_kind_covers_it_only_inside_its_place(program: Program, make: Make) -> None:
    floor = make.place("9F", parent=make.site(), kind="floor")
    inside = make.asset(place=make.place("機房", parent=floor), category="elevator")
    outside = make.asset(place=make.site(), category="elevator")
    other_kind = make.asset(place=floor, category="led_wall")
    contract(program, make.vendor(), category_id=make.category("elevator"), place_id=floor)
    assert [bool(covers(program, asset)) for asset in (inside, outside, other_kind)] == [True, False, False]


def test_a_contract_over_a_place_covers_everything_in_it(program: Program, make: Make) -> None:
    floor = make.place("9F", parent=make.site(), kind="floor")
    contract(program, make.vendor(), place_id=floor)
    assert covers(program, make.asset(place=floor, category="elevator"))
    assert covers(program, make.asset(place=floor, category="led_wall"))
    assert not covers(program, make.asset(place=make.site()))


def test_a_contract_that_begins_tomorrow_does_not_cover_today(program: Program, make: Make) -> None:
    asset = make.asset()
    make.contract(asset, since=date(2026, 11, 24), until=END)
    assert covers(program, asset) == ()


def test_a_cover_in_force_stands_before_one_that_is_over_and_the_longest_first(
    program: Program, make: Make
) -> None:
    asset, vendor = make.asset(), make.vendor()
    make.contract(asset, until=date(2026, 11, 22), vendor=vendor)
    contract(program, vendor, kind="lease", asset_id=asset)
    with program.services.base.uow("test.warranty") as uow:
        for ends, by in ((date(2027, 6, 30), vendor), (date(2025, 6, 30), None)):
            uow.add(Warranty(asset_id=asset, vendor_id=by, starts_on=date(2024, 7, 1), ends_on=ends))
        uow.commit(None)
    assert [(c.kind, c.is_over, c.ends_on.year) for c in covers(program, asset)] == [
        ("warranty", False, 2027),
        ("lease", False, 2026),
        ("contract", True, 2026),
        ("warranty", True, 2025),
    ]
    assert covers(program, asset)[-1].vendor == ""


def test_the_last_day_of_a_contract_is_still_covered(program: Program, make: Make) -> None:
    asset = make.asset()
    make.contract(asset, until=TODAY)
    assert not covers(program, asset)[0].is_over
