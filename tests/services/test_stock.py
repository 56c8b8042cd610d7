"""Parts are kept in stock: received, counted, short, and never less than nothing."""

from datetime import timedelta

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.errors import DomainError
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.work_rows import NewPart, PartUse
from tests.factories import Make


def test_a_part_gets_a_number_unless_it_brings_one(program: Program) -> None:
    stock = program.services.stock
    first = stock.create(NewPart("門弓器", "組")).value
    own = stock.create(NewPart("地鉸鏈", "組", code="H-1")).value
    assert (stock.detail(first).code, stock.find("H-1")) == ("M-0001", own)
    with pytest.raises(DomainError) as caught:
        stock.create(NewPart("另一個", "組", code="H-1"))
    assert (caught.value.code, caught.value.field) == ("part.code_taken", "code")
    for wrong, field in (
        (NewPart(" ", "組"), "name"),
        (NewPart("x", ""), "unit"),
        (NewPart("x", "組", unit_price_twd=-1), "unit_price_twd"),
        (NewPart("x", "組", reorder_milli=-1), "reorder"),
    ):
        with pytest.raises(DomainError) as caught:
            stock.create(wrong)
        assert caught.value.field == field


def test_the_history_of_a_part_tells_every_move_and_what_then_lay_there(
    program: Program, make: Make, clock: FixedClock
) -> None:
    stock, part, ticket = program.services.stock, make.part(stock=5, price=100), make.ticket()
    clock.move(timedelta(hours=1))
    program.services.work.use_part(ticket.id, PartUse(part, 2_500))
    stock.count(part, 2_000, "破損一段")
    told = [(m.kind, m.quantity_milli, m.stock_milli, m.ticket_number) for m in stock.detail(part).moves]
    assert told == [
        ("counted", -500, 2_000, ""),
        ("used", -2_500, 2_500, ticket.number),
        ("received", 5_000, 5_000, ""),
    ]


def test_a_count_that_differs_says_why_and_one_that_does_not_changes_nothing(
    program: Program, make: Make
) -> None:
    stock, part = program.services.stock, make.part(stock=5)
    with pytest.raises(DomainError) as caught:
        stock.count(part, 4_000)
    assert (caught.value.code, caught.value.field) == ("part.needs_reason", "reason")
    assert stock.count(part, 5_000).operation == 0
    with pytest.raises(DomainError, match=r"part\.quantity_negative"):
        stock.count(part, -1, "x")


def test_what_runs_short_stands_in_its_own_view(program: Program, make: Make) -> None:
    short = make.part("A", stock=2, reorder_milli=2_000)
    make.part("B", stock=3, reorder_milli=2_000)
    make.part("C", stock=0)  # nobody set a level
    gone = make.part("D", stock=0, reorder_milli=1_000)
    program.services.stock.edit(gone, program.services.stock.detail(gone).version, is_active=False)
    source = program.services.lists["parts"]
    views = {view.key: view.query for view in source.info.presets}
    assert [row[0] for row in source.page(views["short"], 0, 9)] == [short]
    assert (source.count(views["all"]), source.count(views["retired"])) == (3, 1)
    assert [part.id for part in program.services.stock.suggest("D")] == []


def test_the_list_shows_quantities_as_people_write_them(program: Program, make: Make) -> None:
    make.part("電線", stock=2)
    program.services.stock.receive(1, 500)
    source = program.services.lists["parts"]
    row = source.page(ListQuery(), 0, 1)[0]
    assert str(row[source.info.index("stock")]) == "2.5"


def test_parts_are_found_by_any_part_of_number_name_or_shelf_those_of_the_trade_first(
    program: Program, make: Make
) -> None:
    trade = program.services.labels.code_named("trade", "消防")
    other = make.part("探測器底座", shelf="B1")
    own = make.part("偵煙探測器", shelf="B1", trade_id=trade)
    found = program.services.stock.suggest("探測 b1", trade if isinstance(trade, int) else None)
    assert [part.id for part in found] == [own, other]
    assert [part.id for part in program.services.stock.suggest("m-0001")] == [other]


def test_receiving_and_counting_can_be_taken_back(program: Program, make: Make) -> None:
    stock, part = program.services.stock, make.part(stock=5, price=100)
    stock.receive(part, 2_000, unit_price_twd=120, note="開口契約")
    stock.count(part, 6_000, "遺失")
    program.services.history.undo()
    program.services.history.undo()
    detail = stock.detail(part)
    assert (detail.stock_milli, detail.unit_price_twd, len(detail.moves)) == (5_000, 100, 1)


def test_what_runs_short_is_one_line_of_what_is_due_today(program: Program, make: Make) -> None:
    assert not [item for item in program.services.reminders.due() if item.kind == "part"]
    for name in ("甲", "乙"):
        make.part(name, stock=1, reorder_milli=1_000)
    items = [item for item in program.services.reminders.due() if item.kind == "part"]
    assert [(one.number, one.title, one.due_on, one.group) for one in items] == [
        ("2", "甲、乙", program.services.clock.today(), "week")
    ]


def test_what_budget_lines_carry_is_a_list_with_its_sum(program: Program, make: Make) -> None:
    ticket, tickets = make.ticket().id, program.services.tickets
    tickets.edit(ticket, tickets.detail(ticket).version, cost_twd=9_000)
    for year, line, amount in ((115, "修繕費", 6_000), (116, "設備費", 3_000)):
        program.services.work.add_share(ticket, year, line, amount)
    source = program.services.lists["costs"]
    rows = source.page(ListQuery(), 0, 9)
    assert [row[1:5] for row in rows] == [
        (116, "設備費", 3_000, "115-0001"),
        (115, "修繕費", 6_000, "115-0001"),
    ]
    assert source.count(ListQuery(search="設備")) == 1
