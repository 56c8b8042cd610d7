"""Tickets wait for each other, follow each other, become one or two; what makes no sense is refused with words."""

from pathlib import Path

import pytest
from PIL import Image

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.tickets import Action, Status
from facilities_app.messages import done, sentence
from facilities_app.services.ticket_merging import Split
from facilities_app.services.tickets import Move
from tests.factories import Make


@pytest.fixture
def pair(make: Make) -> tuple[int, int]:
    return make.ticket("更換水管").id, make.ticket("重鋪地磚").id


def seen(program: Program, ticket_id: int) -> TicketDetail:
    return program.services.tickets.detail(ticket_id)


def told(error: pytest.ExceptionInfo[DomainError]) -> str:
    return sentence(error.value)


def photo(folder: Path, colour: str) -> Path:
    path = folder / f"{colour}.png"
    Image.new("RGB", (4, 4), colour).save(path)
    return path


def finish(program: Program, ticket_id: int, despite: str = "", reason: str = "") -> None:
    program.services.tickets.move((ticket_id,), Move(Action.START))
    program.services.tickets.move((ticket_id,), Move(Action.FINISH, despite=despite, reason=reason))


def test_a_link_is_seen_from_both_ends_and_undone(program: Program, pair: tuple[int, int]) -> None:
    pipe, tiles = pair
    outcome = program.services.ticket_links.link(tiles, pipe, "blocked_by")
    assert done(outcome.label, outcome.params) == "115-0002 已與 115-0001 建立關聯"
    mine, theirs = seen(program, tiles).links, seen(program, pipe).links
    assert [(x.kind, x.is_inverse, x.ticket.number, x.holds) for x in mine] == [
        ("blocked_by", False, "115-0001", True)
    ]
    assert [(x.kind, x.is_inverse, x.ticket.number, x.holds) for x in theirs] == [
        ("blocked_by", True, "115-0002", False)
    ]
    assert seen(program, tiles).events[0].kind == "blocked_by"
    program.services.history.undo()
    assert seen(program, tiles).links == ()


@pytest.mark.parametrize("kind", ["blocked_by", "follows"])
def test_what_would_wait_for_itself_is_refused(program: Program, make: Make, kind: str) -> None:
    link = program.services.ticket_links.link
    a, b, c = (make.ticket(name).id for name in "甲乙丙")
    link(b, a, "blocked_by")
    link(c, b, "follows")
    for first, other, code in ((a, a, "itself"), (a, b, "circle"), (a, c, "circle")):
        with pytest.raises(Invalid) as error:
            link(first, other, kind)
        assert (error.value.code, error.value.field) == (f"link.{code}", "other")
    with pytest.raises(Invalid, match="twice"):
        link(b, a, "blocked_by")
    with pytest.raises(Invalid, match="no_such_kind"):
        link(a, c, "duplicate_of")
    assert seen(program, a).links == tuple(x for x in seen(program, a).links if x.is_inverse)


def test_a_blocked_ticket_is_not_finished_before_what_blocks_it(
    program: Program, pair: tuple[int, int]
) -> None:
    pipe, tiles = pair
    program.services.ticket_links.link(tiles, pipe, "blocked_by")
    with pytest.raises(Invalid) as error:
        finish(program, tiles)
    assert (error.value.code, error.value.field) == ("ticket.blocked", "despite")
    assert told(error) == "115-0002 須待 115-0001 完工：請先完成該案，或填寫先行完工的原因。"
    assert seen(program, tiles).status == Status.IN_PROGRESS
    finish(program, pipe)
    program.services.tickets.move((tiles,), Move(Action.FINISH))
    assert seen(program, tiles).status == Status.DONE


def test_whoever_says_why_finishes_a_blocked_ticket_and_the_history_keeps_it(
    program: Program, pair: tuple[int, int]
) -> None:
    pipe, tiles = pair
    program.services.ticket_links.link(tiles, pipe, "blocked_by")
    finish(program, tiles, despite="先鋪走道側，管線側另補", reason="完成一半")
    event = seen(program, tiles).events[0]
    assert event.text == "先於 115-0001 完工：先鋪走道側，管線側另補\n完成一半"


def test_a_follower_may_be_finished_first(program: Program, pair: tuple[int, int]) -> None:
    program.services.ticket_links.link(pair[1], pair[0], "follows")
    finish(program, pair[1])
    assert seen(program, pair[1]).status == Status.DONE


def test_a_link_set_by_hand_is_taken_away_and_one_made_by_merging_is_not(
    program: Program, make: Make, pair: tuple[int, int]
) -> None:
    made = program.services.ticket_links.link(pair[1], pair[0], "follows").value
    program.services.ticket_links.unlink(made)
    assert seen(program, pair[0]).links == ()
    assert seen(program, pair[1]).events[0].kind == "unlinked"
    program.services.merging.merge(pair[0], [pair[1]])
    with pytest.raises(Invalid, match="made_by_step"):
        program.services.ticket_links.unlink(seen(program, pair[0]).links[0].id)


def test_tickets_to_link_to_are_found_by_number_by_words_and_at_the_same_place(
    program: Program, make: Make, pair: tuple[int, int]
) -> None:
    offer = program.services.ticket_links.offer
    far = make.ticket("屋頂漏水", place_id=make.place("鳳山")).id
    assert [brief.id for brief in offer("115-0003", pair[0])] == [far]
    assert [brief.id for brief in offer("漏水", pair[0])] == [far]
    assert [brief.id for brief in offer("", pair[0])] == [pair[1]]
    assert offer("115-0001", pair[0]) == ()


def test_duplicates_become_one_with_words_photos_people_and_links_and_one_undo_takes_it_back(
    program: Program, make: Make, tmp_path: Path
) -> None:
    services = program.services
    kept = make.ticket("天花板滴水").id
    twin = make.ticket("走廊漏水", requester="王小姐", requester_phone="2914", description="自週一起").id
    third = make.ticket("地板積水").id
    waits = make.ticket("更換天花板").id
    same, other = photo(tmp_path, "red"), photo(tmp_path, "blue")
    services.attachments.add_files("tickets", kept, [same])
    services.attachments.add_files("tickets", twin, [same, other])
    services.tickets.add_note(twin, "電話確認為空調管")
    services.ticket_links.link(waits, twin, "blocked_by")
    before = [seen(program, one) for one in (kept, twin, third, waits)]

    outcome = services.merging.merge(kept, [twin, third, kept])
    assert (outcome.value, done(outcome.label, outcome.params)) == (2, "已併 2 件")
    now = seen(program, kept)
    assert (now.requester, now.requester_phone) == ("王小姐", "2914")
    assert [row.name for row in now.photos] == ["red.png", "blue.png"]
    texts = {(event.kind, event.text) for event in now.events}
    assert ("merged", "115-0002 走廊漏水\n自週一起\n王小姐 2914") in texts
    assert ("note", "電話確認為空調管\n（115-0002）") in texts
    assert [(x.kind, x.is_inverse, x.ticket.id) for x in now.links] == [
        ("blocked_by", True, waits),
        ("duplicate_of", True, twin),
        ("duplicate_of", True, third),
    ]
    gone = seen(program, twin)
    assert gone.status == Status.CANCELLED
    assert gone.events[0].text == "併入 115-0001 天花板滴水"
    assert [row.name for row in gone.photos] == ["red.png", "blue.png"]
    assert [x.ticket.id for x in seen(program, waits).links] == [kept]

    services.history.undo()
    after = [seen(program, one) for one in (kept, twin, third, waits)]
    assert [(d.status, d.requester, d.photos, d.events, d.links) for d in after] == [
        (d.status, d.requester, d.photos, d.events, d.links) for d in before
    ]


def test_the_asset_stays_out_of_service_while_the_kept_ticket_is_open(program: Program, make: Make) -> None:
    lift = make.asset("客梯 1 號")
    kept = make.ticket("異音", asset=lift).id
    twin = make.ticket("停駛", asset=lift, is_down=True).id
    program.services.merging.merge(kept, [twin])
    down = program.services.assets.detail(lift)
    assert down.status == "out_of_service"
    finish(program, kept)
    assert program.services.assets.detail(lift).status == "in_use"


def test_what_cannot_be_merged_is_refused_and_nothing_is_half_done(
    program: Program, make: Make, pair: tuple[int, int]
) -> None:
    merge = program.services.merging.merge
    closed = make.ticket("舊案").id
    program.services.tickets.move((closed,), Move(Action.CANCEL, reason="已修"))
    for kept, others, code in (
        (pair[0], [], "merge.needs_two"),
        (pair[0], [pair[0]], "merge.needs_two"),
        (closed, [pair[0]], "merge.into_done"),
        (pair[0], [pair[1], closed], "ticket.impossible_step"),
        (pair[0], list(range(1000, 1060)), "merge.too_many"),
    ):
        with pytest.raises(Invalid) as error:
            merge(kept, others)
        assert error.value.code == code
    assert seen(program, pair[1]).status == Status.REPORTED
    assert seen(program, pair[0]).links == ()


def test_a_ticket_of_two_faults_becomes_two_and_each_keeps_what_is_its_own(
    program: Program, make: Make, tmp_path: Path
) -> None:
    services = program.services
    room = make.place("茶水間", parent=make.site())
    source = make.ticket("水龍頭滴水，燈也不亮", requester="王小姐", requester_phone="2914").id
    services.attachments.add_files("tickets", source, [photo(tmp_path, "red"), photo(tmp_path, "blue")])
    services.tickets.add_note(source, "燈管型號 T8")
    services.tickets.add_note(source, "龍頭為感應式")
    was = seen(program, source)
    lamp = next(event for event in was.events if event.text == "燈管型號 T8")
    part = Split("燈不亮", place_id=room, event_ids=(lamp.id,), photo_ids=(was.photos[1].link_id,))
    made = services.merging.split(source, part, version=was.version).value
    new, old = seen(program, made.id), seen(program, source)
    assert (new.summary, new.place_id, new.trade_id, new.requester) == (
        "燈不亮",
        room,
        was.trade_id,
        "王小姐",
    )
    assert new.status == Status.REPORTED
    assert [row.name for row in new.photos] == ["blue.png"]
    assert [row.name for row in old.photos] == ["red.png"]
    assert "燈管型號 T8" in [event.text for event in new.events]
    assert "燈管型號 T8" not in [event.text for event in old.events]
    assert "龍頭為感應式" in [event.text for event in old.events]
    assert old.events[0].text == f"{made.number} 燈不亮"
    assert [(x.kind, x.is_inverse) for x in new.links] == [("split_from", False)]
    services.history.undo()
    assert seen(program, source).events == was.events
    assert seen(program, source).photos == was.photos


def test_a_part_is_not_split_off_what_is_closed_or_with_notes_of_another(
    program: Program, make: Make, pair: tuple[int, int]
) -> None:
    split = program.services.merging.split
    program.services.tickets.add_note(pair[1], "別案的備註")
    foreign = seen(program, pair[1]).events[0].id
    own = seen(program, pair[0]).events[-1].id
    for ids in ((foreign,), (own,), (99999,)):
        with pytest.raises(DomainError, match="note_gone"):
            split(pair[0], Split("拆", event_ids=ids))
    with pytest.raises(Invalid, match="needs_summary"):
        split(pair[0], Split(" "))
    program.services.tickets.move((pair[0],), Move(Action.CANCEL, reason="已修"))
    with pytest.raises(Invalid, match=r"split\.closed"):
        split(pair[0], Split("拆"))


def test_who_may_not_work_on_tickets_links_nothing(
    program: Program, make: Make, pair: tuple[int, int]
) -> None:
    program.services.base.act_as(make.user("檢視員", role_id=make.role("viewer")))
    for attempt in (
        lambda: program.services.ticket_links.link(pair[0], pair[1], "follows"),
        lambda: program.services.merging.merge(pair[0], [pair[1]]),
        lambda: program.services.merging.split(pair[0], Split("拆")),
    ):
        with pytest.raises(Invalid, match="not_allowed"):
            attempt()
